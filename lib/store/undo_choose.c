/*
 * Undo: which operation it is, and whether it may be taken back at all.
 */
#include "store/chain.h"
#include "store/undo.h"

#include <kam/grow.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char sql_reverts[] =
    "SELECT reverts, id FROM operation WHERE id >= $1 "
    "AND reverts IS NOT NULL ORDER BY id";
static const char sql_operation[] =
    "SELECT id, at, actor, command, reverts FROM operation WHERE id = $1";
static const char sql_own[] =
    "SELECT id, at, actor, command, reverts FROM operation "
    "WHERE actor = $1 ORDER BY id DESC";
static const char sql_erased[] =
    "SELECT kind = '" KAM_ERASURE "' OR (field = '" KAM_ERASED_ON
    "' AND after <> 'null') FROM change WHERE operation = $1 "
    "AND (salt IS NULL OR kind = '" KAM_ERASURE "' OR field = '" KAM_ERASED_ON
    "') ORDER BY 1 DESC LIMIT 1";
static const char sql_beginning[] =
    "SELECT 1 FROM change WHERE operation = $1 AND $1 = 1 AND kind = 'setting' "
    "AND position = 1";

static int by_reverts(const void *a, const void *b)
{
	const struct kam_revert *x = a, *y = b;

	if (x->reverts != y->reverts)
		return x->reverts < y->reverts ? -1 : 1;
	return x->by < y->by ? -1 : x->by > y->by;
}

static int is_off(const struct kam_reverted *all, int64_t operation)
{
	return kam_reverted_by(all, operation) != 0;
}

int kam_reverted_read(struct kam_reverted *out, struct kam *k,
		      struct kam_arena *arena, int64_t since,
		      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	size_t room = 0;
	int rc = kam_db_prepare(&s, k->db, sql_reverts, err);

	*out = (struct kam_reverted){ 0 };
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, since);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		if (out->n == room) {
			struct kam_revert *grown =
			    kam_grow_in(arena, out->items, &room, out->n,
					sizeof *grown, err);

			if (!grown) {
				rc = err->code;
				break;
			}
			out->items = grown;
		}
		out->items[out->n++] = (struct kam_revert){
			.reverts = kam_stmt_int(s, 0),
			.by = kam_stmt_int(s, 1),
		};
		rc = 0;
	}
	kam_stmt_finalize(s);
	if (rc || !out->n)
		return rc;
	qsort(out->items, out->n, sizeof *out->items, by_reverts);
	/* a redo is never reverted, an undo by one redo at most */
	for (size_t i = 0; i < out->n; i++)
		out->items[i].off = is_off(out, out->items[i].by);
	return 0;
}

int64_t kam_reverted_by(const struct kam_reverted *all, int64_t operation)
{
	size_t low = 0, high = all->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (all->items[middle].reverts < operation)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < all->n && all->items[low].reverts == operation; low++)
		if (!all->items[low].off)
			return all->items[low].by;
	return 0;
}

/* Whether a row's operation is an undo: what it reverts reverts none. */
static int is_undo(const struct kam_undoing *u, int64_t reverts)
{
	for (size_t i = 0; i < u->reverted.n; i++)
		if (u->reverted.items[i].by == reverts)
			return 0;
	return reverts != 0;
}

static int nothing(const struct kam_undoing *u, struct kam_err *err)
{
	if (u->options->redo) {
		kam_fail(err, KAM_ENOENT, "%s",
			 _("nothing of yours is undone since you last wrote"));
		kam_hint(err, "%s", _("'kam log' marks what is undone"));
	} else {
		kam_fail(err, KAM_ENOENT, "%s",
			 _("nothing of yours is left to be undone"));
		kam_hint(err, "%s",
			 _("'kam log' tells who did what; 'kam undo OPERATION "
			   "--others' takes back somebody else's"));
	}
	return err->code;
}

/* The actor's newest that fits; for a redo only after all they wrote. */
static int find_own(int64_t *id, struct kam_undoing *u, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, u->k->db, sql_own, err);

	*id = 0;
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, u->k->actor);
	while (!rc && !*id && (rc = kam_stmt_step(s, err)) > 0) {
		int64_t at = kam_stmt_int(s, 0), reverts = kam_stmt_int(s, 4);

		rc = 0;
		if (u->options->redo && !reverts &&
		    !kam_reverted_by(&u->reverted, at))
			break;
		if (kam_reverted_by(&u->reverted, at))
			continue;
		if (u->options->redo ? is_undo(u, reverts) : !reverts)
			*id = at;
	}
	kam_stmt_finalize(s);
	if (rc < 0)
		return rc;
	return *id ? 0 : nothing(u, err);
}

