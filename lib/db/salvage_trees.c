/*
 * Which page belongs to which table: by the trees, as far as they lead.
 */
#include "db/salvage_internal.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static const char sql_tables[] =
    "SELECT s.name, s.rootpage, "
    "(SELECT count(*) FROM pragma_table_info(s.name)) FROM sqlite_schema s "
    "WHERE s.type = 'table'";

/* The tables that the statements make, and the roots that they get when they
   are the first to be run, as kam init runs them. */
static int make_tables(struct kam_salvage *s, const char *const *schema,
		       struct kam_err *err)
{
	sqlite3_stmt *stmt = NULL;
	sqlite3 *made = NULL;
	int rc =
	    sqlite3_open_v2(":memory:", &made,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

	for (; !rc && *schema; schema++)
		rc = sqlite3_exec(made, *schema, NULL, NULL, NULL);
	if (!rc)
		rc = sqlite3_prepare_v2(made, sql_tables, -1, &stmt, NULL);
	while (!rc && (rc = sqlite3_step(stmt)) == SQLITE_ROW &&
	       s->n_tables < KAM_SALVAGE_TABLES) {
		const char *name = (const char *)sqlite3_column_text(stmt, 0);
		size_t at = s->n_tables++;

		(void)snprintf(s->tables[at].name, KAM_SALVAGE_NAME, "%s",
			       name ? name : "");
		s->tables[at].root = (uint32_t)sqlite3_column_int(stmt, 1);
		s->tables[at].columns = sqlite3_column_int(stmt, 2);
		rc = SQLITE_OK;
	}
	(void)sqlite3_finalize(stmt);
	(void)sqlite3_close(made);
	return rc && rc != SQLITE_DONE ? kam_fail_memory(err) : 0;
}

/* A row of the schema table: type, name, tbl_name, rootpage, sql. */
static void take_root(struct kam_salvage *s, const uint8_t *payload, size_t n)
{
	struct kam_field_bytes f[KAM_RECORD_FIELDS];
	int minimal;

	if (kam_record_parse(f, &minimal, payload, n) != 5 ||
	    f[0].length != 5 || memcmp(f[0].bytes, "table", 5) != 0 ||
	    f[3].type != KAM_SERIAL_INT || f[3].number < 2 ||
	    f[3].number > s->pages)
		return;
	for (size_t i = 0; i < s->n_tables; i++)
		if (strlen(s->tables[i].name) == f[1].length &&
		    !memcmp(s->tables[i].name, f[1].bytes, f[1].length))
			s->tables[i].root = (uint32_t)f[3].number;
}

/* Visits a page of a tree of rowids: children go onto the stack. */
static size_t visit(struct kam_salvage *s, uint32_t number, size_t depth,
		    int schema_table)
{
	struct kam_page page;
	struct kam_page_cell cell;

	kam_salvage_read(s, s->page, number);
	if (!kam_page_read(&page, s->page, s->size, number))
		return depth;
	if (page.type == KAM_PAGE_TABLE_INNER)
		s->stack[depth++] = kam_big32(s->page + page.header + 8);
	for (int i = 0; i < page.cells && depth < s->pages; i++) {
		if (!kam_cell_read(&cell, &page, i))
			continue;
		if (page.type == KAM_PAGE_TABLE_INNER)
			s->stack[depth++] = cell.child;
		else if (schema_table && !cell.overflow)
			take_root(s, s->page + cell.local, cell.n_local);
	}
	return depth;
}

/* owner: 1 + a table, or -1 for the schema's own tree. A page that two trees
   lead to belongs to neither. */
static void walk(struct kam_salvage *s, uint32_t root, int owner)
{
	size_t depth = 0;

	s->stack[depth++] = root;
	while (depth > 0) {
		uint32_t number = s->stack[--depth];

		if (number < 1 || number > s->pages)
			continue;
		if (s->owner[number]) {
			if (s->owner[number] != owner)
				s->owner[number] = -1;
			continue;
		}
		s->owner[number] = owner;
		depth = visit(s, number, depth, owner < 0);
	}
}

int kam_salvage_trees(struct kam_salvage *s, const char *const *schema,
		      struct kam_err *err)
{
	int rc = make_tables(s, schema, err);

	if (rc || !s->pages)
		return rc;
	walk(s, 1, -1);
	for (size_t i = 0; i < s->n_tables; i++)
		walk(s, s->tables[i].root, (int)i + 1);
	return 0;
}
