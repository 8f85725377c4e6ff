/*
 * Imports: rows matched by their source, filled and stored.
 */
#include "exchange/import.h"

#include <kam/str.h>
#include <kam/zone.h>
#include <sha2.h>
#include <stdarg.h>
#include <string.h>

const char *kam_import_cell(const struct kam_import *in, size_t column)
{
	if (column >= in->layout->n_columns || in->columns[column] < 0)
		return "";
	return kam_csv_field(in->csv, (size_t)in->columns[column]);
}

size_t kam_import_column(const struct kam_import *in, enum kam_use use,
			 int field)
{
	size_t i = 0;

	while (i < in->layout->n_columns &&
	       (in->layout->columns[i].use != use ||
		in->layout->columns[i].field != field))
		i++;
	return i;
}

static size_t place_of(const struct kam_import *in, size_t column)
{
	return column < in->layout->n_columns && in->columns[column] >= 0
		   ? (size_t)in->columns[column] + 1
		   : 0;
}

int kam_import_error(struct kam_import *in, size_t line, size_t column,
		     const char *message, struct kam_err *err)
{
	struct kam_import_result *result = in->result;
	const char *copy;

	if (result->n_errors == KAM_IMPORT_ERRORS)
		return 0;
	copy = kam_arena_strdup(in->arena, message);
	if (!copy)
		return kam_fail_memory(err);
	result->errors[result->n_errors].line = line;
	result->errors[result->n_errors].column = column;
	result->errors[result->n_errors++].message = copy;
	return 0;
}

int kam_import_refuse(struct kam_import *in, size_t column, struct kam_err *err)
{
	struct kam_err said = *err;

	switch (said.code) {
	case KAM_EINVALID:
	case KAM_EREFUSED:
	case KAM_EDUPLICATE:
	case KAM_ENOENT:
		kam_err_reset(err);
		return kam_import_error(in, kam_csv_line(in->csv),
					place_of(in, column), said.message,
					err);
	default:
		return said.code;
	}
}

void kam_import_warning(struct kam_import *in, size_t line, size_t column,
			const char *message)
{
	struct kam_import_result *result = in->result;
	const char *copy = NULL;

	if (result->n_warnings < KAM_IMPORT_ERRORS)
		copy = kam_arena_strdup(in->arena, message);
	if (!copy)
		return;
	result->warnings[result->n_warnings].line = line;
	result->warnings[result->n_warnings].column = column;
	result->warnings[result->n_warnings++].message = copy;
}

void kam_import_warn(struct kam_import *in, size_t column, const char *format,
		     ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	kam_import_warning(in, kam_csv_line(in->csv), place_of(in, column),
			   text);
}

/* Where each column of the layout stands in the file. */
static int find_columns(struct kam_import *in, struct kam_err *err)
{
	if (kam_csv_find(in->csv, in->layout->foreign, 0) >= 0) {
		kam_fail(err, KAM_EINVALID,
			 _("line 1: a file with '%s' is not of the layout %s"),
			 in->layout->foreign, in->layout->name);
		kam_hint(err, "%s", _("choose another layout with --as"));
		return err->code;
	}
	for (size_t i = 0; i < in->layout->n_columns; i++) {
		const struct kam_layout_column *c = &in->layout->columns[i];

		in->columns[i] = -1;
		for (int a = 0; a < KAM_ALIASES && c->names[a]; a++)
			if (in->columns[i] < 0)
				in->columns[i] =
				    kam_csv_find(in->csv, c->names[a], 0);
		if (in->columns[i] >= 0 || !c->required)
			continue;
		kam_fail(err, KAM_EINVALID, _("line 1: no column '%s'"),
			 c->names[0]);
		kam_hint(err, _("a file of the layout %s has it"),
			 in->layout->name);
		return err->code;
	}
	return 0;
}

/* SHA-256 over what the row says, so that the same again is known. */
static const char *digest_row(struct kam_import *in, struct kam_err *err)
{
	char text[SHA256_DIGEST_STRING_LENGTH];
	const char *copy;
	SHA2_CTX sha;

	SHA256Init(&sha);
	for (size_t i = 0; i < in->layout->n_columns; i++) {
		const char *cell = kam_import_cell(in, i);

		SHA256Update(&sha, (const uint8_t *)cell, strlen(cell) + 1);
	}
	SHA256End(&sha, text);
	copy = kam_arena_strdup(&in->row, text);
	if (!copy)
		(void)kam_fail_memory(err);
	return copy;
}

static int check_duplicate(struct kam_import *in, const struct kam_record *r,
			   struct kam_err *err)
{
	const struct kam_value *v;
	int64_t other = 0;
	int rc;

	if (in->layout->duplicate == KAM_NO_FIELD)
		return 0;
	v = &r->values[in->layout->duplicate];
	if (!v->set)
		return 0;
	rc = kam_seen_add(&other, &in->seen, in->arena, v->text, r->id, err);
	if (!rc && other)
		kam_import_warn(in, in->layout->n_columns,
				_("'%s' is likely a duplicate of %s-%lld"),
				v->text, r->kind->prefix, (long long)other);
	return rc;
}

/* Those that come later refer by this record's id. */
static void claim_later(struct kam_later *from, int64_t id)
{
	for (; from; from = from->next)
		from->id = id;
}

