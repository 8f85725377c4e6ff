/*
 * What the parts of an import share.
 *
 *	import.c        the file: its rows, one after the other
 *	import_head.c   which column of the file is which of the layout; --map
 *	import_tidy.c   what spreadsheets leave around cells and rows
 *	import_known.c  what a row is known by
 *	import_digest.c what it says, as a hash
 *	import_row.c    one row: the record it is, and what becomes of it
 *	import_fill.c   its cells into fields
 *	import_again.c  which cells of a row say something new
 *	import_value.c  cells that another system writes in another way
 *	import_amount.c their money
 *	numeral.c       its digits, and the marks between them
 *	import_date.c   their dates
 *	import_month.c  those with words, and spreadsheets' numbers of days
 *	import_refs.c   cells that name other records
 *	import_later.c  those that came later in the file
 *	import_links.c  cells that say what a record links to
 *	names.c         records by the name they have, lines by the record
 */
#ifndef KAM_EXCHANGE_IMPORT_H
#define KAM_EXCHANGE_IMPORT_H

#include "exchange/layout.h"
#include "exchange/names.h"

#include <kam/csv.h>
#include <kam/import.h>
#include <kam/sha256.h>
#include <kam/typed.h>

/* A reference to a record that may come later in the file. */
struct kam_later {
	struct kam_later *next;
	int64_t id;    /* the record that refers; 0 where its row was refused */
	size_t column; /* of the layout */
	const char *text; /* its source, name or ID */
	const char *name; /* for messages */
	size_t line;
	const char *relation; /* of a link; or NULL */
};

/* --map 'COLUMN:FROM=TO' */
struct kam_import_map {
	struct kam_import_map *next;
	long column; /* of the file */
	const char *from, *to;
};

struct kam_import {
	struct kam *k;
	struct kam_arena *arena; /* lives as long as the result */
	struct kam_arena row;    /* reset per row */
	const struct kam_layout *layout;
	int own; /* kam's own layout: an empty cell unsets */
	struct kam_layout own_layout;
	const struct kam_import_options *options;
	/* what becomes of a row; kam_import_row() */
	int (*take)(struct kam_import *in, struct kam_err *err);
	const char *otherwise; /* the encoding where none was named and it is
				  none of those that are found out; or NULL */
	const char *also; /* what the file may call also_column, too; or NULL */
	size_t also_column;
	/* where nothing else names a column: it is the one with any of these
	   words in its name, and none of those; or NULL. Ended by no words. */
	const struct kam_import_like {
		size_t column;                            /* of the layout */
		const char *const *words, *const *unlike; /* ended by NULL */
	} * like;
	const struct kam_zone *zone; /* of the file's times */
	const char *usual; /* the register's currency; NULL before an amount
			      asks for it */
	const struct kam_input *input;
	enum kam_import_order {
		KAM_ORDER_UNREAD, /* nothing has asked for it */
		KAM_ORDER_UNKNOWN,
		KAM_ORDER_MDY, /* 11/28/2026 */
		KAM_ORDER_DMY, /* 28/11/2026 */
	} order;               /* in which the file's dates are written */
	struct kam_csv *csv;
	long columns[KAM_LAYOUT_COLUMNS];  /* of the file, -1 for none */
	int is_moment[KAM_LAYOUT_COLUMNS]; /* of the layout, or days */
	/* of the file's columns, for rows without an id */
	struct kam_import_column_head {
		struct kam_sha256 begun; /* with its name */
		int counts;              /* what it says is of the row */
		int is_moment;
	} * heads;
	const char *cells[KAM_LAYOUT_COLUMNS]; /* of the row */
	struct kam_import_map *maps;
	int match; /* the field of --match, or KAM_NO_FIELD */
	struct kam_import_result *result;
	int bad; /* errors of this row */
	/* columns whose cells are left as the record has them */
	unsigned char again[KAM_LAYOUT_COLUMNS];
	struct kam_later *later, **last;
	struct kam_names names; /* records of the kind, by layout->duplicate */
	struct kam_names targets; /* of NAMED columns, where of another kind */
	struct kam_names matches; /* records of the kind by the match field */
	struct kam_names members; /* by name */
	struct kam_names rows;    /* rows without an id, by their digest */
	struct kam_lines seen;    /* of rows with an id, by their record */
	/* the register knows nothing of the file's origin but what rows
	   before brought: these */
	int is_first;
	struct kam_sieve sources;
	int members_read;
	/* those that rows before referred to, as most rows refer to few */
	struct kam_import_known {
		const char *source;
		struct kam_value value;
	} known[32];
	size_t n_known;
	/* amounts with more decimals than the currency has */
	struct kam_import_rounded {
		struct kam_import_rounded *next;
		size_t column; /* of the layout */
		char currency[8];
		size_t line; /* of the first */
		int64_t n;
	} * rounded;
	/* members that this row brought, which go where it is taken back */
	struct kam_import_member {
		struct kam_import_member *next;
		const char *name;
		int64_t id;
	} * brought;
};

