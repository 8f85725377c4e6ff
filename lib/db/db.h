/*
 * The SQL seam: all that the rest of kam knows of a database.
 *
 * A driver is a table of functions (struct kam_driver). SQLite is the default;
 * the fault driver wraps another one and fails its Nth call. SQL is of the
 * common subset, parameters are $1 … $99 and bound, never formatted in.
 *
 *	rc = kam_db_prepare(&stmt, db, "SELECT id FROM risk WHERE account = $1",
 *	                    err);
 *	if (!rc)
 *		kam_stmt_bind_int(stmt, 1, account);
 *	while (!rc && (rc = kam_stmt_step(stmt, err)) > 0) {
 *		…kam_stmt_int(stmt, 0)…
 *		rc = 0;
 *	}
 *	kam_stmt_finalize(stmt);           (NULL is fine)
 *
 * Whoever prepares finalizes. Errors: KAM_EBUSY where a lock wasn't had in
 * time, KAM_EIO for the disk (full, I/O, read-only), KAM_ENOMEM, KAM_ECORRUPT,
 * KAM_EDUPLICATE and KAM_EINUSE for UNIQUE and FOREIGN KEY, KAM_ECONFLICT where
 * another file took this one's place since it was opened, KAM_EINTERRUPT,
 * KAM_EINVALID for a value of more than 16 MiB, else KAM_EINTERNAL.
 *
 * Opening: KAM_ENOENT where there is no file, KAM_ECREATE where it is there
 * already or cannot be made, KAM_EACCESS where it may not be read or written
 * or where links or strange sidecar files make it unsafe, KAM_ECORRUPT where
 * it is no SQLite file. Whose file it is, the caller decides.
 */
#ifndef KAM_DB_H
#define KAM_DB_H

#include <kam/err.h>
#include <stddef.h>
#include <stdint.h>

struct kam_db;
struct kam_stmt;
struct kam_driver_calls; /* driver.h: for those who write a driver */

/* A driver's functions and what they work with. */
struct kam_driver {
	const struct kam_driver_calls *calls;
	void *context;
};

enum kam_db_mode {
	KAM_DB_READ,   /* read only; a hot journal is rolled back first */
	KAM_DB_WRITE,  /* must exist */
	KAM_DB_CREATE, /* must not exist; made with mode 0600 */
};

struct kam_db_options {
	enum kam_db_mode mode;
	int busy_ms;  /* how long to wait for a lock; 0 is 30,000 */
	int group;    /* KAM_DB_CREATE: mode 0660 rather than 0600 */
	int unsynced; /* nothing is synced: see struct kam_open_options */
	const volatile int *interrupted; /* or NULL; non-zero ends a query */
};

/* No other thread uses SQLite in this process; before the first is opened. */
void kam_db_single_threaded(void);

/* driver: NULL is SQLite. path is a path, never a URI. */
int kam_db_open(struct kam_db **out, const struct kam_driver *driver,
		const char *path, const struct kam_db_options *options,
		struct kam_err *err) KAM_MUST_USE;
/* Rolls back what is open; NULL is fine. */
void kam_db_close(struct kam_db *db);

/* Statements without parameters, several separated by ; */
int kam_db_exec(struct kam_db *db, const char *sql,
		struct kam_err *err) KAM_MUST_USE;
int kam_db_begin_read(struct kam_db *db, struct kam_err *err) KAM_MUST_USE;
/* Waits fairly for its turn (flock on PATH.lock), then BEGIN IMMEDIATE. */
int kam_db_begin_write(struct kam_db *db, struct kam_err *err) KAM_MUST_USE;
/* On failure the transaction has been rolled back. */
int kam_db_commit(struct kam_db *db, struct kam_err *err) KAM_MUST_USE;
/* Cannot fail; does nothing where no transaction is open. */
void kam_db_rollback(struct kam_db *db);
/*
 * Writes the whole database anew, so that nothing of what was deleted or
 * overwritten is left in it: pages hold remains of rows that were moved, even
 * where what is deleted is zeroed. All or nothing, through the rollback journal
 * as a commit; outside a transaction, waits for its turn like a writer. What
 * the file system keeps of blocks that it freed, of the rollback journal above
 * all, is beyond it.
 */
int kam_db_compact(struct kam_db *db, struct kam_err *err) KAM_MUST_USE;
/* Rows that the last statement changed. */
int64_t kam_db_changes(struct kam_db *db);
/* The id that the last insert gave its row. RETURNING says it too, but makes
   SQLite keep every page that the insert touches for taking it back. */
int64_t kam_db_inserted(struct kam_db *db);

/* The SQLite file's application id and user version; 0 where unset. */
int kam_db_stamp(struct kam_db *db, int32_t *application, int32_t *version,
		 struct kam_err *err) KAM_MUST_USE;
int kam_db_set_stamp(struct kam_db *db, int32_t application, int32_t version,
		     struct kam_err *err) KAM_MUST_USE;
