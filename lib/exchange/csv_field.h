/*
 * Of CSV, one field: where it ends, what is taken of it, and what is wrong with
 * it. What is wrong with its record alone lets the reader go on behind that,
 * for kam_csv_next_any().
 */
#ifndef KAM_EXCHANGE_CSV_FIELD_H
#define KAM_EXCHANGE_CSV_FIELD_H

#include "exchange/csv_decode.h"

#include <kam/csv.h>
#include <kam/str.h>

enum {
	KAM_CSV_COLUMNS = 1000,
	KAM_CSV_WINDOW = 4 * KAM_DECODE_BYTES, /* what a piece may grow to */
};

struct kam_csv {
	struct kam_decoder decoder;
	struct kam_bytes_input bytes; /* where they were given as such */
	struct kam_err broken;        /* why there is no more to read */
	char window[KAM_CSV_WINDOW];
	size_t length, at; /* of the window */
	int ended;
	char separator;
	char stops[256]; /* bytes that end a field which isn't quoted */
	size_t line;     /* of the next byte */
	size_t row_line, error_column;
	const char *what; /* the error, or flaw, without its place; or NULL */
	struct kam_str names, fields; /* NUL-terminated, one after the other */
	size_t name_at[KAM_CSV_COLUMNS], field_at[KAM_CSV_COLUMNS];
	size_t n_names, n_fields;
	int done, is_cut; /* cut: no end of a line after the record */
	int goes_on;      /* a record that is flawed is given all the same */
};

/* More of the input into the window: 1 where it has a next byte. */
int kam_csv_fill(struct kam_csv *csv);
static inline int kam_csv_more(struct kam_csv *csv)
{
	return csv->at < csv->length || kam_csv_fill(csv);
}
/* It, or NUL. */
static inline char kam_csv_peek(struct kam_csv *csv)
{
	return kam_csv_more(csv) ? csv->window[csv->at] : '\0';
}
static inline int kam_csv_is_end(char c, char separator)
{
	return c == separator || c == '\n' || c == '\r';
}

/* There is no more to read behind it. */
int kam_csv_fail(struct kam_csv *csv, size_t line, size_t column,
		 struct kam_err *err, const char *what);
/* The next field of a record, its column from 1: those beyond the head, too. */
int kam_csv_field_read(struct kam_csv *csv, size_t column,
		       struct kam_err *err) KAM_MUST_USE;

#endif
