#include <kam/calendar.h>
#include <kam/date.h>
#include <kam/improve.h>
#include <kam/issue.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void number(const char *text, const char *wanted, const char *root)
{
	struct kam_str out = KAM_STR_INIT;
	struct kam_err err = { 0 };
	const char *last;

	assert_int_equal(kam_whys_number(&out, &last, text, &err), 0);
	assert_string_equal(out.data, wanted);
	if (root)
		assert_string_equal(last, root);
	else
		assert_null(last);
	kam_str_release(&out);
}

/* T. Ohno, "Toyota Production System", 1988, chapter 2: why did the machine
   stop? */
static void the_machine_of_ohno(void **state)
{
	(void)state;
	number("there was an overload and the fuse blew\n"
	       "the bearing was not sufficiently lubricated\n"
	       "the lubrication pump was not pumping sufficiently\n"
	       "the shaft of the pump was worn and rattling\n"
	       "there was no strainer attached and metal scrap got in",
	       "1. there was an overload and the fuse blew\n"
	       "2. the bearing was not sufficiently lubricated\n"
	       "3. the lubrication pump was not pumping sufficiently\n"
	       "4. the shaft of the pump was worn and rattling\n"
	       "5. there was no strainer attached and metal scrap got in",
	       "there was no strainer attached and metal scrap got in");
}

static void lines_of_any_form_are_numbered(void **state)
{
	(void)state;
	number("", "", NULL);
	number(" \n\t\n", "", NULL);
	number("7. 会话表满了\r\n\n  2.   没人清理  ",
	       "1. 会话表满了\n2. 没人清理", "没人清理");
	/* a figure at the beginning is no number of a line */
	number("30 users at eight\n1.5 GB are read",
	       "1. 30 users at eight\n2. 1.5 GB are read", "1.5 GB are read");
}

static void too_many_whys_are_refused(void **state)
{
	struct kam_str text = KAM_STR_INIT, out = KAM_STR_INIT;
	struct kam_err err = { 0 };
	const char *last;

	(void)state;
	for (int i = 0; i < KAM_WHYS; i++)
		kam_str_add(&text, "why\n");
	assert_int_equal(kam_whys_number(&out, &last, text.data, &err), 0);
	kam_str_add(&text, "why\n");
	kam_str_truncate(&out, 0);
	assert_int_equal(kam_whys_number(&out, &last, text.data, &err),
			 KAM_EINVALID);
	kam_err_reset(&err);
	kam_str_release(&text);
	kam_str_release(&out);
}

static void set(const char *whys, int64_t at, const char *why,
		const char *wanted)
{
	struct kam_str out = KAM_STR_INIT;
	struct kam_err err = { 0 };

	assert_int_equal(kam_whys_set(&out, whys, at, why, &err), 0);
	assert_string_equal(out.data, wanted);
	kam_str_release(&out);
}

static void a_why_is_added_or_replaced(void **state)
{
	struct kam_str out = KAM_STR_INIT;
	struct kam_err err = { 0 };

	(void)state;
	set("", 0, "a", "1. a");
	set("1. a", 0, "b\nc", "1. a\n2. b c");
	set("1. a\n2. b", 1, "3. c", "1. c\n2. b");
	assert_int_equal(kam_whys_set(&out, "1. a", 2, "b", &err), KAM_ENOENT);
	kam_err_reset(&err);
	assert_int_equal(kam_whys_set(&out, "1. a", 0, " \n", &err),
			 KAM_EINVALID);
	kam_err_reset(&err);
	kam_str_release(&out);
}

/* 2026-11-27 is a Friday. */
static void levels_come_by_working_days(void **state)
{
	const int32_t friday = kam_date_of(2026, 11, 27);
	int32_t days[KAM_ISSUE_LEVELS];
	struct kam_err err = { 0 };
	int n;

	(void)state;
	assert_int_equal(
	    kam_issue_levels(days, &n, "1wd 2wd  7d", friday, NULL, &err), 0);
	assert_int_equal(n, 3);
	assert_int_equal(days[0], friday + 3);
	assert_int_equal(days[1], friday + 4);
	assert_int_equal(days[2], friday + 7);
	assert_int_equal(kam_issue_levels(days, &n, "", friday, NULL, &err), 0);
	assert_int_equal(n, 0);
}

static void bad_levels_are_refused(void **state)
{
	static const char *const bad[] = {
		"2wd 1wd",
		"1wd 1wd",
		"soon",
		"1wd,2wd",
		"1d 2d 3d 4d 5d 6d 7d 8d 9d 10d",
		"1ddddddddddddddddddddddddddddddddddddddd",
	};
	const int32_t friday = kam_date_of(2026, 11, 27);

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		int32_t days[KAM_ISSUE_LEVELS];
		struct kam_err err = { 0 };
		int n;

		assert_int_equal(
		    kam_issue_levels(days, &n, bad[i], friday, NULL, &err),
		    KAM_EINVALID);
		kam_err_reset(&err);
	}
}

static void a_target_is_reached_in_its_direction(void **state)
{
	(void)state;
	assert_true(kam_improve_reaches(2, 2, 0));
	assert_true(kam_improve_reaches(1, 2, 0));
	assert_false(kam_improve_reaches(3, 2, 0));
	assert_true(kam_improve_reaches(3, 2, 1));
	assert_false(kam_improve_reaches(-3, 2, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_machine_of_ohno),
		cmocka_unit_test(lines_of_any_form_are_numbered),
		cmocka_unit_test(too_many_whys_are_refused),
		cmocka_unit_test(a_why_is_added_or_replaced),
		cmocka_unit_test(levels_come_by_working_days),
		cmocka_unit_test(bad_levels_are_refused),
		cmocka_unit_test(a_target_is_reached_in_its_direction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
