/*
 * Days and moments as people write them.
 */
#include "base/date_form.h"

#include <kam/calendar.h>
#include <kam/date.h>
#include <kam/zone.h>
#include <string.h>
#include <strings.h>

static int fail(struct kam_err *err, const char *text)
{
	kam_fail(err, KAM_EINVALID, _("'%s' is not a day"), text);
	kam_hint(err, "%s",
		 _("write 2026-11-23, today, tomorrow, fri, +3d, +2w, +1m, "
		   "+5wd (working days), eow, eom, eoq or eoy"));
	return err->code;
}

/* 0 where the text is no day that only lacks its year */
static int fail_yearless(struct kam_err *err, const char *text, int32_t today)
{
	char day[KAM_DATE_TEXT];

	if (!kam_date_yearless(day, text, today))
		return 0;
	kam_fail(err, KAM_EINVALID, _("'%s' says no year"), text);
	kam_hint(err, _("write the year, too: %s"), day);
	return err->code;
}

static int in_range(int64_t date)
{
	return date >= kam_date_of(1, 1, 1) &&
	       date <= kam_date_of(9999, 12, 31);
}

/* +3d, -2w, +1m, +1q, +1y, +5wd */
static int read_offset(int32_t *out, const char *text, int32_t today,
		       const struct kam_calendar *calendar, struct kam_err *err)
{
	static const struct {
		const char *unit;
		int days, months;
	} units[] = { { "d", 1, 0 }, { "w", 7, 0 }, { "wd", 0, 0 },
		      { "m", 0, 1 }, { "q", 0, 3 }, { "y", 0, 12 } };
	const char *at = text + 1;
	int64_t n = 0, date;
	size_t i = 0;

	while (*at >= '0' && *at <= '9' && n < 10000000)
		n = n * 10 + (*at++ - '0');
	while (i < 6 && strcasecmp(at, units[i].unit) != 0)
		i++;
	if (at == text + 1 || i == 6)
		return fail(err, text);
	if (n > 3700000)
		return kam_fail(err, KAM_EINVALID, _("'%s' is too far off"),
				text);
	if (*text == '-')
		n = -n;
	if (i == 2)
		return kam_calendar_add_working(out, calendar, today, n, err);
	date = today + n * units[i].days;
	if (units[i].months && n * units[i].months > -200000 &&
	    n * units[i].months < 200000)
		date = kam_date_add_months(today, (int)n * units[i].months);
	else if (units[i].months)
		date = INT64_MAX;
	if (!in_range(date))
		return kam_fail(err, KAM_EINVALID,
				_("'%s' is not within the years 1 to 9999"),
				text);
	*out = (int32_t)date;
	return 0;
}

/* eow eom eoq eoy */
static int read_end(int32_t *out, const char *text, int32_t today)
{
	int year, month, day;

	kam_date_split(today, &year, &month, &day);
	if (!strcasecmp(text, "eow"))
		*out = today + 6 - (int32_t)kam_date_weekday(today);
	else if (!strcasecmp(text, "eom"))
		*out = kam_date_of(year, month, kam_month_days(year, month));
	else if (!strcasecmp(text, "eoq")) {
		month = (month + 2) / 3 * 3;
		*out = kam_date_of(year, month, kam_month_days(year, month));
	} else if (!strcasecmp(text, "eoy"))
		*out = kam_date_of(year, 12, 31);
	else
		return 0;
	return 1;
}

int kam_date_read(int32_t *out, const char *text, int32_t today,
		  const struct kam_calendar *calendar, struct kam_err *err)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {
		{ "today", 0 },
		{ "tomorrow", 1 },
		{ "yesterday", -1 },
	};
	char form[KAM_TYPED_TEXT];
	const char *written = text;
	struct kam_err ignored = { 0 };
	int weekday;

	text = kam_date_plain(form, text, today);
	if (*text == '+' || *text == '-')
		return read_offset(out, text, today, calendar, err);
	if (*text >= '0' && *text <= '9' &&
	    !kam_date_parse(out, text, &ignored))
		return 0;
	if (fail_yearless(err, written, today))
		return err->code;
	if (*text >= '0' && *text <= '9')
		return kam_date_parse(out, written, err);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(text, words[i].word)) {
			*out = today + words[i].days;
			return 0;
		}
	weekday = kam_weekday_find(text);
	if (weekday >= 0) {
		int ahead = weekday - (int)kam_date_weekday(today);

		*out = today + (ahead > 0 ? ahead : ahead + 7);
		return 0;
	}
	return read_end(out, text, today) ? 0 : fail(err, text);
}

/* "14:30", "9:30" or "14:30:05"; seconds of the day, or -1 */
static int32_t read_clock(const char *text)
{
	size_t missing = strcspn(text, ":") == 1, n = strlen(text) + missing;
	int parts[3] = { 0 };

	if (n != 5 && n != 8)
		return -1;
	for (size_t i = missing; i < n; i++) {
		char c = text[i - missing];

		if (i % 3 == 2 ? c != ':' : c < '0' || c > '9')
			return -1;
		if (c != ':')
			parts[i / 3] = parts[i / 3] * 10 + (c - '0');
	}
	if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59)
		return -1;
	return parts[0] * 3600 + parts[1] * 60 + parts[2];
}

/* The last T, with something before it, that figures follow; or NULL. */
static const char *find_t(const char *text)
{
	const char *found = NULL;

	for (const char *at = text; *at; at++)
		if (at > text && (*at == 'T' || *at == 't') && at[1] >= '0' &&
		    at[1] <= '9')
			found = at;
	return found;
}

int kam_instant_read(int64_t *out, const char *text, int64_t now,
		     const struct kam_zone *zone, struct kam_err *err)
{
	int32_t day, seconds;
	char word[24], typed[KAM_TYPED_TEXT], iso[KAM_TYPED_TEXT];
	const char *clock, *written = text;
	size_t length;

	text = kam_typed(typed, text);
	if (kam_instant_take(out, text))
		return 0;
	text = kam_date_iso(iso, text);
	if (!strcasecmp(text, "now") || !strcmp(text, "\u73b0\u5728")) {
		*out = now;
		return 0;
	}
	/* "14:30" is today's; the day stands before a blank, or the T before
	   figures, or before the figures where it is in Chinese */
	clock = strchr(text, ' ');
	if (!clock)
		clock = find_t(text);
	length = clock ? (size_t)(clock - text) : strlen(text);
	if (clock)
		clock++;
	else if (strchr(text, ':')) {
		while (length && !(text[length - 1] & 0x80))
			length--;
		clock = text + length;
	}
	seconds = clock ? read_clock(clock) : 0;
	if (seconds < 0 || length >= sizeof word) {
		kam_fail(err, KAM_EINVALID, _("'%s' is not a moment"), written);
		kam_hint(err, "%s",
			 _("write \"2026-11-23 14:30\", 14:30, yesterday or "
			   "RFC 3339"));
		return err->code;
	}
	memcpy(word, text, length);
	word[length] = '\0';
	day = kam_zone_day(zone, now);
	if (length && kam_date_read(&day, word, day, NULL, err))
		return err->code;
	*out = kam_zone_instant(zone, day, seconds);
	return 0;
}
