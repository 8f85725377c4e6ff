#include "db/sqlite.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* Parameters whose place is remembered. */
enum { PLACES = 64 };

struct sqlite_stmt {
	struct kam_stmt base;
	struct kam_sqlite *db;
	sqlite3_stmt *handle;
	int clean; /* nothing was bound or stepped since the last reset */
	int parameters;
	int in_order; /* $n is SQLite's parameter n, for each of them */
	unsigned char places[PLACES]; /* of $n, else; 0: not looked up yet */
	int done;         /* stepped to its end: SQLite would begin anew */
	int failed;       /* a column could not be read */
	int unbound;      /* n of the first $n that could not be bound, or 0 */
	int unbound_code; /* SQLite's; SQLITE_OK where there is no such $n */
};

static struct sqlite_stmt *of_stmt(struct kam_stmt *stmt)
{
	return (struct sqlite_stmt *)stmt;
}

/* SQLite numbers $2 before $1 where it comes first in the text. */
static int is_in_order(sqlite3_stmt *handle)
{
	int n = sqlite3_bind_parameter_count(handle);

	for (int i = 1; i <= n; i++) {
		const char *name = sqlite3_bind_parameter_name(handle, i);

		if (!name || strtol(name + 1, NULL, 10) != i)
			return 0;
	}
	return 1;
}

static int place_of(struct sqlite_stmt *stmt, int n)
{
	int kept = n > 0 && n < PLACES, at = kept ? stmt->places[n] : 0;
	char name[16];

	if (stmt->in_order)
		return n <= stmt->parameters ? n : 0;
	if (at)
		return at;
	(void)snprintf(name, sizeof name, "$%d", n);
	at = sqlite3_bind_parameter_index(stmt->handle, name);
	if (kept && at > 0 && at <= UCHAR_MAX)
		stmt->places[n] = (unsigned char)at;
	return at;
}

int kam_sqlite_prepare(struct kam_stmt **out, struct kam_db *base,
		       const char *sql, struct kam_err *err)
{
	struct kam_sqlite *db = (struct kam_sqlite *)base;
	struct sqlite_stmt *stmt = calloc(1, sizeof *stmt);
	const char *tail;
	int rc;

	if (!stmt)
		return kam_fail_memory(err);
	stmt->base.calls = base->calls;
	stmt->db = db;
	kam_busy_start(&db->busy);
	rc = sqlite3_prepare_v2(db->handle, sql, -1, &stmt->handle, &tail);
	if (rc)
		rc = kam_sqlite_fail(db, rc, err);
	else if (!stmt->handle || *tail)
		rc = kam_fail(err, KAM_EINTERNAL, _("not one statement: '%s'"),
			      sql);
	if (rc) {
		(void)sqlite3_finalize(stmt->handle);
		free(stmt);
		return rc;
	}
	stmt->clean = 1;
	stmt->parameters = sqlite3_bind_parameter_count(stmt->handle);
	stmt->in_order = is_in_order(stmt->handle);
	*out = &stmt->base;
	return 0;
}

static int bind_value(sqlite3_stmt *handle, int at,
		      const struct kam_bound *value)
{
	switch (value->type) {
	case KAM_VALUE_INT:
		return sqlite3_bind_int64(handle, at, value->number);
	case KAM_VALUE_TEXT:
		return sqlite3_bind_text64(handle, at, value->bytes,
					   value->length, SQLITE_STATIC,
					   SQLITE_UTF8);
	case KAM_VALUE_BLOB:
		return sqlite3_bind_blob64(handle, at, value->bytes,
					   value->length, SQLITE_STATIC);
	case KAM_VALUE_NULL:
		break;
	}
	return sqlite3_bind_null(handle, at);
}

void kam_sqlite_bind(struct kam_stmt *base, int n,
		     const struct kam_bound *value)
{
	struct sqlite_stmt *stmt = of_stmt(base);
	int at = place_of(stmt, n), rc = SQLITE_OK;

	stmt->clean = 0;
	if (at > 0)
		rc = bind_value(stmt->handle, at, value);
	if ((at > 0 && !rc) || stmt->unbound)
		return;
	stmt->unbound = n ? n : -1;
	stmt->unbound_code = rc;
}

static int fail_unbound(struct sqlite_stmt *stmt, struct kam_err *err)
{
	if (stmt->unbound_code)
		return kam_sqlite_fail(stmt->db, stmt->unbound_code, err);
	return kam_fail(err, KAM_EINTERNAL, _("no $%d in '%s'"), stmt->unbound,
			sqlite3_sql(stmt->handle));
}

int kam_sqlite_step(struct kam_stmt *base, struct kam_err *err)
{
	struct sqlite_stmt *stmt = of_stmt(base);
	int rc;

	if (stmt->unbound)
		return fail_unbound(stmt, err);
	if (stmt->done)
		return 0;
	stmt->clean = 0;
	kam_busy_start(&stmt->db->busy);
	rc = sqlite3_step(stmt->handle);
	if (rc == SQLITE_ROW)
		return 1;
	stmt->done = 1;
	if (rc != SQLITE_DONE) {
		rc = kam_sqlite_fail(stmt->db, rc, err);
		stmt->done = 0;
		(void)sqlite3_reset(stmt->handle);
		return rc;
	}
	if (sqlite3_get_autocommit(stmt->db->handle))
		stmt->db->unmade = 0;
	return 0;
}

void kam_sqlite_reset(struct kam_stmt *base)
{
	struct sqlite_stmt *stmt = of_stmt(base);

	if (stmt->clean)
		return;
	stmt->clean = 1;
	/* repeats the failure that step has told already */
	(void)sqlite3_reset(stmt->handle);
	(void)sqlite3_clear_bindings(stmt->handle);
	stmt->done = 0;
	stmt->failed = 0;
	stmt->unbound = 0;
}

void kam_sqlite_finalize(struct kam_stmt *base)
{
	struct sqlite_stmt *stmt = of_stmt(base);

	(void)sqlite3_finalize(stmt->handle);
	free(stmt);
}

int64_t kam_sqlite_column_int(struct kam_stmt *base, int column)
{
	return sqlite3_column_int64(of_stmt(base)->handle, column);
}

const char *kam_sqlite_column_text(struct kam_stmt *base, int column)
{
	struct sqlite_stmt *stmt = of_stmt(base);
	const unsigned char *text = sqlite3_column_text(stmt->handle, column);

	if (!text && sqlite3_column_type(stmt->handle, column) != SQLITE_NULL)
		stmt->failed = 1;
	return (const char *)text;
}

const void *kam_sqlite_column_blob(struct kam_stmt *base, int column)
{
	struct sqlite_stmt *stmt = of_stmt(base);
	const void *bytes = sqlite3_column_blob(stmt->handle, column);

	if (!bytes && sqlite3_errcode(stmt->db->handle) == SQLITE_NOMEM)
		stmt->failed = 1;
	return bytes;
}

size_t kam_sqlite_column_length(struct kam_stmt *base, int column)
{
	return (size_t)sqlite3_column_bytes(of_stmt(base)->handle, column);
}

int kam_sqlite_column_is_null(struct kam_stmt *base, int column)
{
	return sqlite3_column_type(of_stmt(base)->handle, column) ==
	       SQLITE_NULL;
}

int kam_sqlite_failed(struct kam_stmt *base)
{
	return of_stmt(base)->failed;
}
