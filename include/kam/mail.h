/*
 * Mail into the conversation log.
 *
 * kam-ingest-mail reads the mail and writes a line of JSON per message:
 *
 *	{"file":1,"line":7,"key":7,        which of the files, the message's
 *	                                   number in it and among all
 *	 "name":"…",                       its file in a maildir; may be left
 *out "id":"a@x",                       Message-ID, without <>; "" for none
 *	 "references":["r@x","p@x"],       the oldest first, the parent last
 *	 "date":"2026-11-02T09:30:00Z",    or null
 *	 "dated":"sent",                   or "received"; or "kept", by the mbox
 *	                                   or the maildir
 *	 "subject":"…",
 *	 "from":[{"name":"Anna","address":"anna@acme.test"}],"to":[],"cc":[],
 *	 "digest":"<SHA-256>",             of what it says, where it has no id
 *	 "attachments":[{"name":"a.pdf","type":"application/pdf","bytes":9,
 *	                 "sha256":"…"}],
 *	 "text":"…","flaws":["cut"]}       charset bytes cut deep many
 *	{"file":1,"line":8,"key":8,"error":"…"}
 *
 * Each becomes a conversation (comm) of one account: that of the contacts who
 * sent or received it. Its source is "mail:" and the Message-ID, or
 * "mail:sha256:" and the digest where it has none, or one that another message
 * of another time has; by that it is known again, in whatever folder it lies
 * and however often it is read, and then nothing of it is changed. A message
 *that is bad, or whose account is in doubt, is refused alone, with its number
 *as the line of the result's error; one that concerns nobody known is passed
 *over with a warning. updated counts conversations that were found to be of
 *another's thread.
 *
 * Contacts that are made have the source "mail:" and their address, by which
 * whoever was forgotten is not made again.
 *
 * What the helper writes is checked as if an enemy had written it.
 */
#ifndef KAM_MAIL_H
#define KAM_MAIL_H

#include <kam/import.h>
#include <kam/input.h>

/* An attachment of a conversation that is in the log now. */
struct kam_mail_attachment {
	int64_t comm;
	int64_t key;           /* of the message */
	size_t number;         /* from 1 */
	const char *extension; /* "pdf", by its type; "bin" where unknown */
};

struct kam_mail_options {
	int64_t account;          /* of messages whose people tell none, or 0 */
	int create_contacts;      /* for addresses outside that nobody has */
	int64_t since;            /* instant: older ones are passed over */
	const char *const *files; /* their names, for messages about them */
	size_t n_files;
	/* or NULL: called for each attachment, of new conversations and old */
	int (*attached)(void *context, const struct kam_mail_attachment *a,
			struct kam_err *err);
	void *context;
};

/*
 * Inside an operation. KAM_EHELPER where a line is none of these; *contacts
 * counts those that were made; messages live in the arena.
 */
int kam_mail_import(struct kam_import_result *result, int64_t *contacts,
		    struct kam *k, struct kam_arena *arena,
		    const struct kam_mail_options *options,
		    const struct kam_input *lines,
		    struct kam_err *err) KAM_MUST_USE;

#endif
