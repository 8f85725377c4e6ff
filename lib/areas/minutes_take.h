/*
 * What the files of minutes share while they are taken.
 */
#ifndef KAM_AREAS_MINUTES_TAKE_H
#define KAM_AREAS_MINUTES_TAKE_H

#include <kam/minutes_take.h>

struct kam_calendar;

struct kam_taking {
	struct kam *k;
	struct kam_minutes_result *out;
	const struct kam_record *before; /* the conversation */
	struct kam_minutes new, old;     /* the text, and that before it */
	const char **says;  /* of each new line, what its record is called */
	size_t *record_of;  /* of each new line; from 1, 0 is none */
	size_t *line_of;    /* of each record that was there; likewise */
	int32_t day;        /* of the conversation */
	const struct kam_calendar *calendar;
};

/* minutes_records.c: what a decision or an action is now. */
int kam_minutes_copy(struct kam_minutes_record *out, struct kam *k,
		     const struct kam_record *r,
		     struct kam_err *err) KAM_MUST_USE;
/* minutes_attend.c: those whom the minutes name, and whom the register knows,
   took part. */
int kam_minutes_attend(struct kam_taking *t, struct kam_record *comm,
		       struct kam_err *err) KAM_MUST_USE;

#endif
