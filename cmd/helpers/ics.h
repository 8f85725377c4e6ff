/*
 * The events of an iCalendar file, each time that they take place.
 */
#ifndef KAM_HELPERS_ICS_H
#define KAM_HELPERS_ICS_H

#include <kam/date.h>
#include <libical/ical.h>

enum { ICS_EVENT_DAYS = 366 }; /* how long one is taken to be at most */

/* The whole of standard input in UTF-8 with its lines unfolded, the caller's to
   free; NULL where it is empty, too much or cannot be read. */
char *ics_input(void);
/* How many lines begin with a word, case aside. */
size_t ics_lines(const char *text, const char *word);

/* How many days one occurrence covers, of the start that its event has. */
int32_t ics_days(icalcomponent *event, struct icaltimetype start);
/* How long it takes; 0 where it has no end. */
int64_t ics_seconds(icalcomponent *event, struct icaltimetype start);
/* Whether its days are worked, as it or its summary says. */
int ics_is_working(icalcomponent *event, const char *summary);
/* Whether it keeps a person from work. */
int ics_is_busy(icalcomponent *event, struct icaltimetype start);

/*
 * Calls each for every occurrence that may touch the window: of rules that
 * recur and of further dates, without those taken out (EXDATE, EXRULE) or
 * moved by an event of their own (RECURRENCE-ID); of all calendars in the file.
 * wanted says whether an event counts at all. each returns 0, or 1 to stop. 0,
 * or 1 where it was stopped or a rule recurs without end, or -1 for no memory.
 */
int ics_each(icalcomponent *root, int32_t from, int32_t to,
	     int (*wanted)(void *context, icalcomponent *event,
			   struct icaltimetype start),
	     int (*each)(void *context, icalcomponent *event,
			 struct icaltimetype at),
	     void *context);

#endif
