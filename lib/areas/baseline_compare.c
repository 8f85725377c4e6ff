/*
 * Two baselines, or one and what is there now.
 */
#include "areas/baseline.h"
#include "areas/version.h"

#include <kam/areas.h>
#include <kam/shell.h>
#include <string.h>

enum { FILTERS = 64 };

/* The words of a baseline's scope, as they were given. */
static int read_scope(const char **filters, size_t *n, struct kam_arena *arena,
		      const struct kam_record *baseline, struct kam_err *err)
{
	const struct kam_value *scope = &baseline->values[KAM_BASELINE_SCOPE];
	const char *at = scope->set ? scope->text : "";
	struct kam_str word = KAM_STR_INIT;
	int rc = 0;

	*n = 0;
	while (!rc && kam_shell_word(&word, &at) && *n < FILTERS) {
		rc = kam_str_check(&word, err);
		if (rc)
			break;
		filters[*n] = kam_arena_strdup(arena, word.data);
		if (!filters[(*n)++])
			rc = kam_fail_memory(err);
	}
	kam_str_release(&word);
	return rc;
}

static int select_now(struct kam_baseline_pairs *pairs, struct kam *k,
		      int64_t baseline, struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	const char *filters[FILTERS];
	struct kam_baseline_options o = { .filters = filters };
	struct kam_record *r;
	int rc =
	    kam_record_load(&r, k, &arena, &kam_baseline_kind, baseline, err);

	if (!rc)
		rc = read_scope(filters, &o.n_filters, &arena, r, err);
	if (!rc) {
		o.account = r->values[KAM_BASELINE_ACCOUNT].integer;
		o.project = r->values[KAM_BASELINE_PROJECT].integer;
		rc = kam_baseline_select(pairs, k, &o, err);
	}
	kam_arena_release(&arena);
	return rc;
}

struct comparing {
	struct kam *k;
	struct kam_arena arena; /* reset per row */
	int now;
	kam_each_baseline_row each;
	void *context;
};

/* The requirement's present wording; NULL where it is gone or dropped. */
static int present(struct kam_record **out, struct comparing *c, int64_t id,
		   struct kam_err *err)
{
	struct kam_record *req;
	int rc = kam_record_load(&req, c->k, &c->arena, &kam_req_kind, id, err);

	*out = NULL;
	if (rc == KAM_ENOENT) {
		kam_err_reset(err);
		return 0;
	}
	if (rc || req->status == kam_state_find(&kam_req_kind, "dropped"))
		return rc;
	return kam_version_present(out, c->k, req, err);
}

static int load(struct kam_record **out, struct comparing *c,
		const struct kam_baseline_pair *pair, struct kam_err *err)
{
	*out = NULL;
	if (!pair)
		return 0;
	if (!pair->version)
		return present(out, c, pair->req, err);
	return kam_record_load(out, c->k, &c->arena, &kam_revision_kind,
			       pair->version, err);
}

static int same_wording(const struct kam_record *a, const struct kam_record *b)
{
	return a->id == b->id || kam_version_equal(a, b);
}

static int compare_one(struct comparing *c, const struct kam_baseline_pair *old,
		       const struct kam_baseline_pair *new, struct kam_err *err)
{
	const struct kam_baseline_pair now = { old ? old->req : 0, 0 };
	struct kam_baseline_row row = { .req = old ? old->req : new->req };
	struct kam_record *before, *after;
	int rc = load(&before, c, old, err);

	if (!rc)
		rc = load(&after, c, !new && c->now ? &now : new, err);
	if (rc || (!before && !after))
		goto out;
	row.before = before;
	row.after = after;
	row.change = !before                       ? KAM_BASELINE_ADDED
		     : !after                      ? KAM_BASELINE_REMOVED
		     : same_wording(before, after) ? KAM_BASELINE_UNCHANGED
						   : KAM_BASELINE_CHANGED;
	rc = c->each(c->context, &row, err);
out:
	kam_arena_reset(&c->arena);
	return rc;
}

static int walk(struct comparing *c, const struct kam_baseline_pairs *from,
		const struct kam_baseline_pairs *to, struct kam_err *err)
{
	size_t i = 0, j = 0;
	int rc = 0;

	while (!rc && (i < from->n || j < to->n)) {
		const struct kam_baseline_pair *old =
		    i < from->n ? &from->items[i] : NULL;
		const struct kam_baseline_pair *new =
		    j < to->n ? &to->items[j] : NULL;

		if (old && new && old->req != new->req) {
			if (old->req < new->req)
				new = NULL;
			else
				old = NULL;
		}
		i += old != NULL;
		j += new != NULL;
		rc = compare_one(c, old, new, err);
	}
	return rc;
}

int kam_baseline_compare(struct kam *k, int64_t from, int64_t to,
			 kam_each_baseline_row each, void *context,
			 struct kam_err *err)
{
	struct kam_baseline_pairs old = { 0 }, new = { 0 };
	struct comparing c = {
		.k = k, .now = !to, .each = each, .context = context
	};
	int rc = kam_baseline_versions(&old, k, from, err);

	if (!rc && to)
		rc = kam_baseline_versions(&new, k, to, err);
	else if (!rc)
		rc = select_now(&new, k, from, err);
	if (!rc)
		rc = walk(&c, &old, &new, err);
	kam_arena_release(&c.arena);
	kam_baseline_pairs_release(&old);
	kam_baseline_pairs_release(&new);
	return rc;
}
