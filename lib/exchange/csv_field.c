#include "exchange/csv_field.h"
#include "exchange/csv_text.h"

#include <string.h>

enum {
	FIELD_BYTES = 1024 * 1024,
	RECORD_BYTES = 4 * 1024 * 1024,
};

int kam_csv_fail(struct kam_csv *csv, size_t line, size_t column,
		 struct kam_err *err, const char *what)
{
	csv->done = 1;
	csv->row_line = line;
	csv->error_column = column;
	csv->what = what;
	return kam_fail(err, KAM_EINVALID, _("line %zu, column %zu: %s"), line,
			column, what);
}

/* What is wrong with this record only, whose end is known; of several the
   first counts. */
static int flaw(struct kam_csv *csv, size_t line, size_t column,
		struct kam_err *err, const char *what)
{
	if (!csv->goes_on)
		return kam_csv_fail(csv, line, column, err, what);
	if (!csv->what) {
		csv->what = what;
		csv->error_column = column;
	}
	return 0;
}

int kam_csv_fill(struct kam_csv *csv)
{
	long n;

	if (csv->ended)
		return 0;
	n = kam_decode_read(&csv->decoder, csv->window, KAM_CSV_WINDOW,
			    &csv->broken);
	csv->at = 0;
	csv->length = n > 0 ? (size_t)n : 0;
	csv->ended = n <= 0;
	return n > 0;
}

/* Of n bytes at the end of fields the NULs, which no text has. */
static int drop_nuls(struct kam_csv *csv, size_t n, size_t line, size_t column,
		     struct kam_err *err)
{
	char *from = csv->fields.data + csv->fields.length - n, *to = from;

	for (size_t i = 0; i < n; i++)
		if (from[i])
			*to++ = from[i];
	kam_str_truncate(&csv->fields, (size_t)(to - csv->fields.data));
	return flaw(csv, line, column, err, _("a NUL byte in a field"));
}

/* Adds what the window has from `at` up to n, which must be text. */
static int take(struct kam_csv *csv, size_t n, size_t from, size_t line,
		size_t column, struct kam_err *err)
{
	const char *bytes = csv->window + csv->at;
	char *to = kam_str_extend(&csv->fields, n);

	if (to)
		memcpy(to, bytes, n);
	csv->at += n;
	if (to && memchr(bytes, '\0', n) &&
	    drop_nuls(csv, n, line, column, err))
		return err->code;
	if (csv->fields.length - from > FIELD_BYTES)
		return kam_csv_fail(csv, csv->row_line, column, err,
				    _("the field is longer than 1 MiB"));
	if (csv->fields.length > RECORD_BYTES)
		return kam_csv_fail(csv, csv->row_line, column, err,
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

		if (!kam_csv_more(csv))
			return kam_csv_fail(csv, line, column, err,
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
		open = kam_csv_peek(csv) == '"';
		if (open) {
			kam_str_add_char(&csv->fields, '"');
			csv->at++;
		}
	}
	if (!kam_csv_more(csv) ||
	    kam_csv_is_end(kam_csv_peek(csv), csv->separator))
		return 0;
	return kam_csv_fail(csv, csv->line, column, err,
			    _("something follows the closing quote"));
}

static int fail_quote(struct kam_csv *csv, size_t column, struct kam_err *err)
{
	return kam_csv_fail(csv, csv->line, column, err,
			    _("a quote inside a field that is not quoted"));
}

/* ="0123" as exporters write it: the rest of it, from its first quote to the
   field's end on the same line. */
static int read_guarded(struct kam_csv *csv, size_t from, size_t column,
			struct kam_err *err)
{
	int quotes = 0;

	while (quotes < 2 && kam_csv_more(csv)) {
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
	if (quotes < 2 || (kam_csv_more(csv) &&
			   !kam_csv_is_end(kam_csv_peek(csv), csv->separator)))
		return fail_quote(csv, column, err);
	return 0;
}

static int read_plain(struct kam_csv *csv, size_t column, struct kam_err *err)
{
	size_t from = csv->fields.length;

	while (kam_csv_more(csv)) {
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

int kam_csv_field_read(struct kam_csv *csv, size_t column, struct kam_err *err)
{
	size_t line = csv->line, from = csv->fields.length;
	int surplus = csv->n_names && column > csv->n_names;
	int is_kept = csv->n_fields < KAM_CSV_COLUMNS, rc;

	if (!surplus && !is_kept)
		return kam_csv_fail(csv, line, column, err,
				    _("more columns than a file may have"));
	rc = kam_csv_peek(csv) == '"' ? read_quoted(csv, column, err)
				      : read_plain(csv, column, err);
	/* empty ones and blanks, as spreadsheets leave them, are nothing */
	if (!rc && surplus && csv->fields.length > from &&
	    (strpbrk(csv->fields.data + from, "\r\n") ||
	     !kam_csv_is_blank_text(csv->fields.data + from)))
		rc = (is_kept ? flaw : kam_csv_fail)(
		    csv, line, column, err, _("more fields than the head has"));
	if (rc)
		return rc;
	if (!is_kept) {
		kam_str_truncate(&csv->fields, from);
		return 0;
	}
	csv->field_at[csv->n_fields++] = from;
	if (kam_str_extend(&csv->fields, 1))
		csv->fields.data[csv->fields.length - 1] = '\0';
	return 0;
}
