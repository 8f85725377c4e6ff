/*
 * The columns of promises, and the order by them.
 */
#include "areas/promise_column.h"

#include <kam/date.h>
#include <stdlib.h>
#include <string.h>

const char *const kam_promise_keys[KAM_PROMISE_COLUMNS] = {
	[KAM_PROMISE_ID] = "id",
	[KAM_PROMISE_PROMISE] = "promise",
	[KAM_PROMISE_WHAT] = "what",
	[KAM_PROMISE_ACCOUNT] = "account",
	[KAM_PROMISE_PROJECT] = "project",
	[KAM_PROMISE_OWNER] = "owner",
	[KAM_PROMISE_CONTACT] = "contact",
	[KAM_PROMISE_SAID_IN] = "said_in",
	[KAM_PROMISE_SAID_ON] = "said_on",
	[KAM_PROMISE_FIRST_DUE] = "first_due",
	[KAM_PROMISE_DUE] = "due",
	[KAM_PROMISE_STATE] = "state",
	[KAM_PROMISE_STATE_AT_FIRST] = "state_at_first",
	[KAM_PROMISE_KEPT_ON] = "kept_on",
	[KAM_PROMISE_ENDED_ON] = "ended_on",
	[KAM_PROMISE_DAYS_LATE] = "days_late",
	[KAM_PROMISE_WORKING_DAYS_LATE] = "working_days_late",
	[KAM_PROMISE_POSTPONED] = "postponed",
	[KAM_PROMISE_POSTPONED_DAYS] = "postponed_days",
	[KAM_PROMISE_SEVERITY] = "severity",
	[KAM_PROMISE_TYPE] = "type",
	[KAM_PROMISE_ROUND] = "round",
	[KAM_PROMISE_REASON] = "reason",
};

int kam_promise_column(const char *key)
{
	for (int i = 0; i < KAM_PROMISE_COLUMNS; i++)
		if (!strcmp(kam_promise_keys[i], key))
			return i;
	return -1;
}

static void set_text(struct kam_promise_value *v, const char *text)
{
	v->set = text != NULL;
	v->words = text;
}

static void set_number(struct kam_promise_value *v, int set, int64_t number)
{
	v->set = set;
	v->is_number = 1;
	v->number = number;
	if (set)
		(void)snprintf(v->text, sizeof v->text, "%lld",
			       (long long)number);
}

static void set_day(struct kam_promise_value *v, int set, struct kam_day day)
{
	v->set = set && day.set;
	v->is_day = 1;
	v->number = day.day;
	if (v->set)
		kam_date_format(v->text, day.day);
}

static void set_state(struct kam_promise_value *v, enum kam_promise_state state)
{
	set_text(v, kam_promise_states[state]);
	v->number = state;
}

void kam_promise_value(struct kam_promise_value *v, const struct kam_promise *p,
		       enum kam_promise_column column)
{
	const char *const texts[KAM_PROMISE_COLUMNS] = {
		[KAM_PROMISE_PROMISE] = p->promise,
		[KAM_PROMISE_WHAT] = p->what,
		[KAM_PROMISE_ACCOUNT] = p->account,
		[KAM_PROMISE_PROJECT] = p->project,
		[KAM_PROMISE_CONTACT] = p->contact,
		[KAM_PROMISE_SAID_IN] = p->said_in,
		[KAM_PROMISE_SEVERITY] = p->severity,
		[KAM_PROMISE_TYPE] = p->type,
		[KAM_PROMISE_REASON] = p->reason,
	};

