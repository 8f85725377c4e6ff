/*
 * Rows of a report: machines get every column, people those that fit a screen
 * unless --fields says which.
 */
#ifndef KAM_CMD_VIEW_H
#define KAM_CMD_VIEW_H

#include "cmd.h"

struct cmd_view {
	struct kam_out *out;
	const struct kam_out_column *table; /* all of them */
	struct kam_out_column *columns;     /* those that are shown */
	size_t n;
	uint64_t shown; /* a bit for each of the table */
};

/* Opens the printer for a list of the table's columns, whose labels are N_();
   people: bits of those that people get; record: it is one record. */
enum cmd_view_form { CMD_VIEW_LIST, CMD_VIEW_RECORD };
int cmd_view_open(struct cmd_view *v, struct cmd *c,
		  const struct kam_out_column *table, size_t n, uint64_t people,
		  enum cmd_view_form form, struct kam_err *err) KAM_MUST_USE;
/* Whether the column at that place is shown; then its key has been printed and
   its value comes next. */
int cmd_view_key(const struct cmd_view *v, size_t column);
/* A value under the key of a column, where it is shown. */
void cmd_view_text(const struct cmd_view *v, size_t column, const char *text);
/* One of kam's own words, translated for people: as the column's key says. */
void cmd_view_word(const struct cmd_view *v, size_t column, const char *word);
/* "COM-3", or null for id 0. */
void cmd_view_id(const struct cmd_view *v, size_t column,
		 const struct kam_kind *kind, int64_t id);
/* An integer, or null where it isn't set. */
void cmd_view_integer(const struct cmd_view *v, size_t column, int set,
		      int64_t value);
/* The same for days that are late where it is above 0. */
void cmd_view_late(const struct cmd_view *v, size_t column, int set,
		   int64_t days);

/* Adds one block of a line of them, for a terminal: 0 to 1. */
void cmd_spark(struct kam_str *line, double height);

#endif
