#include <kam/credit_code.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* python-stdnum, stdnum.cn.uscc: its worked example */
static void test_the_published_example_holds(void **state)
{
	char code[KAM_CREDIT_CODE_TEXT];
	struct kam_err err = { 0 };

	(void)state;
	assert_int_equal(
	    kam_credit_code_read(code, "91110000600037341L", &err), 0);
	assert_string_equal(code, "91110000600037341L");
	/* letters small or wide, blanks between */
	assert_int_equal(
	    kam_credit_code_read(code, " 9111 0000６００037341l", &err), 0);
	assert_string_equal(code, "91110000600037341L");
}

static void test_any_character_mistyped_is_seen(void **state)
{
	static const char good[] = "91350100M000100Y43";

	(void)state;
	for (size_t i = 0; i < KAM_CREDIT_CODE; i++) {
		char code[KAM_CREDIT_CODE_TEXT], bad[sizeof good];
		struct kam_err err = { 0 };

		memcpy(bad, good, sizeof good);
		bad[i] = bad[i] == '7' ? '8' : '7';
		if (!kam_credit_code_read(code, bad, &err))
			fail_msg("'%s' was read", bad);
	}
}

static void test_what_is_none_is_refused(void **state)
{
	static const char *const texts[] = {
		"",
		"9",
		"91110000600037341",
		"91110000600037341L0",
		"9111000060003734IL",
		"统一社会信用代码",
		"91110000600037341L 91110000600037341L",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char code[KAM_CREDIT_CODE_TEXT];
		struct kam_err err = { 0 };

		if (!kam_credit_code_read(code, texts[i], &err))
			fail_msg("'%s' was read", texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_published_example_holds),
		cmocka_unit_test(test_any_character_mistyped_is_seen),
		cmocka_unit_test(test_what_is_none_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
