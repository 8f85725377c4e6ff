#include "store/replay.h"

#include <kam/difference.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 4 }; /* an assessment's risk's account, and some to spare */

static const char sql_touched[] =
    "SELECT DISTINCT kind, record FROM change WHERE operation > $1 "
    "AND operation <= $2 AND kind <> 'operation' ORDER BY kind, record";

static const char sql_removed[] =
    "SELECT DISTINCT kind, record FROM change WHERE operation > $1 "
    "AND operation <= $2 AND field IS NULL AND after IS NULL "
    "AND kind <> 'operation' ORDER BY kind, record";

struct comparing {
	struct kam *k;
	const struct kam_difference_query *query;
	kam_each_difference each;
	void *context;
	struct kam_replay *old, *new;
	struct kam_differing fields[2 * KAM_MEMBERS];
	struct kam_str title;
};

/* Whether a reference, [[3,"buyer"],[4,null]] or 3, is to an id. */
static int refers(const struct kam_field *f, const char *bytes, int64_t id)
{
	const char *at = bytes;

	if (f->type == KAM_REF)
		return strtoll(bytes, NULL, 10) == id;
	while ((at = strchr(at + 1, '[')) != NULL)
		if (strtoll(at + 1, NULL, 10) == id)
			return 1;
	return 0;
}

/* The record that one belongs to where its kind has no field of the scope:
   what it can't be without. */
static const struct kam_kind *owner(int64_t *id, const struct comparing *c,
				    const struct kam_replay *r)
{
	for (int i = 0; i < r->kind->n_fields; i++) {
		const struct kam_field *f = &r->kind->fields[i];
		const char *bytes = kam_replay_member(r, f->name), *name;
		char kind[64];

		if (!bytes ||
		    (f->flags & (KAM_REQUIRED | KAM_CUSTOM)) != KAM_REQUIRED ||
		    (f->type != KAM_REF && f->type != KAM_ANY))
			continue;
		*id = strtoll(bytes + (f->type == KAM_ANY), NULL, 10);
		if (f->type == KAM_REF)
			return kam_kind_find(c->k->catalogue, f->target);
		name = strchr(bytes, '"');
		(void)snprintf(kind, sizeof kind, "%.*s",
			       name ? (int)strcspn(name + 1, "\"") : 0,
			       name ? name + 1 : "");
		return kam_kind_find(c->k->catalogue, kind);
	}
	return NULL;
}

/* 1 where the record belongs to the scope, an account or a project. */
static int belongs(struct comparing *c, const struct kam_replay *r,
		   enum kam_role role, int64_t scope, struct kam_err *err)
{
	struct kam_replay *up = NULL;
	int64_t id = 0;
	int found = 0, rc = 0;

	for (int depth = 0; depth < DEPTH && !rc && !found; depth++) {
		int field = role == KAM_ROLE_ACCOUNT ? r->kind->account
						     : r->kind->project;
		const char *bytes =
		    field == KAM_NO_FIELD
			? NULL
			: kam_replay_member(r, r->kind->fields[field].name);
		const struct kam_kind *next;

		if (r->kind->role == role)
			found = r->id == scope;
		else if (bytes)
			found = refers(&r->kind->fields[field], bytes, scope);
		next = found || bytes || field != KAM_NO_FIELD
			   ? NULL
			   : owner(&id, c, r);
		if (!next)
			break;
		if (!up)
			up = calloc(1, sizeof *up);
		rc = up ? kam_replay_one(up, c->k, next, id,
					 c->query->until + 1, err)
			: kam_fail_memory(err);
		r = up;
	}
	if (up)
		kam_arena_release(&up->arena);
	free(up);
	return rc ? rc : found;
}

