#include <kam/standing.h>

#include <kam/areas.h>
#include <kam/due.h>
#include <kam/grow.h>
#include <kam/promise.h>
#include <kam/silence.h>
#include <stdlib.h>
#include <string.h>

/* By account, the one of none last. */
static int compare(const void *a, const void *b)
{
	const struct kam_standing *x = a, *y = b;

	if (x->account == y->account)
		return 0;
	if (!x->account || !y->account)
		return x->account ? -1 : 1;
	return strcmp(x->account, y->account);
}

/* What is known of accounts, a line for each thing: they come together in the
   end. */
struct gathering {
	struct kam *k;
	struct kam_arena *arena;
	struct kam_standings *out;
	struct kam_standing *lines;
	size_t n, room;
};

/* NULL is out of memory. */
static struct kam_standing *add_line(struct gathering *g, const char *account,
				     struct kam_err *err)
{
	struct kam_standing *grown =
	    kam_grow(g->lines, &g->room, g->n, sizeof *grown, err);

	if (!grown)
		return NULL;
	g->lines = grown;
	g->lines[g->n] = (struct kam_standing){ account, .days_silent = -1 };
	return &g->lines[g->n++];
}

/* The kind's place in the catalogue; most are of the kind of the last. */
static int place_of(const struct kam_catalogue *all,
		    const struct kam_kind *kind, int last)
{
	if (kam_kind_is(all->kinds[last], kind))
		return last;
	for (int i = 0; i < all->n_kinds; i++)
		if (kam_kind_is(all->kinds[i], kind))
			return i;
	return last;
}

static int add_due(struct gathering *g, const struct kam_due_query *query,
		   struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(g->k);
	struct kam_due_list list = { .arena = g->arena, .query = query };
	int place = 0, rc = kam_due_find(&list, g->k, err);

	for (size_t i = 0; i < list.n && !rc; i++) {
		const struct kam_due_item *item = &list.items[i];
		struct kam_standing *line = add_line(g, item->account, err);
		const int late = item->days_late > 0;

		if (!line) {
			rc = err->code;
			break;
		}
		place = place_of(all, item->kind, place);
		g->out->overdue[place] += late;
		line->overdue = late;
		line->due_soon = !late;
	}
	kam_due_release(&list);
	return rc;
}

static int add_late(struct gathering *g, const char *account, int64_t n,
		    struct kam_err *err)
{
	struct kam_standing *line = add_line(g, account, err);

	if (!line)
		return err->code;
	line->late_promises = n;
	return 0;
}

/* Those of the ledger, where each is by itself: a feedback may owe an answer
   and a resolution, and is due but once. */
static int add_promises(struct gathering *g,
			const struct kam_promise_query *query,
			struct kam_err *err)
{
	struct kam_promise_list list = { .arena = g->arena, .query = query };
	int rc = kam_promise_find(&list, g->k, err);

	for (size_t i = 0; i < list.n_late && !rc; i++)
		rc = add_late(g, list.late[i].account, list.late[i].n, err);
	for (size_t i = 0; i < list.n && !rc; i++)
		if (list.items[i].state == KAM_PROMISE_LATE)
			rc = add_late(g, list.items[i].account, 1, err);
	kam_promise_release(&list);
	return rc;
}

static int add_silence(struct gathering *g, int64_t account,
		       struct kam_err *err)
{
	const struct kam_silence_query query = { account };
	struct kam_silences all;
	int rc = kam_silence_find(&all, g->k, g->arena, &query, err);

	for (size_t i = 0; !rc && i < all.n; i++) {
		const struct kam_silence *one = &all.items[i];
		const int is_account =
		    kam_kind_is(one->kind, &kam_account_kind);
		const int late = one->by && one->days_late > 0;
		struct kam_standing *line;

		if (!late && !is_account)
			continue;
		line = add_line(g, is_account ? one->who : one->account, err);
		if (!line) {
			rc = err->code;
		} else if (is_account) {
			line->silent = late;
			line->days_silent = one->last_comm ? one->days : -1;
		} else {
			line->silent_contacts = 1;
		}
	}
	return rc;
}

static void add_to(struct kam_standing *sum, const struct kam_standing *line)
{
	sum->overdue += line->overdue;
	sum->due_soon += line->due_soon;
	sum->late_promises += line->late_promises;
	sum->silent_contacts += line->silent_contacts;
}

/* Whether there is anything to say of it. */
static int tells(const struct kam_standing *line)
{
	return line->overdue || line->due_soon || line->late_promises ||
	       line->silent || line->silent_contacts;
}

/* One line for each account, and the sums; lines that say nothing go. */
static int add_up(struct gathering *g, struct kam_err *err)
{
	struct kam_standings *out = g->out;

	out->all.days_silent = -1;
	out->items = kam_arena_array(g->arena, g->n + 1, sizeof *out->items);
	if (!out->items)
		return kam_fail_memory(err);
	if (g->n)
		qsort(g->lines, g->n, sizeof *g->lines, compare);
	for (size_t i = 0, next; i < g->n; i = next) {
		struct kam_standing *line = &out->items[out->n];

		*line = g->lines[i];
		for (next = i + 1;
		     next < g->n && !compare(line, &g->lines[next]); next++) {
			add_to(line, &g->lines[next]);
			if (g->lines[next].days_silent >= 0)
				line->days_silent = g->lines[next].days_silent;
			line->silent |= g->lines[next].silent;
		}
		if (!tells(line))
			continue;
		add_to(&out->all, line);
		out->all.silent += line->silent;
		out->n++;
	}
	return 0;
}

int kam_standing_find(struct kam_standings *out, struct kam *k,
		      struct kam_arena *arena, int64_t account, int64_t project,
		      struct kam_err *err)
{
	const struct kam_due_query due = { .until = kam_today(k) +
						    KAM_STANDING_DAYS - 1,
					   .account = account,
					   .project = project };
	const struct kam_promise_query promised = { .account = account,
						    .project = project,
						    .late = 1 };
	struct gathering g = { .k = k, .arena = arena, .out = out };
	int rc = 0;

	memset(out, 0, sizeof *out);
	out->overdue = kam_arena_array(
	    arena, (size_t)kam_catalogue_of(k)->n_kinds, sizeof *out->overdue);
	if (!out->overdue)
		return kam_fail_memory(err);
	rc = add_due(&g, &due, err);
	if (!rc)
		rc = add_promises(&g, &promised, err);
	/* nobody speaks with a project */
	if (!rc && !project)
		rc = add_silence(&g, account, err);
	if (!rc)
		rc = add_up(&g, err);
	free(g.lines);
	return rc;
}
