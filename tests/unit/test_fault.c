#include "db/db.h"
#include "db/driver.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct place {
	char folder[64];
	char path[80];
};

static void make_place(struct place *place)
{
	(void)snprintf(place->folder, sizeof place->folder,
		       "/tmp/kam-test-fault-XXXXXX");
	assert_non_null(mkdtemp(place->folder));
	(void)snprintf(place->path, sizeof place->path, "%s/register.db",
		       place->folder);
}

static void remove_place(const struct place *place)
{
	char name[100];

	(void)snprintf(name, sizeof name, "%s.lock", place->path);
	(void)unlink(name);
	(void)unlink(place->path);
	(void)rmdir(place->folder);
}

/* Two rows in one transaction: both or neither. */
static int insert_pair(struct kam_db *db, struct kam_err *err)
{
	struct kam_stmt *stmt = NULL;
	int rc = kam_db_begin_write(db, err);

	if (!rc)
		rc = kam_db_prepare(&stmt, db, "INSERT INTO t (a) VALUES ($1)",
				    err);
	for (int64_t i = 0; !rc && i < 2; i++) {
		kam_stmt_reset(stmt);
		kam_stmt_bind_int(stmt, 1, i);
		rc = kam_stmt_step(stmt, err);
	}
	kam_stmt_finalize(stmt);
	if (!rc)
		rc = kam_db_commit(db, err);
	else
		kam_db_rollback(db);
	return rc;
}

static void ignore(void *context, const char *what)
{
	(void)context;
	fail_msg("%s", what);
}

static int do_everything(const struct kam_driver *driver,
			 const struct place *place, struct kam_err *err)
{
	struct kam_db_options options = { .mode = KAM_DB_WRITE };
	int32_t application, version;
	struct kam_db *db;
	int rc = kam_db_open(&db, driver, place->path, &options, err);

	if (!rc)
		rc = kam_db_stamp(db, &application, &version, err);
	if (!rc)
		rc = kam_db_exec(db, "DELETE FROM t WHERE a = 7", err);
	if (!rc)
		rc = insert_pair(db, err);
	if (!rc)
		rc = kam_db_integrity(db, ignore, NULL, err);
	kam_db_close(db);
	return rc;
}

/* Makes an empty register, or counts what is in it. */
static int64_t visit(const struct place *place, enum kam_db_mode mode)
{
	struct kam_db_options options = { .mode = mode };
	struct kam_err err = { 0 };
	struct kam_stmt *stmt;
	struct kam_db *db;
	int64_t count;

	assert_int_equal(kam_db_open(&db, NULL, place->path, &options, &err),
			 0);
	if (mode == KAM_DB_CREATE)
		assert_int_equal(
		    kam_db_exec(db, "CREATE TABLE t (a INTEGER)", &err), 0);
	assert_int_equal(kam_db_integrity(db, ignore, NULL, &err), 0);
	assert_int_equal(
	    kam_db_prepare(&stmt, db, "SELECT count(*) FROM t", &err), 0);
	assert_int_equal(kam_stmt_step(stmt, &err), 1);
	count = kam_stmt_int(stmt, 0);
	kam_stmt_finalize(stmt);
	kam_db_close(db);
	return count;
}

static void every_call_is_counted(void **state)
{
	struct kam_fault fault = { 0 };
	struct kam_err err = { 0 };
	struct place place;

	(void)state;
	make_place(&place);
	assert_int_equal(visit(&place, KAM_DB_CREATE), 0);
	assert_int_equal(do_everything(kam_fault_driver(&fault), &place, &err),
			 0);
	/* open stamp exec begin prepare 2×(bind step) commit integrity */
	assert_int_equal(fault.calls, 11);
	assert_int_equal(visit(&place, KAM_DB_READ), 2);
	remove_place(&place);
}

/* Every Nth call fails; what was told to have failed is not there. */
static void fail_each(int sticky, enum kam_code code)
{
	int64_t nth = 0;
	int rc;

	do {
		struct kam_fault fault = { .nth = ++nth,
					   .sticky = sticky,
					   .code = code };
		struct kam_err err = { 0 };
		struct place place;
		int64_t count;

		make_place(&place);
		assert_int_equal(visit(&place, KAM_DB_CREATE), 0);
		rc = do_everything(kam_fault_driver(&fault), &place, &err);
		assert_int_equal(err.code, rc);
		assert_true(rc == 0 || rc == (code ? code : KAM_EIO));
		count = visit(&place, KAM_DB_READ);
		/* the last call, integrity, comes after the commit */
		assert_int_equal(count, nth < 11 ? 0 : 2);
		remove_place(&place);
	} while (rc);
	assert_int_equal(nth, 12);
}

static void a_call_that_fails_once_leaves_all_or_nothing(void **state)
{
	(void)state;
	fail_each(0, KAM_OK);
	fail_each(0, KAM_ENOMEM);
}

static void calls_that_fail_for_good_leave_all_or_nothing(void **state)
{
	(void)state;
	fail_each(1, KAM_EIO);
	fail_each(1, KAM_EBUSY);
}

static void a_struck_binding_fails_until_reset(void **state)
{
	struct kam_fault fault = { .nth = 3, .code = KAM_ENOMEM };
	struct kam_db_options options = { .mode = KAM_DB_CREATE };
	struct kam_err err = { 0 };
	struct kam_stmt *stmt;
	struct place place;
	struct kam_db *db;

	(void)state;
	make_place(&place);
	assert_int_equal(kam_db_open(&db, kam_fault_driver(&fault), place.path,
				     &options, &err),
			 0);
	assert_int_equal(kam_db_prepare(&stmt, db, "SELECT $1", &err), 0);
	kam_stmt_bind_int(stmt, 1, 5);
	assert_int_equal(kam_stmt_step(stmt, &err), KAM_ENOMEM);
	kam_err_reset(&err);
	assert_int_equal(kam_stmt_step(stmt, &err), KAM_ENOMEM);
	kam_err_reset(&err);
	kam_stmt_reset(stmt);
	kam_stmt_bind_int(stmt, 1, 5);
	assert_int_equal(kam_stmt_step(stmt, &err), 1);
	assert_int_equal(kam_stmt_int(stmt, 0), 5);
	kam_stmt_finalize(stmt);
	kam_db_close(db);
	remove_place(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_call_is_counted),
		cmocka_unit_test(a_call_that_fails_once_leaves_all_or_nothing),
		cmocka_unit_test(calls_that_fail_for_good_leave_all_or_nothing),
		cmocka_unit_test(a_struck_binding_fails_until_reset),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
