/*
 * What a row is known by: its source's id, or what it says.
 */
#include "exchange/csv_text.h"
#include "exchange/import.h"

#include <string.h>
#include <strings.h>

/* The same row twice in a file is two records, the second is "…#2": as calls
   of one minute may be. One that never ends coming is a mistake. */
static int source_of_content(const char **source, struct kam_import *in,
			     struct kam_err *err)
{
	enum { MOST = 1000 };
	const char *digest = kam_import_digest_known(in, err);
	int64_t before[KAM_NAMES_SAME], which;
	int n = digest ? kam_names_find(before, &in->rows, digest, 0, err)
		       : err->code;

	if (n < 0)
		return n;
	which = n ? before[0] + 1 : 1;
	if (which > MOST) {
		kam_fail(err, KAM_EINVALID, _("the same row for the %dth time"),
			 (int)which);
		return kam_import_refuse(in, in->layout->n_columns, err);
	}
	if (n && kam_names_remove(&in->rows, digest, before[0], err))
		return err->code;
	*source =
	    n ? kam_arena_printf(&in->row, "%s:%s#%lld", in->layout->origin,
				 digest, (long long)which)
	      : kam_import_source(in, digest, err);
	return *source ? kam_names_add(&in->rows, digest, which, 0, err)
		       : kam_fail_memory(err);
}

/* 5.72577E+18: no id is left of it */
static int is_cut(const char *id)
{
	size_t n = strspn(id, "0123456789.");

	return n && (id[n] == 'E' || id[n] == 'e') && id[n + 1] == '+' &&
	       id[n + 2] && !id[n + 2 + strspn(id + n + 2, "0123456789")];
}

static int refuse_cut(struct kam_import *in, size_t column, const char *id,
		      struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID,
		 _("'%.60s' is what a spreadsheet left of a longer number"),
		 id);
	kam_hint(err, "%s",
		 _("import the file as it was exported, or open it with this "
		   "column as text"));
	return kam_import_refuse(in, column, err);
}

/* "1,234.50", "￥12", "35%"; not a phone, which has a + or begins with 0 */
static int is_number(const char *cell)
{
	static const char *const signs[] = { "-", "\u00a5", "\uffe5", "\u20ac",
					     "$" };
	char typed[KAM_TYPED_TEXT];
	const char *at = kam_typed(typed, cell);

	at += strspn(at, " ");
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!strncmp(at, signs[i], strlen(signs[i])))
			at += strlen(signs[i]);
	if (!strspn(at, "0123456789") ||
	    (*at == '0' && strspn(at, "0123456789") > 1))
		return 0;
	at += strspn(at, "0123456789., %");
	return !*at;
}

/* A word for a sum, as some exports end in. */
static int is_sum_word(const char *cell)
{
	static const char *const words[] = { "合计",       "总计",  "小计",
					     "共计",       "total", "sum",
					     "grand total" };
	char typed[KAM_TYPED_TEXT];

	cell = kam_typed(typed, cell);
	cell += strspn(cell, " ");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t length = strlen(words[i]);

		if (!strncasecmp(cell, words[i], length) &&
		    !cell[length + strspn(cell + length, ": ")])
			return 1;
	}
	return 0;
}

/* That word, and beside it few cells, all of them numbers: a customer may well
   be called Total. */
static int is_sum(const struct kam_import *in)
{
	size_t filled = 0;

	for (size_t i = 0; i < kam_csv_columns(in->csv); i++) {
		const char *cell = kam_csv_field(in->csv, i);

		if (kam_csv_is_blank_text(cell))
			continue;
		if (!(filled++ ? is_number(cell) : is_sum_word(cell)))
			return 0;
	}
	return filled > 1 && filled < 4;
}

/* It may be a record all the same, which an id says. */
static int refuse_sum(struct kam_import *in, size_t id, struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, "%s",
		 _("the row looks like a sum; take it out"));
	if (id < in->layout->n_columns)
		kam_hint(err,
			 _("or, if it is a record, give it an id in the column "
			   "'%.60s'"),
			 kam_import_label(in, id));
	else
		kam_hint(err, _("or, if it is a record: kam %s add"),
			 kam_kind_typed(in->layout->kind));
	return kam_import_refuse(in, in->layout->n_columns, err);
}

int kam_import_has_id(const struct kam_import *in)
{
	size_t id = in->own
			? kam_import_column(in, KAM_USE_OWN, KAM_COLUMN_SOURCE)
			: kam_import_column(in, KAM_USE_ID, 0);

	return *kam_import_cell(in, id) != '\0';
}

/* What the row is known by: its own id, or what it says. */
int kam_import_known(const char **source, struct kam_import *in,
		     struct kam_err *err)
{
	size_t column = kam_import_column(in, KAM_USE_ID, 0);
	const char *id = kam_import_cell(in, column);

	if (in->own) {
		*source = kam_import_cell(
		    in, kam_import_column(in, KAM_USE_OWN, KAM_COLUMN_SOURCE));
		return **source ? 0 : source_of_content(source, in, err);
	}
	if (is_cut(id))
		return refuse_cut(in, column, id, err);
	if (*id) {
		*source = kam_import_source(in, id, err);
		return *source ? 0 : err->code;
	}
	if (column < in->layout->n_columns &&
	    in->layout->columns[column].required) {
		kam_fail(err, KAM_EINVALID, "%s", _("the row has no id"));
		return kam_import_refuse(in, column, err);
	}
	if (is_sum(in))
		return refuse_sum(in, column, err);
	return source_of_content(source, in, err);
}

/* Mostly a file is the first of its origin: what no row before brought is then
   not there, and to ask the register of each would be half of finding it. */
int kam_import_find(int64_t *id, struct kam_import *in, const char *source,
		    struct kam_err *err)
{
	int met = in->is_first ? kam_sieve_meet(&in->sources, source, err) : 1;

	*id = 0;
	return met > 0
		   ? kam_find_source(id, in->k, in->layout->kind, source, err)
		   : met;
}

/* Of kam's own layout the ID, else the source. */
static size_t id_column(const struct kam_import *in)
{
	size_t own = kam_import_column(in, KAM_USE_OWN, KAM_COLUMN_ID);

	if (!in->own)
		return kam_import_column(in, KAM_USE_ID, 0);
	return *kam_import_cell(in, own)
		   ? own
		   : kam_import_column(in, KAM_USE_OWN, KAM_COLUMN_SOURCE);
}

int kam_import_see_id(struct kam_import *in, int64_t id, struct kam_err *err)
{
	if (!id || !*kam_import_cell(in, id_column(in)))
		return 0;
	return kam_lines_add(&in->seen, id, kam_csv_line(in->csv), err);
}

int kam_import_check_id(struct kam_import *in, int64_t id, struct kam_err *err)
{
	size_t column = id_column(in), line;
	const char *cell = kam_import_cell(in, column);

	line = *cell ? kam_lines_find(&in->seen, id) : 0;
	if (!line)
		return 0;
	kam_fail(err, KAM_EINVALID,
		 _("line %lld has the id '%.60s', too, and says something "
		   "else"),
		 (long long)line, cell);
	return kam_import_refuse(in, column, err);
}
