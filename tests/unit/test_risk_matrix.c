#include <kam/risk_matrix.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char levels[] = "low=1 medium=5 high=12 extreme=20";

static struct kam_risk_matrix parse(const char *text)
{
	struct kam_err err = { 0 };
	struct kam_risk_matrix m;

	if (kam_risk_matrix_parse(&m, text, levels, &err))
		fail_msg("%s: %s", text, err.message);
	return m;
}

static int score(const struct kam_risk_matrix *m, int p, int i)
{
	struct kam_err err = { 0 };
	int n;

	assert_int_equal(kam_risk_matrix_score(&n, m, p, i, &err), 0);
	return n;
}

/* PMBOK Guide, 5th edition, figure 11-10: probability 0.9 … 0.1 by impact
   0.05 … 0.80; as percents, rounded as printed there */
static void test_the_pmbok_matrix(void **state)
{
	struct kam_risk_matrix m = parse("1 1 1 2 4 8; 2 2 3 6 12 24; "
					 "3 3 5 10 20 40; 4 4 7 14 28 56; "
					 "5 5 9 18 36 72");

	(void)state;
	assert_int_equal(m.probabilities, 5);
	assert_int_equal(m.impacts, 6);
	assert_int_equal(score(&m, 5, 6), 72);
	assert_int_equal(score(&m, 3, 4), 10);
	assert_int_equal(score(&m, 1, 6), 8);
}

static void test_a_product_matrix_and_its_levels(void **state)
{
	struct kam_risk_matrix m = parse("5x5");

	(void)state;
	assert_int_equal(score(&m, 4, 5), 20);
	assert_string_equal(kam_risk_matrix_level(&m, 20), "extreme");
	assert_string_equal(kam_risk_matrix_level(&m, 19), "high");
	assert_string_equal(kam_risk_matrix_level(&m, 4), "low");
	assert_string_equal(kam_risk_matrix_level(&m, 0), "");
}

static void test_levels_off_the_matrix_are_refused(void **state)
{
	struct kam_risk_matrix m = parse("3x4");
	struct kam_err err = { 0 };
	int n;

	(void)state;
	assert_true(kam_risk_matrix_score(&n, &m, 4, 1, &err) < 0);
	assert_string_equal(err.field, "probability");
	kam_err_reset(&err);
	assert_true(kam_risk_matrix_score(&n, &m, 1, 0, &err) < 0);
	assert_string_equal(err.field, "impact");
}

static void test_what_is_no_matrix_is_refused(void **state)
{
	static const char *const matrices[] = {
		"",     "5",        "1x5",       "11x5",
		"5x5x", "1 2; 1",   "3 2; 4 5",  "1 2; 0 5",
		"1 2",  "1 2; a b", "1 2; 2 4;",
	};
	static const char *const names[] = {
		"", "low", "low=5 high=1", "low=1 low", "Low=1", "low=-1"
	};
	struct kam_risk_matrix m;

	(void)state;
	for (size_t i = 0; i < sizeof matrices / sizeof *matrices; i++) {
		struct kam_err err = { 0 };

		if (!kam_risk_matrix_parse(&m, matrices[i], levels, &err))
			fail_msg("'%s' was read", matrices[i]);
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct kam_err err = { 0 };

		if (!kam_risk_matrix_parse(&m, "5x5", names[i], &err))
			fail_msg("'%s' was read", names[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_pmbok_matrix),
		cmocka_unit_test(test_a_product_matrix_and_its_levels),
		cmocka_unit_test(test_levels_off_the_matrix_are_refused),
		cmocka_unit_test(test_what_is_no_matrix_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
