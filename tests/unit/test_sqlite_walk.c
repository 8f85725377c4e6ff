/*
 * Tables read straight from the file give what queries give, or nothing.
 */
#include "place.h"

enum { ROWS = 3000 };

static const char *const columns[] = { "c", "a" };
static const struct kam_walk tables[] = { { "u", columns, 1 },
					  { "t", columns, 2 } };

struct seen {
	int64_t rows, wanted, last, bytes;
	int every; /* which rows are wanted: each so many */
	int stop;  /* what row gives at the first */
};

static int glance(void *context, size_t table, int64_t id, const char *bytes,
		  size_t length)
{
	struct seen *s = context;

	s->rows++;
	assert_true(table == 0 || id > s->last);
	s->last = table ? id : 0;
	assert_true(length == 0 || bytes);
	return id % s->every == 0;
}

static int is_all_x(const char *text, size_t length)
{
	while (length && *text == 'x') {
		text++;
		length--;
	}
	return !length;
}

static int row(void *context, size_t table, int64_t id,
	       const struct kam_walked *values, struct kam_err *err)
{
	struct seen *s = context;
	char wanted[32];

	(void)err;
	if (s->stop)
		return s->stop;
	s->wanted++;
	if (table == 0)
		return 0;
	snprintf(wanted, sizeof wanted, "row %lld", (long long)id);
	assert_int_equal(values[1].length, strlen(wanted));
	assert_memory_equal(values[1].text, wanted, strlen(wanted));
	/* null, or so many x, on overflow pages too */
	assert_true((values[0].text == NULL) == (id % 3 == 0));
	if (values[0].text)
		assert_true(is_all_x(values[0].text, values[0].length));
	s->bytes += values[0].text ? (int64_t)values[0].length : 0;
	return 0;
}

static void fill(const struct place *place)
{
	struct kam_db *db = must_open(place, KAM_DB_CREATE);

	must_exec(db, "CREATE TABLE u (id INTEGER PRIMARY KEY, c TEXT);"
		      "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, a "
		      "TEXT, b BLOB, c TEXT)");
	must_exec(db, "WITH RECURSIVE r (i) AS (SELECT 1 UNION ALL SELECT i + "
		      "1 FROM r WHERE i < 3000) INSERT INTO t (id, n, a, b, c) "
		      "SELECT i, i * i * i * i, 'row ' || i, x'ff00ff', CASE "
		      "WHEN i % 3 = 0 THEN NULL ELSE replace(hex(zeroblob(i % "
		      "7 * i / 2)), '0', 'x') END FROM r");
	kam_db_close(db);
}

static int walk(struct seen *s, struct kam_db *db, struct kam_err *err)
{
	const struct kam_walker walker = { glance, row, s };
	int rc;

	kam_err_reset(err);
	if (!s->every)
		s->every = 1;
	assert_int_equal(kam_db_begin_read(db, err), 0);
	rc = kam_db_walk(db, tables, 2, &walker, err);
	kam_db_rollback(db);
	return rc;
}

static int64_t sum(struct kam_db *db, const char *sql)
{
	struct kam_err err = { 0 };
	struct kam_stmt *s;
	int64_t n;

	assert_int_equal(kam_db_prepare(&s, db, sql, &err), 0);
	assert_int_equal(kam_stmt_step(s, &err), 1);
	n = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return n;
}

static void gives_what_a_query_gives(void **state)
{
	struct seen all = { 0 }, some = { .every = 7 };
	struct kam_err err;
	struct kam_db *db;

	fill(*state);
	db = must_open(*state, KAM_DB_READ);
	assert_int_equal(walk(&all, db, &err), 1);
	assert_int_equal(all.rows, ROWS);
	assert_int_equal(all.wanted, ROWS);
	assert_int_equal(all.bytes, sum(db, "SELECT sum(length(c)) FROM t"));
	assert_int_equal(walk(&some, db, &err), 1);
	assert_int_equal(some.rows, ROWS);
	assert_int_equal(some.wanted, ROWS / 7);
	kam_db_close(db);
}

static void says_what_the_row_said(void **state)
{
	struct seen s = { .stop = KAM_ENOMEM };
	struct kam_err err;
	struct kam_db *db;

	fill(*state);
	db = must_open(*state, KAM_DB_READ);
	assert_int_equal(walk(&s, db, &err), KAM_ENOMEM);
	assert_int_equal(s.rows, 1);
	kam_db_close(db);
}

/* Where the file isn't all there is to it, or isn't as it should be. */
static void leaves_the_rest_to_queries(void **state)
{
	const struct kam_walker walker = { glance, row, &(struct seen){ 0 } };
	struct place *place = *state;
	struct seen s = { 0 };
	struct kam_err err;
	struct kam_db *db;

	fill(place);
	db = must_open(place, KAM_DB_READ);
	/* outside of a transaction nothing keeps writers away */
	assert_int_equal(kam_db_walk(db, tables, 2, &walker, &err), 0);
	kam_db_close(db);
	db = must_open(place, KAM_DB_WRITE);
	assert_int_equal(walk(&s, db, &err), 0);
	/* rows of before a column was there have none */
	must_exec(db, "ALTER TABLE t ADD COLUMN d TEXT DEFAULT 'x'");
	kam_db_close(db);
	db = must_open(place, KAM_DB_READ);
	assert_int_equal(walk(&s, db, &err), 0);
	kam_db_close(db);
	db = must_open(place, KAM_DB_WRITE);
	must_exec(db, "DROP TABLE u");
	kam_db_close(db);
	db = must_open(place, KAM_DB_READ);
	assert_int_equal(walk(&s, db, &err), 0);
	kam_db_close(db);
}

/* Any bytes may be in the file: it ends, and nothing beyond a page is read. */
static void survives_any_bytes(void **state)
{
	struct place *place = *state;
	uint32_t random = 1;

	fill(place);
	for (int i = 0; i < 300; i++) {
		int fd = open(place->path, O_RDWR);
		struct kam_db_options options = { .mode = KAM_DB_READ,
						  .busy_ms = 50 };
		struct seen s = { .every = ROWS + 1 };
		struct kam_err err = { 0 };
		struct kam_db *db;
		struct stat info;
		uint8_t was, byte;
		off_t at;

		assert_true(fd >= 0 && !fstat(fd, &info));
		random = random * 1664525u + 1013904223u;
		at = 100 + (off_t)(random % (uint32_t)(info.st_size - 100));
		/* mostly heads of pages and what leads to cells */
		if (i % 4)
			at = 4096 + at / 4096 * 4096 % (info.st_size - 4096) +
			     at % 64;
		assert_int_equal(pread(fd, &was, 1, at), 1);
		byte = (uint8_t)(random >> 24);
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
		if (!kam_db_open(&db, NULL, place->path, &options, &err)) {
			s.last = INT64_MIN;
			(void)walk(&s, db, &err);
			kam_db_close(db);
		}
		assert_int_equal(pwrite(fd, &was, 1, at), 1);
		close(fd);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(gives_what_a_query_gives),
		IN_PLACE(says_what_the_row_said),
		IN_PLACE(leaves_the_rest_to_queries),
		IN_PLACE(survives_any_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
