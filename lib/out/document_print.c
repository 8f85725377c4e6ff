/*
 * Documents for people, as text, Markdown and HTML: headings and prose from
 * here, facts and tables by the printer of lists and records.
 */
#include "out/internal.h"

#include <kam/document.h>
#include <kam/markdown.h>
#include <string.h>

static void print_cell(struct kam_out *to, const struct kam_document_cell *cell)
{
	kam_out_style(to, cell->style);
	if (cell->people)
		kam_out_people(to, cell->people);
	switch (cell->form) {
	case KAM_CELL_NULL:
		kam_out_null(to);
		return;
	case KAM_CELL_TEXT:
		kam_out_text(to, cell->text);
		return;
	case KAM_CELL_INTEGER:
		kam_out_integer(to, cell->number);
		return;
	case KAM_CELL_DECIMAL:
		kam_out_decimal(to, cell->number);
	}
}

/* A bit for each column that people are to see. */
static uint64_t shown_columns(const struct kam_document *doc,
			      const struct kam_document_table *table)
{
	const struct kam_document_row *row = table->rows;
	uint64_t shown = 0;

	for (; row; row = row->next)
		for (size_t i = 0; i < row->n && i < 64; i++)
			if (!doc->lean ||
			    (*table->columns[i].label &&
			     (row->cells[i].people ||
			      row->cells[i].form != KAM_CELL_NULL)))
				shown |= (uint64_t)1 << i;
	return shown;
}

/* columns: room for those that are shown, until the printer has finished */
enum { WIDEST = 64 };
static void print_rows(struct kam_out *to, const struct kam_document *doc,
		       const struct kam_document_table *table,
		       struct kam_out_column columns[WIDEST])
{
	const uint64_t shown = shown_columns(doc, table);
	const struct kam_document_row *row = table->rows;
	size_t n = 0;

	for (size_t i = 0; i < table->n_columns && i < WIDEST; i++)
		if (shown >> i & 1)
			columns[n++] = table->columns[i];
	kam_out_list(to, columns, n);
	for (; row; row = row->next) {
		kam_out_row(to);
		for (size_t i = 0; i < row->n; i++) {
			if (!(shown >> i & 1))
				continue;
			kam_out_key(to, table->columns[i].key);
			print_cell(to, &row->cells[i]);
		}
		kam_out_end(to);
	}
	kam_out_end(to);
}

static void print_facts(struct kam_out *to, const struct kam_document *doc)
{
	const struct kam_document_fact *fact;

	kam_out_record(to, NULL, 0);
	for (fact = doc->facts; fact; fact = fact->next) {
		kam_out_key(to, fact->label);
		print_cell(to, &fact->value);
	}
	kam_out_end(to);
}

/* What a printer of the same form makes of rows or facts. */
static void add_printed(struct kam_out *out, const struct kam_document *doc,
			const struct kam_document_table *table)
{
	struct kam_out_options options = out->options;
	struct kam_out_column columns[WIDEST] = { { 0 } };
	struct kam_out *to;

	options.into = &out->spool.memory;
	options.fragment = 1;
	options.fields = NULL;
	if (kam_out_open(&to, &options, &out->err))
		return;
	if (table)
		print_rows(to, doc, table, columns);
	else
		print_facts(to, doc);
	if (kam_out_finish(to, &out->err) && !out->err.code)
		(void)kam_fail_memory(&out->err);
	kam_out_release(to);
}

static int is_html(const struct kam_out *out)
{
	return out->options.format == KAM_FORMAT_HTML;
}

static int is_markdown(const struct kam_out *out)
{
	return out->options.format == KAM_FORMAT_MD;
}

