#include "db/sqlite.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct kam_sqlite *of_db(struct kam_db *db)
{
	return (struct kam_sqlite *)db;
}

static int db_exec(struct kam_db *base, const char *sql, struct kam_err *err)
{
	struct kam_sqlite *db = of_db(base);
	int rc;

	kam_busy_start(&db->busy);
	rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	return rc ? kam_sqlite_fail(db, rc, err) : 0;
}

/* BEGIN or COMMIT, again and again while others hold the lock. */
static int run_patiently(struct kam_sqlite *db, const char *sql)
{
	int rc;

	do
		rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	while ((rc & 0xff) == SQLITE_BUSY && kam_busy_wait(&db->busy));
	return rc;
}

/* Whoever waited while a restore put another file here would write into the
   old one, which nobody finds any more. */
static int has_moved(struct kam_sqlite *db)
{
	int moved = 0;

	(void)sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED,
				   &moved);
	return moved;
}

static int db_begin(struct kam_db *base, int write, struct kam_err *err)
{
	struct kam_sqlite *db = of_db(base);
	int rc;

	if (!sqlite3_get_autocommit(db->handle))
		return kam_fail(err, KAM_EINTERNAL, "%s",
				_("a transaction is open already"));
	kam_busy_start(&db->busy);
	if (write && (rc = kam_busy_lock(&db->busy, db->path, err)))
		return rc;
	rc = run_patiently(db, write ? "BEGIN IMMEDIATE" : "BEGIN");
	if (rc) {
		kam_busy_unlock(&db->busy);
		return kam_sqlite_fail(db, rc, err);
	}
	if (!write || !has_moved(db))
		return 0;
	base->calls->rollback(base);
	kam_fail(err, KAM_ECONFLICT,
		 _("'%s' was replaced or removed by another program"),
		 db->path);
	kam_hint(err, "%s", _("run the command again"));
	return KAM_ECONFLICT;
}

static void db_rollback(struct kam_db *base)
{
	struct kam_sqlite *db = of_db(base);

	/* its failure leaves a hot journal, which the next one rolls back */
	if (!sqlite3_get_autocommit(db->handle))
		(void)sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	kam_busy_unlock(&db->busy);
}

static int db_commit(struct kam_db *base, struct kam_err *err)
{
	struct kam_sqlite *db = of_db(base);
	int rc;

	kam_busy_start(&db->busy);
	rc = run_patiently(db, "COMMIT");
	if (rc)
		rc = kam_sqlite_fail(db, rc, err);
	else
		db->unmade = 0;
	db_rollback(base);
	return rc;
}

/*
 * VACUUM attaches a file of its own, which nothing else may, and holds all of
 * the database in it: in memory it would not fit the limit on SQLite's heap.
 */
static int db_compact(struct kam_db *base, struct kam_err *err)
{
	struct kam_sqlite *db = of_db(base);
	int attached, rc;

	kam_busy_start(&db->busy);
	rc = kam_busy_lock(&db->busy, db->path, err);
	if (rc)
		return rc;
	attached = sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 1);
	rc = sqlite3_exec(db->handle, "PRAGMA temp_store = FILE", NULL, NULL,
			  NULL);
	if (!rc)
		rc = run_patiently(db, "VACUUM");
	if (rc)
		rc = kam_sqlite_fail(db, rc, err);
	(void)sqlite3_exec(db->handle, "PRAGMA temp_store = MEMORY", NULL, NULL,
			   NULL);
	(void)sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, attached);
	kam_busy_unlock(&db->busy);
	return rc;
}

static int64_t db_changes(struct kam_db *base)
{
	return sqlite3_changes64(of_db(base)->handle);
}

static int64_t db_inserted(struct kam_db *base)
{
	return sqlite3_last_insert_rowid(of_db(base)->handle);
}

/* The number that a PRAGMA answers. */
static int read_number(struct kam_sqlite *db, const char *sql, int32_t *out,
		       struct kam_err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL);

	if (!rc && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		*out = sqlite3_column_int(stmt, 0);
		rc = 0;
	}
	if (rc)
		rc = kam_sqlite_fail(db, rc, err);
	(void)sqlite3_finalize(stmt);
	return rc;
}

static int db_stamp(struct kam_db *base, int32_t *application, int32_t *version,
		    struct kam_err *err)
{
	struct kam_sqlite *db = of_db(base);
	int rc;