	memset(v, 0, sizeof *v);
	switch (column) {
	case KAM_PROMISE_ID:
		v->set = 1;
		kam_id_format(v->text, p->kind, p->id);
		return;
	case KAM_PROMISE_SAID_ON:
		set_day(v, 1, p->said_on);
		return;
	case KAM_PROMISE_FIRST_DUE:
		set_day(v, 1, p->first_due);
		return;
	case KAM_PROMISE_DUE:
		set_day(v, 1, p->due);
		return;
	case KAM_PROMISE_KEPT_ON:
		set_day(v, p->fate == KAM_FATE_KEPT, p->ended);
		return;
	case KAM_PROMISE_ENDED_ON:
		set_day(v, 1, p->ended);
		return;
	case KAM_PROMISE_STATE:
		set_state(v, p->state);
		return;
	case KAM_PROMISE_STATE_AT_FIRST:
		set_state(v, p->at_first);
		return;
	case KAM_PROMISE_DAYS_LATE:
		set_number(v, p->due.set, p->days_late);
		return;
	case KAM_PROMISE_WORKING_DAYS_LATE:
		set_number(v, p->due.set, p->working_days_late);
		return;
	case KAM_PROMISE_POSTPONED:
		set_number(v, 1, p->postponed);
		return;
	case KAM_PROMISE_POSTPONED_DAYS:
		set_number(v, p->due.set, p->postponed_days);
		return;
	case KAM_PROMISE_ROUND:
		set_number(v, 1, p->round);
		return;
	case KAM_PROMISE_OWNER:
		set_text(v, p->owner);
		v->number = p->owner_id;
		return;
	default:
		set_text(v, texts[column]);
	}
}

const char *kam_promise_text(const struct kam_promise_value *v)
{
	return v->words ? v->words : v->text;
}

int kam_promise_no_column(const char *key, struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;

	for (int i = 0; i < KAM_PROMISE_COLUMNS; i++)
		kam_str_printf(&all, "%s%s", i ? ", " : "",
			       kam_promise_keys[i]);
	kam_fail(err, KAM_EFIELD, _("promises have no '%.60s'"), key);
	kam_field(err, key);
	kam_hint(err, _("one of: %s"), all.data);
	kam_str_release(&all);
	return err->code;
}

struct order {
	enum kam_promise_column columns[KAM_PROMISE_COLUMNS];
	int down[KAM_PROMISE_COLUMNS];
	size_t n;
};
/* What qsort() compares knows by what and where it stood. */
struct placed {
	const struct order *order;
	size_t at;
	struct kam_promise item;
};

static int by_column(const struct kam_promise *a, const struct kam_promise *b,
		     enum kam_promise_column column, int down)
{
	struct kam_promise_value x, y;
	int by;

	kam_promise_value(&x, a, column);
	kam_promise_value(&y, b, column);
	if (x.set != y.set)
		return x.set ? -1 : 1;
	if (!x.set)
		return 0;
	if (column == KAM_PROMISE_ID)
		by = !kam_kind_is(a->kind, b->kind)
			 ? strcmp(a->kind->prefix, b->kind->prefix)
			 : (a->id > b->id) - (a->id < b->id);
	else if (x.is_number || x.is_day || kam_promise_is_state(column))
		by = (x.number > y.number) - (x.number < y.number);
	else
		by = strcmp(kam_promise_text(&x), kam_promise_text(&y));
	return down ? -by : by;
}

static int compare(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	const struct order *o = x->order;
	int by = 0;

	for (size_t i = 0; i < o->n && !by; i++)
		by = by_column(&x->item, &y->item, o->columns[i], o->down[i]);
	return by ? by : x->at < y->at ? -1 : x->at > y->at;
}

static int read_order(struct order *o, const char *columns, struct kam_err *err)
{
	char key[40];

	while (*columns) {
		size_t length = strcspn(columns, ",");
		int column;

		(void)snprintf(key, sizeof key, "%.*s",
			       length > 39 ? 39 : (int)length, columns);
		columns += length + (columns[length] == ',');
		column = kam_promise_column(key + (key[0] == '-'));
		if (column < 0 || o->n == KAM_PROMISE_COLUMNS)
			return kam_promise_no_column(key + (key[0] == '-'),
						     err);
		o->down[o->n] = key[0] == '-';
		o->columns[o->n++] = (enum kam_promise_column)column;
	}
	return 0;
}

int kam_promise_sort(struct kam_promise *items, size_t n, const char *columns,
		     struct kam_err *err)
{
	struct order order = { .n = 0 };
	struct placed *placed;
	int rc = read_order(&order, columns, err);

	if (rc || !n)
		return rc;
	placed = calloc(n, sizeof *placed);
	if (!placed)
		return kam_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		placed[i] = (struct placed){ &order, i, items[i] };
	qsort(placed, n, sizeof *placed, compare);
	for (size_t i = 0; i < n; i++)
		items[i] = placed[i].item;
	free(placed);
	return 0;
}
