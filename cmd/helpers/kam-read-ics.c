/*
 * kam-read-ics: the days of an iCalendar file as JSON lines.
 *
 *	kam-read-ics --from 2026-01-01 --to 2026-12-31 <holidays.ics
 *	{"date":"2026-10-01","working":false,"name":"National Day"}
 *
 * Every day of an event of whole days is a line; rules that recur, and further
 * dates, are expanded within the window, without those taken out or moved. A
 * day is worked where the event says so: X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY,
 * or a summary with 班, "workday", "working day" or "make-up". Events with
 *times are lines with a beginning and an end, in UTC or, without Z, on anyone's
 * clock; of one that is too short to cover a day not all need be there, and a
 * number tells the lines of one event from those of the next:
 *
 *	{"event":1,"working":false,
 *	 "from":"2026-10-01T08:00:00Z","to":"2026-10-02T18:00:00Z","name":""}
 *
 * The last line says how many days lie before and behind the window, and which
 * is the first and the last, where there are any: of whole days that don't
 * recur for ever, from 1900 to 2199.
 *
 *	{"before":11,"first":"2012-01-01","after":0}
 *
 * What is cancelled is left out. --busy wants only what keeps a person from
 * work: not what is transparent (TRANSP) or free, tentative or elsewhere by
 * Microsoft's X-MICROSOFT-CDO-BUSYSTATUS, whose OOF counts in any case; with
 * times only what takes 8 hours or more; and no days outside of the window.
 *
 * The summary of what is private or confidential is left out. Exit 0, 64 for
 * its arguments, 65 where the input is no iCalendar or has no end, which the
 * last line says, 74 where it cannot be read or written:
 *
 *	{"error":"the events have no end","hint":"--from and --to …"}
 */
#include "../speech.h"
#include "ics.h"

#include <kam/json.h>
#include <string.h>
#include <strings.h>

enum {
	LINES = 100000,
	DAY_SECONDS = 22 * 3600, /* less is no day, be the clocks changed */
};

struct window {
	int32_t from, to;
	int busy;
	int given; /* lines so far */
	/* with times: the latest, how many, whether its line within the window
	   stands for all */
	const icalcomponent *event;
	int events, told;
	int before, after; /* days outside of the window */
	int32_t first, last;
	int too_many;
	char bad[32]; /* a beginning that is no day */
};

static void end_line(struct window *w, struct kam_str *line, const char *name)
{
	kam_str_add(line, "\"name\":");
	kam_json_quote(line, name, strlen(name));
	(void)printf("%s}\n", line->data);
	kam_str_release(line);
	w->given++;
	w->too_many |= w->given >= LINES;
}

static void print_day(struct window *w, int32_t day, int working,
		      const char *summary)
{
	struct kam_str line = KAM_STR_INIT;
	char date[KAM_DATE_TEXT];

	if (day < w->from || day > w->to || w->too_many)
		return;
	kam_date_format(date, day);
	kam_str_printf(&line, "{\"date\":\"%s\",\"working\":%s,", date,
		       working ? "true" : "false");
	end_line(w, &line, summary);
}

static const char *summary_of(const struct window *w, icalcomponent *event)
{
	icalproperty *p =
	    icalcomponent_get_first_property(event, ICAL_CLASS_PROPERTY);
	const char *summary = icalcomponent_get_summary(event);

	if (w->busy && p && icalproperty_get_class(p) != ICAL_CLASS_PUBLIC)
		return "";
	return summary ? summary : "";
}

/* A moment as UTC, or on anyone's clock where it has no zone. */
static void print_moment(struct kam_str *line, const char *key,
			 struct icaltimetype at, int64_t later)
{
	char text[KAM_INSTANT_TEXT];
	const icaltimezone *utc = icaltimezone_get_utc_timezone();

	kam_instant_format(text, (int64_t)icaltime_as_timet_with_zone(
				     at, at.zone ? at.zone : utc) +
				     later);
	if (!at.zone)
		text[strlen(text) - 1] = '\0';
	kam_str_printf(line, "\"%s\":\"%s\",", key, text);
}

