#include "db/driver.h"

#include <stdlib.h>

struct fault_db {
	struct kam_db base;
	struct kam_db *inner;
	struct kam_fault *fault;
};

struct fault_stmt {
	struct kam_stmt base;
	struct kam_stmt *inner;
	struct kam_fault *fault;
	int unbound; /* a binding was struck: the next step tells */
};

static struct fault_db *of_db(struct kam_db *db)
{
	return (struct fault_db *)db;
}

static struct fault_stmt *of_stmt(struct kam_stmt *stmt)
{
	return (struct fault_stmt *)stmt;
}

static int inject(const struct kam_fault *fault, const char *call,
		  struct kam_err *err)
{
	return kam_fail(err, fault->code ? fault->code : KAM_EIO,
			"injected fault in %s", call);
}

/* Counts a call; fails where its turn to fail has come. */
static int strike(struct kam_fault *fault, const char *call,
		  struct kam_err *err)
{
	fault->calls++;
	if (fault->nth == 0 || fault->calls < fault->nth ||
	    (fault->calls > fault->nth && !fault->sticky))
		return 0;
	return inject(fault, call, err);
}

static void fault_close(struct kam_db *base)
{
	kam_db_close(of_db(base)->inner);
	free(base);
}

static int fault_open(struct kam_db **out, void *context, const char *path,
		      const struct kam_db_options *options, struct kam_err *err)
{
	struct kam_fault *fault = context;
	struct fault_db *db;
	int rc;

	if ((rc = strike(fault, "open", err)))
		return rc;
	db = calloc(1, sizeof *db);
	if (!db)
		return kam_fail_memory(err);
	db->base.calls = fault->driver.calls;
	db->fault = fault;
	rc = kam_db_open(&db->inner, NULL, path, options, err);
	if (rc)
		fault_close(&db->base);
	else
		*out = &db->base;
	return rc;
}

static int fault_exec(struct kam_db *base, const char *sql, struct kam_err *err)
{
	int rc = strike(of_db(base)->fault, "exec", err);

	return rc ? rc : kam_db_exec(of_db(base)->inner, sql, err);
}

static int fault_begin(struct kam_db *base, int write, struct kam_err *err)
{
	struct kam_db *inner = of_db(base)->inner;
	int rc = strike(of_db(base)->fault, "begin", err);

	if (rc)
		return rc;
	return write ? kam_db_begin_write(inner, err)
		     : kam_db_begin_read(inner, err);
}

static int fault_commit(struct kam_db *base, struct kam_err *err)
{
	struct kam_db *inner = of_db(base)->inner;
	int rc = strike(of_db(base)->fault, "commit", err);

	if (!rc)
		return kam_db_commit(inner, err);
	kam_db_rollback(inner);
	return rc;
}

static void fault_rollback(struct kam_db *base)
{
	kam_db_rollback(of_db(base)->inner);
}

static int fault_compact(struct kam_db *base, struct kam_err *err)
{
	int rc = strike(of_db(base)->fault, "compact", err);

	return rc ? rc : kam_db_compact(of_db(base)->inner, err);
}

static int64_t fault_changes(struct kam_db *base)
{
	return kam_db_changes(of_db(base)->inner);
}

static int64_t fault_inserted(struct kam_db *base)
{
	return kam_db_inserted(of_db(base)->inner);
}

static int fault_stamp(struct kam_db *base, int32_t *application,
		       int32_t *version, struct kam_err *err)
{
	int rc = strike(of_db(base)->fault, "stamp", err);

	if (rc)
		return rc;
	return kam_db_stamp(of_db(base)->inner, application, version, err);
}

static int fault_set_stamp(struct kam_db *base, int32_t application,
			   int32_t version, struct kam_err *err)
{
	int rc = strike(of_db(base)->fault, "stamp", err);

	if (rc)
		return rc;
	return kam_db_set_stamp(of_db(base)->inner, application, version, err);
}

static int fault_copy(struct kam_db *base,
		      int (*write)(void *context, const void *bytes, size_t n,
				   struct kam_err *err),
		      void *context, struct kam_err *err)
{
	int rc = strike(of_db(base)->fault, "copy", err);

	if (rc)
		return rc;
	return kam_db_copy(of_db(base)->inner, write, context, err);
}

static int fault_integrity(struct kam_db *base,
			   void (*found)(void *context, const char *what),
			   void *context, struct kam_err *err)
{
	int rc = strike(of_db(base)->fault, "integrity", err);

	if (rc)
		return rc;
	return kam_db_integrity(of_db(base)->inner, found, context, err);
}

static int fault_walk(struct kam_db *base, const struct kam_walk *tables,
		      size_t n, const struct kam_walker *walker,
		      struct kam_err *err)
{
	int rc = strike(of_db(base)->fault, "walk", err);

