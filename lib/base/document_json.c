/*
 * A document as JSON, and back.
 */
#include <kam/decimal.h>
#include <kam/document.h>
#include <kam/json.h>
#include <string.h>

static void add_text(struct kam_str *out, const char *text)
{
	if (text)
		kam_json_quote(out, text, strlen(text));
	else
		kam_str_add(out, "null");
}

static void add_member(struct kam_str *out, const char *name, const char *text)
{
	kam_str_printf(out, "\"%s\":", name);
	add_text(out, text);
}

static void add_cell(struct kam_str *out, const struct kam_document_cell *cell)
{
	if (cell->form == KAM_CELL_NULL || cell->form == KAM_CELL_TEXT)
		add_text(out, cell->text);
	else
		kam_document_cell_text(out, cell);
}

static void add_table(struct kam_str *out,
		      const struct kam_document_table *table)
{
	const struct kam_document_row *row = table->rows;

	kam_str_add_char(out, '{');
	add_member(out, "name", table->name);
	kam_str_add(out, ",\"rows\":[");
	for (; row; row = row->next) {
		kam_str_add(out, row == table->rows ? "{" : ",{");
		for (size_t i = 0; i < row->n; i++) {
			kam_str_add(out, i ? "," : "");
			add_text(out, table->columns[i].key);
			kam_str_add_char(out, ':');
			add_cell(out, &row->cells[i]);
		}
		kam_str_add_char(out, '}');
	}
	kam_str_add(out, "]}");
}

static void add_section(struct kam_str *out,
			const struct kam_document_section *section)
{
	const struct kam_document_table *table = section->tables;

	kam_str_add_char(out, '{');
	add_member(out, "name", section->name);
	kam_str_add_char(out, ',');
	add_member(out, "title", section->title);
	kam_str_printf(out, ",\"customer\":%s,",
		       section->customer ? "true" : "false");
	add_member(out, "text", section->text);
	kam_str_add(out, ",\"tables\":[");
	for (; table; table = table->next) {
		kam_str_add(out, table == section->tables ? "" : ",");
		add_table(out, table);
	}
	kam_str_add(out, "]}");
}

void kam_document_json(struct kam_str *out, const struct kam_document *doc)
{
	const struct kam_document_fact *fact = doc->facts;
	const struct kam_document_section *section = doc->sections;

	kam_str_add_char(out, '{');
	add_member(out, "title", doc->title);
	kam_str_add(out, ",\"facts\":{");
	for (; fact; fact = fact->next) {
		kam_str_add(out, fact == doc->facts ? "" : ",");
		add_text(out, fact->key);
		kam_str_add_char(out, ':');
		add_cell(out, &fact->value);
	}
	kam_str_add(out, "},\"sections\":[");
	for (; section; section = section->next) {
		kam_str_add(out, section == doc->sections ? "" : ",");
		add_section(out, section);
	}
	kam_str_add(out, "]}");
}

static const char *text_of(const cJSON *object, const char *name)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);

	return cJSON_IsString(item) ? item->valuestring : NULL;
}

/* Numbers are decimals: as many digits as a double holds were let in. */
static void read_cell(struct kam_document *doc, const cJSON *item)
{
	char digits[64];
	int64_t number = 0;
	struct kam_err ignored = { 0 };

	if (cJSON_IsString(item)) {
		kam_document_text(doc, item->valuestring, NULL);
		return;
	}
	if (!cJSON_IsNumber(item)) {
		kam_document_null(doc);
		return;
	}
	(void)snprintf(digits, sizeof digits, "%.15g", item->valuedouble);
	if (kam_decimal_parse(&number, digits, &ignored))
		kam_document_text(doc, digits, NULL);
	else
		kam_document_decimal(doc, number, NULL);
}

/* The first row has all columns. */
static void read_table(struct kam_document *doc, const cJSON *object)
{
	const cJSON *rows = cJSON_GetObjectItemCaseSensitive(object, "rows");
	const cJSON *first = rows ? rows->child : NULL, *row, *cell;
	struct kam_out_column columns[64];
	size_t n = 0;

	cJSON_ArrayForEach(cell, first)
	{
		if (n < 64)
			columns[n++] =
			    (struct kam_out_column){ cell->string, cell->string,
						     KAM_FORM_TEXT };
	}
	kam_document_table(doc, text_of(object, "name"), NULL, columns, n, 0);
	cJSON_ArrayForEach(row, rows)
	{
		kam_document_row(doc);
		cJSON_ArrayForEach(cell, row)
		{
			read_cell(doc, cell);
		}
	}
}

static void read_sections(struct kam_document *doc, const cJSON *sections)
{
	const cJSON *section, *table;

	cJSON_ArrayForEach(section, sections)
	{
		const cJSON *customer =
		    cJSON_GetObjectItemCaseSensitive(section, "customer");
		const char *name = text_of(section, "name");
		const char *title = text_of(section, "title");

		kam_document_section(doc, name, title, title ? title : name,
				     cJSON_IsTrue(customer));
		kam_document_prose(doc, text_of(section, "text"));
		cJSON_ArrayForEach(
		    table, cJSON_GetObjectItemCaseSensitive(section, "tables"))
		{
			read_table(doc, table);
		}
	}
}

int kam_document_read(struct kam_document **out, struct kam_arena *arena,
		      const char *json, struct kam_err *err)
{
	struct kam_err inner = { 0 };
	const cJSON *fact, *sections;
	cJSON *all = NULL;
	int rc = kam_json_parse(&all, json, strlen(json), &inner);

	if (rc)
		return kam_fail(err, rc == KAM_ENOMEM ? rc : KAM_ECORRUPT,
				_("what was kept is no document: %s"),
				inner.message);
	*out = kam_document_new(arena, text_of(all, "title"));
	cJSON_ArrayForEach(fact, cJSON_GetObjectItemCaseSensitive(all, "facts"))
	{
		kam_document_fact(*out, fact->string, fact->string);
		read_cell(*out, fact);
	}
	sections = cJSON_GetObjectItemCaseSensitive(all, "sections");
	if (!cJSON_IsArray(sections))
		rc = kam_fail(err, KAM_ECORRUPT, "%s",
			      _("what was kept is no document"));
	if (!rc)
		read_sections(*out, sections);
	cJSON_Delete(all);
	return rc ? rc : kam_document_check(*out, err);
}
