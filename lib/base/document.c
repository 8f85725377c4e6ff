#include <kam/decimal.h>
#include <kam/document.h>
#include <string.h>

/* The doc itself is NULL where there was no memory for it. */
static int failed(const struct kam_document *doc)
{
	return !doc || doc->failed;
}

static void *alloc(struct kam_document *doc, size_t size)
{
	void *p = kam_arena_alloc(doc->arena, size);

	doc->failed |= !p;
	return p;
}

static const char *copy(struct kam_document *doc, const char *text)
{
	const char *kept = text ? kam_arena_strdup(doc->arena, text) : NULL;

	doc->failed |= text && !kept;
	return kept;
}

struct kam_document *kam_document_new(struct kam_arena *arena,
				      const char *title)
{
	struct kam_document *doc = kam_arena_alloc(arena, sizeof *doc);

	if (!doc)
		return NULL;
	doc->arena = arena;
	doc->title = copy(doc, title);
	return doc;
}

int kam_document_check(const struct kam_document *doc, struct kam_err *err)
{
	return failed(doc) ? kam_fail_memory(err) : 0;
}

void kam_document_fact(struct kam_document *doc, const char *key,
		       const char *label)
{
	struct kam_document_fact *fact;

	if (failed(doc) || !(fact = alloc(doc, sizeof *fact)))
		return;
	fact->key = copy(doc, key);
	fact->label = copy(doc, label);
	if (doc->last_fact)
		doc->last_fact->next = fact;
	else
		doc->facts = fact;
	doc->last_fact = fact;
}

void kam_document_section(struct kam_document *doc, const char *name,
			  const char *title, const char *label, int customer)
{
	struct kam_document_section *section;

	if (failed(doc) || !(section = alloc(doc, sizeof *section)))
		return;
	section->name = copy(doc, name);
	section->title = copy(doc, title);
	section->label = copy(doc, label);
	section->customer = customer;
	if (doc->last)
		doc->last->next = section;
	else
		doc->sections = section;
	doc->last = section;
}

void kam_document_prose(struct kam_document *doc, const char *text)
{
	if (!failed(doc) && text && *text)
		doc->last->text = copy(doc, text);
}

void kam_document_remark(struct kam_document *doc, const char *text)
{
	if (!failed(doc) && text && *text)
		doc->last->remark = copy(doc, text);
}

/* Those of the columns that are shown, copied. */
static void keep_columns(struct kam_document *doc,
			 struct kam_document_table *table,
			 const struct kam_out_column *columns)
{
	struct kam_out_column *kept =
	    alloc(doc, (table->n_all + 1) * sizeof *kept);

	for (size_t i = 0; kept && i < table->n_all; i++) {
		struct kam_out_column *to = &kept[table->n_columns];

		if (table->hidden & (uint64_t)1 << i)
			continue;
		*to = columns[i];
		to->key = copy(doc, columns[i].key);
		to->label = copy(doc, columns[i].label);
		table->n_columns++;
	}
	table->columns = kept;
}

void kam_document_table(struct kam_document *doc, const char *name,
			const char *label, const struct kam_out_column *columns,
			size_t n, uint64_t hidden)
{
	struct kam_document_table *table;

	if (failed(doc) || !(table = alloc(doc, sizeof *table)))
		return;
	table->name = copy(doc, name);
	table->label = copy(doc, label);
	table->n_all = n;
	table->hidden = hidden;
	keep_columns(doc, table, columns);
	if (doc->last->last)
		doc->last->last->next = table;
	else
		doc->last->tables = table;
	doc->last->last = table;
}

void kam_document_row(struct kam_document *doc)
{
	struct kam_document_table *table;
	struct kam_document_row *row;

	if (failed(doc) || !(row = alloc(doc, sizeof *row)))
		return;
	table = doc->last->last;
	row->cells = alloc(doc, (table->n_columns + 1) * sizeof *row->cells);
	if (table->last)
		table->last->next = row;
	else
		table->rows = row;
	table->last = row;
	table->n_rows++;
	table->at = 0;
}

const char *kam_document_made(struct kam_document *doc, const char *text)
{
	if (!text && doc)
		doc->failed = 1;
	return text ? text : "";
}

void kam_document_line(struct kam_document *doc, const char *text)
{
	if (!failed(doc) && doc->last->last->last)
		doc->last->last->last->line = copy(doc, text);
}

/* Where the next value goes; NULL where its column is left out. */
static struct kam_document_cell *next(struct kam_document *doc)
{
	struct kam_document_table *table;
	struct kam_document_row *row;

	if (failed(doc))
		return NULL;
	if (!doc->last)
		return &doc->last_fact->value;
	table = doc->last->last;
	row = table->last;
	if (table->hidden & (uint64_t)1 << table->at++ ||
	    row->n >= table->n_columns)
		return NULL;
	return &row->cells[row->n++];
}

void kam_document_text(struct kam_document *doc, const char *text,
		       const char *people)
{
	struct kam_document_cell *cell = next(doc);

	if (!cell)
		return;
	cell->form = text ? KAM_CELL_TEXT : KAM_CELL_NULL;
	cell->text = copy(doc, text);
	cell->people = copy(doc, people);
}

void kam_document_integer(struct kam_document *doc, int64_t value)
{
	struct kam_document_cell *cell = next(doc);

	if (!cell)
		return;
	cell->form = KAM_CELL_INTEGER;
	cell->number = value;
}

void kam_document_decimal(struct kam_document *doc, int64_t millionths,
			  const char *people)
{
	struct kam_document_cell *cell = next(doc);

	if (!cell)
		return;
	cell->form = KAM_CELL_DECIMAL;
	cell->number = millionths;
	cell->people = copy(doc, people);
}

void kam_document_null(struct kam_document *doc)
{
	(void)next(doc);
}

void kam_document_style(struct kam_document *doc, enum kam_style style)
{
	struct kam_document_table *table;

	if (failed(doc))
		return;
	if (!doc->last) {
		doc->last_fact->value.style = style;
		return;
	}
	table = doc->last->last;
	if (table->at && !(table->hidden & (uint64_t)1 << (table->at - 1)) &&
	    table->last->n)
		table->last->cells[table->last->n - 1].style = style;
}

void kam_document_cell_text(struct kam_str *out,
			    const struct kam_document_cell *cell)
{
	char number[KAM_DECIMAL_TEXT];

	switch (cell->form) {
	case KAM_CELL_NULL:
		return;
	case KAM_CELL_TEXT:
		kam_str_add(out, cell->text);
		return;
	case KAM_CELL_INTEGER:
		kam_str_printf(out, "%lld", (long long)cell->number);
		return;
	case KAM_CELL_DECIMAL:
		kam_decimal_format(number, cell->number);
		kam_str_add(out, number);
	}
}
