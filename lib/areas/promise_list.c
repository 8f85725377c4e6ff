/*
 * The ledger as a list: judged, and in order.
 */
#include <kam/grow.h>
#include <kam/promise.h>
#include <stdlib.h>
#include <string.h>

const char *const kam_promise_states[] = {
	[KAM_PROMISE_OPEN] = N_("open"),
	[KAM_PROMISE_LATE] = N_("late"),
	[KAM_PROMISE_KEPT] = N_("kept"),
	[KAM_PROMISE_KEPT_LATE] = N_("kept_late"),
	[KAM_PROMISE_MISSED] = N_("missed"),
	[KAM_PROMISE_WITHDRAWN] = N_("withdrawn"),
	[KAM_PROMISE_STATES] = NULL,
};
const char *const kam_promise_words[] = {
	N_("action"),   N_("answer"),      N_("resolution"),
	N_("delivery"), N_("requirement"), NULL,
};

enum kam_promise_state kam_promise_judge(enum kam_promise_fate fate,
					 struct kam_day due,
					 struct kam_day ended, int32_t today)
{
	const int after = due.set && ended.set && ended.day > due.day;

	switch (fate) {
	case KAM_FATE_OPEN:
		return due.set && due.day < today ? KAM_PROMISE_LATE
						  : KAM_PROMISE_OPEN;
	case KAM_FATE_KEPT:
		return after ? KAM_PROMISE_KEPT_LATE : KAM_PROMISE_KEPT;
	case KAM_FATE_GIVEN_UP:
		return after ? KAM_PROMISE_MISSED : KAM_PROMISE_WITHDRAWN;
	default:
		return KAM_PROMISE_MISSED;
	}
}

int kam_promise_add(struct kam_promise_list *list, struct kam *k,
		    const struct kam_promise *item, struct kam_err *err)
{
	struct kam_promise *grown;
	struct kam_promise *p;

	if (!list->query->settled && item->fate != KAM_FATE_OPEN)
		return 0;
	grown = kam_grow(list->items, &list->room, list->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	list->items = grown;
	p = &list->items[list->n++];
	*p = *item;
	p->state = kam_promise_judge(p->fate, p->due, p->ended, kam_today(k));
	p->at_first =
	    kam_promise_judge(p->fate, p->first_due, p->ended, kam_today(k));
	return 0;
}

void kam_promise_release(struct kam_promise_list *list)
{
	free(list->items);
	free(list->late);
	list->items = NULL;
	list->late = NULL;
	list->n = list->room = list->n_late = list->late_room = 0;
}

static int compare(const void *a, const void *b)
{
	const struct kam_promise *x = a, *y = b;
	int words;

	if (x->due.set != y->due.set)
		return x->due.set ? -1 : 1;
	if (x->due.set && x->due.day != y->due.day)
		return x->due.day < y->due.day ? -1 : 1;
	words = strcmp(x->promise, y->promise);
	if (words)
		return words;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->round < y->round ? -1 : x->round > y->round;
}

int kam_promise_find(struct kam_promise_list *list, struct kam *k,
		     struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(k);
	int rc = 0;

	for (int i = 0; i < all->n_kinds && !rc; i++)
		if (all->kinds[i]->hooks.promise)
			rc = all->kinds[i]->hooks.promise(k, list, err);
	if (!rc && list->n)
		qsort(list->items, list->n, sizeof *list->items, compare);
	return rc;
}