static int store_row(struct kam_import *in, int64_t id, const char *source,
		     const char *digest, struct kam_err *err)
{
	struct kam_later **mark = in->last;
	struct kam_record *before = NULL, *r = NULL;
	size_t errors = in->result->n_errors;
	int rc;

	if (id) {
		rc = kam_record_load(&before, in->k, &in->row, in->layout->kind,
				     id, err);
		if (!rc && before->source_digest &&
		    !strcmp(before->source_digest, digest)) {
			in->result->unchanged++;
			return check_duplicate(in, before, err);
		}
		if (!rc)
			rc = kam_record_load(&r, in->k, &in->row,
					     in->layout->kind, id, err);
	} else {
		rc = kam_record_new(&r, &in->row, in->layout->kind, err);
	}
	if (!rc)
		rc = kam_import_fill(in, r, err);
	if (rc || in->result->n_errors > errors)
		return rc;
	r->source = source;
	r->source_digest = digest;
	rc = before ? kam_record_update(in->k, before, r, err)
		    : kam_record_insert(in->k, r, err);
	if (rc)
		return rc;
	claim_later(*mark, r->id);
	in->result->updated += before != NULL;
	in->result->created += before == NULL;
	return check_duplicate(in, r, err);
}

static int read_row(struct kam_import *in, struct kam_err *err)
{
	size_t column = kam_import_column(in, KAM_USE_ID, 0);
	const char *id = kam_import_cell(in, column), *source, *digest;
	int64_t found = 0;
	int rc;

	if (!*id) {
		kam_fail(err, KAM_EINVALID, "%s", _("the row has no id"));
		return kam_import_refuse(in, column, err);
	}
	source = kam_arena_printf(&in->row, "%s:%s", in->layout->origin, id);
	digest = digest_row(in, err);
	if (!source || !digest)
		return kam_fail_memory(err);
	rc = kam_find_source(&found, in->k, in->layout->kind, source, err);
	if (!rc)
		rc = store_row(in, found, source, digest, err);
	if (rc)
		rc = kam_import_refuse(in, in->layout->n_columns, err);
	return rc;
}

/* Columns that nothing here reads although they hold something. */
static void note_unread(struct kam_str *unread, unsigned char *told,
			const struct kam_import *in)
{
	size_t n = kam_csv_columns(in->csv);

	for (size_t i = 0; i < n && i < 256; i++) {
		int known = 0;

		if (told[i] || !*kam_csv_field(in->csv, i))
			continue;
		for (size_t c = 0; c < in->layout->n_columns; c++)
			known |= in->columns[c] == (long)i;
		told[i] = 1;
		if (!known)
			kam_str_printf(unread, "%s%s",
				       unread->length ? ", " : "",
				       kam_csv_name(in->csv, i));
	}
}

/* What the register holds already counts for duplicates. */
static int see_record(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_import *in = context;
	const struct kam_value *v = &r->values[in->layout->duplicate];
	int64_t other;

	return v->set ? kam_seen_add(&other, &in->seen, in->arena, v->text,
				     r->id, err)
		      : 0;
}

static int see_all(struct kam_import *in, struct kam_err *err)
{
	struct kam_query *q;
	int rc;

	if (in->layout->duplicate == KAM_NO_FIELD)
		return 0;
	rc = kam_query_open(&q, in->k, in->layout->kind, err);
	if (rc)
		return rc;
	kam_query_closed_too(q);
	rc = kam_query_run(q, see_record, in, err);
	kam_query_release(q);
	return rc;
}

static int read_rows(struct kam_import *in, struct kam_err *err)
{
	struct kam_str unread = KAM_STR_INIT;
	unsigned char told[256] = { 0 };
	int rc = see_all(in, err);

	while (!rc && (rc = kam_csv_next(in->csv, err)) > 0) {
		note_unread(&unread, told, in);
		rc = read_row(in, err);
		kam_arena_reset(&in->row);
	}
	/* a file that is no CSV is an error with its line, like the others */
	if (rc == KAM_EINVALID) {
		struct kam_err said = *err;

		kam_err_reset(err);
		rc = kam_import_error(in, kam_csv_line(in->csv),
				      kam_csv_column(in->csv), said.message,
				      err);
	}
	if (!rc)
		rc = kam_str_check(&unread, err);
	if (!rc && unread.length)
		in->result->unread = kam_arena_strdup(in->arena, unread.data);
	kam_str_release(&unread);
	return rc ? rc : kam_import_later(in, err);
}

int kam_import_csv(struct kam_import_result *result, struct kam *k,
		   struct kam_arena *arena, const struct kam_import_options *o,
		   const char *bytes, size_t length, struct kam_err *err)
{
	struct kam_import in = { .k = k, .arena = arena, .result = result };
	struct kam_zone *zone = NULL;
	int rc = 0;

	memset(result, 0, sizeof *result);
	in.layout = kam_layout_find(o->layout);
	in.last = &in.later;
	in.zone = kam_zone_of(k);
	if (!in.layout)
		return kam_fail(err, KAM_EUSAGE, _("no layout '%s'"),
				o->layout);
	if (o->timezone) {
		rc = kam_zone_open(&zone, o->timezone, NULL, err);
		in.zone = zone;
	}
	if (!rc)
		rc = kam_csv_open(&in.csv, bytes, length, o->encoding, err);
	if (!rc)
		rc = find_columns(&in, err);
	if (!rc)
		rc = read_rows(&in, err);
	kam_csv_close(in.csv);
	kam_zone_close(zone);
	kam_seen_release(&in.seen);
	kam_arena_release(&in.row);
	return rc;
}