struct row {
	int there;
	int64_t reverts;
};

/* Copies an operation's row; none is there for row.there == 0. */
static int read_row(struct row *row, struct kam_undoing *u, int64_t id,
		    struct kam_arena *arena, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, u->k->db, sql_operation, err);

	*row = (struct row){ 0 };
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		row->there = 1;
		row->reverts = kam_stmt_int(s, 4);
		u->out->at = kam_arena_strdup(arena, kam_stmt_text(s, 1));
		u->out->actor = kam_arena_strdup(arena, kam_stmt_text(s, 2));
		u->out->command = kam_arena_strdup(arena, kam_stmt_text(s, 3));
		rc = u->out->at && u->out->actor && u->out->command
			 ? 0
			 : kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}

static int check_owner(const struct kam_undoing *u, const char *actor,
		       int64_t id, struct kam_err *err)
{
	if (u->options->others || !strcmp(actor, u->k->actor))
		return 0;
	kam_fail(err, KAM_EREFUSED, _("operation %" PRId64 " is by %s"), id,
		 actor);
	kam_hint(err, _("to do it all the same: kam %s %" PRId64 " --others"),
		 u->options->redo ? "redo" : "undo", id);
	return err->code;
}

static int hinted(struct kam_err *err, const char *hint)
{
	kam_hint(err, "%s", hint);
	return err->code;
}

/* What forgot somebody is final, and so is what was forgotten. */
static int check_erased(struct kam_undoing *u, int64_t id, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, u->k->db, sql_erased, err), forgets = 0;

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		forgets = kam_stmt_int(s, 0) == 1;
	kam_stmt_finalize(s);
	if (rc <= 0)
		return rc;
	if (forgets)
		kam_fail(err, KAM_EREFUSED,
			 _("operation %" PRId64 " forgot somebody, for good"),
			 id);
	else
		kam_fail(err, KAM_EREFUSED,
			 _("what operation %" PRId64 " changed was erased when "
			   "somebody was forgotten"),
			 id);
	return hinted(err, _("what was there is not kept"));
}

static int check_beginning(struct kam_undoing *u, int64_t id,
			   struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, u->k->db, sql_beginning, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	if (rc <= 0)
		return rc;
	kam_fail(err, KAM_EREFUSED,
		 _("operation %" PRId64 " made the register"), id);
	return hinted(err, _("'kam setting set' changes what it set"));
}

/* An operation that was named: of a redo its undo is found. */
static int check_named(int64_t *id, struct kam_undoing *u,
		       const struct row *row, struct kam_err *err)
{
	int64_t by = kam_reverted_by(&u->reverted, *id);

	if (u->options->redo && !row->reverts && by) {
		*id = by;
		return 0;
	}
	if (u->options->redo && (!is_undo(u, row->reverts) || by)) {
		kam_fail(err, KAM_EREFUSED,
			 _("operation %" PRId64 " is not undone"), *id);
		return hinted(err, _("'kam log' marks what is undone"));
	}
	if (u->options->redo || (!row->reverts && !by))
		return 0;
	if (row->reverts)
		kam_fail(err, KAM_EREFUSED,
			 _("operation %" PRId64 " is an undo or redo itself"),
			 *id);
	else
		kam_fail(err, KAM_EREFUSED,
			 _("operation %" PRId64 " is undone already"), *id);
	return hinted(err, row->reverts
			       ? _("name the operation that it is about: 'kam "
				   "undo' or 'kam redo'")
			       : _("'kam redo OPERATION' does it again"));
}

int kam_undo_choose(struct kam_undoing *u, struct kam_arena *arena,
		    struct kam_err *err)
{
	int64_t id = u->options->operation;
	struct row row;
	int rc = kam_reverted_read(&u->reverted, u->k, arena, 0, err);

	if (!rc && !id)
		rc = find_own(&id, u, err);
	if (!rc)
		rc = read_row(&row, u, id, arena, err);
	if (!rc && !row.there) {
		kam_fail(err, KAM_ENOENT, _("no operation %" PRId64), id);
		kam_hint(err, "%s", _("'kam log' lists them"));
		rc = err->code;
	}
	if (!rc && u->options->operation) {
		rc = check_named(&id, u, &row, err);
		if (!rc)
			rc = read_row(&row, u, id, arena, err);
	}
	if (!rc)
		rc = check_owner(u, u->out->actor, id, err);
	if (!rc)
		rc = check_erased(u, id, err);
	if (!rc)
		rc = check_beginning(u, id, err);
	if (rc)
		return rc;
	u->out->reverts = u->out->of = id;
	if (!u->options->redo)
		return 0;
	u->out->of = row.reverts;
	return read_row(&row, u, u->out->of, arena, err);
}
