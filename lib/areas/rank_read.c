/*
 * What a ranking needs beyond the requirements: criteria's scores and Kano's
 * answers.
 */
#include "areas/rank.h"
#include "areas/rating.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <string.h>

/* The weights of accounts that were asked for already. */
struct weighing {
	struct kam_ranking *r;
	struct account {
		const char *key;
		struct kam_weights weights;
		struct account *next;
	} * accounts;
};

static int find_weights(const struct kam_weights **out, struct weighing *w,
			struct kam *k, const char *key, struct kam_err *err)
{
	struct account *a = w->accounts;

	while (a && strcmp(a->key, key) != 0)
		a = a->next;
	if (!a) {
		a = kam_arena_alloc(&w->r->arena, sizeof *a);
		if (!a)
			return kam_fail_memory(err);
		if (kam_req_weights(&a->weights, k, key, err))
			return err->code;
		a->key = key;
		a->next = w->accounts;
		w->accounts = a;
	}
	*out = &a->weights;
	return 0;
}

/* A number of the requirement's own that has the criterion's name; 0 where
   there is none. */
static int own_number(int64_t *out, const struct kam_rank_place *p,
		      const char *criterion)
{
	for (int i = KAM_INPUT_VALUE; i < KAM_INPUTS; i++) {
		const struct kam_field *f =
		    &kam_req_kind.fields[kam_rank_fields[i]];

		if (strcmp(f->name, criterion) != 0)
			continue;
		*out = f->type == KAM_INTEGER ? p->inputs[i] * KAM_DECIMAL_ONE
					      : p->inputs[i];
		return (p->set & 1u << i) != 0;
	}
	return 0;
}

static int begin_place(struct kam_ranking *r, struct kam_rank_place *p,
		       struct kam_err *err)
{
	int64_t *scores;

	if (!p->weights->n)
		return 0;
	scores = kam_arena_array(&r->arena, p->weights->n, sizeof *scores);
	if (!scores)
		return kam_fail_memory(err);
	for (size_t i = 0; i < p->weights->n; i++)
		if (!own_number(&scores[i], p, p->weights->names[i]))
			p->missing_criteria |= 1u << i;
	p->scores = scores;
	return 0;
}

static int take_score(void *context, int64_t req, const char *criterion,
		      int64_t score, struct kam_err *err)
{
	struct kam_ranking *r = context;
	struct kam_rank_place *p = kam_rank_find(r, req);
	int i = p ? kam_weights_find(p->weights, criterion) : -1;

	(void)err;
	if (i < 0)
		return 0;
	((int64_t *)p->scores)[i] = score;
	p->missing_criteria &= ~(1u << i);
	return 0;
}

int kam_rank_read_weighted(struct kam_ranking *r, struct kam *k,
			   struct kam_err *err)
{
	struct weighing w = { .r = r };
	size_t weighed = 0;
	int rc = 0;

	for (size_t i = 0; i < r->n && !rc; i++) {
		struct kam_rank_place *p = &r->places[i];

		rc = find_weights(&p->weights, &w, k, p->account, err);
		if (!rc)
			rc = begin_place(r, p, err);
		weighed += !rc && p->weights->n > 0;
	}
	if (!rc && r->n && !weighed) {
		rc = kam_fail(err, KAM_EREFUSED, "%s",
			      _("no criterion has a weight"));
		kam_hint(err, "%s",
			 "kam setting set req.weights 'fit=3 revenue=2'");
	}
	return rc ? rc : kam_scores_each(k, &kam_req_kind, take_score, r, err);
}

static int take_tally(void *context, int64_t req,
		      const struct kam_kano_tally *tally, struct kam_err *err)
{
	struct kam_rank_place *p = kam_rank_find(context, req);

	(void)err;
	if (!p)
		return 0;
	p->tally = *tally;
	p->class = kam_kano_mode(tally);
	p->known = kam_kano_coefficients(&p->better, &p->worse, tally);
	return 0;
}

int kam_rank_read_kano(struct kam_ranking *r, struct kam *k,
		       struct kam_err *err)
{
	return kam_kano_each(k, take_tally, r, err);
}
