/*
 * suspect and clear, for the table of generic verbs.
 */
#ifndef KAM_CMD_SUSPECT_H
#define KAM_CMD_SUSPECT_H

#include "cmd.h"

struct cmd_suspect {
	int exit_code;
};
struct cmd_clear {
	const char *to, *reason;
};
extern const struct cmd_option cmd_suspect_options[], cmd_clear_options[];
int cmd_suspect(struct cmd *c, void *values, struct kam_err *err);
int cmd_clear(struct cmd *c, void *values, struct kam_err *err);

#endif
