/*
 * The pack of a hand-over: whom one meets, what is owed, what is open, what was
 * said.
 */
#include "areas/handover.h"
#include "areas/plan_view.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/money.h>
#include <kam/plan.h>
#include <kam/timeline.h>
#include <kam/zone.h>
#include <string.h>

enum { MOST_COLUMNS = 8, EVENTS = 20, TALKS = 10 };

/* A table of a kind's records: columns by index, ended by 0, the first being
   its ID. */
struct table {
	const char *name, *label; /* label: N_() */
	const struct kam_kind *kind;
	int columns[MOST_COLUMNS];
	const char *sort;
	int64_t limit;
};
static const struct table tables[] = {
	{ "people",
	  N_("People"),
	  &kam_contact_kind,
	  { KAM_CONTACT_NAME, KAM_CONTACT_TITLE, KAM_CONTACT_INFLUENCE,
	    KAM_CONTACT_ATTITUDE, KAM_CONTACT_EMAIL, KAM_CONTACT_MOBILE,
	    KAM_COLUMN_NONE },
	  "-influence,name",
	  0 },
	{ "projects",
	  N_("Projects"),
	  &kam_project_kind,
	  { KAM_PROJECT_NAME, KAM_PROJECT_OWNER, KAM_PROJECT_DUE,
	    KAM_COLUMN_STATUS, KAM_COLUMN_NONE },
	  "due",
	  0 },
	{ "requirements",
	  N_("Open requirements"),
	  &kam_req_kind,
	  { KAM_REQ_TITLE, KAM_REQ_PRIORITY, KAM_REQ_OWNER, KAM_REQ_DUE,
	    KAM_COLUMN_STATUS, KAM_COLUMN_NONE },
	  "-priority,due",
	  0 },
	{ "risks",
	  N_("Risks"),
	  &kam_risk_kind,
	  { KAM_RISK_TITLE, KAM_RISK_OWNER, KAM_RISK_REVIEW, KAM_COLUMN_STATUS,
	    KAM_COLUMN_NONE },
	  "review",
	  0 },
	{ "plan",
	  N_("Plans in force"),
	  &kam_plan_kind,
	  { KAM_PLAN_TITLE, KAM_PLAN_AREA, KAM_PLAN_REVIEW, KAM_COLUMN_STATUS,
	    KAM_COLUMN_NONE },
	  "area",
	  0 },
	{ "conversations",
	  N_("Last conversations"),
	  &kam_comm_kind,
	  { KAM_COMM_AT, KAM_COMM_CHANNEL, KAM_COMM_SUMMARY, KAM_COMM_CONTACTS,
	    KAM_COLUMN_NONE },
	  "-at",
	  TALKS },
};

struct filling {
	struct kam_handing *h;
	const struct table *table;
	int begun;
};

static void begin_section(struct kam_handing *h, const char *name,
			  const char *label)
{
	kam_document_section(h->out->doc, name, label, _(label), 0);
}

static int begin_table(struct filling *f, struct kam_err *err)
{
	struct kam_out_column columns[MOST_COLUMNS + 1];
	const struct kam_kind *kind = f->table->kind;
	size_t n = 0;

	columns[n++] = (struct kam_out_column){ "id", _("ID"), KAM_FORM_FIXED };
	for (const int *c = f->table->columns; *c != KAM_COLUMN_NONE; c++) {
		char *label = kam_arena_alloc(f->h->arena, KAM_LABEL_TEXT);

		if (!label)
			return kam_fail_memory(err);
		columns[n++] =
		    (struct kam_out_column){ kam_column_name(kind, *c),
					     kam_column_label(label, kind, *c),
					     KAM_FORM_TEXT };
	}
	kam_document_table(f->h->out->doc, f->table->name, NULL, columns, n, 0);
	f->begun = 1;
	return 0;
}

/* The day of a moment, where the register is, is enough for people. */
static const char *day_of(struct kam_handing *h, const char *instant)
{
	char day[KAM_DATE_TEXT];
	struct kam_err err = { 0 };
	int64_t at;

	if (kam_instant_parse(&at, instant, &err))
		return NULL;
	kam_date_format(day, kam_zone_day(kam_zone_of(h->k), at));
	return kam_arena_strdup(h->arena, day);
}

