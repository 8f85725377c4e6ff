/*
 * Urgency, as Taskwarrior computes it.
 */
#include <kam/urgency.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ONE = 1000000 };

/* Taskwarrior, Task.cpp, Task::urgency_due(): 1.0 from 7 days overdue on, 0.2
   from 14 days ahead, between them ((days + 14) * 0.8 / 21) + 0.2: 0.733 today,
   so 8.8 with the coefficient 12 of "Urgency" */
static void due_as_taskwarrior_has_it(void **state)
{
	(void)state;
	assert_int_equal(kam_urgency_due(7), ONE);
	assert_int_equal(kam_urgency_due(400), ONE);
	assert_int_equal(kam_urgency_due(0), 733333);
	assert_int_equal(kam_urgency_due(-7), 466666);
	assert_int_equal(kam_urgency_due(-14), 200000);
	assert_int_equal(kam_urgency_due(-100), 200000);
}

static void age_is_of_a_year(void **state)
{
	(void)state;
	assert_int_equal(kam_urgency_age(-3), 0);
	assert_int_equal(kam_urgency_age(73), 200000);
	assert_int_equal(kam_urgency_age(365), ONE);
	assert_int_equal(kam_urgency_age(366), ONE);
}

/* Taskwarrior, "Urgency": a task that is due a week ago (12.0), blocks another
   (8.0) and is a year old (2.0) has 22; being blocked takes 5 from it */
static void parts_add_up(void **state)
{
	struct kam_urgency u = { { 0 } };
	struct kam_err err = { 0 };

	(void)state;
	assert_int_equal(kam_urgency_weights(u.weights,
					     "due=12 blocking=8 blocked=-5 "
					     "age=2",
					     &err),
			 0);
	u.values[KAM_URGENCY_DUE] = kam_urgency_due(7);
	u.values[KAM_URGENCY_BLOCKING] = ONE;
	u.values[KAM_URGENCY_AGE] = ONE;
	u.values[KAM_URGENCY_CORE] = ONE; /* has no weight */
	kam_urgency_add_up(&u);
	assert_int_equal(u.parts[KAM_URGENCY_DUE], 12 * ONE);
	assert_int_equal(u.parts[KAM_URGENCY_CORE], 0);
	assert_int_equal(u.sum, 22 * ONE);
	u.values[KAM_URGENCY_BLOCKED] = ONE;
	kam_urgency_add_up(&u);
	assert_int_equal(u.sum, 17 * ONE);
}

static void words_count_by_rank(void **state)
{
	(void)state;
	assert_int_equal(kam_urgency_word(4, 4), ONE);
	assert_int_equal(kam_urgency_word(1, 4), 250000);
	assert_int_equal(kam_urgency_word(0, 4), 0);
}

static void weights_are_checked(void **state)
{
	static const char *const wrong[] = { "due", "due=0", "dew=3",
					     "due=1 due=2", "due=1000.1" };
	int64_t weights[KAM_URGENCY_FACTORS];

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct kam_err err = { 0 };

		assert_int_equal(kam_urgency_weights(weights, wrong[i], &err),
				 KAM_EINVALID);
		assert_true(*err.message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(due_as_taskwarrior_has_it),
		cmocka_unit_test(age_is_of_a_year),
		cmocka_unit_test(parts_add_up),
		cmocka_unit_test(words_count_by_rank),
		cmocka_unit_test(weights_are_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
