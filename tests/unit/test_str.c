#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kam/str.h>

static void adds_and_truncates(void **state)
{
	struct kam_str s = KAM_STR_INIT;
	struct kam_err err = { 0 };

	(void)state;
	assert_string_equal(s.data, "");
	kam_str_add(&s, "REQ-");
	kam_str_printf(&s, "%d", 12);
	kam_str_add_char(&s, '!');
	assert_string_equal(s.data, "REQ-12!");
	assert_int_equal(s.length, 7);
	kam_str_truncate(&s, 3);
	assert_string_equal(s.data, "REQ");
	assert_int_equal(kam_str_check(&s, &err), 0);
	kam_str_release(&s);
	assert_string_equal(s.data, "");
}

static void an_impossible_length_marks_the_string(void **state)
{
	struct kam_str s = KAM_STR_INIT;
	struct kam_err err = { 0 };

	(void)state;
	kam_str_add_bytes(&s, "", SIZE_MAX / 2);
	kam_str_add(&s, "after");
	assert_string_equal(s.data, "");
	assert_int_equal(kam_str_check(&s, &err), KAM_ENOMEM);
	assert_string_equal(kam_code_word(err.code), "out_of_memory");
	kam_str_reset(&s);
	kam_str_add(&s, "again");
	assert_string_equal(s.data, "again");
	kam_str_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adds_and_truncates),
		cmocka_unit_test(an_impossible_length_marks_the_string),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
