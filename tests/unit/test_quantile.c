#include <kam/decimal.h>
#include <kam/quantile.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Wikipedia, "Percentile", the nearest-rank method: of 15 20 35 40 50 the 5th
   is 15, the 30th 20, the 40th 20, the 50th 35, the 100th 50; of 3 6 7 8 8 9 10
   13 15 16 20 the 75th is 15 */
static void test_nearest_rank(void **state)
{
	static const int64_t five[] = { 15, 20, 35, 40, 50 };
	static const int64_t eleven[] = {
		3, 6, 7, 8, 8, 9, 10, 13, 15, 16, 20
	};

	(void)state;
	assert_int_equal(kam_quantile_nearest(five, 5, 5), 15);
	assert_int_equal(kam_quantile_nearest(five, 5, 30), 20);
	assert_int_equal(kam_quantile_nearest(five, 5, 40), 20);
	assert_int_equal(kam_quantile_nearest(five, 5, 50), 35);
	assert_int_equal(kam_quantile_nearest(five, 5, 100), 50);
	assert_int_equal(kam_quantile_nearest(eleven, 11, 75), 15);
	assert_int_equal(kam_quantile_nearest(five, 1, 90), 15);
}

static void test_median(void **state)
{
	int64_t numbers[] = { 9, 1, 4, 2 };

	(void)state;
	kam_quantile_sort(numbers, 4);
	assert_int_equal(kam_quantile_median(numbers, 4), 3 * KAM_DECIMAL_ONE);
	assert_int_equal(kam_quantile_median(numbers, 3), 2 * KAM_DECIMAL_ONE);
	assert_int_equal(kam_quantile_median(numbers, 2),
			 KAM_DECIMAL_ONE * 3 / 2);
	assert_int_equal(kam_quantile_median(numbers, 1), KAM_DECIMAL_ONE);
	kam_quantile_sort(NULL, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nearest_rank),
		cmocka_unit_test(test_median),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
