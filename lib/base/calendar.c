#include <kam/calendar.h>
#include <kam/date.h>
#include <kam/typed.h>
#include <string.h>

enum { FAR = 36525 }; /* days: a century */

static unsigned mask_of(const struct kam_calendar *c)
{
	return c ? c->weekdays : KAM_WEEKDAYS_MON_FRI;
}

/* The index of the first exception on or after a date. */
static size_t first_from(const struct kam_calendar *c, int32_t date)
{
	size_t low = 0, high = c ? c->n_exceptions : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c->exceptions[middle].date < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int is_weekday_worked(const struct kam_calendar *c, int32_t date)
{
	return (mask_of(c) >> kam_date_weekday(date)) & 1;
}

int kam_calendar_is_working(const struct kam_calendar *c, int32_t date)
{
	size_t i = first_from(c, date);

	if (c && i < c->n_exceptions && c->exceptions[i].date == date)
		return c->exceptions[i].working;
	return is_weekday_worked(c, date);
}

int64_t kam_calendar_working_between(const struct kam_calendar *c, int32_t from,
				     int32_t to)
{
	int64_t n, weeks;
	int32_t day;

	if (to < from)
		return -kam_calendar_working_between(c, to, from);
	weeks = (to - from) / 7;
	n = weeks * __builtin_popcount(mask_of(c) & 0x7f);
	for (day = from + 1 + (int32_t)weeks * 7; day <= to; day++)
		n += is_weekday_worked(c, day);
	for (size_t i = first_from(c, from + 1);
	     c && i < c->n_exceptions && c->exceptions[i].date <= to; i++)
		n += c->exceptions[i].working -
		     is_weekday_worked(c, c->exceptions[i].date);
	return n;
}

/* What the calendar says of a day that differs: -1 nothing. */
static int exception_on(const struct kam_calendar *c, int32_t date)
{
	size_t i = first_from(c, date);

	return c && i < c->n_exceptions && c->exceptions[i].date == date
		   ? c->exceptions[i].working
		   : -1;
}

static int is_worked_by(const struct kam_calendar *c,
			const struct kam_calendar *own, int32_t date)
{
	const int theirs = exception_on(own, date);

	if (!kam_calendar_is_working(c, date) || !theirs)
		return 0;
	return theirs > 0 || exception_on(c, date) > 0 ||
	       is_weekday_worked(own, date);
}

int kam_calendar_less(const struct kam_calendar **out, struct kam_arena *arena,
		      const struct kam_calendar *c,
		      const struct kam_calendar *own, struct kam_err *err)
{
	const size_t n = c ? c->n_exceptions : 0;
	const size_t m = own ? own->n_exceptions : 0;
	struct kam_calendar *less = kam_arena_alloc(arena, sizeof *less);
	struct kam_exception *days =
	    kam_arena_array(arena, n + m + 1, sizeof *days);
	size_t i = 0, j = 0;

	if (!less || !days)
		return kam_fail_memory(err);
	less->weekdays = mask_of(c) & mask_of(own);
	less->exceptions = days;
	less->n_exceptions = 0;
	while (i < n || j < m) {
		int32_t date = j == m || (i < n && c->exceptions[i].date <
						       own->exceptions[j].date)
				   ? c->exceptions[i].date
				   : own->exceptions[j].date;

		i += i < n && c->exceptions[i].date == date;
		j += j < m && own->exceptions[j].date == date;
		days[less->n_exceptions].date = date;
		days[less->n_exceptions++].working = is_worked_by(c, own, date);
	}
	*out = less;
	return 0;
}

/* The nearest worked day from a date on, or back; the date itself counts. */
static int nearest(int32_t *out, const struct kam_calendar *c, int32_t date,
		   int step, struct kam_err *err)
{
	for (int32_t day = date; day - date < FAR && date - day < FAR;
	     day += step)
		if (kam_calendar_is_working(c, day)) {
			*out = day;
			return 0;
		}
	kam_fail(err, KAM_EINVALID, "%s", _("the calendar has no working day"));
	kam_hint(err, "%s",
		 _("give it weekdays: kam calendar edit … --weekdays "
		   "mon-fri"));
	return err->code;
}

int kam_calendar_after(int32_t *out, const struct kam_calendar *c, int32_t date,
		       struct kam_err *err)
{
	return nearest(out, c, date, 1, err);
}

int kam_calendar_before(int32_t *out, const struct kam_calendar *c,
			int32_t date, struct kam_err *err)
{
	return nearest(out, c, date, -1, err);
}

int kam_calendar_add_working(int32_t *out, const struct kam_calendar *c,
			     int32_t date, int64_t n, struct kam_err *err)
{
	int step = n < 0 ? -1 : 1, rc = 0;

	if (n > FAR || n < -FAR)
		return kam_fail(err, KAM_EINVALID, "%s",
				_("more working days than a century has"));
	if (!n)
		return kam_calendar_after(out, c, date, err);
	for (; n && !rc; n -= step)
		rc = nearest(&date, c, date + step, step, err);
	*out = date;
	return rc;
}

static int fail(struct kam_err *err, const char *text)
{
	kam_fail(err, KAM_EINVALID, _("'%s' are not weekdays"), text);
	kam_hint(err, "%s", _("write mon-fri, or mon,tue,thu-sat"));
	return err->code;
}

/* What stands behind the dash, which becomes the end of text; NULL. */
static char *split_range(char *text)
{
	static const char *const dashes[] = { "-", "\uff0d", "至", "到" };

	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
		char *dash = strstr(text, dashes[i]);

		if (dash) {
			*dash = '\0';
			return dash + strlen(dashes[i]);
		}
	}
	return NULL;
}

/* "mon", "thu-sat" or "周一至周五" */
static int read_range(unsigned *mask, char *text)
{
	char *dash = split_range(text);
	int from, to;

	from = kam_weekday_find(text);
	to = dash ? kam_weekday_find(dash) : from;
	if (from < 0 || to < 0)
		return -1;
	for (int day = from;; day = (day + 1) % 7) {
		*mask |= 1u << day;
		if (day == to)
			return 0;
	}
}

int kam_weekdays_parse(unsigned *mask, const char *text, struct kam_err *err)
{
	char copy[96], *at = copy;

	if (!*text || strlen(text) >= sizeof copy)
		return fail(err, text);
	snprintf(copy, sizeof copy, "%s", text);
	*mask = 0;
	while (at) {
		char *next = kam_typed_split(at, KAM_TYPED_PAUSE);

		at += strspn(at, " ");
		if (read_range(mask, at))
			return fail(err, text);
		at = next;
	}
	return 0;
}

void kam_weekdays_format(char out[KAM_WEEKDAYS_TEXT], unsigned mask)
{
	size_t at = 0;

	out[0] = '\0';
	for (int day = 0; day < 7; day++) {
		int last = day;

		if (!(mask & (1u << day)))
			continue;
		while (last < 6 && (mask & (1u << (last + 1))))
			last++;
		at += (size_t)snprintf(out + at, KAM_WEEKDAYS_TEXT - at, "%s%s",
				       at ? "," : "",
				       kam_weekday_name((enum kam_weekday)day));
		if (last > day + 1) {
			at += (size_t)snprintf(
			    out + at, KAM_WEEKDAYS_TEXT - at, "-%s",
			    kam_weekday_name((enum kam_weekday)last));
			day = last;
		}
	}
}
