#include <kam/phone.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_forms_of_one_number_are_the_same(void **state)
{
	static const struct {
		const char *text;
		int code;
		const char *digits;
	} numbers[] = {
		{ "+49 170 1234567", 49, "1701234567" },
		{ "0049170/123-45-67", 49, "1701234567" },
		{ "+49 (0)170 1234567", 49, "1701234567" },
		{ "0170 1234567", 0, "1701234567" },
		{ "(020) 7946 0743", 0, "2079460743" },
		{ "+44 20 7946 0743", 44, "2079460743" },
		{ "+86 21 5555 4431 转12", 86, "2155554431" },
		{ "０２１－５５５５４４３１", 0, "2155554431" },
		{ "13900001111", 0, "13900001111" },
		{ "+1 (212) 555-0100 ext. 7", 1, "2125550100" },
		{ "+358 9 1234567", 358, "91234567" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char digits[KAM_PHONE_DIGITS];
		int code;

		if (!kam_phone_read(digits, &code, numbers[i].text))
			fail_msg("'%s' is no number", numbers[i].text);
		assert_string_equal(digits, numbers[i].digits);
		assert_int_equal(code, numbers[i].code);
	}
}

static void test_what_is_no_number_says_nothing(void **state)
{
	static const char *const texts[] = {
		"",
		"n/a",
		"110",
		"000000000",
		"+",
		"+49",
		"x 0170 1234567",
		"12345678901234567890",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char digits[KAM_PHONE_DIGITS];
		int code;

		if (kam_phone_read(digits, &code, texts[i]))
			fail_msg("'%s' is %s", texts[i], digits);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms_of_one_number_are_the_same),
		cmocka_unit_test(test_what_is_no_number_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
