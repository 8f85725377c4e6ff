/* Every statement of the areas prepares on a fresh register, so that none can
   fail for its text on the day that it is first needed. */
#include "register.h"

#include "areas/sql.h"

#include <string.h>

static struct test_register at;

/* A fresh register, and away with it. */
static int make(void **state)
{
	struct kam_open_options options;

	make_folder(&at);
	options = register_options(&at, 0);
	*state = must_make(&options, NULL);
	return 0;
}

static int drop(void **state)
{
	kam_close(*state);
	remove_folder(&at);
	return 0;
}

static void test_every_statement_prepares(void **state)
{
	struct kam_err err = { 0 };
	struct kam *k = *state;
	size_t n = 0;

	for (size_t i = 0; kam_area_sql[i]; i++)
		for (size_t j = 0; j < kam_area_sql[i]->n; j++) {
			struct kam_stmt *s = NULL;

			if (kam_db_prepare(&s, kam_database(k),
					   kam_area_sql[i]->texts[j], &err))
				fail_msg("%s: %s", kam_area_sql[i]->texts[j],
					 err.message);
			kam_stmt_finalize(s);
			n++;
		}
	assert_true(n >= 15);
}

/* A table that grows with the register, read from end to end. */
static int is_long(const char *plan)
{
	static const char *const tables[] = {
		"comm", "req",    "action",     "feedback", "occurrence",
		"t",    "change", "list_value", "v",        "o",
	};
	char name[32];

	if (sscanf(plan, "SCAN %31s", name) != 1)
		return 0;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (!strcmp(name, tables[i]))
			return 1;
	return 0;
}

static void search(struct kam *k, const char *sql)
{
	char explained[2048];
	struct kam_err err = { 0 };
	struct kam_stmt *s = NULL;

	snprintf(explained, sizeof explained, "EXPLAIN QUERY PLAN %s", sql);
	if (kam_db_prepare(&s, kam_database(k), explained, &err))
		fail_msg("%s: %s", sql, err.message);
	while (kam_stmt_step(s, &err) > 0)
		if (is_long(kam_stmt_text(s, 3)))
			fail_msg("%s: %s", kam_stmt_text(s, 3), sql);
	kam_stmt_finalize(s);
}

/* What is asked of one account or cadence must not grow with the others. */
static void test_statements_of_one_record_use_indexes(void **state)
{
	const struct kam_sql *const of_one[] = {
		&kam_brief_sql,      &kam_brief_people_sql,
		&kam_brief_work_sql, &kam_brief_changes_sql,
		&kam_brief_ask_sql,  &kam_signals_sql,
		&kam_cadence_sql,    &kam_occurrence_next_sql,
	};

	for (size_t i = 0; i < sizeof of_one / sizeof *of_one; i++)
		for (size_t j = 0; j < of_one[i]->n; j++)
			search(*state, of_one[i]->texts[j]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_statement_prepares),
		cmocka_unit_test(test_statements_of_one_record_use_indexes),
	};

	return cmocka_run_group_tests(tests, make, drop);
}
