#include "db/page.h"

#include <string.h>

uint32_t kam_big16(const uint8_t *at)
{
	return (uint32_t)at[0] << 8 | at[1];
}

uint32_t kam_big32(const uint8_t *at)
{
	return kam_big16(at) << 16 | kam_big16(at + 2);
}

int kam_varint(uint64_t *out, const uint8_t *at, const uint8_t *end)
{
	uint64_t value = 0;

	for (int i = 0; i < 9; i++) {
		if (at + i >= end)
			return 0;
		if (i == 8) {
			*out = value << 8 | at[i];
			return 9;
		}
		value = value << 7 | (at[i] & 0x7f);
		if (!(at[i] & 0x80)) {
			*out = value;
			return i + 1;
		}
	}
	return 0;
}

static int shortest(uint64_t value)
{
	int n = 1;

	while (n < 9 && (value >>= 7))
		n++;
	return n;
}

static int is_inner(const struct kam_page *page)
{
	return page->type == KAM_PAGE_INDEX_INNER ||
	       page->type == KAM_PAGE_TABLE_INNER;
}

int kam_page_read(struct kam_page *page, const uint8_t *bytes, uint32_t size,
		  uint32_t number)
{
	const uint8_t *head;

	*page = (struct kam_page){ .bytes = bytes, .size = size };
	page->header = number == 1 ? KAM_FILE_HEADER : 0;
	head = bytes + page->header;
	page->type = head[0];
	if (page->type != KAM_PAGE_INDEX_INNER &&
	    page->type != KAM_PAGE_TABLE_INNER &&
	    page->type != KAM_PAGE_INDEX_LEAF &&
	    page->type != KAM_PAGE_TABLE_LEAF)
		return 0;
	page->cells = (int)kam_big16(head + 3);
	page->content = kam_big16(head + 5);
	if (page->content == 0)
		page->content = KAM_PAGE_MOST;
	page->pointers = page->header + (is_inner(page) ? 12 : 8);
	page->gap = page->pointers + 2 * (uint32_t)page->cells;
	return page->gap <= page->content && page->content <= size;
}

/* How much of a payload is in the page itself: the format's own formula. */
static uint32_t local_bytes(const struct kam_page *page, uint64_t payload)
{
	uint32_t u = page->size, least = (u - 12) * 32 / 255 - 23;
	uint32_t most = page->type == KAM_PAGE_TABLE_LEAF
			    ? u - 35
			    : (u - 12) * 64 / 255 - 23;
	uint64_t k;

	if (payload <= most)
		return (uint32_t)payload;
	k = least + (payload - least) % (u - 4);
	return k <= most ? (uint32_t)k : least;
}

static int read_payload(struct kam_page_cell *cell, const struct kam_page *page,
			const uint8_t *at)
{
	const uint8_t *end = page->bytes + page->size;

	cell->local = (uint32_t)(at - page->bytes);
	cell->n_local = local_bytes(page, cell->payload);
	if (cell->n_local > (size_t)(end - at))
		return 0;
	at += cell->n_local;
	if (cell->n_local < cell->payload) {
		if (end - at < 4)
			return 0;
		cell->overflow = kam_big32(at);
		at += 4;
	}
	cell->end = (uint32_t)(at - page->bytes);
	if (cell->end < cell->at + 4) /* no cell takes less */
		cell->end = cell->at + 4;
	return cell->end <= page->size;
}

int kam_cell_read(struct kam_page_cell *cell, const struct kam_page *page,
		  int i)
{
	return kam_cell_at(cell, page,
			   kam_big16(page->bytes + page->pointers + 2 * i));
}

int kam_cell_at(struct kam_page_cell *cell, const struct kam_page *page,
		uint32_t offset)
{
	const uint8_t *end = page->bytes + page->size, *at;
	uint64_t number;
	int n;

	*cell = (struct kam_page_cell){ .at = offset, .minimal = 1 };
	if (cell->at < page->content || cell->at + 4 > page->size)
		return 0;
	at = page->bytes + cell->at;
	if (is_inner(page)) {
		cell->child = kam_big32(at);
		at += 4;
	}
	if (page->type != KAM_PAGE_TABLE_INNER) {
		n = kam_varint(&cell->payload, at, end);
		if (!n || cell->payload > INT32_MAX)
			return 0;
		cell->minimal &= n == shortest(cell->payload);
		at += n;
	}
	if (page->type == KAM_PAGE_TABLE_INNER ||
	    page->type == KAM_PAGE_TABLE_LEAF) {
		n = kam_varint(&number, at, end);
		if (!n)
			return 0;
		cell->minimal &= n == shortest(number);
		cell->rowid = (int64_t)number;
		at += n;
	}
	if (page->type != KAM_PAGE_TABLE_INNER)
		return read_payload(cell, page, at);
	cell->end = (uint32_t)(at - page->bytes);
	return 1;
}

/* Marks bytes as used; 0 where some are already. */
static int mark(uint8_t used[KAM_PAGE_MOST], uint32_t from, uint32_t to)
{
	if (memchr(used + from, 1, to - from))
		return 0;
	memset(used + from, 1, to - from);
	return 1;
}

