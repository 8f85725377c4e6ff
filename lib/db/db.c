#include "db/db.h"
#include "db/driver.h"

#include <string.h>

int kam_db_open(struct kam_db **out, const struct kam_driver *driver,
		const char *path, const struct kam_db_options *options,
		struct kam_err *err)
{
	if (!driver)
		driver = kam_sqlite_driver();
	*out = NULL;
	return driver->calls->open(out, driver->context, path, options, err);
}

void kam_db_close(struct kam_db *db)
{
	if (db)
		db->calls->close(db);
}

int kam_db_exec(struct kam_db *db, const char *sql, struct kam_err *err)
{
	return db->calls->exec(db, sql, err);
}

int kam_db_begin_read(struct kam_db *db, struct kam_err *err)
{
	return db->calls->begin(db, 0, err);
}

int kam_db_begin_write(struct kam_db *db, struct kam_err *err)
{
	return db->calls->begin(db, 1, err);
}

int kam_db_commit(struct kam_db *db, struct kam_err *err)
{
	return db->calls->commit(db, err);
}

void kam_db_rollback(struct kam_db *db)
{
	db->calls->rollback(db);
}

int kam_db_compact(struct kam_db *db, struct kam_err *err)
{
	return db->calls->compact(db, err);
}

int64_t kam_db_changes(struct kam_db *db)
{
	return db->calls->changes(db);
}

int64_t kam_db_inserted(struct kam_db *db)
{
	return db->calls->inserted(db);
}

int kam_db_stamp(struct kam_db *db, int32_t *application, int32_t *version,
		 struct kam_err *err)
{
	return db->calls->stamp(db, application, version, err);
}

int kam_db_set_stamp(struct kam_db *db, int32_t application, int32_t version,
		     struct kam_err *err)
{
	return db->calls->set_stamp(db, application, version, err);
}

int kam_db_copy(struct kam_db *db,
		int (*write)(void *context, const void *bytes, size_t n,
			     struct kam_err *err),
		void *context, struct kam_err *err)
{
	return db->calls->copy(db, write, context, err);
}

int kam_db_snapshot(struct kam_db **out, struct kam_db *db, struct kam_err *err)
{
	return db->calls->snapshot(out, db, err);
}

int kam_db_integrity(struct kam_db *db,
		     void (*found)(void *context, const char *what),
		     void *context, struct kam_err *err)
{
	return db->calls->integrity(db, found, context, err);
}

int kam_db_layout(struct kam_db *db, const char *const *schema, int compacted,
		  void (*found)(void *context, const char *what), void *context,
		  struct kam_err *err)
{
	return db->calls->layout(db, schema, compacted, found, context, err);
}

int kam_db_walk(struct kam_db *db, const struct kam_walk *tables, size_t n,
		const struct kam_walker *walker, struct kam_err *err)
{
	return db->calls->walk ? db->calls->walk(db, tables, n, walker, err)
			       : 0;
}

int kam_db_prepare(struct kam_stmt **out, struct kam_db *db, const char *sql,
		   struct kam_err *err)
{
	*out = NULL;
	return db->calls->prepare(out, db, sql, err);
}

void kam_stmt_bind_int(struct kam_stmt *stmt, int n, int64_t value)
{
	struct kam_bound bound = { .type = KAM_VALUE_INT, .number = value };

	stmt->calls->bind(stmt, n, &bound);
}

void kam_stmt_bind_text(struct kam_stmt *stmt, int n, const char *text)
{
	struct kam_bound bound = { .type = KAM_VALUE_NULL };

	if (text) {
		bound.type = KAM_VALUE_TEXT;
		bound.bytes = text;
		bound.length = strlen(text);
	}
	stmt->calls->bind(stmt, n, &bound);
}

void kam_stmt_bind_blob(struct kam_stmt *stmt, int n, const void *bytes,
			size_t length)
{
	struct kam_bound bound = { .type = KAM_VALUE_BLOB,
				   .bytes = length ? bytes : "",
				   .length = length };

	stmt->calls->bind(stmt, n, &bound);
}

void kam_stmt_bind_null(struct kam_stmt *stmt, int n)
{
	struct kam_bound bound = { .type = KAM_VALUE_NULL };

	stmt->calls->bind(stmt, n, &bound);
}

int kam_stmt_step(struct kam_stmt *stmt, struct kam_err *err)
{
	return stmt->calls->step(stmt, err);
}

void kam_stmt_reset(struct kam_stmt *stmt)
{
	stmt->calls->reset(stmt);
}

void kam_stmt_finalize(struct kam_stmt *stmt)
{
	if (stmt)
		stmt->calls->finalize(stmt);
}

int64_t kam_stmt_int(struct kam_stmt *stmt, int column)
{
	return stmt->calls->column_int(stmt, column);
}

const char *kam_stmt_text(struct kam_stmt *stmt, int column)
{
	return stmt->calls->column_text(stmt, column);
}

const void *kam_stmt_blob(struct kam_stmt *stmt, int column)
{
	return stmt->calls->column_blob(stmt, column);
}

size_t kam_stmt_length(struct kam_stmt *stmt, int column)
{
	return stmt->calls->column_length(stmt, column);
}

int kam_stmt_is_null(struct kam_stmt *stmt, int column)
{
	return stmt->calls->column_is_null(stmt, column);
}

int kam_stmt_failed(struct kam_stmt *stmt)
{
	return stmt->calls->failed(stmt);
}
