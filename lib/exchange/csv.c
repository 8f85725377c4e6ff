#include "exchange/csv_decode.h"
#include "exchange/csv_text.h"

#include <kam/str.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIELD_BYTES = 1024 * 1024,
	RECORD_BYTES = 4 * 1024 * 1024,
	COLUMNS = 1000,
	WINDOW = 4 * KAM_DECODE_BYTES, /* room for what a piece may grow to */
};

struct kam_csv {
	struct kam_decoder decoder;
	struct kam_bytes_input bytes; /* where they were given as such */
	struct kam_err broken;        /* why there is no more to read */
	char window[WINDOW];
	size_t length, at; /* of the window */
	int ended;
	char separator;
	char stops[256]; /* bytes that end a field which isn't quoted */
	size_t line;     /* of the next byte */
	size_t row_line, error_column;
	const char *what;             /* the error without its place, or NULL */
	struct kam_str names, fields; /* NUL-terminated, one after the other */
	size_t name_at[COLUMNS], field_at[COLUMNS];
	size_t n_names, n_fields;
	int done, is_cut; /* cut: no end of a line after the record */
};

static int fail(struct kam_csv *csv, size_t line, size_t column,
		struct kam_err *err, const char *what)
{
	csv->done = 1;
	csv->row_line = line;
	csv->error_column = column;
	csv->what = what;
	return kam_fail(err, KAM_EINVALID, _("line %zu, column %zu: %s"), line,
			column, what);
}

const char *kam_csv_what(const struct kam_csv *csv)
{
	return csv->what;
}

/* 1 where the window has a next byte */
static int more(struct kam_csv *csv)
{
	long n;

	if (csv->at < csv->length)
		return 1;
	if (csv->ended)
		return 0;
	n = kam_decode_read(&csv->decoder, csv->window, WINDOW, &csv->broken);
	csv->at = 0;
	csv->length = n > 0 ? (size_t)n : 0;
	csv->ended = n <= 0;
	return n > 0;
}

static char peek(struct kam_csv *csv)
{
	return more(csv) ? csv->window[csv->at] : '\0';
}

/* At the end of a field: 1 where the record goes on */
static int end_field(struct kam_csv *csv)
{
	char c;

	csv->is_cut = !more(csv);
	if (csv->is_cut)
		return 0;
	c = csv->window[csv->at++];
	if (c == csv->separator)
		return 1;
	if (c == '\r' && peek(csv) == '\n')
		csv->at++;
	csv->line++;
	return 0;
}

static int is_end(char c, char separator)
{
	return c == separator || c == '\n' || c == '\r';
}

/* Adds what the window has from `at` up to n, which must be text. */
static int take(struct kam_csv *csv, size_t n, size_t from, size_t line,
		size_t column, struct kam_err *err)
{
	const char *bytes = csv->window + csv->at;
	char *to = kam_str_extend(&csv->fields, n);

	if (memchr(bytes, '\0', n))
		return fail(csv, line, column, err, _("a NUL byte in a field"));
	if (to)
		memcpy(to, bytes, n);
	csv->at += n;
	if (csv->fields.length - from > FIELD_BYTES)
		return fail(csv, csv->row_line, column, err,
			    _("the field is longer than 1 MiB"));
	if (csv->fields.length > RECORD_BYTES)
		return fail(csv, csv->row_line, column, err,
			    _("the record is longer than 4 MiB"));
	return 0;
}

/* "…" with "" for a quote; line breaks inside count */
static int read_quoted(struct kam_csv *csv, size_t column, struct kam_err *err)
{
	size_t line = csv->line, from = csv->fields.length;
	char last = '\0';
	int open = 1;

	csv->at++;
	while (open) {
		const char *start = csv->window + csv->at, *quote;
		size_t n;

		if (!more(csv))
			return fail(csv, line, column, err,
				    _("the quoted field has no end"));
		start = csv->window + csv->at;
		n = csv->length - csv->at;
		quote = memchr(start, '"', n);
		if (quote)
			n = (size_t)(quote - start);
		csv->line += kam_csv_lines(start, n, &last);
		if (take(csv, n, from, line, column, err))
			return err->code;
		if (!quote)
			continue;
		csv->at++;
		last = '"';
		open = peek(csv) == '"';
		if (open) {
			kam_str_add_char(&csv->fields, '"');
			csv->at++;
		}
	}
	if (!more(csv) || is_end(peek(csv), csv->separator))
		return 0;
	return fail(csv, csv->line, column, err,
		    _("something follows the closing quote"));
}

