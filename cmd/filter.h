/*
 * Saved filters in command lines: @NAME where a filter may stand.
 */
#ifndef KAM_CMD_FILTER_H
#define KAM_CMD_FILTER_H

#include "cmd.h"

/* Puts what each @NAME stands for in its place; sort, limit and all are those
   of the command line where it says any. c->k is open. */
int cmd_filters_expand(struct cmd *c, struct kam_err *err) KAM_MUST_USE;
/* The same of a kind that the verb knows: with CMD_FILTERS_OWN. */
int cmd_filters_expand_of(struct cmd *c, const struct kam_kind *kind,
			  struct kam_err *err) KAM_MUST_USE;
/* setting.c: the settings that the register has, or those that a filter of the
   kind leaves, by name. */
int cmd_settings_each(struct kam *k, const char *filter, kam_each_record each,
		      void *context, struct kam_err *err) KAM_MUST_USE;
/* filter.c: those that hold one: filter.NAME; others may be among them. */
int cmd_filters_each(struct kam *k, kam_each_record each_setting, void *context,
		     struct kam_err *err) KAM_MUST_USE;

#endif
