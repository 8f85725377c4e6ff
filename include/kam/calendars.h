/*
 * The register's working calendars.
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

#endif