	kam_busy_start(&db->busy);
	rc = read_number(db, "PRAGMA application_id", application, err);
	if (!rc)
		rc = read_number(db, "PRAGMA user_version", version, err);
	return rc;
}

static int db_set_stamp(struct kam_db *base, int32_t application,
			int32_t version, struct kam_err *err)
{
	char sql[100];

	/* a PRAGMA takes no parameters; these are numbers */
	(void)snprintf(sql, sizeof sql,
		       "PRAGMA application_id = %" PRId32
		       "; PRAGMA user_version = %" PRId32,
		       application, version);
	return db_exec(base, sql, err);
}

struct findings {
	void (*found)(void *context, const char *what);
	void *context;
	int failed; /* the check itself: for want of memory, or interrupted */
};

/* A page that the check could not get says why at the end of its line. */
static int own_failure(const char *finding)
{
	static const char mark[] = "error code=";
	const char *at = strstr(finding, mark);
	long code = at ? strtol(at + sizeof mark - 1, NULL, 10) : 0;

	return code == SQLITE_NOMEM || code == SQLITE_INTERRUPT ? (int)code : 0;
}

/* What is wrong with pages comes as lines of one text, after a headline. */
static void find_lines(const struct findings *to, const char *text)
{
	char line[512];

	for (size_t n; *text; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		(void)snprintf(line, sizeof line, "%.*s", (int)n, text);
		if (n && strncmp(line, "*** in database", 15) != 0)
			to->found(to->context, line);
	}
}

static int on_integrity(void *context, int columns, char **values, char **names)
{
	struct findings *to = context;

	(void)columns;
	(void)names;
	if (!values[0] || !sqlite3_stricmp(values[0], "ok"))
		return 0;
	to->failed = own_failure(values[0]);
	if (!to->failed)
		find_lines(to, values[0]);
	return to->failed;
}

/* table, rowid, parent, number of the foreign key */
static int on_foreign_key(void *context, int columns, char **values,
			  char **names)
{
	const struct findings *to = context;
	char what[256];

	(void)columns;
	(void)names;
	(void)snprintf(what, sizeof what,
		       _("row %s of '%s' refers to a missing row of '%s'"),
		       values[1] ? values[1] : "?", values[0], values[2]);
	to->found(to->context, what);
	return 0;
}

static int db_integrity(struct kam_db *base,
			void (*found)(void *context, const char *what),
			void *context, struct kam_err *err)
{
	struct kam_sqlite *db = of_db(base);
	struct findings to = { found, context, 0 };
	int rc;

	kam_busy_start(&db->busy);
	rc = sqlite3_exec(db->handle, "PRAGMA integrity_check", on_integrity,
			  &to, NULL);
	if (to.failed)
		rc = to.failed;
	if (!rc)
		rc = sqlite3_exec(db->handle, "PRAGMA foreign_key_check",
				  on_foreign_key, &to, NULL);
	return rc ? kam_sqlite_fail(db, rc, err) : 0;
}

const struct kam_driver *kam_sqlite_driver(void)
{
	static const struct kam_driver_calls calls = {
		.open = kam_sqlite_open,
		.close = kam_sqlite_close,
		.exec = db_exec,
		.begin = db_begin,
		.commit = db_commit,
		.rollback = db_rollback,
		.compact = db_compact,
		.changes = db_changes,
		.inserted = db_inserted,
		.stamp = db_stamp,
		.set_stamp = db_set_stamp,
		.copy = kam_sqlite_copy,
		.snapshot = kam_sqlite_snapshot,
		.integrity = db_integrity,
		.layout = kam_sqlite_layout,
		.walk = kam_sqlite_walk,
		.prepare = kam_sqlite_prepare,
		.bind = kam_sqlite_bind,
		.step = kam_sqlite_step,
		.reset = kam_sqlite_reset,
		.finalize = kam_sqlite_finalize,
		.column_int = kam_sqlite_column_int,
		.column_text = kam_sqlite_column_text,
		.column_blob = kam_sqlite_column_blob,
		.column_length = kam_sqlite_column_length,
		.column_is_null = kam_sqlite_column_is_null,
		.failed = kam_sqlite_failed,
	};
	static const struct kam_driver driver = { .calls = &calls };

	return &driver;
}

const struct kam_driver *kam_db_sqlite_under(struct kam_sqlite_under *under)
{
	under->driver.calls = kam_sqlite_driver()->calls;
	under->driver.context = under;
	return &under->driver;
}