/*
 * Gives all bytes of the database, as the open transaction sees them, to
 * `write`, a piece at a time; a copy of the file while it is held still, so
 * that the copy is the register byte for byte. Begin a transaction first;
 * writers wait for its end.
 */
int kam_db_copy(struct kam_db *db,
		int (*write)(void *context, const void *bytes, size_t n,
			     struct kam_err *err),
		void *context, struct kam_err *err) KAM_MUST_USE;
/*
 * A copy as the open transaction sees it, to be changed at will: in a file
 * without a name, which is gone when it is closed. In memory is what fits a
 * cache of 32 MiB, the rest in TMPDIR or /var/tmp, without syncs.
 */
int kam_db_snapshot(struct kam_db **out, struct kam_db *db,
		    struct kam_err *err) KAM_MUST_USE;
/* What to do about a register that is damaged. */
void kam_db_hint_damaged(struct kam_err *err);
/* PRAGMA integrity_check and foreign_key_check: each finding to `found`, one
   line of text. */
int kam_db_integrity(struct kam_db *db,
		     void (*found)(void *context, const char *what),
		     void *context, struct kam_err *err) KAM_MUST_USE;

/*
 * What integrity_check leaves out, once it has found nothing: the file's
 * header, the table of tables against that of a database made by the schema's
 * statements (ended by NULL), how records are written, and that bytes which
 * store nothing are zero. Inside a transaction. compacted: whether it ever was,
 * which counts as a change of the schema.
 */
int kam_db_layout(struct kam_db *db, const char *const *schema, int compacted,
		  void (*found)(void *context, const char *what), void *context,
		  struct kam_err *err) KAM_MUST_USE;

/*
 * All rows of some tables, one table after the other, each by id: what a query
 * gives, but read straight from the file, in half the time. The open
 * transaction is one that reads. Tables have a column "id", which is their
 * key. No NUL ends a text.
 *
 * 1, or 0 where it can't be had so, of another driver or of a file that is
 * damaged: ask by queries, also for what was given already; or what `row` gave.
 */
struct kam_walked {
	const char *text; /* NULL: null, or no text */
	size_t length;
};
struct kam_walk {
	const char *table;
	const char *const *columns;
	size_t n;
};
enum { KAM_WALK_COLUMNS = 100 };
struct kam_walker {
	/* 1 where the row is wanted, by its id and all bytes that it stores,
	   one value after the other */
	int (*glance)(void *context, size_t table, int64_t id,
		      const char *bytes, size_t length);
	/* what is wanted, its values in the order of columns */
	int (*row)(void *context, size_t table, int64_t id,
		   const struct kam_walked *values, struct kam_err *err);
	void *context;
};
int kam_db_walk(struct kam_db *db, const struct kam_walk *tables, size_t n,
		const struct kam_walker *walker,
		struct kam_err *err) KAM_MUST_USE;

int kam_db_prepare(struct kam_stmt **out, struct kam_db *db, const char *sql,
		   struct kam_err *err) KAM_MUST_USE;
/* n: of $n, from 1. text and blob are borrowed until the next reset; a NULL
   text binds null. A failure is kept and given by the next step. */
void kam_stmt_bind_int(struct kam_stmt *stmt, int n, int64_t value);
void kam_stmt_bind_text(struct kam_stmt *stmt, int n, const char *text);
void kam_stmt_bind_blob(struct kam_stmt *stmt, int n, const void *bytes,
			size_t length);
void kam_stmt_bind_null(struct kam_stmt *stmt, int n);
/* 1 with a row, 0 at the end, or a negative code */
int kam_stmt_step(struct kam_stmt *stmt, struct kam_err *err) KAM_MUST_USE;
/* Ready to be bound and stepped again; bindings are cleared. */
void kam_stmt_reset(struct kam_stmt *stmt);
void kam_stmt_finalize(struct kam_stmt *stmt);

/* Columns of the row, from 0; valid until the next step. */
int64_t kam_stmt_int(struct kam_stmt *stmt, int column);
/* NULL where null; a text holding NUL reads as far as the NUL */
const char *kam_stmt_text(struct kam_stmt *stmt, int column);
const void *kam_stmt_blob(struct kam_stmt *stmt, int column);
size_t kam_stmt_length(struct kam_stmt *stmt, int column); /* bytes */
int kam_stmt_is_null(struct kam_stmt *stmt, int column);
/* 1 where reading a column ran out of memory: ask after copying a row */
int kam_stmt_failed(struct kam_stmt *stmt);

/* The fault driver: wraps SQLite; its Nth fallible call (from 1) fails with
   the code (0 is KAM_EIO), once or from then on; nth 0 only counts. Counted
   are open, exec, begin, commit, compact, prepare, bind, step, stamp, copy,
   snapshot, integrity, layout and walk.
   For tests. */
struct kam_fault {
	int64_t nth;
	int sticky;
	enum kam_code code;
	int64_t calls;            /* counted */
	struct kam_driver driver; /* filled in by kam_fault_driver() */
};
/* Borrows fault, which outlives the database. */
const struct kam_driver *kam_fault_driver(struct kam_fault *fault);

#endif
