/*
 * A plan as a document: as it is now, or as a version of it was.
 */
#include "areas/plan_document.h"

#include "areas/plan_rules.h"
#include "areas/plan_view.h"

#include <kam/areas.h>
#include <kam/recurrence.h>
#include <string.h>

/* What stands above the sections. */
static const int facts[] = {
	KAM_COLUMN_ID,        KAM_PLAN_ACCOUNT,     KAM_PLAN_PROJECT,
	KAM_COLUMN_STATUS,    KAM_PLAN_OWNER,       KAM_PLAN_START,
	KAM_PLAN_END,         KAM_PLAN_REVIEW,      KAM_PLAN_EVERY,
	KAM_PLAN_APPROVED_BY, KAM_PLAN_APPROVED_ON, KAM_PLAN_TARGETS,
	KAM_PLAN_LIMITS,      KAM_PLAN_REVENUE,     KAM_PLAN_SPEND,
	KAM_PLAN_REASON,
};

static int is_fact(int column, int customer)
{
	return column < 0 || !customer ||
	       kam_plan_kind.fields[column].flags & KAM_CUSTOMER;
}

static int is_pairs(int column)
{
	return column == KAM_PLAN_TARGETS || column == KAM_PLAN_LIMITS;
}

static int add_fact(struct kam_plan_view *view, int column, struct kam_err *err)
{
	struct kam_document *doc = view->doc;
	const struct kam_record *plan = view->plan;
	const struct kam_value *v = column >= 0 ? &plan->values[column] : NULL;
	struct kam_str text = KAM_STR_INIT, said = KAM_STR_INIT;
	char label[KAM_LABEL_TEXT], shown[KAM_MONEY_SHOWN];
	const char *people = NULL;
	int rc = kam_record_text(&text, plan, column, err);

	kam_document_fact(doc, kam_column_name(plan->kind, column),
			  kam_column_label(label, plan->kind, column));
	/* whom it names, people know by name */
	if (v && v->set && v->extra)
		people = v->extra;
	else if (v && v->set && plan->kind->fields[column].type == KAM_MONEY) {
		kam_view_money(shown, v);
		people = shown;
	} else if (column == KAM_COLUMN_STATUS)
		people = kam_gettext_in("plan",
					plan->kind->states[plan->status].name);
	if (v && v->set && plan->kind->fields[column].flags & KAM_RECURS) {
		kam_recurrence_show(&said, v->text);
		people = said.data;
	}
	if (!rc && v && v->set && is_pairs(column)) {
		rc = kam_plan_pairs_say(&said, kam_plan_area_of(view->k, plan),
					v->text, err);
		people = said.data;
	}
	if (!rc)
		rc = kam_str_check(&said, err);
	if (!rc)
		kam_document_text(doc, text.length ? text.data : NULL, people);
	kam_str_release(&text);
	kam_str_release(&said);
	return rc;
}

static int add_facts(struct kam_plan_view *view, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < sizeof facts / sizeof *facts && !rc; i++)
		if (is_fact(facts[i], view->customer))
			rc = add_fact(view, facts[i], err);
	return rc;
}

/* A draft says what is still to be written. */
static void add_guidance(struct kam_str *remark, const struct kam *k,
			 const struct kam_record *plan,
			 const struct kam_record *section)
{
	const struct kam_value *v = section->values;
	const char *guidance = kam_plan_section_guidance(k, plan, section);

	if (v[KAM_PLAN_SECTION_TEXT].set ||
	    (v[KAM_PLAN_SECTION_MAY_BE_EMPTY].set &&
	     v[KAM_PLAN_SECTION_MAY_BE_EMPTY].integer))
		return;
	kam_str_add(remark, _("to be written"));
	if (guidance) {
		kam_str_add(remark, _(": "));
		kam_str_add_line(remark, guidance);
	}
}

static int is_for_customer(const struct kam_record *section)
{
	return !strcmp(section->values[KAM_PLAN_SECTION_AUDIENCE].text,
		       "customer");
}

/* As JSON has it, whatever language people read. */
static const char *title_of(const struct kam *k, const struct kam_record *plan,
			    const struct kam_record *section)
{
	const struct kam_value *title =
	    &section->values[KAM_PLAN_SECTION_TITLE];
	const struct kam_plan_part *part;

	if (title->set)
		return title->text;
	part = kam_plan_part_find(kam_plan_area_of(k, plan),
				  section->values[KAM_PLAN_SECTION_NAME].text);
	return part ? part->title : NULL;
}

static int add_section(struct kam_plan_view *view,
		       const struct kam_record *section, struct kam_err *err)
{
	const struct kam_value *v = section->values;
	struct kam_str remark = KAM_STR_INIT;
	int rc;

	kam_document_section(
	    view->doc, v[KAM_PLAN_SECTION_NAME].text,
	    title_of(view->k, view->plan, section),
	    kam_plan_section_label(view->k, view->plan, section),
	    is_for_customer(section));
	kam_document_prose(view->doc, v[KAM_PLAN_SECTION_TEXT].text);
	if (!view->customer)
		add_guidance(&remark, view->k, view->plan, section);
	rc = kam_view_tables(view, v[KAM_PLAN_SECTION_TABLES].text, &remark,
			     err);
	if (!rc)
		kam_document_remark(view->doc, remark.data);
	kam_str_release(&remark);
	return rc;
}

