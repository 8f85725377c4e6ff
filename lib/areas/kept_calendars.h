/*
 * Calendars already loaded, for lists that name few of them many times.
 */
#ifndef KAM_AREAS_KEPT_CALENDARS_H
#define KAM_AREAS_KEPT_CALENDARS_H

#include <kam/store.h>

enum { KAM_KEPT_CALENDARS = 64 };
struct kam_kept_calendars { /* begins with zeros */
	int64_t ids[KAM_KEPT_CALENDARS];
	int64_t own[KAM_KEPT_CALENDARS];
	const struct kam_calendar *loaded[KAM_KEPT_CALENDARS];
	int n;
};

/* The one of that id, 0: the register's; it lives in the arena. */
int kam_kept_calendar(const struct kam_calendar **out,
		      struct kam_kept_calendars *kept, struct kam *k,
		      struct kam_arena *arena, int64_t id,
		      struct kam_err *err) KAM_MUST_USE;
/* The same less the days on which somebody is away by a calendar of their own
   (0: none), as kam_calendar_less() has it. */
int kam_kept_calendar_less(const struct kam_calendar **out,
			   struct kam_kept_calendars *kept, struct kam *k,
			   struct kam_arena *arena, int64_t id, int64_t own,
			   struct kam_err *err) KAM_MUST_USE;

#endif
