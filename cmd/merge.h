/*
 * account merge, contact merge, member merge: a row of each one's table.
 */
#ifndef KAM_CMD_MERGE_H
#define KAM_CMD_MERGE_H

#include "cmd.h"

struct cmd_merge {
	const char *take, *prefer;
	int dry_run;
};
extern const struct cmd_option cmd_merge_options[];
int cmd_merge_run(struct cmd *c, void *values, struct kam_err *err);

#define CMD_MERGE                                                              \
	{                                                                      \
		"merge", cmd_merge_run, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2,  \
		    2, cmd_merge_options, sizeof(struct cmd_merge),            \
		    "KEEP OTHER [--take FIELD,…] [--prefer other] "          \
		    "[--dry-run]",                                             \
		    N_("two that are one: all that OTHER has is KEEP's"), NULL \
	}

#endif
