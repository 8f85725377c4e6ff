#include "store/replay.h"

#include <stdlib.h>
#include <string.h>

static const char sql_changes[] =
    "SELECT c.kind, c.record, c.operation, c.field, c.after, o.at, "
    "o.reverts IS NOT NULL FROM change c JOIN operation o ON o.id = "
    "c.operation "
    "WHERE c.kind <> 'operation' "
    "ORDER BY c.kind, c.record, c.operation, c.position";

static const char sql_one[] =
    "SELECT c.kind, c.record, c.operation, c.field, c.after, o.at, "
    "o.reverts IS NOT NULL FROM change c JOIN operation o "
    "ON o.id = c.operation WHERE c.kind = $1 AND c.record = $2 "
    "AND c.operation < $3 ORDER BY c.operation, c.position";

/* Sets one member, keeping the order of names; NULL or "null" removes it. */
int kam_replay_set(struct kam_replay *r, const char *name, const char *value)
{
	int i = 0;

	while (i < r->n && strcmp(r->members[i].name, name) < 0)
		i++;
	if (i < r->n && !strcmp(r->members[i].name, name)) {
		memmove(&r->members[i], &r->members[i + 1],
			(size_t)(r->n - i - 1) * sizeof *r->members);
		r->n--;
	}
	if (!value || !strcmp(value, "null"))
		return 0;
	if (r->n == KAM_MEMBERS)
		return -1;
	memmove(&r->members[i + 1], &r->members[i],
		(size_t)(r->n - i) * sizeof *r->members);
	r->members[i].name = kam_arena_strdup(&r->arena, name);
	r->members[i].value = kam_arena_strdup(&r->arena, value);
	r->n++;
	return r->members[i].name && r->members[i].value ? 0 : KAM_ENOMEM;
}

int kam_replay_whole(struct kam_replay *r, const char *bytes)
{
	struct kam_canonical m;
	int rc;

	r->n = 0;
	while ((rc = kam_canonical_next(&m, &bytes)) > 0) {
		char *n = kam_arena_strndup(&r->arena, m.name, m.name_length);
		char *v = kam_arena_strndup(&r->arena, m.value, m.length);

		rc = n && v ? kam_replay_set(r, n, v) : KAM_ENOMEM;
		if (rc)
			return rc;
	}
	return rc;
}

void kam_replay_canonical(struct kam_str *out, const struct kam_replay *r)
{
	kam_str_add_char(out, '{');
	for (int i = 0; i < r->n; i++)
		kam_str_printf(out, "%s\"%s\":%s", i ? "," : "",
			       r->members[i].name, r->members[i].value);
	kam_str_add_char(out, '}');
}

const char *kam_replay_member(const struct kam_replay *r, const char *name)
{
	for (int i = 0; i < r->n; i++)
		if (!strcmp(r->members[i].name, name))
			return r->members[i].value;
	return NULL;
}

/* A record that comes back because its removal was taken back is the one that
   it was; one that comes with the id of another is new. */
static int appear(struct kam_replay *r, const char *bytes, const char *at,
		  int reverts)
{
	if (!reverts || !r->removed) {
		r->version = 1;
		r->created = r->modified = at;
	}
	r->alive = r->made = 1;
	r->removed = 0;
	return kam_replay_whole(r, bytes);
}

static int apply(struct kam_replay *r, struct kam_stmt *s, struct kam_err *err)
{
	const char *field = kam_stmt_text(s, 3), *after = kam_stmt_text(s, 4);
	const char *at = kam_arena_strdup(
	    &r->arena, kam_stmt_is_null(s, 5) ? "" : kam_stmt_text(s, 5));
	int64_t operation = kam_stmt_int(s, 2);
	int rc = 0;

	if (!at)
		return kam_fail_memory(err);
	if (!field && after) {
		rc = appear(r, after, at, kam_stmt_int(s, 6) == 1);
	} else if (!field) {
		r->alive = 0;
		r->removed = 1;
	} else {
		rc = kam_replay_set(r, field, after);
		r->version += operation != r->operation;
		r->modified = at;
	}
	r->operation = operation;
	r->unreadable |= rc != 0;
	return rc == KAM_ENOMEM || kam_stmt_failed(s) ? kam_fail_memory(err)
						      : 0;
}

void kam_replay_begin(struct kam_replay *r, const struct kam_kind *kind,
		      int64_t id)
{
	kam_arena_reset(&r->arena);
	r->kind = kind;
	r->id = id;
	r->n = r->made = r->alive = r->removed = r->unreadable = 0;
	r->version = r->operation = 0;
	r->created = r->modified = "";
}

static int replay_row(struct kam *k, struct kam_replay *r, struct kam_stmt *s,
		      kam_each_replay each, void *context, struct kam_err *err)
{
	const char *name = kam_stmt_text(s, 0);
	const struct kam_kind *kind =
	    kam_kind_find(k->catalogue, name ? name : "");
	int64_t id = kam_stmt_int(s, 1);
	int rc = 0;

	if (r->kind && (!kam_kind_is(r->kind, kind) || r->id != id))
		rc = each(context, r, err);
	if (rc)
		return rc;
	if (!kind || !kam_kind_is(r->kind, kind) || r->id != id)
		kam_replay_begin(r, kind, id);
	if (kind)
		return apply(r, s, err);
	r->name = name ? name : "";
	return each(context, r, err);
}

int kam_replay_one(struct kam_replay *r, struct kam *k,
		   const struct kam_kind *kind, int64_t id, int64_t before,
		   struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_one, err);

	kam_replay_begin(r, kind, id);
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	kam_stmt_bind_int(s, 2, id);
	kam_stmt_bind_int(s, 3, before);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = apply(r, s, err);
	kam_stmt_reset(s);
	return rc;
}

int kam_replay_each(struct kam *k, kam_each_replay each, void *context,
		    struct kam_err *err)
{
	struct kam_replay *r = calloc(1, sizeof *r);
	struct kam_stmt *s = NULL;
	int rc;

	if (!r)
		return kam_fail_memory(err);
	rc = kam_db_prepare(&s, k->db, sql_changes, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = replay_row(k, r, s, each, context, err);
	if (!rc && r->kind)
		rc = each(context, r, err);
	kam_stmt_finalize(s);
	kam_arena_release(&r->arena);
	free(r);
	return rc;
}
