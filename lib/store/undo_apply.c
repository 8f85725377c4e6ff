/*
 * Undo: an operation's changes from the last to the first, each record's at
 * once. They are looked up one by one, so that memory doesn't grow with them
 * and no half-read query is open where the reverse is written.
 */
#include "store/undo.h"

#include <inttypes.h>
#include <string.h>

static const char sql_before[] =
    "SELECT position, kind, record, field, before, after FROM change "
    "WHERE operation = $1 AND position < $2 AND kind <> 'operation' "
    "ORDER BY position DESC LIMIT 1";

struct step {
	int64_t position;
	const struct kam_kind *kind;
	int64_t id;
	const char *field, *before, *after; /* in u->arena */
};

static const char *keep(struct kam_undoing *u, struct kam_stmt *s, int column,
			int *failed)
{
	const char *text = kam_stmt_text(s, column), *kept;

	if (!text)
		return NULL;
	kept = kam_arena_strdup(&u->arena, text);
	*failed |= !kept;
	return kept;
}

/* The change before a position: 1, or 0 where there is none. */
static int read_step(struct step *step, struct kam_undoing *u, int64_t position,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, u->k, sql_before, err), failed = 0;
	const char *name;

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, u->out->reverts);
	kam_stmt_bind_int(s, 2, position);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		name = kam_stmt_text(s, 1);
		step->position = kam_stmt_int(s, 0);
		step->kind = kam_kind_find(u->k->catalogue, name ? name : "");
		step->id = kam_stmt_int(s, 2);
		step->field = keep(u, s, 3, &failed);
		step->before = keep(u, s, 4, &failed);
		step->after = keep(u, s, 5, &failed);
		if (failed || kam_stmt_failed(s))
			rc = kam_fail_memory(err);
		else if (!step->kind)
			rc = kam_fail(err, KAM_ECORRUPT,
				      _("the journal names a kind '%s'"),
				      name ? name : "");
	}
	kam_stmt_reset(s);
	return rc;
}

static int bad_journal(const struct step *step, struct kam_err *err)
{
	return kam_fail(err, KAM_ECORRUPT,
			_("%s-%" PRId64 ": its journal is unreadable"),
			step->kind->prefix, step->id);
}

/* Of what a replay answered: memory that ran out is no fault of the journal. */
static int check_replay(const struct step *step, int rc, struct kam_err *err)
{
	if (rc == KAM_ENOMEM)
		return kam_fail_memory(err);
	return rc ? bad_journal(step, err) : 0;
}

/* A key or a name may be another's by now. */
static int say_taken(const struct step *step, int rc, struct kam_err *err)
{
	if (rc != KAM_EDUPLICATE)
		return rc;
	kam_err_reset(err);
	kam_fail(err, KAM_EREFUSED,
		 _("another %s has the key or name of %s-%" PRId64 " now"),
		 kam_kind_called(step->kind), step->kind->prefix, step->id);
	kam_hint(err, _("give that one another: kam %s edit"),
		 kam_kind_typed(step->kind));
	return err->code;
}

static int keeps(struct kam_undoing *u, const struct kam_record *before,
		 const struct kam_record *after, struct kam_err *err)
{
	const struct kam_kind *kind = before ? before->kind : after->kind;

	return kind->hooks.keeps ? kind->hooks.keeps(u->k, before, after, err)
				 : 0;
}

static int load(struct kam_record **out, struct kam_undoing *u,
		const struct step *step, struct kam_str *bytes,
		struct kam_err *err)
{
	int rc =
	    kam_record_load(out, u->k, &u->arena, step->kind, step->id, err);

	if (rc == KAM_ENOENT) {
		kam_err_reset(err);
		return kam_undo_touched(u, step->kind, step->id, NULL, err);
	}
	kam_str_truncate(bytes, 0);
	if (!rc)
		kam_record_canonical(bytes, *out);
	return rc ? rc : kam_str_check(bytes, err);
}

static void note_gone(struct kam_undoing *u, const struct step *step)
{
	const struct kam_catalogue *all = u->k->catalogue;
	int i = 0;

	while (!kam_kind_is(all->kinds[i], step->kind))
		i++;
	if (!u->gone[i].least || step->id < u->gone[i].least)
		u->gone[i].least = step->id;
	if (step->id > u->gone[i].most)
		u->gone[i].most = step->id;
}

static int take_away(struct kam_undoing *u, const struct step *step,
		     struct kam_str *bytes, struct kam_err *err)
{
	struct kam_record *r;
	int rc = load(&r, u, step, bytes, err);

