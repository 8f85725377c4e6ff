/*
 * What fsck names as mending a damaged record: looked for once, and never taken
 * for none because memory ran out.
 */
#include "../fault/allocations.h"
#include "register.h"

#include "db/db.h"
#include "store/fsck.h"

#include <string.h>

struct damaged {
	struct test_register at;
	struct kam_fault fault; /* counts what is asked of the database */
	struct kam *k;
	struct kam_fsck result;
	char said[512];
};

/* Without the statements that were prepared before. */
static void open_again(struct damaged *d)
{
	struct kam_open_options options = register_options(&d->at, 0);

	kam_close(d->k);
	options.driver = kam_fault_driver(&d->fault);
	options.access = KAM_READ;
	d->k = must_open(&options);
}

/* Two requirements, each without its title and with an account that is gone. */
static void make(struct damaged *d)
{
	static char statement[30000]; /* more than an arena has at hand */
	static const char *const account[] = { "name", "Acme", NULL };
	static const char *const wish[] = { "account",  "ACC-1",     "title",
					    "登录要快", "statement", statement,
					    NULL };
	static const char lose[] =
	    "PRAGMA foreign_keys = OFF; "
	    "UPDATE req SET \"title\" = '', \"account\" = 99";
	struct kam_open_options options;
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };

	memset(d, 0, sizeof *d);
	memset(statement, 'a', sizeof statement - 1);
	make_folder(&d->at);
	options = register_options(&d->at, 0);
	d->k = must_make(&options, "UTC");
	assert_int_equal(kam_operation_begin(d->k, &err), 0);
	(void)must_insert(d->k, &arena, &kam_account_kind, account);
	(void)must_insert(d->k, &arena, &kam_req_kind, wish);
	(void)must_insert(d->k, &arena, &kam_req_kind, wish);
	assert_int_equal(kam_operation_end(d->k, 0, &err), 0);
	assert_int_equal(kam_db_exec(kam_database(d->k), lose, &err), 0);
	kam_arena_release(&arena);
	open_again(d);
}

static void drop(struct damaged *d)
{
	kam_close(d->k);
	remove_folder(&d->at);
}

static void hear(void *context, const char *what)
{
	struct damaged *d = context;

	(void)snprintf(d->said, sizeof d->said, "%s", what);
}

static struct kam_proof proof_of(struct damaged *d)
{
	return (struct kam_proof){
		.k = d->k, .result = &d->result, .finding = hear, .context = d
	};
}

static int say(struct kam_proof *p, int field, int64_t id, struct kam_err *err)
{
	return kam_proof_say_field(p, &kam_req_kind,
				   &kam_req_kind.fields[field], id, "x", err);
}

static void an_edit_is_looked_for_once_per_record(void **state)
{
	struct kam_err err = { 0 };
	struct kam_proof p;
	struct damaged d;
	int64_t calls;

	(void)state;
	make(&d);
	p = proof_of(&d);
	for (int64_t id = 2; id; id--) {
		char wanted[96];

		(void)snprintf(wanted, sizeof wanted,
			       "x: 'kam req edit REQ-%lld --account … "
			       "--title …' mends it",
			       (long long)id);
		calls = d.fault.calls;
		assert_int_equal(say(&p, KAM_REQ_TITLE, id, &err), 0);
		assert_string_equal(d.said, wanted);
		assert_true(d.fault.calls > calls);
		calls = d.fault.calls;
		d.said[0] = '\0';
		assert_int_equal(say(&p, KAM_REQ_ACCOUNT, id, &err), 0);
		assert_string_equal(d.said, wanted);
		assert_int_equal(d.fault.calls, calls);
	}
	kam_arena_release(&p.arena);
	drop(&d);
}

/* The Nth allocation fails: so does the proof, and says nothing. 1 where all
   were tried. */
static int try(struct damaged *d, int64_t nth)
{
	struct kam_proof p = proof_of(d);
	struct kam_err err = { 0 };
	int rc;

	d->said[0] = '\0';
	allocations = 0;
	failing = nth;
	rc = say(&p, KAM_REQ_TITLE, 1, &err);
	failing = 0;
	kam_arena_release(&p.arena);
	assert_int_equal(err.code, rc);
	if (allocations < nth) {
		assert_int_equal(rc, 0);
		return 1;
	}
	/* what SQLite could do without isn't missed */
	if (!rc)
		assert_string_equal(d->said, "x: 'kam req edit REQ-1 --account "
					     "… --title …' mends it");
	else
		assert_string_equal(d->said, "");
	if (rc)
		assert_int_equal(rc, KAM_ENOMEM);
	return 0;
}

static void memory_that_runs_out_is_not_a_missing_edit(void **state)
{
	struct damaged d;

	(void)state;
	make(&d);
	for (sticky = 0; sticky < 2; sticky++) {
		int64_t nth = 1;

		for (; !try(&d, nth); nth++)
			open_again(&d);
		assert_true(nth > 10);
	}
	drop(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_edit_is_looked_for_once_per_record),
		cmocka_unit_test(memory_that_runs_out_is_not_a_missing_edit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