static int fail_quote(struct kam_csv *csv, size_t column, struct kam_err *err)
{
	return fail(csv, csv->line, column, err,
		    _("a quote inside a field that is not quoted"));
}

/* ="0123" as exporters write it: the rest of it, from its first quote to the
   field's end on the same line. */
static int read_guarded(struct kam_csv *csv, size_t from, size_t column,
			struct kam_err *err)
{
	int quotes = 0;

	while (quotes < 2 && more(csv)) {
		const char *start = csv->window + csv->at;
		size_t n = 0, left = csv->length - csv->at;

		while (n < left && start[n] != '"' && start[n] != '\n' &&
		       start[n] != '\r')
			n++;
		if (n < left && start[n] != '"')
			break;
		quotes += n < left;
		if (take(csv, n + (n < left), from, csv->line, column, err))
			return err->code;
	}
	if (quotes < 2 || (more(csv) && !is_end(peek(csv), csv->separator)))
		return fail_quote(csv, column, err);
	return 0;
}

static int read_plain(struct kam_csv *csv, size_t column, struct kam_err *err)
{
	size_t from = csv->fields.length;

	while (more(csv)) {
		const char *start = csv->window + csv->at;
		size_t n = 0, left = csv->length - csv->at;

		while (n < left && !csv->stops[(unsigned char)start[n]])
			n++;
		if (n && take(csv, n, from, csv->line, column, err))
			return err->code;
		if (n == left)
			continue;
		if (start[n] != '"')
			break;
		return csv->fields.length == from + 1 &&
			       csv->fields.data[from] == '='
			   ? read_guarded(csv, from, column, err)
			   : fail_quote(csv, column, err);
	}
	return 0;
}

/* What stopped the input, with the line it stopped at. */
static int check_input(struct kam_csv *csv, struct kam_err *err)
{
	if (!csv->broken.code)
		return 0;
	*err = csv->broken;
	csv->done = 1;
	csv->row_line = csv->line;
	csv->error_column = 0;
	return err->code;
}

/* The next field of a record; empty ones and blanks behind the last that the
   head has, as spreadsheets leave them, are counted as beyond. */
static int read_field(struct kam_csv *csv, size_t *beyond, struct kam_err *err)
{
	size_t column = csv->n_fields + *beyond + 1, line = csv->line;
	size_t from = csv->fields.length;
	int rc, surplus = csv->n_names && csv->n_fields == csv->n_names;

	if (csv->n_fields == COLUMNS && !surplus)
		return fail(csv, line, column, err,
			    _("more columns than a file may have"));
	if (!surplus)
		csv->field_at[csv->n_fields++] = from;
	rc = peek(csv) == '"' ? read_quoted(csv, column, err)
			      : read_plain(csv, column, err);
	if (rc)
		return rc;
	if (surplus && csv->fields.length > from &&
	    (strpbrk(csv->fields.data + from, "\r\n") ||
	     !kam_csv_is_blank_text(csv->fields.data + from)))
		return fail(csv, line, column, err,
			    _("more fields than the head has"));
	*beyond += (size_t)surplus;
	if (surplus)
		kam_str_truncate(&csv->fields, from);
	else if (kam_str_extend(&csv->fields, 1))
		csv->fields.data[csv->fields.length - 1] = '\0';
	return 0;
}

