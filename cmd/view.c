#include "view.h"

/* Formats that people read, whose width is a screen's or a page's. */
static int is_for_people(const struct cmd *c)
{
	return c->globals.format == KAM_FORMAT_TABLE ||
	       c->globals.format == KAM_FORMAT_MD ||
	       c->globals.format == KAM_FORMAT_HTML;
}

int cmd_view_open(struct cmd_view *v, struct cmd *c,
		  const struct kam_out_column *table, size_t n, uint64_t people,
		  enum cmd_view_form form, struct kam_err *err)
{
	int rc;

	*v = (struct cmd_view){ .table = table };
	v->shown = is_for_people(c) && !c->globals.fields ? people : ~0ull;
	v->columns = kam_arena_array(&c->arena, n + 1, sizeof *v->columns);
	if (!v->columns)
		return kam_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		if (v->shown & (1ull << i)) {
			v->columns[v->n] = table[i];
			v->columns[v->n++].label =
			    kam_gettext_label(table[i].label);
		}
	rc = cmd_out(c, &v->out, err);
	if (rc)
		return rc;
	if (form == CMD_VIEW_LIST)
		kam_out_list(v->out, v->columns, v->n);
	else
		kam_out_record(v->out, v->columns, v->n);
	return 0;
}

int cmd_view_key(const struct cmd_view *v, size_t column)
{
	if (!(v->shown & (1ull << column)))
		return 0;
	kam_out_key(v->out, v->table[column].key);
	return 1;
}

void cmd_view_text(const struct cmd_view *v, size_t column, const char *text)
{
	if (cmd_view_key(v, column))
		kam_out_text(v->out, text);
}

void cmd_view_word(const struct cmd_view *v, size_t column, const char *word)
{
	if (!cmd_view_key(v, column))
		return;
	if (word)
		kam_out_people(v->out,
			       kam_gettext_in(v->table[column].key, word));
	kam_out_text(v->out, word);
}

void cmd_view_id(const struct cmd_view *v, size_t column,
		 const struct kam_kind *kind, int64_t id)
{
	char text[KAM_ID_TEXT];

	kam_id_format(text, kind, id);
	cmd_view_text(v, column, id ? text : NULL);
}

void cmd_view_integer(const struct cmd_view *v, size_t column, int set,
		      int64_t value)
{
	if (!cmd_view_key(v, column))
		return;
	if (set)
		kam_out_integer(v->out, value);
	else
		kam_out_null(v->out);
}

void cmd_view_late(const struct cmd_view *v, size_t column, int set,
		   int64_t days)
{
	if (!cmd_view_key(v, column))
		return;
	if (set && days > 0)
		kam_out_style(v->out, KAM_STYLE_BAD);
	if (set)
		kam_out_integer(v->out, days);
	else
		kam_out_null(v->out);
}

void cmd_spark(struct kam_str *line, double height)
{
	static const char *const blocks[] = { "▁", "▂", "▃", "▄",
					      "▅", "▆", "▇", "█" };
	int step = (int)(height * 8);

	kam_str_add(line, blocks[step < 0 ? 0 : step > 7 ? 7 : step]);
}