static const char *money_of(struct kam_handing *h, const struct kam_value *v)
{
	char shown[KAM_MONEY_SHOWN];

	kam_view_money(shown, v);
	return kam_arena_strdup(h->arena, shown);
}

const char *kam_handover_title(struct kam_handing *h,
			       const struct kam_kind *kind, int64_t id,
			       const char *title)
{
	return kam_document_made(
	    h->out->doc, kam_title_shown(h->k, h->arena, kind, id, title));
}

/* What people read in place of a value: a name, a word of theirs, a day. */
static const char *people_of(struct kam_handing *h, const struct kam_record *r,
			     int column)
{
	const struct kam_value *v;

	if (column == KAM_COLUMN_STATUS)
		return kam_gettext_in(r->kind->name,
				      r->kind->states[r->status].name);
	if (column < 0 || !r->values[column].set)
		return NULL;
	if (kam_kind_is(r->kind, &kam_plan_kind) && column == KAM_PLAN_TITLE)
		return kam_handover_title(h, r->kind, r->id,
					  r->values[column].text);
	v = &r->values[column];
	switch (r->kind->fields[column].type) {
	case KAM_INSTANT:
		return day_of(h, v->text);
	case KAM_MONEY:
		return money_of(h, v);
	case KAM_REF:
		return v->extra;
	case KAM_REFS:
		return v->n_refs ? v->refs[0].title : NULL;
	case KAM_WORD:
		return kam_gettext_in(r->kind->fields[column].name, v->text);
	default:
		return NULL;
	}
}

static int take(void *context, struct kam_record *r, struct kam_err *err)
{
	struct filling *f = context;
	struct kam_document *doc = f->h->out->doc;
	struct kam_str text = KAM_STR_INIT;
	char id[KAM_ID_TEXT];
	int rc = f->begun ? 0 : begin_table(f, err);

	kam_id_format(id, r->kind, r->id);
	kam_document_row(doc);
	kam_document_text(doc, id, NULL);
	for (const int *c = f->table->columns; *c != KAM_COLUMN_NONE && !rc;
	     c++) {
		kam_str_truncate(&text, 0);
		rc = kam_record_text(&text, r, *c, err);
		kam_document_text(doc, text.length ? text.data : NULL,
				  people_of(f->h, r, *c));
	}
	kam_str_release(&text);
	return rc;
}

static int add_table(struct kam_handing *h, const struct table *t,
		     struct kam_err *err)
{
	struct filling f = { .h = h, .table = t };
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, h->k, t->kind, err);

	begin_section(h, t->name, t->label);
	if (!rc)
		rc = kam_query_account(q, h->account->id, err);
	if (!rc)
		rc = kam_query_sort(q, t->sort, err);
	if (!rc && t->limit)
		kam_query_limit(q, t->limit);
	if (!rc)
		rc = kam_query_run(q, take, &f, err);
	kam_query_release(q);
	if (!rc && !f.begun)
		kam_document_remark(h->out->doc, _("none"));
	return rc;
}

static int add_history(struct kam_handing *h, struct kam_err *err)
{
	const struct kam_out_column columns[] = {
		{ "on", _("On"), KAM_FORM_FIXED },
		{ "event", _("What"), KAM_FORM_FIXED },
		{ "id", _("ID"), KAM_FORM_FIXED },
		{ "title", _("Title"), KAM_FORM_TEXT },
	};
	const struct kam_timeline_query query = {
		.account = h->account->id,
		.since = INT32_MIN,
		.limit = EVENTS,
	};
	struct kam_document *doc = h->out->doc;
	struct kam_timeline t;
	int rc = kam_timeline_find(&t, h->k, h->arena, &query, err);

	if (rc)
		return rc;
	begin_section(h, "history", N_("Last events"));
	kam_document_table(doc, "history", NULL, columns, 4, 0);
	for (size_t i = 0; i < t.n; i++) {
		const struct kam_event *e = &t.items[i];
		char id[KAM_ID_TEXT], day[KAM_DATE_TEXT];
		char label[KAM_LABEL_TEXT], title[KAM_EVENT_TITLE];

		kam_id_format(id, e->kind, e->id);
		kam_date_format(day, e->day);
		kam_document_row(doc);
		kam_document_text(doc, day, NULL);
		kam_document_text(
		    doc, kam_column_name(e->kind, e->column),
		    e->column >= 0 && e->column == e->kind->happened
			? kam_kind_called(e->kind)
			: kam_column_label(label, e->kind, e->column));
		kam_document_text(doc, id, NULL);
		kam_event_title(title, e);
		kam_document_text(
		    doc, e->title,
		    kam_kind_is(e->kind, &kam_plan_kind)
			? kam_handover_title(h, e->kind, e->id, e->title)
			: title);
	}
	return 0;
}

