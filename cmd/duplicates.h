/*
 * account duplicates, contact duplicates: a row of either's table.
 */
#ifndef KAM_CMD_DUPLICATES_H
#define KAM_CMD_DUPLICATES_H

#include "cmd.h"

struct cmd_duplicates {
	struct cmd_integer least, limit;
	int exit_code;
};
extern const struct cmd_option cmd_duplicates_options[];
int cmd_duplicates_run(struct cmd *c, void *values, struct kam_err *err);

#endif
