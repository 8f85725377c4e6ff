/*
 * What queries ask of the database: a statement more for every row, or for
 * every key that is taken, would be felt by the hundred thousand.
 */
#include "register.h"

#include "db/db.h"

#include <string.h>

struct place {
	struct test_register at;
	struct kam_fault fault;
	struct kam *k;
	int64_t account;
};

static void open_register(struct place *p)
{
	struct kam_open_options options;

	make_folder(&p->at);
	options = register_options(&p->at, 1795587000); /* 2026-11-25 */
	options.driver = kam_fault_driver(&p->fault);
	p->k = must_make(&options, "UTC");
}

static void set(struct place *p, struct kam_record *r, int field,
		const char *text)
{
	struct kam_err err = { 0 };

	if (kam_record_set(p->k, r, field, text, &err))
		fail_msg("%s", err.message);
}

static int64_t insert(struct place *p, struct kam_record *r)
{
	struct kam_err err = { 0 };

	if (kam_record_insert(p->k, r, &err))
		fail_msg("%s", err.message);
	return r->id;
}

static void add_account(struct place *p, struct kam_arena *arena)
{
	struct kam_err err = { 0 };
	struct kam_record *r;

	assert_int_equal(kam_record_new(&r, arena, &kam_account_kind, &err), 0);
	set(p, r, KAM_ACCOUNT_NAME, "Acme");
	p->account = insert(p, r);
}

/* Requirements with the tags TITLE and "also". */
static void add_requirements(struct place *p, int n)
{
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_record *r;
	char text[32];

	assert_int_equal(kam_operation_begin(p->k, &err), 0);
	if (!p->account)
		add_account(p, &arena);
	for (int i = 0; i < n; i++) {
		assert_int_equal(
		    kam_record_new(&r, &arena, &kam_req_kind, &err), 0);
		assert_int_equal(kam_record_set_ref(p->k, r, KAM_REQ_ACCOUNT,
						    p->account, &err),
				 0);
		/* by title they come in another order than by id */
		(void)snprintf(text, sizeof text, "%d", i * 7919 % 1000);
		set(p, r, KAM_REQ_TITLE, text);
		set(p, r, KAM_REQ_CORE, i % 60 ? "no" : "yes");
		assert_int_equal(
		    kam_record_add_ref(p->k, r, KAM_REQ_TAGS, 0, text, &err),
		    0);
		assert_int_equal(
		    kam_record_add_ref(p->k, r, KAM_REQ_TAGS, 0, "also", &err),
		    0);
		(void)insert(p, r);
		kam_arena_reset(&arena);
	}
	assert_int_equal(kam_operation_end(p->k, 0, &err), 0);
	kam_arena_release(&arena);
}

static int make_place(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	assert_non_null(p);
	open_register(p);
	*state = p;
	return 0;
}

static int remove_place(void **state)
{
	struct place *p = *state;

	kam_close(p->k);
	remove_folder(&p->at);
	free(p);
	return 0;
}

/* Each has its own tags, whichever way the page's were asked for. */
static int look(void *context, struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *tags = &r->values[KAM_REQ_TAGS];
	int *rows = context;

	(void)err;
	assert_int_equal(tags->n_refs, 2);
	assert_string_equal(tags->refs[0].role, r->values[KAM_REQ_TITLE].text);
	assert_string_equal(tags->refs[1].role, "also");
	++*rows;
	return 0;
}

/* Calls of the database that a list takes. */
static int64_t cost_of_list(struct place *p, const char *filter,
			    const char *sort, int expected)
{
	int64_t before = p->fault.calls;
	struct kam_err err = { 0 };
	struct kam_query *q;
	int rows = 0;

	assert_int_equal(kam_query_open(&q, p->k, &kam_req_kind, &err), 0);
	if (filter)
		assert_int_equal(kam_query_where(q, filter, &err), 0);
	if (sort)
		assert_int_equal(kam_query_sort(q, sort, &err), 0);
	if (kam_query_run(q, look, &rows, &err))
		fail_msg("%s", err.message);
	kam_query_release(q);
	assert_int_equal(rows, expected);
	return p->fault.calls - before;
}

enum { PAGE = 128, CALLS_OF_A_PAGE = 10 };

static void test_a_row_costs_one_step_and_its_tags(void **state)
{
	struct place *p = *state;
	int64_t few, many;

	add_requirements(p, 20);
	few = cost_of_list(p, NULL, NULL, 20);
	add_requirements(p, 780);
	many = cost_of_list(p, NULL, NULL, 800);
	/* a step for the row, two for its two tags */
	assert_in_range(many - few, 780 * 3,
			780 * 3 + (800 / PAGE + 1) * CALLS_OF_A_PAGE);
}

static void test_a_page_in_any_order_has_its_tags(void **state)
{
	struct place *p = *state;
	int64_t cost;

	add_requirements(p, 800);
	cost = cost_of_list(p, NULL, "title", 800);
	/* ids far apart are bound one by one, but a page at a time */
	assert_true(cost < 800 * 3 + 7 * (PAGE + CALLS_OF_A_PAGE));
	(void)cost_of_list(p, "core=yes", NULL, 14);
	(void)cost_of_list(p, "core=yes", "-title", 14);
}

static void test_one_record_costs_the_same_among_many(void **state)
{
	struct place *p = *state;
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_record *r;
	int64_t costs[2];

	add_requirements(p, 20);
	for (int i = 0; i < 2; i++) {
		int64_t before = p->fault.calls;

		assert_int_equal(
		    kam_record_load(&r, p->k, &arena, &kam_req_kind, 7, &err),
		    0);
		costs[i] = p->fault.calls - before;
		if (i == 0)
			add_requirements(p, 500);
	}
	kam_arena_release(&arena);
	/* the second time the statements are there already */
	assert_true(costs[1] <= costs[0] && costs[0] <= 12);
}

static void test_keys_of_one_name_are_found_in_few_steps(void **state)
{
	struct place *p = *state;
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	int64_t before = 0;

	assert_int_equal(kam_operation_begin(p->k, &err), 0);
	for (int i = 0; i < 400; i++) {
		before = p->fault.calls;
		add_account(p, &arena);
		kam_arena_reset(&arena);
	}
	/* some twenty look-ups of a bind and a step, and the insert itself */
	assert_true(p->fault.calls - before < 120);
	assert_int_equal(kam_operation_end(p->k, 0, &err), 0);
	kam_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_a_row_costs_one_step_and_its_tags, make_place,
		    remove_place),
		cmocka_unit_test_setup_teardown(
		    test_a_page_in_any_order_has_its_tags, make_place,
		    remove_place),
		cmocka_unit_test_setup_teardown(
		    test_one_record_costs_the_same_among_many, make_place,
		    remove_place),
		cmocka_unit_test_setup_teardown(
		    test_keys_of_one_name_are_found_in_few_steps, make_place,
		    remove_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
