/*
 * Working calendars: which weekdays are worked, and the days that differ
 * (holidays; make-up working days as China has them).
 */
#ifndef KAM_CALENDAR_H
#define KAM_CALENDAR_H

#include <kam/arena.h>
#include <kam/err.h>
#include <stddef.h>
#include <stdint.h>

struct kam_exception {
	int32_t date;
	int working; /* 1: worked although the weekday is off; 0: closed */
};

struct kam_calendar {
	unsigned weekdays; /* bit 1u << enum kam_weekday for each worked one */
	const struct kam_exception *exceptions; /* ascending, no day twice */
	size_t n_exceptions;
};

enum { KAM_WEEKDAYS_MON_FRI = 0x1f };

/* NULL stands for Monday to Friday everywhere below. */
int kam_calendar_is_working(const struct kam_calendar *c, int32_t date);
/* Working days d with from < d <= to; negative where to < from: what a thing
   due on `from` is late on `to`. */
int64_t kam_calendar_working_between(const struct kam_calendar *c,
                                     int32_t from, int32_t to);
/* The nth working day after (n > 0) or before (n < 0) a date; n = 0 gives the
   date itself if worked, else the next worked one. KAM_EINVALID where the
   calendar has no such day within 100 years. */
int kam_calendar_add_working(int32_t *out, const struct kam_calendar *c,
                             int32_t date, int64_t n,
                             struct kam_err *err) KAM_MUST_USE;
/* The date itself if worked, else the nearest worked one before or after. */
int kam_calendar_before(int32_t *out, const struct kam_calendar *c,
                        int32_t date, struct kam_err *err) KAM_MUST_USE;
int kam_calendar_after(int32_t *out, const struct kam_calendar *c,
                       int32_t date, struct kam_err *err) KAM_MUST_USE;

/* The days of c less those on which somebody is away by their own calendar: the
   weekdays that it leaves out and the days that it closes. A make-up day of c
   stays unless it is closed there. In the arena. */
int kam_calendar_less(const struct kam_calendar **out, struct kam_arena *arena,
                      const struct kam_calendar *c,
                      const struct kam_calendar *own,
                      struct kam_err *err) KAM_MUST_USE;

/* "mon-fri", "mon,tue,thu-sat" and back */
int kam_weekdays_parse(unsigned *mask, const char *text,
                       struct kam_err *err) KAM_MUST_USE;
enum { KAM_WEEKDAYS_TEXT = 32 };
void kam_weekdays_format(char out[KAM_WEEKDAYS_TEXT], unsigned mask);

#endif
