/*
 * One printer, many formats.
 *
 * A command describes its result once, as events; the format decides what
 * becomes of them. Nothing reaches the file descriptor before
 * kam_out_finish(): what is printed is kept in memory up to 1 MiB and then in
 * an unlinked temporary file, so that no transaction is open while a pipe or
 * pager is written to, and a failed command prints nothing.
 *
 *	kam_out_list(out, columns, n);           [
 *	kam_out_row(out);                          {
 *	kam_out_key(out, "id");
 *	kam_out_text(out, "RISK-3");               "id":"RISK-3",
 *	kam_out_key(out, "due");
 *	kam_out_people(out, "in 3 days");        shown instead, in a table
 *	kam_out_text(out, "2026-11-26");           "due":"2026-11-26",
 *	kam_out_key(out, "contacts");
 *	kam_out_array(out);
 *	…kam_out_map, key, value, …, kam_out_end…
 *	kam_out_end(out);                          }    (the row)
 *	kam_out_end(out);                        ]      (the list)
 *
 * In a list or record keys come in the order of its columns, each exactly
 * once (null where unset). Errors (memory, the disk) are kept and given by
 * kam_out_finish(); events after one do nothing.
 *
 * Formats:
 *   table      a list: aligned columns under a head, fitted to the width by
 *              shortening the widest flexible columns with "…" (never a
 *              number, date or id); nothing at all for an empty list.
 *              a record: a line "Label  value" per column that is set;
 *              prose is indented and wrapped under its label. Hostile text
 *              is shown escaped (kam_utf8_show)
 *   json       a list is an array of objects, a record an object; one line
 *              per object; the document ends with a line feed
 *   jsonl      an object a line
 *   csv        RFC 4180, CRLF; a head of keys; nested values flattened: an
 *              array's items joined by ",", a map's by ":"; text cells that
 *              begin with = + - @ TAB or CR get a leading ' (not numbers)
 *   tsv        as csv, TAB separated, TAB LF CR and \ backslash-escaped, LF
 *   html       a document of its own: a table under a heading, a record as
 *              label and value; everything escaped, no script, no link, and
 *              on a narrow screen a row becomes a block of labelled lines
 *   md         a Markdown table, cells escaped (| ` * _ [ ] < > # \ &)
 *   porcelain  TAB separated without a head, escaped as tsv; with nul set,
 *              records end with NUL; never translated, frozen
 */
#ifndef KAM_OUT_H
#define KAM_OUT_H

#include <kam/cell.h>
#include <kam/err.h>
#include <kam/str.h>
#include <kam/utf8.h>
#include <stddef.h>
#include <stdint.h>

enum kam_format {
	KAM_FORMAT_TABLE,
	KAM_FORMAT_JSON,
	KAM_FORMAT_JSONL,
	KAM_FORMAT_CSV,
	KAM_FORMAT_TSV,
	KAM_FORMAT_MD,
	KAM_FORMAT_HTML,
	KAM_FORMAT_PORCELAIN,
};

/* "json" …; -1 where there is none */
int kam_format_find(const char *name);
extern const char *const kam_format_names[]; /* NULL-terminated */

struct kam_out_options {
	enum kam_format format;
	int fd;
	size_t width; /* columns of the terminal; 0: no limit */
	int colour;
	enum kam_ambiguous ambiguous;
	const char *fields;    /* only these, so ordered: "id,title"; or NULL */
	int nul;               /* porcelain: end records with NUL */
	int csv_raw;           /* csv without the guard */
	const char *temporary; /* directory for the spool: "/tmp" */
	/* html: the heading, a line at the end (NULL: none), the language */
	const char *title, *foot, *language;
	struct kam_str *into; /* receives what else goes to fd; NULL: fd */
	int fragment;         /* html: without the page around it */
};

struct kam_out;
struct kam_document;

int kam_out_open(struct kam_out **out, const struct kam_out_options *options,
		 struct kam_err *err) KAM_MUST_USE;
/* Writes all of it to the fd. EPIPE is success. Then release. */
int kam_out_finish(struct kam_out *out, struct kam_err *err) KAM_MUST_USE;
/* Frees it, written or not; NULL is fine. */
void kam_out_release(struct kam_out *out);
/* Rows and records begun so far; where kam_out_finish() is to write: a pager
   may take the fd's place before it. */
int64_t kam_out_rows(const struct kam_out *out);
/* 1 where it is a list, 0 for a record */
int kam_out_is_list(const struct kam_out *out);
void kam_out_redirect(struct kam_out *out, int fd);
/* What finish writes is in this encoding (as iconv names it; borrowed) and not
   UTF-8; with bom, UTF-8 begins with one. For csv, as its readers need it. */
void kam_out_encode(struct kam_out *out, const char *encoding, int bom);

/*
 * The columns are the caller's and live until finish. Where the options name
 * fields, the others are left out wherever they come, and each row has them in
 * the order of the names; KAM_EFIELD at finish for one that isn't among them.
 */
void kam_out_list(struct kam_out *out, const struct kam_out_column *columns,
		  size_t n);
void kam_out_row(struct kam_out *out);
void kam_out_record(struct kam_out *out, const struct kam_out_column *columns,
		    size_t n);
void kam_out_map(struct kam_out *out);   /* nested */
void kam_out_array(struct kam_out *out); /* nested */
void kam_out_end(struct kam_out *out);   /* the innermost of all these */

/*
 * All of a document (document.h), in place of a list or record, as table, md
 * or html; KAM_EUSAGE at finish in another format: as JSON its sections are the
 * value of a key, an array of maps.
 */
void kam_out_document(struct kam_out *out, const struct kam_document *doc);
void kam_out_sections(struct kam_out *out, const struct kam_document *doc);

void kam_out_key(struct kam_out *out, const char *key);
void kam_out_text(struct kam_out *out, const char *text); /* NULL is null */
void kam_out_integer(struct kam_out *out, int64_t value);
void kam_out_decimal(struct kam_out *out, int64_t millionths);
void kam_out_flag(struct kam_out *out, int value);
void kam_out_null(struct kam_out *out);
/* As kam_out_key() and kam_out_null() of each of n keys. Of a list's columns,
   as most fields of most records are, they cost no more than one. */
void kam_out_nulls(struct kam_out *out, const char *const *keys, size_t n);
/* Whether the format is one that people read: table, md, html. */
int kam_out_for_people(const struct kam_out *out);
/* For people: what table and md show in place of the next value. */
void kam_out_people(struct kam_out *out, const char *text);
/* The same where it costs something to say: describe is called at once, and
   only where it will be shown. */
typedef void (*kam_out_describe)(struct kam_str *text, const void *context);
void kam_out_people_by(struct kam_out *out, kam_out_describe describe,
		       const void *context);
void kam_out_style(struct kam_out *out, enum kam_style style);
/* Bytes of the next value, a text, that stand out in a table with colour. */
void kam_out_mark(struct kam_out *out, size_t from, size_t to);

/* 1 for a text that a spreadsheet would take for a formula, or that looks like
   one behind the guard: csv puts a ' before it, which a reader takes away. */
int kam_out_formula(const char *text);

#endif
