/*
 * Recurrence: when a promise that recurs falls due.
 *
 * The rule is one line of text, kept in its canonical form:
 *
 *	day | 3 days | working day | 5 working days
 *	week | week on mon,thu | 2 weeks on fri
 *	month on 15 | month on last fri | 2 months on 2nd tue
 *	month on last day | month on last working day | month on 3rd working day
 *	quarter on last working day | quarter on 2nd mon | year on 03-31
 *
 * Also read: "every …" before any, daily, weekly, biweekly, fortnightly,
 * monthly, quarterly, yearly, annually; in Chinese 每天, 每5个工作日, 每周五,
 * 隔周, 每两周周一、周四, 每月15日, 每月底, 每月最后一个工作日, 每季度第二个周一,
 * 每年3月31日. A month on 31 falls on the last day of
 * a shorter one. Without "on", weeks, months, quarters and years recur on the
 * start's weekday or day of the month. Quarters are those of the calendar;
 * day, nth and last are within the whole quarter; intervals of more than one
 * unit count from the unit that holds the start.
 */
#ifndef KAM_RECURRENCE_H
#define KAM_RECURRENCE_H

#include <kam/calendar.h>
#include <kam/str.h>

enum kam_unit { KAM_DAYS, KAM_WORKING_DAYS, KAM_WEEKS, KAM_MONTHS,
	KAM_QUARTERS, KAM_YEARS };

enum kam_on {
	KAM_ON_START,       /* as the start's */
	KAM_ON_WEEKDAYS,    /* weekdays: a mask; weeks only */
	KAM_ON_DAY,         /* nth: day of the month or quarter, -1 the last */
	KAM_ON_WEEKDAY,     /* nth weekday of the mask's one day, -1 the last */
	KAM_ON_WORKING_DAY, /* nth working day, -1 the last */
	KAM_ON_DATE,        /* year: month and nth = day */
};

enum kam_shift { KAM_SHIFT_NONE, KAM_SHIFT_BEFORE, KAM_SHIFT_AFTER };

struct kam_recurrence {
	int interval; /* every N units, 1 … 999 */
	enum kam_unit unit;
	enum kam_on on;
	unsigned weekdays;
	int nth;
	int month;
};

int kam_recurrence_parse(struct kam_recurrence *out, const char *text,
                         struct kam_err *err) KAM_MUST_USE;
/* The canonical text, which parses back. */
void kam_recurrence_format(struct kam_str *out,
                           const struct kam_recurrence *r);
/* What people read of a rule that is kept: the same in their language, which
   parses back too; a text that is no rule as it is. */
void kam_recurrence_show(struct kam_str *out, const char *rule);
/* The same for kam_out_people_by(). */
void kam_recurrence_describe(struct kam_str *out, const void *rule);
/*
 * The first nominal date on or after `from`, in the series that starts at
 * start (nothing is before it). nominal: not yet moved off holidays.
 */
int kam_recurrence_on_or_after(int32_t *out, const struct kam_recurrence *r,
                               int32_t start, int32_t from,
                               const struct kam_calendar *calendar,
                               struct kam_err *err) KAM_MUST_USE;
/* When it falls due: the nominal date moved off days that aren't worked. */
int kam_recurrence_shift(int32_t *due, int32_t nominal, enum kam_shift shift,
                         const struct kam_calendar *calendar,
                         struct kam_err *err) KAM_MUST_USE;
/* The nominal date counted from a delivery: delivery + interval units; rules
   with an "on" take the first such date from there. */
int kam_recurrence_from_delivery(int32_t *out, const struct kam_recurrence *r,
                                 int32_t delivery,
                                 const struct kam_calendar *calendar,
                                 struct kam_err *err) KAM_MUST_USE;

#endif
