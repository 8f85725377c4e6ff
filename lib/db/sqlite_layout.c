/*
 * What integrity_check leaves out of the pages: how records are written, and
 * that what stores nothing is zeros (see vfs_file.c), so that no byte can be
 * damaged unseen. sqlite_header.c does the same for header and schema.
 *
 * Left are the entries of a free-list page beyond its count, which SQLite does
 * not clear: there only the form is checked.
 */
#include "db/page.h"
#include "db/sqlite.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct layout {
	struct kam_sqlite *db;
	sqlite3_file *file;
	uint32_t size, pages;
	uint8_t *page;    /* the one looked at */
	uint8_t *other;   /* an overflow page */
	uint8_t *payload; /* a record that overflows */
	size_t room;
	uint32_t *stack; /* pages of the tree still to be walked */
	size_t depth;
	int rowid_column; /* the first column is the rowid: stored as null */
	void (*found)(void *context, const char *what);
	void *context;
};

static void say(const struct layout *l, const char *format, ...)
    KAM_PRINTF(2, 3);
static void say(const struct layout *l, const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	l->found(l->context, text);
}

/* SQLite's code */
static int read_page(const struct layout *l, uint8_t *into, uint32_t number)
{
	return l->file->pMethods->xRead(l->file, into, (int)l->size,
					(sqlite3_int64)(number - 1) * l->size);
}

static int is_zero(const uint8_t *at, size_t n)
{
	while (n > 0 && *at == 0) {
		at++;
		n--;
	}
	return n == 0;
}

/* The payload of a cell in one piece; what its last page has left is zero. */
static int gather(struct layout *l, uint32_t number,
		  const struct kam_page_cell *cell, const uint8_t **out)
{
	size_t have = cell->n_local, n;
	uint32_t next = cell->overflow;
	int rc = SQLITE_OK;

	*out = l->page + cell->local;
	if (!next)
		return SQLITE_OK;
	if (cell->payload > l->room) {
		uint8_t *grown = realloc(l->payload, (size_t)cell->payload);

		if (!grown)
			return SQLITE_NOMEM;
		l->payload = grown;
		l->room = (size_t)cell->payload;
	}
	memcpy(l->payload, *out, have);
	*out = l->payload;
	while (!rc && have < cell->payload) {
		if (next < 1 || next > l->pages)
			return SQLITE_CORRUPT;
		rc = read_page(l, l->other, next);
		n = (size_t)cell->payload - have;
		if (n > l->size - 4)
			n = l->size - 4;
		memcpy(l->payload + have, l->other + 4, n);
		have += n;
		if (!is_zero(l->other + 4 + n, l->size - 4 - n))
			say(l,
			    _("page %u: bytes beyond the end of a record are "
			      "not zero"),
			    next);
		next = kam_big32(l->other);
	}
	if (next)
		say(l, _("page %u: a record goes on beyond its end"), number);
	return rc;
}

static int check_cell(struct layout *l, const struct kam_page *page,
		      uint32_t number, int i)
{
	struct kam_field_bytes fields[KAM_RECORD_FIELDS];
	const uint8_t *payload;
	struct kam_page_cell cell;
	int n, minimal, rc;

	if (!kam_cell_read(&cell, page, i))
		return SQLITE_CORRUPT;
	if (!cell.minimal)
		say(l, _("page %u: cell %d is not as SQLite writes it"), number,
		    i);
	if (cell.child)
		l->stack[l->depth++] = cell.child;
	if (page->type == KAM_PAGE_TABLE_INNER)
		return SQLITE_OK;
	rc = gather(l, number, &cell, &payload);
	if (rc)
		return rc;
	n = kam_record_parse(fields, &minimal, payload, (size_t)cell.payload);
	if (n < 1 || !minimal ||
	    (l->rowid_column && page->type == KAM_PAGE_TABLE_LEAF &&
	     fields[0].type != KAM_SERIAL_NULL))
		say(l, _("page %u: record %d is not as SQLite writes it"),
		    number, i);
	return SQLITE_OK;
}

struct stretch {
	const struct layout *l;
	int dirty;
};

static void check_stretch(void *context, uint32_t from, uint32_t to)
{
	struct stretch *s = context;

	s->dirty |= !is_zero(s->l->page + from, to - from);
}

static int check_page(struct layout *l, uint32_t number)
{
	struct stretch stretch = { .l = l };
	struct kam_page page;
	int rc = read_page(l, l->page, number);

	if (rc)
		return rc;
	if (!kam_page_read(&page, l->page, l->size, number) ||
	    !kam_page_unused(&page, check_stretch, &stretch))
		return SQLITE_CORRUPT;
	if (stretch.dirty ||
	    !is_zero(l->page + page.gap, page.content - page.gap))
		say(l, _("page %u: bytes that store nothing are not zero"),
		    number);
	if (page.type == KAM_PAGE_INDEX_INNER ||
	    page.type == KAM_PAGE_TABLE_INNER)
		l->stack[l->depth++] = kam_big32(l->page + page.header + 8);
	for (int i = 0; !rc && i < page.cells; i++) {
		/* each page has one parent: integrity_check has seen to it */
		if (l->depth + 2 > l->pages)
			return SQLITE_CORRUPT;
		rc = check_cell(l, &page, number, i);
	}
	return rc;
}

