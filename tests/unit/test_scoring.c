#include <kam/decimal.h>
#include <kam/scoring.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ONE ((int64_t)KAM_DECIMAL_ONE)

/* beginpm.com, "What is the RICE scoring model": feature A reaches 1000, high,
   80%, effort 5: 320; B 500, medium, 90%, 2: 225; C 2000, medium, 70%, 8:
   175 */
static void test_rice_as_published(void **state)
{
	(void)state;
	assert_int_equal(kam_score_rice(1000, 2 * ONE, 800000, 5 * ONE),
			 320 * ONE);
	assert_int_equal(kam_score_rice(500, ONE, 900000, 2 * ONE), 225 * ONE);
	assert_int_equal(kam_score_rice(2000, ONE, 700000, 8 * ONE), 175 * ONE);
}

static void test_rice_knows_five_impacts(void **state)
{
	static const int64_t known[] = { 3000000, 2000000, 1000000, 500000,
					 250000 };

	(void)state;
	for (size_t i = 0; i < 5; i++)
		assert_true(kam_rice_impact_is_known(known[i]));
	assert_false(kam_rice_impact_is_known(0));
	assert_false(kam_rice_impact_is_known(4000000));
	assert_false(kam_rice_impact_is_known(250001));
}

/* beginpm.com, "What is WSJF in agile?": task A (100 + 50 + 20) / 10 = 17,
   task B (80 + 30 + 10) / 5 = 24; "How to calculate WSJF": (30 + 20 + 10) / 5
   = 12. SAFe's scale: (8 + 5 + 2) / 2 = 7.5 */
static void test_wsjf_as_published(void **state)
{
	(void)state;
	assert_int_equal(kam_score_wsjf(100, 50, 20, 10), 17 * ONE);
	assert_int_equal(kam_score_wsjf(80, 30, 10, 5), 24 * ONE);
	assert_int_equal(kam_score_wsjf(30, 20, 10, 5), 12 * ONE);
	assert_int_equal(kam_score_wsjf(8, 5, 2, 2), 7500000);
	assert_int_equal(kam_score_wsjf(0, 0, 0, 20), 0);
}

/* Wikipedia, "Weighted sum model", after E. Triantaphyllou, "Multi-criteria
   decision making: a comparative study", 2000: A1 21.5, A2 22, A3 22 */
static void test_weighted_sum_as_triantaphyllou_has_it(void **state)
{
	static const int64_t weights[] = { 200000, 150000, 400000, 250000 };
	static const int64_t a1[] = { 25 * ONE, 20 * ONE, 15 * ONE, 30 * ONE };
	static const int64_t a2[] = { 10 * ONE, 30 * ONE, 20 * ONE, 30 * ONE };
	static const int64_t a3[] = { 30 * ONE, 10 * ONE, 30 * ONE, 10 * ONE };

	(void)state;
	assert_int_equal(kam_score_weighted(a1, weights, 4), 21500000);
	assert_int_equal(kam_score_weighted(a2, weights, 4), 22 * ONE);
	assert_int_equal(kam_score_weighted(a3, weights, 4), 22 * ONE);
}

/* Weights are shares of their sum, whichever scale they are on. */
static void test_weights_are_normalised(void **state)
{
	static const int64_t weights[] = { 30 * ONE, 10 * ONE };
	static const int64_t against[] = { 3 * ONE, -ONE };
	static const int64_t scores[] = { 5 * ONE, ONE };

	(void)state;
	assert_int_equal(kam_score_weighted(scores, weights, 2), 4 * ONE);
	assert_int_equal(kam_score_weighted(scores, against, 2), 3500000);
}

static void test_value_by_effort(void **state)
{
	(void)state;
	assert_int_equal(kam_score_value_effort(80, 5 * ONE), 16 * ONE);
	assert_int_equal(kam_score_value_effort(1, 3 * ONE), 333333);
	assert_int_equal(kam_score_value_effort(2, 3 * ONE), 666667);
}

static void test_scores_are_held_within_what_decimals_print(void **state)
{
	(void)state;
	assert_int_equal(kam_score_rice(100000000, 3 * ONE, ONE, 1),
			 KAM_SCORE_MOST);
	assert_int_equal(kam_score_rice(100000000, 3 * ONE, ONE, ONE),
			 INT64_C(300000000) * ONE);
}

/* "The DSDM Agile Project Framework", 10.4.1: no more than 60 % Musts; its
   typical split is 60, 20 and 20 % of 100 days */
static void test_musts_are_no_more_than_sixty_percent(void **state)
{
	(void)state;
	assert_false(kam_must_is_heavy(kam_score_share(60 * ONE, 100 * ONE)));
	assert_true(kam_must_is_heavy(kam_score_share(61 * ONE, 100 * ONE)));
	assert_false(kam_must_is_heavy(0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rice_as_published),
		cmocka_unit_test(test_rice_knows_five_impacts),
		cmocka_unit_test(test_wsjf_as_published),
		cmocka_unit_test(test_weighted_sum_as_triantaphyllou_has_it),
		cmocka_unit_test(test_weights_are_normalised),
		cmocka_unit_test(test_value_by_effort),
		cmocka_unit_test(
		    test_scores_are_held_within_what_decimals_print),
		cmocka_unit_test(test_musts_are_no_more_than_sixty_percent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
