/*
 * Markdown tables (GitHub's), every cell escaped so that it reads as written.
 */
#include "out/internal.h"

#include <kam/markdown.h>
#include <string.h>

void kam_markdown_escape(struct kam_str *line, const char *text)
{
	struct kam_str shown = KAM_STR_INIT;

	kam_utf8_show(&shown, text, KAM_SHOW_LINE);
	for (const char *at = shown.data; *at; at++) {
		if (*at == '<')
			kam_str_add(line, "&lt;");
		else if (*at == '&')
			kam_str_add(line, "&amp;");
		else if (strchr("|`*_[]>#\\~!", *at)) {
			kam_str_add_char(line, '\\');
			kam_str_add_char(line, *at);
		} else
			kam_str_add_char(line, *at);
	}
	line->failed |= shown.failed;
	kam_str_release(&shown);
}

static const char *label(const struct kam_out *out, size_t i)
{
	return out->columns ? out->columns[i].label : out->cells->cells[i].key;
}

void kam_markdown_head(struct kam_out *out)
{
	struct kam_str *line = &out->spool.memory;
	size_t n = out->columns ? out->n_columns : out->cells->n;

	for (size_t i = 0; i < n; i++) {
		kam_str_add(line, "| ");
		kam_markdown_escape(line, label(out, i));
		kam_str_add_char(line, ' ');
	}
	kam_str_add(line, "|\n");
	for (size_t i = 0; i < n; i++)
		kam_str_add(line, out->columns && out->columns[i].form ==
						      KAM_FORM_NUMBER
				      ? "| ---: "
				      : "| --- ");
	kam_str_add(line, "|\n");
}

void kam_markdown_row(struct kam_out *out)
{
	struct kam_str *line = &out->spool.memory;

	for (size_t i = 0; i < out->cells->n; i++) {
		kam_str_add(line, "| ");
		kam_markdown_escape(line, out->cells->cells[i].text.data);
		kam_str_add_char(line, ' ');
	}
	kam_str_add(line, "|\n");
}
