/* For the tests of the database: a folder for each test, a register in it. */
#ifndef KAM_TEST_PLACE_H
#define KAM_TEST_PLACE_H

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

static inline int make_place(void **state)
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

static inline void beside(char out[160], const struct place *place,
			  const char *suffix)
{
	(void)snprintf(out, 160, "%s%s", place->path, suffix);
}

static inline int remove_place(void **state)
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

static inline int open_with(struct kam_db **db, const struct place *place,
			    enum kam_db_mode mode, struct kam_err *err)
{
	struct kam_db_options options = { .mode = mode, .busy_ms = 50 };

	kam_err_reset(err);
	return kam_db_open(db, NULL, place->path, &options, err);
}

static inline struct kam_db *must_open(const struct place *place,
				       enum kam_db_mode mode)
{
	struct kam_err err;
	struct kam_db *db;
	int rc = open_with(&db, place, mode, &err);

	if (rc)
		fail_msg("%s", err.message);
	return db;
}

static inline void must_exec(struct kam_db *db, const char *sql)
{
	struct kam_err err = { 0 };

	if (kam_db_exec(db, sql, &err))
		fail_msg("%s", err.message);
}

static inline void make_register(const struct place *place)
{
	struct kam_db *db = must_open(place, KAM_DB_CREATE);

	must_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, "
		      "up INTEGER REFERENCES t(id)) STRICT;"
		      "INSERT INTO t (id, a) VALUES (1, 'one')");
	kam_db_close(db);
}

static inline int64_t count_rows(struct kam_db *db)
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

static inline int exists(const char *path)
{
	struct stat info;

	return lstat(path, &info) == 0;
}

#define IN_PLACE(test)                                                         \
	cmocka_unit_test_setup_teardown(test, make_place, remove_place)

#endif
