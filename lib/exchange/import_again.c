/*
 * A record that a file brings again: its cells that say something else than at
 * the last import are read, and what was changed here of the others stays.
 */
#include "exchange/import.h"

#include <string.h>

/* A title of its own decides what of a text is one. */
static int is_headed(const struct kam_layout_column *column)
{
	return column->use == KAM_USE_HEADER || column->use == KAM_USE_HEADED ||
	       column->use == KAM_USE_TEXT;
}

/* Whether two columns say the same thing together: first and last name, an
   amount and its currency, the lines of a text. */
static int belong(const struct kam_layout_column *a,
		  const struct kam_layout_column *b)
{
	if (is_headed(a) || is_headed(b))
		return is_headed(a) && is_headed(b);
	if (a->use == KAM_USE_LINKS || b->use == KAM_USE_LINKS ||
	    a->use == KAM_USE_STATUS || b->use == KAM_USE_STATUS)
		return a == b;
	return a->field == b->field;
}

void kam_import_compare(struct kam_import *in, const char *then,
			const char *now)
{
	const struct kam_layout_column *columns = in->layout->columns;
	size_t n = in->layout->n_columns, at = KAM_IMPORT_ROW;
	unsigned char differs[KAM_LAYOUT_COLUMNS] = { 0 };
	int any = 0;

	memset(in->again, 0, n);
	if (!then || !now || in->own || strlen(then) != strlen(now))
		return;
	for (size_t i = 0; i < n; i++) {
		if (!kam_import_counts(&columns[i]))
			continue;
		differs[i] = memcmp(then + at, now + at, KAM_IMPORT_CELL) != 0;
		any |= differs[i];
		/* what another record is called says nothing of this one */
		if (columns[i].use == KAM_USE_RECORD_NAME)
			differs[i] = 0;
		at += KAM_IMPORT_CELL;
	}
	for (size_t i = 0; i < n && any; i++) {
		in->again[i] = 1;
		for (size_t j = 0; j < n && in->again[i]; j++)
			in->again[i] =
			    !(differs[j] && belong(&columns[i], &columns[j]));
	}
}
