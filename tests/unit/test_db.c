#include "place.h"

#include "db/sqlite.h"

static void parameters_go_by_their_names(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	struct kam_stmt *stmt;
	struct kam_db *db;

	make_register(place);
	db = must_open(place, KAM_DB_READ);
	assert_int_equal(
	    kam_db_prepare(&stmt, db, "SELECT $2, $1, $2, $3, $4, $5", &err),
	    0);
	kam_stmt_bind_int(stmt, 1, INT64_MIN);
	kam_stmt_bind_text(stmt, 2, "two");
	kam_stmt_bind_blob(stmt, 3, "a\0b", 3);
	kam_stmt_bind_text(stmt, 4, NULL);
	kam_stmt_bind_blob(stmt, 5, NULL, 0);
	assert_int_equal(kam_stmt_step(stmt, &err), 1);
	assert_string_equal(kam_stmt_text(stmt, 0), "two");
	assert_true(kam_stmt_int(stmt, 1) == INT64_MIN);
	assert_string_equal(kam_stmt_text(stmt, 2), "two");
	assert_int_equal(kam_stmt_length(stmt, 3), 3);
	assert_memory_equal(kam_stmt_blob(stmt, 3), "a\0b", 3);
	assert_true(kam_stmt_is_null(stmt, 4));
	assert_null(kam_stmt_text(stmt, 4));
	assert_false(kam_stmt_is_null(stmt, 5));
	assert_int_equal(kam_stmt_length(stmt, 5), 0);
	assert_false(kam_stmt_failed(stmt));
	assert_int_equal(kam_stmt_step(stmt, &err), 0);
	assert_int_equal(kam_stmt_step(stmt, &err), 0);
	kam_stmt_reset(stmt);
	assert_int_equal(kam_stmt_step(stmt, &err), 1);
	assert_true(kam_stmt_is_null(stmt, 1));
	kam_stmt_reset(stmt);
	kam_stmt_bind_int(stmt, 6, 0);
	assert_int_equal(kam_stmt_step(stmt, &err), KAM_EINTERNAL);
	kam_stmt_finalize(stmt);
	kam_stmt_finalize(NULL);
	kam_db_close(db);
	kam_db_close(NULL);
}

/* Whether the register's file has the bytes. */
static int holds(const struct place *place, const char *text)
{
	static char bytes[1 << 20];
	size_t n, length = strlen(text);
	FILE *file = fopen(place->path, "rb");

	assert_non_null(file);
	n = fread(bytes, 1, sizeof bytes, file);
	(void)fclose(file);
	for (size_t i = 0; i + length <= n; i++)
		if (!memcmp(bytes + i, text, length))
			return 1;
	return 0;
}

/* Else each would cost what preparing it does. */
static void statements_are_planned_once(void **state)
{
	struct place *place = *state;
	struct kam_db *db = must_open(place, KAM_DB_CREATE);
	struct kam_err err = { 0 };
	struct kam_stmt *s = NULL;

	must_exec(db, "CREATE TABLE p (id INTEGER PRIMARY KEY, a TEXT, b)");
	must_exec(db, "CREATE INDEX p_b ON p (b) WHERE a = 'x'");
	assert_int_equal(kam_db_prepare(&s, db,
					"SELECT id FROM p WHERE a = $1 AND "
					"b = $2",
					&err),
			 0);
	for (int i = 0; i < 4; i++) {
		kam_stmt_bind_text(s, 1, i % 2 ? "x" : "y");
		kam_stmt_bind_int(s, 2, i);
		assert_int_equal(kam_stmt_step(s, &err), 0);
		kam_stmt_reset(s);
	}
	assert_int_equal(
	    sqlite3_stmt_status(
		sqlite3_next_stmt(((struct kam_sqlite *)db)->handle, NULL),
		SQLITE_STMTSTATUS_REPREPARE, 0),
	    0);
	kam_stmt_finalize(s);
	kam_db_close(db);
}

/* What moves or goes within a page is wiped on its way to disk, whatever
   SQLite leaves there. */
static void a_page_keeps_no_remains(void **state)
{
	struct place *place = *state;
	struct kam_db *db;

	make_register(place);
	db = must_open(place, KAM_DB_WRITE);
	must_exec(db, "PRAGMA secure_delete = OFF;"
		      "INSERT INTO t (id, a) VALUES (7, 'a secret of theirs'), "
		      "(8, 'the next')");
	assert_true(holds(place, "a secret of theirs"));
	must_exec(db, "DELETE FROM t WHERE id = 7");
	assert_false(holds(place, "a secret of theirs"));
	assert_true(holds(place, "the next"));
	assert_int_equal(count_rows(db), 2);
	kam_db_close(db);
}

