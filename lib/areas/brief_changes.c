/*
 * Of a brief: what changed since a moment, net, from the journal.
 *
 * Records that were modified since are few; of each the journal is read by its
 * index. What was changed and changed back is no change.
 */
#include "areas/brief.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/difference.h>
#include <kam/grow.h>
#include <kam/past.h>
#include <kam/plan.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

enum { CHANGES = 8 };

struct change {
	const struct kam_kind *kind;
	int64_t id;
	const char *title;
	const char *change; /* "new", "changed", "gone" */
	int rank;           /* of its kind */
	const char *fields; /* "status,due" of one that was changed */
	const char *what;   /* for people */
};

struct changes {
	struct brief *b;
	char since[KAM_INSTANT_TEXT];
	int rank;
	struct change *items;
	size_t n, room;
	struct kam_str fields, what; /* of the record at hand */
};

/* What matters most comes first; the rest in the catalogue's order. */
static int rank_of(const struct kam_kind *kind, int at)
{
	static const struct kam_kind *const first[] = {
		&kam_req_kind,  &kam_project_kind,   &kam_feedback_kind,
		&kam_risk_kind, &kam_objective_kind, &kam_action_kind,
	};
	const int n = sizeof first / sizeof *first;

	for (int i = 0; i < n; i++)
		if (kam_kind_is(first[i], kind))
			return i;
	return n + at;
}

/* Kinds of an account that say something on their own. Conversations are what
   it is counted from; who they are the customer knows. */
static int is_told(const struct brief *b, const struct kam_kind *kind)
{
	const unsigned flags = kind->fields[kind->title].flags;

	if (kam_kind_is(kind, &kam_comm_kind))
		return 0;
	if (b->view.customer)
		return kind->account != KAM_NO_FIELD &&
		       (flags & (KAM_CUSTOMER | KAM_PERSONAL)) == KAM_CUSTOMER;
	return kind->account != KAM_NO_FIELD ||
	       kam_kind_is(kind, &kam_account_kind);
}

/* One more, with its title; what else is to be said of it is the caller's. */
static int add_item(struct change **out, struct changes *c,
		    const struct kam_kind *kind, int64_t id, const char *title,
		    const char *change, struct kam_err *err)
{
	struct change *grown =
	    kam_grow(c->items, &c->room, c->n, sizeof *grown, err);

	if (!grown)
		return err->code;
	c->items = grown;
	*out = &c->items[c->n++];
	**out = (struct change){
		.kind = kind,
		.id = id,
		.title = kam_arena_strdup(c->b->view.arena, title),
		.change = change,
		.rank = c->rank,
	};
	return (*out)->title ? 0 : kam_fail_memory(err);
}

static int keep(struct changes *c, const struct kam_record *r, int created,
		struct kam_err *err)
{
	struct kam_arena *arena = c->b->view.arena;
	const struct kam_value *title = &r->values[r->kind->title];
	struct change *item;
	int rc = add_item(&item, c, r->kind, r->id,
			  title->set && title->text ? title->text : "",
			  created ? "new" : "changed", err);

	if (rc)
		return rc;
	item->what = kam_arena_strdup(arena, created ? _("new") : c->what.data);
	if (!created)
		item->fields = kam_arena_strdup(arena, c->fields.data);
	if (!item->what || (!created && !item->fields) || c->fields.failed ||
	    c->what.failed)
		return kam_fail_memory(err);
	return 0;
}

/* What was removed has no record any more that could say that it is internal,
   as one of its kind may be. */
static int add_gone(void *context, const struct kam_difference *d,
		    struct kam_err *err)
{
	struct changes *c = context;
	const struct kam_catalogue *all = kam_catalogue_of(c->b->view.k);
	struct change *item;
	int at = 0, rc;

	if (!is_told(c->b, d->kind) ||
	    (c->b->view.customer && d->kind->hooks.internal))
		return 0;
	while (at < all->n_kinds && !kam_kind_is(all->kinds[at], d->kind))
		at++;
	c->rank = rank_of(d->kind, at);
	rc = add_item(&item, c, d->kind, d->id, d->title, "gone", err);
	if (!rc)
		item->what = _("gone");
	return rc;
}

static int read_gone(struct changes *c, struct kam_err *err)
{
	struct kam_difference_query q = { .account = c->b->view.account,
					  .gone = 1 };
	struct kam_moment moment;
	int rc;

	if (!*c->since || c->b->since > kam_now(c->b->view.k))
		return 0;
	rc = kam_moment_read(&moment, c->b->view.k, c->since, err);
	/* before the register's beginning there was nothing */
	if (rc == KAM_ENOENT) {
		kam_err_reset(err);
		return 0;
	}
	q.after = moment.operation;
	return rc ? rc
		  : kam_difference_each(c->b->view.k, &q, add_gone, c, err);
}

