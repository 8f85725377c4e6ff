/*
 * Undo and redo: the reverse of an operation, as an operation of its own.
 *
 *	rc = kam_undo(&result, k, &options, err);
 *
 * Nothing leaves the journal: the reverse is written after it, in one
 * transaction, and names what it reverts. So what is undone is known from the
 * journal alone: an operation is undone where another reverts it that is not
 * reverted itself. Undo takes back operations that revert none, redo takes
 * back undos; each as many times as one likes.
 *
 * What was made goes, what was removed comes back with its number, version and
 * times, fields have the values that they had: the register's content, and so
 * its export hash, is what it was. The version of a record that stays counts
 * on, and its time is that of the undo: whoever read it in between must not
 * overwrite it unseen (edit --if-version).
 *
 * KAM_EREFUSED, with what is in the way:
 *   - a later operation, not undone itself, touched the same field, or a record
 *     that was made or removed;
 *   - a record that is there now refers to one that would go, or one that would
 *     come back refers to one that is gone;
 *   - a key or name that would come back belongs to another record now;
 *   - somebody else did it (unless options.others);
 *   - it holds what is only withdrawn by a verb of its own, or the kind takes
 *     no such record: struct kam_hooks, keeps; what was erased; the register's
 *     beginning.
 * KAM_ENOENT: there is no such operation, or nothing to be undone.
 *
 * The kinds' rules (check, follow, release) are not asked: what comes back was
 * legal, and what followed then is in the journal too and is taken back with
 * it.
 */
#ifndef KAM_UNDO_H
#define KAM_UNDO_H

#include <kam/store.h>

struct kam_undo_options {
	int64_t operation; /* 0: the actor's own last one */
	int redo;          /* takes back an undo; operation: that one, or the
			      one that was undone */
	int others;        /* also somebody else's */
	int dry_run;       /* nothing is written in the end */
	/* each change that is made, or NULL; before the transaction ends */
	kam_each_change each;
	void *context;
};

struct kam_undone {
	int64_t operation; /* the new one; 0 where it was only tried */
	int64_t reverts;   /* the one that it takes back */
	int64_t of;        /* the operation in question: of a redo, the one that
			      is done again; else as reverts */
	int64_t changes, records;
	/* of the operation in question, in the arena */
	const char *at, *actor, *command;
};

int kam_undo(struct kam_undone *out, struct kam *k, struct kam_arena *arena,
	     const struct kam_undo_options *options,
	     struct kam_err *err) KAM_MUST_USE;

/* Which operations are reverted, from `since` on; in the arena, by reverts. */
struct kam_reverted {
	struct kam_revert {
		int64_t reverts, by;
		int off; /* that one is reverted itself */
	} *items;
	size_t n;
};
int kam_reverted_read(struct kam_reverted *out, struct kam *k,
		      struct kam_arena *arena, int64_t since,
		      struct kam_err *err) KAM_MUST_USE;
/* The operation by which it is reverted now; 0 where it is in force. */
int64_t kam_reverted_by(const struct kam_reverted *all, int64_t operation);

#endif
