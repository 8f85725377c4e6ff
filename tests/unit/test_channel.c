#include <kam/channel.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int check(const char *text)
{
	struct kam_err err = { 0 };

	return kam_hours_check(text, &err);
}

static void test_hours(void **state)
{
	static const char *const good[] = {
		"09:00-18:00",
		"00:00-24:00",
		"09:00-12:00,13:00-18:00",
	};
	static const char *const bad[] = {
		"",
		"9-18",
		"09:00",
		"09:00-",
		"18:00-09:00",
		"09:00-09:00",
		"09:60-18:00",
		"24:00-25:00",
		"09:00-18:00,",
		"09:00-18:00 ",
		"09:00-18:00x",
		"09:00-12:00,12:00-18:00",
		"13:00-18:00,09:00-12:00",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (check(good[i]))
			fail_msg("'%s' was refused", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (!check(bad[i]))
			fail_msg("'%s' was taken", bad[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
