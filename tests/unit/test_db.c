#include "db/db.h"
#include "db/driver.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* The folder of one test, its register in it. */
struct place {
	char folder[64];
	char path[80];
};

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof *place);

	if (!place)
		return -1;
	(void)snprintf(place->folder, sizeof place->folder,
		       "/tmp/kam-test-db-XXXXXX");
	if (!mkdtemp(place->folder))
		return -1;
	(void)snprintf(place->path, sizeof place->path, "%s/register.db",
		       place->folder);
	*state = place;
	return 0;
}

static void beside(char out[160], const struct place *place, const char *suffix)
{
	(void)snprintf(out, 160, "%s%s", place->path, suffix);
}

static int remove_place(void **state)
{
	static const char *const suffixes[] = { "",     "-journal", "-wal",
						"-shm", ".lock",    ".victim",
						".link" };
	struct place *place = *state;
	char name[160];

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		beside(name, place, suffixes[i]);
		if (unlink(name))
			(void)rmdir(name);
	}
	(void)rmdir(place->folder);
	free(place);
	return 0;
}

static int open_with(struct kam_db **db, const struct place *place,
		     enum kam_db_mode mode, struct kam_err *err)
{
	struct kam_db_options options = { .mode = mode, .busy_ms = 50 };

	kam_err_reset(err);
	return kam_db_open(db, NULL, place->path, &options, err);
}

static struct kam_db *must_open(const struct place *place,
				enum kam_db_mode mode)
{
	struct kam_err err;
	struct kam_db *db;
	int rc = open_with(&db, place, mode, &err);

	if (rc)
		fail_msg("%s", err.message);
	return db;
}

static void must_exec(struct kam_db *db, const char *sql)
{
	struct kam_err err = { 0 };

	if (kam_db_exec(db, sql, &err))
		fail_msg("%s", err.message);
}

static void make_register(const struct place *place)
{
	struct kam_db *db = must_open(place, KAM_DB_CREATE);

	must_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, "
		      "up INTEGER REFERENCES t(id)) STRICT;"
		      "INSERT INTO t (id, a) VALUES (1, 'one')");
	kam_db_close(db);
}

static int64_t count_rows(struct kam_db *db)
{
	struct kam_err err = { 0 };
	struct kam_stmt *stmt;
	int64_t count;

	assert_int_equal(
	    kam_db_prepare(&stmt, db, "SELECT count(*) FROM t", &err), 0);
	assert_int_equal(kam_stmt_step(stmt, &err), 1);
	count = kam_stmt_int(stmt, 0);
	kam_stmt_finalize(stmt);
	return count;
}

static void assert_open_fails(const struct place *place, enum kam_db_mode mode,
			      int code)
{
	struct kam_err err;
	struct kam_db *db;

	assert_int_equal(open_with(&db, place, mode, &err), code);
	assert_null(db);
	assert_int_equal(err.code, code);
	assert_true(err.message[0] != '\0');
}

static void write_file(const char *path, const void *bytes, size_t length)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), length);
	assert_int_equal(close(fd), 0);
}

static int exists(const char *path)
{
	struct stat info;

	return lstat(path, &info) == 0;
}

