#include "exchange/csv_field.h"
#include "exchange/csv_text.h"

#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

const char *kam_csv_what(const struct kam_csv *csv)
{
	return csv->what;
}

/* At the end of a field: 1 where the record goes on */
static int end_field(struct kam_csv *csv)
{
	char c;

	csv->is_cut = !kam_csv_more(csv);
	if (csv->is_cut)
		return 0;
	c = csv->window[csv->at++];
	if (c == csv->separator)
		return 1;
	if (c == '\r' && kam_csv_peek(csv) == '\n')
		csv->at++;
	csv->line++;
	return 0;
}

/* What stopped the input, with the line it stopped at. */
static int check_input(struct kam_csv *csv, struct kam_err *err)
{
	if (!csv->broken.code)
		return 0;
	*err = csv->broken;
	csv->what = NULL;
	csv->done = 1;
	csv->row_line = csv->line;
	csv->error_column = 0;
	return err->code;
}

/* One record into fields; 1, 0 at the end, or a negative code. */
int kam_csv_next(struct kam_csv *csv, struct kam_err *err)
{
	size_t column = 0;

	while (kam_csv_peek(csv) == '\n' || kam_csv_peek(csv) == '\r')
		(void)end_field(csv);
	csv->row_line = csv->line;
	kam_str_truncate(&csv->fields, 0);
	csv->n_fields = 0;
	csv->what = NULL;
	if (csv->done || !kam_csv_more(csv)) {
		csv->done = 1;
		return check_input(csv, err);
	}
	do {
		if (kam_csv_field_read(csv, ++column, err))
			return err->code;
	} while (end_field(csv));
	if (check_input(csv, err))
		return err->code;
	if (kam_str_check(&csv->fields, err))
		return err->code;
	return 1;
}

int kam_csv_next_any(struct kam_csv *csv, struct kam_err *err)
{
	int rc;

	csv->goes_on = 1;
	rc = kam_csv_next(csv, err);
	csv->goes_on = 0;
	return rc;
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
		return kam_csv_fail(csv, 1, 1, err, _("the file has no head"));
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
	(void)kam_csv_more(csv);
	csv->separator = kam_csv_sep_line(csv->window, csv->length);
	if (csv->separator) {
		csv->at = KAM_CSV_SEP_LINE;
		(void)end_field(csv);
	} else {
		csv->separator = kam_csv_separator(csv->window, csv->length);
	}
	for (int i = 0; i < 256; i++)
		csv->stops[i] =
		    kam_csv_is_end((char)i, csv->separator) || i == '"';
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

size_t kam_csv_fields(const struct kam_csv *csv)
{
	return csv->n_fields;
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
