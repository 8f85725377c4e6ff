#include <kam/quiet.h>

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/due.h>
#include <kam/references.h>
#include <stdlib.h>
#include <string.h>

/* The limit that was asked for, in place of the rules'. */
static void limit_by_days(struct kam_quiet *q, struct kam *k, int64_t days,
			  const char *limit)
{
	struct kam_silence *s = &q->silence;

	s->limit = limit;
	s->by = "days";
	s->by_value = NULL;
	s->days_late = s->days - days;
	s->working_days_late = 0;
	s->due = (int32_t)(kam_today(k) - s->days_late);
}

/* Of what the register has due, the first from today on. */
static void find_next(struct kam_quiet *q, const struct kam_due_list *due,
		      int32_t today)
{
	for (size_t i = 0; i < due->n; i++) {
		const struct kam_due_item *item = &due->items[i];

		if (item->due < today || !item->account ||
		    !q->silence.account ||
		    strcmp(item->account, q->silence.account) != 0)
			continue;
		q->next_kind = item->kind;
		q->next = item->id;
		q->next_due = item->due;
		q->next_what = item->what;
		return;
	}
}

static int read_more(struct kam_quiet *q, struct kam *k,
		     struct kam_arena *arena, struct kam_err *err)
{
	const struct kam_silence *s = &q->silence;
	struct kam_record *r;
	int rc = 0;

	if (kam_kind_is(s->kind, &kam_account_kind)) {
		rc = kam_record_load(&r, k, arena, s->kind, s->id, err);
		if (!rc && r->values[KAM_ACCOUNT_TIER].set)
			q->tier = r->values[KAM_ACCOUNT_TIER].text;
	}
	if (rc || !s->last_comm)
		return rc;
	rc = kam_record_load(&r, k, arena, &kam_comm_kind, s->last_comm, err);
	if (!rc)
		q->summary = r->values[KAM_COMM_SUMMARY].text;
	return rc;
}

static int compare(const void *a, const void *b)
{
	const struct kam_quiet *x = a, *y = b;

	if (!x->silence.by != !y->silence.by)
		return x->silence.by ? -1 : 1;
	if (x->silence.days_late != y->silence.days_late)
		return x->silence.days_late > y->silence.days_late ? -1 : 1;
	return x->silence.id < y->silence.id ? -1
					     : x->silence.id > y->silence.id;
}

static int fill(struct kam_quiets *out, struct kam *k, struct kam_arena *arena,
		const struct kam_silences *all,
		const struct kam_quiet_query *query,
		const struct kam_due_list *due, struct kam_err *err)
{
	const char *limit =
	    kam_arena_printf(arena, "%lldd", (long long)query->days);
	int rc = limit ? 0 : kam_fail_memory(err);

	for (size_t i = 0; i < all->n && !rc; i++) {
		struct kam_quiet *q = &out->items[out->n];

		if (!kam_kind_is(all->items[i].kind, query->kind))
			continue;
		q->silence = all->items[i];
		if (query->days >= 0)
			limit_by_days(q, k, query->days, limit);
		q->quiet = q->silence.by && q->silence.days_late > 0;
		find_next(q, due, kam_today(k));
		rc = read_more(q, k, arena, err);
		out->n++;
	}
	return rc;
}

int kam_quiet_find(struct kam_quiets *out, struct kam *k,
		   struct kam_arena *arena, const struct kam_quiet_query *query,
		   struct kam_err *err)
{
	const struct kam_silence_query silence = { query->account };
	const struct kam_due_query dues = {
		.until = kam_date_of(9999, 12, 31),
		.account = query->account,
	};
	struct kam_due_list due = { .arena = arena, .query = &dues };
	struct kam_silences all;
	int rc = kam_silence_find(&all, k, arena, &silence, err);

	memset(out, 0, sizeof *out);
	if (!rc)
		rc = kam_due_find(&due, k, err);
	if (!rc) {
		out->items =
		    kam_arena_array(arena, all.n + 1, sizeof *out->items);
		rc = out->items ? fill(out, k, arena, &all, query, &due, err)
				: kam_fail_memory(err);
	}
	kam_due_release(&due);
	if (!rc && out->n)
		qsort(out->items, out->n, sizeof *out->items, compare);
	return rc;
}
