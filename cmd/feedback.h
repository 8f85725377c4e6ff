/*
 * The verbs of feedback that have files of their own.
 */
#ifndef KAM_CMD_FEEDBACK_H
#define KAM_CMD_FEEDBACK_H

#include "crud.h"

/* feedback_step.c: respond, resolve, confirm, reopen */
struct cmd_feedback_step {
	struct cmd_from generic;
	const char *on, *via, *by;
};
extern const struct cmd_option cmd_feedback_step_options[],
    cmd_feedback_confirm_options[];
int cmd_feedback_step(struct cmd *c, void *values, struct kam_err *err);

/* feedback_turn.c */
struct cmd_feedback_turn {
	const char *into, *title;
};
extern const struct cmd_option cmd_feedback_turn_options[];
int cmd_feedback_turn(struct cmd *c, void *values, struct kam_err *err);

/* feedback_stats.c */
struct cmd_feedback_stats {
	const char *by, *since, *until;
};
extern const struct cmd_option cmd_feedback_stats_options[];
int cmd_feedback_stats(struct cmd *c, void *values, struct kam_err *err);

/* feedback_draft.c */
struct cmd_feedback_draft {
	const char *since;
	int show_template;
};
extern const struct cmd_option cmd_feedback_draft_options[];
int cmd_feedback_draft(struct cmd *c, void *values, struct kam_err *err);

#endif
