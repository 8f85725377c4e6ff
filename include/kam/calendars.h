/*
 * The register's working calendars: read with their exceptions, and the days
 * that differ, written one by one or for one person from a file. Dates are day
 * numbers (date.h); what a calendar says of a day is in calendar.h.
 */
#ifndef KAM_CALENDARS_H
#define KAM_CALENDARS_H

#include <kam/calendar.h>
#include <kam/store.h>

/*
 * A calendar with its exceptions, in the arena. id 0 is the one named by the
 * setting `calendar`; *out is NULL (Monday to Friday) where none is set.
 */
int kam_calendar_load(const struct kam_calendar **out, struct kam *k,
                      struct kam_arena *arena, int64_t id,
                      struct kam_err *err) KAM_MUST_USE;
/* One day that differs, made or changed; inside an operation. Returns 1 where
   it was new, 2 where it changed, 0 where it was so already. */
int kam_calendar_set_day(struct kam *k, int64_t calendar, int32_t date,
                         int working, const char *name,
                         struct kam_err *err) KAM_MUST_USE;

/*
 * Busy days: those on which somebody does not work by their own calendar.
 *
 * source names where they come from ("vacation"). kam_busy_set() makes the
 * calendar's days of that source, between two dates, those that are given:
 * new ones are added, those that are no longer among them removed. Days that
 * came in another way, holidays above all, stay as they are and count as kept.
 * Inside an operation.
 */
struct kam_busy_day {
	int32_t date;
	const char *name; /* one line; "" is "busy" */
};
struct kam_busy_result {
	int64_t created, updated, unchanged, kept, removed;
};
int kam_busy_set(struct kam_busy_result *result, struct kam *k,
                 int64_t calendar, const char *source, int32_t from, int32_t to,
                 struct kam_busy_day *days, size_t n,
                 struct kam_err *err) KAM_MUST_USE;
/*
 * The calendar of one member alone, made where they have none: with the
 * weekdays of the one that the setting `calendar` names. KAM_EREFUSED where
 * theirs is somebody else's too. Inside an operation.
 */
int kam_member_calendar(int64_t *calendar, struct kam *k, int64_t member,
                        struct kam_err *err) KAM_MUST_USE;

#endif
