/*
 * What verbs that count have in common: how they group, of which days, and how
 * people read a share.
 */
#ifndef KAM_CMD_FIGURES_H
#define KAM_CMD_FIGURES_H

#include "cmd.h"

#include <kam/promise.h>

/* --by: the place of its word from 1, 0 for none; words are ended by NULL.
   KAM_EUSAGE names them. */
int cmd_read_by(int *by, struct cmd *c, const char *text,
		const char *const *words, struct kam_err *err) KAM_MUST_USE;
/* A day of an option --NAME, and as it is written; nothing for NULL. The error
   of a day that is none has the name as its field. */
int cmd_read_period_day(struct kam_day *out, const char **shown, struct cmd *c,
			const char *name, const char *text,
			struct kam_err *err) KAM_MUST_USE;
/* A share in millionths, or null below 0; people read percent. */
void cmd_print_rate(struct kam_out *out, int64_t share);

#endif
