/*
 * What is shown of records that a search found, and by what they are counted.
 */
#ifndef KAM_CMD_SEARCH_H
#define KAM_CMD_SEARCH_H

#include "cmd.h"

#include <kam/search.h>

enum {
	ID,
	KIND,
	TITLE,
	ACCOUNT,
	PROJECT,
	STATUS,
	FIELD,
	SNIPPET,
	SCORE,
	MODIFIED,
	CMD_SEARCH_COLUMNS
};
extern const struct kam_out_column cmd_search_columns[CMD_SEARCH_COLUMNS];

/* The column that --count-by names, or -1 where it isn't there. */
int cmd_search_count_by(int *column, struct cmd *c,
			struct kam_err *err) KAM_MUST_USE;
/* How many hits have each value of it. */
int cmd_search_counts(struct cmd *c, const struct kam_search_result *result,
		      int column, struct kam_err *err) KAM_MUST_USE;

#endif
