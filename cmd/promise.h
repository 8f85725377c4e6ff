/*
 * The promises that a verb is about: those of its options and filters.
 */
#ifndef KAM_CMD_PROMISE_H
#define KAM_CMD_PROMISE_H

#include "cmd.h"

#include <kam/promise.h>

struct cmd_promises {
	const char *owner, *state; /* as written, or NULL */
	struct kam_promise_query query;
	struct kam_promise_list list;
	struct kam_promise_filter **filters;
	size_t n_filters;
};
/* Reads the options, filters and words; which of the states are wanted. all:
   settled ones too, whatever they say. */
int cmd_promises_read(struct cmd_promises *p, struct cmd *c, int all,
		      struct kam_err *err) KAM_MUST_USE;
/* Fills the list with what passes the filters; kam_promise_release(&p->list)
   afterwards, also where it failed. */
int cmd_promises_find(struct cmd_promises *p, struct cmd *c,
		      struct kam_err *err) KAM_MUST_USE;

/* promise_print.c */
int cmd_promises_print(struct cmd *c, const struct kam_promise_list *list,
		       struct kam_err *err) KAM_MUST_USE;
/* How many of each value of --count-by. */
int cmd_promises_count(struct cmd *c, struct kam_promise_list *list,
		       struct kam_err *err) KAM_MUST_USE;
int cmd_promise_show(struct cmd *c, void *values, struct kam_err *err);

/* promise_stats.c */
struct cmd_promise_stats {
	struct cmd_promises promises;
	const char *by, *since, *until;
};
extern const struct cmd_option cmd_promise_stats_options[];
int cmd_promise_stats(struct cmd *c, void *values, struct kam_err *err);

#endif
