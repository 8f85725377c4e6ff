/*
 * The right to be forgotten: a person taken out of the register.
 *
 *	rc = kam_operation_begin(k, err);
 *	if (!rc)
 *		rc = kam_forget(&result, k, &arena, kind, id, &options, err);
 *	rc = kam_operation_end(k, rc, err);    (or kam_operation_cancel())
 *	if (!rc)
 *		rc = kam_compact(k, err);
 *
 * Who may be forgotten: records of a kind that has a field "erased_on"
 * (contacts); also one that was removed and lives on in the journal.
 *
 * Their record stays, so that what refers to it does: its name becomes
 * "(erased CON-3)", its state the closed one, erased_on is set; the accounts
 * it belongs to stay, without the role; all else is unset. From then on it is
 * not edited, and its source is kept as a salted digest only, by which an
 * import of the same file knows whom to leave out.
 *
 * Records that are theirs beside it, as a contact's channels, stay too, their
 * personal fields "[erased]", here and in the journal.
 *
 * What identifies them, now or at any time before (the fields marked
 * KAM_PERSONAL), is looked for in all text of all records: titles, prose,
 * tags, roles, names of files, sources; mention.h says what counts. Each
 * mention becomes "[erased]"; a key with one, "erased-" and the record's
 * number; a setting's value, its default. Only what somebody else is known by
 * is theirs and stays, also where the same stands in it: another person's name,
 * key, source, addresses and numbers (kam_traits_own()), an account's address
 * or number where it is the same and nothing more. It is among the hits,
 * `kept`, and it is what "nowhere in the bytes" can't be said of.
 *
 * The same goes for the journal: before and after of every change, commands,
 * actors. Of the person's own record only accounts, state and times stay, and
 * of commands that changed nothing else, which options they had. The operation
 * that forgets is in the journal too, without values. chain.h says what can be
 * proved afterwards.
 *
 * Mail that kam sent loses mentions in its line of the outbox; mail that waits
 * is dropped, whatever it says, since it is encoded.
 *
 * What is not reached: what people wrote in other words (a first name alone,
 * "the tall one": options.also), what notes about them say; backups and
 * exports; files that evidence names; what a file system keeps of blocks it
 * freed, of the rollback journal, which is deleted after each write, above
 * all. A record that was imported keeps the digest of the row it came from, by
 * which a second import leaves it alone: whoever has the row can tell that it
 * was this one. A row that changed there since brings back what it says.
 * Likewise a link keeps the fingerprint of the wording that it led to, and is
 * suspect from then on.
 */
#ifndef KAM_FORGET_H
#define KAM_FORGET_H

#include <kam/mention.h>
#include <kam/store.h>

struct kam_forget_options {
	const char *const *also; /* further texts to look for */
	size_t n_also;
};

/* A record that mentions them; the person's own comes last. */
struct kam_forget_hit {
	const struct kam_kind *kind;
	int64_t record;
	int64_t values;   /* mentions replaced; of their own, fields unset */
	const char *kept; /* or the field that stays, since it is its own */
};

struct kam_forget_result {
	struct kam_forget_hit *hits;
	size_t n_hits;
	int64_t *changes;   /* of the journal, per kind of the catalogue */
	int64_t operations; /* whose command or actor was changed */
	int64_t messages; /* of the outbox: changed, or dropped while waiting */
	/* what identifies them but is too general to be looked for */
	const char **general;
	size_t n_general;
};

/* Inside an operation; the result lives in the arena. KAM_ENOENT where there
   never was such a record, KAM_EREFUSED where its kind is not of persons. */
int kam_forget(struct kam_forget_result *result, struct kam *k,
	       struct kam_arena *arena, const struct kam_kind *kind, int64_t id,
	       const struct kam_forget_options *options,
	       struct kam_err *err) KAM_MUST_USE;
/* Leaves nothing in the register's file of what was overwritten or deleted;
   not inside an operation. */
int kam_compact(struct kam *k, struct kam_err *err) KAM_MUST_USE;

/*
 * Backups beside the register, and registers that restore moved aside: how many
 * there are, and hold the person's record, or can't be read and may. Those that
 * are older than the record may mention them in text all the same.
 */
struct kam_forget_copies {
	const char *folder; /* of the backups; the register's own */
	int64_t all, holding, unreadable;
	const char *closed; /* one of the two that can't be read; or NULL */
};
int kam_forget_copies(struct kam_forget_copies *out, struct kam *k,
		      const struct kam_kind *kind, int64_t id,
		      struct kam_err *err) KAM_MUST_USE;

/* 1 where the record is what was left of somebody */
int kam_record_erased(const struct kam_record *r);

/*
 * What identifies a record's person, now and at any time before. general is
 * told what is too general to be looked for. KAM_ENOENT where the journal
 * knows no such record.
 */
int kam_traits_read(struct kam_mentions *traits, struct kam *k,
		    const struct kam_kind *kind, int64_t id,
		    int (*general)(void *context, const char *text,
				   struct kam_err *err),
		    void *context, struct kam_err *err) KAM_MUST_USE;
/* How many mentions a field of a record has; those in a list's roles, too. */
int kam_traits_count(struct kam_mentions *traits, const struct kam_record *r,
		     int field, struct kam_err *err) KAM_MUST_USE;
/*
 * 1 where a text is what the record's own person is known by, and so theirs,
 * whatever it has in common with another's: of kinds whose records are
 * somebody, the key, the source (field is KAM_NO_FIELD), and what is
 * KAM_PERSONAL in the form that it has: a name, one mail address, a number; of
 * a postal address, what has only that in common (a house is shared). A text
 * about somebody that stands in such a field is not.
 */
int kam_traits_own(struct kam_mentions *traits, const struct kam_kind *kind,
		   int field, const char *text,
		   struct kam_err *err) KAM_MUST_USE;
/* 1 where a field of a record refers to another record */
int kam_record_refers(const struct kam_record *r, int field,
		      const struct kam_kind *kind, int64_t id);

#endif
