/*
 * What the verbs that read iCalendar share.
 */
#ifndef KAM_CMD_CALENDAR_H
#define KAM_CMD_CALENDAR_H

#include "cmd.h"

/* Whether it is meant to be one; else it is CSV. */
int cmd_is_ics(const char *text, size_t length);
/* The lines of kam-read-ics, which says what they hold; before the register is
   locked. path is for messages. */
int cmd_ics_read(struct kam_str *lines, const struct cmd *c, const char *path,
		 const char *text, size_t length, int32_t from, int32_t to,
		 int busy, struct kam_err *err) KAM_MUST_USE;

/* busy.c: the verb of calendars and of members. */
struct cmd_busy {
	const char *from, *to, *source, *timezone;
	int empty;
	int dry_run;
};
extern const struct cmd_option cmd_busy_options[];
int cmd_busy(struct cmd *c, void *values, struct kam_err *err);

#endif
