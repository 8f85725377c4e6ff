/*
 * Documents: headings, prose and tables, made once and printed in any format.
 *
 * A document has a title, facts (label and value) and sections; a section has
 * prose (prose.h says what of Markdown is known), tables, and remarks that only
 * people get to see. It is plain data in an arena: whoever knows the figures
 * fills it, kam_out_document() prints it, kam_document_json() keeps it.
 *
 *	struct kam_document *doc = kam_document_new(&arena, _("Account plan"));
 *	kam_document_fact(doc, "owner", _("Owner"));
 *	kam_document_text(doc, "li", "Li Lei");
 *	kam_document_section(doc, "risks", "Risks", _("Risks"), 1);
 *	kam_document_prose(doc, "What may **still** happen:");
 *	kam_document_table(doc, "risks", _("Risks by score"), columns, 2, 0);
 *	kam_document_row(doc);
 *	kam_document_text(doc, "RISK-3", NULL);
 *	kam_document_integer(doc, 16);
 *	rc = kam_document_check(doc, err);
 *
 * Adding never fails in the caller's face: want of memory is kept and given by
 * kam_document_check(); doc may be NULL then. Texts are copied; the columns'
 * keys and labels too.
 *
 * As JSON (kam_document_json): {"title", "facts": {…}, "sections": [{"name",
 * "title", "customer", "text", "tables": [{"name", "rows": [{…}]}]}]}; a
 * document that is read back has columns named by their keys, and no remarks.
 */
#ifndef KAM_DOCUMENT_H
#define KAM_DOCUMENT_H

#include <kam/arena.h>
#include <kam/cell.h>
#include <kam/err.h>
#include <kam/str.h>
#include <stddef.h>
#include <stdint.h>

enum kam_cell_form {
	KAM_CELL_NULL,
	KAM_CELL_TEXT,
	KAM_CELL_INTEGER,
	KAM_CELL_DECIMAL, /* millionths */
};

struct kam_document_cell {
	enum kam_cell_form form;
	enum kam_style style;
	int64_t number;
	const char *text;
	const char *people; /* what people read in its place, or NULL */
};

struct kam_document_row {
	struct kam_document_row *next;
	struct kam_document_cell *cells; /* as many as the table has columns */
	size_t n;                        /* filled so far */
	const char *line; /* what people read in place of the cells, or NULL */
};

struct kam_document_table {
	struct kam_document_table *next;
	const char *name;  /* a word: JSON's */
	const char *label; /* for people; NULL: no heading of its own */
	const struct kam_out_column *columns; /* those that are shown */
	size_t n_columns;
	struct kam_document_row *rows, *last;
	size_t n_rows;
	/* while it is filled: columns with those left out, and the next */
	size_t n_all, at;
	uint64_t hidden;
};

struct kam_document_section {
	struct kam_document_section *next;
	const char *name;  /* a word: JSON's */
	const char *title; /* as JSON has it, not translated; or NULL */
	const char *label; /* its heading, for people */
	int customer;      /* may be shown to the customer */
	const char *text;  /* prose, or NULL */
	const char *remark; /* for people, each line on its own; or NULL */
	struct kam_document_table *tables, *last;
};

struct kam_document_fact {
	struct kam_document_fact *next;
	const char *key, *label;
	struct kam_document_cell value;
};

struct kam_document {
	struct kam_arena *arena;
	const char *title;
	struct kam_document_fact *facts, *last_fact;
	struct kam_document_section *sections, *last;
	/* to be read at a glance: columns in which nothing stands, and those
	   whose label is "", are for programs only; remarks come last */
	int lean;
	int failed; /* for want of memory */
};

struct kam_document *kam_document_new(struct kam_arena *arena,
				      const char *title);
/* Its value comes next, as a cell's. */
void kam_document_fact(struct kam_document *doc, const char *key,
		       const char *label);
void kam_document_section(struct kam_document *doc, const char *name,
			  const char *title, const char *label, int customer);
/* Of the section begun last; NULL or "" is none. */
void kam_document_prose(struct kam_document *doc, const char *text);
void kam_document_remark(struct kam_document *doc, const char *text);
/* hidden: a bit per column, from 1 << 0, that is left out with its cells; at
   most 64 columns. */
void kam_document_table(struct kam_document *doc, const char *name,
			const char *label, const struct kam_out_column *columns,
			size_t n, uint64_t hidden);
void kam_document_row(struct kam_document *doc);
/* For people the row is an item of a list, this text, where cells would be too
   narrow to be read; so it is with every row of the table then. */
void kam_document_line(struct kam_document *doc, const char *text);
/* The next cell of the row, or the fact's value. people: what they read in its
   place; NULL: the same. A NULL text is null. */
void kam_document_text(struct kam_document *doc, const char *text,
		       const char *people);
void kam_document_integer(struct kam_document *doc, int64_t value);
void kam_document_decimal(struct kam_document *doc, int64_t millionths,
			  const char *people);
void kam_document_null(struct kam_document *doc);
/* The style of the value added last. */
void kam_document_style(struct kam_document *doc, enum kam_style style);
/* The text; "" where it is NULL for want of memory, which is kept. */
const char *kam_document_made(struct kam_document *doc, const char *text);
int kam_document_check(const struct kam_document *doc,
		       struct kam_err *err) KAM_MUST_USE;

/* A cell's text for machines: digits of numbers, "" for null. */
void kam_document_cell_text(struct kam_str *out,
			    const struct kam_document_cell *cell);

/* Adds the document as JSON, the same bytes for the same values. */
void kam_document_json(struct kam_str *out, const struct kam_document *doc);
/* Reads what kam_document_json() wrote; KAM_ECORRUPT where it is none. */
int kam_document_read(struct kam_document **out, struct kam_arena *arena,
		      const char *json, struct kam_err *err) KAM_MUST_USE;

#endif
