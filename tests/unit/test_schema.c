/*
 * The hand-written DDL against the catalogue. What a type becomes in SQL is
 * said here once more, so that neither side can be wrong alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "store/schema.h"

#include <kam/areas.h>

enum { COLUMNS = 64, NAME = 64 };

struct column {
	char name[NAME];
	const char *type;
	int not_null;
};

static int run(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static int open_schema(void **state)
{
	sqlite3 *db;
	int rc = sqlite3_open(":memory:", &db);

	*state = db;
	for (int i = 0; rc == SQLITE_OK && kam_schema_1[i]; i++)
		rc = run(db, kam_schema_1[i]);
	if (rc == SQLITE_OK)
		rc = run(db, "PRAGMA foreign_keys = ON");
	return rc == SQLITE_OK ? 0 : -1;
}

static int close_schema(void **state)
{
	return sqlite3_close(*state) == SQLITE_OK ? 0 : -1;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const char *value)
{
	sqlite3_stmt *s = NULL;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
	if (value)
		assert_int_equal(
		    sqlite3_bind_text(s, 1, value, -1, SQLITE_STATIC),
		    SQLITE_OK);
	return s;
}

static int count(sqlite3 *db, const char *sql, const char *value)
{
	sqlite3_stmt *s = prepare(db, sql, value);
	int n;

	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	n = sqlite3_column_int(s, 0);
	sqlite3_finalize(s);
	return n;
}

static const char *text(sqlite3_stmt *s, int column)
{
	const char *value = (const char *)sqlite3_column_text(s, column);

	return value ? value : "";
}

static int add(struct column *columns, int n, const char *name,
	       const char *suffix, const char *type, int not_null)
{
	assert_true(n < COLUMNS);
	snprintf(columns[n].name, NAME, "%s%s", name, suffix);
	columns[n].type = type;
	columns[n].not_null = not_null;
	return n + 1;
}

static int add_field(struct column *columns, int n, const struct kam_field *f)
{
	int required = (f->flags & KAM_REQUIRED) != 0;

	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_WORD:
	case KAM_DATE:
	case KAM_INSTANT:
		return add(columns, n, f->name, "", "TEXT", required);
	case KAM_INTEGER:
	case KAM_DECIMAL:
	case KAM_RATIO:
	case KAM_FLAG:
	case KAM_CALENDAR_DURATION:
	case KAM_WORKING_DURATION:
	case KAM_REF:
		return add(columns, n, f->name, "", "INTEGER", required);
	case KAM_MONEY:
		n = add(columns, n, f->name, "", "INTEGER", required);
		return add(columns, n, f->name, "_currency", "TEXT", required);
	case KAM_ANY:
		n = add(columns, n, f->name, "", "INTEGER", required);
		return add(columns, n, f->name, "_kind", "TEXT", required);
	case KAM_EVIDENCE:
		n = add(columns, n, f->name, "", "TEXT", required);
		return add(columns, n, f->name, "_digest", "TEXT", required);
	case KAM_REFS:
	case KAM_TAGS:
		return n;
	}
	fail_msg("a type without columns: %d", (int)f->type);
	return n;
}

/* The columns that a kind's table is to have, in order. */
static int expect(struct column *columns, const struct kam_kind *kind)
{
	int n = add(columns, 0, "id", "", "INTEGER", 0);

	n = add(columns, n, "version", "", "INTEGER", 1);
	if (kind->n_states)
		n = add(columns, n, "status", "", "TEXT", 1);
	n = add(columns, n, "created", "", "TEXT", 1);
	n = add(columns, n, "modified", "", "TEXT", 1);
	n = add(columns, n, "source", "", "TEXT", 0);
	n = add(columns, n, "source_digest", "", "TEXT", 0);
	for (int i = 0; i < kind->n_fields; i++)
		n = add_field(columns, n, &kind->fields[i]);
	return n;
}

