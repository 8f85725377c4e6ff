/*
 * kam-read-ics: the days of an iCalendar file as JSON lines.
 *
 *	kam-read-ics --from 2026-01-01 --to 2026-12-31 <holidays.ics
 *	{"date":"2026-10-01","working":false,"name":"National Day"}
 *
 * Every day that an event covers is a line; rules that recur are expanded
 * within the window. A day is worked where the event says so: X-APPLE-SPECIAL-
 * DAY:ALTERNATE-WORKDAY, or a summary with 班, "workday", "working day" or
 * "make-up". Exit 0, 64 for its arguments, 65 where the input is no iCalendar,
 * 74 where it cannot be read or written.
 */
#include <kam/date.h>
#include <kam/json.h>
#include <libical/ical.h>
#include <string.h>
#include <strings.h>

enum { INPUT_BYTES = 8 * 1024 * 1024, DAYS = 10000 };

struct window {
	int32_t from, to;
	int given; /* lines so far */
};

/* The whole of standard input, NUL-terminated; NULL where it is too much. */
static char *read_input(void)
{
	struct kam_str text = KAM_STR_INIT;
	char buffer[65536];
	size_t n;

	while ((n = fread(buffer, 1, sizeof buffer, stdin)) > 0) {
		kam_str_add_bytes(&text, buffer, n);
		if (text.length > INPUT_BYTES)
			text.failed = 1;
	}
	if (ferror(stdin) || text.failed || !text.length) {
		kam_str_release(&text);
		return NULL;
	}
	return text.data;
}

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

static void print_day(struct window *w, int32_t day, int working,
		      const char *summary)
{
	struct kam_str line = KAM_STR_INIT;
	char date[KAM_DATE_TEXT];

	if (day < w->from || day > w->to || w->given >= DAYS)
		return;
	w->given++;
	kam_date_format(date, day);
	kam_str_printf(&line, "{\"date\":\"%s\",\"working\":%s,\"name\":", date,
		       working ? "true" : "false");
	kam_json_quote(&line, summary, strlen(summary));
	(void)printf("%s}\n", line.data);
	kam_str_release(&line);
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

static void print_from(struct window *w, icalcomponent *event,
		       struct icaltimetype at, int32_t length)
{
	const char *summary = icalcomponent_get_summary(event);
	int32_t day = kam_date_of(at.year, at.month, at.day);

	if (!summary)
		summary = "";
	for (int32_t i = 0; i < length; i++)
		print_day(w, day + i, is_working(event, summary), summary);
}

static void read_event(struct window *w, icalcomponent *event)
{
	struct icaltimetype start = icalcomponent_get_dtstart(event), at;
	icalproperty *rule =
	    icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
	icalrecur_iterator *each;
	int steps = 0;

	if (icaltime_is_null_time(start) || start.year < 1 || start.year > 9999)
		return;
	if (!rule) {
		print_from(w, event, start, length_of(event, start));
		return;
	}
	each = icalrecur_iterator_new(icalproperty_get_rrule(rule), start);
	while (each && steps++ < DAYS && w->given < DAYS) {
		at = icalrecur_iterator_next(each);
		if (icaltime_is_null_time(at) ||
		    kam_date_of(at.year, at.month, at.day) > w->to)
			break;
		print_from(w, event, at, length_of(event, start));
	}
	if (each)
		icalrecur_iterator_free(each);
}

/* --from DATE --to DATE */
static int read_window(struct window *w, int argc, char **argv)
{
	struct kam_err err = { 0 };

	w->from = kam_date_of(1970, 1, 1);
	w->to = kam_date_of(2099, 12, 31);
	for (int i = 1; i < argc; i += 2) {
		int32_t *out = !strcmp(argv[i], "--from") ? &w->from
			       : !strcmp(argv[i], "--to") ? &w->to
							  : NULL;

		if (!out || i + 1 == argc ||
		    kam_date_parse(out, argv[i + 1], &err))
			return -1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct window w = { 0 };
	icalcomponent *calendar, *event;
	char *text;

	if (read_window(&w, argc, argv)) {
		(void)fprintf(stderr,
			      "kam-read-ics: usage: kam-read-ics [--from DATE] "
			      "[--to DATE] <FILE\n");
		return 64;
	}
	text = read_input();
	calendar = text && holds(text, "BEGIN:VCALENDAR")
		       ? icalparser_parse_string(text)
		       : NULL;
	free(text);
	if (!calendar) {
		(void)fprintf(stderr,
			      "kam-read-ics: the input is no iCalendar\n");
		return 65;
	}
	for (event = icalcomponent_get_first_component(calendar,
						       ICAL_VEVENT_COMPONENT);
	     event; event = icalcomponent_get_next_component(
			calendar, ICAL_VEVENT_COMPONENT))
		read_event(&w, event);
	icalcomponent_free(calendar);
	return fflush(stdout) || ferror(stdout) ? 74 : 0;
}
