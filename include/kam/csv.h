/*
 * CSV in, streaming: RFC 4180 with what real exports do.
 *
 * A BOM is skipped; UTF-8, or GB18030 where the bytes aren't UTF-8, or UTF-16
 * (converted with iconv; the encoding may also be named); the separator is
 * sniffed of , ; TAB | in the head; CRLF, LF and CR end records; quoted fields
 * hold line breaks and "" for a quote. Stray quotes, unclosed quotes, rows with
 * more fields than the head, unless they are blank, NUL, a field over 1 MiB or
 * a record over 4 MiB are errors with line and column (column counts fields
 * from 1); rows with fewer fields are filled with "". Empty lines are skipped,
 * and rows of separators alone before the head. Memory is that of one record,
 * however long the input.
 *
 *	rc = kam_csv_open(&csv, bytes, length, NULL, err);
 *	while (!rc && (rc = kam_csv_next(csv, err)) > 0)
 *		…kam_csv_field(csv, i)…
 *	kam_csv_close(csv);
 */
#ifndef KAM_CSV_H
#define KAM_CSV_H

#include <kam/err.h>
#include <kam/input.h>
#include <stddef.h>

struct kam_csv;

/* bytes are borrowed until close. encoding: "UTF-8", "GB18030", … or NULL to
   find out. Reads the head. */
int kam_csv_open(struct kam_csv **out, const char *bytes, size_t length,
		 const char *encoding, struct kam_err *err) KAM_MUST_USE;
/* The same of bytes that come in pieces; the input's context is borrowed. */
int kam_csv_open_input(struct kam_csv **out, const struct kam_input *input,
		       const char *encoding, struct kam_err *err) KAM_MUST_USE;
/* "GB18030": the one that was named or found out */
const char *kam_csv_encoding(const struct kam_csv *csv);
void kam_csv_close(struct kam_csv *csv);

/* The head: names with outer blanks trimmed, valid until close. */
size_t kam_csv_columns(const struct kam_csv *csv);
const char *kam_csv_name(const struct kam_csv *csv, size_t column);
/*
 * The first column of that name, ASCII case ignored, from `from`; or -1. Where
 * none is written so, one that differs in blanks (of any width, line feeds,
 * '_'), full-width letters and marks, or the '*', ':' and "(required)" or
 * 必填 that mark a column which must be filled.
 */
long kam_csv_find(const struct kam_csv *csv, const char *name, size_t from);

/* 1 with a row, 0 at the end, or a negative code (the reader is then done) */
int kam_csv_next(struct kam_csv *csv, struct kam_err *err) KAM_MUST_USE;
/*
 * The same, but what ends where its record ends doesn't stop the reader: a row
 * of more fields than the head, or with NUL bytes, is given too, the NULs left
 * out, and kam_csv_what() says what is wrong with it, in the column
 * kam_csv_column().
 */
int kam_csv_next_any(struct kam_csv *csv, struct kam_err *err) KAM_MUST_USE;
/* How many fields the row has, those beyond the head, blank ones too. */
size_t kam_csv_fields(const struct kam_csv *csv);
/* A field of the row, never NULL, valid until the next row. */
const char *kam_csv_field(const struct kam_csv *csv, size_t column);
/* 1 where the row has only blanks, of any kind: a spreadsheet's empty row. */
int kam_csv_is_blank(const struct kam_csv *csv);
/* 1 where the file ends within the row: fields are missing, and the end of the
   line. */
int kam_csv_is_cut(const struct kam_csv *csv);
/* Line on which the row, or the error, began, from 1; the error's field. */
size_t kam_csv_line(const struct kam_csv *csv);
size_t kam_csv_column(const struct kam_csv *csv);
/* What is wrong with the row, or the file, without that place; NULL where
   nothing is. */
const char *kam_csv_what(const struct kam_csv *csv);

#endif
