#include <kam/decimal.h>
#include <kam/health_score.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define M(x) ((int64_t)((x) * (double)KAM_DECIMAL_ONE))

/* By hand: 80 % on a scale of 50 to 100 is (80 - 50) / (100 - 50) = 60 points;
   3 overdue on a scale of 5 to 0 are (5 - 3) / 5 = 40; beyond an end it stays
   there; 2 of 3 on a scale of 0 to 3 are 66.666667 */
static void test_points(void **state)
{
	(void)state;
	assert_int_equal(kam_health_points(M(80), M(50), M(100)), M(60));
	assert_int_equal(kam_health_points(M(50), M(50), M(100)), 0);
	assert_int_equal(kam_health_points(M(100), M(50), M(100)), M(100));
	assert_int_equal(kam_health_points(M(20), M(50), M(100)), 0);
	assert_int_equal(kam_health_points(M(3), M(5), 0), M(40));
	assert_int_equal(kam_health_points(M(9), M(5), 0), 0);
	assert_int_equal(kam_health_points(M(-1), M(5), 0), M(100));
	assert_int_equal(kam_health_points(M(2), 0, M(3)), 66666667);
	/* the widest scale that a setting may say */
	assert_int_equal(kam_health_points(0, M(-10000), M(10000)), M(50));
}

/*
 * By hand: weights 2, 2, 1, 3 and points 60, 100, 40, of the last nothing is
 * known. Over the three that are there the score is (2×60 + 2×100 + 1×40) /
 * (2 + 2 + 1) = 360 / 5 = 72, made of 24 + 40 + 8; coverage 5 / 8 = 0.625. Were
 * the missing one counted as bad it would be 360 / 8 = 45, as good 82.5.
 */
static void test_missing_counts_nowhere(void **state)
{
	struct kam_health_part parts[] = {
		{ 1, M(2), M(60), 0 },
		{ 1, M(2), M(100), 0 },
		{ 1, M(1), M(40), 0 },
		{ 0, M(3), 0, 7 },
	};
	struct kam_health_sum sum;

	(void)state;
	kam_health_add_up(&sum, parts, 4, M(0.5));
	assert_int_equal(sum.scored, 1);
	assert_int_equal(sum.score, M(72));
	assert_int_equal(sum.coverage, M(0.625));
	assert_int_equal(parts[0].contribution, M(24));
	assert_int_equal(parts[1].contribution, M(40));
	assert_int_equal(parts[2].contribution, M(8));
	assert_int_equal(parts[3].contribution, 0);
	kam_health_add_up(&sum, parts, 4, M(0.7));
	assert_int_equal(sum.scored, 0);
	assert_int_equal(sum.coverage, M(0.625));
}

/* By hand: (1×100 + 2×50) / 3 = 66.666… is 66.7 */
static void test_score_is_rounded_to_a_tenth(void **state)
{
	struct kam_health_part parts[] = {
		{ 1, M(1), M(100), 0 },
		{ 1, M(2), M(50), 0 },
	};
	struct kam_health_sum sum;

	(void)state;
	kam_health_add_up(&sum, parts, 2, 0);
	assert_int_equal(sum.score, M(66.7));
	assert_int_equal(parts[0].contribution, 33333333);
	assert_int_equal(parts[1].contribution, 33333333);
}

/* nothing known, weights of 0, no signal at all: no score, and no division */
static void test_nothing_is_no_score(void **state)
{
	struct kam_health_part none = { 0, M(2), 0, 0 };
	struct kam_health_part off = { 1, 0, M(100), 0 };
	struct kam_health_sum sum;

	(void)state;
	kam_health_add_up(&sum, &none, 1, 0);
	assert_int_equal(sum.scored, 0);
	assert_int_equal(sum.coverage, 0);
	kam_health_add_up(&sum, &off, 1, 0);
	assert_int_equal(sum.scored, 0);
	kam_health_add_up(&sum, NULL, 0, 0);
	assert_int_equal(sum.scored, 0);
}

static int parses(const char *text,
		  int (*parse)(struct kam_health_pairs *out, const char *text,
			       struct kam_err *err))
{
	struct kam_health_pairs pairs;
	struct kam_err err = { 0 };

	return !parse(&pairs, text, &err);
}

static void test_settings(void **state)
{
	struct kam_health_pairs pairs;
	struct kam_err err = { 0 };

	(void)state;
	assert_int_equal(kam_health_weights_parse(
			     &pairs, " contact=3  agreement=0.5 ", &err),
			 0);
	assert_int_equal(pairs.n, 2);
	assert_int_equal(kam_health_pair(&pairs, "contact")->a, M(3));
	assert_int_equal(kam_health_pair(&pairs, "agreement")->a, M(0.5));
	assert_null(kam_health_pair(&pairs, "contac"));
	assert_true(parses("", kam_health_weights_parse));
	assert_false(parses("contact", kam_health_weights_parse));
	assert_false(parses("contact=", kam_health_weights_parse));
	assert_false(parses("=3", kam_health_weights_parse));
	assert_false(parses("contact=-1", kam_health_weights_parse));
	assert_false(parses("contact=1001", kam_health_weights_parse));
	assert_false(parses("a=1 a=2", kam_health_weights_parse));
	assert_false(parses("contact=x", kam_health_weights_parse));

	assert_int_equal(
	    kam_health_scales_parse(&pairs, "contact=200:-1.5", &err), 0);
	assert_int_equal(pairs.items[0].a, M(200));
	assert_int_equal(pairs.items[0].b, M(-1.5));
	assert_false(parses("contact=200", kam_health_scales_parse));
	assert_false(parses("contact=2:2", kam_health_scales_parse));
	assert_false(parses("contact=:2", kam_health_scales_parse));
	assert_false(parses("contact=2:", kam_health_scales_parse));
	assert_false(parses("contact=10001:0", kam_health_scales_parse));
}

static void test_bands(void **state)
{
	struct kam_health_bands bands;
	struct kam_err err = { 0 };

	(void)state;
	assert_int_equal(
	    kam_health_bands_parse(&bands, "green=75 amber=50", &err), 0);
	assert_string_equal(kam_health_band(&bands, M(75)), "green");
	assert_string_equal(kam_health_band(&bands, M(74.9)), "amber");
	assert_string_equal(kam_health_band(&bands, M(50)), "amber");
	assert_string_equal(kam_health_band(&bands, M(49.9)), "red");
	assert_true(kam_health_bands_parse(&bands, "green=75", &err));
	assert_true(kam_health_bands_parse(&bands, "green=40 amber=50", &err));
	assert_true(kam_health_bands_parse(&bands, "green=101 amber=5", &err));
	assert_true(kam_health_bands_parse(&bands, "green=9 blue=5", &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_points),
		cmocka_unit_test(test_missing_counts_nowhere),
		cmocka_unit_test(test_score_is_rounded_to_a_tenth),
		cmocka_unit_test(test_nothing_is_no_score),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_bands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
