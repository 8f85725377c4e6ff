/*
 * Figures of promises.
 */
#include <kam/promise.h>
#include <kam/scoring.h>
#include <stdlib.h>
#include <string.h>

const char kam_promise_definition[] =
    N_("kept_rate: kept / (kept + kept_late + missed), by the day promised "
       "first; kept_rate_moved: the same by the day as it was moved. Open "
       "and late ones are in neither");

static const char *group_of(const struct kam_promise *p, enum kam_promise_by by)
{
	return by == KAM_PROMISE_BY_OWNER     ? p->owner
	       : by == KAM_PROMISE_BY_ACCOUNT ? p->account
	       : by == KAM_PROMISE_BY_KIND    ? p->promise
					      : NULL;
}

static int compare(const char *a, const char *b)
{
	if (!a || !b)
		return !a - !b;
	return strcmp(a, b);
}

#define COMPARE(name, by)                                                      \
	static int name(const void *a, const void *b)                          \
	{                                                                      \
		return compare(group_of(a, by), group_of(b, by));              \
	}
COMPARE(by_owner, KAM_PROMISE_BY_OWNER)
COMPARE(by_account, KAM_PROMISE_BY_ACCOUNT)
COMPARE(by_kind, KAM_PROMISE_BY_KIND)

static int age(int64_t days)
{
	return days < 1     ? 0
	       : days <= 7  ? 1
	       : days <= 30 ? 2
	       : days <= 90 ? 3
			    : 4;
}

/* Of one and the same promise, by either day. */
struct settled {
	int64_t kept, all;
};

static void settle(struct settled *s, enum kam_promise_state state)
{
	s->kept += state == KAM_PROMISE_KEPT;
	s->all += state == KAM_PROMISE_KEPT || state == KAM_PROMISE_KEPT_LATE ||
		  state == KAM_PROMISE_MISSED;
}

static int64_t rate(const struct settled *s)
{
	return s->all ? kam_score_share(s->kept, s->all) : -1;
}

int kam_promise_is_dated(const struct kam_promise *p)
{
	return p->due.set && (p->ended.set || p->fate == KAM_FATE_OPEN ||
			      p->fate == KAM_FATE_MISSED);
}

static void add(struct kam_promise_figures *f, const struct kam_promise *p)
{
	int64_t *const counts[] = {
		[KAM_PROMISE_OPEN] = &f->open,
		[KAM_PROMISE_LATE] = &f->late,
		[KAM_PROMISE_KEPT] = &f->kept,
		[KAM_PROMISE_KEPT_LATE] = &f->kept_late,
		[KAM_PROMISE_MISSED] = &f->missed,
		[KAM_PROMISE_WITHDRAWN] = &f->withdrawn,
	};
	const int open = p->fate == KAM_FATE_OPEN;

	if (!kam_promise_is_dated(p)) {
		f->undated++;
		return;
	}
	f->n++;
	++*counts[open ? p->state : p->at_first];
	f->postponed += p->postponed > 0;
	if (p->state != KAM_PROMISE_LATE)
		return;
	f->ages[age(p->days_late)]++;
	f->working_ages[age(p->working_days_late)]++;
}

/* One group from its first item on; how many they are. */
static size_t count_group(struct kam_promise_figures *f,
			  const struct kam_promise *items, size_t n,
			  enum kam_promise_by by)
{
	struct settled first = { 0 }, moved = { 0 };
	size_t i = 0;

	memset(f, 0, sizeof *f);
	f->value = n ? group_of(items, by) : NULL;
	for (; i < n && !compare(f->value, group_of(&items[i], by)); i++) {
		add(f, &items[i]);
		if (!kam_promise_is_dated(&items[i]))
			continue;
		settle(&first, items[i].at_first);
		settle(&moved, items[i].state);
	}
	f->kept_rate = rate(&first);
	f->kept_rate_moved = rate(&moved);
	return i;
}

int kam_promise_count(struct kam_promise_figures **out, size_t *n,
		      struct kam_arena *arena, struct kam_promise *items,
		      size_t n_items, enum kam_promise_by by,
		      struct kam_err *err)
{
	int (*const orders[])(const void *, const void *) = {
		[KAM_PROMISE_BY_OWNER] = by_owner,
		[KAM_PROMISE_BY_ACCOUNT] = by_account,
		[KAM_PROMISE_BY_KIND] = by_kind,
	};
	size_t groups = 1, at = 0;

	*n = 0;
	if (by != KAM_PROMISE_ALL && n_items)
		qsort(items, n_items, sizeof *items, orders[by]);
	for (size_t i = 1; i < n_items; i++)
		groups += compare(group_of(&items[i - 1], by),
				  group_of(&items[i], by)) != 0;
	*out = kam_arena_array(arena, groups, sizeof **out);
	if (!*out)
		return kam_fail_memory(err);
	if (!n_items && by == KAM_PROMISE_ALL)
		(void)count_group(&(*out)[(*n)++], items, 0, by);
	while (at < n_items)
		at +=
		    count_group(&(*out)[(*n)++], items + at, n_items - at, by);
	return 0;
}