static int add_record(void *context, struct kam_record *r, struct kam_err *err)
{
	struct changes *c = context;
	const int created = !*c->since || strcmp(r->created, c->since) > 0;
	int rc = 0;

	if (c->b->view.customer && r->kind->hooks.internal &&
	    r->kind->hooks.internal(r))
		return 0;
	kam_str_truncate(&c->fields, 0);
	kam_str_truncate(&c->what, 0);
	if (!created)
		rc = kam_brief_compare(&c->fields, &c->what, c->b, r, c->since,
				       err);
	return rc || (!created && !c->fields.length) ? rc
						     : keep(c, r, created, err);
}

static int read_kind(struct changes *c, const struct kam_kind *kind,
		     struct kam_err *err)
{
	struct kam_query *q = NULL;
	char filter[64];
	int rc = kam_query_open(&q, c->b->view.k, kind, err);

	(void)snprintf(filter, sizeof filter, "modified.gt=%s", c->since);
	if (!rc) {
		kam_query_closed_too(q);
		rc = kam_query_account(q, c->b->view.account, err);
	}
	if (!rc && *c->since)
		rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_run(q, add_record, c, err);
	kam_query_release(q);
	return rc;
}

static int compare(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static const struct brief_column columns[] = {
	{ "id", NULL, N_("ID"), KAM_FORM_FIXED, 1 },
	{ "kind", NULL, "", KAM_FORM_FIXED, 1 },
	{ "title", NULL, N_("Title"), KAM_FORM_TEXT, 1 },
	{ "change", NULL, "", KAM_FORM_FIXED, 1 },
	{ "fields", NULL, "", KAM_FORM_TEXT, 1 },
	{ "what", NULL, N_("Change"), KAM_FORM_TEXT, 1 },
	{ NULL },
};

static void add_change(struct brief *b, const struct change *c)
{
	const char *shown = kam_document_made(
	    b->view.doc, kam_title_shown(b->view.k, b->view.arena, c->kind,
					 c->id, c->title));
	char id[KAM_ID_TEXT];

	if (!kam_brief_row(b))
		return;
	kam_brief_id(b, c->kind, c->id);
	kam_document_text(b->view.doc, c->kind->name, NULL);
	kam_document_text(b->view.doc, c->title, shown);
	kam_document_text(b->view.doc, c->change, NULL);
	kam_document_text(b->view.doc, c->fields, NULL);
	kam_document_text(b->view.doc, c->what, NULL);
	kam_id_format(id, c->kind, c->id);
	kam_document_line(
	    b->view.doc,
	    kam_document_made(
		b->view.doc,
		kam_arena_printf(b->view.arena, "%s %s%s%s", id,
				 *shown ? shown : kam_kind_called(c->kind),
				 _(": "), c->what)));
}

/* "What changed since 2026-11-18" */
static void begin(struct brief *b)
{
	char day[KAM_DATE_TEXT];
	const char *label = _("What changed");

	if (b->since != INT64_MIN) {
		kam_date_format(day,
				kam_zone_day(kam_zone_of(b->view.k), b->since));
		label = kam_document_made(
		    b->view.doc,
		    kam_arena_printf(b->view.arena, _("What changed since %s"),
				     day));
	}
	kam_document_section(b->view.doc, "changes", "What changed", label,
			     b->view.customer);
	kam_str_truncate(&b->remark, 0);
}

int kam_brief_changes(struct brief *b, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(b->view.k);
	struct changes c = { .b = b,
			     .fields = KAM_STR_INIT,
			     .what = KAM_STR_INIT };
	/* the customer gets all of it; we can look it up */
	const size_t most = b->view.customer ? SIZE_MAX : CHANGES;
	int rc = 0;

	if (b->since != INT64_MIN)
		kam_instant_format(c.since, b->since);
	for (int i = 0; i < all->n_kinds && !rc; i++) {
		c.rank = rank_of(all->kinds[i], i);
		if (is_told(b, all->kinds[i]))
			rc = read_kind(&c, all->kinds[i], err);
	}
	if (!rc)
		rc = read_gone(&c, err);
	if (!rc && c.n)
		qsort(c.items, c.n, sizeof *c.items, compare);
	begin(b);
	kam_brief_table(b, "changes", NULL, columns, most);
	for (size_t i = 0; i < c.n && !rc; i++)
		add_change(b, &c.items[i]);
	kam_brief_more(b, "kam brief --all");
	if (!rc && !c.n)
		kam_brief_say(b, _("nothing changed"));
	kam_brief_end(b);
	kam_str_release(&c.fields);
	kam_str_release(&c.what);
	free(c.items);
	return rc;
}
