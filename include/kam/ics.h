/*
 * iCalendar, written (RFC 5545): a calendar of whole days, for programs that
 * subscribe to one. Lines end with CR LF and are folded at 75 octets, never
 * within a character; texts are escaped, and control characters left out.
 *
 *	kam_ics_begin(&out, "kam: acme");
 *	kam_ics_event(&out, &event);
 *	kam_ics_end(&out);
 */
#ifndef KAM_ICS_H
#define KAM_ICS_H

#include <kam/str.h>
#include <stdint.h>

struct kam_ics_event {
	const char *uid;         /* the same for the same thing each time */
	int64_t stamp;           /* UTC seconds: when this was written */
	int32_t day;             /* all of it */
	const char *summary;     /* one line */
	const char *description; /* or NULL */
	const char *category;    /* or NULL */
};

/* name: what programs call the calendar */
void kam_ics_begin(struct kam_str *out, const char *name);
void kam_ics_event(struct kam_str *out, const struct kam_ics_event *event);
void kam_ics_end(struct kam_str *out);

#endif
