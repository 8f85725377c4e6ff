/*
 * What catching up costs: a cadence that nobody served for years is closed by
 * one delivery, or one pause, whose work must grow with what was missed and not
 * with its square.
 */
#include "register.h"

#include "areas/occurrence.h"
#include "db/sqlite.h"

#include <kam/date.h>
#include <string.h>

enum {
	TODAY = 20000, /* days since 1970: 2024-10-04 */
	FEW = 100,
	MANY = 8 * FEW,
	TICK = 50, /* steps of SQLite's machine between two counts */
};

static int count(void *context)
{
	++*(int64_t *)context;
	return 0;
}

static int move(struct kam *k, struct kam_arena *arena, int64_t id,
		const char *verb, struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, k, arena, &kam_cadence_kind, id, err);

	if (!rc)
		rc = kam_record_load(&after, k, arena, before->kind, id, err);
	if (!rc)
		rc = kam_record_move(k, after,
				     kam_move_find(before->kind, verb), err);
	return rc ? rc : kam_record_update(k, before, after, err);
}

static int64_t add_cadence(struct kam *k, struct kam_arena *arena,
			   const char *every, int days)
{
	static const char *const account[] = { "name", "Acme", NULL };
	char start[KAM_DATE_TEXT], owner[KAM_ID_TEXT];
	const char *const cadence[] = { "account", owner,   "title",
					"report",  "every", every,
					"start",   start,   NULL };

	kam_id_format(owner, &kam_account_kind,
		      must_insert(k, arena, &kam_account_kind, account));
	kam_date_format(start, TODAY - days);
	return must_insert(k, arena, &kam_cadence_kind, cadence);
}

/* A cadence that fell due on each of so many days, served today or paused all
   the time: the steps that SQLite's machine made, in TICKs. */
static int64_t catch_up(const char *every, int days, int paused)
{
	static const struct kam_delivery delivery = { 0 };
	struct kam_arena arena = { 0 };
	struct kam_settled settled = { 0 };
	struct kam_cadence_count counts;
	struct kam_open_options options;
	struct test_register at;
	struct kam_err err = { 0 };
	int64_t ticks = 0, cadence;
	struct kam *k;
	int rc;

	make_folder(&at);
	options = register_options(&at, (int64_t)(TODAY - days) * 86400);
	k = must_make(&options, "UTC");
	rc = kam_operation_begin(k, &err);
	cadence = add_cadence(k, &arena, every, days);
	if (!rc && paused)
		rc = move(k, &arena, cadence, "pause", &err);
	rc = kam_operation_end(k, rc, &err);
	kam_close(k);
	assert_int_equal(rc, 0);

	options.now = (int64_t)TODAY * 86400;
	k = must_open(&options);
	sqlite3_progress_handler(((struct kam_sqlite *)kam_database(k))->handle,
				 TICK, count, &ticks);
	rc = kam_operation_begin(k, &err);
	if (!rc && paused)
		rc = move(k, &arena, cadence, "resume", &err);
	else if (!rc)
		rc = kam_cadence_give(&settled, k, &arena, cadence, &delivery,
				      &err);
	rc = kam_operation_end(k, rc, &err);
	if (!rc)
		rc = kam_cadence_count(&counts, k, cadence, &err);
	if (rc)
		fail_msg("%s", err.message);
	if (!strcmp(every, "day")) {
		assert_int_equal(counts.missed, paused ? 0 : days - 1);
		assert_int_equal(settled.n_missed, counts.missed);
		assert_int_equal(counts.skipped, paused ? days : 0);
	}
	kam_close(k);
	kam_arena_release(&arena);
	remove_folder(&at);
	return ticks;
}

/* Eight times as many cost eight times as much and no more; were each of them
   to walk the others, they would cost many times that. */
static void grows_with_what_was_missed(const char *every, int paused)
{
	const int64_t few = catch_up(every, FEW, paused);
	const int64_t many = catch_up(every, MANY, paused);

	assert_true(few > 0);
	if (many > 10 * few)
		fail_msg("%s: %lld steps of %d days, %lld of %d", every,
			 (long long)few * TICK, FEW, (long long)many * TICK,
			 MANY);
}

static void what_was_missed_is_passed_over_once(void **state)
{
	(void)state;
	grows_with_what_was_missed("day", 0);
	grows_with_what_was_missed("working day", 0);
}

static void what_a_pause_left_out_is_passed_over_once(void **state)
{
	(void)state;
	grows_with_what_was_missed("day", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_missed_is_passed_over_once),
		cmocka_unit_test(what_a_pause_left_out_is_passed_over_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
