/*
 * Calendars already loaded: lists repeat few of them many times.
 */
#ifndef KAM_AREAS_CALENDAR_SHELF_H
#define KAM_AREAS_CALENDAR_SHELF_H

#include <kam/calendars.h>

enum { KAM_CALENDAR_SHELF = 16 };
struct kam_calendar_shelf { /* zeroed before */
	int64_t ids[KAM_CALENDAR_SHELF];
	const struct kam_calendar *loaded[KAM_CALENDAR_SHELF];
	int n;
};

/* As kam_calendar_load(). */
int kam_calendar_take(const struct kam_calendar **out,
		      struct kam_calendar_shelf *shelf, struct kam *k,
		      struct kam_arena *arena, int64_t id,
		      struct kam_err *err) KAM_MUST_USE;

#endif
