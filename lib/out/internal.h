/*
 * What the formats share: the printer, and the two ways to take its events.
 */
#ifndef KAM_OUT_INTERNAL_H
#define KAM_OUT_INTERNAL_H

#include "out/spool.h"

#include <kam/out.h>

enum { KAM_OUT_DEPTH = 32 };

enum kam_level {
	KAM_LEVEL_LIST,
	KAM_LEVEL_ROW,
	KAM_LEVEL_RECORD,
	KAM_LEVEL_MAP,
	KAM_LEVEL_ARRAY
};

enum kam_value_form {
	KAM_VALUE_TEXT,
	KAM_VALUE_INTEGER,
	KAM_VALUE_DECIMAL,
	KAM_VALUE_FLAG,
	KAM_VALUE_NULL
};

struct kam_out_value {
	enum kam_value_form form;
	const char *text;
	int64_t number;
};

/* How a format takes events; out.c has checked their order. */
struct kam_out_driver {
	void (*open)(struct kam_out *out, enum kam_level level);
	void (*close)(struct kam_out *out, enum kam_level level);
	void (*key)(struct kam_out *out, const char *key);
	void (*value)(struct kam_out *out, const struct kam_out_value *value);
	/* 0 where it can't take them at once; NULL where it never can */
	int (*nulls)(struct kam_out *out, const char *const *keys, size_t n);
	int (*finish)(struct kam_out *out, struct kam_err *err);
};

struct kam_cells; /* cells.c */

/* A list's columns as a row has them that are unset: ,"id":null,"title":null */
struct kam_blanks {
	struct kam_str text;
	size_t *ends; /* of each column; NULL where there are no blanks */
	size_t next;  /* the column that the row at hand likely has next */
};

struct kam_out {
	struct kam_out_options options;
	const struct kam_out_driver *driver;
	struct kam_spool spool;
	struct kam_err err; /* the first failure */
	enum kam_level levels[KAM_OUT_DEPTH];
	int counts[KAM_OUT_DEPTH]; /* entries so far */
	int depth;
	int keyed; /* a key awaits its value */
	int64_t rows;
	const struct kam_out_column *columns; /* those that are shown */
	size_t n_columns;
	struct kam_out_column *picked; /* where fields were named */
	/* where they are wanted in another order than they come in: what there
	   is of the row so far, as text */
	struct kam_out_part {
		size_t column; /* of picked */
		size_t from;   /* its first byte, maybe a comma */
	} * parts;
	size_t n_parts;
	int muted;        /* the key at hand is not shown */
	int muted_levels; /* levels open inside it */
	int is_list;
	const char *encoding; /* of what is written; NULL is UTF-8 */
	int bom;
	/* for the next value */
	struct kam_str people;
	int has_people;
	enum kam_style style;
	size_t mark_from, mark_to;
	struct kam_cells *cells;
	struct kam_blanks blanks; /* json_out.c */
};

extern const struct kam_out_driver kam_json_driver, kam_jsonl_driver,
    kam_cells_driver;

/* Takes the columns, or of them those that the options name, in their order;
   an unknown name is kept in out->err. */
void kam_out_pick(struct kam_out *out, const struct kam_out_column *columns,
		  size_t n);
/* With out->picked: whether the key is one of them. */
int kam_out_is_picked(const struct kam_out *out, const char *key);
/* With out->parts: a key of the row begins here; the row ends, and what it
   consists of is put in order. */
void kam_out_part(struct kam_out *out, const char *key, size_t from);
void kam_out_order_text(struct kam_out *out, struct kam_str *text);
void kam_out_order_cells(struct kam_out *out);
/* Writes all of the spool, in out->encoding. */
int kam_out_write(struct kam_out *out, struct kam_err *err) KAM_MUST_USE;
/* Bytes to the fd, or into options.into. */
int kam_out_put(struct kam_out *out, const char *bytes, size_t n, int *gone,
		struct kam_err *err) KAM_MUST_USE;
/* Text as it stands in a spool; then kam_spool_check(). */
void kam_out_spooled(struct kam_out *out);

struct kam_cell {
	const char *key;
	struct kam_str text;
	enum kam_style style;
	size_t mark_from, mark_to; /* bytes of text that stand out */
	int number;                /* the value was a number: no CSV guard */
	int set;
};

/* Rows of cells, for the formats that have columns. */
struct kam_cells {
	struct kam_cell *cells;
	size_t n, room;           /* of this row */
	int nested;               /* levels inside the cell */
	int first[KAM_OUT_DEPTH]; /* nothing yet at that level */
	int silent; /* levels whose values people's text replaces */
	struct kam_cell *at;
	/* table: of each column, the widest cell so far, 0 for one that is left
	   out; whether any cell holds something */
	size_t *widths;
	unsigned char *filled;
};

/* csv, tsv, porcelain: a row is written at once */
void kam_delimited_head(struct kam_out *out);
void kam_delimited_row(struct kam_out *out);
void kam_markdown_head(struct kam_out *out);
void kam_markdown_row(struct kam_out *out);
/* a document around the rows, a row, a record */
void kam_html_head(struct kam_out *out);
void kam_html_row(struct kam_out *out);
void kam_html_record(struct kam_out *out);
void kam_html_foot(struct kam_out *out);
/* the page around all of it, unless it is a fragment */
void kam_html_top(struct kam_out *out);
void kam_html_bottom(struct kam_out *out);
/* Good between tags and in a quoted attribute alike. */
void kam_html_escape(struct kam_str *out, const char *text, enum kam_show show);
/* prose in each of the forms that people read */
void kam_prose_html(struct kam_out *out, const char *text);
void kam_prose_markdown(struct kam_out *out, const char *text);
void kam_prose_plain(struct kam_out *out, const char *text);
/* a table's rows wait in the spool until all widths are known */
void kam_table_row(struct kam_out *out);
int kam_table_finish(struct kam_out *out, struct kam_err *err);
/* a record, as lines of label and value */
void kam_table_record(struct kam_out *out);
/* Text in lines that fit the width, those after the first indented. */
void kam_table_wrapped(struct kam_out *out, const char *text, size_t indent,
		       enum kam_style style);
/* Adds text in a style, where there is colour. */
void kam_styled(struct kam_str *line, const struct kam_out *out,
		enum kam_style style, const char *text, size_t n);

#endif
