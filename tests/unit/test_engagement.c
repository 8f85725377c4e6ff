#include <kam/engagement.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* PMBOK Guide, 5th edition, figure 13-4: A meets high power with low interest,
   B high with high, H low power with high interest, F low with low */
static void test_the_quadrants_of_the_grid(void **state)
{
	(void)state;
	assert_string_equal(kam_quadrant_word(kam_quadrant_of(5, 1)),
			    "keep_satisfied");
	assert_string_equal(kam_quadrant_word(kam_quadrant_of(4, 4)),
			    "manage_closely");
	assert_string_equal(kam_quadrant_word(kam_quadrant_of(1, 5)),
			    "keep_informed");
	assert_string_equal(kam_quadrant_word(kam_quadrant_of(3, 3)),
			    "monitor");
}

static void test_what_is_unsaid_is_not_placed(void **state)
{
	(void)state;
	assert_null(kam_quadrant_word(kam_quadrant_of(0, 5)));
	assert_null(kam_quadrant_word(kam_quadrant_of(5, 0)));
	assert_non_null(kam_quadrant_advice(KAM_QUADRANT_NONE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_quadrants_of_the_grid),
		cmocka_unit_test(test_what_is_unsaid_is_not_placed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
