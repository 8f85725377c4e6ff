/*
 * What verbs that count have in common: how they group, of which days, and how
 * people read a share.
 */
#ifndef KAM_CMD_FIGURES_H
#define KAM_CMD_FIGURES_H

#include "view.h"

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
/*
 * Figures of all as one record, or a row for each group where --by is given.
 * The first column of the table is the group, the last one the definition of
 * what is counted, which people read below the rows.
 */
struct cmd_figures {
	const struct kam_out_column *table;
	size_t n_columns;
	const char *group;      /* N_(): what --by names; NULL without it */
	uint64_t all, people;   /* what people get of the record, of a row */
	const char *definition; /* N_() */
	/* fills in the columns of the group at a place in context */
	void (*print)(const struct cmd_view *v, const void *context, size_t at);
};
int cmd_figures_print(struct cmd *c, const struct cmd_figures *f,
		      const void *context, size_t n_groups,
		      struct kam_err *err) KAM_MUST_USE;
/* A share in millionths, or null below 0; people read percent. */
void cmd_print_rate(struct kam_out *out, int64_t share);

#endif
