/*
 * The verbs of account that have a file of their own.
 */
#ifndef KAM_CMD_ACCOUNT_H
#define KAM_CMD_ACCOUNT_H

#include "cmd.h"

#include <kam/decimal.h>
#include <kam/health.h>


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

/* The account that the first word names, else that of the scope; 0 where there
   is none. */
int cmd_account_named(int64_t *id, struct cmd *c,
		      struct kam_err *err) KAM_MUST_USE;

/* account_health.c */
struct cmd_health {
	int explain, history;
	const char *by, *since;
};
extern const struct cmd_option cmd_health_options[];
int cmd_account_health(struct cmd *c, void *values, struct kam_err *err);

struct cmd_judged { /* an account */
	struct kam_health health;
	const char *key, *name, *owner;
	int64_t owner_id;
};

/* account_health_history.c: of an account, or of all for 0 */
int cmd_health_history(struct cmd *c, int64_t account,
		       const struct cmd_health *v,
		       struct kam_err *err) KAM_MUST_USE;

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
