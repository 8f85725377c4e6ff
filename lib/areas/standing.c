#include <kam/standing.h>

#include <kam/areas.h>
#include <kam/due.h>
#include <kam/promise.h>
#include <kam/silence.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
	const struct kam_standing *x = a, *y = b;

	if (!x->account || !y->account)
		return (x->account == NULL) - (y->account == NULL);
	return strcmp(x->account, y->account);
}

/* The account's line; NULL is out of memory. There are few of them in a row
   that begin anew: the last one is looked at first. */
static struct kam_standing *line_of(struct kam_standings *s, size_t *room,
				    struct kam_arena *arena,
				    const char *account)
{
	struct kam_standing *grown;

	for (size_t i = s->n; i-- > 0;)
		if (s->items[i].account == account ||
		    (account && s->items[i].account &&
		     !strcmp(s->items[i].account, account)))
			return &s->items[i];
	if (s->n == *room) {
		grown = kam_arena_array(arena, 2 * *room + 16, sizeof *grown);
		if (!grown)
			return NULL;
		if (s->n)
			memcpy(grown, s->items, s->n * sizeof *grown);
		s->items = grown;
		*room = 2 * *room + 16;
	}
	s->items[s->n] = (struct kam_standing){ account, .days_silent = -1 };
	return &s->items[s->n++];
}

static int add_due(struct kam_standings *s, size_t *room, struct kam *k,
		   struct kam_arena *arena, struct kam_due_query query,
		   struct kam_err *err)
{
	struct kam_due_list list = { .arena = arena, .query = &query };
	int rc = kam_due_find(&list, k, err);

	for (size_t i = 0; i < list.n && !rc; i++) {
		const struct kam_due_item *item = &list.items[i];
		struct kam_standing *line =
		    line_of(s, room, arena, item->account);
		int late = item->days_late > 0;

		if (!line)
			rc = kam_fail_memory(err);
		else if (late)
			line->overdue++;
		else
			line->due_soon++;
	}
	kam_due_release(&list);
	return rc;
}

/* Those of the ledger, where each is by itself: a feedback may owe an answer
   and a resolution, and is due but once. */
static int add_promises(struct kam_standings *s, size_t *room, struct kam *k,
			struct kam_arena *arena,
			const struct kam_promise_query *query,
			struct kam_err *err)
{
	struct kam_promise_list list = { .arena = arena, .query = query };
	int rc = kam_promise_find(&list, k, err);

	for (size_t i = 0; i < list.n && !rc; i++) {
		struct kam_standing *line;

		if (list.items[i].state != KAM_PROMISE_LATE)
			continue;
		line = line_of(s, room, arena, list.items[i].account);
		if (line)
			line->late_promises++;
		else
			rc = kam_fail_memory(err);
	}
	kam_promise_release(&list);
	return rc;
}

static int add_silence(struct kam_standings *s, size_t *room, struct kam *k,
		       struct kam_arena *arena, int64_t account,
		       struct kam_err *err)
{
	const struct kam_silence_query query = { account };
	struct kam_silences all;
	int rc = kam_silence_find(&all, k, arena, &query, err);

	for (size_t i = 0; !rc && i < all.n; i++) {
		const struct kam_silence *one = &all.items[i];
		int late = one->by && one->days_late > 0;
		struct kam_standing *line;

		if (!late && !kam_kind_is(one->kind, &kam_account_kind))
			continue;
		line = line_of(s, room, arena,
			       kam_kind_is(one->kind, &kam_account_kind)
				   ? one->who
				   : one->account);
		if (!line) {
			rc = kam_fail_memory(err);
		} else if (kam_kind_is(one->kind, &kam_account_kind)) {
			line->silent = late;
			line->days_silent = one->last_comm ? one->days : -1;
		} else {
			line->silent_contacts++;
		}
	}
	return rc;
}

/* The sums; lines that say nothing go. */
static void add_up(struct kam_standings *s)
{
	size_t n = 0;

	s->all.days_silent = -1;
	for (size_t i = 0; i < s->n; i++) {
		const struct kam_standing *line = &s->items[i];

		s->all.overdue += line->overdue;
		s->all.due_soon += line->due_soon;
		s->all.late_promises += line->late_promises;
		s->all.silent_contacts += line->silent_contacts;
		s->all.silent += line->silent;
		if (line->overdue || line->due_soon || line->late_promises ||
		    line->silent || line->silent_contacts)
			s->items[n++] = *line;
	}
	s->n = n;
}

int kam_standing_find(struct kam_standings *out, struct kam *k,
		      struct kam_arena *arena, int64_t account, int64_t project,
		      struct kam_err *err)
{
	struct kam_due_query query = { .until =
					   kam_today(k) + KAM_STANDING_DAYS - 1,
				       .account = account,
				       .project = project };
	const struct kam_promise_query promised = { .account = account,
						    .project = project,
						    .standing = 1 };
	size_t room = 0;
	int rc;

	memset(out, 0, sizeof *out);
	rc = add_due(out, &room, k, arena, query, err);
	if (!rc)
		rc = add_promises(out, &room, k, arena, &promised, err);
	/* nobody speaks with a project */
	if (!rc && !project)
		rc = add_silence(out, &room, k, arena, account, err);
	if (!rc && out->n)
		qsort(out->items, out->n, sizeof *out->items, compare);
	if (!rc)
		add_up(out);
	return rc;
}