static void creating_ignores_the_umask(void **state)
{
	struct place *place = *state;
	struct kam_db_options options = { .mode = KAM_DB_CREATE, .group = 1 };
	struct kam_err err = { 0 };
	struct kam_db *db;
	struct stat info;
	mode_t old = umask(0077);

	assert_int_equal(kam_db_open(&db, NULL, place->path, &options, &err),
			 0);
	assert_int_equal(lstat(place->path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0660);
	kam_db_close(db);
	umask(0);
	make_register(place);
	umask(old);
	assert_int_equal(lstat(place->path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
}

static void creating_refuses_what_is_there(void **state)
{
	struct place *place = *state;
	char name[160];

	make_register(place);
	assert_open_fails(place, KAM_DB_CREATE, KAM_ECREATE);
	assert_int_equal(unlink(place->path), 0);
	beside(name, place, "-journal");
	write_file(name, "x", 1);
	assert_open_fails(place, KAM_DB_CREATE, KAM_ECREATE);
	assert_false(exists(place->path));
}

static void creating_needs_the_folder(void **state)
{
	struct place *place = *state;
	struct place other = { "", "/tmp/kam-no-such-folder/register.db" };

	(void)place;
	assert_open_fails(&other, KAM_DB_CREATE, KAM_ECREATE);
	assert_open_fails(&other, KAM_DB_READ, KAM_ENOENT);
	assert_open_fails(&other, KAM_DB_WRITE, KAM_ENOENT);
}

static void an_empty_creation_leaves_no_file(void **state)
{
	struct place *place = *state;
	struct kam_db *db = must_open(place, KAM_DB_CREATE);
	struct kam_err err = { 0 };

	assert_int_equal(kam_db_begin_write(db, &err), 0);
	must_exec(db, "CREATE TABLE t (id INTEGER)");
	kam_db_close(db);
	assert_false(exists(place->path));
}

static void what_is_no_register_is_refused(void **state)
{
	struct place *place = *state;
	char text[5000];

	memset(text, 'x', sizeof text);
	write_file(place->path, "", 0);
	assert_open_fails(place, KAM_DB_READ, KAM_ECORRUPT);
	assert_open_fails(place, KAM_DB_WRITE, KAM_ECORRUPT);
	write_file(place->path, "S", 1);
	assert_open_fails(place, KAM_DB_READ, KAM_ECORRUPT);
	assert_open_fails(place, KAM_DB_WRITE, KAM_ECORRUPT);
	write_file(place->path, text, sizeof text);
	assert_open_fails(place, KAM_DB_READ, KAM_ECORRUPT);
	assert_open_fails(place, KAM_DB_WRITE, KAM_ECORRUPT);
	assert_int_equal(unlink(place->path), 0);
	assert_int_equal(mkfifo(place->path, 0600), 0);
	assert_open_fails(place, KAM_DB_READ, KAM_ECORRUPT);
	assert_int_equal(unlink(place->path), 0);
	assert_int_equal(mkdir(place->path, 0700), 0);
	assert_open_fails(place, KAM_DB_WRITE, KAM_ECORRUPT);
}

static void links_are_refused(void **state)
{
	struct place *place = *state;
	char name[160];

	make_register(place);
	beside(name, place, ".link");
	assert_int_equal(link(place->path, name), 0);
	assert_open_fails(place, KAM_DB_READ, KAM_EACCESS);
	assert_int_equal(unlink(place->path), 0);
	assert_int_equal(symlink(name, place->path), 0);
	assert_open_fails(place, KAM_DB_READ, KAM_EACCESS);
	assert_int_equal(unlink(place->path), 0);
	assert_int_equal(rename(name, place->path), 0);
	beside(name, place, "-journal");
	assert_int_equal(symlink("/etc/passwd", name), 0);
	assert_open_fails(place, KAM_DB_READ, KAM_EACCESS);
	assert_open_fails(place, KAM_DB_WRITE, KAM_EACCESS);
}

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

/* Dies with a transaction written to the file: a hot journal is left. */
static void leave_hot_journal(const struct place *place)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		sqlite3 *db;

		if (sqlite3_open(place->path, &db) ||
		    sqlite3_exec(
			db,
			"PRAGMA cache_size = 1; BEGIN;"
			"UPDATE t SET a = 'torn' WHERE id = 1;"
			"WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL "
			"SELECT i + 1 FROM n LIMIT 2000) INSERT INTO t "
			"(id, a) SELECT i, i || hex(zeroblob(50)) "
			"FROM n",
			NULL, NULL, NULL))
			_exit(1);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void a_hot_journal_is_rolled_back_for_a_reader(void **state)
{
	struct place *place = *state;
	struct kam_db *db;
	char name[160];

	make_register(place);
	leave_hot_journal(place);
	beside(name, place, "-journal");
	assert_true(exists(name));
	db = must_open(place, KAM_DB_READ);
	assert_int_equal(count_rows(db), 1);
	kam_db_close(db);
	assert_false(exists(name));
}

/*
 * security.md, finding 3: the end of a journal names a super-journal, which
 * plain SQLite deletes on rolling back. The layout is pager.c's: page number
 * of the lock byte, the name, its length, the sum of its bytes, the magic.
 */
static void plant_super_journal(const struct place *place, const char *victim)
{
	static const unsigned char magic[8] = { 0xd9, 0xd5, 0x05, 0xf9,
						0x20, 0xa1, 0x63, 0xd7 };
	uint32_t lock_page = 0x40000000 / 4096 + 1, sum = 0;
	uint32_t length = (uint32_t)strlen(victim);
	unsigned char bytes[1024] = { 0 };
	char name[160];
	size_t at = 512;

	memcpy(bytes, magic, 8);
	bytes[15] = 1;    /* nonce */
	bytes[19] = 2;    /* pages before */
	bytes[22] = 2;    /* sector size 512 */
	bytes[26] = 0x10; /* page size 4096 */
	for (int i = 0; i < 4; i++)
		bytes[at++] = (unsigned char)(lock_page >> (24 - 8 * i));
	for (uint32_t i = 0; i < length; i++)
		sum += (unsigned char)victim[i];
	memcpy(bytes + at, victim, length);
	at += length;
	for (int i = 0; i < 4; i++)
		bytes[at++] = (unsigned char)(length >> (24 - 8 * i));
	for (int i = 0; i < 4; i++)
		bytes[at++] = (unsigned char)(sum >> (24 - 8 * i));
	memcpy(bytes + at, magic, 8);
	at += 8;
	beside(name, place, "-journal");
	write_file(name, bytes, at);
}

static void a_planted_journal_deletes_nothing(void **state)
{
	struct place *place = *state;
	char victim[160];
	sqlite3 *plain;

	make_register(place);
	beside(victim, place, ".victim");
	write_file(victim, "thesis", 6);
	plant_super_journal(place, victim);
	assert_open_fails(place, KAM_DB_READ, KAM_EACCESS);
	assert_true(exists(victim));
	assert_open_fails(place, KAM_DB_WRITE, KAM_EACCESS);
	assert_true(exists(victim));
	/* the attack is real: SQLite by itself deletes the file */
	assert_int_equal(sqlite3_open(place->path, &plain), SQLITE_OK);
	(void)sqlite3_exec(plain, "SELECT * FROM t", NULL, NULL, NULL);
	(void)sqlite3_close(plain);
	assert_false(exists(victim));
}

static void relative_paths_and_odd_names_are_paths(void **state)
{
	struct place *place = *state;
	struct place odd = { "", "file:register.db?mode=memory" };
	char here[400];

	assert_non_null(getcwd(here, sizeof here));
	assert_int_equal(chdir(place->folder), 0);
	make_register(&odd);
	assert_true(exists(odd.path));
	assert_int_equal(unlink(odd.path), 0);
	assert_int_equal(chdir(here), 0);
}

#define IN_PLACE(test)                                                         \
	cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(creating_ignores_the_umask),
		IN_PLACE(creating_refuses_what_is_there),
		IN_PLACE(creating_needs_the_folder),
		IN_PLACE(an_empty_creation_leaves_no_file),
		IN_PLACE(what_is_no_register_is_refused),
		IN_PLACE(links_are_refused),
		IN_PLACE(parameters_go_by_their_names),
		IN_PLACE(constraints_have_their_codes),
		IN_PLACE(a_failed_commit_is_rolled_back),
		IN_PLACE(a_second_writer_waits_and_gives_up),
		IN_PLACE(an_interrupt_ends_a_query),
		IN_PLACE(a_reader_writes_nothing),
		IN_PLACE(stamps_are_kept),
		IN_PLACE(integrity_finds_a_lost_reference),
		IN_PLACE(a_hot_journal_is_rolled_back_for_a_reader),
		IN_PLACE(a_planted_journal_deletes_nothing),
		IN_PLACE(relative_paths_and_odd_names_are_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
