#include "db/sqlite.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	PROGRESS_STEPS = 2000,   /* some 20 µs between looks at interrupted */
	SIDECAR_ROOM = 512 + 16, /* a path, which is shorter, and a suffix */
	HEAP = 256 * 1024 * 1024,
};

/* What a hostile file could use against us is switched off. QPSG, the query
   planner stability guarantee: a statement is planned once, not anew for each
   value bound to what a partial index asks for. */
static const int configuration[][2] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
	{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
	{ SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
	{ SQLITE_DBCONFIG_ENABLE_QPSG, 1 },
};

static const int limits[][2] = {
	{ SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024 },
	{ SQLITE_LIMIT_SQL_LENGTH, 100000 },
	{ SQLITE_LIMIT_COLUMN, 100 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 100 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 10 },
	{ SQLITE_LIMIT_VDBE_OP, 100000 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 16 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 999 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 5 },
	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};

/*
 * The first look at the file is the last of these statements: it reads the
 * schema, and so finds what is no database and what waits to be rolled back.
 * Not FULL but EXTRA, which syncs the folder once the journal is gone: with
 * less, a power cut takes back a commit that was acknowledged.
 */
static const char sql_settings[] = "PRAGMA cell_size_check = ON;"
				   "PRAGMA temp_store = MEMORY;"
				   "PRAGMA mmap_size = 0;";
/* in a transaction, begun by what needs no schema: else reading the schema
   takes and gives back a lock of its own */
static const char sql_settings_read[] = "BEGIN; PRAGMA schema_version;"
					"SELECT 1 FROM sqlite_schema LIMIT 1;"
					"COMMIT";
static const char sql_settings_write[] = "PRAGMA secure_delete = ON;"
					 "PRAGMA max_page_count = 33554431;"
					 "PRAGMA cache_size = -16000;"
					 "PRAGMA synchronous = EXTRA";
static const char sql_unsynced[] = "PRAGMA synchronous = OFF";

void kam_db_single_threaded(void)
{
	/* refused, and of no effect, once SQLite is in use */
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
}

static int on_progress(void *context)
{
	const volatile int *interrupted = context;

	return *interrupted != 0;
}

int kam_sqlite_configure(struct kam_sqlite *db)
{
	int rc = SQLITE_OK;

	for (size_t i = 0; !rc && i < sizeof configuration / sizeof(int[2]);
	     i++)
		rc = sqlite3_db_config(db->handle, configuration[i][0],
				       configuration[i][1], NULL);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		(void)sqlite3_limit(db->handle, limits[i][0], limits[i][1]);
	if (sqlite3_hard_heap_limit64(-1) == 0)
		(void)sqlite3_hard_heap_limit64(HEAP);
	if (db->busy.interrupted)
		sqlite3_progress_handler(
		    db->handle, PROGRESS_STEPS, on_progress,
		    (void *)(uintptr_t)db->busy.interrupted);
	if (!rc)
		rc = sqlite3_busy_handler(db->handle, kam_busy_handler,
					  &db->busy);
	return rc;
}

/* One opening, to the point where the schema was read; SQLite's code. */
static int connect(struct kam_sqlite *db, int flags, const char *more)
{
	int rc;

	/* a handle is one thread's */
	flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW |
		 SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
	rc = sqlite3_open_v2(db->path, &db->handle, flags, db->vfs.name);
	if (!rc)
		rc = kam_sqlite_configure(db);
	if (!rc)
		rc = sqlite3_exec(db->handle, sql_settings, NULL, NULL, NULL);
	if (!rc)
		rc = sqlite3_exec(db->handle,
				  flags & SQLITE_OPEN_READONLY
				      ? sql_settings_read
				      : sql_settings_write,
				  NULL, NULL, NULL);
	if (!rc && more)
		rc = sqlite3_exec(db->handle, more, NULL, NULL, NULL);
	return rc;
}

static void disconnect(struct kam_sqlite *db)
{
	int rc = sqlite3_close(db->handle);

	assert(rc == SQLITE_OK); /* a statement was not finalized */
	(void)rc;
	db->handle = NULL;
}

/* What a reader, who writes nothing, cannot do: roll a journal back. */
static int wants_recovery(struct kam_sqlite *db, int rc)
{
	struct stat info;
	char name[SIDECAR_ROOM];

	if (rc == SQLITE_READONLY_ROLLBACK || rc == SQLITE_READONLY_RECOVERY)
		return 1;
	if ((rc & 0xff) != SQLITE_CANTOPEN)
		return 0;
	(void)sqlite3_snprintf(sizeof name, name, "%s-journal", db->path);
	return lstat(name, &info) == 0;
}

static int connect_read(struct kam_sqlite *db, const char *more)
{
	int rc = connect(db, SQLITE_OPEN_READONLY, more);

	if (!wants_recovery(db, rc))
		return rc;
	disconnect(db);
	rc = connect(db, SQLITE_OPEN_READWRITE, NULL);
	if (rc)
		return rc;
	disconnect(db);
	return connect(db, SQLITE_OPEN_READONLY, more);
}

static int open_path(struct kam_sqlite *db, const struct kam_sqlite_under *test,
		     const struct kam_db_options *options, struct kam_err *err)
{
	const char *more = test ? test->sql : NULL;
	int rc;

	if (db->mode == KAM_DB_CREATE) {
		rc = kam_sqlite_create_file(db->path, options->group, err);
		if (rc)
			return rc;
		db->unmade = 1;
	}
	rc = kam_sqlite_check_file(db->path, db->mode, err);
	if (rc)
		return rc;
	rc = kam_vfs_register(&db->vfs, test ? test->vfs : NULL, db->path);
	if (!rc)
		rc = db->mode == KAM_DB_READ
			 ? connect_read(db, more)
			 : connect(db, SQLITE_OPEN_READWRITE, more);
	if (!rc && options->unsynced)
		rc = sqlite3_exec(db->handle, sql_unsynced, NULL, NULL, NULL);
	if (rc)
		return kam_sqlite_fail(db, rc, err);
	/* without the right to write, SQLite would read without a word */
	if (db->mode != KAM_DB_READ &&
	    sqlite3_db_readonly(db->handle, "main") != 0)
		return kam_fail(err, KAM_EACCESS, _("'%s' may not be written"),
				db->path);
	return 0;
}

int kam_sqlite_open(struct kam_db **out, void *context, const char *path,
		    const struct kam_db_options *options, struct kam_err *err)
{
	const struct kam_sqlite_under *test = context;
	sqlite3_vfs *vfs = sqlite3_vfs_find(test ? test->vfs : NULL);
	struct kam_sqlite *db = calloc(1, sizeof *db);
	int rc;

	if (!db || !vfs) {
		free(db);
		return kam_fail_memory(err);
	}
	db->base.calls = kam_sqlite_driver()->calls;
	db->mode = options->mode;
	kam_busy_init(&db->busy, options);
	rc = kam_sqlite_full_path(&db->path, vfs, path, err);
	if (!rc)
		rc = open_path(db, test, options, err);
	if (rc)
		kam_sqlite_close(&db->base);
	else
		*out = &db->base;
	return rc;
}

/* A file in which nothing was ever committed is no register: away with it. */
static void remove_unmade(const struct kam_sqlite *db)
{
	struct stat info;
	char name[SIDECAR_ROOM];

	if (!db->unmade || lstat(db->path, &info) || info.st_size > 0)
		return;
	(void)unlink(db->path);
	if (db->busy.lock >= 0) {
		(void)sqlite3_snprintf(sizeof name, name, "%s.lock", db->path);
		(void)unlink(name);
	}
}

void kam_sqlite_close(struct kam_db *base)
{
	struct kam_sqlite *db = (struct kam_sqlite *)base;

	if (db->handle) {
		base->calls->rollback(base);
		disconnect(db);
	}
	kam_vfs_unregister(&db->vfs);
	remove_unmade(db);
	kam_busy_release(&db->busy);
	free(db->path);
	free(db);
}
