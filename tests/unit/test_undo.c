/* Undo and redo, the past and differences, without a command line. */
#include "register.h"

#include <kam/date.h>
#include <kam/difference.h>
#include <kam/export.h>
#include <kam/past.h>
#include <kam/undo.h>
#include <string.h>

enum { HOUR = 3600, START = 1795395600 }; /* 2026-11-23T01:00:00Z */

struct fixture {
	struct test_register at;
	struct kam_arena arena;
	struct kam_err err;
	struct kam *k;
	int64_t account;
};

/* Each operation an hour after the one before. */
static void open_at(struct fixture *f, int64_t now, const char *actor)
{
	struct kam_open_options options = register_options(&f->at, now);

	options.actor = actor;
	kam_close(f->k);
	f->k = NULL;
	f->k = must_open(&options);
}

static void set(struct fixture *f, struct kam_record *r, int field,
		const char *text)
{
	assert_int_equal(kam_record_set(f->k, r, field, text, &f->err), 0);
}

static int64_t add_req(struct fixture *f, const char *title)
{
	struct kam_record *r;

	assert_int_equal(kam_record_new(&r, &f->arena, &kam_req_kind, &f->err),
			 0);
	set(f, r, KAM_REQ_TITLE, title);
	assert_int_equal(
	    kam_record_set_ref(f->k, r, KAM_REQ_ACCOUNT, f->account, &f->err),
	    0);
	assert_int_equal(kam_operation_begin(f->k, &f->err), 0);
	assert_int_equal(kam_operation_end(f->k,
					   kam_record_insert(f->k, r, &f->err),
					   &f->err),
			 0);
	return r->id;
}

static void retitle(struct fixture *f, int64_t id, const char *title)
{
	struct kam_record *before, *after;

	assert_int_equal(kam_record_load(&before, f->k, &f->arena,
					 &kam_req_kind, id, &f->err),
			 0);
	assert_int_equal(kam_record_load(&after, f->k, &f->arena, &kam_req_kind,
					 id, &f->err),
			 0);
	set(f, after, KAM_REQ_TITLE, title);
	assert_int_equal(kam_operation_begin(f->k, &f->err), 0);
	assert_int_equal(
	    kam_operation_end(
		f->k, kam_record_update(f->k, before, after, &f->err), &f->err),
	    0);
}

static void hash_of(char out[KAM_EXPORT_HASH], struct fixture *f)
{
	int64_t records;

	assert_int_equal(kam_export_hash(out, &records, f->k, &f->err), 0);
}

static int revert(struct kam_undone *out, struct fixture *f, int64_t operation,
		  int redo)
{
	const struct kam_undo_options options = { .operation = operation,
						  .redo = redo };

	kam_err_reset(&f->err);
	return kam_undo(out, f->k, &f->arena, &options, &f->err);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct kam_open_options options;
	struct kam_record *r;

	assert_non_null(f);
	make_folder(&f->at);
	options = register_options(&f->at, START);
	options.actor = "Wang";
	f->k = must_make(&options, "UTC");
	assert_int_equal(
	    kam_record_new(&r, &f->arena, &kam_account_kind, &f->err), 0);
	set(f, r, kam_field_find(&kam_account_kind, "name"), "Acme");
	assert_int_equal(kam_operation_begin(f->k, &f->err), 0);
	assert_int_equal(kam_operation_end(f->k,
					   kam_record_insert(f->k, r, &f->err),
					   &f->err),
			 0);
	f->account = r->id;
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	kam_close(f->k);
	remove_folder(&f->at);
	kam_arena_release(&f->arena);
	free(f);
	return 0;
}

