/*
 * The verbs of account that have a file of their own.
 */
#ifndef KAM_CMD_ACCOUNT_H
#define KAM_CMD_ACCOUNT_H

#include "cmd.h"

#include <kam/decimal.h>
#include <kam/health.h>

/* account_health.c */
struct cmd_health {
	int explain;
};
extern const struct cmd_option cmd_health_options[];
int cmd_account_health(struct cmd *c, void *values, struct kam_err *err);

struct cmd_judged { /* an account */
	struct kam_health health;
	const char *key, *name, *owner;
	int64_t owner_id;
};

/* account_explain.c: the same as a document */
int cmd_health_document(struct cmd *c, const struct cmd_judged *j, int explain,
			struct kam_err *err) KAM_MUST_USE;
/* NULL: without a score */
enum kam_style cmd_health_style(const char *band);
/* "80%" of a ratio in millionths */
void cmd_health_percent(char out[KAM_DECIMAL_TEXT], int64_t ratio);

/* show_account.c: parts of an account's file, as show_more.c lists them */
#define CMD_TELL(name)                                                         \
	int name(struct kam_str *text, struct cmd *c,                          \
		 const struct kam_record *r, struct kam_err *err) KAM_MUST_USE
CMD_TELL(cmd_tell_health);
CMD_TELL(cmd_tell_plans);
CMD_TELL(cmd_tell_open);
CMD_TELL(cmd_tell_projects);
CMD_TELL(cmd_tell_contacts);
CMD_TELL(cmd_tell_channels);
CMD_TELL(cmd_tell_escalation);
CMD_TELL(cmd_tell_said);

#endif
