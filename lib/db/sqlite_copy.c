/*
 * The file's bytes, read through SQLite's own handle: a descriptor of one's own
 * would drop this process's locks when it is closed.
 */
#include "db/sqlite.h"

#include <stdlib.h>

enum { PIECE = 65536 };

int kam_sqlite_hold_still(struct kam_sqlite *db, sqlite3_file **file,
			  sqlite3_int64 *size)
{
	int rc = sqlite3_exec(db->handle, "SELECT 1 FROM sqlite_schema LIMIT 1",
			      NULL, NULL, NULL);

	if (!rc)
		rc = sqlite3_file_control(db->handle, "main",
					  SQLITE_FCNTL_FILE_POINTER, file);
	return rc ? rc : (*file)->pMethods->xFileSize(*file, size);
}

/* Byte 18 of the header; kam makes no such register. */
static int is_wal(sqlite3_file *file)
{
	char version[2] = { 0 };

	return !file->pMethods->xRead(file, version, sizeof version, 18) &&
	       version[0] == 2;
}

int kam_sqlite_copy(struct kam_db *base,
		    int (*write)(void *context, const void *bytes, size_t n,
				 struct kam_err *err),
		    void *context, struct kam_err *err)
{
	struct kam_sqlite *db = (struct kam_sqlite *)base;
	char *piece = malloc(PIECE);
	sqlite3_file *file = NULL;
	sqlite3_int64 size = 0, at = 0;
	int rc;

	if (!piece)
		return kam_fail_memory(err);
	kam_busy_start(&db->busy);
	rc = kam_sqlite_hold_still(db, &file, &size);
	if (rc)
		rc = kam_sqlite_fail(db, rc, err);
	if (!rc && is_wal(file)) {
		rc = kam_fail(err, KAM_EREFUSED,
			      _("'%s' is in WAL mode, in which its file is "
				"not all of it"),
			      db->path);
		kam_hint(err, "sqlite3 '%s' 'PRAGMA journal_mode = DELETE'",
			 db->path);
	}
	while (!rc && at < size) {
		int n = size - at < PIECE ? (int)(size - at) : PIECE;

		if (db->busy.interrupted && *db->busy.interrupted)
			rc = kam_busy_fail(&db->busy, err);
		else if ((rc = file->pMethods->xRead(file, piece, n, at)))
			rc = kam_sqlite_fail(db, rc, err);
		else
			rc = write(context, piece, (size_t)n, err);
		at += n;
	}
	free(piece);
	return rc;
}
