/*
 * When reminders rest: in the quiet hours, and on days that the register's
 * calendar does not work.
 */
#include "mailing.h"

#include <kam/calendars.h>
#include <kam/zone.h>
#include <string.h>

enum { DAY = 86400 };

/* "HH:MM" as seconds of the day; -1 where it isn't one */
static int32_t read_hour(const char *text, size_t n)
{
	int hour, minute;

	if (n != 5 || text[2] != ':' || strspn(text, "0123456789") != 2 ||
	    strspn(text + 3, "0123456789") < 2)
		return -1;
	hour = (text[0] - '0') * 10 + text[1] - '0';
	minute = (text[3] - '0') * 10 + text[4] - '0';
	return hour < 24 && minute < 60 ? hour * 3600 + minute * 60 : -1;
}

/* 1 where now is between the two hours, over midnight too. */
static int in_quiet_hours(int *quiet, const struct cmd *c, struct kam_err *err)
{
	const char *text = cmd_config(c, "remind.quiet");
	int64_t wall = c->now + kam_zone_offset(kam_zone_of(c->k), c->now);
	int32_t from, to, now = (int32_t)((wall % DAY + DAY) % DAY);
	size_t n = text ? strcspn(text, "-") : 0;

	*quiet = 0;
	if (!text || !*text)
		return 0;
	from = read_hour(text, n);
	to = text[n] ? read_hour(text + n + 1, strlen(text + n + 1)) : -1;
	if (from < 0 || to < 0) {
		kam_fail(err, KAM_ECONFIG,
			 _("remind.quiet: '%.40s' is no span of hours"), text);
		kam_hint(err, "kam config remind.quiet 19:00-08:00");
		return err->code;
	}
	*quiet = from <= to ? now >= from && now < to : now >= from || now < to;
	return 0;
}

int cmd_mailing_rests(int *rests, struct cmd *c, struct kam_err *err)
{
	int rc = in_quiet_hours(rests, c, err);

	if (!rc &&
	    !kam_calendar_is_working(kam_calendar_of(c->k), kam_today(c->k)))
		*rests = 1;
	return rc;
}

int cmd_mailing_is_off(int *off, struct cmd *c, const struct cmd_person *person,
		       struct kam_err *err)
{
	const struct kam_calendar *calendar;
	int rc;

	*off = 0;
	if (!person->calendar)
		return 0;
	rc = kam_calendar_load(&calendar, c->k, &c->arena, person->calendar,
			       err);
	if (!rc)
		*off = !kam_calendar_is_working(calendar, kam_today(c->k));
	return rc;
}
