/* Dates of mail as programs write them, made such as the standard has. */
#include <kam/mail_text.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void date(const char *text, const char *wanted)
{
	struct kam_str out = KAM_STR_INIT;

	kam_mail_date(&out, text);
	assert_string_equal(out.data, wanted);
	kam_str_release(&out);
}

static void test_what_is_right_stays(void **state)
{
	(void)state;
	date("Mon, 2 Nov 2026 09:30:00 +0800 (CST)",
	     "Mon, 2 Nov 2026 09:30:00 +0800 (CST)");
	date("Mon, 2 Nov 26 09:30:00 GMT", "Mon, 2 Nov 26 09:30:00 GMT");
	date("Mon Nov  2 09:30:00 2026", "Mon Nov  2 09:30:00 2026");
	date("2 Nov 2026 09:30 EST", "2 Nov 2026 09:30:00 EST");
	date("02.11.2026", "02.11.2026");
	date("02.11.26 09:30", "02.11.26 09:30:00");
	date("no date at all", "no date at all");
	date("Mon, 2 Nov 2026 99:99:99 +0000",
	     "Mon, 2 Nov 2026 99:99:99 +0000");
	date("2 Nov 2026 009:300 +0000", "2 Nov 2026 009:300 +0000");
	date("", "");
	/* a date is no time, nor what is within one */
	date("02.11.26", "02.11.26");
	date("Mon, 02.11.26", "Mon, 02.11.26");
	date("2 Nov 2026 24:00:00", "2 Nov 2026 24:00:00");
	date("2 Nov 2026 9:5:30", "2 Nov 2026 9:5:30");
	date("2 Nov 2026 24.00.00", "2 Nov 2026 24.00.00");
	/* but what stands behind a mark that is no number's is one */
	date("2 Nov 2026 Time:14:30:05", "2 Nov 2026 Time:14:30:05");
}

/* In a time that grows with the text: minutes otherwise. */
static void test_many_blanks(void **state)
{
	enum { BLANKS = 2000000 };
	char *text = malloc(BLANKS + 2);
	clock_t begin = clock();

	(void)state;
	assert_non_null(text);
	memset(text, ' ', BLANKS);
	text[BLANKS] = 'x';
	text[BLANKS + 1] = '\0';
	date(text, text);
	assert_true((clock() - begin) / CLOCKS_PER_SEC < 10);
	free(text);
}

static void test_other_forms_of_the_time(void **state)
{
	(void)state;
	date("2026-11-02T09:30:00Z", "2026-11-02 09:30:00 +0000");
	date("2026-11-02T09:30:00.123+08:00", "2026-11-02 09:30:00 +0800");
	date("Mon, 2 Nov 2026 09.30.00 +0100",
	     "Mon, 2 Nov 2026 09:30:00 +0100");
	date("02.11.26 09.30.00", "02.11.26 09:30:00");
	date("2 Nov 2026 00:01+0000", "2 Nov 2026 00:01:00 +0000");
	date("Mon, 2 Nov 2026 06:09:22 PM EDT", "Mon, 2 Nov 2026 18:09:22 EDT");
	date("2 Nov 2026 12:05 am", "2 Nov 2026 00:05:00");
	date("2 Nov 2026 12:05pm +0000", "2 Nov 2026 12:05:00 +0000");
	date("2 Nov 2026 9:30:00 America/New_York",
	     "2 Nov 2026 09:30:00 America/New_York");
}

/* RFC 5322, appendix A.5 and A.6.3 */
static void test_comments_and_blanks_within(void **state)
{
	(void)state;
	date("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600",
	     "Fri, 21 Nov 1997 09:55:06 -0600");
	date("Thu,\r\n 13\r\n Feb\r\n 1969\r\n 23:32\r\n -0330 (Newfoundland "
	     "Time)",
	     "Thu,\r\n 13\r\n Feb\r\n 1969\r\n 23:32:00 \r\n -0330 "
	     "(Newfoundland Time)");
	date("(no) date (at : all", "(no) date (at : all");
}

static void test_other_forms_of_the_zone(void **state)
{
	(void)state;
	date("Mon Nov 02 2026 09:30:00 GMT+0800 (中国标准时间)",
	     "Mon Nov 02 2026 09:30:00 +0800 (中国标准时间)");
	date("2 Nov 2026 09:30:00 UTC+8", "2 Nov 2026 09:30:00 +0800");
	date("2 Nov 2026 09:30:00 GMT-05:30", "2 Nov 2026 09:30:00 -0530");
	date("2 Nov 2026 09:30:00 +800", "2 Nov 2026 09:30:00 +0800");
	date("2 Nov 2026 09:30:00 +08000", "2 Nov 2026 09:30:00 +08000");
	date("2 Nov 2026 09:30:00 +8:1", "2 Nov 2026 09:30:00 +8:1");
	date("2 Nov 2026 09:30:00 -", "2 Nov 2026 09:30:00 -");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_right_stays),
		cmocka_unit_test(test_many_blanks),
		cmocka_unit_test(test_other_forms_of_the_time),
		cmocka_unit_test(test_comments_and_blanks_within),
		cmocka_unit_test(test_other_forms_of_the_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
