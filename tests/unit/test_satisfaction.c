#include <kam/satisfaction.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_near(double is, double should, double within)
{
	if (fabs(is - should) > within)
		fail_msg("%.6f is not %.6f", is, should);
}

/* Answers of NPS: so many 10, 8 and 0. */
static struct kam_satisfaction nps(int64_t p, int64_t passive, int64_t d)
{
	struct kam_tally t = { KAM_NPS, { 0, 10 }, { 0 }, 0, 0 };
	struct kam_satisfaction s;

	assert_true(kam_tally_add(&t, 10, p));
	assert_true(kam_tally_add(&t, 8, passive));
	assert_true(kam_tally_add(&t, 0, d));
	kam_satisfaction(&s, &t);
	return s;
}

static struct kam_satisfaction csat(int64_t k, int64_t n)
{
	struct kam_tally t = { KAM_CSAT, { 1, 5 }, { 0 }, 0, 0 };
	struct kam_satisfaction s;

	assert_true(kam_tally_add(&t, 4, k));
	assert_true(kam_tally_add(&t, 3, n - k));
	kam_satisfaction(&s, &t);
	return s;
}

/* R. G. Newcombe, "Two-sided confidence intervals for the single proportion",
   Statistics in Medicine 17, 1998, Table I, method 3 (score without a
   correction for continuity) */
