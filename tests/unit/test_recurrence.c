#include <kam/date.h>
#include <kam/recurrence.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* China's October holiday of 2026: closed 25–27 September and 1–7 October,
   worked Sunday 20 September and Saturday 10 October. */
static struct kam_exception days[16];
static struct kam_calendar china = { KAM_WEEKDAYS_MON_FRI, days, 0 };

static void add_day(int month, int day, int working)
{
	days[china.n_exceptions].date = kam_date_of(2026, month, day);
	days[china.n_exceptions++].working = working;
}

static int set_up(void **state)
{
	(void)state;
	china.n_exceptions = 0;
	add_day(9, 20, 1);
	for (int day = 25; day <= 27; day++)
		add_day(9, day, 0);
	for (int day = 1; day <= 7; day++)
		add_day(10, day, 0);
	add_day(10, 10, 1);
	return 0;
}

static int32_t day(const char *text)
{
	struct kam_err err = { 0 };
	int32_t date;

	assert_int_equal(kam_date_parse(&date, text, &err), 0);
	return date;
}

static struct kam_recurrence rule(const char *text)
{
	struct kam_err err = { 0 };
	struct kam_recurrence r;

	if (kam_recurrence_parse(&r, text, &err))
		fail_msg("%s: %s", text, err.message);
	return r;
}

static void assert_day(int32_t date, const char *wanted)
{
	char text[KAM_DATE_TEXT];

	kam_date_format(text, date);
	assert_string_equal(text, wanted);
}

/* The series of a rule from a start, as "09-04 09-18 …". */
static void assert_series(const char *text, const char *start,
			  const char *wanted)
{
	struct kam_recurrence r = rule(text);
	struct kam_err err = { 0 };
	int32_t date, from = day(start);

	for (; *wanted;
	     wanted += strcspn(wanted, " "), wanted += strspn(wanted, " ")) {
		char got[KAM_DATE_TEXT];

		assert_int_equal(kam_recurrence_on_or_after(
				     &date, &r, day(start), from, &china, &err),
				 0);
		kam_date_format(got, date);
		if (strncmp(got + 5, wanted, 5) != 0)
			fail_msg("%s: %s, not %.5s", text, got, wanted);
		from = date + 1;
	}
}

static void test_rules_as_chinese_say_them(void **state)
{
	static const char *const cases[][2] = {
		{ "每天", "day" },
		{ "每３天", "3 days" },
		{ "每个工作日", "working day" },
		{ "每5个工作日", "5 working days" },
		{ "每周", "week" },
		{ "每周五", "week on fri" },
		{ "隔周", "2 weeks" },
		{ "每两周周五", "2 weeks on fri" },
		{ "每周一、周四", "week on mon,thu" },
		{ "每周一和四", "week on mon,thu" },
		{ "每星期一至星期三", "week on mon,tue,wed" },
		{ "每月", "month" },
		{ "每月15日", "month on 15th" },
		{ "每月底", "month on last day" },
		{ "每个月的最后一个工作日", "month on last working day" },
		{ "每月第三个工作日", "month on 3rd working day" },
		{ "每月最后一个周五", "month on last fri" },
		{ "每2个月第二个周二", "2 months on 2nd tue" },
		{ "每季度第二个周一", "quarter on 2nd mon" },
		{ "每年3月31日", "year on 03-31" },
	};
	static const char *const bad[] = {
		"每",          "每周八",       "每月32日",   "每周五底",
		"每年13月1日", "周五",         "每月第二",   "每1000天",
		"每0天",       "每0个月15日",  "每00两天",   "每０周",
		"每月0日",     "每年101月5日", "每年0月5日", "每年3月131日",
		"每年3月32日", "每年3月0日"
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kam_recurrence r = rule(cases[i][0]);
		struct kam_recurrence same = rule(cases[i][1]);
		struct kam_str text = KAM_STR_INIT, wanted = KAM_STR_INIT;

		kam_recurrence_format(&text, &r);
		kam_recurrence_format(&wanted, &same);
		assert_string_equal(text.data, wanted.data);
		kam_str_release(&text);
		kam_str_release(&wanted);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct kam_err err = { 0 };
		struct kam_recurrence r;

		if (!kam_recurrence_parse(&r, bad[i], &err))
			fail_msg("%s was read", bad[i]);
	}
}