int kam_plan_document(struct kam_document **out, struct kam *k,
		      struct kam_arena *arena, const struct kam_record *plan,
		      int customer, struct kam_err *err)
{
	const struct kam_value *v = plan->values;
	struct kam_plan_view view = {
		.k = k,
		.arena = arena,
		.doc = kam_document_new(arena, v[KAM_PLAN_TITLE].text),
		.plan = plan,
		.account = v[KAM_PLAN_ACCOUNT].integer,
		.project = v[KAM_PLAN_PROJECT].integer,
		.customer = customer,
	};
	struct kam_record **sections;
	size_t n = 0;
	int rc = kam_document_check(view.doc, err);

	*out = view.doc;
	if (!rc)
		rc = add_facts(&view, err);
	if (!rc)
		rc = kam_plan_sections(&sections, &n, k, arena, plan->id, err);
	for (size_t i = 0; i < n && !rc; i++)
		if (!customer || is_for_customer(sections[i]))
			rc = add_section(&view, sections[i], err);
	return rc ? rc : kam_document_check(view.doc, err);
}

/* What is known of a column of what was kept. */
static struct kam_plan_column column_of(const struct kam_plan_view *view,
					const char *key)
{
	const struct kam_plan_table *t = view->table;
	const struct kam_plan_column *c = t->columns;
	const struct kam_kind *kind =
	    t->kind ? kam_kind_find(kam_catalogue_of(view->k), t->kind) : NULL;

	for (; c && c->key; c++)
		if (!strcmp(c->key, key))
			return *c;
	if (kind && kam_column_find(kind, key) == KAM_COLUMN_NONE)
		kind = NULL;
	return (struct kam_plan_column){ key, kind, NULL, KAM_FORM_TEXT, 0 };
}

/* Words of the catalogue are shown in the reader's language: the context of
   their translation, or NULL. */
static const char *context_of(const struct kam_plan_column *c)
{
	int at;

	if (!c->kind)
		return c->form == KAM_FORM_FIXED ? c->key : NULL;
	at = kam_column_find(c->kind, c->key);
	if (at == KAM_COLUMN_STATUS)
		return c->kind->name;
	return kam_column_type(c->kind, at) == KAM_WORD ? c->key : NULL;
}

static void copy_cell(struct kam_plan_view *view,
		      const struct kam_plan_column *c,
		      const struct kam_document_cell *cell)
{
	const char *context = context_of(c);

	switch (cell->form) {
	case KAM_CELL_TEXT:
		if (context)
			kam_view_word(view, context, cell->text);
		else
			kam_document_text(view->doc, cell->text, NULL);
		return;
	case KAM_CELL_INTEGER:
		kam_document_integer(view->doc, cell->number);
		return;
	case KAM_CELL_DECIMAL:
		kam_document_decimal(view->doc, cell->number, NULL);
		return;
	case KAM_CELL_NULL:
		kam_document_null(view->doc);
	}
}

static void copy_table(struct kam_plan_view *view,
		       const struct kam_document_table *table)
{
	const struct kam_document_row *row = table->rows;
	struct kam_plan_column columns[64];

	view->table =
	    kam_plan_table_find(kam_catalogue_of(view->k), table->name);
	if (!view->table)
		return;
	for (size_t i = 0; i < table->n_columns; i++)
		columns[i] = column_of(view, table->columns[i].key);
	if (!table->n_columns ||
	    !kam_view_begin_with(view, columns, table->n_columns))
		return;
	for (; row; row = row->next) {
		kam_document_row(view->doc);
		for (size_t i = 0; i < row->n; i++)
			copy_cell(view, &columns[i], &row->cells[i]);
	}
}

static int copy_fact(struct kam_plan_view *view, int column,
		     const struct kam_document_fact *fact, struct kam_err *err)
{
	const char *text = fact->value.text, *people = NULL;
	struct kam_str said = KAM_STR_INIT;
	char label[KAM_LABEL_TEXT];
	int rc = 0;

	if (text && is_pairs(column)) {
		rc = kam_plan_pairs_say(
		    &said, kam_plan_area_of(view->k, view->plan), text, err);
		people = said.data;
	} else if (text && column == KAM_COLUMN_STATUS) {
		people = kam_gettext_in("plan", text);
	}
	kam_document_fact(view->doc, fact->key,
			  kam_column_label(label, &kam_plan_kind, column));
	kam_document_text(view->doc, text, people);
	kam_str_release(&said);
	return rc;
}

static int copy_facts(struct kam_plan_view *view,
		      const struct kam_document *kept, struct kam_err *err)
{
	const struct kam_document_fact *fact = kept->facts;
	int rc = 0;

	for (; fact && !rc; fact = fact->next) {
		int column = kam_column_find(&kam_plan_kind, fact->key);

		if (column != KAM_COLUMN_NONE &&
		    is_fact(column, view->customer))
			rc = copy_fact(view, column, fact, err);
	}
	return rc;
}

int kam_plan_document_restore(struct kam_document **out, struct kam *k,
			      struct kam_arena *arena,
			      const struct kam_record *plan,
			      const struct kam_document *kept, int customer,
			      struct kam_err *err)
{
	const struct kam_plan_area *area = kam_plan_area_of(k, plan);
	const struct kam_document_section *section = kept->sections;
	const struct kam_document_table *table;
	struct kam_plan_view view = { .k = k,
				      .arena = arena,
				      .doc =
					  kam_document_new(arena, kept->title),
				      .plan = plan,
				      .customer = customer };

	if (copy_facts(&view, kept, err))
		return err->code;
	for (; section; section = section->next) {
		const struct kam_plan_part *part =
		    kam_plan_part_find(area, section->name);
		const char *label = section->label;

		if (customer && !section->customer)
			continue;
		/* a heading of ours in the reader's language */
		if (part && section->title && part->title &&
		    !strcmp(part->title, section->title))
			label = _(part->title);
		kam_document_section(view.doc, section->name, section->title,
				     label, section->customer);
		kam_document_prose(view.doc, section->text);
		for (table = section->tables; table; table = table->next)
			copy_table(&view, table);
	}
	*out = view.doc;
	return kam_document_check(view.doc, err);
}
