/*
 * Imports: the file, its rows one after the other.
 */
#include "exchange/import.h"

#include <kam/str.h>
#include <kam/zone.h>
#include <stdarg.h>
#include <kam/utf8.h>
#include <string.h>

const char *kam_import_mapped(const struct kam_import *in, size_t column,
			      int *mapped)
{
	const char *cell = kam_import_cell(in, column);

	*mapped = 0;
	for (const struct kam_import_map *m = in->maps; m; m = m->next)
		if (m->column == in->columns[column] &&
		    !strcmp(m->from, cell)) {
			*mapped = 1;
			return m->to;
		}
	return cell;
}

int64_t kam_import_match(const struct kam_import *in, size_t column)
{
	const struct kam_kind *kind = NULL;
	struct kam_err no_id = { 0 };
	int64_t id = 0;
	int mapped;
	const char *cell = kam_import_mapped(in, column, &mapped);

	if (!mapped || in->match == KAM_NO_FIELD ||
	    in->layout->columns[column].use != KAM_USE_FIELD ||
	    in->layout->columns[column].field != in->match ||
	    kam_id_parse(&kind, &id, kam_catalogue_of(in->k), cell, &no_id) ||
	    !kam_kind_is(kind, in->layout->kind))
		return 0;
	return id;
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

const struct kam_kind *kam_import_target(const struct kam_import *in,
					 size_t column)
{
	const struct kam_kind *kind = in->layout->kind;

	return kam_kind_find(
	    kam_catalogue_of(in->k),
	    kind->fields[in->layout->columns[column].field].target);
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

	in->bad++;
	result->refused++;
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
	char text[sizeof said.message + sizeof said.hint + 2];

	switch (said.code) {
	case KAM_EINVALID:
	case KAM_EREFUSED:
	case KAM_EDUPLICATE:
	case KAM_ECONFLICT:
	case KAM_ENOENT:
		kam_err_reset(err);
		(void)snprintf(text, sizeof text, "%s%s%s", said.message,
			       *said.hint ? _("; ") : "", said.hint);
		return kam_import_error(in, kam_csv_line(in->csv),
					place_of(in, column), text, err);
	default:
		return said.code;
	}
}

void kam_import_warning(struct kam_import *in, size_t line, size_t column,
			const char *message)
{
	struct kam_import_result *result = in->result;
	const char *copy = NULL;

	result->warned++;
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
	kam_utf8_mend(text, sizeof text);
	kam_import_warning(in, kam_csv_line(in->csv), place_of(in, column),
			   text);
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
			known |=
			    in->columns[c] == (long)i &&
			    kam_layout_reads(&in->layout->columns[c], in->own);
		known |= !strcmp(kam_csv_name(in->csv, i), KAM_IMPORT_REASON);
		told[i] = 1;
		if (!known)
			kam_str_printf(unread, "%s%s",
				       unread->length ? ", " : "",
				       kam_csv_name(in->csv, i));
	}
}

struct seeing {
	struct kam_names *names;
	const char *origin;
};

static int see(void *context, int64_t id, const char *text, const char *source,
	       struct kam_err *err)
{
	const struct seeing *s = context;
	size_t n = strlen(s->origin);

	if (!text || !*text)
		return 0;
	return kam_names_add(
	    s->names, text, id,
	    source && !strncmp(source, s->origin, n) && source[n] == ':', err);
}

static int see_all(struct kam_import *in, struct kam_names *names,
		   const struct kam_kind *kind, int field, struct kam_err *err)
{
	struct seeing s = { names, in->layout->origin };

	return kam_texts_each(in->k, kind, field, see, &s, err);
}

/* What the register holds already counts for duplicates and names. */
static int see_register(struct kam_import *in, struct kam_err *err)
{
	const struct kam_layout *layout = in->layout;
	size_t i = 0;
	int rc = in->own ? 1
			 : kam_origin_known(in->k, layout->kind, layout->origin,
					    err);

	if (rc < 0)
		return rc;
	in->is_first = !rc;
	rc = 0;
	if (layout->duplicate != KAM_NO_FIELD)
		rc = see_all(in, &in->names, layout->kind, layout->duplicate,
			     err);
	if (!rc && in->match != KAM_NO_FIELD)
		rc = see_all(in, &in->matches, layout->kind, in->match, err);
	while (i < layout->n_columns && layout->columns[i].use != KAM_USE_NAMED)
		i++;
	if (!rc && i < layout->n_columns &&
	    kam_import_target(in, i) != layout->kind)
		rc = see_all(in, &in->targets, kam_import_target(in, i),
			     kam_import_target(in, i)->title, err);
	return rc;
}

static int take_back(struct kam_import *in, struct kam_err *err)
{
	const struct kam_import_member *m = in->brought;
	int rc = kam_mark_back(in->k, err);

	in->n_known = 0;
	for (; m && !rc; m = m->next)
		rc = kam_names_remove(&in->members, m->name, m->id, err);
	return rc;
}

/* A row that is no CSV, as far as its own end, is bad as others are. */
static int take_row(struct kam_import *in, struct kam_err *err)
{
	const char *what = kam_csv_what(in->csv);

	return what ? kam_import_error(in, kam_csv_line(in->csv),
				       kam_csv_column(in->csv), what, err)
		    : in->take(in, err);
}