/* What the row is known by, "zoho:zcrm_123". */
int kam_import_known(const char **source, struct kam_import *in,
		     struct kam_err *err) KAM_MUST_USE;
/* The digest of what is read of the row: KAM_IMPORT_ROW digits of its SHA-256,
   then KAM_IMPORT_CELL of a hash of each cell that counts, in the layout's
   order. NULL sets *err. */
enum { KAM_IMPORT_ROW = 32, KAM_IMPORT_CELL = 6 };
const char *kam_import_digest(struct kam_import *in, struct kam_err *err);
int kam_import_counts(const struct kam_layout_column *column);
/* Whether it has an id of its own; and what it is known by where it has none,
   NULL sets *err. */
int kam_import_has_id(const struct kam_import *in);
const char *kam_import_digest_known(struct kam_import *in, struct kam_err *err);
/* The record that came from the source; 0 where there is none. */
int kam_import_find(int64_t *id, struct kam_import *in, const char *source,
		    struct kam_err *err) KAM_MUST_USE;
/* Prepares what rows without an id are known by, from the head as the layout
   finds it, before --map. */
int kam_import_know_heads(struct kam_import *in,
			  struct kam_err *err) KAM_MUST_USE;
/* Keeps of which record a row with an id of its own was; and refuses another
   row of the same, which says something else. */
int kam_import_see_id(struct kam_import *in, int64_t id,
		      struct kam_err *err) KAM_MUST_USE;
int kam_import_check_id(struct kam_import *in, int64_t id,
			struct kam_err *err) KAM_MUST_USE;
/* "zoho:zcrm_123" of an id there, in the row's arena; NULL sets *err. */
const char *kam_import_source(struct kam_import *in, const char *id,
			      struct kam_err *err);
/* What a column of the layout holds in this row; "" where the file has none:
   as the file means it, and as --map reads it (mapped: it did). */
static inline const char *kam_import_cell(const struct kam_import *in,
					  size_t column)
{
	return column < in->layout->n_columns ? in->cells[column] : "";
}
const char *kam_import_mapped(const struct kam_import *in, size_t column,
			      int *mapped);
/* The record that --map 'COLUMN:VALUE=ID' chose for the column of --match, or
   0: what the cell says stays the field's value. */
int64_t kam_import_match(const struct kam_import *in, size_t column);
/* The index of the layout's column of a use and field; its size if none. */
size_t kam_import_column(const struct kam_import *in, enum kam_use use,
			 int field);
/* The head as the file has it, for messages. */
const char *kam_import_label(const struct kam_import *in, size_t column);
/* The kind that a reference in the column leads to. */
const struct kam_kind *kam_import_target(const struct kam_import *in,
					 size_t column);

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

/* All of a file by in->layout, and what was kept is released. in->k, arena,
   result, options and take are set. */
int kam_import_run(struct kam_import *in, const struct kam_input *input,
		   struct kam_err *err) KAM_MUST_USE;
int kam_import_head(struct kam_import *in, struct kam_err *err) KAM_MUST_USE;
/* The row's cells without what a spreadsheet put around them, for
   kam_import_cell(); 1, or 0 for a row of nothing. */
int kam_import_tidy(struct kam_import *in, struct kam_err *err) KAM_MUST_USE;
int kam_import_row(struct kam_import *in, struct kam_err *err) KAM_MUST_USE;
/* Sets all of a record's fields that the row holds. */
int kam_import_fill(struct kam_import *in, struct kam_record *r,
		    struct kam_err *err) KAM_MUST_USE;