static void test_back_and_forth(void **state)
{
	struct fixture *f = *state;
	char none[KAM_EXPORT_HASH], one[KAM_EXPORT_HASH], two[KAM_EXPORT_HASH];
	char now[KAM_EXPORT_HASH];
	struct kam_undone u;
	struct kam_record *r;
	int64_t id;

	hash_of(none, f);
	id = add_req(f, "one"); /* 3 */
	hash_of(one, f);
	retitle(f, id, "two"); /* 4 */
	hash_of(two, f);
	assert_int_equal(revert(&u, f, 0, 0), 0); /* 5 */
	assert_int_equal(u.reverts, 4);
	assert_int_equal(u.operation, 5);
	hash_of(now, f);
	assert_string_equal(now, one);
	assert_int_equal(revert(&u, f, 0, 0), 0); /* 6 */
	assert_int_equal(u.reverts, 3);
	hash_of(now, f);
	assert_string_equal(now, none);
	assert_int_equal(revert(&u, f, 0, 1), 0); /* 7 */
	assert_int_equal(u.reverts, 6);
	assert_int_equal(u.of, 3);
	assert_int_equal(revert(&u, f, 0, 1), 0); /* 8 */
	hash_of(now, f);
	assert_string_equal(now, two);
	assert_int_equal(revert(&u, f, 0, 1), KAM_ENOENT);
	/* one, two, one, two: removed and back again in between */
	assert_int_equal(
	    kam_record_load(&r, f->k, &f->arena, &kam_req_kind, id, &f->err),
	    0);
	assert_int_equal(r->version, 4);
}

static void test_in_the_way(void **state)
{
	struct fixture *f = *state;
	struct kam_undone u;
	int64_t id = add_req(f, "one"); /* 3 */

	retitle(f, id, "two");   /* 4 */
	retitle(f, id, "three"); /* 5 */
	assert_int_equal(revert(&u, f, 4, 0), KAM_EREFUSED);
	assert_non_null(strstr(f->err.message, "operation 5"));
	assert_int_equal(revert(&u, f, 3, 0), KAM_EREFUSED);
	assert_int_equal(revert(&u, f, 5, 0), 0);
	assert_int_equal(revert(&u, f, 4, 0), 0);
	assert_int_equal(revert(&u, f, 1, 0), KAM_EREFUSED);
	assert_int_equal(revert(&u, f, 6, 0), KAM_EREFUSED);
	assert_int_equal(revert(&u, f, 99, 0), KAM_ENOENT);
	open_at(f, START + HOUR, "Li");
	assert_int_equal(revert(&u, f, 0, 0), KAM_ENOENT);
	assert_int_equal(revert(&u, f, 3, 0), KAM_EREFUSED);
	assert_non_null(strstr(f->err.message, "Wang"));
}

static int count(void *context, const struct kam_difference *d,
		 struct kam_err *err)
{
	int *counts = context;

	(void)err;
	counts[d->what]++;
	return 0;
}

static void test_past(void **state)
{
	struct fixture *f = *state;
	char then[KAM_EXPORT_HASH], now[KAM_EXPORT_HASH];
	const struct kam_difference_query query = { .after = 3 };
	struct kam_moment moment;
	int counts[3] = { 0 };
	int64_t id = add_req(f, "one"); /* 3 */

	hash_of(then, f);
	open_at(f, START + 48 * HOUR, "Wang");
	retitle(f, id, "two");
	(void)add_req(f, "another");
	assert_int_equal(kam_read_begin(f->k, &f->err), 0);
	assert_int_equal(
	    kam_difference_each(f->k, &query, count, counts, &f->err), 0);
	kam_read_end(f->k);
	assert_int_equal(counts[KAM_DIFFERS_NEW], 1);
	assert_int_equal(counts[KAM_DIFFERS_GONE], 0);
	assert_int_equal(counts[KAM_DIFFERS_CHANGED], 1);
	assert_int_equal(kam_moment_read(&moment, f->k, "2026-11-23", &f->err),
			 0);
	assert_int_equal(moment.operation, 3);
	assert_int_equal(moment.now, START + 23 * HOUR - 1);
	assert_int_equal(
	    kam_moment_before(&moment, f->k, "2026-11-23", &f->err), 0);
	assert_int_equal(moment.operation, 0);
	assert_int_equal(kam_moment_read(&moment, f->k, "2026-11-30", &f->err),
			 KAM_EINVALID);
	kam_err_reset(&f->err);
	assert_int_equal(kam_moment_read(&moment, f->k, "3", &f->err), 0);
	assert_int_equal(kam_past_open(&f->k, &moment, &f->err), 0);
	assert_true(kam_is_past(f->k));
	assert_int_equal(kam_now(f->k), START);
	hash_of(now, f);
	assert_string_equal(now, then);
	assert_int_equal(kam_operation_begin(f->k, &f->err), KAM_EREFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_back_and_forth, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(test_in_the_way, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(test_past, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
