/*
 * The formats with columns: events become the cells of a row, nested values
 * flattened, and the row goes to the format when it ends.
 */
#include "out/internal.h"

#include <assert.h>
#include <kam/decimal.h>
#include <stdlib.h>
#include <string.h>

int kam_out_for_people(const struct kam_out *out)
{
	return out->options.format == KAM_FORMAT_TABLE ||
	       out->options.format == KAM_FORMAT_MD ||
	       out->options.format == KAM_FORMAT_HTML;
}

/* One more cell of this row. */
static struct kam_cell *add_cell(struct kam_out *out)
{
	struct kam_cells *c = out->cells;

	if (c->n == c->room) {
		size_t room = c->room ? 2 * c->room : 16;
		struct kam_cell *grown =
		    realloc(c->cells, room * sizeof *grown);

		if (!grown) {
			(void)kam_fail_memory(&out->err);
			return NULL;
		}
		for (size_t i = c->room; i < room; i++) {
			memset(&grown[i], 0, sizeof grown[i]);
			grown[i].text.data = kam_str_empty;
		}
		c->cells = grown;
		c->room = room;
	}
	return &c->cells[c->n++];
}

static void take_key(struct kam_out *out, const char *key)
{
	struct kam_cells *c = out->cells;

	if (c->nested)
		return;
	c->at = add_cell(out);
	if (!c->at)
		return;
	c->at->key = key;
	c->at->number = c->at->set = 0;
	c->at->style = KAM_STYLE_PLAIN;
	c->at->mark_from = c->at->mark_to = 0;
	kam_str_truncate(&c->at->text, 0);
	if (out->is_list && out->columns)
		assert(
		    c->n <= out->n_columns &&
		    (out->parts || !strcmp(out->columns[c->n - 1].key, key)));
}

/* What stands between two entries of the innermost level. */
static void separate(struct kam_out *out)
{
	struct kam_cells *c = out->cells;
	enum kam_level level = out->levels[out->depth - 1];

	if (!c->nested)
		return;
	if (c->first[c->nested]) {
		c->first[c->nested] = 0;
		return;
	}
	if (level == KAM_LEVEL_MAP)
		kam_str_add(&c->at->text,
			    kam_out_for_people(out) ? " · " : ":");
	else
		kam_str_add(&c->at->text,
			    kam_out_for_people(out) ? _(", ") : ",");
}

static void take_people(struct kam_out *out)
{
	struct kam_cells *c = out->cells;

	kam_str_add(&c->at->text, out->people.data);
	c->at->set = out->people.length > 0;
	c->at->style = out->style;
}

static void add_value(struct kam_out *out, const struct kam_out_value *value)
{
	struct kam_cell *cell = out->cells->at;
	char decimal[KAM_DECIMAL_TEXT];

	if (out->cells->silent || !cell)
		return;
	/* what is unset takes no place inside a cell */
	if (value->form == KAM_VALUE_NULL && out->cells->nested)
		return;
	separate(out);
	if (!out->cells->nested)
		cell->style = out->style;
	if (out->has_people && kam_out_for_people(out)) {
		take_people(out);
		return;
	}
	if (!out->cells->nested) {
		cell->mark_from = out->mark_from;
		cell->mark_to = out->mark_to;
	}
	cell->set = value->form != KAM_VALUE_NULL;
	cell->number = value->form == KAM_VALUE_INTEGER ||
		       value->form == KAM_VALUE_DECIMAL;
	switch (value->form) {
	case KAM_VALUE_TEXT:
		/* as kam's own CSV is read again */
		if (out->cells->nested && out->options.format == KAM_FORMAT_CSV)
			kam_str_add_entry(&cell->text, value->text);
		else
			kam_str_add(&cell->text, value->text);
		break;
	case KAM_VALUE_INTEGER:
		kam_str_printf(&cell->text, "%lld", (long long)value->number);
		break;
	case KAM_VALUE_DECIMAL:
		kam_decimal_format(decimal, value->number);
		kam_str_add(&cell->text, decimal);
		break;
	case KAM_VALUE_FLAG:
		if (kam_out_for_people(out))
			kam_str_add(&cell->text,
				    value->number ? _("yes") : _("no"));
		else
			kam_str_add(&cell->text,
				    value->number ? "true" : "false");
		break;
	case KAM_VALUE_NULL:
		break;
	}
}

static void give_head(struct kam_out *out)
{
	if (out->options.format == KAM_FORMAT_MD)
		kam_markdown_head(out);
	else if (out->options.format == KAM_FORMAT_HTML)
		kam_html_head(out);
	else if (out->options.format != KAM_FORMAT_TABLE)
		kam_delimited_head(out);
}

static void open_level(struct kam_out *out, enum kam_level level)
{
	struct kam_cells *c = out->cells;

	switch (level) {
	case KAM_LEVEL_LIST:
		give_head(out);
		break;
	case KAM_LEVEL_ROW:
	case KAM_LEVEL_RECORD:
		c->n = 0;
		c->at = NULL;
		break;
	default:
		if (!c->silent && out->has_people && kam_out_for_people(out) &&
		    c->at) {
			separate(out);
			take_people(out);
			c->silent = c->nested + 1;
		} else if (!c->silent) {
			separate(out);
		}
		c->nested++;
		c->first[c->nested] = 1;
	}
}

static void give_row(struct kam_out *out)
{
	if (out->options.format == KAM_FORMAT_TABLE && out->is_list)
		kam_table_row(out);
	else if (out->options.format == KAM_FORMAT_TABLE)
		kam_table_record(out);
	else if (out->options.format == KAM_FORMAT_MD)
		kam_markdown_row(out);
	else if (out->options.format == KAM_FORMAT_HTML && out->is_list)
		kam_html_row(out);
	else if (out->options.format == KAM_FORMAT_HTML)
		kam_html_record(out);
	else
		kam_delimited_row(out);
}

static void close_level(struct kam_out *out, enum kam_level level)
{
	struct kam_cells *c = out->cells;

	switch (level) {
	case KAM_LEVEL_LIST:
		if (out->options.format == KAM_FORMAT_HTML)
			kam_html_foot(out);
		break;
	case KAM_LEVEL_ROW:
	case KAM_LEVEL_RECORD:
		for (size_t i = 0; i < c->n; i++)
			if (c->cells[i].text.failed) {
				(void)kam_fail_memory(&out->err);
				return;
			}
		if (out->parts)
			kam_out_order_cells(out);
		if (level == KAM_LEVEL_RECORD)
			give_head(out);
		give_row(out);
		break;
	default:
		if (c->silent == c->nested)
			c->silent = 0;
		if (c->at && c->at->text.length)
			c->at->set = 1;
		c->nested--;
	}
}

const struct kam_out_driver kam_cells_driver = {
	.open = open_level,
	.close = close_level,
	.key = take_key,
	.value = add_value,
	.finish = kam_table_finish,
};
