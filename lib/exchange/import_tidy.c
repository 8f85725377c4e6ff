/*
 * What a file that went through a spreadsheet has around its cells, and rows
 * that say nothing.
 */
#include "exchange/csv_text.h"
#include "exchange/import.h"

#include <kam/out.h>
#include <string.h>

static enum kam_csv_text text_of(const struct kam_import *in, size_t column)
{
	const struct kam_layout_column *c = &in->layout->columns[column];

	switch (c->use) {
	case KAM_USE_LINE:
	case KAM_USE_TEXT:
	case KAM_USE_HEADED:
		return KAM_CSV_PROSE;
	case KAM_USE_FIELD:
		return in->layout->kind->fields[c->field].type == KAM_PROSE
			   ? KAM_CSV_PROSE
			   : KAM_CSV_WORDS;
	default:
		return KAM_CSV_WORDS;
	}
}

/* The guard that CSV has against spreadsheets: kam's, and theirs for what is to
   stay text, as an id or a number that begins with 0. */
static int is_guarded(const struct kam_import *in, size_t column,
		      const char *cell)
{
	switch (in->layout->columns[column].use) {
	case KAM_USE_ID:
	case KAM_USE_MEMBER:
	case KAM_USE_RECORD:
	case KAM_USE_ABOUT:
		return *cell == '\'';
	default:
		break;
	}
	if (*cell != '\'' || (!in->own && text_of(in, column)))
		return 0;
	return kam_out_formula(cell) ||
	       (!in->own && cell[1] && strchr("0123456789(", cell[1]));
}

/* kam's own says what it says, and has a guard before what looks like ="0123"
   and is none. */
static int may_tidy(const struct kam_import *in, const char *cell)
{
	return in->own ? !strncmp(cell, "=\"", 2) : kam_csv_may_tidy(cell);
}

/* NULL sets *err. */
static const char *tidy(struct kam_import *in, size_t column,
			struct kam_err *err)
{
	const char *cell = kam_csv_field(in->csv, (size_t)in->columns[column]);

	if (may_tidy(in, cell)) {
		char *copy = kam_arena_strdup(&in->row, cell);

		if (!copy) {
			(void)kam_fail_memory(err);
			return NULL;
		}
		kam_csv_tidy(copy,
			     in->layout->columns[column].use == KAM_USE_TEXT
				 ? KAM_CSV_WORDS
				 : text_of(in, column));
		cell = copy;
	}
	return cell + is_guarded(in, column, cell);
}

int kam_import_tidy(struct kam_import *in, struct kam_err *err)
{
	if (kam_csv_is_blank(in->csv))
		return 0;
	for (size_t i = 0; i < in->layout->n_columns; i++) {
		in->cells[i] = in->columns[i] < 0 ? "" : tidy(in, i, err);
		if (!in->cells[i])
			return err->code;
	}
	if (kam_csv_is_cut(in->csv))
		kam_import_warn(in, in->layout->n_columns, "%s",
				_("the file ends within this row: was it cut "
				  "off?"));
	return 1;
}
