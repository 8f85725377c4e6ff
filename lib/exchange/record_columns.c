/*
 * The columns of a kind as the printer takes them: their forms, and which go
 * first where a list is narrow.
 */
#include <kam/record_io.h>

static enum kam_column_form form_of(const struct kam_kind *kind, int column)
{
	if (column == kind->key && column >= 0)
		return KAM_FORM_KEY;
	switch (kam_column_type(kind, column)) {
	case KAM_TEXT:
		return column == KAM_COLUMN_ID ? KAM_FORM_FIXED : KAM_FORM_TEXT;
	case KAM_PROSE:
		return KAM_FORM_PROSE;
	case KAM_INTEGER:
	case KAM_DECIMAL:
	case KAM_RATIO:
	case KAM_MONEY:
	case KAM_CALENDAR_DURATION:
	case KAM_WORKING_DURATION:
		return KAM_FORM_NUMBER;
	case KAM_WORD:
	case KAM_FLAG:
	case KAM_DATE:
	case KAM_INSTANT:
	case KAM_ANY:
		return KAM_FORM_FIXED;
	default:
		return KAM_FORM_TEXT;
	}
}

/* In a narrow list the project goes first: its key has the account's in it;
   then what a word says, then who and where. */
static int spare_of(const struct kam_kind *kind, int column)
{
	if (column == KAM_COLUMN_STATUS || column < 0 ||
	    column == kind->title || column == kind->key)
		return 0;
	if (column == kind->project)
		return 1;
	switch (kam_column_type(kind, column)) {
	case KAM_WORD:
	case KAM_FLAG:
		return 2;
	case KAM_TEXT:
	case KAM_REFS:
	case KAM_TAGS:
		return 3;
	default:
		return 0;
	}
}

int kam_record_columns(struct kam_out_column **out, struct kam_arena *arena,
		       const struct kam_kind *kind, const int *columns, int n,
		       struct kam_err *err)
{
	struct kam_out_column *all =
	    kam_arena_array(arena, (size_t)n + 1, sizeof *all);
	char buffer[KAM_LABEL_TEXT];

	if (!all)
		return kam_fail_memory(err);
	for (int i = 0; i < n; i++) {
		all[i].key = kam_column_name(kind, columns[i]);
		all[i].label = kam_arena_strdup(
		    arena, kam_column_label(buffer, kind, columns[i]));
		all[i].form = form_of(kind, columns[i]);
		all[i].spare = spare_of(kind, columns[i]);
		if (!all[i].label)
			return kam_fail_memory(err);
	}
	*out = all;
	return 0;
}