/* Of one that is too short for a day, once is enough. */
static int is_told(struct window *w, const icalcomponent *event,
		   int64_t seconds, int32_t day)
{
	if (w->event != event) {
		w->event = event;
		w->events++;
		w->told = 0;
	}
	if (w->busy || seconds >= DAY_SECONDS)
		return 0;
	if (w->told)
		return 1;
	/* by another clock it may be the day before, or after */
	w->told = day > w->from && day < w->to;
	return day < w->from - 1;
}

static int print_span(struct window *w, icalcomponent *event,
		      struct icaltimetype start, struct icaltimetype at)
{
	const char *summary = summary_of(w, event);
	int32_t day = kam_date_of(at.year, at.month, at.day);
	int64_t seconds = ics_seconds(event, start);
	struct kam_str line = KAM_STR_INIT;

	if (day + ICS_EVENT_DAYS < w->from || day > w->to + 1 || w->too_many ||
	    is_told(w, event, seconds, day))
		return w->too_many;
	/* what ends before it begins takes no time */
	if (seconds < 0)
		seconds = 0;
	if (seconds > ICS_EVENT_DAYS * INT64_C(86400))
		seconds = ICS_EVENT_DAYS * INT64_C(86400);
	kam_str_printf(&line, "{\"event\":%d,\"working\":%s,", w->events,
		       ics_is_working(event, summary) ? "true" : "false");
	print_moment(&line, "from", at, 0);
	print_moment(&line, "to", at, seconds);
	end_line(w, &line, summary);
	return w->too_many;
}

static int print_occurrence(void *context, icalcomponent *event,
			    struct icaltimetype at)
{
	struct window *w = context;
	struct icaltimetype start = icalcomponent_get_dtstart(event);
	const char *summary = summary_of(w, event);
	int32_t day = kam_date_of(at.year, at.month, at.day);

	if (!at.is_date)
		return print_span(w, event, start, at);
	for (int32_t i = 0, n = ics_days(event, start); i < n; i++)
		print_day(w, day + i, ics_is_working(event, summary), summary);
	return w->too_many;
}

/* libical takes the 45th of the 13th month for one in February. */
static int is_day(struct icaltimetype at)
{
	int year, month, day;

	kam_date_split(kam_date_of(at.year, at.month, at.day), &year, &month,
		       &day);
	return at.month >= 1 && at.month <= 12 && month == at.month &&
	       day == at.day;
}

static int is_wanted(void *context, icalcomponent *event,
		     struct icaltimetype start)
{
	struct window *w = context;

	if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED)
		return 0;
	if (!is_day(start) && !*w->bad)
		(void)snprintf(w->bad, sizeof w->bad, "%04d%02d%02d",
			       start.year, start.month, start.day);
	return !*w->bad && (!w->busy || ics_is_busy(event, start));
}

/* Whether it is of whole days and they have an end. */
static int is_finite(void *context, icalcomponent *event,
		     struct icaltimetype start)
{
	icalproperty *p;

	for (p = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
	     p;
	     p = icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY)) {
		struct icalrecurrencetype rule = icalproperty_get_rrule(p);

		if (!rule.count && icaltime_is_null_time(rule.until))
			return 0;
	}
	return start.is_date && is_wanted(context, event, start);
}

static int count_outside(void *context, icalcomponent *event,
			 struct icaltimetype at)
{
	struct window *w = context;
	int32_t day = kam_date_of(at.year, at.month, at.day);
	int32_t end = day + ics_days(event, icalcomponent_get_dtstart(event));

	for (; at.is_date && day < end; day++) {
		if (day < w->from) {
			w->first =
			    !w->before || day < w->first ? day : w->first;
			w->before++;
		} else if (day > w->to) {
			w->last = !w->after || day > w->last ? day : w->last;
			w->after++;
		}
	}
	return 0;
}

