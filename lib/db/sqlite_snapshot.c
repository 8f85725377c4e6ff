/*
 * A copy of a whole database, in a file that has no name: SQLite unlinks it as
 * soon as it is made, holds in memory what fits its cache, and writes the rest
 * without syncs. It is nobody else's, so it needs neither the shim nor locks.
 */
#include "db/sqlite.h"

#include <stdlib.h>
#include <string.h>

/* journal_mode before the handle is made defensive, which forbids it */
static const char sql_settings[] = "PRAGMA journal_mode = OFF;"
				   "PRAGMA synchronous = OFF;"
				   "PRAGMA cache_size = -32768;"
				   "PRAGMA temp_store = MEMORY;"
				   "PRAGMA mmap_size = 0;";

static int copy_pages(struct kam_sqlite *to, struct kam_sqlite *from)
{
	sqlite3_backup *backup =
	    sqlite3_backup_init(to->handle, "main", from->handle, "main");
	int rc;

	if (!backup)
		return sqlite3_extended_errcode(to->handle);
	do
		rc = sqlite3_backup_step(backup, 4096);
	while (!rc && !(from->busy.interrupted && *from->busy.interrupted));
	(void)sqlite3_backup_finish(backup);
	return rc == SQLITE_DONE ? 0 : rc ? rc : SQLITE_INTERRUPT;
}

static int make(struct kam_sqlite *to, struct kam_sqlite *from)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
			  SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
			  SQLITE_OPEN_EXRESCODE;
	int rc = sqlite3_open_v2("", &to->handle, flags, NULL);

	if (!rc)
		rc = sqlite3_exec(to->handle, sql_settings, NULL, NULL, NULL);
	if (!rc)
		rc = kam_sqlite_configure(to);
	return rc ? rc : copy_pages(to, from);
}

int kam_sqlite_snapshot(struct kam_db **out, struct kam_db *base,
			struct kam_err *err)
{
	struct kam_sqlite *from = (struct kam_sqlite *)base;
	struct kam_sqlite *to = calloc(1, sizeof *to);
	int rc;

	if (!to)
		return kam_fail_memory(err);
	to->base.calls = from->base.calls;
	to->mode = KAM_DB_WRITE;
	to->busy = from->busy;
	to->busy.lock = -1;
	/* what messages call it */
	to->path = strdup(from->path);
	kam_busy_start(&from->busy);
	rc = to->path ? 0 : kam_fail_memory(err);
	if (!rc && (rc = make(to, from)))
		rc = kam_sqlite_fail(to, rc, err);
	if (rc)
		kam_sqlite_close(&to->base);
	else
		*out = &to->base;
	return rc;
}
