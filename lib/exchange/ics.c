#include <kam/ics.h>

#include <kam/date.h>
#include <string.h>

enum { LINE = 75 }; /* octets, without CR LF */

/* Adds a line in pieces of LINE octets; what continues begins with a blank. */
static void add_line(struct kam_str *out, const char *line)
{
	size_t room = LINE;

	while (strlen(line) > room) {
		size_t n = room;

		/* a character stays whole */
		while (n > 1 && (line[n] & 0xc0) == 0x80)
			n--;
		kam_str_add_bytes(out, line, n);
		kam_str_add(out, "\r\n ");
		line += n;
		room = LINE - 1;
	}
	kam_str_add(out, line);
	kam_str_add(out, "\r\n");
}

/* TEXT, section 3.3.11 */
static void add_escaped(struct kam_str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			kam_str_add(out, "\\n");
		else if (strchr("\\;,", *text))
			kam_str_printf(out, "\\%c", *text);
		else if ((unsigned char)*text >= 0x20 && *text != 0x7f)
			kam_str_add_char(out, *text);
		else if (*text == '\t')
			kam_str_add_char(out, ' ');
	}
}

static void add_text(struct kam_str *out, const char *name, const char *text)
{
	struct kam_str line = KAM_STR_INIT;

	if (!text || !*text)
		return;
	kam_str_printf(&line, "%s:", name);
	add_escaped(&line, text);
	add_line(out, line.data);
	out->failed |= line.failed;
	kam_str_release(&line);
}

static void add_day(struct kam_str *out, const char *name, int32_t day)
{
	int year, month, date;

	kam_date_split(day, &year, &month, &date);
	kam_str_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, year, month,
		       date);
}

/* "2026-11-23T01:00:00Z" without its "-" and ":" */
static void add_instant(struct kam_str *out, const char *name, int64_t instant)
{
	char text[KAM_INSTANT_TEXT];

	kam_instant_format(text, instant);
	kam_str_printf(out, "%s:", name);
	for (const char *at = text; *at; at++)
		if (*at != '-' && *at != ':')
			kam_str_add_char(out, *at);
	kam_str_add(out, "\r\n");
}

void kam_ics_begin(struct kam_str *out, const char *name)
{
	kam_str_add(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
			 "PRODID:-//kam//kam//EN\r\nCALSCALE:GREGORIAN\r\n");
	add_text(out, "NAME", name);
	add_text(out, "X-WR-CALNAME", name);
	kam_str_add(out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n");
}

void kam_ics_event(struct kam_str *out, const struct kam_ics_event *event)
{
	kam_str_add(out, "BEGIN:VEVENT\r\n");
	add_text(out, "UID", event->uid);
	add_instant(out, "DTSTAMP", event->stamp);
	add_day(out, "DTSTART", event->day);
	add_day(out, "DTEND", event->day + 1);
	add_text(out, "SUMMARY", event->summary);
	add_text(out, "DESCRIPTION", event->description);
	add_text(out, "CATEGORIES", event->category);
	/* it takes no time of the day */
	kam_str_add(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

void kam_ics_end(struct kam_str *out)
{
	kam_str_add(out, "END:VCALENDAR\r\n");
}
