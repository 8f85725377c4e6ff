/*
 * The verbs of account that have a file of their own.
 */
#ifndef KAM_CMD_ACCOUNT_H
#define KAM_CMD_ACCOUNT_H

#include "cmd.h"

/* account_timeline.c */
struct cmd_timeline {
	const char *since, *noun;
	struct cmd_integer limit;
};
extern const struct cmd_option cmd_timeline_options[];
int cmd_account_timeline(struct cmd *c, void *values, struct kam_err *err);

/* account_quiet.c: of accounts, or of contacts */
struct cmd_quiet {
	struct cmd_integer days;
	const char *owner;
	int all, exit_code;
};
extern const struct cmd_option cmd_quiet_options[];
int cmd_quiet_run(struct cmd *c, void *values, struct kam_err *err);

/* account_tier.c */
struct cmd_account_rate {
	struct cmd_many scores;
};
extern const struct cmd_option cmd_account_rate_options[];
int cmd_account_rate(struct cmd *c, void *values, struct kam_err *err);
struct cmd_account_tier {
	int explain, apply, dry_run;
};
extern const struct cmd_option cmd_account_tier_options[];
int cmd_account_tier(struct cmd *c, void *values, struct kam_err *err);

/* account_wallet.c */
int cmd_account_wallet(struct cmd *c, void *values, struct kam_err *err);

/* account_handover.c */
struct cmd_handover {
	const char *to;
	int dry_run;
};
extern const struct cmd_option cmd_handover_options[];
int cmd_account_handover(struct cmd *c, void *values, struct kam_err *err);

/* The account that the first word names, else -A, else that of the scope; 0
   where there is none. */
int cmd_account_named(int64_t *id, struct cmd *c,
		      struct kam_err *err) KAM_MUST_USE;

#endif
