/*
 * What to do first: the records that count, what is known of each, and their
 * order.
 */
#include "areas/next.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/due.h>
#include <kam/grow.h>
#include <kam/next.h>
#include <kam/setting.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

static const char *const texts[] = {
	"SELECT \"from_record_kind\", \"from_record\", \"to_record_kind\", "
	"\"to_record\" FROM link WHERE \"relation\" = 'blocks'",
};
const struct kam_sql kam_next_sql = { texts, sizeof texts / sizeof *texts };

struct gathering {
	struct kam *k;
	struct kam_arena *arena;
	struct kam_due_list due; /* by kind's name, then id, then day */
	struct kam_next_accounts accounts;
	struct kam_next_item *items;
	size_t n, room;
	int64_t weights[KAM_URGENCY_FACTORS];
};

static int compare_due(const void *a, const void *b)
{
	const struct kam_due_item *x = a, *y = b;
	int kinds = strcmp(x->kind->name, y->kind->name);

	if (kinds)
		return kinds;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->due < y->due ? -1 : x->due > y->due;
}

/* The earliest day by which the record is owed; NULL: none is. */
static const struct kam_due_item *find_due(const struct gathering *g,
					   const struct kam_record *r)
{
	const struct kam_due_item key = { .kind = r->kind,
					  .id = r->id,
					  .due = INT32_MIN };
	size_t from = 0, to = g->due.n;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (compare_due(&g->due.items[middle], &key) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from < g->due.n &&
		       kam_kind_is(g->due.items[from].kind, r->kind) &&
		       g->due.items[from].id == r->id
		   ? &g->due.items[from]
		   : NULL;
}

static const struct kam_value *value_of(const struct kam_record *r,
					const char *name, enum kam_type type)
{
	int field = kam_field_find(r->kind, name);

	return field != KAM_NO_FIELD && r->kind->fields[field].type == type &&
		       r->values[field].set
		   ? &r->values[field]
		   : NULL;
}

static int64_t word_rank(const struct kam_record *r, const char *name)
{
	const struct kam_value *v = value_of(r, name, KAM_WORD);

	return v ? kam_next_rank(
		       &r->kind->fields[kam_field_find(r->kind, name)], v->text)
		 : 0;
}

/* Somebody at the customer: whoever any of its references to contacts names. */
static int names_contact(const struct kam_record *r)
{
	for (int i = 0; i < r->kind->n_fields; i++)
		if (r->kind->fields[i].type == KAM_REF && r->values[i].set &&
		    !strcmp(r->kind->fields[i].target, "contact"))
			return 1;
	return 0;
}

static void weigh(struct gathering *g, struct kam_next_item *item,
		  const struct kam_record *r)
{
	const struct kam_value *core = value_of(r, "core", KAM_FLAG);
	const struct kam_next_account *a =
	    kam_next_account(&g->accounts, item->account_id);
	struct kam_urgency *u = &item->urgency;
	struct kam_err none = { 0 };
	int64_t made;

	memcpy(u->weights, g->weights, sizeof u->weights);
	if (item->has_due)
		u->values[KAM_URGENCY_DUE] = kam_urgency_due(item->days_late);
	u->values[KAM_URGENCY_SEVERITY] = word_rank(r, "severity");
	u->values[KAM_URGENCY_PRIORITY] = word_rank(r, "priority");
	if (names_contact(r))
		u->values[KAM_URGENCY_CUSTOMER] = kam_urgency_word(1, 1);
	if (a)
		u->values[KAM_URGENCY_TIER] = a->tier;
	if (core && core->integer)
		u->values[KAM_URGENCY_CORE] = kam_urgency_word(1, 1);
	if (!kam_instant_parse(&made, r->created, &none))
		u->values[KAM_URGENCY_AGE] = kam_urgency_age(
		    kam_today(g->k) - kam_zone_day(kam_zone_of(g->k), made));
}

static const char *copy(struct gathering *g, const char *text, int *failed)
{
	const char *kept = text ? kam_arena_strdup(g->arena, text) : NULL;

	*failed |= text && !kept;
	return kept;
}

/* Its own owner, else what the due list says, else the account's. */
static void find_owner(struct gathering *g, struct kam_next_item *item,
		       const struct kam_record *r,
		       const struct kam_due_item *due, int *failed)
{
	const struct kam_value *own = value_of(r, "owner", KAM_REF);
	const struct kam_next_account *a =
	    kam_next_account(&g->accounts, item->account_id);

	if (due && due->owner_id) {
		item->owner_id = due->owner_id;
		item->owner = copy(g, due->owner, failed);
	} else if (own) {
		item->owner_id = own->integer;
		item->owner = copy(g, own->text, failed);
	} else if (a) {
		item->owner_id = a->owner_id;
		item->owner = a->owner;
	}
}

static const struct kam_value *scope_of(const struct kam_record *r, int field)
{
	return field != KAM_NO_FIELD && r->values[field].set ? &r->values[field]
							     : NULL;
}

static int take(void *context, struct kam_record *r, struct kam_err *err)
{
	struct gathering *g = context;
	const struct kam_due_item *due = find_due(g, r);
	const struct kam_value *account = scope_of(r, r->kind->account);
	const struct kam_value *project = scope_of(r, r->kind->project);
	struct kam_next_item *item;
	int failed = 0;

	if (!due && r->kind->key != KAM_NO_FIELD)
		return 0;
	item = kam_grow(g->items, &g->room, g->n, sizeof *item, err);
	if (!item)
		return err->code;
	g->items = item;
	item += g->n++;
	memset(item, 0, sizeof *item);
	item->kind = r->kind;
	item->id = r->id;
	item->what = copy(g, r->values[r->kind->title].text, &failed);
	if (account) {
		item->account_id = account->integer;
		item->account = copy(g, account->text, &failed);
	}
	if (project) {
		item->project_id = project->integer;
		item->project = copy(g, project->text, &failed);
	}
	if (due) {
		item->has_due = 1;
		item->due = due->due;
		item->days_late = due->days_late;
	}
	find_owner(g, item, r, due, &failed);
	weigh(g, item, r);
	return failed ? kam_fail_memory(err) : 0;
}

static int gather(struct gathering *g, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(g->k);
	int rc = 0;

	for (int i = 0; i < all->n_kinds && !rc; i++) {
		const struct kam_kind *kind = all->kinds[i];
		struct kam_query *q = NULL;

		if (!kind->hooks.due || !kind->n_states)
			continue;
		rc = kam_query_open(&q, g->k, kind, err);
		if (!rc)
			rc = kam_query_run(q, take, g, err);
		kam_query_release(q);
	}
	return rc;
}

static int compare_names(const void *a, const void *b)
{
	const struct kam_next_item *x = a, *y = b;
	int kinds = strcmp(x->kind->name, y->kind->name);

	if (kinds)
		return kinds;
	return x->id < y->id ? -1 : x->id > y->id;
}

static struct kam_next_item *find_item(struct gathering *g, const char *kind,
				       int64_t id)
{
	struct kam_next_item key = {
		.kind = kam_kind_find(kam_catalogue_of(g->k), kind ? kind : ""),
		.id = id,
	};

	return key.kind && g->n ? bsearch(&key, g->items, g->n,
					  sizeof *g->items, compare_names)
				: NULL;
}

/* Only between records that are open both. */
static int mark_blocked(struct gathering *g, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(g->k), texts[0], err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		struct kam_next_item *from =
		    find_item(g, kam_stmt_text(s, 0), kam_stmt_int(s, 1));
		struct kam_next_item *to =
		    find_item(g, kam_stmt_text(s, 2), kam_stmt_int(s, 3));

		rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
		if (!from || !to)
			continue;
		from->urgency.values[KAM_URGENCY_BLOCKING] =
		    kam_urgency_word(1, 1);
		to->urgency.values[KAM_URGENCY_BLOCKED] =
		    kam_urgency_word(1, 1);
	}
	kam_stmt_finalize(s);
	return rc;
}

