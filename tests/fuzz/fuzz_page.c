/* Pages of a damaged file: whatever the bytes are, what is read lies within
   them, and what a page doesn't use isn't a cell's. */
#include "fuzz.h"

#include "../../lib/db/page.h"

#include <stdlib.h>
#include <string.h>

enum { SIZE = 512 };

static void wipe(void *context, uint32_t from, uint32_t to)
{
	if (from >= to || to > SIZE)
		abort();
	memset((uint8_t *)context + from, 0, to - from);
}

static void read_cells(const struct kam_page *page)
{
	struct kam_field_bytes fields[KAM_RECORD_FIELDS];
	struct kam_page_cell cell;
	int minimal;

	for (int i = 0; i < page->cells; i++) {
		if (!kam_cell_read(&cell, page, i))
			continue;
		if (cell.end > SIZE || cell.local + cell.n_local > SIZE)
			abort();
		(void)kam_record_parse(fields, &minimal,
				       page->bytes + cell.local, cell.n_local);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	uint8_t page_bytes[SIZE] = { 0 }, wiped[SIZE];
	struct kam_page page, again;
	struct kam_page_cell a, b;

	memcpy(page_bytes, bytes, n < SIZE ? n : SIZE);
	if (!kam_page_read(&page, page_bytes, SIZE, 2))
		return 0;
	read_cells(&page);
	memcpy(wiped, page_bytes, SIZE);
	memset(wiped + page.gap, 0, page.content - page.gap);
	if (!kam_page_unused(&page, wipe, wiped))
		return 0;
	/* wiping changes no cell */
	if (!kam_page_read(&again, wiped, SIZE, 2) || again.cells != page.cells)
		abort();
	for (int i = 0; i < page.cells; i++)
		if (!kam_cell_read(&a, &page, i) ||
		    !kam_cell_read(&b, &again, i) || a.at != b.at ||
		    a.end != b.end ||
		    memcmp(page_bytes + a.at, wiped + a.at, a.end - a.at) != 0)
			abort();
	return 0;
}
