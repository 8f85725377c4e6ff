/*
 * Tables read page by page, without SQLite's machine: half of what a query that
 * looks at every row costs is that machine.
 *
 * Only where the file is all there is to it: the handle reads, in a
 * transaction, whose lock keeps writers from the file, and no write-ahead log.
 * Whatever is not as it should be ends the walk with "cannot", and the query
 * that is asked instead says what is wrong.
 */
#include "db/page.h"
#include "db/sqlite.h"

#include <stdlib.h>
#include <string.h>

enum {
	LEVELS = 16, /* of a tree; ten hold all that a file can */
	CANNOT = SQLITE_CORRUPT,
	ENDED = SQLITE_ABORT, /* the caller's function said so */
};

struct walk {
	struct kam_sqlite *db;
	sqlite3_file *file;
	sqlite3_stmt *info;
	const struct kam_walk *tables;
	size_t n;
	uint32_t *roots;

	uint32_t size, pages, walked;
	uint8_t *levels[LEVELS]; /* a page of each */
	uint8_t *other;          /* an overflow page */
	uint8_t *payload;        /* a record that overflows */
	size_t room;

	size_t table;
	int64_t last;
	int columns; /* of the table; 0: not known yet */
	signed char places[KAM_RECORD_FIELDS]; /* among the values; or -1 */
	struct kam_walked values[KAM_WALK_COLUMNS];

	const struct kam_walker *walker;
	struct kam_err *err;
	int rc; /* what row gave */
};

static int read_page(const struct walk *w, uint8_t *into, uint32_t number)
{
	return w->file->pMethods->xRead(w->file, into, (int)w->size,
					(sqlite3_int64)(number - 1) * w->size);
}

static uint8_t *page_room(const struct walk *w)
{
	return calloc(1, w->size);
}

/* A record in one piece. */
static int gather(struct walk *w, const struct kam_page *page,
		  const struct kam_page_cell *cell)
{
	size_t have = cell->n_local, need = (size_t)cell->payload;
	uint32_t next = cell->overflow;
	int rc = SQLITE_OK;

	if (!w->other && !(w->other = page_room(w)))
		return SQLITE_NOMEM;
	if (need > w->room) {
		uint8_t *grown = realloc(w->payload, need);

		if (!grown)
			return SQLITE_NOMEM;
		w->payload = grown;
		w->room = need;
	}
	memcpy(w->payload, page->bytes + cell->local, have);
	while (!rc && have < need) {
		size_t n =
		    need - have < w->size - 4 ? need - have : w->size - 4;

		if (next < 1 || next > w->pages)
			return CANNOT;
		rc = read_page(w, w->other, next);
		memcpy(w->payload + have, w->other + 4, n);
		have += n;
		next = kam_big32(w->other);
	}
	return rc;
}

/* Whose the table's columns are, in the order of its records. */
static int learn_columns(struct walk *w)
{
	const struct kam_walk *table = &w->tables[w->table];
	size_t found = 0;
	int rc;

	(void)sqlite3_reset(w->info);
	rc = sqlite3_bind_text(w->info, 1, table->table, -1, SQLITE_STATIC);
	while (!rc && (rc = sqlite3_step(w->info)) == SQLITE_ROW) {
		const char *name =
		    (const char *)sqlite3_column_text(w->info, 0);

		if (!name)
			return SQLITE_NOMEM;
		if (w->columns == KAM_RECORD_FIELDS ||
		    (!w->columns && (strcmp(name, "id") != 0 ||
				     sqlite3_column_int(w->info, 1) != 1)))
			return CANNOT;
		w->places[w->columns] = -1;
		for (size_t i = 0; i < table->n; i++)
			if (!strcmp(table->columns[i], name)) {
				w->places[w->columns] = (signed char)i;
				found++;
			}
		w->columns++;
		rc = SQLITE_OK;
	}
	(void)sqlite3_reset(w->info);
	if (rc != SQLITE_DONE)
		return rc;
	return found == table->n ? SQLITE_OK : CANNOT;
}

/* Finds the values in a record, whose head ends there, and gives them. */
static int give(struct walk *w, int64_t id, const uint8_t *at,
		const uint8_t *value, const uint8_t *end)
{
	static const uint8_t lengths[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };
	const uint8_t *head_end = value;
	int i = 0;

	for (; at < head_end; i++) {
		uint64_t serial, size;
		int n = kam_varint(&serial, at, head_end);

		if (!n || i >= w->columns || serial == 10 || serial == 11)
			return CANNOT;
		at += n;
		size = serial < 12 ? lengths[serial] : (serial - 12) / 2;
		if (size > (uint64_t)(end - value))
			return CANNOT;
		if (w->places[i] >= 0)
			w->values[w->places[i]] =
			    (struct kam_walked){ serial > 12 && serial & 1
						     ? (const char *)value
						     : NULL,
						 (size_t)size };
		value += size;
	}
	/* one of before a column was added has fewer */
	if (i < w->columns)
		return CANNOT;
	w->rc =
	    w->walker->row(w->walker->context, w->table, id, w->values, w->err);
	return w->rc ? ENDED : SQLITE_OK;
}

static int look(struct walk *w, int64_t id, const uint8_t *bytes, size_t length)
{
	uint64_t head;
	int n = kam_varint(&head, bytes, bytes + length);

	if (!n || head > length || head < (uint64_t)n || id <= w->last)
		return CANNOT;
	w->last = id;
	if (!w->walker->glance(w->walker->context, w->table, id,
			       (const char *)bytes + head,
			       length - (size_t)head))
		return SQLITE_OK;
	return give(w, id, bytes + n, bytes + head, bytes + length);
}

