#include <kam/kano.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The table of Berger et al., 1993, row by row. */
static void test_the_table_of_evaluation(void **state)
{
	static const char *const rows[KAM_KANO_ANSWERS] = {
		"QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ",
	};

	(void)state;
	for (int f = 0; f < KAM_KANO_ANSWERS; f++)
		for (int d = 0; d < KAM_KANO_ANSWERS; d++)
			assert_int_equal(kam_kano_letters[kam_kano_evaluate(
					     (enum kam_kano_answer)f,
					     (enum kam_kano_answer)d)],
					 rows[f][d]);
}

/* M O A I R Q, and the coefficients in thousandths */
struct attribute {
	struct kam_kano_tally tally;
	int class;
	int better, worse;
};

/* W. Peter, the R package stp25kano, README, "Evaluation": five attributes of a
   maker of cleaning machines, 296 answers each, their greatest category, CS+
   and CS- */
static void test_the_attributes_of_stp25kano(void **state)
{
	static const struct attribute all[] = {
		/* service app */
		{ { { 95, 123, 45, 33, 0, 0 } },
		  KAM_KANO_ONE_DIMENSIONAL,
		  568,
		  736 },
		/* excellent service */
		{ { { 101, 54, 54, 81, 3, 3 } }, KAM_KANO_MUST_BE, 372, 534 },
		/* hotline */
		{ { { 15, 24, 121, 124, 6, 6 } },
		  KAM_KANO_INDIFFERENT,
		  511,
		  137 },
		/* loan machine */
		{ { { 65, 87, 93, 51, 0, 0 } }, KAM_KANO_ATTRACTIVE, 608, 514 },
		/* ready-to-use return */
		{ { { 9, 18, 83, 177, 6, 3 } }, KAM_KANO_INDIFFERENT, 352, 94 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		int64_t better, worse;

		assert_int_equal(kam_kano_mode(&all[i].tally), all[i].class);
		assert_true(
		    kam_kano_coefficients(&better, &worse, &all[i].tally));
		assert_int_equal((better + 500) / 1000, all[i].better);
		assert_int_equal((-worse + 500) / 1000, all[i].worse);
		assert_in_range(kam_kano_strength(&all[i].tally),
				better - worse - 1, better - worse + 1);
	}
}

/* Berger: M > O > A > I */
static void test_ties_go_to_what_matters_more(void **state)
{
	const struct kam_kano_tally all = { { 2, 2, 2, 2, 2, 2 } };
	const struct kam_kano_tally three = { { 0, 2, 2, 2, 0, 0 } };
	const struct kam_kano_tally two = { { 1, 0, 3, 3, 0, 0 } };
	const struct kam_kano_tally last = { { 0, 0, 0, 1, 2, 2 } };

	(void)state;
	assert_int_equal(kam_kano_mode(&all), KAM_KANO_MUST_BE);
	assert_int_equal(kam_kano_mode(&three), KAM_KANO_ONE_DIMENSIONAL);
	assert_int_equal(kam_kano_mode(&two), KAM_KANO_ATTRACTIVE);
	assert_int_equal(kam_kano_mode(&last), KAM_KANO_REVERSE);
}

static void test_nothing_is_made_of_no_answers(void **state)
{
	const struct kam_kano_tally none = { { 0 } };
	const struct kam_kano_tally reverse = { { 0, 0, 0, 0, 3, 1 } };
	int64_t better, worse;

	(void)state;
	assert_int_equal(kam_kano_mode(&none), -1);
	assert_false(kam_kano_coefficients(&better, &worse, &none));
	assert_false(kam_kano_coefficients(&better, &worse, &reverse));
	assert_int_equal(kam_kano_answers(&reverse), 4);
	assert_int_equal(kam_kano_strength(&reverse), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_table_of_evaluation),
		cmocka_unit_test(test_the_attributes_of_stp25kano),
		cmocka_unit_test(test_ties_go_to_what_matters_more),
		cmocka_unit_test(test_nothing_is_made_of_no_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
