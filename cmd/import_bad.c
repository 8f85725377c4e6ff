/*
 * The rows that an import leaves out, as the file had them, and why.
 */
#include "crud.h"

#include <kam/import.h>
#include <string.h>

static void add_cell(struct kam_str *text, const char *cell, char end)
{
	kam_str_add_char(text, '"');
	for (; *cell; cell++) {
		if (*cell == '"')
			kam_str_add_char(text, '"');
		kam_str_add_char(text, *cell);
	}
	kam_str_add_char(text, '"');
	kam_str_add_char(text, end);
}

static int is_reason(const struct kam_csv *row, size_t column)
{
	return column < kam_csv_columns(row) &&
	       !strcmp(kam_csv_name(row, column), KAM_IMPORT_REASON);
}

/* With those beyond the head, where they are what is wrong. */
static size_t count_cells(const struct kam_csv *row)
{
	size_t columns = kam_csv_columns(row), n = kam_csv_fields(row);

	if (!kam_csv_what(row))
		return columns;
	while (n > columns && !*kam_csv_field(row, n - 1))
		n--;
	return n > columns ? n : columns;
}

static int ends_in(const char *text, const char *end)
{
	size_t n = strlen(text), length = strlen(end);

	return n >= length && !strcmp(text + n - length, end);
}

/* In a row of too many the reason stands behind all of them, so that it comes
   to its column when the surplus is taken out; one that is bad again has it
   there, and a cell of its own in the reason's place. */
static void add_row(struct kam_str *text, const struct kam_csv *row,
		    const char *why)
{
	size_t columns = kam_csv_columns(row), n = count_cells(row);
	int pushed = n > columns && is_reason(row, columns - 1);

	if (pushed && ends_in(kam_csv_field(row, n - 1), why))
		n--;
	for (size_t i = 0; i < n; i++)
		if (!is_reason(row, i) || (pushed && i == columns - 1))
			add_cell(text, kam_csv_field(row, i), ',');
}

int cmd_bad_keep(void *context, const struct kam_csv *row, const char *why,
		 struct kam_err *err)
{
	struct cmd_bad_rows *bad = context;
	struct kam_str *text = &bad->file.text;
	char reason[256];

	if (!bad->begun++) {
		kam_str_add(text, "\xef\xbb\xbf");
		for (size_t i = 0; i < kam_csv_columns(row); i++)
			if (!is_reason(row, i))
				add_cell(text, kam_csv_name(row, i), ',');
		kam_str_add(text, KAM_IMPORT_REASON "\r\n");
	}
	add_row(text, row, why);
	(void)snprintf(reason, sizeof reason, _("line %zu: %s"),
		       kam_csv_line(row), why);
	add_cell(text, reason, '\r');
	kam_str_add_char(text, '\n');
	return cmd_outfile_flush(&bad->file, 0, err);
}