/* A member of either side at a time, in the order of their names. */
static size_t compare(struct comparing *c)
{
	const struct kam_replay *a = c->old, *b = c->new;
	int i = 0, j = 0, n_old = a->alive ? a->n : 0;
	int n_new = b->alive ? b->n : 0;
	size_t n = 0;

	while (i < n_old || j < n_new) {
		const struct kam_member *x = &a->members[i];
		const struct kam_member *y = &b->members[j];
		int order = i == n_old   ? 1
			    : j == n_new ? -1
					 : strcmp(x->name, y->name);

		i += order <= 0;
		j += order >= 0;
		if (!order && !strcmp(x->value, y->value))
			continue;
		c->fields[n++] = (struct kam_differing){
			.field = order <= 0 ? x->name : y->name,
			.before = order <= 0 ? x->value : NULL,
			.after = order >= 0 ? y->value : NULL,
		};
	}
	return n;
}

static int give(struct comparing *c, const struct kam_replay *r, size_t n,
		struct kam_err *err)
{
	const char *title =
	    kam_replay_member(r, r->kind->fields[r->kind->title].name);
	struct kam_difference d = {
		.what = !c->old->alive   ? KAM_DIFFERS_NEW
			: !c->new->alive ? KAM_DIFFERS_GONE
					 : KAM_DIFFERS_CHANGED,
		.kind = r->kind,
		.id = r->id,
		.fields = c->fields,
		.n = n,
	};

	kam_str_truncate(&c->title, 0);
	if (title && !kam_canonical_text(&c->title, title, strlen(title)))
		kam_str_add(&c->title, title);
	if (c->title.failed)
		return kam_fail_memory(err);
	d.title = c->title.data ? c->title.data : "";
	return c->each(c->context, &d, err);
}

static int look_at(struct comparing *c, const struct kam_kind *kind, int64_t id,
		   struct kam_err *err)
{
	const struct kam_difference_query *q = c->query;
	const struct kam_replay *r = c->new;
	size_t n = 0;
	int rc = kam_replay_one(c->old, c->k, kind, id, q->after + 1, err);

	if (!rc)
		rc = kam_replay_one(c->new, c->k, kind, id, q->until + 1, err);
	if (rc)
		return rc;
	if (!c->new->alive)
		r = c->old;
	if (r->alive && !(q->gone && c->new->alive))
		n = compare(c);
	if (!n)
		return 0;
	rc = 1;
	if (q->account)
		rc = belongs(c, r, KAM_ROLE_ACCOUNT, q->account, err);
	if (rc > 0 && q->project)
		rc = belongs(c, r, KAM_ROLE_PROJECT, q->project, err);
	return rc > 0 ? give(c, r, n, err) : rc;
}

static int each_touched(struct comparing *c, struct kam_err *err)
{
	const struct kam_difference_query *q = c->query;
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, c->k->db,
				q->gone ? sql_removed : sql_touched, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, q->after);
	kam_stmt_bind_int(s, 2, q->until);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *name = kam_stmt_text(s, 0);
		const struct kam_kind *kind =
		    kam_kind_find(c->k->catalogue, name ? name : "");

		rc = kind && (!q->kind || kam_kind_is(q->kind, kind))
			 ? look_at(c, kind, kam_stmt_int(s, 1), err)
			 : 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_difference_each(struct kam *k, const struct kam_difference_query *query,
			kam_each_difference each, void *context,
			struct kam_err *err)
{
	struct kam_difference_query until = *query;
	struct comparing *c = calloc(1, sizeof *c);
	int rc = KAM_ENOMEM;

	if (!until.until)
		until.until = INT64_MAX - 1;
	if (c) {
		*c = (struct comparing){ .k = k,
					 .query = &until,
					 .each = each,
					 .context = context,
					 .title = KAM_STR_INIT };
		c->old = calloc(1, sizeof *c->old);
		c->new = calloc(1, sizeof *c->new);
		if (c->old && c->new)
			rc = each_touched(c, err);
		if (c->old)
			kam_arena_release(&c->old->arena);
		if (c->new)
			kam_arena_release(&c->new->arena);
		free(c->old);
		free(c->new);
		kam_str_release(&c->title);
	}
	free(c);
	return rc == KAM_ENOMEM ? kam_fail_memory(err) : rc;
}