/* One row, taken back where it is bad and the bad ones are put aside. */
static int read_row(struct kam_import *in, struct kam_err *err)
{
	const struct kam_import_options *o = in->options;
	int rc = o->bad ? kam_mark_set(in->k, err) : 0;
	size_t first = in->result->n_errors;

	in->bad = 0;
	in->brought = NULL;
	if (!rc)
		rc = take_row(in, err);
	if (!o->bad || rc)
		return rc;
	if (!in->bad)
		return kam_mark_drop(in->k, err);
	in->result->skipped++;
	rc = take_back(in, err);
	return rc ? rc
		  : o->bad(o->context, in->csv,
			   first < in->result->n_errors
			       ? in->result->errors[first].message
			       : "",
			   err);
}

static int read_rows(struct kam_import *in, struct kam_err *err)
{
	struct kam_str unread = KAM_STR_INIT;
	unsigned char told[256] = { 0 };
	int rc = see_register(in, err);

	while (!rc && (rc = kam_csv_next_any(in->csv, err)) > 0) {
		rc = kam_csv_what(in->csv) ? 1 : kam_import_tidy(in, err);
		if (rc > 0) {
			note_unread(&unread, told, in);
			rc = read_row(in, err);
		}
		kam_arena_reset(&in->row);
	}
	/* a file that is no CSV is an error with its line, like the others,
	   but what follows it is lost: nothing of it is taken */
	if (rc == KAM_EINVALID) {
		const struct kam_err said = *err;
		const char *what = kam_csv_what(in->csv);

		kam_err_reset(err);
		in->result->broken = 1;
		rc = kam_import_error(in, kam_csv_line(in->csv),
				      kam_csv_column(in->csv),
				      what ? what : said.message, err);
	}
	if (!rc)
		rc = kam_str_check(&unread, err);
	if (!rc && unread.length)
		in->result->unread = kam_arena_strdup(in->arena, unread.data);
	kam_str_release(&unread);
	kam_import_tell_rounded(in);
	return rc ? rc : kam_import_later(in, err);
}

static int choose_layout(struct kam_import *in, struct kam_err *err)
{
	const struct kam_import_options *o = in->options;
	const struct kam_kind *kind;

	if (strcmp(o->layout, "csv") != 0) {
		in->layout = kam_layout_find(o->layout);
		return in->layout ? 0
				  : kam_fail(err, KAM_EUSAGE,
					     _("no layout '%s'"), o->layout);
	}
	kind =
	    o->kind ? kam_kind_named(kam_catalogue_of(in->k), o->kind) : NULL;
	if (!kind) {
		if (o->kind)
			kam_fail(err, KAM_EUSAGE, _("no kind '%s'"), o->kind);
		else
			kam_fail(err, KAM_EUSAGE, "%s",
				 _("--kind NOUN is missing: what the rows of "
				   "kam's own CSV are"));
		kam_hint(err, "%s", _("give --kind req, account, contact …"));
		return err->code;
	}
	in->own = 1;
	in->layout = &in->own_layout;
	return kam_layout_own(&in->own_layout, in->arena, kind, err);
}

/* Where no encoding was named and the bytes are none of those that are found
   out, the one that such files usually have. */
static int open_csv(struct kam_import *in, const struct kam_input *input,
		    struct kam_err *err)
{
	const char *encoding = in->options->encoding;
	int rc = kam_csv_open_input(&in->csv, input, encoding, err);

	if (rc == KAM_EINVALID && !encoding && in->otherwise) {
		kam_err_reset(err);
		(void)input->seek(input->context, 0);
		rc = kam_csv_open_input(&in->csv, input, in->otherwise, err);
	}
	return rc;
}

int kam_import_run(struct kam_import *in, const struct kam_input *input,
		   struct kam_err *err)
{
	const struct kam_import_options *o = in->options;
	struct kam_zone *zone = NULL;
	int rc = 0;

	if (o->dates && strcmp(o->dates, "mdy") && strcmp(o->dates, "dmy"))
		return kam_fail(err, KAM_EUSAGE,
				_("--dates: mdy or dmy, not '%.60s'"),
				o->dates);
	in->input = input;
	in->last = &in->later;
	in->zone = kam_zone_of(in->k);
	if (o->timezone) {
		rc = kam_zone_open(&zone, o->timezone, NULL, err);
		in->zone = zone;
	}
	if (!rc)
		rc = open_csv(in, input, err);
	if (!rc) {
		in->result->encoding =
		    kam_arena_strdup(in->arena, kam_csv_encoding(in->csv));
		rc = kam_import_head(in, err);
	}
	if (!rc)
		rc = read_rows(in, err);
	kam_csv_close(in->csv);
	kam_zone_close(zone);
	kam_names_release(&in->names);
	kam_names_release(&in->targets);
	kam_names_release(&in->matches);
	kam_names_release(&in->members);
	kam_names_release(&in->rows);
	kam_lines_release(&in->seen);
	kam_sieve_release(&in->sources);
	kam_arena_release(&in->row);
	return rc;
}

int kam_import_csv(struct kam_import_result *result, struct kam *k,
		   struct kam_arena *arena, const struct kam_import_options *o,
		   const struct kam_input *input, struct kam_err *err)
{
	struct kam_import in = { .k = k,
				 .arena = arena,
				 .result = result,
				 .options = o,
				 .take = kam_import_row };
	int rc;

	memset(result, 0, sizeof *result);
	rc = choose_layout(&in, err);
	return rc ? rc : kam_import_run(&in, input, err);
}
