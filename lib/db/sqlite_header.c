/*
 * The file's header and the table of tables: fields and columns that SQLite
 * reads without looking at them.
 *
 * Of the number of the SQLite release that wrote last only the form can be
 * checked.
 */
#include "db/page.h"
#include "db/sqlite.h"

#include <stdio.h>
#include <string.h>

void kam_sqlite_check_header(const uint8_t *head, uint32_t pages,
			     void (*found)(void *context, const char *what),
			     void *context)
{
	static const struct {
		int at;
		uint32_t value;
		const char *name;
	} fixed[] = {
		{ 20, 0x00402020, N_("page layout") },
		{ 44, 4, N_("schema format") },
		{ 48, 0, N_("cache size") },
		{ 52, 0, N_("auto-vacuum page") },
		{ 56, 1, N_("text encoding") },
		{ 64, 0, N_("vacuum mode") },
	};
	static const uint8_t zeros[20];
	char text[128];
	uint32_t release = kam_big32(head + 96);

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		if (kam_big32(head + fixed[i].at) != fixed[i].value) {
			(void)snprintf(text, sizeof text,
				       _("the file's header: the %s is "
					 "damaged"),
				       _(fixed[i].name));
			found(context, text);
		}
	if (kam_big16(head + 18) != 0x0101)
		found(context,
		      _("the file's header: its version is damaged, or it is "
			"in WAL mode"));
	if (memcmp(head + 72, zeros, sizeof zeros) != 0)
		found(context,
		      _("the file's header: its unused bytes are damaged"));
	if (kam_big32(head + 28) != pages ||
	    kam_big32(head + 24) != kam_big32(head + 92))
		found(context,
		      _("the file's header: its change counter or size are "
			"damaged"));
	if (release / 1000000 != 3 || release / 1000 % 1000 > 99 ||
	    release % 1000 > 20)
		found(context,
		      _("the file's header: the SQLite release is damaged"));
}

/* how often a register may have been compacted */
enum { MOST = 65535 };

static const char sql_schema[] =
    "SELECT rowid, type, name, tbl_name, sql, typeof(type) || typeof(name) || "
    "typeof(tbl_name) || typeof(rootpage) || typeof(sql) FROM sqlite_schema "
    "ORDER BY rowid";

static int same_column(sqlite3_stmt *a, sqlite3_stmt *b, int i)
{
	const void *x = sqlite3_column_blob(a, i), *y;
	int n = sqlite3_column_bytes(a, i);

	y = sqlite3_column_blob(b, i);
	return n == sqlite3_column_bytes(b, i) && !x == !y &&
	       (!n || !memcmp(x, y, (size_t)n));
}

/* The number that the one row of a PRAGMA has; SQLite's code. */
static int read_number(sqlite3 *handle, const char *sql, int *out)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(handle, sql, -1, &s, NULL);

	if (!rc && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		*out = sqlite3_column_int(s, 0);
		rc = SQLITE_OK;
	}
	(void)sqlite3_finalize(s);
	return rc;
}

/* Counted up by every statement that makes a table, and by VACUUM. */
static int compare_number(struct kam_sqlite *db, sqlite3 *made, int compacted,
			  void (*found)(void *context, const char *what),
			  void *context)
{
	static const char sql[] = "PRAGMA schema_version";
	int has = 0, least = 0, rc = read_number(db->handle, sql, &has);

	if (!rc)
		rc = read_number(made, sql, &least);
	if (!rc && (has < least || has > least + (compacted ? MOST : 0)))
		found(context,
		      _("the file's header: the schema's number is damaged"));
	return rc;
}

static int compare_rows(struct kam_sqlite *db, sqlite3 *made,
			void (*found)(void *context, const char *what),
			void *context)
{
	sqlite3_stmt *a = NULL, *b = NULL;
	int same = 1, other = SQLITE_ROW;
	int rc = sqlite3_prepare_v2(db->handle, sql_schema, -1, &a, NULL);

	if (!rc)
		rc = sqlite3_prepare_v2(made, sql_schema, -1, &b, NULL);
	while (!rc && same && other == SQLITE_ROW) {
		rc = sqlite3_step(a);
		other = sqlite3_step(b);
		same = rc == other;
		rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : rc;
		for (int i = 0;
		     same && other == SQLITE_ROW && i < sqlite3_column_count(a);
		     i++)
			same = same_column(a, b, i);
	}
	if (!rc && other != SQLITE_ROW && other != SQLITE_DONE)
		rc = other;
	if (!rc && !same)
		found(context, _("the table of tables is damaged"));
	(void)sqlite3_finalize(a);
	(void)sqlite3_finalize(b);
	return rc;
}

int kam_sqlite_check_schema(struct kam_sqlite *db, const char *const *schema,
			    int compacted,
			    void (*found)(void *context, const char *what),
			    void *context)
{
	sqlite3 *made = NULL;
	int rc =
	    sqlite3_open_v2(":memory:", &made,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

	for (; !rc && *schema; schema++)
		rc = sqlite3_exec(made, *schema, NULL, NULL, NULL);
	if (!rc)
		rc = compare_number(db, made, compacted, found, context);
	if (!rc)
		rc = compare_rows(db, made, found, context);
	(void)sqlite3_close(made);
	return rc;
}