static void test_what_is_written_comes_back_in_one_form(void **state)
{
	static const char *const pairs[][2] = {
		{ "daily", "day" },
		{ "3 days", "3 days" },
		{ "every 5 working days", "5 working days" },
		{ "weekly", "week" },
		{ "every week on thu,mon", "week on mon,thu" },
		{ "biweekly on fri", "2 weeks on fri" },
		{ "fortnightly", "2 weeks" },
		{ "2 weeks on mon-wed", "2 weeks on mon,tue,wed" },
		{ "monthly on the 15th", "month on 15" },
		{ "month on 31", "month on 31" },
		{ "month on last friday", "month on last fri" },
		{ "2 months on second tue", "2 months on 2nd tue" },
		{ "month on last day", "month on last day" },
		{ "month on last working day", "month on last working day" },
		{ "month on 3rd working day", "month on 3rd working day" },
		{ "quarterly on last working day",
		  "quarter on last working day" },
		{ "quarter on 2nd mon", "quarter on 2nd mon" },
		{ "year on 03-31", "year on 03-31" },
		{ "annually", "year" },
		{ "every other week", "2 weeks" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct kam_recurrence r = rule(pairs[i][0]), again;
		struct kam_str text = KAM_STR_INIT, read = KAM_STR_INIT;

		kam_recurrence_format(&text, &r);
		assert_string_equal(text.data, pairs[i][1]);
		/* in English people read the same */
		kam_recurrence_show(&read, text.data);
		assert_string_equal(read.data, text.data);
		kam_str_release(&read);
		again = rule(text.data);
		assert_memory_equal(&r, &again, sizeof r);
		kam_str_release(&text);
	}
}

static void test_nonsense_is_refused(void **state)
{
	static const char *const texts[] = {
		"",
		"0 days",
		"1000 days",
		"every",
		"week on",
		"week on 3",
		"month on 32",
		"month on 6th fri",
		"day on mon",
		"year on 02-30",
		"year on 13-01",
		"3",
		"month on mon,tue",
		"week on mon tue",
		"quarter on 93",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct kam_err err = { 0 };
		struct kam_recurrence r;

		if (kam_recurrence_parse(&r, texts[i], &err) != KAM_EINVALID)
			fail_msg("'%s' was read", texts[i]);
		assert_non_null(strstr(err.hint, "month on last fri"));
	}
}

static void test_series_across_the_october_holiday(void **state)
{
	(void)state;
	assert_series("week on fri", "2026-09-01",
		      "09-04 09-11 09-18 09-25 10-02 10-09");
	assert_series("2 weeks on fri", "2026-09-04",
		      "09-04 09-18 10-02 10-16 10-30");
	/* the phase is that of the week which holds the start */
	assert_series("2 weeks on mon,fri", "2026-09-09",
		      "09-11 09-21 09-25 10-05 10-09");
	assert_series("month on last fri", "2026-09-01", "09-25 10-30 11-27");
	assert_series("month on last working day", "2026-08-01",
		      "08-31 09-30 10-30 11-30 12-31");
	assert_series("month on 2nd working day", "2026-09-02",
		      "09-02 10-09 11-03");
	assert_series("quarter on last working day", "2026-07-01",
		      "09-30 12-31");
	assert_series("5 working days", "2026-09-17",
		      "09-17 09-23 10-08 10-14 10-21");
	assert_series("10 days", "2026-09-21", "09-21 10-01 10-11");
}

static void test_months_that_are_too_short(void **state)
{
	(void)state;
	assert_series("month on 31", "2027-01-01", "01-31 02-28 03-31 04-30");
	assert_series("month", "2028-01-30", "01-30 02-29 03-30 04-30");
	assert_series("year on 02-29", "2027-01-01", "02-28 02-29 02-28");
	assert_series("quarter", "2026-11-30", "11-30 02-28 05-30 08-30");
	assert_series("month on 5th fri", "2026-10-01", "10-30 01-29 04-30");
}

static void test_due_days_move_off_holidays(void **state)
{
	struct kam_err err = { 0 };
	int32_t due;

	(void)state;
	assert_int_equal(kam_recurrence_shift(&due, day("2026-10-02"),
					      KAM_SHIFT_BEFORE, &china, &err),
			 0);
	assert_day(due, "2026-09-30");
	assert_int_equal(kam_recurrence_shift(&due, day("2026-10-02"),
					      KAM_SHIFT_AFTER, &china, &err),
			 0);
	assert_day(due, "2026-10-08");
	assert_int_equal(kam_recurrence_shift(&due, day("2026-10-02"),
					      KAM_SHIFT_NONE, &china, &err),
			 0);
	assert_day(due, "2026-10-02");
	/* a make-up Saturday is worked: it stays */
	assert_int_equal(kam_recurrence_shift(&due, day("2026-10-10"),
					      KAM_SHIFT_BEFORE, &china, &err),
			 0);
	assert_day(due, "2026-10-10");
}

static void assert_from(const char *text, const char *delivery,
			const char *wanted)
{
	struct kam_recurrence r = rule(text);
	struct kam_err err = { 0 };
	int32_t date;

	assert_int_equal(kam_recurrence_from_delivery(&date, &r, day(delivery),
						      &china, &err),
			 0);
	assert_day(date, wanted);
}

static void test_counted_from_a_delivery(void **state)
{
	(void)state;
	assert_from("2 weeks", "2026-09-15", "2026-09-29");
	assert_from("10 days", "2026-09-15", "2026-09-25");
	assert_from("5 working days", "2026-09-23", "2026-10-08");
	assert_from("month", "2027-01-31", "2027-02-28");
	assert_from("month on last fri", "2026-09-10", "2026-10-30");
	assert_from("week on mon", "2026-09-10", "2026-09-14");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules_as_chinese_say_them),
		cmocka_unit_test(test_what_is_written_comes_back_in_one_form),
		cmocka_unit_test(test_nonsense_is_refused),
		cmocka_unit_test(test_series_across_the_october_holiday),
		cmocka_unit_test(test_months_that_are_too_short),
		cmocka_unit_test(test_due_days_move_off_holidays),
		cmocka_unit_test(test_counted_from_a_delivery),
	};

	return cmocka_run_group_tests(tests, set_up, NULL);
}