/* One record into fields; 1, 0 at the end, or a negative code. */
int kam_csv_next(struct kam_csv *csv, struct kam_err *err)
{
	size_t beyond = 0;

	while (peek(csv) == '\n' || peek(csv) == '\r')
		(void)end_field(csv);
	csv->row_line = csv->line;
	kam_str_truncate(&csv->fields, 0);
	csv->n_fields = 0;
	if (csv->done || !more(csv)) {
		csv->done = 1;
		return check_input(csv, err);
	}
	do {
		if (read_field(csv, &beyond, err))
			return err->code;
	} while (end_field(csv));
	if (check_input(csv, err))
		return err->code;
	if (kam_str_check(&csv->fields, err))
		return err->code;
	return 1;
}

static int read_head(struct kam_csv *csv, struct kam_err *err)
{
	int rc;

	/* rows of separators alone may stand before it */
	do
		rc = kam_csv_next(csv, err);
	while (rc > 0 && csv->fields.length == csv->n_fields &&
	       csv->n_fields > 1);
	if (rc < 0)
		return rc;
	if (!rc)
		return fail(csv, 1, 1, err, _("the file has no head"));
	kam_str_add_bytes(&csv->names, csv->fields.data, csv->fields.length);
	if (kam_str_check(&csv->names, err))
		return err->code;
	memcpy(csv->name_at, csv->field_at, sizeof csv->name_at);
	csv->n_names = csv->n_fields;
	for (size_t i = 0; i < csv->n_names; i++)
		kam_csv_trim(csv->names.data + csv->name_at[i]);
	return 0;
}

static int open_csv(struct kam_csv *csv, const struct kam_input *input,
		    const char *encoding, struct kam_err *err)
{
	int rc;

	csv->names.data = csv->fields.data = kam_str_empty;
	csv->line = 1;
	rc = kam_decode_open(&csv->decoder, input, encoding, err);
	if (rc)
		return rc;
	(void)more(csv);
	csv->separator = kam_csv_sep_line(csv->window, csv->length);
	if (csv->separator) {
		csv->at = KAM_CSV_SEP_LINE;
		(void)end_field(csv);
	} else {
		csv->separator = kam_csv_separator(csv->window, csv->length);
	}
	for (int i = 0; i < 256; i++)
		csv->stops[i] = is_end((char)i, csv->separator) || i == '"';
	return read_head(csv, err);
}

static int open_new(struct kam_csv **out, struct kam_csv *csv,
		    const struct kam_input *input, const char *encoding,
		    struct kam_err *err)
{
	int rc =
	    csv ? open_csv(csv, input, encoding, err) : kam_fail_memory(err);

	if (rc)
		kam_csv_close(csv);
	else
		*out = csv;
	return rc;
}

int kam_csv_open_input(struct kam_csv **out, const struct kam_input *input,
		       const char *encoding, struct kam_err *err)
{
	return open_new(out, calloc(1, sizeof **out), input, encoding, err);
}

int kam_csv_open(struct kam_csv **out, const char *bytes, size_t length,
		 const char *encoding, struct kam_err *err)
{
	struct kam_csv *csv = calloc(1, sizeof *csv);
	struct kam_input input = { 0 };

	if (csv)
		input = kam_input_bytes(&csv->bytes, bytes, length);
	return open_new(out, csv, &input, encoding, err);
}

const char *kam_csv_encoding(const struct kam_csv *csv)
{
	return csv->decoder.encoding;
}

void kam_csv_close(struct kam_csv *csv)
{
	if (!csv)
		return;
	kam_decode_close(&csv->decoder);
	kam_str_release(&csv->names);
	kam_str_release(&csv->fields);
	free(csv);
}

size_t kam_csv_columns(const struct kam_csv *csv)
{
	return csv->n_names;
}

const char *kam_csv_name(const struct kam_csv *csv, size_t column)
{
	return csv->names.data + csv->name_at[column];
}

const char *kam_csv_field(const struct kam_csv *csv, size_t column)
{
	return column < csv->n_fields ? csv->fields.data + csv->field_at[column]
				      : "";
}

int kam_csv_is_cut(const struct kam_csv *csv)
{
	return csv->is_cut && csv->n_fields < csv->n_names;
}

size_t kam_csv_line(const struct kam_csv *csv)
{
	return csv->row_line;
}

size_t kam_csv_column(const struct kam_csv *csv)
{
	return csv->error_column;
}