/* The heads of free blocks are used: four bytes each, the next and the size. */
static int mark_free(const struct kam_page *page, uint8_t used[KAM_PAGE_MOST])
{
	uint32_t at = kam_big16(page->bytes + page->header + 1);

	while (at) {
		uint32_t next, size;

		if (at < page->content || at + 4 > page->size)
			return 0;
		next = kam_big16(page->bytes + at);
		size = kam_big16(page->bytes + at + 2);
		if (size < 4 || at + size > page->size ||
		    (next && next < at + size) || !mark(used, at, at + 4))
			return 0;
		at = next;
	}
	return 1;
}

int kam_page_unused(const struct kam_page *page,
		    void (*each)(void *context, uint32_t from, uint32_t to),
		    void *context)
{
	uint8_t used[KAM_PAGE_MOST];
	struct kam_page_cell cell;
	uint32_t at, to;

	memset(used, 0, page->size);
	for (int i = 0; i < page->cells; i++)
		if (!kam_cell_read(&cell, page, i) ||
		    !mark(used, cell.at, cell.end))
			return 0;
	if (!mark_free(page, used))
		return 0;
	for (at = page->content; at < page->size; at = to) {
		const uint8_t *next;

		next = memchr(used + at, !used[at], page->size - at);
		to = next ? (uint32_t)(next - used) : page->size;
		if (!used[at])
			each(context, at, to);
	}
	return 1;
}

/* The heads of free blocks: what they hold besides is unused. */
static int copy_free(uint8_t *out, const struct kam_page *page)
{
	uint32_t at = kam_big16(page->bytes + page->header + 1);

	while (at) {
		uint32_t next;

		if (at < page->content || at + 4 > page->size)
			return 0;
		memcpy(out + at, page->bytes + at, 4);
		next = kam_big16(page->bytes + at);
		if (next && next < at + 4)
			return 0;
		at = next;
	}
	return 1;
}

int kam_page_copy_used(uint8_t *out, const struct kam_page *page)
{
	struct kam_page_cell cell;

	memcpy(out, page->bytes, page->gap);
	memset(out + page->gap, 0, page->size - page->gap);
	for (int i = 0; i < page->cells; i++) {
		if (!kam_cell_read(&cell, page, i))
			return 0;
		memcpy(out + cell.at, page->bytes + cell.at,
		       cell.end - cell.at);
	}
	return copy_free(out, page);
}

static int64_t read_int(const uint8_t *at, size_t length)
{
	uint64_t value = at[0] & 0x80 ? UINT64_MAX : 0;

	for (size_t i = 0; i < length; i++)
		value = value << 8 | at[i];
	return (int64_t)value;
}

/* Whether SQLite would write the number in so many bytes. */
static int is_shortest_int(int64_t value, size_t length)
{
	static const size_t lengths[] = { 1, 2, 3, 4, 6, 8 };

	if (value == 0 || value == 1)
		return length == 0;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		int64_t most = lengths[i] == 8
				   ? INT64_MAX
				   : ((int64_t)1 << (8 * lengths[i] - 1)) - 1;

		if (value <= most && value >= -most - 1)
			return length == lengths[i];
	}
	return 0;
}

/* One value of a serial type at `at`: its bytes, or -1. */
static int64_t read_value(struct kam_field_bytes *f, int *minimal,
			  uint64_t serial, const uint8_t *at, size_t left)
{
	static const uint8_t lengths[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

	*f = (struct kam_field_bytes){ .bytes = at };
	if (serial >= 12) {
		f->type = serial & 1 ? KAM_SERIAL_TEXT : KAM_SERIAL_BLOB;
		f->length = (size_t)((serial - 12) / 2);
		return f->length <= left ? (int64_t)f->length : -1;
	}
	if (serial >= 10)
		return -1;
	f->length = lengths[serial];
	if (f->length > left)
		return -1;
	if (serial == 0)
		return 0;
	f->type = serial == 7 ? KAM_SERIAL_REAL : KAM_SERIAL_INT;
	if (serial >= 8)
		f->number = serial == 9;
	else if (serial < 7)
		f->number = read_int(at, f->length);
	*minimal &= serial != 7 && is_shortest_int(f->number, f->length);
	return (int64_t)f->length;
}

int kam_record_parse(struct kam_field_bytes fields[KAM_RECORD_FIELDS],
		     int *minimal, const uint8_t *bytes, size_t length)
{
	const uint8_t *end = bytes + length, *at, *value;
	uint64_t head, serial;
	int n, count = 0;

	*minimal = 1;
	n = kam_varint(&head, bytes, end);
	if (!n || head > length || head < (uint64_t)n)
		return -1;
	*minimal &= n == shortest(head);
	at = bytes + n;
	value = bytes + head;
	while (at < bytes + head) {
		int64_t took;

		n = kam_varint(&serial, at, bytes + head);
		if (!n || count == KAM_RECORD_FIELDS)
			return -1;
		*minimal &= n == shortest(serial);
		at += n;
		took = read_value(&fields[count++], minimal, serial, value,
				  (size_t)(end - value));
		if (took < 0)
			return -1;
		value += took;
	}
	*minimal &= value == end;
	return count;
}
