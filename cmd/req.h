/*
 * The verbs of requirements, which several files have between them.
 */
#ifndef KAM_CMD_REQ_H
#define KAM_CMD_REQ_H

#include "cmd.h"

/* agree.c */
struct cmd_agree {
	const char *by, *on, *via, *agreed_via;
	struct cmd_integer version; /* --if-version */
};
struct cmd_verdict { /* withdraw, reject */
	const char *by, *on, *via, *reason;
};
struct cmd_reword {
	const char *title, *statement, *criteria, *reason;
};
extern const struct cmd_option cmd_agree_options[], cmd_withdraw_options[],
    cmd_reword_options[];
int cmd_req_agree(struct cmd *c, void *values, struct kam_err *err);
int cmd_req_withdraw(struct cmd *c, void *values, struct kam_err *err);
int cmd_req_reject(struct cmd *c, void *values, struct kam_err *err);
int cmd_req_reword(struct cmd *c, void *values, struct kam_err *err);

/* versions.c, diff.c */
int cmd_req_versions(struct cmd *c, void *values, struct kam_err *err);
int cmd_req_diff(struct cmd *c, void *values, struct kam_err *err);

/* baseline.c */
struct cmd_baseline {
	const char *description;
};
extern const struct cmd_option cmd_baseline_options[];
int cmd_req_baseline(struct cmd *c, void *values, struct kam_err *err);
int cmd_baseline_diff(struct cmd *c, void *values, struct kam_err *err);

/* pack.c */
struct cmd_pack {
	const char *read, *by, *on, *via;
	int partial, dry_run;
};
extern const struct cmd_option cmd_pack_options[];
int cmd_req_pack(struct cmd *c, void *values, struct kam_err *err);

#endif
