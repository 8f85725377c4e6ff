/*
 * The SQLite driver's inside: what its files share.
 *
 * sqlite.c       transactions and stamps
 * sqlite_stmt.c  statements
 * sqlite_snapshot.c  a copy of the database that has no name
 * sqlite_copy.c  the file's bytes, read through SQLite's own handle
 * sqlite_layout.c  every byte that integrity_check doesn't look at
 * sqlite_walk.c  tables read without SQLite's machine
 * sqlite_header.c  and every field of the file's header and schema table
 * sqlite_fail.c  errors
 * sqlite_open.c  the one way in which a file is opened
 * sqlite_file.c  what is asked of the file before SQLite sees it
 * vfs.c          the shim that keeps SQLite to its own files
 * vfs_file.c     and wipes what a page that is written doesn't use
 * busy.c         waiting for one's turn
 */
#ifndef KAM_DB_SQLITE_H
#define KAM_DB_SQLITE_H

#include "db/driver.h"

#include <sqlite3.h>

/* A VFS of one database: only its file and that file's sidecars are reached. */
struct kam_vfs {
	sqlite3_vfs base;
	sqlite3_vfs *under;
	char name[32];    /* under which it is registered */
	const char *path; /* full, borrowed */
	int refused;      /* SQLite was kept from another file */
};

struct kam_busy {
	const volatile int *interrupted; /* or NULL */
	int64_t limit;                   /* µs */
	int64_t waited;                  /* µs, since kam_busy_start() */
	uint64_t random;
	int lock; /* PATH.lock, or -1 */
};

struct kam_sqlite {
	struct kam_db base;
	sqlite3 *handle;
	char *path; /* full */
	enum kam_db_mode mode;
	int unmade; /* created, and nothing was committed yet */
	struct kam_vfs vfs;
	struct kam_busy busy;
};

/* Fails with what SQLite's result code means. */
int kam_sqlite_fail(struct kam_sqlite *db, int code, struct kam_err *err);

int kam_sqlite_open(struct kam_db **out, void *context, const char *path,
		    const struct kam_db_options *options, struct kam_err *err);
void kam_sqlite_close(struct kam_db *base);

/* SQLite's code. Takes the lock that readers have: until the transaction ends
   the file, whose handle and size it gives, stays as it is. */
int kam_sqlite_hold_still(struct kam_sqlite *db, sqlite3_file **file,
			  sqlite3_int64 *size);
int kam_sqlite_layout(struct kam_db *base, const char *const *schema,
		      int compacted,
		      void (*found)(void *context, const char *what),
		      void *context, struct kam_err *err);
/* Its parts that are not about pages; pages: the file's. */
void kam_sqlite_check_header(const uint8_t *head, uint32_t pages,
			     void (*found)(void *context, const char *what),
			     void *context);
int kam_sqlite_check_schema(struct kam_sqlite *db, const char *const *schema,
			    int compacted,
			    void (*found)(void *context, const char *what),
			    void *context);
int kam_sqlite_walk(struct kam_db *base, const struct kam_walk *tables,
		    size_t n, const struct kam_walker *walker,
		    struct kam_err *err);
/* What every handle gets: its limits and what is switched off; SQLite's code.
 */
int kam_sqlite_configure(struct kam_sqlite *db);
int kam_sqlite_snapshot(struct kam_db **out, struct kam_db *base,
			struct kam_err *err);
int kam_sqlite_copy(struct kam_db *base,
		    int (*write)(void *context, const void *bytes, size_t n,
				 struct kam_err *err),
		    void *context, struct kam_err *err);

int kam_sqlite_prepare(struct kam_stmt **out, struct kam_db *base,
		       const char *sql, struct kam_err *err);
void kam_sqlite_bind(struct kam_stmt *base, int n,
		     const struct kam_bound *value);
int kam_sqlite_step(struct kam_stmt *base, struct kam_err *err);
void kam_sqlite_reset(struct kam_stmt *base);
void kam_sqlite_finalize(struct kam_stmt *base);
int64_t kam_sqlite_column_int(struct kam_stmt *base, int column);
const char *kam_sqlite_column_text(struct kam_stmt *base, int column);
const void *kam_sqlite_column_blob(struct kam_stmt *base, int column);
size_t kam_sqlite_column_length(struct kam_stmt *base, int column);
int kam_sqlite_column_is_null(struct kam_stmt *base, int column);
int kam_sqlite_failed(struct kam_stmt *base);

/* A path as SQLite will know it: absolute, folders' links resolved; freed by
   the caller. */
int kam_sqlite_full_path(char **out, sqlite3_vfs *vfs, const char *path,
			 struct kam_err *err) KAM_MUST_USE;
/* Refuses what must not be opened: not a plain file, linked elsewhere, … */
int kam_sqlite_check_file(const char *path, enum kam_db_mode mode,
			  struct kam_err *err) KAM_MUST_USE;
/* Makes the empty file, its mode 0600 or 0660 whatever the umask. */
int kam_sqlite_create_file(const char *path, int group,
			   struct kam_err *err) KAM_MUST_USE;

/* Opens the database's own file, wrapped; how much room that takes. */
int kam_vfs_file_open(sqlite3_vfs *under, const char *name, sqlite3_file *file,
		      int flags, int *out_flags);
int kam_vfs_file_bytes(const sqlite3_vfs *under);
/* SQLite's result code; under: NULL is the default VFS */
int kam_vfs_register(struct kam_vfs *vfs, const char *under, const char *path);
void kam_vfs_unregister(struct kam_vfs *vfs);

void kam_busy_init(struct kam_busy *busy, const struct kam_db_options *options);
void kam_busy_release(struct kam_busy *busy);
/* A new call begins to wait from nought. */
void kam_busy_start(struct kam_busy *busy);
/* Sleeps a little: 1, or 0 where the time is up or a signal came. */
int kam_busy_wait(struct kam_busy *busy);
int kam_busy_handler(void *busy, int count); /* for sqlite3_busy_handler() */
/* Takes a turn among writers; a lock file that can't be had is done without. */
int kam_busy_lock(struct kam_busy *busy, const char *path,
		  struct kam_err *err) KAM_MUST_USE;
void kam_busy_unlock(struct kam_busy *busy);
int kam_busy_fail(const struct kam_busy *busy, struct kam_err *err);

#endif