	if (!rc && strcmp(bytes->data, step->after) != 0)
		rc = kam_undo_touched(u, step->kind, step->id, NULL, err);
	if (!rc)
		rc = keeps(u, r, NULL, err);
	if (!rc)
		rc = kam_record_unmake(u->k, r, err);
	if (!rc)
		note_gone(u, step);
	return rc;
}

/* With the version and the times that it had, which its journal tells. */
static int bring_back(struct kam_undoing *u, const struct step *step,
		      struct kam_str *bytes, struct kam_err *err)
{
	struct kam_replay *r = u->replay;
	struct kam_record *record;
	int rc =
	    kam_replay_one(r, u->k, step->kind, step->id, u->k->operation, err);

	kam_str_truncate(bytes, 0);
	kam_replay_canonical(bytes, r);
	if (!rc)
		rc = kam_str_check(bytes, err);
	if (!rc && r->alive)
		rc = kam_undo_touched(u, step->kind, step->id, NULL, err);
	if (!rc && (r->unreadable || strcmp(bytes->data, step->before) != 0))
		rc = bad_journal(step, err);
	for (int i = 0; i < r->n && !rc; i++)
		rc = kam_undo_same(u, step->kind, step->id, r->members[i].name,
				   err);
	if (!rc)
		rc = kam_undo_record(&record, u, err);
	if (!rc)
		rc = keeps(u, NULL, record, err);
	if (!rc)
		rc = say_taken(step, kam_record_remake(u->k, record, err), err);
	return rc;
}

/* One field to what it was; it must be as the operation left it. */
static int set_back(struct kam_undoing *u, const struct step *step,
		    struct kam_err *err)
{
	const char *name, *now;
	int rc;

	if (!step->before || !step->after)
		return bad_journal(step, err);
	rc = kam_undo_name(&name, u, step->kind, step->id, step->field, err);
	if (rc)
		return rc;
	now = kam_replay_member(u->replay, name);
	if (strcmp(now ? now : "null", step->after) != 0)
		return kam_undo_touched(u, step->kind, step->id, step->field,
					err);
	if (strcmp(step->before, "null") != 0)
		rc = kam_undo_same(u, step->kind, step->id, name, err);
	if (rc)
		return rc;
	return check_replay(step, kam_replay_set(u->replay, name, step->before),
			    err);
}

/* All changes of one record that stand together; *step is then the next one,
   1, or 0 at the end. */
static int change_back(struct kam_undoing *u, struct step *step,
		       struct kam_str *bytes, struct kam_err *err)
{
	const struct step first = *step;
	struct kam_replay *r = u->replay;
	struct kam_record *before, *after;
	int rc = load(&before, u, step, bytes, err), more = 1;

	kam_replay_begin(r, step->kind, step->id);
	if (!rc)
		rc = check_replay(step, kam_replay_whole(r, bytes->data), err);
	while (!rc && more && step->field &&
	       kam_kind_is(step->kind, first.kind) && step->id == first.id) {
		rc = set_back(u, step, err);
		if (!rc)
			more = read_step(step, u, step->position, err);
		if (more < 0)
			rc = more;
	}
	if (!rc)
		rc = kam_undo_record(&after, u, err);
	if (rc)
		return rc;
	after->version = before->version;
	after->created = before->created;
	rc = keeps(u, before, after, err);
	if (!rc)
		rc = say_taken(
		    &first, kam_record_rewrite(u->k, before, after, err), err);
	if (!rc)
		rc = kam_undo_rename(u, before, after, err);
	return rc ? rc : more;
}

static int take_back(struct kam_undoing *u, struct kam_str *bytes,
		     struct kam_err *err)
{
	struct step step = { 0 };
	int64_t position = INT64_MAX;
	int rc;

	while ((rc = read_step(&step, u, position, err)) > 0) {
		position = step.position;
		if (step.field) {
			rc = change_back(u, &step, bytes, err);
			/* the next one is read again, into a clear arena */
			position = rc > 0 ? step.position + 1 : 0;
		} else if (step.after) {
			rc = take_away(u, &step, bytes, err);
		} else {
			rc = step.before ? bring_back(u, &step, bytes, err)
					 : bad_journal(&step, err);
		}
		if (rc < 0)
			return rc;
		kam_arena_reset(&u->arena);
	}
	return rc;
}

int kam_undo_apply(struct kam_undoing *u, struct kam_err *err)
{
	struct kam_str bytes = KAM_STR_INIT;
	int rc = take_back(u, &bytes, err);

	kam_str_release(&bytes);
	return rc;
}