static int walk(struct layout *l, uint32_t root)
{
	uint32_t walked = 0;
	int rc = SQLITE_OK;

	l->depth = 0;
	l->stack[l->depth++] = root;
	while (!rc && l->depth > 0) {
		uint32_t number = l->stack[--l->depth];

		if (number < 1 || number > l->pages || ++walked > l->pages)
			return SQLITE_CORRUPT;
		if (l->db->busy.interrupted && *l->db->busy.interrupted)
			return SQLITE_INTERRUPT;
		rc = check_page(l, number);
	}
	return rc;
}

static const char sql_trees[] =
    "SELECT s.rootpage, (SELECT count(*) FROM pragma_table_info(s.name) i "
    "WHERE i.cid = 0 AND i.pk = 1 AND i.type = 'INTEGER') "
    "FROM sqlite_schema s ORDER BY s.rowid";

static int walk_all(struct layout *l)
{
	sqlite3_stmt *s = NULL;
	int rc = walk(l, 1);

	if (!rc)
		rc = sqlite3_prepare_v2(l->db->handle, sql_trees, -1, &s, NULL);
	while (!rc && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		l->rowid_column = sqlite3_column_int(s, 1) > 0;
		rc = walk(l, (uint32_t)sqlite3_column_int64(s, 0));
	}
	(void)sqlite3_finalize(s);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Free pages are zeros; a trunk's list ends, and after it come zeros. */
static int check_trunk(struct layout *l, uint32_t trunk)
{
	uint32_t leaves = kam_big32(l->page + 4), most = l->size / 4 - 2;
	int rc = SQLITE_OK, ended = 0;

	if (leaves > most)
		return SQLITE_CORRUPT;
	for (uint32_t i = 0; !rc && i < most; i++) {
		uint32_t leaf = kam_big32(l->page + 8 + 4 * i);

		ended |= leaf == 0;
		if (leaf > l->pages || (i < leaves && !leaf) ||
		    (ended && leaf)) {
			say(l, _("page %u: its list of free pages is damaged"),
			    trunk);
			return SQLITE_OK;
		}
		if (i >= leaves)
			continue;
		rc = read_page(l, l->other, leaf);
		if (!rc && !is_zero(l->other, l->size))
			say(l, _("page %u: it is free but not zero"), leaf);
	}
	return rc;
}

static int check_free(struct layout *l)
{
	uint32_t trunk, walked = 0;
	int rc = read_page(l, l->page, 1);

	trunk = kam_big32(l->page + 32);
	while (!rc && trunk) {
		if (trunk > l->pages || ++walked > l->pages)
			return SQLITE_CORRUPT;
		rc = read_page(l, l->page, trunk);
		if (!rc)
			rc = check_trunk(l, trunk);
		trunk = kam_big32(l->page);
	}
	return rc;
}

/* The file and its size, under the lock that the transaction holds. */
static int begin(struct layout *l)
{
	uint8_t head[KAM_FILE_HEADER];
	sqlite3_int64 bytes = 0;
	int rc = kam_sqlite_hold_still(l->db, &l->file, &bytes);

	if (!rc)
		rc = l->file->pMethods->xRead(l->file, head, sizeof head, 0);
	if (rc)
		return rc;
	l->size = kam_big16(head + 16);
	if (l->size == 1)
		l->size = KAM_PAGE_MOST;
	if (l->size < 512 || bytes % l->size)
		return SQLITE_CORRUPT;
	l->pages = (uint32_t)(bytes / l->size);
	l->page = malloc(l->size);
	l->other = malloc(l->size);
	l->stack = calloc((size_t)l->pages + 2, sizeof *l->stack);
	if (!l->page || !l->other || !l->stack)
		return SQLITE_NOMEM;
	return read_page(l, l->page, 1);
}

int kam_sqlite_layout(struct kam_db *base, const char *const *schema,
		      int compacted,
		      void (*found)(void *context, const char *what),
		      void *context, struct kam_err *err)
{
	struct layout l = { .db = (struct kam_sqlite *)base,
			    .found = found,
			    .context = context };
	int rc;

	kam_busy_start(&l.db->busy);
	rc = begin(&l);
	if (!rc) {
		kam_sqlite_check_header(l.page, l.pages, found, context);
		rc = kam_sqlite_check_schema(l.db, schema, compacted, found,
					     context);
	}
	if (!rc)
		rc = walk_all(&l);
	if (!rc)
		rc = check_free(&l);
	if (rc == SQLITE_CORRUPT) {
		say(&l, "%s", _("the file's pages are damaged"));
		rc = SQLITE_OK;
	}
	free(l.page);
	free(l.other);
	free(l.stack);
	free(l.payload);
	return rc ? kam_sqlite_fail(l.db, rc, err) : 0;
}