/* level: 1 for the document, 2 a section, 3 a table */
static void add_heading(struct kam_out *out, int level, const char *text)
{
	struct kam_str *page = &out->spool.memory, shown = KAM_STR_INIT;

	if (is_html(out)) {
		kam_str_printf(page, "<h%d>", level);
		kam_html_escape(page, text, KAM_SHOW_LINE);
		kam_str_printf(page, "</h%d>\n", level);
		return;
	}
	if (is_markdown(out)) {
		kam_str_printf(page, "%.*s ", level, "###");
		kam_markdown_escape(page, text);
		kam_str_add(page, "\n");
		return;
	}
	kam_utf8_show(&shown, text, KAM_SHOW_LINE);
	kam_styled(page, out, KAM_STYLE_STRONG, shown.data, shown.length);
	kam_str_add_char(page, '\n');
	if (level < 3) {
		size_t width =
		    kam_utf8_width(shown.data, out->options.ambiguous);

		while (width--)
			kam_str_add_char(page, level == 1 ? '=' : '-');
		kam_str_add_char(page, '\n');
	}
	page->failed |= shown.failed;
	kam_str_release(&shown);
}

static void add_prose(struct kam_out *out, const char *text)
{
	if (is_html(out))
		kam_prose_html(out, text);
	else if (is_markdown(out))
		kam_prose_markdown(out, text);
	else
		kam_prose_plain(out, text);
}

static void add_remark(struct kam_out *out, const char *text)
{
	struct kam_str *page = &out->spool.memory, shown = KAM_STR_INIT;

	if (is_html(out)) {
		kam_str_add(page, "<p class=\"d\">");
		kam_html_escape(page, text, KAM_SHOW_LINE);
		kam_str_add(page, "</p>\n");
	} else if (is_markdown(out)) {
		kam_str_add_char(page, '*');
		kam_markdown_escape(page, text);
		kam_str_add(page, "*\n");
	} else {
		kam_utf8_show(&shown, text, KAM_SHOW_LINE);
		kam_table_wrapped(out, shown.data, 0, KAM_STYLE_DIM);
		page->failed |= shown.failed;
	}
	kam_str_release(&shown);
}

/* A blank line between the parts; HTML needs none. */
static void part(struct kam_out *out)
{
	if (!is_html(out))
		kam_str_add_char(&out->spool.memory, '\n');
}

/* Each line of them on its own. */
static void add_remarks(struct kam_out *out, const char *text)
{
	struct kam_str line = KAM_STR_INIT;

	while (*text) {
		size_t n = strcspn(text, "\n");

		part(out);
		kam_str_truncate(&line, 0);
		kam_str_add_bytes(&line, text, n);
		add_remark(out, line.data);
		text += n + (text[n] == '\n');
	}
	out->spool.memory.failed |= line.failed;
	kam_str_release(&line);
}

/* A table that is called as its section needs no heading of its own. */
static int has_heading(const struct kam_document_section *section,
		       const struct kam_document_table *table)
{
	return table->label && (table != section->tables ||
				strcmp(table->label, section->label) != 0);
}

/* An item for each row, whatever its text has of prose's own marks. */
static void add_lines(struct kam_out *out,
		      const struct kam_document_table *table)
{
	const struct kam_document_row *row = table->rows;
	struct kam_str prose = KAM_STR_INIT, line = KAM_STR_INIT;

	for (; row; row = row->next) {
		kam_str_truncate(&line, 0);
		kam_str_add_line(&line, row->line ? row->line : "");
		kam_str_add(&prose, "- ");
		for (const char *at = line.data; *at; at++) {
			if (strchr("*`\\", *at))
				kam_str_add_char(&prose, '\\');
			kam_str_add_char(&prose, *at);
		}
		kam_str_add_char(&prose, '\n');
	}
	out->spool.memory.failed |= prose.failed | line.failed;
	add_prose(out, prose.data);
	kam_str_release(&line);
	kam_str_release(&prose);
}

static void add_table(struct kam_out *out, const struct kam_document *doc,
		      const struct kam_document_section *section,
		      const struct kam_document_table *table)
{
	const int heading = has_heading(section, table);

	if (!table->n_rows || !table->n_columns)
		return;
	if (heading) {
		part(out);
		add_heading(out, 3, table->label);
	}
	/* in a table of Markdown's, the line before would belong to it */
	if (!heading || is_markdown(out))
		part(out);
	if (table->rows->line)
		add_lines(out, table);
	else
		add_printed(out, doc, table);
}

