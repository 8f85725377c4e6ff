#include <kam/pareto.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* L. Scrucca, "qcc: an R package for quality control charting and statistical
   process control", R News 4 (1), 2004; the example of pareto.chart, whose
   percentages are rounded here to tenths: 31.3 26.7 22.0 11.0 9.0, together
   31.3 58.0 80.0 91.0 100.0. */
static void the_example_of_qcc(void **state)
{
	static const struct {
		const char *label;
		int64_t count;
	} defects[] = {
		{ "price code", 80 },    { "schedule date", 27 },
		{ "supplier code", 66 }, { "contact num.", 94 },
		{ "part num.", 33 },
	};
	static const struct {
		const char *label;
		int share, cumulative; /* tenths of a percent */
		int vital;
	} wanted[] = {
		{ "contact num.", 313, 313, 1 },
		{ "price code", 267, 580, 1 },
		{ "supplier code", 220, 800, 1 },
		/* 80 % is reached exactly by the three before it */
		{ "part num.", 110, 910, 0 },
		{ "schedule date", 90, 1000, 0 },
	};
	struct kam_pareto p = { 0 };
	struct kam_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(kam_pareto_add(&p, defects[i].label,
						defects[i].count, &err),
				 0);
	kam_pareto_rank(&p, KAM_PARETO_PERCENT);
	assert_int_equal(p.n, 5);
	assert_int_equal(p.total, 300);
	for (size_t i = 0; i < 5; i++) {
		assert_string_equal(p.lines[i].label, wanted[i].label);
		assert_int_equal((p.lines[i].share + 500) / 1000,
				 wanted[i].share);
		assert_int_equal((p.lines[i].cumulative + 500) / 1000,
				 wanted[i].cumulative);
		assert_int_equal(p.lines[i].vital, wanted[i].vital);
	}
	kam_pareto_release(&p);
}

static void one_at_a_time_and_equal_ones_by_label(void **state)
{
	static const char *const seen[] = { "tools", "people", "tools",
					    "people", "inputs" };
	struct kam_pareto p = { 0 };
	struct kam_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(kam_pareto_add(&p, seen[i], 1, &err), 0);
	kam_pareto_rank(&p, KAM_PARETO_PERCENT);
	assert_int_equal(p.n, 3);
	assert_string_equal(p.lines[0].label, "people");
	assert_string_equal(p.lines[1].label, "tools");
	assert_string_equal(p.lines[2].label, "inputs");
	assert_int_equal(p.lines[0].share, 400000);
	assert_true(p.lines[1].vital);
	assert_false(p.lines[2].vital);
	assert_int_equal(p.lines[2].cumulative, 1000000);
	kam_pareto_release(&p);
}

static void nothing_has_no_share(void **state)
{
	struct kam_pareto p = { 0 };
	struct kam_err err = { 0 };

	(void)state;
	kam_pareto_rank(&p, KAM_PARETO_PERCENT);
	assert_int_equal(kam_pareto_add(&p, "none", 0, &err), 0);
	kam_pareto_rank(&p, KAM_PARETO_PERCENT);
	assert_int_equal(p.lines[0].share, 0);
	assert_int_equal(p.lines[0].cumulative, 0);
	assert_false(p.lines[0].vital);
	kam_pareto_release(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_example_of_qcc),
		cmocka_unit_test(one_at_a_time_and_equal_ones_by_label),
		cmocka_unit_test(nothing_has_no_share),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
