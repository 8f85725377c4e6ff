#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <kam/grow.h>

enum { MANY = 1000 };

static void what_is_there_stays(void **state)
{
	struct kam_err err = { 0 };
	size_t room = 0;
	int *items = NULL;

	(void)state;
	for (size_t n = 0; n < MANY; n++) {
		int *grown = kam_grow(items, &room, n, sizeof *items, &err);

		assert_non_null(grown);
		assert_true(room > n);
		items = grown;
		items[n] = (int)n;
	}
	for (size_t n = 0; n < MANY; n++)
		assert_int_equal(items[n], n);
	free(items);
}

static void an_arena_keeps_the_old_ones_too(void **state)
{
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	size_t room = 0;
	int *items = NULL, *first = NULL;

	(void)state;
	for (size_t n = 0; n < MANY; n++) {
		int *grown =
		    kam_grow_in(&arena, items, &room, n, sizeof *items, &err);

		assert_non_null(grown);
		assert_true(room > n);
		items = grown;
		items[n] = (int)n;
		if (!n)
			first = items;
	}
	for (size_t n = 0; n < MANY; n++)
		assert_int_equal(items[n], n);
	assert_ptr_not_equal(first, items);
	assert_int_equal(*first, 0);
	kam_arena_release(&arena);
}

static void what_has_no_room_is_left_as_it_was(void **state)
{
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	size_t room = 4;
	int items[4] = { 1, 2, 3, 4 };

	(void)state;
	assert_null(kam_grow(items, &room, 4, SIZE_MAX / 2, &err));
	assert_int_equal(err.code, KAM_ENOMEM);
	assert_int_equal(room, 4);
	kam_err_reset(&err);
	assert_null(kam_grow_in(&arena, items, &room, 4, SIZE_MAX / 2, &err));
	assert_int_equal(err.code, KAM_ENOMEM);
	assert_int_equal(room, 4);
	assert_int_equal(items[3], 4);
	kam_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_there_stays),
		cmocka_unit_test(an_arena_keeps_the_old_ones_too),
		cmocka_unit_test(what_has_no_room_is_left_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
