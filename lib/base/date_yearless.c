/*
 * Days that somebody wrote without their year.
 */
#include "base/date_form.h"

#include <kam/date.h>
#include <string.h>
#include <strings.h>

/* A number of one or two digits, moving on behind it; 0 where none stands. */
static int take_number(const char **at)
{
	int n = 0;

	for (int i = 0; i < 2 && **at >= '0' && **at <= '9'; i++)
		n = 10 * n + (*(*at)++ - '0');
	return n;
}

/* Dec, dec., December; 0 where it is no month. */
static int take_month(const char **at)
{
	size_t n = strcspn(*at, " .0123456789");
	int month = kam_month_find(*at, n);

	if (month)
		*at += n + ((*at)[n] == '.');
	return month;
}

static const char *skip(const char *at, const char *word)
{
	const size_t n = strlen(word);

	return strncmp(at, word, n) ? at : at + n;
}

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, " ");
}

/* What may stand behind the day's number in English: 5th */
static const char *skip_ending(const char *at)
{
	static const char *const endings[] = { "st", "nd", "rd", "th" };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (!strncasecmp(at, endings[i], 2))
			return at + 2;
	return at;
}

/* 12月5日, 12-05: the month first; 5 Dec, Dec 5. Not 12/5, which is read both
   ways. 1 where it is such a day. */
static int read_parts(int *month, int *day, const char *at)
{
	*month = take_month(&at);
	if (*month) {
		at = skip_blanks(at);
		*day = take_number(&at);
		return *day && !*skip_ending(at);
	}
	*month = take_number(&at);
	if (*at == '-') {
		at++;
		*day = take_number(&at);
		return *day && !*at;
	}
	if (*skip_blanks(at) & 0x80) {
		const char *behind = skip(skip_blanks(at), "月");

		if (behind == skip_blanks(at))
			return 0;
		at = skip_blanks(behind);
		*day = take_number(&at);
		at = skip_blanks(at);
		return *day && !*skip(skip(at, "日"), "号");
	}
	*day = *month;
	at = skip_blanks(skip_ending(at));
	at = skip(at, "of ");
	*month = take_month(&at);
	return *day && *month && !*at;
}

/* Years to the next of February 29th, at most: 1896 to 1904. */
enum { LEAP = 8 };

int kam_date_yearless(char out[KAM_DATE_TEXT], const char *text, int32_t today)
{
	char typed[KAM_TYPED_TEXT];
	int month, day, year, of_today, of_month;
	int64_t nearest = INT64_MAX;

	if (!read_parts(&month, &day, kam_typed(typed, text)) || month < 1 ||
	    month > 12)
		return 0;
	kam_date_split(today, &of_today, &of_month, &(int){ 0 });
	for (year = of_today - LEAP; year <= of_today + LEAP; year++) {
		int64_t away;

		if (year < 1 || day > kam_month_days(year, month))
			continue;
		away = kam_date_of(year, month, day) - (int64_t)today;
		away = away < 0 ? -away : away;
		if (away >= nearest)
			continue;
		nearest = away;
		kam_date_format(out, kam_date_of(year, month, day));
	}
	return nearest != INT64_MAX;
}