/* Which cells say what they said when the record was last imported, by the
   digests of then and now: in->again. None where the digest of then doesn't
   tell, as of another version's layout, or is NULL. */
void kam_import_compare(struct kam_import *in, const char *then,
			const char *now);
/* Money, in the currency that another column names or the cell itself. */
int kam_import_amount(struct kam_import *in, struct kam_record *r,
		      size_t column, const char *cell,
		      struct kam_err *err) KAM_MUST_USE;
/* Warns of amounts whose decimals were cut. */
void kam_import_tell_rounded(struct kam_import *in);
/* What can't be found yet may come further down in the file; relation is a
   link's, or NULL. */
int kam_import_wait(struct kam_import *in, size_t column, const char *text,
		    const char *name, const char *relation,
		    struct kam_err *err) KAM_MUST_USE;
/* The links of a cell, also of an empty one: they wait; those that a row
   before brought and this one has no more are taken away. */
int kam_import_links(struct kam_import *in, const struct kam_record *r,
		     size_t column, struct kam_err *err) KAM_MUST_USE;
int kam_import_link(struct kam_import *in, const struct kam_later *later,
		    struct kam_err *err) KAM_MUST_USE;
/* Sets the references that had to wait. */
int kam_import_later(struct kam_import *in, struct kam_err *err) KAM_MUST_USE;

/* One line of text into a field, whatever lines the CRM let it stand on. */
int kam_import_text(struct kam_import *in, struct kam_record *r, int field,
		    const char *text, struct kam_err *err) KAM_MUST_USE;
/* The same of a field of a day, or of a moment in the file's zone: as
   kam_import_iso() and kam_record_set() know them. */
int kam_import_when(struct kam_import *in, struct kam_record *r, int field,
		    const char *cell, struct kam_err *err) KAM_MUST_USE;
int kam_import_time(struct kam_import *in, struct kam_record *r,
		    const struct kam_layout_column *c, const char *cell,
		    struct kam_err *err) KAM_MUST_USE;
/* A date or moment as ISO, "2026/1/5 8:05", "1/5/2026 8:05 AM", "5.1.2026",
   "2026-01-05 8:05 AM", epoch milliseconds, in the row's arena; else the cell
   itself. KAM_EINVALID where nobody can tell the day from the month. */
int kam_import_iso(const char **out, struct kam_import *in, const char *cell,
		   struct kam_err *err);
/* Whether a column of the layout holds such ones. */
int kam_import_is_day(const struct kam_layout *layout, size_t column);
/* "Jan 13, 2026 2:05 PM", "13-Jan-2026", "2026年1月13日 下午2时05分", 46035.5
   as numbers that kam_import_iso() reads further; "" for what is too long.
   order: --dates, or NULL; without it 26-Jan-13 is KAM_EINVALID. */
int kam_import_plain(char out[KAM_TYPED_TEXT], const char *cell,
		     const char *order, struct kam_err *err) KAM_MUST_USE;
int kam_import_seconds(struct kam_import *in, struct kam_record *r, int field,
		       const char *cell, struct kam_err *err) KAM_MUST_USE;
/* "59:07", "1:02:30", where no column of seconds says it */
int kam_import_clock(struct kam_import *in, struct kam_record *r, int field,
		     const char *cell, struct kam_err *err) KAM_MUST_USE;
/* A whole number as spreadsheets show it, "1,200" or "1200.0", as its digits in
   the row's arena; else the cell itself, as where "1.200" may be either. */
const char *kam_import_number(struct kam_import *in, const char *cell);
int kam_import_word(struct kam_import *in, struct kam_record *r, size_t column,
		    const char *cell, struct kam_err *err) KAM_MUST_USE;

/* A reference by the column's use; later where it may come. */
int kam_import_refer(struct kam_import *in, struct kam_record *r, size_t column,
		     const char *cell, int mapped,
		     struct kam_err *err) KAM_MUST_USE;
/* The one record of that name; its source's own where several sources have
   it. KAM_ENOENT, KAM_EINVALID where several have it. */
int kam_import_named(int64_t *id, struct kam_import *in, size_t column,
		     const char *name, struct kam_err *err) KAM_MUST_USE;

#endif
