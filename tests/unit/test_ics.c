/*
 * iCalendar: folding, escaping, days (RFC 5545).
 */
#include <kam/date.h>
#include <kam/ics.h>
#include <kam/utf8.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void an_event_is_a_day(void **state)
{
	struct kam_str out = KAM_STR_INIT;
	const struct kam_ics_event event = {
		.uid = "REQ-1@x.kam",
		.stamp = 0,
		.day = kam_date_of(2026, 12, 31),
		.summary = "a, b; c\\d\ne\tf\rg",
		.category = "req",
	};

	(void)state;
	kam_ics_begin(&out, "kam: acme");
	kam_ics_event(&out, &event);
	kam_ics_end(&out);
	assert_string_equal(out.data,
			    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
			    "PRODID:-//kam//kam//EN\r\nCALSCALE:GREGORIAN\r\n"
			    "NAME:kam: acme\r\nX-WR-CALNAME:kam: acme\r\n"
			    "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
			    "BEGIN:VEVENT\r\nUID:REQ-1@x.kam\r\n"
			    "DTSTAMP:19700101T000000Z\r\n"
			    "DTSTART;VALUE=DATE:20261231\r\n"
			    "DTEND;VALUE=DATE:20270101\r\n"
			    "SUMMARY:a\\, b\\; c\\\\d\\ne fg\r\n"
			    "CATEGORIES:req\r\nTRANSP:TRANSPARENT\r\n"
			    "END:VEVENT\r\nEND:VCALENDAR\r\n");
	kam_str_release(&out);
}

/* RFC 5545, section 3.1: no line of more than 75 octets; unfolded, the text is
   what it was, and no piece ends within a character. */
static void long_lines_are_folded(void **state)
{
	(void)state;
	for (size_t n = 1; n < 200; n++) {
		struct kam_str out = KAM_STR_INIT, text = KAM_STR_INIT;
		struct kam_str flat = KAM_STR_INIT;
		struct kam_ics_event event = { .uid = "u" };

		for (size_t i = 0; i < n; i++)
			kam_str_add(&text, i % 7 ? "门" : "x");
		event.summary = text.data;
		kam_ics_event(&out, &event);
		for (const char *at = out.data; *at;) {
			size_t line = strcspn(at, "\r");

			assert_true(line <= 75);
			assert_true(kam_utf8_valid(at, line));
			kam_str_add_bytes(&flat, at, line);
			at += line + 2;
			if (*at == ' ')
				at++;
			else
				kam_str_add_char(&flat, '\n');
		}
		kam_str_add_char(&text, '\n');
		assert_non_null(strstr(flat.data, text.data));
		kam_str_release(&out);
		kam_str_release(&text);
		kam_str_release(&flat);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_is_a_day),
		cmocka_unit_test(long_lines_are_folded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
