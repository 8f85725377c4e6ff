/* Which records have a name, and on which line each stands. */
#include "exchange/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void finds_names_folded(void **state)
{
	struct kam_names names = { 0 };
	struct kam_err err = { 0 };
	int64_t ids[KAM_NAMES_SAME];

	(void)state;
	assert_int_equal(kam_names_find(ids, &names, "ACME", 0, &err), 0);
	assert_int_equal(kam_names_add(&names, "Acme", 7, 1, &err), 0);
	assert_int_equal(kam_names_add(&names, "ＡＣＭＥ", 9, 0, &err), 0);
	assert_int_equal(kam_names_find(ids, &names, "ACME", 0, &err), 2);
	assert_int_equal(ids[0] + ids[1], 16);
	assert_int_equal(kam_names_find(ids, &names, "acme", 1, &err), 1);
	assert_int_equal(ids[0], 7);
	assert_int_equal(kam_names_remove(&names, "acme", 7, &err), 0);
	assert_int_equal(kam_names_find(ids, &names, "acme", 1, &err), 0);
	kam_names_release(&names);
}

static void meets_those_before(void **state)
{
	struct kam_names names = { 0 };
	struct kam_err err = { 0 };
	int64_t ids[KAM_NAMES_SAME];

	(void)state;
	assert_int_equal(kam_names_meet(ids, &names, "华东", 1, 1, &err), 0);
	assert_int_equal(kam_names_meet(ids, &names, "华东", 2, 0, &err), 1);
	assert_int_equal(ids[0], 1);
	/* the same again is no other */
	assert_int_equal(kam_names_meet(ids, &names, "华东", 2, 0, &err), 2);
	assert_int_equal(kam_names_meet(ids, &names, "华东", 2, 0, &err), 2);
	/* those beyond are not kept: it is ambiguous anyhow */
	for (int64_t id = 3; id < 10; id++)
		(void)!kam_names_meet(ids, &names, "华东", id, 0, &err);
	assert_int_equal(kam_names_find(ids, &names, "华东", 0, &err),
			 KAM_NAMES_SAME);
	kam_names_release(&names);
}

enum { MANY = 5000 };

static void keeps_many_names(void **state)
{
	struct kam_names names = { 0 };
	struct kam_err err = { 0 };
	int64_t ids[KAM_NAMES_SAME];
	char name[32];

	(void)state;
	for (int i = 1; i <= MANY; i++) {
		(void)snprintf(name, sizeof name, "zoho:zcrm_%d", i);
		assert_int_equal(kam_names_meet(ids, &names, name, i, 0, &err),
				 0);
	}
	for (int i = 1; i <= MANY; i++) {
		(void)snprintf(name, sizeof name, "zoho:zcrm_%d", i);
		assert_int_equal(kam_names_find(ids, &names, name, 0, &err), 1);
		assert_int_equal(ids[0], i);
	}
	kam_names_release(&names);
}

/* New records ascend; those that were there come as the file has them. */
static void keeps_first_lines(void **state)
{
	struct kam_lines lines = { 0 };
	struct kam_err err = { 0 };
	int64_t record;

	(void)state;
	assert_int_equal(kam_lines_find(&lines, 1), 0);
	for (size_t i = 0; i < MANY; i++) {
		record = i % 3 ? 10000 + (int64_t)i : 10000 - (int64_t)i;
		assert_int_equal(kam_lines_add(&lines, record, i + 2, &err), 0);
		assert_int_equal(kam_lines_add(&lines, record, 1, &err), 0);
	}
	for (size_t i = 0; i < MANY; i++) {
		record = i % 3 ? 10000 + (int64_t)i : 10000 - (int64_t)i;
		assert_int_equal(kam_lines_find(&lines, record), i + 2);
	}
	assert_int_equal(kam_lines_find(&lines, 10003), 0);
	assert_int_equal(kam_lines_find(&lines, 1), 0);
	assert_int_equal(kam_lines_find(&lines, INT64_MAX), 0);
	assert_int_equal(kam_lines_add(&lines, INT64_MAX, 4, &err), 0);
	assert_int_equal(kam_lines_find(&lines, INT64_MAX), 4);
	kam_lines_release(&lines);
}

static void sieves_what_was_met(void **state)
{
	struct kam_sieve sieve = { 0 };
	struct kam_err err = { 0 };
	char name[32];
	int taken = 0;

	(void)state;
	for (int i = 1; i <= MANY; i++) {
		(void)snprintf(name, sizeof name, "zoho:zcrm_%d", i);
		taken += kam_sieve_meet(&sieve, name, &err);
	}
	/* MANY in KAM_SIEVE_BITS: 3 of them, by and by */
	assert_in_range(taken, 0, 12);
	for (int i = 1; i <= MANY; i++) {
		(void)snprintf(name, sizeof name, "zoho:zcrm_%d", i);
		assert_int_equal(kam_sieve_meet(&sieve, name, &err), 1);
	}
	kam_sieve_release(&sieve);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_names_folded),
		cmocka_unit_test(meets_those_before),
		cmocka_unit_test(keeps_many_names),
		cmocka_unit_test(keeps_first_lines),
		cmocka_unit_test(sieves_what_was_met),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
