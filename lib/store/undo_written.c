/*
 * Undo: what was written, told and counted, and whether all that it refers to
 * is there.
 */
#include "store/undo.h"

#include <string.h>

static const char sql_next[] =
    "SELECT position, kind, record, field, before, after FROM change "
    "WHERE operation = $1 AND position > $2 ORDER BY position LIMIT 1";

static const struct kam_kind *target_of(const struct kam_undoing *u,
					const struct kam_field *f)
{
	return f->target ? kam_kind_find(u->k->catalogue, f->target) : NULL;
}

/* A reference to nothing has neither key nor title. */
static int check_value(struct kam_undoing *u, const struct kam_record *r,
		       int field, struct kam_err *err)
{
	const struct kam_field *f = &r->kind->fields[field];
	const struct kam_value *v = &r->values[field];

	if (f->type == KAM_REF && v->set && !v->text && !v->extra)
		return kam_undo_dangles(r->kind, r->id, target_of(u, f),
					v->integer, err);
	if (f->type == KAM_ANY && v->set && !v->extra)
		return kam_undo_dangles(r->kind, r->id, v->kind, v->integer,
					err);
	for (size_t i = 0; f->type == KAM_REFS && i < v->n_refs; i++)
		if (!v->refs[i].key && !v->refs[i].title)
			return kam_undo_dangles(r->kind, r->id, target_of(u, f),
						v->refs[i].id, err);
	return 0;
}

/* Of one that isn't there any more nothing is left to be looked at. */
static int check_targets(struct kam_undoing *u, const struct kam_change *change,
			 struct kam_err *err)
{
	struct kam_record *r;
	int rc = kam_record_load(&r, u->k, &u->arena, change->kind,
				 change->record, err);

	if (rc == KAM_ENOENT) {
		kam_err_reset(err);
		return 0;
	}
	for (int i = 0; !rc && i < r->kind->n_fields; i++)
		rc = check_value(u, r, i, err);
	return rc;
}

static int take(struct kam_undoing *u, struct kam_stmt *s,
		struct kam_change *last, struct kam_err *err)
{
	const char *name = kam_stmt_text(s, 1);
	struct kam_change change = {
		.operation = u->k->operation,
		.at = u->k->stamp,
		.actor = u->k->actor,
		.command = u->k->command,
		.kind = kam_kind_find(u->k->catalogue, name ? name : ""),
		.record = kam_stmt_int(s, 2),
		.field = kam_stmt_text(s, 3),
		.before = kam_stmt_text(s, 4),
		.after = kam_stmt_text(s, 5),
	};
	int rc = 0, same = kam_kind_is(change.kind, last->kind) &&
			   change.record == last->record;

	u->out->changes++;
	u->out->records += !same;
	if (kam_stmt_failed(s))
		return kam_fail_memory(err);
	if (!same && change.after)
		rc = check_targets(u, &change, err);
	if (!rc && u->options->each)
		rc = u->options->each(u->options->context, &change, err);
	last->kind = change.kind;
	last->record = change.record;
	return rc;
}

int kam_undo_written(struct kam_undoing *u, struct kam_err *err)
{
	struct kam_change last = { 0 };
	struct kam_stmt *s = NULL;
	int64_t position = 0;
	int rc;

	do {
		rc = kam_cached_text(&s, u->k, sql_next, err);
		if (rc)
			return rc;
		kam_stmt_bind_int(s, 1, u->k->operation);
		kam_stmt_bind_int(s, 2, position);
		rc = kam_stmt_step(s, err);
		if (rc > 0) {
			position = kam_stmt_int(s, 0);
			rc = take(u, s, &last, err);
			rc = rc ? rc : 1;
		}
		kam_stmt_reset(s);
		kam_arena_reset(&u->arena);
	} while (rc > 0);
	return rc;
}
