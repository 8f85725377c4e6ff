/*
 * Time zones: UTC, a fixed offset (+08:00) or a name of the tz database, read
 * from its compiled files (RFC 8536) and, beyond their last transition, their
 * POSIX TZ footer.
 */
#ifndef KAM_ZONE_H
#define KAM_ZONE_H

#include <kam/err.h>
#include <stdint.h>

struct kam_zone;

/* name: "UTC", "+08:00", "Asia/Shanghai"; directory: NULL is the
   system's, /usr/share/zoneinfo.
   KAM_EINVALID where there is no such zone (no "..", no absolute path). */
int kam_zone_open(struct kam_zone **out, const char *name,
                  const char *directory, struct kam_err *err) KAM_MUST_USE;
void kam_zone_close(struct kam_zone *zone);
/* Seconds east of UTC at an instant; a NULL zone is UTC. */
int32_t kam_zone_offset(const struct kam_zone *zone, int64_t instant);
/* The instant of a wall clock time: in a gap the moment after it, in an
   overlap the first. seconds: of the day, 0 … 86399 */
int64_t kam_zone_instant(const struct kam_zone *zone, int32_t date,
                         int32_t seconds);
/* The day at an instant. */
int32_t kam_zone_day(const struct kam_zone *zone, int64_t instant);

#endif