/* What a wider window would have; 0, or -1 without memory. */
static int print_outside(struct window *w, icalcomponent *root)
{
	char date[KAM_DATE_TEXT];

	/* of what recurs more often than can be read, those that were */
	if (ics_each(root, kam_date_of(1900, 1, 1), kam_date_of(2199, 12, 31),
		     is_finite, count_outside, w) < 0)
		return -1;
	if (!w->before && !w->after)
		return 0;
	(void)printf("{\"before\":%d,", w->before);
	if (w->before) {
		kam_date_format(date, w->first);
		(void)printf("\"first\":\"%s\",", date);
	}
	(void)printf("\"after\":%d", w->after);
	if (w->after) {
		kam_date_format(date, w->last);
		(void)printf(",\"last\":\"%s\"", date);
	}
	(void)printf("}\n");
	return 0;
}

/* [--busy] --from DATE --to DATE */
static int read_window(struct window *w, int argc, char **argv)
{
	struct kam_err err = { 0 };

	w->from = kam_date_of(1970, 1, 1);
	w->to = kam_date_of(2099, 12, 31);
	for (int i = 1; i < argc; i++) {
		int32_t *out = !strcmp(argv[i], "--from") ? &w->from
			       : !strcmp(argv[i], "--to") ? &w->to
							  : NULL;

		if (!strcmp(argv[i], "--busy"))
			w->busy = 1;
		else if (!out || ++i == argc ||
			 kam_date_parse(out, argv[i], &err))
			return -1;
	}
	return 0;
}

static int fail(int status, const char *message)
{
	(void)fprintf(stderr, "kam-read-ics: %s\n", message);
	return status;
}

/* What is wrong with the file is a line, for kam to say. */
static int refuse(const char *why, const char *hint)
{
	struct kam_str line = KAM_STR_INIT;

	kam_str_add(&line, "{\"error\":");
	kam_json_quote(&line, why, strlen(why));
	if (hint) {
		kam_str_add(&line, ",\"hint\":");
		kam_json_quote(&line, hint, strlen(hint));
	}
	(void)printf("%s}\n", line.data);
	kam_str_release(&line);
	return fflush(stdout) ? 74 : 65;
}

static int refuse_day(const char *day)
{
	char text[256];

	(void)snprintf(text, sizeof text,
		       _("an event begins on '%s', which is no day"), day);
	return refuse(text, NULL);
}

int main(int argc, char **argv)
{
	struct window w = { 0 };
	icalcomponent *root = NULL;
	char *text;
	int rc = 0;

	cmd_speech_start();
	if (read_window(&w, argc, argv))
		return fail(64, _("usage: kam-read-ics [--busy] [--from DATE] "
				  "[--to DATE] <FILE"));
	text = ics_input();
	if (!text || !ics_lines(text, "BEGIN:VCALENDAR"))
		rc = refuse(_("the input is no iCalendar"),
			    _("it begins with BEGIN:VCALENDAR"));
	else if (ics_lines(text, "BEGIN:VCALENDAR") >
		 ics_lines(text, "END:VCALENDAR"))
		rc =
		    refuse(_("the file breaks off before END:VCALENDAR"), NULL);
	else if (!(root = icalparser_parse_string(text)))
		rc = refuse(_("the input is no iCalendar"), NULL);
	free(text);
	if (!root)
		return rc;
	rc = ics_each(root, w.from, w.to, is_wanted, print_occurrence, &w);
	if (!rc && !*w.bad && !w.busy)
		rc = print_outside(&w, root);
	if (rc < 0)
		rc = fail(71, _("out of memory"));
	else if (rc > 0)
		rc = refuse(_("the events have no end"),
			    _("--from and --to say which days are wanted"));
	else if (*w.bad)
		rc = refuse_day(w.bad);
	icalcomponent_free(root);
	return !rc && (fflush(stdout) || ferror(stdout)) ? 74 : rc;
}