static void test_wilson_as_newcombe_has_it(void **state)
{
	static const struct {
		int64_t k, n;
		double from, to;
	} rows[] = {
		{ 81, 263, 0.2553, 0.3662 },
		{ 15, 148, 0.0624, 0.1605 },
		{ 0, 20, 0, 0.1611 },
		{ 1, 29, 0.0061, 0.1718 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kam_satisfaction s = csat(rows[i].k, rows[i].n);

		assert_near(s.from, rows[i].from, 0.00005);
		assert_near(s.to, rows[i].to, 0.00005);
		assert_near(s.score, (double)rows[i].k / (double)rows[i].n,
			    1e-12);
	}
	assert_true(csat(0, 20).from == 0 && csat(20, 20).to == 1);
}

/* The R package NPS by B. Rocks, tests of nps(), nps_var() and nps_se(): of
   0, 7, 7, 9, 9, 9 it is 1/3, 5/9 and 0.304; of 1, 9: 0, 1, 0.707; of 7, 9:
   1/4, 0.354; of 0, 7, 9: 2/3, 0.471. The first is also the worked example of
   W. Huber, Cross Validated 18609 */
static void test_nps_as_rocks_has_it(void **state)
{
	static const struct {
		int64_t high, middle, low;
		double score, variance, error;
	} rows[] = {
		{ 3, 2, 1, 1.0 / 3, 5.0 / 9, 0.304 },
		{ 1, 0, 1, 0, 1, 0.707 },
		{ 1, 1, 0, 0.5, 0.25, 0.354 },
		{ 1, 1, 1, 0, 2.0 / 3, 0.471 },
		{ 1, 0, 0, 1, 0, 0 },
		{ 0, 0, 1, -1, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kam_satisfaction s =
		    nps(rows[i].high, rows[i].middle, rows[i].low);

		assert_near(s.score, 100 * rows[i].score, 1e-9);
		assert_near(s.variance, 1e4 * rows[i].variance, 1e-9);
		assert_near(sqrt(s.variance / (double)s.n) / 100, rows[i].error,
			    0.001);
	}
}

/* talkstats.com, thread 58500: 291 promoters, 476 passives and 395 detractors
   of 1162 make -9, give or take 4.4 */
static void test_nps_interval_as_talkstats_has_it(void **state)
{
	struct kam_satisfaction s = nps(291, 476, 395);

	(void)state;
	assert_int_equal(s.n, 1162);
	assert_near(s.score, -9, 0.06);
	assert_near((s.to - s.from) / 2, 4.4, 0.05);
}

/* A. Engelhardt, "Net Promoter Score confidence intervals 2", cybaea.net, 2016:
   where promoters and detractors are a third each, it is 320 / sqrt(n) wide */
static void test_nps_interval_as_engelhardt_has_it(void **state)
{
	struct kam_satisfaction s = nps(300, 300, 300);

	(void)state;
	assert_near(s.to - s.from, 320 / sqrt(900), 0.01);
}

static void test_nps_keeps_within_its_ends(void **state)
{
	struct kam_satisfaction s = nps(19, 1, 0);

	(void)state;
	assert_true(s.to == 100);
	assert_true(s.from > 80);
}

/* The R package contingencytables (Fagerland, Lydersen, Laake, "Statistical
   Analysis of Contingency Tables", 2017, chapter 4), test of
   Newcombe_hybrid_score_CI_2x2: 7 of 34 and 1 of 34 (Perondi et al., 2004)
   differ by 0.1765, 0.0189 to 0.3404 */
static void test_two_proportions_as_newcombe_has_it(void **state)
{
	struct kam_satisfaction before = csat(1, 34), after = csat(7, 34);
	struct kam_satisfaction_shift shift;

	(void)state;
	kam_satisfaction_change(&shift, KAM_CSAT, &before, &after);
	assert_near(shift.change, 0.1765, 0.00005);
	assert_near(shift.from, 0.0189, 0.00005);
	assert_near(shift.to, 0.3404, 0.00005);
	assert_true(shift.known && shift.beyond);
	kam_satisfaction_change(&shift, KAM_CSAT, &after, &before);
	assert_near(shift.from, -0.3404, 0.00005);
	assert_true(shift.beyond);
}

/* Two NPS: the variances add up. The margins of 4.4 of the example above twice
   make 4.4 sqrt 2 */
static void test_nps_change_adds_variances(void **state)
{
	struct kam_satisfaction before = nps(291, 476, 395),
				after = nps(395, 476, 291);
	struct kam_satisfaction_shift shift;

	(void)state;
	kam_satisfaction_change(&shift, KAM_NPS, &before, &before);
	assert_near(shift.to, 4.388 * sqrt(2), 0.01);
	assert_true(shift.known && !shift.beyond && shift.change == 0);
	kam_satisfaction_change(&shift, KAM_NPS, &before, &after);
	assert_near(shift.change, 17.9, 0.01);
	assert_true(shift.beyond);
}

/* NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, "Critical values
   of the Student's t distribution", 0.975 */
static void test_student_as_nist_has_it(void **state)
{
	static const struct {
		int64_t df;
		double t;
	} rows[] = {
		{ 1, 12.706 }, { 2, 4.303 },  { 3, 3.182 },  { 4, 2.776 },
		{ 5, 2.571 },  { 9, 2.262 },  { 10, 2.228 }, { 20, 2.086 },
		{ 30, 2.042 }, { 60, 2.000 }, { 99, 1.984 }, { 100, 1.984 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_near(kam_student_t(rows[i].df), rows[i].t, 0.0006);
	assert_near(kam_student_t(100), kam_student_t(101), 0.0003);
	assert_near(kam_student_t(1000000), 1.95996, 0.00001);
}

/* 3, 4, 5, 6, 7: mean 5, variance 2.5; t of 4 is 2.776, so 5 -+ 1.963 */
static void test_effort_is_a_mean_with_student(void **state)
{
	struct kam_tally t = { KAM_CES, { 1, 7 }, { 0 }, 0, 0 };
	struct kam_satisfaction s;

	(void)state;
	for (int i = 3; i <= 7; i++)
		assert_true(kam_tally_add(&t, i, 1));
	assert_false(kam_tally_add(&t, 8, 1));
	assert_false(kam_tally_add(&t, 0, 1));
	kam_satisfaction(&s, &t);
	assert_int_equal(s.n, 5);
	assert_near(s.score, 5, 1e-12);
	assert_near(s.variance, 2.5, 1e-12);
	assert_near(s.from, 5 - 1.963, 0.001);
	assert_near(s.to, 5 + 1.963, 0.001);
}

static void test_effort_of_one_has_no_interval(void **state)
{
	struct kam_tally t = { KAM_CES, { 1, 7 }, { 0 }, 4, 1 };
	struct kam_satisfaction s, none;
	struct kam_satisfaction_shift shift;

	(void)state;
	assert_true(kam_tally_add(&t, 6, 1));
	kam_satisfaction(&s, &t);
	assert_false(s.has_interval);
	assert_near(s.response, 0.25, 1e-12);
	t = (struct kam_tally){ KAM_CES, { 1, 7 }, { 0 }, 0, 0 };
	kam_satisfaction(&none, &t);
	assert_true(none.n == 0 && none.response < 0);
	kam_satisfaction_change(&shift, KAM_CES, &none, &s);
	assert_false(shift.known);
}

/* Welch: 3 4 5 6 7 and 1 2 3 4 5: -2, t of 8 is 2.306, error 1 */
static void test_effort_change_is_welchs(void **state)
{
	struct kam_tally t = { KAM_CES, { 1, 7 }, { 0 }, 0, 0 };
	struct kam_tally u = t;
	struct kam_satisfaction before, after;
	struct kam_satisfaction_shift shift;

	(void)state;
	for (int i = 1; i <= 5; i++) {
		assert_true(kam_tally_add(&t, i + 2, 1));
		assert_true(kam_tally_add(&u, i, 1));
	}
	kam_satisfaction(&before, &t);
	kam_satisfaction(&after, &u);
	kam_satisfaction_change(&shift, KAM_CES, &before, &after);
	assert_near(shift.change, -2, 1e-12);
	assert_near(shift.from, -4.306, 0.001);
	assert_near(shift.to, 0.306, 0.001);
	assert_false(shift.beyond);
}

static void test_bands(void **state)
{
	static const struct kam_scale ten = { 0, 10 }, five = { 1, 5 },
				      seven = { 1, 7 };

	(void)state;
	assert_int_equal(kam_band_of(KAM_NPS, &ten, 6), KAM_LOW);
	assert_int_equal(kam_band_of(KAM_NPS, &ten, 7), KAM_MIDDLE);
	assert_int_equal(kam_band_of(KAM_NPS, &ten, 8), KAM_MIDDLE);
	assert_int_equal(kam_band_of(KAM_NPS, &ten, 9), KAM_HIGH);
	assert_int_equal(kam_band_of(KAM_CSAT, &five, 2), KAM_LOW);
	assert_int_equal(kam_band_of(KAM_CSAT, &five, 3), KAM_MIDDLE);
	assert_int_equal(kam_band_of(KAM_CSAT, &five, 4), KAM_HIGH);
	assert_int_equal(kam_band_of(KAM_CES, &seven, 3), KAM_LOW);
	assert_int_equal(kam_band_of(KAM_CES, &seven, 4), KAM_MIDDLE);
}

static void test_scales(void **state)
{
	static const char *const wrong[] = { "",     "5",    "1-",   "-5",
					     "5-1",  "1-5x", "1-50", "a-b",
					     "1--5", "0-11" };
	struct kam_scale scale;
	struct kam_err err = { 0 };

	(void)state;
	assert_int_equal(kam_scale_parse(&scale, "1-10", &err), 0);
	assert_true(scale.low == 1 && scale.high == 10);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_not_equal(kam_scale_parse(&scale, wrong[i], &err),
				     0);
		kam_err_reset(&err);
	}
	assert_string_equal(kam_scale_usual(KAM_CES), "1-7");
	assert_true(kam_scale_fits(KAM_CSAT, "1-10"));
	assert_false(kam_scale_fits(KAM_NPS, "1-10"));
	assert_false(kam_scale_fits(KAM_CES, "1-5"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wilson_as_newcombe_has_it),
		cmocka_unit_test(test_nps_as_rocks_has_it),
		cmocka_unit_test(test_nps_interval_as_talkstats_has_it),
		cmocka_unit_test(test_nps_interval_as_engelhardt_has_it),
		cmocka_unit_test(test_nps_keeps_within_its_ends),
		cmocka_unit_test(test_two_proportions_as_newcombe_has_it),
		cmocka_unit_test(test_nps_change_adds_variances),
		cmocka_unit_test(test_student_as_nist_has_it),
		cmocka_unit_test(test_effort_is_a_mean_with_student),
		cmocka_unit_test(test_effort_of_one_has_no_interval),
		cmocka_unit_test(test_effort_change_is_welchs),
		cmocka_unit_test(test_bands),
		cmocka_unit_test(test_scales),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