static void tables_have_the_columns_of_their_kinds(void **state)
{
	const struct kam_catalogue *all = kam_kinds();
	struct column columns[COLUMNS];

	for (int i = 0; i < all->n_kinds; i++) {
		const struct kam_kind *kind = all->kinds[i];
		int n = expect(columns, kind), at = 0;
		sqlite3_stmt *s = prepare(
		    *state,
		    "SELECT name, type, \"notnull\" FROM pragma_table_info($1)",
		    kind->name);

		for (; sqlite3_step(s) == SQLITE_ROW; at++) {
			if (at >= n)
				fail_msg("%s: column '%s' is no field's",
					 kind->name, text(s, 0));
			if (strcmp(text(s, 0), columns[at].name) != 0 ||
			    strcmp(text(s, 1), columns[at].type) != 0 ||
			    sqlite3_column_int(s, 2) != columns[at].not_null)
				fail_msg("%s: '%s' %s %d, not '%s' %s %d",
					 kind->name, text(s, 0), text(s, 1),
					 sqlite3_column_int(s, 2),
					 columns[at].name, columns[at].type,
					 columns[at].not_null);
		}
		sqlite3_finalize(s);
		if (at != n)
			fail_msg("%s: no column '%s'", kind->name,
				 columns[at].name);
	}
}

/* The table that a column refers to, "" where it refers to none. */
static void target_of(char target[NAME], sqlite3 *db, const char *table,
		      const char *column)
{
	sqlite3_stmt *s = prepare(db,
				  "SELECT \"table\", \"to\", on_delete FROM "
				  "pragma_foreign_key_list($1) "
				  "WHERE \"from\" = $2",
				  table);

	assert_int_equal(sqlite3_bind_text(s, 2, column, -1, SQLITE_STATIC),
			 SQLITE_OK);
	target[0] = '\0';
	if (sqlite3_step(s) == SQLITE_ROW) {
		snprintf(target, NAME, "%s", text(s, 0));
		assert_string_equal(text(s, 1), "id");
		assert_string_equal(text(s, 2), "RESTRICT");
		assert_int_equal(sqlite3_step(s), SQLITE_DONE);
	}
	sqlite3_finalize(s);
}

static void references_are_those_of_the_fields(void **state)
{
	const struct kam_catalogue *all = kam_kinds();
	char target[NAME];

	for (int i = 0; i < all->n_kinds; i++) {
		const struct kam_kind *kind = all->kinds[i];
		int n = 0;

		for (int j = 0; j < kind->n_fields; j++) {
			const struct kam_field *f = &kind->fields[j];
			int refers = f->type == KAM_REF;

			target_of(target, *state, kind->name, f->name);
			assert_string_equal(target, refers ? f->target : "");
			n += refers;
		}
		assert_int_equal(count(*state,
				       "SELECT count(*) FROM "
				       "pragma_foreign_key_list($1)",
				       kind->name),
				 n);
	}
}