static void add_items(struct kam_handing *h, const char *name,
		      const char *label, const struct kam_handover_item *items,
		      size_t n)
{
	const struct kam_out_column columns[] = {
		{ "id", _("ID"), KAM_FORM_FIXED },
		{ "kind", _("Kind"), KAM_FORM_FIXED },
		{ "title", _("Title"), KAM_FORM_TEXT },
		{ "as", _("As"), KAM_FORM_FIXED },
	};
	struct kam_document *doc = h->out->doc;

	if (!n)
		return;
	begin_section(h, name, label);
	kam_document_table(doc, name, NULL, columns, 4, 0);
	for (size_t i = 0; i < n; i++) {
		char text[KAM_LABEL_TEXT], id[KAM_ID_TEXT];

		kam_id_format(id, items[i].kind, items[i].id);
		kam_document_row(doc);
		kam_document_text(doc, id, NULL);
		kam_document_text(doc, items[i].kind->name,
				  _(items[i].kind->name));
		kam_document_text(doc, items[i].title,
				  kam_handover_title(h, items[i].kind,
						     items[i].id,
						     items[i].title));
		kam_document_text(
		    doc, items[i].field,
		    kam_column_label(
			text, items[i].kind,
			kam_field_find(items[i].kind, items[i].field)));
	}
}

static int add_facts(struct kam_handing *h, struct kam_err *err)
{
	static const int facts[] = {
		KAM_ACCOUNT_KEY,         KAM_ACCOUNT_TIER,
		KAM_ACCOUNT_INDUSTRY,    KAM_ACCOUNT_VALUE,
		KAM_ACCOUNT_DESCRIPTION,
	};
	struct kam_document *doc = h->out->doc;
	struct kam_str text = KAM_STR_INIT;
	char label[KAM_LABEL_TEXT];
	int rc = 0;

	for (size_t i = 0; i < sizeof facts / sizeof *facts && !rc; i++) {
		if (!h->account->values[facts[i]].set)
			continue;
		kam_str_truncate(&text, 0);
		rc = kam_record_text(&text, h->account, facts[i], err);
		kam_document_fact(
		    doc, kam_column_name(h->account->kind, facts[i]),
		    kam_column_label(label, h->account->kind, facts[i]));
		kam_document_text(doc, text.data,
				  people_of(h, h->account, facts[i]));
	}
	kam_str_release(&text);
	kam_document_fact(doc, "from",
			  kam_gettext_label(NC_("handover", "From")));
	kam_document_text(doc, h->out->from,
			  h->from ? h->from->values[KAM_MEMBER_NAME].text
				  : NULL);
	kam_document_fact(doc, "to", kam_gettext_label(NC_("handover", "To")));
	kam_document_text(doc, h->out->to, h->to->values[KAM_MEMBER_NAME].text);
	return rc;
}

int kam_handover_document(struct kam_handing *h, struct kam_err *err)
{
	const char *title =
	    kam_arena_printf(h->arena, _("Hand-over: %s"),
			     h->account->values[KAM_ACCOUNT_NAME].text);
	const size_t n = sizeof tables / sizeof *tables;
	int rc;

	h->out->doc = kam_document_new(h->arena, title ? title : "");
	rc =
	    title ? kam_document_check(h->out->doc, err) : kam_fail_memory(err);
	if (!rc)
		rc = add_facts(h, err);
	if (!rc)
		rc = add_table(h, &tables[0], err);
	if (!rc)
		rc = kam_handover_owed(h, err);
	for (size_t i = 1; i < n && !rc; i++)
		rc = add_table(h, &tables[i], err);
	if (!rc)
		rc = add_history(h, err);
	if (rc)
		return rc;
	add_items(h, "reassigned", N_("Reassigned"), h->out->items, h->out->n);
	add_items(h, "named", N_("Still names who had it"), h->out->others,
		  h->out->n_others);
	return kam_document_check(h->out->doc, err);
}
