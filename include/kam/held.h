/*
 * The right of access: all that the register holds about a person.
 *
 *	rc = kam_held_read(&person, k, &arena, kind, id, err);
 *	if (!rc)
 *		rc = kam_held_print(out, k, &person, err);
 *
 * Their own record, whole, with where it came from; every record that refers
 * to them or whose text mentions them (as kam_forget() looks for mentions, in
 * their present and earlier names, addresses and numbers); the journal of
 * their record: what was written when, by whom, with which command; and of the
 * mail that went to them or names them, what the outbox keeps.
 *
 * What somebody else is known by is no mention, though it be the same
 * (kam_traits_own()): who has the same name is left out, and told, `alike`.
 *
 * Somebody else's particulars are not for them: of records of people and
 * accounts, unless they are theirs as a contact's channels are, only those fields are given that refer to them or mention them;
 * other records are whole, and there other people are an ID, unless the text
 * names them; whoever wrote something is a name without an address. The
 * journals of those other records are left out, and so is what a record says
 * that neither refers to them nor names them.
 */
#ifndef KAM_HELD_H
#define KAM_HELD_H

#include <kam/out.h>
#include <kam/outbox.h>
#include <kam/store.h>

struct kam_held_entry {
	struct kam_record *record;
	uint64_t refers, mentions; /* bits: fields that do */
};

/* Of the mail that kam sent or has waiting. */
struct kam_held_mail {
	int64_t id;
	enum kam_mail_state state;
	const char *at; /* an instant: tried last, else queued */
	const char *to; /* their address; NULL: it went to somebody else */
	const char *subject, *report;
};

struct kam_held {
	const struct kam_kind *kind;
	int64_t id;
	struct kam_record *record; /* NULL where it was removed */
	struct kam_held_entry *entries;
	size_t n, room;
	const char **alike; /* "MEM-1" */
	size_t n_alike, room_alike;
	struct kam_held_mail *mail;
	size_t n_mail, room_mail;
};

/* Into the arena; KAM_ENOENT where there never was such a record. */
int kam_held_read(struct kam_held *person, struct kam *k,
		  struct kam_arena *arena, const struct kam_kind *kind,
		  int64_t id, struct kam_err *err) KAM_MUST_USE;
/* One record: {"asked", "id", "person", "references", "mentions",
   "mail", "journal"}. */
int kam_held_print(struct kam_out *out, struct kam *k,
		   const struct kam_held *person,
		   struct kam_err *err) KAM_MUST_USE;
/* The same as a letter's enclosure, in Markdown. */
int kam_held_markdown(struct kam_str *out, struct kam *k,
		      const struct kam_held *person,
		      struct kam_err *err) KAM_MUST_USE;

/* The columns of an entry that are given; returns how many. */
int kam_held_columns(int columns[KAM_COLUMNS],
		     const struct kam_held_entry *entry);
/* "Li Lei" of "Li Lei <li@firm.test>"; an address alone stays out */
int kam_held_actor(struct kam_str *out, const char *actor,
		   struct kam_err *err) KAM_MUST_USE;

#endif
