#include "areas/plan_view.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/recurrence.h>
#include <kam/zone.h>
#include <string.h>

/* What the customer sees of it. */
static int is_shown(const struct kam_plan_view *view,
		    const struct kam_plan_column *column)
{
	int at;

	if (!view->customer)
		return 1;
	if (!column->kind)
		return column->customer;
	at = kam_column_find(column->kind, column->key);
	return at < 0 || column->kind->fields[at].flags & KAM_CUSTOMER;
}

static enum kam_column_form form_of(const struct kam_plan_column *column)
{
	int at = kam_column_find(column->kind, column->key);

	switch (kam_column_type(column->kind, at)) {
	case KAM_INTEGER:
	case KAM_DECIMAL:
	case KAM_RATIO:
	case KAM_MONEY:
		return KAM_FORM_NUMBER;
	case KAM_TEXT:
		return at == KAM_COLUMN_ID || at == KAM_COLUMN_STATUS
			   ? KAM_FORM_FIXED
			   : KAM_FORM_TEXT;
	case KAM_WORD:
	case KAM_DATE:
	case KAM_INSTANT:
	case KAM_FLAG:
		return KAM_FORM_FIXED;
	default:
		return KAM_FORM_TEXT;
	}
}

int kam_view_begin_with(struct kam_plan_view *view,
			const struct kam_plan_column *columns, size_t n)
{
	struct kam_out_column out[64];
	char labels[64][KAM_LABEL_TEXT];
	uint64_t hidden = 0;
	size_t own = 0;

	view->rows = 0;
	n = n < 64 ? n : 64;
	for (size_t i = 0; i < n; i++) {
		const struct kam_plan_column *c = &columns[i];
		int at = c->kind ? kam_column_find(c->kind, c->key) : 0;

		out[i].key = c->key;
		out[i].form = c->kind ? form_of(c) : c->form;
		out[i].spare = c->spare;
		out[i].label = c->label ? kam_gettext_label(c->label)
			       : c->kind
				   ? kam_column_label(labels[i], c->kind, at)
				   : c->key;
		if (!is_shown(view, c))
			hidden |= (uint64_t)1 << i;
		else
			own += at >= 0;
	}
	if (!own)
		return 0;
	kam_document_table(view->doc, view->table->name, _(view->table->label),
			   out, n, hidden);
	return 1;
}

int kam_view_begin(struct kam_plan_view *view)
{
	size_t n = 0;

	while (view->table->columns[n].key)
		n++;
	return kam_view_begin_with(view, view->table->columns, n);
}

int kam_view_row(struct kam_plan_view *view)
{
	if (++view->rows > KAM_PLAN_ROWS)
		return 0;
	kam_document_row(view->doc);
	return 1;
}

void kam_view_word(struct kam_plan_view *view, const char *context,
		   const char *word)
{
	kam_document_text(view->doc, word,
			  word && *word ? kam_gettext_in(context, word) : NULL);
}

/* "2026-11-23T01:00:00Z": its day is enough in a document, where the register
   is */
static void add_day(struct kam_plan_view *view, const char *instant)
{
	char day[KAM_DATE_TEXT];
	struct kam_err err = { 0 };
	int64_t at;

	if (kam_instant_parse(&at, instant, &err))
		(void)snprintf(day, sizeof day, "%.10s", instant);
	else
		kam_date_format(day, kam_zone_day(kam_zone_of(view->k), at));
	kam_document_text(view->doc, instant, day);
}

static int add_text(struct kam_plan_view *view, const struct kam_record *r,
		    int column, const char *people, struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc = kam_record_text(&text, r, column, err);

	if (!rc)
		kam_document_text(view->doc, text.length ? text.data : NULL,
				  people);
	kam_str_release(&text);
	return rc;
}

void kam_view_money(char out[KAM_MONEY_SHOWN], const struct kam_value *value)
{
	struct kam_money m = { .minor = value->integer };

	(void)snprintf(m.currency, sizeof m.currency, "%s", value->text);
	kam_money_show(out, &m);
}

/* A rule that recurs, as people read it. */
static int add_rule(struct kam_plan_view *view, const char *rule,
		    struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc;

	kam_recurrence_show(&text, rule);
	rc = kam_str_check(&text, err);
	if (!rc)
		kam_document_text(view->doc, rule, text.data);
	kam_str_release(&text);
	return rc;
}

int kam_view_value(struct kam_plan_view *view, const struct kam_record *r,
		   int column, struct kam_err *err)
{
	const struct kam_value *v = column >= 0 ? &r->values[column] : NULL;
	char shown[KAM_MONEY_SHOWN];

	if (column == KAM_COLUMN_STATUS) {
		kam_view_word(view, r->kind->name,
			      r->kind->states[r->status].name);
		return 0;
	}
	if (!v)
		return add_text(view, r, column, NULL, err);
	if (!v->set) {
		kam_document_null(view->doc);
		return 0;
	}
	if (r->kind->fields[column].flags & KAM_RECURS)
		return add_rule(view, v->text, err);
	switch (r->kind->fields[column].type) {
	case KAM_WORD:
		kam_view_word(view, r->kind->fields[column].name, v->text);
		return 0;
	case KAM_MONEY:
		kam_view_money(shown, v);
		return add_text(view, r, column, shown, err);
	case KAM_INTEGER:
		kam_document_integer(view->doc, v->integer);
		return 0;
	case KAM_DECIMAL:
		kam_document_decimal(view->doc, v->integer, NULL);
		return 0;
	case KAM_INSTANT:
		add_day(view, v->text);
		return 0;
	case KAM_FLAG:
		kam_document_text(view->doc, v->integer ? "yes" : "no",
				  v->integer ? _("yes") : _("no"));
		return 0;
	case KAM_REF:
		/* people know a contact by name, a record by its ID */
		return add_text(
		    view, r, column,
		    v->extra &&
			    !strcmp(r->kind->fields[column].target, "contact")
			? v->extra
			: NULL,
		    err);
	default:
		return add_text(view, r, column, NULL, err);
	}
}

