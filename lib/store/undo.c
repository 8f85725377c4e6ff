#include "store/undo.h"

#include <stdlib.h>

static int revert(struct kam_undoing *u, struct kam_arena *arena,
		  struct kam_err *err)
{
	int rc = kam_undo_choose(u, arena, err);

	u->k->reverts = u->out->reverts;
	if (!rc)
		rc = kam_undo_check(u, err);
	if (!rc)
		rc = kam_undo_apply(u, err);
	if (!rc)
		rc = kam_undo_written(u, err);
	return rc ? rc : kam_undo_check_references(u, err);
}

static int in_operation(struct kam_undoing *u, struct kam_arena *arena,
			struct kam_err *err)
{
	int rc = kam_operation_begin(u->k, err);

	if (rc)
		return rc;
	rc = revert(u, arena, err);
	if (rc || u->options->dry_run) {
		kam_operation_cancel(u->k);
		return rc;
	}
	u->out->operation = u->k->operation;
	return kam_operation_end(u->k, 0, err);
}

/*
 * References are looked at once, for all records together, when everything is
 * written: with the database's own keys each row that goes would be searched
 * for through the whole of every table that may refer to it.
 */
int kam_undo(struct kam_undone *out, struct kam *k, struct kam_arena *arena,
	     const struct kam_undo_options *options, struct kam_err *err)
{
	struct kam_undoing u = { .k = k, .options = options, .out = out };
	struct kam_err ignored = { 0 };
	int again, rc = kam_db_exec(k->db, "PRAGMA foreign_keys = OFF", err);

	*out = (struct kam_undone){ 0 };
	if (rc)
		return rc;
	u.gone = calloc((size_t)k->catalogue->n_kinds, sizeof *u.gone);
	u.replay = calloc(1, sizeof *u.replay);
	rc = u.gone && u.replay ? in_operation(&u, arena, err)
				: kam_fail_memory(err);
	if (u.replay)
		kam_arena_release(&u.replay->arena);
	kam_arena_release(&u.arena);
	free(u.replay);
	free(u.gone);
	again =
	    kam_db_exec(k->db, "PRAGMA foreign_keys = ON", rc ? &ignored : err);
	return rc ? rc : again;
}
