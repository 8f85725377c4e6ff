/*
 * Health over time: the newest moment first, so that one copy of the register
 * is taken back further and further.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/calendars.h>
#include <kam/date.h>
#include <kam/grow.h>
#include <kam/health_history.h>
#include <kam/past.h>
#include <stdlib.h>

struct history {
	const struct kam_health_history_query *query;
	struct kam_arena *arena;
	struct kam_arena scratch; /* of one account at one moment */
	struct kam *past;
	int32_t on;
	struct kam_health_point *points;
	size_t n, room;
};

static int add_point(struct kam_health_point **out, struct history *h,
		     struct kam_err *err)
{
	if (h->n == h->room) {
		struct kam_health_point *grown = kam_grow_in(
		    h->arena, h->points, &h->room, h->n, sizeof *grown, err);

		if (!grown)
			return err->code;
		h->points = grown;
	}
	*out = &h->points[h->n++];
	return 0;
}

static int keep(struct history *h, const struct kam_record *r,
		const struct kam_health *health, struct kam_err *err)
{
	const struct kam_value *v = r->values;
	const struct kam_signal *worst = kam_health_worst(health);
	struct kam_health_point *p;
	int rc = add_point(&p, h, err);

	if (rc)
		return rc;
	*p = (struct kam_health_point){
		.account = r->id,
		.on = h->on,
		.key = kam_arena_strdup(h->arena, v[KAM_ACCOUNT_KEY].text),
		.name = kam_arena_strdup(h->arena, v[KAM_ACCOUNT_NAME].text),
		.scored = health->scored,
		.score = health->score,
		.coverage = health->coverage,
		.band = health->band,
		.worst = worst ? worst->sort : NULL,
	};
	if (v[KAM_ACCOUNT_OWNER].text)
		p->owner =
		    kam_arena_strdup(h->arena, v[KAM_ACCOUNT_OWNER].text);
	return p->key && p->name && (p->owner || !v[KAM_ACCOUNT_OWNER].text)
		   ? 0
		   : kam_fail_memory(err);
}

static int judge(void *context, struct kam_record *r, struct kam_err *err)
{
	struct history *h = context;
	struct kam_health health;
	int rc = kam_health_find(&health, h->past, &h->scratch, r->id, err);

	if (!rc)
		rc = keep(h, r, &health, err);
	kam_arena_reset(&h->scratch);
	return rc;
}

/* Its key and name come with it; none where it wasn't there yet. */
static int judge_one(struct history *h, struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct kam_record *r;
	int rc = kam_record_load(&r, h->past, &arena, &kam_account_kind,
				 h->query->account, err);

	if (!rc) {
		rc = judge(h, r, err);
	} else if (rc == KAM_ENOENT) {
		kam_err_reset(err);
		rc = 0;
	}
	kam_arena_release(&arena);
	return rc;
}

static int judge_all(struct history *h, struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, h->past, &kam_account_kind, err);

	if (!rc)
		rc = kam_query_run(q, judge, h, err);
	kam_query_release(q);
	return rc;
}

/* The copy as of that day; KAM_ENOENT before the register's beginning. */
static int go_back(struct history *h, struct kam *k, struct kam_err *err)
{
	char day[KAM_DATE_TEXT];
	struct kam_moment moment;
	int rc;

	kam_date_format(day, h->on);
	rc = kam_moment_read(&moment, k, day, err);
	if (rc)
		return rc;
	return h->past ? kam_past_further(h->past, &moment, err)
		       : kam_past_copy(&h->past, k, &moment, err);
}

static int look(struct history *h, struct kam *k, struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	const struct kam_calendar *calendar;
	int rc = go_back(h, k, err);

	if (!rc)
		rc = kam_calendar_load(&calendar, h->past, &arena, 0, err);
	if (!rc) {
		kam_use_calendar(h->past, calendar);
		rc = h->query->account ? judge_one(h, err) : judge_all(h, err);
		kam_use_calendar(h->past, NULL);
	}
	kam_arena_release(&arena);
	return rc;
}

/* The last day of the month, or the Sunday, before a day. */
static int32_t step_back(int32_t day, enum kam_health_step step)
{
	int year, month, date;

	if (step == KAM_HEALTH_WEEKS)
		return day - 1 - (int32_t)kam_date_weekday(day);
	kam_date_split(day, &year, &month, &date);
	return day - date;
}

static int compare(const void *a, const void *b)
{
	const struct kam_health_point *x = a, *y = b;

	if (x->account != y->account)
		return x->account < y->account ? -1 : 1;
	return x->on < y->on ? -1 : x->on > y->on;
}

int kam_health_history(struct kam_health_point **out, size_t *n, struct kam *k,
		       struct kam_arena *arena,
		       const struct kam_health_history_query *query,
		       struct kam_err *err)
{
	struct history h = { .query = query, .arena = arena };
	int rc = 0;

	for (h.on = kam_today(k); h.on >= query->since && !rc;
	     h.on = step_back(h.on, query->step))
		rc = look(&h, k, err);
	if (rc == KAM_ENOENT && h.n) {
		kam_err_reset(err);
		rc = 0;
	}
	kam_close(h.past);
	kam_arena_release(&h.scratch);
	if (h.n)
		qsort(h.points, h.n, sizeof *h.points, compare);
	*out = h.points;
	*n = h.n;
	return rc;
}
