/*
 * The line that a capacity draws, and what is above it but waits for something
 * below.
 */
#include "areas/rank.h"
#include "areas/req_links.h"

#include <stdlib.h>
#include <string.h>

static int has_effort(const struct kam_rank_place *p)
{
	return (p->set & 1u << KAM_INPUT_EFFORT) != 0;
}

static void sum(struct kam_ranking *r)
{
	int64_t cumulative = 0;

	for (size_t i = 0; i < r->n; i++) {
		struct kam_rank_place *p = &r->places[i];
		int must = kam_rank_is(p, "must"),
		    wont = kam_rank_is(p, "wont");
		int64_t effort =
		    has_effort(p) ? p->inputs[KAM_INPUT_EFFORT] : 0;

		p->cumulative = -1;
		if (p->rank && has_effort(p)) {
			cumulative += effort;
			p->cumulative = cumulative;
		}
		r->n_musts += (size_t)must;
		r->must_effort += must ? effort : 0;
		r->effort += wont ? 0 : effort;
		r->n_unknown += !wont && !has_effort(p);
		r->n_unknown_musts += must && !has_effort(p);
	}
}

/* Those above the line come to `above`, the others to `below`. */
static void take(struct kam_ranking *r, const struct kam_rank_place *from,
		 struct kam_rank_place *above, struct kam_rank_place *below,
		 size_t *n_below)
{
	struct kam_rank_place p = *from;
	int64_t left = r->capacity - r->above_effort;

	p.cut = kam_rank_is(&p, "wont")               ? KAM_CUT_WONT
		: !has_effort(&p)                     ? KAM_CUT_NO_EFFORT
		: !p.rank && !kam_rank_is(&p, "must") ? KAM_CUT_NOT_RATED
		: p.inputs[KAM_INPUT_EFFORT] > left   ? KAM_CUT_TOO_LARGE
						      : KAM_CUT_NONE;
	p.cumulative = -1;
	p.left = left;
	if (p.cut != KAM_CUT_NONE) {
		below[(*n_below)++] = p;
		return;
	}
	r->above_effort += p.inputs[KAM_INPUT_EFFORT];
	p.cumulative = r->above_effort;
	above[r->n_above++] = p;
}

static int compare_places(const void *a, const void *b)
{
	const struct kam_rank_place *x = a, *y = b;

	return x->order < y->order ? -1 : x->order > y->order;
}

/* Musts first, then the others. */
static int divide(struct kam_ranking *r, struct kam_err *err)
{
	struct kam_rank_place *sorted, *below;
	size_t n_below = 0;

	sorted = malloc((2 * r->n + 1) * sizeof *sorted);
	if (!sorted)
		return kam_fail_memory(err);
	below = sorted + r->n;
	if (r->n)
		memcpy(sorted, r->places, r->n * sizeof *sorted);
	for (int musts = 1; musts >= 0; musts--)
		for (size_t i = 0; i < r->n; i++)
			if (kam_rank_is(&sorted[i], "must") == musts)
				take(r, &sorted[i], r->places, below, &n_below);
	if (n_below) {
		qsort(below, n_below, sizeof *below, compare_places);
		memcpy(r->places + r->n_above, below, n_below * sizeof *below);
	}
	free(sorted);
	return 0;
}

/* Those above the line, by id. */
struct above {
	int64_t *ids;
	size_t n;
};

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static int is_missing(int *missing, const struct above *above, struct kam *k,
		      int64_t req, struct kam_err *err)
{
	int state, rc;

	*missing = 0;
	if (bsearch(&req, above->ids, above->n, sizeof req, compare_ids))
		return 0;
	rc = kam_req_state_of(&state, k, req, err);
	*missing = state >= 0 && !kam_req_is_built(state);
	return rc;
}

static int find_needs(struct kam_ranking *r, struct kam_rank_place *p,
		      const struct kam_req_links *links,
		      const struct above *above, struct kam *k,
		      struct kam_err *err)
{
	size_t first = kam_req_links_find(links, p->id), end = first;
	int64_t *needs;
	int rc = 0;

	while (end < links->n && links->items[end].req == p->id)
		end++;
	if (first == end)
		return 0;
	needs = kam_arena_array(&r->arena, end - first, sizeof *needs);
	if (!needs)
		return kam_fail_memory(err);
	for (size_t i = first; i < end && !rc; i++) {
		int64_t other = links->items[i].other;
		int missing;

		if (links->items[i].tie != KAM_TIE_NEEDS ||
		    (p->n_needs && needs[p->n_needs - 1] == other))
			continue;
		rc = is_missing(&missing, above, k, other, err);
		if (!rc && missing)
			needs[p->n_needs++] = other;
	}
	p->needs = needs;
	return rc;
}

static int find_all_needs(struct kam_ranking *r, struct kam *k,
			  struct kam_err *err)
{
	struct kam_req_links links;
	struct above above = { .n = r->n_above };
	int rc = kam_req_links_load(&links, k, err);

	above.ids = malloc((r->n_above + 1) * sizeof *above.ids);
	if (!rc && !above.ids)
		rc = kam_fail_memory(err);
	for (size_t i = 0; i < r->n_above && !rc; i++)
		above.ids[i] = r->places[i].id;
	if (!rc && above.n)
		qsort(above.ids, above.n, sizeof *above.ids, compare_ids);
	for (size_t i = 0; i < r->n_above && !rc && links.n; i++)
		rc = find_needs(r, &r->places[i], &links, &above, k, err);
	free(above.ids);
	kam_req_links_release(&links);
	return rc;
}

int kam_rank_draw(struct kam_ranking *r, struct kam *k, struct kam_err *err)
{
	int rc;

	sum(r);
	if (r->capacity < 0)
		return 0;
	rc = divide(r, err);
	return rc ? rc : find_all_needs(r, k, err);
}
