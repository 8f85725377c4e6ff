#include "db/salvage.h"

#include "db/salvage_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { USUAL = 4096, PAYLOAD_MOST = 32 * 1024 * 1024 };

/* What the disk can't give is zeros. */
void kam_salvage_read(struct kam_salvage *s, uint8_t *into, uint32_t number)
{
	off_t offset = (off_t)(number - 1) * s->size;
	size_t have = 0;

	while (have < s->size) {
		ssize_t n = pread(s->fd, into + have, s->size - have,
				  offset + (off_t)have);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		have += (size_t)n;
	}
	memset(into + have, 0, s->size - have);
}

/* How many pages of the size look like a b-tree's: tells which size it is. */
static uint32_t count_trees(struct kam_salvage *s, uint32_t size, off_t bytes)
{
	struct kam_page page;
	uint32_t n = 0;

	s->size = size;
	for (uint32_t i = 1; (off_t)i * size <= bytes && i < 1000; i++) {
		kam_salvage_read(s, s->page, i);
		n += (uint32_t)kam_page_read(&page, s->page, size, i);
	}
	return n;
}

static int open_file(struct kam_salvage *s, const char *path,
		     struct kam_err *err)
{
	uint32_t said, usual;
	struct stat info;

	s->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (s->fd < 0 || fstat(s->fd, &info))
		return kam_fail(err, errno == ENOENT ? KAM_ENOENT : KAM_EIO,
				_("cannot read '%s': %s"), path,
				kam_errno_text(errno));
	if (!S_ISREG(info.st_mode))
		return kam_fail(err, KAM_EINVALID, _("'%s' is not a file"),
				path);
	s->page = calloc(2, KAM_PAGE_MOST);
	if (!s->page)
		return kam_fail_memory(err);
	s->other = s->page + KAM_PAGE_MOST;
	s->size = 512;
	kam_salvage_read(s, s->page, 1);
	said = kam_big16(s->page + 16);
	if (said == 1)
		said = KAM_PAGE_MOST;
	if (said < 512 || (said & (said - 1)))
		said = USUAL;
	usual = said == USUAL ? 0 : count_trees(s, USUAL, info.st_size);
	if (usual && usual > count_trees(s, said, info.st_size))
		said = USUAL;
	s->size = said;
	s->pages = (uint32_t)((info.st_size + said - 1) / said);
	s->owner = calloc((size_t)s->pages + 1, sizeof *s->owner);
	s->stack = calloc((size_t)s->pages + 1, sizeof *s->stack);
	return s->owner && s->stack ? 0 : kam_fail_memory(err);
}

int kam_salvage_open(struct kam_salvage **out, const char *path,
		     const char *const *schema, struct kam_err *err)
{
	struct kam_salvage *s = calloc(1, sizeof *s);
	int rc;

	if (!s)
		return kam_fail_memory(err);
	s->fd = -1;
	rc = open_file(s, path, err);
	if (!rc)
		rc = kam_salvage_trees(s, schema, err);
	if (rc) {
		kam_salvage_close(s);
		return rc;
	}
	*out = s;
	return 0;
}

/* A cell's record in one piece; 0 where its overflow pages don't give it. */
static int gather(struct kam_salvage *s, const struct kam_page_cell *cell,
		  const uint8_t **out)
{
	size_t have = cell->n_local;
	uint32_t next = cell->overflow;

	*out = s->page + cell->local;
	if (!next)
		return have == cell->payload;
	if (cell->payload > PAYLOAD_MOST)
		return 0;
	if (cell->payload > s->room) {
		uint8_t *grown = realloc(s->payload, (size_t)cell->payload);

		if (!grown)
			return -1;
		s->payload = grown;
		s->room = (size_t)cell->payload;
	}
	memcpy(s->payload, *out, have);
	*out = s->payload;
	while (have < cell->payload) {
		size_t n = (size_t)cell->payload - have;

		if (next < 1 || next > s->pages)
			return 0;
		kam_salvage_read(s, s->other, next);
		if (n > s->size - 4)
			n = s->size - 4;
		memcpy(s->payload + have, s->other + 4, n);
		have += n;
		next = kam_big32(s->other);
	}
	return 1;
}

struct scan {
	struct kam_salvage *s;
	int (*row)(void *context, const struct kam_salvaged *row,
		   struct kam_err *err);
	void *context;
	struct kam_err *err;
	uint32_t number;
	const struct kam_page *page;
	uint8_t used[KAM_PAGE_MOST];
	int rows; /* found on the page */
	int rc;
};

