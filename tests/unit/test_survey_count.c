/* What an account's health asks of surveys. */
#include "register.h"

#include <kam/survey.h>
#include <string.h>

static struct kam_arena arena;

static int64_t add(struct kam *k, const struct kam_kind *kind,
		   const char *const (*sets)[2])
{
	struct kam_err err = { 0 };
	struct kam_record *r;
	int rc = kam_operation_begin(k, &err);

	if (!rc)
		rc = kam_record_new(&r, &arena, kind, &err);
	for (; !rc && (*sets)[0]; sets++)
		rc = kam_record_set(k, r, kam_field_find(kind, (*sets)[0]),
				    (*sets)[1], &err);
	if (!rc)
		rc = kam_record_insert(k, r, &err);
	rc = kam_operation_end(k, rc, &err);
	if (rc)
		fail_msg("%s: %s", kind->name, err.message);
	return r->id;
}

static void add_round(struct kam *k, const char *day, const char *type)
{
	const char *const sets[][2] = { { "title", day },
					{ "type", type },
					{ "question", "Would you?" },
					{ "opened_on", day },
					{ NULL, NULL } };

	(void)add(k, &kam_survey_kind, sets);
}

static void add_answers(struct kam *k, const char *survey, const char *account,
			const char *score, int n)
{
	const char *const sets[][2] = { { "survey", survey },
					{ "account", account },
					{ "score", score },
					{ NULL, NULL } };

	while (n--)
		(void)add(k, &kam_reply_kind, sets);
}

static void latest_is_the_last_round_that_they_answered(void **state)
{
	static const char *const acme[][2] = { { "name", "Acme" },
					       { "key", "acme" },
					       { NULL, NULL } };
	static const char *const beta[][2] = { { "name", "Beta" },
					       { "key", "beta" },
					       { NULL, NULL } };
	struct test_register at;
	struct kam_open_options options;
	struct kam_survey_group g;
	struct kam_err err = { 0 };
	struct kam *k;
	int64_t first, second;

	(void)state;
	make_folder(&at);
	options = register_options(&at, 1795392000);
	k = must_make(&options, "UTC");
	first = add(k, &kam_account_kind, acme);
	second = add(k, &kam_account_kind, beta);
	add_round(k, "2026-10-01", "nps");
	add_round(k, "2026-07-01", "nps");
	add_round(k, "2026-11-01", "nps");
	add_round(k, "2026-11-02", "csat");
	add_answers(k, "SUR-1", "acme", "9", 4);
	add_answers(k, "SUR-1", "acme", "3", 2);
	add_answers(k, "SUR-2", "acme", "0", 5);
	add_answers(k, "SUR-3", "beta", "10", 1);
	assert_int_equal(kam_survey_latest(&g, k, &arena, first, KAM_NPS, &err),
			 0);
	assert_string_equal(g.value, "SUR-1");
	assert_string_equal(g.on, "2026-10-01");
	assert_int_equal(g.figures.n, 6);
	assert_int_equal(g.figures.high, 4);
	assert_int_equal(g.figures.low, 2);
	assert_int_equal(
	    kam_survey_latest(&g, k, &arena, second, KAM_NPS, &err), 0);
	assert_string_equal(g.value, "SUR-3");
	assert_int_equal(
	    kam_survey_latest(&g, k, &arena, second, KAM_CSAT, &err), 0);
	assert_int_equal(g.figures.n, 0);
	kam_close(k);
	kam_arena_release(&arena);
	remove_folder(&at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(latest_is_the_last_round_that_they_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
