/*
 * Places scored and sorted by their scheme.
 */
#include "areas/rank.h"

#include <kam/scoring.h>
#include <stdlib.h>

#define BIT(input) (1u << (input))

/* Whether a scheme divides by it, so that 0 is as good as unknown. */
static int divides(const struct kam_rank_place *p)
{
	return (p->set & BIT(KAM_INPUT_EFFORT)) && !p->inputs[KAM_INPUT_EFFORT];
}

static int64_t score(const struct kam_rank_place *p, enum kam_rank_by by)
{
	const int64_t *in = p->inputs;

	switch (by) {
	case KAM_RANK_VALUE_EFFORT:
		return kam_score_value_effort(in[KAM_INPUT_VALUE],
					      in[KAM_INPUT_EFFORT]);
	case KAM_RANK_RICE:
		return kam_score_rice(in[KAM_INPUT_REACH], in[KAM_INPUT_IMPACT],
				      in[KAM_INPUT_CONFIDENCE],
				      in[KAM_INPUT_EFFORT]);
	case KAM_RANK_WSJF:
		return kam_score_wsjf(
		    in[KAM_INPUT_VALUE], in[KAM_INPUT_TIME_CRITICALITY],
		    in[KAM_INPUT_RISK_REDUCTION], in[KAM_INPUT_JOB_SIZE]);
	case KAM_RANK_WEIGHTED:
		return kam_score_weighted(p->scores, p->weights->weights,
					  p->weights->n);
	case KAM_RANK_KANO:
		return kam_kano_strength(&p->tally);
	default:
		return 0;
	}
}

/* rank is 1 for those that are rated, until they are numbered. */
static void rate(struct kam_rank_place *p, enum kam_rank_by by)
{
	p->missing = kam_rank_needs[by] & ~p->set;
	if ((kam_rank_needs[by] & BIT(KAM_INPUT_EFFORT)) && divides(p))
		p->missing |= BIT(KAM_INPUT_EFFORT);
	p->rank = !p->missing && !p->missing_criteria;
	if (by == KAM_RANK_WEIGHTED && !p->weights->n)
		p->rank = 0;
	if (by == KAM_RANK_KANO && p->class < 0)
		p->rank = 0;
	if (p->rank)
		p->score = score(p, by);
}

/* What is unset comes last, whichever way it goes. */
static int compare_input(const struct kam_rank_place *x,
			 const struct kam_rank_place *y, int input, int most)
{
	int x_set = (x->set & BIT(input)) != 0;
	int y_set = (y->set & BIT(input)) != 0;

	if (x_set != y_set)
		return y_set - x_set;
	if (!x_set || x->inputs[input] == y->inputs[input])
		return 0;
	return (x->inputs[input] < y->inputs[input]) == most ? 1 : -1;
}

static int compare_last(const struct kam_rank_place *x,
			const struct kam_rank_place *y)
{
	int way = compare_input(x, y, KAM_INPUT_PRIORITY, 1);

	return way ? way : x->id < y->id ? -1 : x->id > y->id;
}

static int compare_rated(const struct kam_rank_place *x,
			 const struct kam_rank_place *y)
{
	return (y->rank != 0) - (x->rank != 0);
}

static int compare_moscow(const void *a, const void *b)
{
	const struct kam_rank_place *x = a, *y = b;
	int way = compare_rated(x, y);

	if (!way)
		way = compare_input(x, y, KAM_INPUT_PRIORITY, 1);
	if (!way)
		way = y->core - x->core;
	if (!way)
		way = compare_input(x, y, KAM_INPUT_VALUE, 1);
	if (!way)
		way = compare_input(x, y, KAM_INPUT_EFFORT, 0);
	return way ? way : compare_last(x, y);
}

static int compare_score(const void *a, const void *b)
{
	const struct kam_rank_place *x = a, *y = b;
	int way = compare_rated(x, y);

	if (!way && x->rank && x->score != y->score)
		way = x->score < y->score ? 1 : -1;
	return way ? way : compare_last(x, y);
}

static int compare_kano(const void *a, const void *b)
{
	const struct kam_rank_place *x = a, *y = b;
	int way = compare_rated(x, y);

	if (!way)
		way = x->class - y->class;
	return way ? way : compare_score(a, b);
}

void kam_rank_sort(struct kam_ranking *r)
{
	int64_t rank = 0;

	for (size_t i = 0; i < r->n; i++)
		rate(&r->places[i], r->by);
	if (r->n)
		qsort(r->places, r->n, sizeof *r->places,
		      r->by == KAM_RANK_MOSCOW ? compare_moscow
		      : r->by == KAM_RANK_KANO ? compare_kano
					       : compare_score);
	for (size_t i = 0; i < r->n; i++) {
		r->places[i].order = i;
		if (r->places[i].rank)
			r->places[i].rank = ++rank;
	}
	r->n_rated = (size_t)rank;
}