int kam_view_field(struct kam_plan_view *view, const struct kam_record *r,
		   const char *key, struct kam_err *err)
{
	return kam_view_value(view, r, kam_column_find(r->kind, key), err);
}

/* The columns of a table of records, from their names. */
static size_t read_columns(struct kam_plan_column columns[KAM_COLUMNS],
			   struct kam_plan_view *view,
			   const struct kam_kind *kind)
{
	const char *at = view->table->fields;
	size_t n = 0;

	while (*at && n < KAM_COLUMNS) {
		size_t length = strcspn(at, ",");

		columns[n++] = (struct kam_plan_column){
			kam_arena_strndup(view->arena, at, length), kind
		};
		at += length + (at[length] == ',');
	}
	return n;
}

struct filling {
	struct kam_plan_view *view;
	const struct kam_plan_column *columns;
	size_t n;
};

static int add_record(void *context, struct kam_record *r, struct kam_err *err)
{
	struct filling *f = context;
	int rc = 0;

	if (!kam_view_row(f->view))
		return 0;
	for (size_t i = 0; i < f->n && !rc; i++)
		rc = kam_view_field(f->view, r, f->columns[i].key, err);
	return rc;
}

static int query(struct kam_query **out, struct kam_plan_view *view,
		 const struct kam_kind *kind, struct kam_err *err)
{
	const struct kam_plan_table *t = view->table;
	char filter[80];
	int rc = kam_query_open(out, view->k, kind, err);

	if (!rc)
		rc = kam_query_account(*out, view->account, err);
	if (!rc && view->project)
		rc = kam_query_project(*out, view->project, err);
	for (const char *at = t->filters; at && *at && !rc;) {
		size_t n = strcspn(at, " ");

		(void)snprintf(filter, sizeof filter, "%.*s", (int)n, at);
		rc = kam_query_where(*out, filter, err);
		at += n + (at[n] == ' ');
	}
	if (!rc && t->sort)
		rc = kam_query_sort(*out, t->sort, err);
	return rc;
}

static int fill_records(struct kam_plan_view *view, struct kam_err *err)
{
	const struct kam_kind *kind =
	    kam_kind_find(kam_catalogue_of(view->k), view->table->kind);
	struct kam_plan_column columns[KAM_COLUMNS];
	struct filling f = { view, columns, 0 };
	struct kam_query *q = NULL;
	int rc = 0;

	f.n = read_columns(columns, view, kind);
	for (size_t i = 0; i < f.n; i++)
		if (!columns[i].key)
			return kam_fail_memory(err);
	if (!kam_view_begin_with(view, columns, f.n))
		return 0;
	rc = query(&q, view, kind, err);
	if (!rc)
		rc = kam_query_run(q, add_record, &f, err);
	kam_query_release(q);
	return rc;
}

static void add_remark(const struct kam_plan_view *view, struct kam_str *remark)
{
	const struct kam_plan_table *t = view->table;

	if (view->customer || (view->rows && view->rows <= KAM_PLAN_ROWS) ||
	    (!view->rows && !t->empty))
		return;
	kam_str_add(remark, remark->length ? "\n" : "");
	if (view->rows)
		kam_str_printf(remark, _("%s: %lld more"), _(t->label),
			       (long long)view->rows - KAM_PLAN_ROWS);
	else
		kam_str_add(remark, _(t->empty));
}

int kam_view_tables(struct kam_plan_view *view, const char *names,
		    struct kam_str *remark, struct kam_err *err)
{
	char name[64];
	int rc = 0;

	while (names && *names && !rc) {
		size_t n = strcspn(names, ", ");

		(void)snprintf(name, sizeof name, "%.*s", (int)n, names);
		names += n + strspn(names + n, ", ");
		view->table =
		    kam_plan_table_find(kam_catalogue_of(view->k), name);
		if (!view->table || (view->table->of_plan && !view->plan))
			continue;
		view->rows = 0;
		rc = view->table->fill ? view->table->fill(view, err)
				       : fill_records(view, err);
		add_remark(view, remark);
	}
	return rc ? rc : kam_str_check(remark, err);
}

int kam_plan_tables_check(const struct kam_catalogue *catalogue,
			  const char *names, struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;
	char name[64];

	while (*names) {
		size_t n = strcspn(names, ", ");

		(void)snprintf(name, sizeof name, "%.*s", (int)n, names);
		names += n + strspn(names + n, ", ");
		if (kam_plan_table_find(catalogue, name))
			continue;
		for (int i = 0; i < catalogue->n_kinds; i++) {
			const struct kam_plan_area *a =
			    catalogue->kinds[i]->hooks.plan;

			for (size_t j = 0; a && j < a->n_tables; j++)
				kam_str_printf(&all, "%s%s",
					       all.length ? ", " : "",
					       a->tables[j].name);
		}
		kam_fail(err, KAM_EINVALID, _("no table '%s'"), name);
		kam_hint(err, _("one of: %s"), all.data);
		kam_str_release(&all);
		return err->code;
	}
	return 0;
}