/* Whether an index makes exactly these columns unique: "account,key". */
static int is_unique(sqlite3 *db, const char *table, const char *columns)
{
	sqlite3_stmt *s =
	    prepare(db,
		    "SELECT count(*) FROM pragma_index_list($1) l "
		    "WHERE l.\"unique\" = 1 AND (SELECT group_concat(name) "
		    "FROM (SELECT name FROM pragma_index_info(l.name) "
		    "ORDER BY seqno)) = $2",
		    table);
	int n;

	assert_int_equal(sqlite3_bind_text(s, 2, columns, -1, SQLITE_STATIC),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	n = sqlite3_column_int(s, 0);
	sqlite3_finalize(s);
	return n > 0;
}

static void unique_columns_are_those_of_the_fields(void **state)
{
	static const char *const imported[] = {
		"account", "contact", "project",  "member", "req",
		"comm",    "action",  "feedback", "risk",
	};
	const struct kam_catalogue *all = kam_kinds();

	for (int i = 0; i < all->n_kinds; i++)
		for (int j = 0; j < all->kinds[i]->n_fields; j++) {
			const struct kam_kind *kind = all->kinds[i];
			const struct kam_field *f = &kind->fields[j];

			if (is_unique(*state, kind->name, f->name) !=
			    ((f->flags & KAM_UNIQUE) != 0))
				fail_msg("%s: uniqueness of '%s'", kind->name,
					 f->name);
		}
	assert_true(is_unique(*state, "project", "account,key"));
	assert_true(is_unique(*state, "calendar_day", "calendar,date"));
	for (size_t i = 0; i < sizeof imported / sizeof *imported; i++)
		assert_true(is_unique(*state, imported[i], "source"));
}

static void every_table_is_strict_and_they_are_few(void **state)
{
	static const char tables[] =
	    "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' "
	    "AND type = 'table' AND name NOT LIKE 'sqlite%'";
	int n = count(*state, tables, NULL);
	char sql[256];

	assert_int_equal(n, kam_kinds()->n_kinds + 5);
	assert_true(n <= 50);
	snprintf(sql, sizeof sql, "%s AND strict = 1", tables);
	assert_int_equal(count(*state, sql, NULL), n);
	assert_int_equal(count(*state,
			       "SELECT count(*) FROM sqlite_schema "
			       "WHERE type IN ('trigger', 'view')",
			       NULL),
			 0);
}

static void flags_are_yes_no_or_unset(void **state)
{
	const struct kam_catalogue *all = kam_kinds();
	char sql[256];

	for (int i = 0; i < all->n_kinds; i++)
		for (int j = 0; j < all->kinds[i]->n_fields; j++) {
			const struct kam_field *f = &all->kinds[i]->fields[j];

			if (f->type != KAM_FLAG)
				continue;
			snprintf(sql, sizeof sql,
				 "%%CHECK (\"%s\" IN (0, 1))%%", f->name);
			assert_int_equal(
			    count(*state,
				  "SELECT count(*) FROM sqlite_schema "
				  "WHERE sql LIKE $1",
				  sql),
			    1);
		}
	assert_int_equal(run(*state, "INSERT INTO contact (version, status, "
				     "created, modified, name, opt_out) VALUES "
				     "(1, 'active', '', '', 'Li', 2)"),
			 SQLITE_CONSTRAINT);
	assert_int_equal(run(*state, "INSERT INTO contact (version, status, "
				     "created, modified, name, opt_out) VALUES "
				     "(1, 'active', '', '', 'Li', NULL)"),
			 SQLITE_OK);
}

static void references_are_checked_at_the_commit(void **state)
{
	static const char early[] =
	    "INSERT INTO project (version, status, created, modified, account, "
	    "name) VALUES (1, 'planned', '', '', 901, 'Portal')";

	assert_int_equal(run(*state, "BEGIN"), SQLITE_OK);
	assert_int_equal(run(*state, early), SQLITE_OK);
	assert_int_equal(run(*state, "COMMIT"), SQLITE_CONSTRAINT);
	assert_int_equal(run(*state, "INSERT INTO account (id, version, status,"
				     " created, modified, name) VALUES (901, "
				     "1, 'active', '', '', 'Acme')"),
			 SQLITE_OK);
	assert_int_equal(run(*state, "COMMIT"), SQLITE_OK);
	assert_int_equal(run(*state, "DELETE FROM account WHERE id = 901"),
			 SQLITE_CONSTRAINT);
}

static void ids_are_never_used_again(void **state)
{
	const struct kam_catalogue *all = kam_kinds();

	for (int i = 0; i < all->n_kinds; i++)
		assert_int_equal(
		    count(*state,
			  "SELECT count(*) FROM sqlite_schema "
			  "WHERE type = 'table' AND name = $1 AND sql LIKE "
			  "'%(id INTEGER PRIMARY KEY AUTOINCREMENT, %'",
			  all->kinds[i]->name),
		    1);
}

static void the_database_keeps_the_text_byte_for_byte(void **state)
{
	sqlite3_stmt *s = prepare(*state,
				  "SELECT sql FROM sqlite_schema WHERE sql IS "
				  "NOT NULL AND name NOT LIKE 'sqlite%' "
				  "ORDER BY rowid",
				  NULL);
	int i = 0;

	while (sqlite3_step(s) == SQLITE_ROW) {
		assert_non_null(kam_schema_1[i]);
		assert_string_equal(kam_schema_1[i], text(s, 0));
		i++;
	}
	sqlite3_finalize(s);
	assert_null(kam_schema_1[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_have_the_columns_of_their_kinds),
		cmocka_unit_test(references_are_those_of_the_fields),
		cmocka_unit_test(unique_columns_are_those_of_the_fields),
		cmocka_unit_test(every_table_is_strict_and_they_are_few),
		cmocka_unit_test(flags_are_yes_no_or_unset),
		cmocka_unit_test(references_are_checked_at_the_commit),
		cmocka_unit_test(ids_are_never_used_again),
		cmocka_unit_test(the_database_keeps_the_text_byte_for_byte),
	};

	return cmocka_run_group_tests(tests, open_schema, close_schema);
}
