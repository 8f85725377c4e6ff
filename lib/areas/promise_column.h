/*
 * What the files share that know promises by column.
 */
#ifndef KAM_AREAS_PROMISE_COLUMN_H
#define KAM_AREAS_PROMISE_COLUMN_H

#include <kam/promise.h>

/* The text of one that is set, of numbers and days too. */
const char *kam_promise_text(const struct kam_promise_value *value);
/* KAM_EFIELD with the columns that there are. */
int kam_promise_no_column(const char *key, struct kam_err *err);

static inline int kam_promise_is_state(enum kam_promise_column column)
{
	return column == KAM_PROMISE_STATE ||
	       column == KAM_PROMISE_STATE_AT_FIRST;
}

#endif
