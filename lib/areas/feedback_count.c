/*
 * How soon feedback is answered and settled, from the promises that were made
 * of it.
 */
#include <kam/areas.h>
#include <kam/feedback.h>
#include <kam/quantile.h>
#include <kam/scoring.h>
#include <stdlib.h>
#include <string.h>

const char kam_feedback_definition[] =
    N_("days from received to the first answer, and to the first settlement; "
       "percentiles by nearest rank; within: answered by the day promised "
       "first, of those answered or past their day");

struct counting {
	struct kam_promise *items; /* by group */
	size_t n;
	enum kam_feedback_by by;
	int64_t *days, *working; /* room for those of one group */
};

static const char *group_of(const struct kam_promise *p,
			    enum kam_feedback_by by)
{
	return by == KAM_FEEDBACK_BY_SEVERITY  ? p->severity
	       : by == KAM_FEEDBACK_BY_ACCOUNT ? p->account
	       : by == KAM_FEEDBACK_BY_TYPE    ? p->type
	       : by == KAM_FEEDBACK_BY_OWNER   ? p->owner
					       : NULL;
}

static int compare(const char *a, const char *b, int field)
{
	if (!a || !b)
		return !a - !b;
	if (field != KAM_NO_FIELD)
		return kam_word_find(&kam_feedback_kind.fields[field], a) -
		       kam_word_find(&kam_feedback_kind.fields[field], b);
	return strcmp(a, b);
}

#define COMPARE(name, by, field)                                               \
	static int name(const void *a, const void *b)                          \
	{                                                                      \
		return compare(group_of(a, by), group_of(b, by), field);       \
	}
COMPARE(by_severity, KAM_FEEDBACK_BY_SEVERITY, KAM_FEEDBACK_SEVERITY)
COMPARE(by_account, KAM_FEEDBACK_BY_ACCOUNT, KAM_NO_FIELD)
COMPARE(by_type, KAM_FEEDBACK_BY_TYPE, KAM_FEEDBACK_TYPE)
COMPARE(by_owner, KAM_FEEDBACK_BY_OWNER, KAM_NO_FIELD)

static int is_answer(const struct kam_promise *p)
{
	return !strcmp(p->promise, "answer");
}

/* Those of one group that are answers, or settlements. */
static void time_answers(struct kam_answer_times *t, struct counting *c,
			 const struct kam_promise *items, size_t n, int answers)
{
	size_t done = 0;

	for (size_t i = 0; i < n; i++) {
		const struct kam_promise *p = &items[i];

		if (is_answer(p) != answers || p->round > 1)
			continue;
		t->awaiting += p->fate == KAM_FATE_OPEN;
		if (p->took >= 0) {
			c->days[done] = p->took;
			c->working[done++] = p->took_working;
		}
		if (!p->first_due.set || p->at_first == KAM_PROMISE_OPEN ||
		    p->at_first == KAM_PROMISE_WITHDRAWN)
			continue;
		t->of++;
		t->in_time += p->at_first == KAM_PROMISE_KEPT;
	}
	t->n = (int64_t)done;
	t->p50 = t->p90 = t->working_p50 = t->working_p90 = -1;
	t->within = t->of ? kam_score_share(t->in_time, t->of) : -1;
	if (!done)
		return;
	kam_quantile_sort(c->days, done);
	kam_quantile_sort(c->working, done);
	t->p50 = kam_quantile_nearest(c->days, done, 50);
	t->p90 = kam_quantile_nearest(c->days, done, 90);
	t->working_p50 = kam_quantile_nearest(c->working, done, 50);
	t->working_p90 = kam_quantile_nearest(c->working, done, 90);
}

/* One group from its first item on; how many they are. */
static size_t count_group(struct kam_feedback_figures *f, struct counting *c,
			  size_t at)
{
	const struct kam_promise *items = c->items + at;
	size_t n = 0;

	memset(f, 0, sizeof *f);
	f->value = at < c->n ? group_of(items, c->by) : NULL;
	for (; at + n < c->n &&
	       !compare(f->value, group_of(&items[n], c->by), KAM_NO_FIELD);
	     n++) {
		f->n += is_answer(&items[n]) && items[n].round == 1;
		f->reopened += is_answer(&items[n]) && items[n].round == 2;
	}
	time_answers(&f->respond, c, items, n, 1);
	time_answers(&f->resolve, c, items, n, 0);
	return n;
}

static int in_period(const struct kam_promise *p, struct kam_day since,
		     struct kam_day until)
{
	return kam_kind_is(p->kind, &kam_feedback_kind) &&
	       (!since.set ||
		(p->said_on.set && p->said_on.day >= since.day)) &&
	       (!until.set || (p->said_on.set && p->said_on.day <= until.day));
}

static int count(struct kam_feedback_figures **out, size_t *n,
		 struct kam_arena *arena, struct counting *c,
		 struct kam_err *err)
{
	int (*const orders[])(const void *, const void *) = {
		[KAM_FEEDBACK_BY_SEVERITY] = by_severity,
		[KAM_FEEDBACK_BY_ACCOUNT] = by_account,
		[KAM_FEEDBACK_BY_TYPE] = by_type,
		[KAM_FEEDBACK_BY_OWNER] = by_owner,
	};
	size_t groups = 1, at = 0;

	if (c->by != KAM_FEEDBACK_ALL && c->n)
		qsort(c->items, c->n, sizeof *c->items, orders[c->by]);
	for (size_t i = 1; i < c->n; i++)
		groups +=
		    compare(group_of(&c->items[i - 1], c->by),
			    group_of(&c->items[i], c->by), KAM_NO_FIELD) != 0;
	*out = kam_arena_array(arena, groups, sizeof **out);
	c->days = kam_arena_array(arena, c->n + 1, sizeof *c->days);
	c->working = kam_arena_array(arena, c->n + 1, sizeof *c->working);
	if (!*out || !c->days || !c->working)
		return kam_fail_memory(err);
	if (!c->n && c->by == KAM_FEEDBACK_ALL)
		(void)count_group(&(*out)[(*n)++], c, 0);
	while (at < c->n)
		at += count_group(&(*out)[(*n)++], c, at);
	return 0;
}

int kam_feedback_count(struct kam_feedback_figures **out, size_t *n,
		       struct kam *k, struct kam_arena *arena, int64_t account,
		       int64_t project, struct kam_day since,
		       struct kam_day until, enum kam_feedback_by by,
		       struct kam_err *err)
{
	const struct kam_promise_query query = { account, project, 0, 1 };
	struct kam_promise_list list = { .arena = arena, .query = &query };
	struct counting c = { .by = by };
	int rc = kam_feedback_kind.hooks.promise(k, &list, err);

	*n = 0;
	c.items = list.items;
	for (size_t i = 0; i < list.n && !rc; i++)
		if (in_period(&list.items[i], since, until))
			c.items[c.n++] = list.items[i];
	if (!rc)
		rc = count(out, n, arena, &c, err);
	kam_promise_release(&list);
	return rc;
}
