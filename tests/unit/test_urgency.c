/*
 * Urgency, as Taskwarrior computes it.
 */
#include <kam/urgency.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ONE = 1000000 };

/*
 * Taskwarrior, src/Task.cpp, Task::urgency_due(): 1.0 from 7 days overdue on,
 * 0.2 beyond 14 days ahead, between them ((days + 14) * 0.8 / 21) + 0.2. The
 * figures are those of its own test, test/urgency.t, tasks 9a to 9x, whose
 * coefficient is 10 and whose due dates lie an hour beyond so many days: it
 * allows 0.1, and so does this, which is where an hour and rounding go.
 */
static void due_as_taskwarrior_has_it(void **state)
{
	static const struct {
		int64_t late, hundredths;
	} published[] = {
		{ 10, 1000 }, { 7, 1000 },  { 6, 962 },   { 5, 924 },
		{ 4, 886 },   { 3, 848 },   { 2, 810 },   { 1, 771 },
		{ 0, 733 },   { -1, 694 },  { -2, 656 },  { -3, 617 },
		{ -4, 579 },  { -5, 541 },  { -6, 503 },  { -7, 465 },
		{ -8, 427 },  { -9, 389 },  { -10, 351 }, { -11, 313 },
		{ -12, 275 }, { -13, 237 }, { -14, 200 }, { -15, 200 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
		int64_t value = 10 * kam_urgency_due(published[i].late);
		int64_t theirs = published[i].hundredths * (ONE / 100);

		assert_in_range(value, theirs - ONE / 10 + 1,
				theirs + ONE / 10 - 1);
	}
	/* what the formula itself gives */
	assert_int_equal(kam_urgency_due(7), ONE);
	assert_int_equal(kam_urgency_due(400), ONE);
	assert_int_equal(kam_urgency_due(0), 733333);
	assert_int_equal(kam_urgency_due(-7), 466666);
	assert_int_equal(kam_urgency_due(-14), 200000);
	assert_int_equal(kam_urgency_due(-100), 200000);
}

/* Task::urgency_age(): days over urgency.age.max, which is 365, at most 1 */
static void age_is_of_a_year(void **state)
{
	(void)state;
	assert_int_equal(kam_urgency_age(-3), 0);
	assert_int_equal(kam_urgency_age(73), 200000);
	assert_int_equal(kam_urgency_age(365), ONE);
	assert_int_equal(kam_urgency_age(366), ONE);
}

/*
 * Taskwarrior's usual coefficients (src/Context.cpp): due 12.0, blocking 8.0,
 * blocked -5.0, age 2.0. Its test/urgency.t, TestBug837, has 8 for a task that
 * only blocks another, -5 for that one, and 0 once it is done.
 */
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
	u.values[KAM_URGENCY_BLOCKING] = ONE;
	kam_urgency_add_up(&u);
	assert_int_equal(u.sum, 8 * ONE);
	u.values[KAM_URGENCY_BLOCKING] = 0;
	u.values[KAM_URGENCY_BLOCKED] = ONE;
	kam_urgency_add_up(&u);
	assert_int_equal(u.sum, -5 * ONE);
	u.values[KAM_URGENCY_BLOCKED] = 0;
	kam_urgency_add_up(&u);
	assert_int_equal(u.sum, 0);
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
