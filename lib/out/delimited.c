/*
 * csv (RFC 4180), tsv and porcelain.
 */
#include "out/internal.h"

#include <string.h>

int kam_out_formula(const char *text)
{
	text += strspn(text, "'");
	return *text &&
	       (strchr("=+-@\t\r", *text) || !strncmp(text, "\xef\xbc\x9d", 3));
}

static void add_csv(struct kam_str *line, const char *text, int guard)
{
	int quoted = text[strcspn(text, ",\"\r\n")] != '\0' || guard ||
		     *text == ' ' || *text == '\'';

	if (!quoted) {
		kam_str_add(line, text);
		return;
	}
	kam_str_add_char(line, '"');
	if (guard)
		kam_str_add_char(line, '\'');
	for (; *text; text++) {
		if (*text == '"')
			kam_str_add_char(line, '"');
		kam_str_add_char(line, *text);
	}
	kam_str_add_char(line, '"');
}

static void add_escaped(struct kam_str *line, const char *text)
{
	for (; *text; text++) {
		const char *at = strchr("\\\t\n\r", *text);

		if (at && *at) {
			kam_str_add_char(line, '\\');
			kam_str_add_char(
			    line, "\\tnr"[at - strchr("\\\t\n\r", '\\')]);
		} else {
			kam_str_add_char(line, *text);
		}
	}
}

static void add_cell(struct kam_out *out, size_t i, const char *text, int plain)
{
	struct kam_str *line = &out->spool.memory;
	int csv = out->options.format == KAM_FORMAT_CSV;

	if (i)
		kam_str_add_char(line, csv ? ',' : '\t');
	if (csv)
		add_csv(line, text,
			!plain && !out->options.csv_raw &&
			    kam_out_formula(text));
	else
		add_escaped(line, text);
}

static void end_line(struct kam_out *out)
{
	if (out->options.format == KAM_FORMAT_CSV)
		kam_str_add(&out->spool.memory, "\r\n");
	else if (out->options.format == KAM_FORMAT_PORCELAIN &&
		 out->options.nul)
		kam_str_add_bytes(&out->spool.memory, "", 1);
	else
		kam_str_add_char(&out->spool.memory, '\n');
}

void kam_delimited_head(struct kam_out *out)
{
	if (out->options.format == KAM_FORMAT_PORCELAIN)
		return;
	for (size_t i = 0; i < out->n_columns && out->columns; i++)
		add_cell(out, i, out->columns[i].key, 1);
	for (size_t i = 0; i < out->cells->n && !out->columns; i++)
		add_cell(out, i, out->cells->cells[i].key, 1);
	end_line(out);
}

void kam_delimited_row(struct kam_out *out)
{
	for (size_t i = 0; i < out->cells->n; i++)
		add_cell(out, i, out->cells->cells[i].text.data,
			 out->cells->cells[i].number);
	end_line(out);
}
