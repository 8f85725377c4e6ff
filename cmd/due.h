/*
 * The due report's options, shared by due and feedback due.
 */
#ifndef KAM_CMD_DUE_H
#define KAM_CMD_DUE_H

#include "cmd.h"

#include <kam/due.h>

struct cmd_due {
	int overdue, exit_code;
	const char *within, *owner;
	struct cmd_integer limit;
};
extern const struct cmd_option cmd_due_options[];

/* An item's columns, and their values in this order. */
enum { CMD_DUE_COLUMNS = 11 };
extern const struct kam_out_column cmd_due_columns[CMD_DUE_COLUMNS];
void cmd_due_print_item(struct cmd *c, struct kam_out *out,
			const struct kam_due_item *item);

int cmd_due_run(struct cmd *c, const struct cmd_due *v,
		enum kam_due_kinds kinds, struct kam_err *err) KAM_MUST_USE;

#endif
