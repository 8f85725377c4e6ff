/*
 * What the files of undo share.
 *
 * undo.c         leads: chooses the operation, writes the reverse
 * undo_choose.c  which operation it is, and whose
 * undo_check.c   what is in the way of it
 * undo_apply.c   its changes, backwards
 * undo_custom.c  fields of the register's own
 * undo_written.c what came of it
 */
#ifndef KAM_STORE_UNDO_H
#define KAM_STORE_UNDO_H

#include "store/replay.h"

#include <kam/undo.h>

/* Numbers of records of one kind that went: from the first to the last. */
struct kam_span {
	int64_t least, most; /* 0: none */
};

struct kam_undoing {
	struct kam *k;
	const struct kam_undo_options *options;
	struct kam_undone *out;
	struct kam_reverted reverted;
	struct kam_span *gone; /* by the kind's index in the catalogue */
	struct kam_replay *replay;
	struct kam_arena arena; /* for one record */
};

/* Fills out->reverts and what belongs to it. */
int kam_undo_choose(struct kam_undoing *u, struct kam_arena *arena,
		    struct kam_err *err) KAM_MUST_USE;
/* Whether later operations leave the way free. */
int kam_undo_check(struct kam_undoing *u, struct kam_err *err) KAM_MUST_USE;
int kam_undo_apply(struct kam_undoing *u, struct kam_err *err) KAM_MUST_USE;
/* The name by which a field goes now, where the operation renamed it: the
   definition, which was changed before its values were, is yet to be taken
   back, and takes them along. KAM_EREFUSED where there is no such field. */
int kam_undo_name(const char **name, struct kam_undoing *u,
		  const struct kam_kind *kind, int64_t id, const char *field,
		  struct kam_err *err) KAM_MUST_USE;
/* Where that is a definition which has its old name again: what has a value of
   it follows. */
int kam_undo_rename(struct kam_undoing *u, const struct kam_record *before,
		    const struct kam_record *after,
		    struct kam_err *err) KAM_MUST_USE;
/* KAM_EREFUSED where a custom field isn't of the type, or refers to another
   noun, than when the operation took its value away: a number would be that of
   another record. */
int kam_undo_same(struct kam_undoing *u, const struct kam_kind *kind,
		  int64_t id, const char *name,
		  struct kam_err *err) KAM_MUST_USE;
/* The record that u->replay makes; KAM_EREFUSED where a custom field doesn't
   hold the value that it would get, as its definition changed since. */
int kam_undo_record(struct kam_record **out, struct kam_undoing *u,
		    struct kam_err *err) KAM_MUST_USE;
/* Counts what was written, gives it to options->each, and looks whether all
   that is referred to is there. */
int kam_undo_written(struct kam_undoing *u, struct kam_err *err) KAM_MUST_USE;
int kam_undo_check_references(struct kam_undoing *u,
			      struct kam_err *err) KAM_MUST_USE;
/* KAM_EREFUSED: a record isn't as the operation left it, by the last one that
   changed it (field NULL: in any way). */
int kam_undo_touched(struct kam_undoing *u, const struct kam_kind *kind,
		     int64_t id, const char *field, struct kam_err *err);
/* KAM_EREFUSED: that `from` refers to what isn't there. */
int kam_undo_dangles(const struct kam_kind *from, int64_t id,
		     const struct kam_kind *to, int64_t target,
		     struct kam_err *err);

#endif
