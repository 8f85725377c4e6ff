/*
 * Recurrence: units are walked from the one that holds the start, and each
 * unit says on which days it falls.
 */
#include <kam/date.h>
#include <kam/recurrence.h>

enum { STEPS = 4000 };

static int fail_none(struct kam_err *err)
{
	return kam_fail(err, KAM_EINVALID, "%s",
			_("the rule has no further day"));
}

static int floor_div(int a, int b)
{
	return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/* The number of the unit that holds a day. */
static int unit_of(enum kam_unit unit, int32_t date)
{
	int year, month, day;

	if (unit == KAM_WEEKS) /* weeks begin on Monday; 1970-01-05 was one */
		return floor_div(date - 4, 7);
	kam_date_split(date, &year, &month, &day);
	if (unit == KAM_MONTHS)
		return year * 12 + month - 1;
	if (unit == KAM_QUARTERS)
		return year * 4 + (month - 1) / 3;
	return year;
}

/* First and last day of a unit. */
static void unit_span(int32_t *first, int32_t *last, enum kam_unit unit, int n)
{
	int months = unit == KAM_MONTHS ? 1 : unit == KAM_QUARTERS ? 3 : 12;
	int year, month;

	if (unit == KAM_WEEKS) {
		*first = n * 7 + 4;
		*last = *first + 6;
		return;
	}
	year = floor_div(n * months, 12);
	month = n * months - year * 12;
	*first = kam_date_of(year, month + 1, 1);
	*last = kam_date_add_months(*first, months) - 1;
}

static int in_unit_weekday(int32_t *out, const struct kam_recurrence *r,
			   int32_t first, int32_t last)
{
	int weekday = 0;

	while (!(r->weekdays & (1u << weekday)))
		weekday++;
	if (r->nth < 0) {
		*out = last - ((int)kam_date_weekday(last) - weekday + 7) % 7;
		return 1;
	}
	*out = first + (weekday - (int)kam_date_weekday(first) + 7) % 7 +
	       (r->nth - 1) * 7;
	return *out <= last;
}

static int in_unit_working(int32_t *out, const struct kam_recurrence *r,
			   int32_t first, int32_t last,
			   const struct kam_calendar *calendar)
{
	int n = r->nth;

	if (n < 0) {
		for (*out = last; *out >= first; --*out)
			if (kam_calendar_is_working(calendar, *out))
				return 1;
		return 0;
	}
	for (*out = first; *out <= last; ++*out)
		if (kam_calendar_is_working(calendar, *out) && !--n)
			return 1;
	return 0;
}

/* The start's place within its unit, in this one: the day of the month, in the
   same month of the quarter or year. */
static int32_t like_start(const struct kam_recurrence *r, int32_t start, int n)
{
	int months = r->unit == KAM_MONTHS     ? 1
		     : r->unit == KAM_QUARTERS ? 3
					       : 12;

	return kam_date_add_months(start,
				   (n - unit_of(r->unit, start)) * months);
}

/* The day on which a unit of months or years falls; 0 where on none. */
static int in_unit(int32_t *out, const struct kam_recurrence *r, int n,
		   int32_t start, const struct kam_calendar *calendar)
{
	int32_t first, last;

	unit_span(&first, &last, r->unit, n);
	switch (r->on) {
	case KAM_ON_DAY:
		*out = r->nth < 0 || first + r->nth - 1 > last
			   ? last
			   : first + r->nth - 1;
		return 1;
	case KAM_ON_WEEKDAY:
		return in_unit_weekday(out, r, first, last);
	case KAM_ON_WORKING_DAY:
		return in_unit_working(out, r, first, last, calendar);
	case KAM_ON_DATE:
		*out = kam_date_of(n, r->month,
				   r->nth < kam_month_days(n, r->month)
				       ? r->nth
				       : kam_month_days(n, r->month));
		return 1;
	default:
		*out = like_start(r, start, n);
		return 1;
	}
}

/* Weeks fall on several days: the first of them on or after `from`. */
static int in_week(int32_t *out, const struct kam_recurrence *r, int n,
		   int32_t start, int32_t from)
{
	unsigned mask = r->on == KAM_ON_WEEKDAYS
			    ? r->weekdays
			    : 1u << kam_date_weekday(start);

	for (int day = 0; day < 7; day++) {
		*out = n * 7 + 4 + day;
		if ((mask & (1u << day)) && *out >= from)
			return 1;
	}
	return 0;
}

static int by_unit(int32_t *out, const struct kam_recurrence *r, int32_t start,
		   int32_t from, const struct kam_calendar *calendar,
		   struct kam_err *err)
{
	int first = unit_of(r->unit, start), n = unit_of(r->unit, from);

	/* the series' unit that holds `from`, or the one before it */
	n = first + floor_div(n - first, r->interval) * r->interval;
	for (int step = 0; step < STEPS; step++, n += r->interval) {
		int found = r->unit == KAM_WEEKS
				? in_week(out, r, n, start, from)
				: in_unit(out, r, n, start, calendar);

		if (found && *out >= from)
			return 0;
	}
	return fail_none(err);
}

static int by_days(int32_t *out, const struct kam_recurrence *r, int32_t start,
		   int32_t from)
{
	int32_t past = from - start;

	*out = start + (past + r->interval - 1) / r->interval * r->interval;
	return 0;
}

static int by_working_days(int32_t *out, const struct kam_recurrence *r,
			   int32_t start, int32_t from,
			   const struct kam_calendar *calendar,
			   struct kam_err *err)
{
	int64_t past;
	int rc = kam_calendar_after(out, calendar, start, err);

	if (rc || *out >= from)
		return rc;
	/* as many whole intervals as it takes to reach `from` */
	past = kam_calendar_working_between(calendar, *out, from - 1) + 1;
	past = (past + r->interval - 1) / r->interval * r->interval;
	return kam_calendar_add_working(out, calendar, *out, past, err);
}

int kam_recurrence_on_or_after(int32_t *out, const struct kam_recurrence *r,
			       int32_t start, int32_t from,
			       const struct kam_calendar *calendar,
			       struct kam_err *err)
{
	if (from < start)
		from = start;
	if (r->unit == KAM_DAYS)
		return by_days(out, r, start, from);
	if (r->unit == KAM_WORKING_DAYS)
		return by_working_days(out, r, start, from, calendar, err);
	return by_unit(out, r, start, from, calendar, err);
}

int kam_recurrence_shift(int32_t *due, int32_t nominal, enum kam_shift shift,
			 const struct kam_calendar *calendar,
			 struct kam_err *err)
{
	*due = nominal;
	if (shift == KAM_SHIFT_BEFORE)
		return kam_calendar_before(due, calendar, nominal, err);
	if (shift == KAM_SHIFT_AFTER)
		return kam_calendar_after(due, calendar, nominal, err);
	return 0;
}

int kam_recurrence_from_delivery(int32_t *out, const struct kam_recurrence *r,
				 int32_t delivery,
				 const struct kam_calendar *calendar,
				 struct kam_err *err)
{
	int n;

	if (r->unit == KAM_DAYS) {
		*out = delivery + r->interval;
		return 0;
	}
	if (r->unit == KAM_WORKING_DAYS)
		return kam_calendar_add_working(out, calendar, delivery,
						r->interval, err);
	if (r->on == KAM_ON_START && r->unit == KAM_WEEKS) {
		*out = delivery + 7 * r->interval;
		return 0;
	}
	/* the unit that is `interval` after the delivery's */
	n = unit_of(r->unit, delivery) + r->interval;
	for (int step = 0; step < STEPS; step++, n++)
		if (r->unit == KAM_WEEKS
			? in_week(out, r, n, delivery, delivery)
			: in_unit(out, r, n, delivery, calendar))
			return 0;
	return fail_none(err);
}
