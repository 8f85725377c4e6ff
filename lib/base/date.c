/*
 * Days are counted with Howard Hinnant's days_from_civil and civil_from_days
 * ("chrono-Compatible Low-Level Date Algorithms", public domain).
 */
#include "base/date_form.h"

#include <kam/date.h>
#include <string.h>
#include <strings.h>

int32_t kam_date_of(int year, int month, int day)
{
	int y = year - (month <= 2);
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

void kam_date_split(int32_t date, int *year, int *month, int *day)
{
	int z = date + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int of_era = z - era * 146097;
	int y =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int mp = (5 * of_year + 2) / 153;

	*day = of_year - (153 * mp + 2) / 5 + 1;
	*month = mp + (mp < 10 ? 3 : -9);
	*year = y + era * 400 + (*month <= 2);
}

enum kam_weekday kam_date_weekday(int32_t date)
{
	int n = (date + 3) % 7; /* 1970-01-01 was a Thursday */

	return (enum kam_weekday)(n < 0 ? n + 7 : n);
}

int kam_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

int32_t kam_date_add_months(int32_t date, int n)
{
	int year, month, day, last;

	kam_date_split(date, &year, &month, &day);
	month += n - 1;
	year += month / 12;
	month %= 12;
	if (month < 0) {
		month += 12;
		year--;
	}
	last = kam_month_days(year, month + 1);
	return kam_date_of(year, month + 1, day < last ? day : last);
}

static const char *const weekdays[] = { "monday",   "tuesday", "wednesday",
					"thursday", "friday",  "saturday",
					"sunday" };

int kam_weekday_find(const char *text)
{
	size_t n = strlen(text);

	if (n < 3)
		return -1;
	if (*text & 0x80)
		return kam_weekday_chinese(text);
	for (int i = 0; i < 7; i++)
		if (n <= strlen(weekdays[i]) &&
		    !strncasecmp(text, weekdays[i], n))
			return i;
	return -1;
}

const char *kam_weekday_name(enum kam_weekday day)
{
	static const char *const names[] = { "mon", "tue", "wed", "thu",
					     "fri", "sat", "sun" };

	return names[day];
}

int kam_month_find(const char *text, size_t length)
{
	static const char *const months[] = {
		"january",   "february", "march",    "april",
		"may",       "june",     "july",     "august",
		"september", "october",  "november", "december",
	};

	for (int i = 0; i < 12 && length >= 3; i++)
		if (length <= strlen(months[i]) &&
		    !strncasecmp(text, months[i], length))
			return i + 1;
	return 0;
}

/* n digits at `at`; -1 where they aren't */
static int digits(const char *at, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (at[i] < '0' || at[i] > '9')
			return -1;
		value = value * 10 + (at[i] - '0');
	}
	return value;
}

/* YYYY-MM-DD at the start of text */
static int read_day(int32_t *out, const char *text)
{
	int year, month, day;

	if (strnlen(text, 10) < 10 || text[4] != '-' || text[7] != '-')
		return -1;
	year = digits(text, 4);
	month = digits(text + 5, 2);
	day = digits(text + 8, 2);
	if (year < 1 || month < 1 || month > 12 || day < 1 ||
	    day > kam_month_days(year, month))
		return -1;
	*out = kam_date_of(year, month, day);
	return 0;
}

int kam_date_parse(int32_t *out, const char *text, struct kam_err *err)
{
	if (strlen(text) == 10 && !read_day(out, text))
		return 0;
	kam_fail(err, KAM_EINVALID, _("'%s' is not a day"), text);
	kam_hint(err, "%s", _("write it as 2026-11-23"));
	return err->code;
}

/* The last n digits of a number, and what follows them. */
static void add_digits(char *out, int number, int n, char end)
{
	unsigned left = (unsigned)number;

	out[n] = end;
	for (; n; left /= 10)
		out[--n] = (char)('0' + left % 10);
}

void kam_date_format(char out[KAM_DATE_TEXT], int32_t date)
{
	int year, month, day;

	kam_date_split(date, &year, &month, &day);
	add_digits(out, year, 4, '-');
	add_digits(out + 5, month, 2, '-');
	add_digits(out + 8, day, 2, '\0');
}

/* "Z", "+08:00", "-0330", "+08" and its end; seconds east */
static const char *read_offset(int *seconds, const char *at)
{
	int hours, minutes, sign = *at == '-' ? -1 : 1;

	*seconds = 0;
	if (*at == 'Z' || *at == 'z')
		return at + 1;
	if (*at != '+' && *at != '-')
		return NULL;
	hours = digits(at + 1, 2);
	if (hours < 0 || hours > 23)
		return NULL;
	at += 3;
	minutes = *at ? digits(at + (*at == ':'), 2) : 0;
	if (minutes < 0 || minutes > 59)
		return NULL;
	*seconds = sign * (hours * 3600 + minutes * 60);
	return *at ? at + (*at == ':') + 2 : at;
}

/* ":05", ":05.25" or nothing, and its end */
static const char *read_second(int *second, const char *at)
{
	*second = 0;
	if (*at != ':')
		return at;
	*second = digits(at + 1, 2);
	if (*second < 0 || *second > 59)
		return NULL;
	at += 3;
	if (*at == '.' && digits(at + 1, 1) >= 0)
		at += 1 + strspn(at + 1, "0123456789");
	return at;
}

int kam_instant_take(int64_t *out, const char *text)
{
	const char *at = text + 10;
	int hour, minute, second = 0, offset = 0;
	int32_t day;

	if (strlen(text) < 17 || read_day(&day, text) || !strchr("Tt ", *at) ||
	    at[3] != ':')
		return 0;
	hour = digits(at + 1, 2);
	minute = digits(at + 4, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return 0;
	at = read_second(&second, at + 6);
	if (!at)
		return 0;
	/* git and date --rfc-3339 put a blank there */
	at = read_offset(&offset, at + (*at == ' '));
	if (!at || *at)
		return 0;
	*out =
	    (int64_t)day * 86400 + hour * 3600 + minute * 60 + second - offset;
	return 1;
}

int kam_instant_parse(int64_t *out, const char *text, struct kam_err *err)
{
	if (kam_instant_take(out, text))
		return 0;
	kam_fail(err, KAM_EINVALID, _("'%s' is not a moment"), text);
	kam_hint(err, "%s", _("write it as 2026-11-23T09:00:00+08:00"));
	return err->code;
}

void kam_instant_format(char out[KAM_INSTANT_TEXT], int64_t instant)
{
	int64_t day = instant / 86400, seconds = instant % 86400;

	if (seconds < 0) {
		seconds += 86400;
		day--;
	}
	kam_date_format(out, (int32_t)day);
	out[10] = 'T';
	add_digits(out + 11, (int)(seconds / 3600), 2, ':');
	add_digits(out + 14, (int)(seconds / 60 % 60), 2, ':');
	add_digits(out + 17, (int)(seconds % 60), 2, 'Z');
	out[20] = '\0';
}
