/*
 * kam-read-ics: the days of an iCalendar file as JSON lines.
 *
 *	kam-read-ics --from 2026-01-01 --to 2026-12-31 <holidays.ics
 *	{"date":"2026-10-01","working":false,"name":"National Day"}
 *
 * Every day that an event covers is a line; rules that recur, and further
 * dates, are expanded within the window, without those taken out or moved. A
 * day is worked where the event says so: X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY,
 * or a summary with 班, "workday", "working day" or "make-up".
 *
 * What is cancelled is left out. --busy wants only what keeps a person from
 * work: not what is transparent (TRANSP) or free, tentative or elsewhere by
 *Microsoft's X-MICROSOFT-CDO-BUSYSTATUS, whose OOF counts in any case. Events
 *of whole days are lines as above; those with times, of 8 hours or more, are
 *lines with a beginning and an end, in UTC or, without Z, on anyone's clock:
 *
 *	{"from":"2026-10-01T08:00:00Z","to":"2026-10-02T18:00:00Z","name":""}
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
	STEPS = 200000, /* of one rule */
	BUSY_SECONDS = 8 * 3600,
};

struct window {
	int32_t from, to;
	int busy;
	int given; /* lines so far */
	int too_many;
	char bad[32]; /* a beginning that is no day */
};

/* Whether text holds a word, case aside. */
static int holds(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (; *text; text++)
		if (!strncasecmp(text, word, n))
			return 1;
	return 0;
}

static int is_working(icalcomponent *event, const char *summary)
{
	static const char *const words[] = { "班", "workday", "working day",
					     "make-up", "makeup" };
	icalproperty *p;

	for (p = icalcomponent_get_first_property(event, ICAL_X_PROPERTY); p;
	     p = icalcomponent_get_next_property(event, ICAL_X_PROPERTY)) {
		const char *name = icalproperty_get_x_name(p);
		const char *value = icalproperty_get_x(p);

		if (name && value && holds(name, "SPECIAL-DAY"))
			return holds(value, "WORKDAY");
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (holds(summary, words[i]))
			return 1;
	return 0;
}

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

/* The days of one occurrence; how many days it covers. */
static int32_t length_of(icalcomponent *event, struct icaltimetype start)
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

static int64_t seconds_of(icalcomponent *event, struct icaltimetype start)
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

static int print_occurrence(void *context, icalcomponent *event,
			    struct icaltimetype at)
{
	struct window *w = context;
	struct icaltimetype start = icalcomponent_get_dtstart(event);
	const char *summary = summary_of(w, event);
	int32_t day = kam_date_of(at.year, at.month, at.day);

	if (w->busy && !at.is_date) {
		struct kam_str line = KAM_STR_INIT;
		int64_t seconds = seconds_of(event, start);

		if (day + ICS_EVENT_DAYS < w->from || day > w->to + 1 ||
		    w->too_many)
			return w->too_many;
		if (seconds > ICS_EVENT_DAYS * INT64_C(86400))
			seconds = ICS_EVENT_DAYS * INT64_C(86400);
		kam_str_add(&line, "{");
		print_moment(&line, "from", at, 0);
		print_moment(&line, "to", at, seconds);
		end_line(w, &line, summary);
		return w->too_many;
	}
	for (int32_t i = 0, n = length_of(event, start); i < n; i++)
		print_day(w, day + i, is_working(event, summary), summary);
	return w->too_many;
}

/* Whether it keeps a person from work. */
static int is_busy(icalcomponent *event, struct icaltimetype start)
{
	icalproperty *p;

	if (!start.is_date && seconds_of(event, start) < BUSY_SECONDS)
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
	return !*w->bad && (!w->busy || is_busy(event, start));
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
