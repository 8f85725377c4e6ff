/*
 * The verbs of conversations that have files of their own.
 */
#ifndef KAM_CMD_COMM_H
#define KAM_CMD_COMM_H

#include "cmd.h"

/* comm_thread.c: comm thread */
int cmd_thread(struct cmd *c, void *values, struct kam_err *err);

/* comm_gaps.c: comm gaps */
struct cmd_gaps {
	const char *owner;
	int all, exit_code;
};
extern const struct cmd_option cmd_gaps_options[];
int cmd_gaps(struct cmd *c, void *values, struct kam_err *err);

/* comm_stats.c: comm stats */
struct cmd_stats {
	const char *by, *since;
};
extern const struct cmd_option cmd_stats_options[];
int cmd_stats(struct cmd *c, void *values, struct kam_err *err);
/* comm_actions.c: comm actions */
struct cmd_talk_actions {
	const char *owner;
	int overdue, exit_code;
};
extern const struct cmd_option cmd_talk_actions_options[];
int cmd_talk_actions(struct cmd *c, void *values, struct kam_err *err);

/* comm_minutes.c: comm minutes */
struct cmd_minutes {
	const char *from;
	int show;
};
extern const struct cmd_option cmd_minutes_options[];
int cmd_minutes(struct cmd *c, void *values, struct kam_err *err);
/* minutes_show.c: what the customer gets of them */
int cmd_minutes_show(struct cmd *c, const struct kam_record *comm,
		     struct kam_err *err) KAM_MUST_USE;

#endif
