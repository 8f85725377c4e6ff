/*
 * What the verbs that read iCalendar share.
 */
#ifndef KAM_CMD_CALENDAR_H
#define KAM_CMD_CALENDAR_H

#include "cmd.h"

#include <cjson/cJSON.h>
#include <kam/zone.h>

/* Whether it is meant to be one; else it is CSV. */
int cmd_is_ics(const char *text, size_t length);
/* The lines of kam-read-ics, which says what they hold; before the register is
   locked. path is for messages. */
int cmd_ics_read(struct kam_str *lines, const struct cmd *c, const char *path,
		 const char *text, size_t length, int32_t from, int32_t to,
		 int busy, struct kam_err *err) KAM_MUST_USE;

/* When an event with times begins and ends; without Z in the zone. */
int cmd_ics_span(int64_t *from, int64_t *to, const struct cmd *c,
		 const struct kam_zone *zone, const cJSON *object,
		 struct kam_err *err) KAM_MUST_USE;

/* calendar.c: what is being read into a calendar. */
struct cmd_days {
	struct cmd *c;
	int64_t calendar;
	int32_t from, to;
	int64_t created, updated, unchanged;
	int64_t before, after; /* days outside of from … to, left out */
	int32_t first, last;   /* of these, where there are any */
	int64_t timed;         /* events that cover no whole day, left out */
};
/* The day goes into the calendar, or is counted where it lies outside. */
int cmd_days_set(struct cmd_days *t, int32_t date, int working,
		 const char *name, struct kam_err *err) KAM_MUST_USE;
/* calendar_ics.c: the lines of kam-read-ics. */
int cmd_days_read_ics(struct cmd_days *t, const struct kam_str *lines,
		      struct kam_err *err) KAM_MUST_USE;

/* busy.c: the verb of calendars and of members. */
struct cmd_busy {
	const char *from, *to, *source, *timezone;
	int empty;
	int dry_run;
};
extern const struct cmd_option cmd_busy_options[];
int cmd_busy(struct cmd *c, void *values, struct kam_err *err);

#endif
