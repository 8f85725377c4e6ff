#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kam/duration.h>

static void a_working_day_has_eight_hours(void **state)
{
	struct kam_err err = { 0 };
	int64_t minutes;

	(void)state;
	assert_int_equal(
	    kam_duration_parse(&minutes, "1w2d", KAM_WORKING_TIME, &err), 0);
	assert_int_equal(minutes, 7 * 480);
	assert_int_equal(
	    kam_duration_parse(&minutes, "1d30m", KAM_CALENDAR_TIME, &err), 0);
	assert_int_equal(minutes, 1470);
}

static void what_is_formatted_parses_back(void **state)
{
	static const int64_t cases[] = { 0, 1, 59, 60, 480, 1439, 1440, 99999 };
	struct kam_err err = { 0 };
	char text[KAM_DURATION_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (int clock = 0; clock < 2; clock++) {
			int64_t back = -1;

			kam_duration_format(text, cases[i],
			                    (enum kam_clock)clock);
			assert_int_equal(
			    kam_duration_parse(&back, text,
			                       (enum kam_clock)clock, &err),
			    0);
			assert_int_equal(back, cases[i]);
		}
	}
}

static void units_have_chinese_names(void **state)
{
	static const struct {
		const char *text;
		int64_t minutes;
	} cases[] = {
		{ "45分钟", 45 }, { "１小时３０分", 90 }, { "2周", 20160 },
		{ "1天4小时", 1680 }, { "２ｈ", 120 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kam_err err = { 0 };
		int64_t minutes = -1;

		if (kam_duration_parse(&minutes, cases[i].text,
				       KAM_CALENDAR_TIME, &err))
			fail_msg("%s: %s", cases[i].text, err.message);
		assert_int_equal(minutes, cases[i].minutes);
	}
}

static void a_guess_is_refused(void **state)
{
	static const char *const bad[] = { "",     "3",    "d",   "1h2d", "1d1d",
		                           "-1d",  "1.5d", "1d ", "1x", "3年", "2分1小时",
		                           "9999999999999w" };
	int64_t minutes;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct kam_err err = { 0 };

		assert_int_equal(kam_duration_parse(&minutes, bad[i],
		                                    KAM_WORKING_TIME, &err),
		                 KAM_EINVALID);
		assert_true(err.hint[0] != '\0');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_working_day_has_eight_hours),
		cmocka_unit_test(what_is_formatted_parses_back),
		cmocka_unit_test(units_have_chinese_names),
		cmocka_unit_test(a_guess_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