/* 1 where the cell held a record, and its bytes are taken. */
static int scan_cell(struct scan *scan, const struct kam_page_cell *cell,
		     int carved)
{
	struct kam_field_bytes fields[KAM_RECORD_FIELDS];
	struct kam_salvage *s = scan->s;
	struct kam_salvaged row = { .page = scan->number, .fields = fields };
	const uint8_t *payload;
	int minimal, there;

	if (memchr(scan->used + cell->at, 1, cell->end - cell->at))
		return 0;
	there = gather(s, cell, &payload);
	if (there < 0)
		scan->rc = kam_fail_memory(scan->err);
	if (there <= 0)
		return 0;
	row.n =
	    kam_record_parse(fields, &minimal, payload, (size_t)cell->payload);
	if (row.n < 2 || (carved && (!minimal || !cell->minimal)))
		return 0;
	memset(scan->used + cell->at, 1, cell->end - cell->at);
	row.is_row = scan->page->type == KAM_PAGE_TABLE_LEAF;
	row.rowid = cell->rowid;
	if (row.is_row && s->owner[scan->number] > 0)
		row.table = s->tables[s->owner[scan->number] - 1].name;
	scan->rows++;
	scan->rc = scan->row(scan->context, &row, scan->err);
	return 1;
}

/* Cells that no pointer leads to, where nothing else is. */
static void carve(struct scan *scan)
{
	const struct kam_page *page = scan->page;
	struct kam_page_cell cell;
	uint32_t at = page->content;

	while (!scan->rc && at + 4 <= page->size)
		if (!scan->used[at] && kam_cell_at(&cell, page, at) &&
		    scan_cell(scan, &cell, 1))
			at = cell.end;
		else
			at++;
}

/* A page whose head is damaged, as one of the type that it must be. */
static void assume(struct kam_page *page, const struct kam_salvage *s,
		   uint32_t number, int type)
{
	*page = (struct kam_page){ .bytes = s->page, .size = s->size };
	page->header = number == 1 ? KAM_FILE_HEADER : 0;
	page->type = type;
	page->pointers = page->header + 8;
	page->gap = page->content = page->pointers;
}

static void scan_page(struct scan *scan, struct kam_page *page)
{
	struct kam_page_cell cell;

	scan->page = page;
	memset(scan->used, 0, page->size);
	for (int i = 0; !scan->rc && i < page->cells; i++)
		if (kam_cell_read(&cell, page, i))
			(void)scan_cell(scan, &cell, 0);
	if (!scan->rc)
		carve(scan);
}

/* A page by its own type; where no record is found so, as the leaf that it may
   have been before its head was damaged. Overflow and free pages are tried too,
   and hold none. */
static void scan_any(struct scan *scan, uint32_t number)
{
	static const int leaves[] = { KAM_PAGE_TABLE_LEAF,
				      KAM_PAGE_INDEX_LEAF };
	struct kam_salvage *s = scan->s;
	struct kam_page page;

	scan->number = number;
	scan->rows = 0;
	kam_salvage_read(s, s->page, number);
	if (kam_page_read(&page, s->page, s->size, number) &&
	    page.type != KAM_PAGE_TABLE_INNER)
		scan_page(scan, &page);
	for (size_t i = 0; !scan->rc && !scan->rows && i < 2; i++) {
		if (i && s->owner[number] > 0)
			break;
		assume(&page, s, number, leaves[i]);
		scan_page(scan, &page);
	}
}

int kam_salvage_each(struct kam_salvage *s,
		     int (*row)(void *context, const struct kam_salvaged *row,
				struct kam_err *err),
		     void *context, struct kam_err *err)
{
	struct scan *scan = calloc(1, sizeof *scan);
	int rc;

	if (!scan)
		return kam_fail_memory(err);
	*scan =
	    (struct scan){ .s = s, .row = row, .context = context, .err = err };
	for (uint32_t i = 1; !scan->rc && i <= s->pages; i++)
		scan_any(scan, i);
	rc = scan->rc;
	free(scan);
	return rc;
}

int kam_salvage_columns(const struct kam_salvage *s, const char *table)
{
	for (size_t i = 0; i < s->n_tables; i++)
		if (!strcmp(s->tables[i].name, table))
			return s->tables[i].columns;
	return 0;
}

uint32_t kam_salvage_pages(const struct kam_salvage *s)
{
	return s->pages;
}

void kam_salvage_close(struct kam_salvage *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		(void)close(s->fd);
	free(s->page);
	free(s->payload);
	free(s->owner);
	free(s->stack);
	free(s);
}