	return rc ? rc
		  : kam_db_walk(of_db(base)->inner, tables, n, walker, err);
}

static int fault_layout(struct kam_db *base, const char *const *schema,
			int compacted,
			void (*found)(void *context, const char *what),
			void *context, struct kam_err *err)
{
	int rc = strike(of_db(base)->fault, "layout", err);

	if (rc)
		return rc;
	return kam_db_layout(of_db(base)->inner, schema, compacted, found,
			     context, err);
}

static int fault_snapshot(struct kam_db **out, struct kam_db *base,
			  struct kam_err *err)
{
	struct fault_db *db = calloc(1, sizeof *db);
	int rc = db ? strike(of_db(base)->fault, "snapshot", err)
		    : kam_fail_memory(err);

	if (!rc) {
		*db = *of_db(base);
		rc = kam_db_snapshot(&db->inner, of_db(base)->inner, err);
	}
	if (rc)
		free(db);
	else
		*out = &db->base;
	return rc;
}

static void fault_finalize(struct kam_stmt *base)
{
	kam_stmt_finalize(of_stmt(base)->inner);
	free(base);
}

static int fault_prepare(struct kam_stmt **out, struct kam_db *base,
			 const char *sql, struct kam_err *err)
{
	struct fault_db *db = of_db(base);
	struct fault_stmt *stmt;
	int rc;

	if ((rc = strike(db->fault, "prepare", err)))
		return rc;
	stmt = calloc(1, sizeof *stmt);
	if (!stmt)
		return kam_fail_memory(err);
	stmt->base.calls = base->calls;
	stmt->fault = db->fault;
	rc = kam_db_prepare(&stmt->inner, db->inner, sql, err);
	if (rc)
		fault_finalize(&stmt->base);
	else
		*out = &stmt->base;
	return rc;
}

static void fault_bind(struct kam_stmt *base, int n,
		       const struct kam_bound *value)
{
	struct fault_stmt *stmt = of_stmt(base);
	struct kam_err kept = { 0 };

	if (strike(stmt->fault, "bind", &kept))
		stmt->unbound = 1;
	else
		stmt->inner->calls->bind(stmt->inner, n, value);
}

static int fault_step(struct kam_stmt *base, struct kam_err *err)
{
	struct fault_stmt *stmt = of_stmt(base);
	int rc;

	if (stmt->unbound)
		return inject(stmt->fault, "bind", err);
	rc = strike(stmt->fault, "step", err);
	return rc ? rc : kam_stmt_step(stmt->inner, err);
}

static void fault_reset(struct kam_stmt *base)
{
	of_stmt(base)->unbound = 0;
	kam_stmt_reset(of_stmt(base)->inner);
}

static int64_t fault_column_int(struct kam_stmt *base, int column)
{
	return kam_stmt_int(of_stmt(base)->inner, column);
}

static const char *fault_column_text(struct kam_stmt *base, int column)
{
	return kam_stmt_text(of_stmt(base)->inner, column);
}

static const void *fault_column_blob(struct kam_stmt *base, int column)
{
	return kam_stmt_blob(of_stmt(base)->inner, column);
}

static size_t fault_column_length(struct kam_stmt *base, int column)
{
	return kam_stmt_length(of_stmt(base)->inner, column);
}

static int fault_column_is_null(struct kam_stmt *base, int column)
{
	return kam_stmt_is_null(of_stmt(base)->inner, column);
}

static int fault_failed(struct kam_stmt *base)
{
	return kam_stmt_failed(of_stmt(base)->inner);
}

const struct kam_driver *kam_fault_driver(struct kam_fault *fault)
{
	static const struct kam_driver_calls calls = {
		.open = fault_open,
		.close = fault_close,
		.exec = fault_exec,
		.begin = fault_begin,
		.commit = fault_commit,
		.rollback = fault_rollback,
		.compact = fault_compact,
		.changes = fault_changes,
		.inserted = fault_inserted,
		.stamp = fault_stamp,
		.set_stamp = fault_set_stamp,
		.copy = fault_copy,
		.integrity = fault_integrity,
		.layout = fault_layout,
		.walk = fault_walk,
		.snapshot = fault_snapshot,
		.prepare = fault_prepare,
		.bind = fault_bind,
		.step = fault_step,
		.reset = fault_reset,
		.finalize = fault_finalize,
		.column_int = fault_column_int,
		.column_text = fault_column_text,
		.column_blob = fault_column_blob,
		.column_length = fault_column_length,
		.column_is_null = fault_column_is_null,
		.failed = fault_failed,
	};

	fault->driver.calls = &calls;
	fault->driver.context = fault;
	return &fault->driver;
}
