/*
 * What the parts of an import share.
 */
#ifndef KAM_EXCHANGE_IMPORT_H
#define KAM_EXCHANGE_IMPORT_H

#include "exchange/layout.h"

#include <kam/csv.h>
#include <kam/import.h>

enum { KAM_LAYOUT_COLUMNS = 48 };

/* A reference to a record that may come later in the file. */
struct kam_later {
	struct kam_later *next;
	int64_t id; /* the record that refers */
	int field;
	const char *source; /* of the one it refers to */
	const char *name;
	size_t line, column;
};

/* Values of the field that tells duplicates, folded, and whose they are. */
struct kam_seen {
	struct kam_seen_entry {
		const char *text;
		int64_t id;
	} * entries; /* open addressing; a power of two of them */
	size_t n, room;
};

struct kam_import {
	struct kam *k;
	struct kam_arena *arena; /* lives as long as the result */
	struct kam_arena row;    /* reset per row */
	const struct kam_layout *layout;
	const struct kam_zone *zone; /* of the file's times */
	struct kam_csv *csv;
	long columns[KAM_LAYOUT_COLUMNS]; /* of the file, -1 for none */
	struct kam_import_result *result;
	struct kam_later *later, **last;
	struct kam_seen seen;
};

/* What a column of the layout holds in this row; "" where the file has none. */
const char *kam_import_cell(const struct kam_import *in, size_t column);
/* The index of the layout's column of a use and field; its size if none. */
size_t kam_import_column(const struct kam_import *in, enum kam_use use,
			 int field);
/* Keeps err as an error of this row's column and forgets it; fatal ones
   (memory, the disk) are given back. */
int kam_import_refuse(struct kam_import *in, size_t column,
		      struct kam_err *err);
/* The same of another row than the one being read. */
int kam_import_error(struct kam_import *in, size_t line, size_t column,
		     const char *message, struct kam_err *err) KAM_MUST_USE;
void kam_import_warning(struct kam_import *in, size_t line, size_t column,
			const char *message);
void kam_import_warn(struct kam_import *in, size_t column, const char *format,
		     ...) KAM_PRINTF(3, 4);
/* Sets the references that had to wait. */
int kam_import_later(struct kam_import *in, struct kam_err *err) KAM_MUST_USE;
/* import_value.c: cells that another system writes in another way. */
int kam_import_time(struct kam_import *in, struct kam_record *r,
		    const struct kam_layout_column *c, const char *cell,
		    struct kam_err *err) KAM_MUST_USE;
int kam_import_seconds(struct kam_import *in, struct kam_record *r, int field,
		       const char *cell, struct kam_err *err) KAM_MUST_USE;
int kam_import_word(struct kam_import *in, struct kam_record *r,
		    const struct kam_layout_column *c, const char *cell,
		    struct kam_err *err) KAM_MUST_USE;
/* Sets all of a record's fields that the row holds. */
int kam_import_fill(struct kam_import *in, struct kam_record *r,
		    struct kam_err *err) KAM_MUST_USE;

/* *other: the record that has the text already, 0 where none; then it is
   remembered for id. */
int kam_seen_add(int64_t *other, struct kam_seen *seen, struct kam_arena *arena,
		 const char *text, int64_t id,
		 struct kam_err *err) KAM_MUST_USE;
void kam_seen_release(struct kam_seen *seen);

#endif
