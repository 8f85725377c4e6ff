/*
 * issue and improve: what their verbs and other files share.
 */
#ifndef KAM_CMD_ISSUE_H
#define KAM_CMD_ISSUE_H

#include "crud.h"

#include <kam/issue.h>

/* issue_why.c */
struct cmd_issue_why {
	const char *cause;
	struct cmd_integer at;
};
extern const struct cmd_option cmd_issue_why_options[];
int cmd_issue_why(struct cmd *c, void *values, struct kam_err *err);
struct cmd_issue_act {
	const char *owner, *due, *description;
};
extern const struct cmd_option cmd_issue_act_options[];
int cmd_issue_act(struct cmd *c, void *values, struct kam_err *err);

/* issue_escalate.c */
struct cmd_issue_escalate {
	int all, exit_code;
	const char *owner;
};
extern const struct cmd_option cmd_issue_escalate_options[];
int cmd_issue_escalate(struct cmd *c, void *values, struct kam_err *err);

/* issue_stats.c, issue_pareto.c */
int cmd_issue_stats(struct cmd *c, void *values, struct kam_err *err);
struct cmd_issue_pareto {
	const char *by;
};
extern const struct cmd_option cmd_issue_pareto_options[];
int cmd_issue_pareto(struct cmd *c, void *values, struct kam_err *err);

/* issue_recur.c */
int cmd_issue_recur(struct cmd *c, void *values, struct kam_err *err);
struct cmd_issue_recurrences {
	int linked;
};
extern const struct cmd_option cmd_issue_recurrences_options[];
int cmd_issue_recurrences(struct cmd *c, void *values, struct kam_err *err);
/* Tells people what an issue or feedback may recur; of other kinds nothing. */
int cmd_say_recurs(struct cmd *c, const struct kam_record *r,
		   struct kam_err *err) KAM_MUST_USE;

/* The query of a report on issues, closed ones too: scope and filters. */
int cmd_issue_query(struct kam_query **out, struct cmd *c,
		    struct kam_err *err) KAM_MUST_USE;
/* A share in millionths: "31.3%" to people, null where there is no whole. */
void cmd_print_share(struct kam_out *out, int set, int64_t share,
		     const char *people);

/* issue_show.c: what show tells besides, see show_more.c */
int cmd_tell_issue_cause(struct kam_str *text, struct cmd *c,
			 const struct kam_record *r, struct kam_err *err);
int cmd_tell_issue_time(struct kam_str *text, struct cmd *c,
			const struct kam_record *r, struct kam_err *err);
int cmd_tell_issue_actions(struct kam_str *text, struct cmd *c,
			   const struct kam_record *r, struct kam_err *err);
int cmd_tell_issue_recurs(struct kam_str *text, struct cmd *c,
			  const struct kam_record *r, struct kam_err *err);
int cmd_tell_issue_improve(struct kam_str *text, struct cmd *c,
			   const struct kam_record *r, struct kam_err *err);
int cmd_tell_improve_effect(struct kam_str *text, struct cmd *c,
			    const struct kam_record *r, struct kam_err *err);
int cmd_tell_improve_doubts(struct kam_str *text, struct cmd *c,
			    const struct kam_record *r, struct kam_err *err);

#endif