static void a_compacted_file_has_no_remains(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	struct kam_db *db;

	make_register(place);
	db = must_open(place, KAM_DB_WRITE);
	/* at the end of a text that takes pages of its own */
	must_exec(db, "PRAGMA secure_delete = OFF;"
		      "INSERT INTO t (id, a) VALUES (7, "
		      "printf('%.*c', 9000, 'x') || 'a secret of theirs')");
	assert_true(holds(place, "a secret of theirs"));
	must_exec(db, "DELETE FROM t WHERE id = 7");
	assert_true(holds(place, "a secret of theirs"));
	assert_int_equal(kam_db_compact(db, &err), 0);
	assert_false(holds(place, "a secret of theirs"));
	assert_int_equal(count_rows(db), 1);
	/* it must not be open to attach anything afterwards */
	assert_int_not_equal(kam_db_exec(db, "ATTACH ':memory:' AS x", &err),
			     0);
	kam_err_reset(&err);
	assert_int_equal(kam_db_begin_write(db, &err), 0);
	assert_int_not_equal(kam_db_compact(db, &err), 0);
	kam_db_rollback(db);
	kam_db_close(db);
}

static int exec_code(struct kam_db *db, const char *sql)
{
	struct kam_err err = { 0 };

	return kam_db_exec(db, sql, &err);
}

static void constraints_have_their_codes(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	struct kam_stmt *stmt;
	struct kam_db *db;

	make_register(place);
	db = must_open(place, KAM_DB_WRITE);
	assert_int_equal(exec_code(db, "INSERT INTO t (a) VALUES ('one')"),
			 KAM_EDUPLICATE);
	assert_int_equal(exec_code(db, "INSERT INTO t (id) VALUES (1)"),
			 KAM_EDUPLICATE);
	must_exec(db, "INSERT INTO t (id, up) VALUES (2, 1)");
	assert_int_equal(exec_code(db, "DELETE FROM t WHERE id = 1"),
			 KAM_EINUSE);
	assert_int_equal(exec_code(db, "INSERT INTO t (id) VALUES ('x')"),
			 KAM_EINTERNAL);
	assert_int_equal(exec_code(db, "nonsense"), KAM_EINTERNAL);
	assert_int_equal(exec_code(db, "ATTACH '/tmp/x.db' AS x"),
			 KAM_EINTERNAL);
	assert_int_equal(exec_code(db, "SELECT zeroblob(16777217)"),
			 KAM_EINVALID);
	assert_int_equal(kam_db_prepare(&stmt, db, "SELECT 1; SELECT 2", &err),
			 KAM_EINTERNAL);
	assert_null(stmt);
	kam_db_close(db);
}

static void a_failed_commit_is_rolled_back(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	struct kam_db *db;

	make_register(place);
	db = must_open(place, KAM_DB_WRITE);
	assert_int_equal(kam_db_begin_write(db, &err), 0);
	must_exec(db, "PRAGMA defer_foreign_keys = ON");
	must_exec(db, "INSERT INTO t (id, up) VALUES (2, 77)");
	assert_int_equal(kam_db_commit(db, &err), KAM_EINUSE);
	assert_int_equal(count_rows(db), 1);
	kam_err_reset(&err);
	assert_int_equal(kam_db_begin_write(db, &err), 0);
	must_exec(db, "INSERT INTO t (id) VALUES (2)");
	assert_int_equal(kam_db_begin_write(db, &err), KAM_EINTERNAL);
	kam_err_reset(&err);
	assert_int_equal(kam_db_commit(db, &err), 0);
	assert_int_equal(count_rows(db), 2);
	assert_int_equal(kam_db_commit(db, &err), KAM_EINTERNAL);
	kam_db_rollback(db);
	kam_db_close(db);
}

static void a_second_writer_waits_and_gives_up(void **state)
{
	struct place *place = *state;
	struct kam_db *first, *second;
	struct kam_err err = { 0 };

	make_register(place);
	first = must_open(place, KAM_DB_WRITE);
	second = must_open(place, KAM_DB_WRITE);
	assert_int_equal(kam_db_begin_write(first, &err), 0);
	must_exec(first, "INSERT INTO t (id) VALUES (2)");
	assert_int_equal(kam_db_begin_write(second, &err), KAM_EBUSY);
	assert_true(err.hint[0] != '\0');
	kam_err_reset(&err);
	assert_int_equal(exec_code(second, "INSERT INTO t (id) VALUES (3)"),
			 KAM_EBUSY);
	assert_int_equal(kam_db_commit(first, &err), 0);
	assert_int_equal(kam_db_begin_write(second, &err), 0);
	kam_db_close(second);
	/* a reader in the middle of its rows stops the commit, for a time */
	second = must_open(place, KAM_DB_READ);
	assert_int_equal(kam_db_begin_read(second, &err), 0);
	assert_int_equal(count_rows(second), 2);
	assert_int_equal(kam_db_begin_write(first, &err), 0);
	must_exec(first, "INSERT INTO t (id) VALUES (3)");
	assert_int_equal(kam_db_commit(first, &err), KAM_EBUSY);
	kam_db_close(second);
	assert_int_equal(count_rows(first), 2);
	kam_db_close(first);
}

