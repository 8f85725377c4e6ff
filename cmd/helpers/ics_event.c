/*
 * What an event says of its days.
 */
#include "ics.h"

#include <kam/utf8.h>
#include <string.h>
#include <strings.h>

enum { BUSY_SECONDS = 8 * 3600 };

int ics_is_working(icalcomponent *event, const char *summary)
{
	static const char *const words[] = { "班", "workday", "working day",
					     "make-up", "makeup" };
	icalproperty *p;

	for (p = icalcomponent_get_first_property(event, ICAL_X_PROPERTY); p;
	     p = icalcomponent_get_next_property(event, ICAL_X_PROPERTY)) {
		const char *name = icalproperty_get_x_name(p);
		const char *value = icalproperty_get_x(p);

		if (name && value && kam_utf8_holds(name, "SPECIAL-DAY"))
			return kam_utf8_holds(value, "WORKDAY");
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (kam_utf8_holds(summary, words[i]))
			return 1;
	return 0;
}

int32_t ics_days(icalcomponent *event, struct icaltimetype start)
{
	struct icaltimetype end = icalcomponent_get_dtend(event);
	int32_t from, to;

	if (icaltime_is_null_time(end))
		return 1;
	from = kam_date_of(start.year, start.month, start.day);
	to = kam_date_of(end.year, end.month, end.day);
	/* an end on midnight, or of a day, is the day after the last */
	if (!end.is_date && (end.hour || end.minute || end.second))
		to++;
	if (to <= from)
		return 1;
	return to - from < 366 ? to - from : 366;
}

int64_t ics_seconds(icalcomponent *event, struct icaltimetype start)
{
	struct icaltimetype end = icalcomponent_get_dtend(event);
	const icaltimezone *utc = icaltimezone_get_utc_timezone();

	if (icaltime_is_null_time(end) || end.year < 1 || end.year > 9999)
		return 0;
	return (int64_t)icaltime_as_timet_with_zone(end,
						    end.zone ? end.zone : utc) -
	       (int64_t)icaltime_as_timet_with_zone(
		   start, start.zone ? start.zone : utc);
}

int ics_is_busy(icalcomponent *event, struct icaltimetype start)
{
	icalproperty *p;

	if (!start.is_date && ics_seconds(event, start) < BUSY_SECONDS)
		return 0;
	for (p = icalcomponent_get_first_property(event, ICAL_X_PROPERTY); p;
	     p = icalcomponent_get_next_property(event, ICAL_X_PROPERTY)) {
		const char *name = icalproperty_get_x_name(p);
		const char *value = icalproperty_get_x(p);

		if (name && value &&
		    !strcasecmp(name, "X-MICROSOFT-CDO-BUSYSTATUS") &&
		    strcasecmp(value, "BUSY") != 0)
			return strcasecmp(value, "OOF") == 0;
	}
	p = icalcomponent_get_first_property(event, ICAL_TRANSP_PROPERTY);
	return !p || (icalproperty_get_transp(p) != ICAL_TRANSP_TRANSPARENT &&
		      icalproperty_get_transp(p) !=
			  ICAL_TRANSP_TRANSPARENTNOCONFLICT);
}
