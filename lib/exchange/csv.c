#include "exchange/csv_decode.h"

#include <kam/csv.h>
#include <kam/str.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	FIELD_BYTES = 64 * 1024,
	RECORD_BYTES = 1024 * 1024,
	COLUMNS = 1000,
};

struct kam_csv {
	char *decoded; /* what bytes were converted to, or NULL */
	const char *bytes;
	size_t length, at;
	char separator;
	size_t line; /* of the next byte */
	size_t row_line, error_column;
	struct kam_str names, fields; /* NUL-terminated, one after the other */
	size_t name_at[COLUMNS], field_at[COLUMNS];
	size_t n_names, n_fields;
	int done;
};

static int fail(struct kam_csv *csv, size_t line, size_t column,
		struct kam_err *err, const char *what)
{
	csv->done = 1;
	csv->row_line = line;
	csv->error_column = column;
	return kam_fail(err, KAM_EINVALID, _("line %zu, column %zu: %s"), line,
			column, what);
}

/* Of , ; TAB |: the one that the first line holds most often, not in quotes. */
static char sniff(const char *bytes, size_t length)
{
	static const char candidates[] = ",;\t|";
	size_t counts[4] = { 0 }, best = 0;
	int quoted = 0;

	for (size_t i = 0; i < length; i++) {
		const char *at;

		if (bytes[i] == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		if (bytes[i] == '\n' || bytes[i] == '\r')
			break;
		at = bytes[i] ? strchr(candidates, bytes[i]) : NULL;
		if (at)
			counts[at - candidates]++;
	}
	for (size_t i = 1; i < 4; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

static char peek(const struct kam_csv *csv)
{
	return csv->at < csv->length ? csv->bytes[csv->at] : '\0';
}

/* At the end of a field: 1 where the record goes on */
static int end_field(struct kam_csv *csv)
{
	char c = peek(csv);

	if (csv->at >= csv->length)
		return 0;
	csv->at++;
	if (c == csv->separator)
		return 1;
	if (c == '\r' && peek(csv) == '\n')
		csv->at++;
	csv->line++;
	return 0;
}

static int is_end(const struct kam_csv *csv)
{
	char c = peek(csv);

	return csv->at >= csv->length || c == csv->separator || c == '\n' ||
	       c == '\r';
}

/* "…" with "" for a quote; line breaks inside count */
static int read_quoted(struct kam_csv *csv, size_t column, struct kam_err *err)
{
	size_t line = csv->line;

	csv->at++;
	for (;;) {
		const char *start = csv->bytes + csv->at;
		const char *quote = memchr(start, '"', csv->length - csv->at);
		size_t n;

		if (!quote)
			return fail(csv, line, column, err,
				    _("the quoted field has no end"));
		n = (size_t)(quote - start);
		if (memchr(start, '\0', n))
			return fail(csv, line, column, err,
				    _("a NUL byte in a field"));
		for (size_t i = 0; i < n; i++)
			csv->line += start[i] == '\n' ||
				     (start[i] == '\r' && start[i + 1] != '\n');
		kam_str_add_bytes(&csv->fields, start, n);
		csv->at += n + 1;
		if (peek(csv) != '"')
			break;
		kam_str_add_char(&csv->fields, '"');
		csv->at++;
	}
	if (is_end(csv))
		return 0;
	return fail(csv, csv->line, column, err,
		    _("something follows the closing quote"));
}

static int read_plain(struct kam_csv *csv, size_t column, struct kam_err *err)
{
	size_t start = csv->at;

	while (!is_end(csv)) {
		if (!peek(csv))
			return fail(csv, csv->line, column, err,
				    _("a NUL byte in a field"));
		if (peek(csv) == '"')
			return fail(csv, csv->line, column, err,
				    _("a quote inside a field that is not "
				      "quoted"));
		csv->at++;
	}
	kam_str_add_bytes(&csv->fields, csv->bytes + start, csv->at - start);
	return 0;
}

/* One record into fields; 1, 0 at the end, or a negative code. */
static int read_record(struct kam_csv *csv, struct kam_err *err)
{
	int more = 1;

	while (csv->at < csv->length &&
	       (peek(csv) == '\n' || peek(csv) == '\r'))
		(void)end_field(csv);
	csv->row_line = csv->line;
	kam_str_truncate(&csv->fields, 0);
	csv->n_fields = 0;
	if (csv->done || csv->at >= csv->length) {
		csv->done = 1;
		return 0;
	}
	while (more) {
		size_t from = csv->fields.length, column = csv->n_fields + 1;
		int rc;

		if (csv->n_fields == COLUMNS ||
		    (csv->n_names && csv->n_fields == csv->n_names))
			return fail(csv, csv->line, column, err,
				    _("more fields than the head has"));
		csv->field_at[csv->n_fields++] = from;
		rc = peek(csv) == '"' ? read_quoted(csv, column, err)
				      : read_plain(csv, column, err);
		if (rc)
			return rc;
		if (csv->fields.length - from > FIELD_BYTES)
			return fail(csv, csv->row_line, column, err,
				    _("the field is longer than 64 KiB"));
		if (csv->fields.length > RECORD_BYTES)
			return fail(csv, csv->row_line, column, err,
				    _("the record is longer than 1 MiB"));
		kam_str_add_bytes(&csv->fields, "", 1);
		more = end_field(csv);
	}
	if (kam_str_check(&csv->fields, err))
		return err->code;
	return 1;
}

static void trim(char *text)
{
	size_t n = strlen(text), from = strspn(text, " \t");

	memmove(text, text + from, n - from + 1);
	for (n = strlen(text); n && strchr(" \t", text[n - 1]); n--)
		text[n - 1] = '\0';
}

static int read_head(struct kam_csv *csv, struct kam_err *err)
{
	int rc = read_record(csv, err);

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
		trim(csv->names.data + csv->name_at[i]);
	return 0;
}

int kam_csv_open(struct kam_csv **out, const char *bytes, size_t length,
		 const char *encoding, struct kam_err *err)
{
	struct kam_csv *csv = calloc(1, sizeof *csv);
	int rc;

	if (!csv)
		return kam_fail_memory(err);
	csv->names.data = csv->fields.data = kam_str_empty;
	csv->line = 1;
	rc = kam_csv_decode(&csv->decoded, &csv->bytes, &csv->length, bytes,
			    length, encoding, err);
	if (!rc) {
		csv->separator = sniff(csv->bytes, csv->length);
		rc = read_head(csv, err);
	}
	if (rc) {
		kam_csv_close(csv);
		return rc;
	}
	*out = csv;
	return 0;
}

void kam_csv_close(struct kam_csv *csv)
{
	if (!csv)
		return;
	kam_str_release(&csv->names);
	kam_str_release(&csv->fields);
	free(csv->decoded);
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

long kam_csv_find(const struct kam_csv *csv, const char *name, size_t from)
{
	for (size_t i = from; i < csv->n_names; i++)
		if (!strcasecmp(kam_csv_name(csv, i), name))
			return (long)i;
	return -1;
}

int kam_csv_next(struct kam_csv *csv, struct kam_err *err)
{
	return read_record(csv, err);
}

const char *kam_csv_field(const struct kam_csv *csv, size_t column)
{
	return column < csv->n_fields ? csv->fields.data + csv->field_at[column]
				      : "";
}

size_t kam_csv_line(const struct kam_csv *csv)
{
	return csv->row_line;
}

size_t kam_csv_column(const struct kam_csv *csv)
{
	return csv->error_column;
}