static void an_interrupt_ends_a_query(void **state)
{
	struct place *place = *state;
	volatile int interrupted = 0;
	struct kam_db_options options = { .mode = KAM_DB_READ,
					  .interrupted = &interrupted };
	struct kam_err err = { 0 };
	struct kam_stmt *stmt;
	struct kam_db *db;

	make_register(place);
	assert_int_equal(kam_db_open(&db, NULL, place->path, &options, &err),
			 0);
	assert_int_equal(
	    kam_db_prepare(&stmt, db,
			   "WITH RECURSIVE n(i) AS (SELECT 1 UNION "
			   "ALL SELECT i + 1 FROM n) "
			   "SELECT count(*) FROM n",
			   &err),
	    0);
	interrupted = 1;
	assert_int_equal(kam_stmt_step(stmt, &err), KAM_EINTERRUPT);
	kam_stmt_finalize(stmt);
	kam_db_close(db);
}

static void an_interrupt_ends_the_wait_for_a_lock(void **state)
{
	struct place *place = *state;
	volatile int interrupted = 0;
	struct kam_db_options options = { .mode = KAM_DB_WRITE,
					  .interrupted = &interrupted };
	struct kam_err err = { 0 };
	struct kam_db *first, *second;

	make_register(place);
	first = must_open(place, KAM_DB_WRITE);
	assert_int_equal(
	    kam_db_open(&second, NULL, place->path, &options, &err), 0);
	assert_int_equal(kam_db_begin_write(first, &err), 0);
	interrupted = 1;
	assert_int_equal(kam_db_begin_write(second, &err), KAM_EINTERRUPT);
	kam_db_close(second);
	kam_db_close(first);
}

static void a_reader_writes_nothing(void **state)
{
	struct place *place = *state;
	struct kam_db *db;
	char name[160];

	make_register(place);
	db = must_open(place, KAM_DB_READ);
	assert_int_equal(exec_code(db, "INSERT INTO t (id) VALUES (9)"),
			 KAM_EIO);
	kam_db_close(db);
	beside(name, place, ".lock");
	assert_false(exists(name));
}

static void stamps_are_kept(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	int32_t application = -1, version = -1;
	struct kam_db *db;

	make_register(place);
	db = must_open(place, KAM_DB_WRITE);
	assert_int_equal(kam_db_stamp(db, &application, &version, &err), 0);
	assert_int_equal(application, 0);
	assert_int_equal(version, 0);
	assert_int_equal(kam_db_set_stamp(db, 0x6b616d31, INT32_MAX, &err), 0);
	kam_db_close(db);
	db = must_open(place, KAM_DB_READ);
	assert_int_equal(kam_db_stamp(db, &application, &version, &err), 0);
	assert_int_equal(application, 0x6b616d31);
	assert_int_equal(version, INT32_MAX);
	kam_db_close(db);
}

static void count_finding(void *context, const char *what)
{
	assert_true(what[0] != '\0');
	++*(int *)context;
}

static void integrity_finds_a_lost_reference(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	int found = 0;
	struct kam_db *db;

	make_register(place);
	db = must_open(place, KAM_DB_WRITE);
	assert_int_equal(kam_db_integrity(db, count_finding, &found, &err), 0);
	assert_int_equal(found, 0);
	must_exec(db, "PRAGMA foreign_keys = OFF;"
		      "INSERT INTO t (id, up) VALUES (2, 77)");
	assert_int_equal(kam_db_integrity(db, count_finding, &found, &err), 0);
	assert_int_equal(found, 1);
	kam_db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(parameters_go_by_their_names),
		IN_PLACE(statements_are_planned_once),
		IN_PLACE(a_page_keeps_no_remains),
		IN_PLACE(a_compacted_file_has_no_remains),
		IN_PLACE(constraints_have_their_codes),
		IN_PLACE(a_failed_commit_is_rolled_back),
		IN_PLACE(a_second_writer_waits_and_gives_up),
		IN_PLACE(an_interrupt_ends_a_query),
		IN_PLACE(an_interrupt_ends_the_wait_for_a_lock),
		IN_PLACE(a_reader_writes_nothing),
		IN_PLACE(stamps_are_kept),
		IN_PLACE(integrity_finds_a_lost_reference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