static int walk_cell(struct walk *w, const struct kam_page *page, int i)
{
	const uint8_t *at =
	    page->bytes + kam_big16(page->bytes + page->pointers + 2 * i);
	const uint8_t *end = page->bytes + page->size;
	uint64_t payload, id;
	struct kam_page_cell cell;
	int n, m, rc;

	if (at < page->bytes + page->content || at >= end)
		return CANNOT;
	n = kam_varint(&payload, at, end);
	m = n ? kam_varint(&id, at + n, end) : 0;
	if (!m)
		return CANNOT;
	/* all of it is here: the format's own bound */
	if (payload <= page->size - 35)
		return payload <= (uint64_t)(end - at - n - m)
			   ? look(w, (int64_t)id, at + n + m, (size_t)payload)
			   : CANNOT;
	if (!kam_cell_read(&cell, page, i))
		return CANNOT;
	rc = gather(w, page, &cell);
	return rc ? rc : look(w, cell.rowid, w->payload, (size_t)cell.payload);
}

static int walk_page(struct walk *w, uint32_t number, int level)
{
	struct kam_page page;
	struct kam_page_cell cell;
	int rc;

	if (level == LEVELS || number < 2 || number > w->pages ||
	    ++w->walked > w->pages)
		return CANNOT;
	if (w->db->busy.interrupted && *w->db->busy.interrupted)
		return SQLITE_INTERRUPT;
	if (!w->levels[level] && !(w->levels[level] = page_room(w)))
		return SQLITE_NOMEM;
	rc = read_page(w, w->levels[level], number);
	if (rc)
		return rc;
	if (!kam_page_read(&page, w->levels[level], w->size, number) ||
	    (page.type != KAM_PAGE_TABLE_LEAF &&
	     page.type != KAM_PAGE_TABLE_INNER))
		return CANNOT;
	if (page.type == KAM_PAGE_TABLE_LEAF) {
		if (page.cells && !w->columns)
			rc = learn_columns(w);
		for (int i = 0; i < page.cells && !rc; i++)
			rc = walk_cell(w, &page, i);
		return rc;
	}
	for (int i = 0; i < page.cells && !rc; i++)
		rc = kam_cell_read(&cell, &page, i)
			 ? walk_page(w, cell.child, level + 1)
			 : CANNOT;
	return rc ? rc
		  : walk_page(w, kam_big32(page.bytes + page.header + 8),
			      level + 1);
}

static const char sql_roots[] =
    "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'";
static const char sql_info[] = "SELECT name, pk = 1 AND type = 'INTEGER' FROM "
			       "pragma_table_info($1) ORDER BY cid";

static int find_roots(struct walk *w)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(w->db->handle, sql_roots, -1, &s, NULL);

	while (!rc && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 0);

		for (size_t i = 0; name && i < w->n; i++)
			if (!strcmp(name, w->tables[i].table))
				w->roots[i] =
				    (uint32_t)sqlite3_column_int64(s, 1);
		rc = SQLITE_OK;
	}
	(void)sqlite3_finalize(s);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* The file and what it is, under the lock that the transaction holds. */
static int begin(struct walk *w)
{
	uint8_t head[KAM_FILE_HEADER];
	sqlite3_int64 bytes = 0;
	int rc;

	/* a copy of the past may have no file */
	if (w->db->mode != KAM_DB_READ)
		return CANNOT;
	rc = kam_sqlite_hold_still(w->db, &w->file, &bytes);
	if (!rc &&
	    (sqlite3_get_autocommit(w->db->handle) ||
	     sqlite3_txn_state(w->db->handle, "main") != SQLITE_TXN_READ))
		return CANNOT;
	if (!rc)
		rc = w->file->pMethods->xRead(w->file, head, sizeof head, 0);
	if (rc)
		return rc;
	w->size = kam_big16(head + 16);
	if (w->size == 1)
		w->size = KAM_PAGE_MOST;
	/* no log, no reserved bytes, UTF-8 */
	if (w->size < 512 || bytes % w->size || head[18] != 1 ||
	    head[20] != 0 || kam_big32(head + 56) != 1)
		return CANNOT;
	w->pages = (uint32_t)(bytes / w->size);
	w->roots = calloc(w->n, sizeof *w->roots);
	if (!w->roots)
		return SQLITE_NOMEM;
	rc = find_roots(w);
	return rc ? rc
		  : sqlite3_prepare_v2(w->db->handle, sql_info, -1, &w->info,
				       NULL);
}

static void release(struct walk *w)
{
	(void)sqlite3_finalize(w->info);
	for (int i = 0; i < LEVELS; i++)
		free(w->levels[i]);
	free(w->other);
	free(w->payload);
	free(w->roots);
}

int kam_sqlite_walk(struct kam_db *base, const struct kam_walk *tables,
		    size_t n, const struct kam_walker *walker,
		    struct kam_err *err)
{
	struct walk w = { .db = (struct kam_sqlite *)base,
			  .tables = tables,
			  .n = n,
			  .walker = walker,
			  .err = err };
	int rc;

	kam_busy_start(&w.db->busy);
	rc = begin(&w);
	for (; w.table < n && !rc; w.table += !rc) {
		w.last = INT64_MIN;
		w.columns = 0;
		rc = tables[w.table].n <= KAM_WALK_COLUMNS
			 ? walk_page(&w, w.roots[w.table], 0)
			 : CANNOT;
	}
	release(&w);
	if (rc == ENDED)
		return w.rc;
	if (rc == SQLITE_NOMEM || rc == SQLITE_INTERRUPT)
		return kam_sqlite_fail(w.db, rc, err);
	return !rc;
}
