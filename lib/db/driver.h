/*
 * What a driver provides: the functions behind db.h, which says what each does.
 *
 * A driver's database and statement structs begin with struct kam_db and
 * struct kam_stmt, whose calls the driver sets in open() and prepare().
 */
#ifndef KAM_DB_DRIVER_H
#define KAM_DB_DRIVER_H

#include "db/db.h"

struct kam_db {
	const struct kam_driver_calls *calls;
};

struct kam_stmt {
	const struct kam_driver_calls *calls;
};

enum kam_value_type {
	KAM_VALUE_NULL,
	KAM_VALUE_INT,
	KAM_VALUE_TEXT,
	KAM_VALUE_BLOB,
};

/* A value to be bound; the bytes are borrowed until the next reset. */
struct kam_bound {
	enum kam_value_type type;
	int64_t number;
	const void *bytes;
	size_t length;
};

struct kam_driver_calls {
	/* context: of the struct kam_driver */
	int (*open)(struct kam_db **out, void *context, const char *path,
		    const struct kam_db_options *options, struct kam_err *err);
	void (*close)(struct kam_db *db);
	int (*exec)(struct kam_db *db, const char *sql, struct kam_err *err);
	int (*begin)(struct kam_db *db, int write, struct kam_err *err);
	int (*commit)(struct kam_db *db, struct kam_err *err);
	void (*rollback)(struct kam_db *db);
	int (*compact)(struct kam_db *db, struct kam_err *err);
	int64_t (*changes)(struct kam_db *db);
	int64_t (*inserted)(struct kam_db *db);
	int (*stamp)(struct kam_db *db, int32_t *application, int32_t *version,
		     struct kam_err *err);
	int (*set_stamp)(struct kam_db *db, int32_t application,
			 int32_t version, struct kam_err *err);
	int (*copy)(struct kam_db *db,
		    int (*write)(void *context, const void *bytes, size_t n,
				 struct kam_err *err),
		    void *context, struct kam_err *err);
	int (*snapshot)(struct kam_db **out, struct kam_db *db,
			struct kam_err *err);
	int (*integrity)(struct kam_db *db,
			 void (*found)(void *context, const char *what),
			 void *context, struct kam_err *err);
	int (*layout)(struct kam_db *db, const char *const *schema,
		      int compacted,
		      void (*found)(void *context, const char *what),
		      void *context, struct kam_err *err);
	/* NULL where it can do without */
	int (*walk)(struct kam_db *db, const struct kam_walk *tables, size_t n,
		    const struct kam_walker *walker, struct kam_err *err);

	int (*prepare)(struct kam_stmt **out, struct kam_db *db,
		       const char *sql, struct kam_err *err);
	/* a failure is kept for the next step */
	void (*bind)(struct kam_stmt *stmt, int n,
		     const struct kam_bound *value);
	int (*step)(struct kam_stmt *stmt, struct kam_err *err);
	void (*reset)(struct kam_stmt *stmt);
	void (*finalize)(struct kam_stmt *stmt);
	int64_t (*column_int)(struct kam_stmt *stmt, int column);
	const char *(*column_text)(struct kam_stmt *stmt, int column);
	const void *(*column_blob)(struct kam_stmt *stmt, int column);
	size_t (*column_length)(struct kam_stmt *stmt, int column);
	int (*column_is_null)(struct kam_stmt *stmt, int column);
	int (*failed)(struct kam_stmt *stmt);
};

const struct kam_driver *kam_sqlite_driver(void);

/* SQLite over another VFS than the default, with more SQL run at open. For
   tests: the power-cut simulator records what its own VFS is told to write. */
struct kam_sqlite_under {
	const char *vfs; /* its registered name, or NULL for the default */
	const char *sql; /* "PRAGMA …", or NULL */
	struct kam_driver driver; /* filled in by kam_db_sqlite_under() */
};
/* Borrows under, which outlives the database. */
const struct kam_driver *kam_db_sqlite_under(struct kam_sqlite_under *under);

#endif
