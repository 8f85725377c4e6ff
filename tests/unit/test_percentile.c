#include <kam/percentile.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Wikipedia, "Percentile", the nearest-rank method, worked examples 1 to 3 */
static void test_the_worked_examples(void **state)
{
	int64_t five[] = { 50, 15, 40, 20, 35 };
	int64_t ten[] = { 3, 6, 7, 8, 8, 10, 13, 15, 16, 20 };
	int64_t eleven[] = { 3, 6, 7, 8, 8, 9, 10, 13, 15, 16, 20 };

	(void)state;
	assert_int_equal(kam_percentile(five, 5, 5), 15);
	assert_int_equal(kam_percentile(five, 5, 30), 20);
	assert_int_equal(kam_percentile(five, 5, 40), 20);
	assert_int_equal(kam_percentile(five, 5, 50), 35);
	assert_int_equal(kam_percentile(five, 5, 100), 50);
	assert_int_equal(kam_percentile(ten, 10, 25), 7);
	assert_int_equal(kam_percentile(ten, 10, 50), 8);
	assert_int_equal(kam_percentile(ten, 10, 75), 15);
	assert_int_equal(kam_percentile(eleven, 11, 25), 7);
	assert_int_equal(kam_percentile(eleven, 11, 50), 9);
	assert_int_equal(kam_percentile(eleven, 11, 75), 15);
}

static void test_one_value_is_every_percentile(void **state)
{
	int64_t one[] = { -7 };

	(void)state;
	assert_int_equal(kam_percentile(one, 1, 1), -7);
	assert_int_equal(kam_percentile(one, 1, 90), -7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_worked_examples),
		cmocka_unit_test(test_one_value_is_every_percentile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