static int is_empty(const struct kam_document_section *section)
{
	const struct kam_document_table *table = section->tables;

	while (table && !table->n_rows)
		table = table->next;
	return !section->text && !section->remark && !table;
}

static void add_section(struct kam_out *out, const struct kam_document *doc,
			const struct kam_document_section *section)
{
	const struct kam_document_table *table = section->tables;

	if (is_empty(section))
		return;
	part(out);
	add_heading(out, 2, section->label);
	if (section->text) {
		part(out);
		add_prose(out, section->text);
	}
	if (section->remark && !doc->lean)
		add_remarks(out, section->remark);
	for (; table && !out->err.code; table = table->next)
		add_table(out, doc, section, table);
	if (section->remark && doc->lean)
		add_remarks(out, section->remark);
}

/* "**Label:** value", an item each: a table of one row is no good to read. */
static void add_items(struct kam_out *out, const struct kam_document *doc)
{
	struct kam_str *page = &out->spool.memory, value = KAM_STR_INIT;
	const struct kam_document_fact *fact;

	for (fact = doc->facts; fact; fact = fact->next) {
		kam_str_truncate(&value, 0);
		if (fact->value.people)
			kam_str_add(&value, fact->value.people);
		else
			kam_document_cell_text(&value, &fact->value);
		if (!value.length)
			continue;
		kam_str_add(page, "- ");
		kam_markdown_escape(page, fact->label);
		kam_str_add(page, _(": "));
		kam_markdown_escape(page, value.data);
		kam_str_add_char(page, '\n');
	}
	page->failed |= value.failed;
	kam_str_release(&value);
}

void kam_out_document(struct kam_out *out, const struct kam_document *doc)
{
	const struct kam_document_section *section = doc->sections;

	if (out->err.code)
		return;
	if (!kam_out_for_people(out)) {
		kam_fail(&out->err, KAM_EUSAGE, "%s",
			 _("a document is table, md, html or json"));
		return;
	}
	if (is_html(out)) {
		/* the page is of the document, whatever the report is called */
		out->options.title = doc->title;
		kam_html_top(out);
	} else {
		add_heading(out, 1, doc->title);
	}
	if (doc->facts) {
		part(out);
		if (is_markdown(out))
			add_items(out, doc);
		else
			add_printed(out, doc, NULL);
	}
	for (; section && !out->err.code; section = section->next)
		add_section(out, doc, section);
	if (is_html(out))
		kam_html_bottom(out);
	out->rows++;
	kam_out_spooled(out);
}

static void give_rows(struct kam_out *out,
		      const struct kam_document_table *table)
{
	const struct kam_document_row *row = table->rows;

	for (; row; row = row->next) {
		kam_out_map(out);
		for (size_t i = 0; i < row->n; i++) {
			kam_out_key(out, table->columns[i].key);
			print_cell(out, &row->cells[i]);
		}
		kam_out_end(out);
	}
}

void kam_out_sections(struct kam_out *out, const struct kam_document *doc)
{
	const struct kam_document_section *section = doc->sections;
	const struct kam_document_table *table;

	kam_out_array(out);
	for (; section; section = section->next) {
		kam_out_map(out);
		kam_out_key(out, "name");
		kam_out_text(out, section->name);
		kam_out_key(out, "title");
		kam_out_text(out, section->title);
		kam_out_key(out, "customer");
		kam_out_flag(out, section->customer);
		kam_out_key(out, "text");
		kam_out_text(out, section->text);
		kam_out_key(out, "tables");
		kam_out_array(out);
		for (table = section->tables; table; table = table->next) {
			kam_out_map(out);
			kam_out_key(out, "name");
			kam_out_text(out, table->name);
			kam_out_key(out, "rows");
			kam_out_array(out);
			give_rows(out, table);
			kam_out_end(out);
			kam_out_end(out);
		}
		kam_out_end(out);
		kam_out_end(out);
	}
	kam_out_end(out);
}
