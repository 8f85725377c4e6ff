/*
 * Requirements ranked: read, scored, sorted.
 */
#include "areas/rank.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/duration.h>
#include <kam/grow.h>
#include <kam/scoring.h>
#include <stdlib.h>
#include <string.h>

#define BIT(input) (1u << (input))

const char *const kam_rank_words[KAM_RANKS + 1] = {
	"moscow", "value-effort", "rice", "wsjf", "weighted", "kano", NULL,
};
const int kam_rank_fields[KAM_INPUTS] = {
	[KAM_INPUT_PRIORITY] = KAM_REQ_PRIORITY,
	[KAM_INPUT_VALUE] = KAM_REQ_VALUE,
	[KAM_INPUT_EFFORT] = KAM_REQ_EFFORT,
	[KAM_INPUT_REACH] = KAM_REQ_REACH,
	[KAM_INPUT_IMPACT] = KAM_REQ_IMPACT,
	[KAM_INPUT_CONFIDENCE] = KAM_REQ_CONFIDENCE,
	[KAM_INPUT_TIME_CRITICALITY] = KAM_REQ_TIME_CRITICALITY,
	[KAM_INPUT_RISK_REDUCTION] = KAM_REQ_RISK_REDUCTION,
	[KAM_INPUT_JOB_SIZE] = KAM_REQ_JOB_SIZE,
};
const unsigned kam_rank_needs[KAM_RANKS] = {
	[KAM_RANK_MOSCOW] = BIT(KAM_INPUT_PRIORITY),
	[KAM_RANK_VALUE_EFFORT] = BIT(KAM_INPUT_VALUE) | BIT(KAM_INPUT_EFFORT),
	[KAM_RANK_RICE] = BIT(KAM_INPUT_REACH) | BIT(KAM_INPUT_IMPACT) |
			  BIT(KAM_INPUT_CONFIDENCE) | BIT(KAM_INPUT_EFFORT),
	[KAM_RANK_WSJF] =
	    BIT(KAM_INPUT_VALUE) | BIT(KAM_INPUT_TIME_CRITICALITY) |
	    BIT(KAM_INPUT_RISK_REDUCTION) | BIT(KAM_INPUT_JOB_SIZE),
};

int kam_capacity_parse(int64_t *millionths, const char *text,
		       struct kam_err *err)
{
	enum { MINUTES = 480 /* of work a day */ };
	struct kam_err off = { 0 };
	int64_t minutes;

	if (!kam_duration_parse(&minutes, text, KAM_WORKING_TIME, &off) &&
	    minutes >= 0 && minutes < INT64_MAX / KAM_DECIMAL_ONE) {
		*millionths = minutes * KAM_DECIMAL_ONE / MINUTES;
		return 0;
	}
	kam_err_reset(&off);
	if (!kam_decimal_parse(millionths, text, &off) && *millionths >= 0)
		return 0;
	kam_fail(err, KAM_EINVALID, _("'%.60s' is not a capacity"), text);
	kam_hint(err, "%s", _("write person days: 40d, 8w, 12.5"));
	kam_field(err, "capacity");
	return err->code;
}

static struct kam_rank_place *add_place(struct kam_ranking *r,
					struct kam_err *err)
{
	if (r->n == r->room) {
		struct kam_rank_place *grown =
		    kam_grow(r->places, &r->room, r->n, sizeof *grown, err);

		if (!grown)
			return NULL;
		r->places = grown;
	}
	memset(&r->places[r->n], 0, sizeof *r->places);
	return &r->places[r->n++];
}

static int read_place(void *context, struct kam_record *req,
		      struct kam_err *err)
{
	struct kam_ranking *r = context;
	const struct kam_value *v = req->values;
	const struct kam_field *priority =
	    &kam_req_kind.fields[KAM_REQ_PRIORITY];
	struct kam_rank_place *p = add_place(r, err);

	if (!p)
		return err->code;
	p->id = req->id;
	p->title = kam_arena_strdup(&r->arena, v[KAM_REQ_TITLE].text);
	p->account = kam_arena_strdup(&r->arena, v[KAM_REQ_ACCOUNT].text);
	if (!p->title || !p->account)
		return kam_fail_memory(err);
	p->status = req->status;
	p->core = v[KAM_REQ_CORE].set && v[KAM_REQ_CORE].integer;
	for (int i = 0; i < KAM_INPUTS; i++) {
		const struct kam_value *from = &v[kam_rank_fields[i]];

		if (!from->set)
			continue;
		p->set |= BIT(i);
		p->inputs[i] = i == KAM_INPUT_PRIORITY
				   ? kam_word_find(priority, from->text)
				   : from->integer;
	}
	p->class = -1;
	return 0;
}

static int compare_ids(const void *a, const void *b)
{
	const struct kam_rank_place *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

struct kam_rank_place *kam_rank_find(struct kam_ranking *r, int64_t id)
{
	struct kam_rank_place wanted = { .id = id };

	return r->n ? bsearch(&wanted, r->places, r->n, sizeof *r->places,
			      compare_ids)
		    : NULL;
}

int kam_rank_is(const struct kam_rank_place *p, const char *priority)
{
	return (p->set & BIT(KAM_INPUT_PRIORITY)) &&
	       p->inputs[KAM_INPUT_PRIORITY] ==
		   kam_word_find(&kam_req_kind.fields[KAM_REQ_PRIORITY],
				 priority);
}

int kam_req_rank(struct kam_ranking *r, struct kam *k, struct kam_query *q,
		 struct kam_err *err)
{
	int rc = kam_query_run(q, read_place, r, err);

	if (!rc && r->n)
		qsort(r->places, r->n, sizeof *r->places, compare_ids);
	if (!rc && r->by == KAM_RANK_WEIGHTED)
		rc = kam_rank_read_weighted(r, k, err);
	if (!rc && r->by == KAM_RANK_KANO)
		rc = kam_rank_read_kano(r, k, err);
	if (rc)
		return rc;
	kam_rank_sort(r);
	return kam_rank_draw(r, k, err);
}

void kam_ranking_release(struct kam_ranking *r)
{
	free(r->places);
	kam_arena_release(&r->arena);
	r->places = NULL;
	r->n = r->room = 0;
}

int64_t kam_ranking_must_share(const struct kam_ranking *r)
{
	int64_t whole = r->capacity >= 0 ? r->capacity : r->effort;

	return whole > 0 ? kam_score_share(r->must_effort, whole) : -1;
}