static int compare_urgency(const void *a, const void *b)
{
	const struct kam_next_item *x = a, *y = b;

	if (x->urgency.sum != y->urgency.sum)
		return x->urgency.sum < y->urgency.sum ? 1 : -1;
	if (x->has_due != y->has_due)
		return y->has_due - x->has_due;
	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	return compare_names(a, b);
}

static int is_of(const struct kam_next_item *item,
		 const struct kam_next_query *q)
{
	/* a project is of itself */
	int64_t project = kam_kind_is(item->kind, &kam_project_kind)
			      ? item->id
			      : item->project_id;

	return (!q->account || item->account_id == q->account) &&
	       (!q->project || project == q->project) &&
	       (!q->owner || item->owner_id == q->owner);
}

static int put_in_order(struct kam_next *out, struct gathering *g,
			const struct kam_next_query *q, struct kam_err *err)
{
	out->items = kam_arena_array(g->arena, g->n + 1, sizeof *out->items);
	if (!out->items)
		return kam_fail_memory(err);
	for (size_t i = 0; i < g->n; i++)
		if (is_of(&g->items[i], q)) {
			out->items[out->n] = g->items[i];
			kam_urgency_add_up(&out->items[out->n++].urgency);
		}
	if (out->n)
		qsort(out->items, out->n, sizeof *out->items, compare_urgency);
	return 0;
}

int kam_next_find(struct kam_next *out, struct kam *k, struct kam_arena *arena,
		  const struct kam_next_query *query, struct kam_err *err)
{
	/* what blocks may be of another account or owner: all are gathered */
	const struct kam_due_query all = { .until = kam_date_of(9999, 12, 31) };
	struct gathering g = { .k = k, .arena = arena };
	const char *weights;
	int rc;

	memset(out, 0, sizeof *out);
	g.due.arena = arena;
	g.due.query = &all;
	rc = kam_setting_get(&weights, k, arena, "next.weights", err);
	if (!rc)
		rc = kam_urgency_weights(g.weights, weights, err);
	if (!rc)
		rc = kam_next_accounts(&g.accounts, k, arena, err);
	if (!rc)
		rc = kam_due_find(&g.due, k, err);
	if (!rc && g.due.n)
		qsort(g.due.items, g.due.n, sizeof *g.due.items, compare_due);
	if (!rc)
		rc = gather(&g, err);
	if (!rc && g.n)
		qsort(g.items, g.n, sizeof *g.items, compare_names);
	if (!rc)
		rc = mark_blocked(&g, err);
	if (!rc)
		rc = put_in_order(out, &g, query, err);
	kam_due_release(&g.due);
	free(g.accounts.items);
	free(g.items);
	return rc;
}
