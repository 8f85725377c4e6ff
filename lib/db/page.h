/*
 * SQLite's file format, as far as fsck and recover must read it themselves:
 * pages of b-trees, their cells and records. Every number is checked against
 * the page before it is followed, so that any bytes may be given.
 *
 * https://www.sqlite.org/fileformat2.html says what is what; kam's registers
 * have no reserved bytes and no auto-vacuum.
 */
#ifndef KAM_DB_PAGE_H
#define KAM_DB_PAGE_H

#include <stddef.h>
#include <stdint.h>

enum kam_page_type {
	KAM_PAGE_INDEX_INNER = 2,
	KAM_PAGE_TABLE_INNER = 5,
	KAM_PAGE_INDEX_LEAF = 10,
	KAM_PAGE_TABLE_LEAF = 13,
};
enum {
	KAM_PAGE_MOST = 65536, /* bytes of the largest page */
	KAM_FILE_HEADER = 100, /* bytes of page 1 before its b-tree header */
};

struct kam_page {
	const uint8_t *bytes;
	uint32_t size;
	uint32_t header;   /* where the b-tree header begins: 0, or 100 */
	uint32_t pointers; /* where the array of cell pointers begins */
	uint32_t gap;      /* where it ends and nothing is stored … */
	uint32_t content;  /* … until here */
	int type;          /* enum kam_page_type */
	int cells;
};

struct kam_page_cell {
	uint32_t at, end; /* in the page */
	uint32_t child;   /* of an inner page's cell: the page left of it */
	int64_t rowid;    /* of a table's */
	uint64_t payload; /* bytes of the record; 0 in a table's inner page */
	uint32_t local;   /* where its first part begins in the page … */
	uint32_t n_local; /* … and its bytes; the rest is on overflow pages */
	uint32_t overflow; /* the first of those, or 0 */
	int minimal;       /* its numbers are written as short as they can be */
};

uint32_t kam_big16(const uint8_t *at);
uint32_t kam_big32(const uint8_t *at);
/* Bytes that the number takes, or 0 where it doesn't end before `end`. */
int kam_varint(uint64_t *out, const uint8_t *at, const uint8_t *end);

/* 1 where the bytes are a page of a b-tree whose header makes sense. number:
   the page's, from 1. An overflow page begins with the number of the next one,
   so that below 0x02000000 pages none is taken for one. */
int kam_page_read(struct kam_page *page, const uint8_t *bytes, uint32_t size,
		  uint32_t number);
/* 1 where cell i lies within the page. */
int kam_cell_read(struct kam_page_cell *cell, const struct kam_page *page,
		  int i);
/* The same of a cell wherever it begins. */
int kam_cell_at(struct kam_page_cell *cell, const struct kam_page *page,
		uint32_t offset);
/* Calls each for every stretch of bytes in the cell area that neither a cell
   nor a free block's head uses; 0 where the page is inconsistent. */
int kam_page_unused(const struct kam_page *page,
		    void (*each)(void *context, uint32_t from, uint32_t to),
		    void *context);
/* The page as it would be if every byte that nothing uses were zero; 0 where
   it is inconsistent. */
int kam_page_copy_used(uint8_t *out, const struct kam_page *page);

/* One value of a record. */
enum kam_serial {
	KAM_SERIAL_NULL,
	KAM_SERIAL_INT,
	KAM_SERIAL_REAL,
	KAM_SERIAL_BLOB,
	KAM_SERIAL_TEXT
};
struct kam_field_bytes {
	enum kam_serial type;
	int64_t number;
	const uint8_t *bytes;
	size_t length;
};
enum { KAM_RECORD_FIELDS = 100 };
/*
 * Takes a whole record apart: how many fields, or -1 where it isn't one.
 * *minimal: 1 where every number is written as short as it can be and nothing
 * is left over, as SQLite writes them.
 */
int kam_record_parse(struct kam_field_bytes fields[KAM_RECORD_FIELDS],
		     int *minimal, const uint8_t *bytes, size_t length);

#endif
