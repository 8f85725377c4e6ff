/*
 * What a row says, as a hash: by which one without an id is known again, and by
 * which a change is.
 */
#include "exchange/csv_text.h"
#include "exchange/import.h"

#include <kam/date.h>
#include <string.h>
#include <strings.h>

static void add_text(struct kam_sha256 *sha, const char *text)
{
	kam_sha256_add(sha, text, strlen(text) + 1);
}

static const char *end_digest(struct kam_import *in, struct kam_sha256 *sha,
			      struct kam_err *err)
{
	char text[KAM_SHA256_TEXT];
	const char *copy;

	kam_sha256_text(text, sha);
	copy = kam_arena_strdup(&in->row, text);
	if (!copy)
		(void)kam_fail_memory(err);
	return copy;
}

/*
 * A day or a moment as "2026-01-05 08:05" where the cell says one, in whatever
 * form: as the file's dates are read in a column of such, elsewhere only with
 * the year first. Spreadsheets leave seconds out, so rows known by their
 * minutes have none; midnight is the day. Else the cell itself; NULL where
 * memory ran out.
 */
static const char *moment_of(struct kam_import *in, const char *cell,
			     int is_moment, int to_minute, struct kam_err *err)
{
	enum { DAY = KAM_DATE_TEXT - 1, MINUTE = DAY + 6 };
	char iso[KAM_TYPED_TEXT];
	const char *text = cell;
	char *copy;
	int rc;

	if (is_moment) {
		rc = kam_import_iso(&text, in, cell, err);
		if (rc == KAM_EINVALID) {
			kam_err_reset(err);
			return cell;
		}
		if (rc)
			return NULL;
	} else if (*cell >= '0' && *cell <= '9') {
		text = kam_date_iso(iso, cell);
	}
	if (!kam_date_is_iso(text))
		return cell;
	copy = kam_arena_strdup(&in->row, text);
	if (!copy)
		(void)kam_fail_memory(err);
	else if (copy[DAY])
		copy[!strcmp(copy + DAY, " 00:00:00") ? DAY
		     : to_minute                      ? MINUTE
						      : strlen(copy)] = '\0';
	return copy;
}

/* A column that holds days or moments, those when it was touched there, too. */
static int is_moment(const struct kam_layout *layout, size_t column)
{
	const struct kam_layout_column *c = &layout->columns[column];

	return c->use == KAM_USE_OWN ? c->field == KAM_COLUMN_CREATED ||
					   c->field == KAM_COLUMN_MODIFIED
				     : kam_import_is_day(layout, column);
}

/* When it was touched there is no reason to read it again. */
int kam_import_counts(const struct kam_layout_column *column)
{
	return column->use != KAM_USE_OWN && column->use < KAM_USE_TITLE;
}

static char *add_hash(char *at, uint64_t hash)
{
	uint8_t bytes[KAM_IMPORT_CELL / 2];

	for (size_t i = 0; i < sizeof bytes; i++, hash >>= 8)
		bytes[i] = (uint8_t)hash;
	return kam_hex(at, bytes, sizeof bytes);
}

/* A date is no other for how it is written. */
const char *kam_import_digest(struct kam_import *in, struct kam_err *err)
{
	size_t n = in->layout->n_columns;
	char row[KAM_SHA256_TEXT];
	char *text =
	    kam_arena_alloc(&in->row, KAM_IMPORT_ROW + n * KAM_IMPORT_CELL + 1);
	char *at = text + KAM_IMPORT_ROW;
	struct kam_sha256 sha;
	int to_minute = !kam_import_has_id(in);

	if (!text) {
		(void)kam_fail_memory(err);
		return NULL;
	}
	kam_sha256_begin(&sha);
	for (size_t i = 0; i < n; i++) {
		const char *cell = kam_import_cell(in, i);

		if (!kam_import_counts(&in->layout->columns[i]))
			continue;
		if (in->is_moment[i] && *cell)
			cell = moment_of(in, cell, 1, to_minute, err);
		if (!cell)
			return NULL;
		add_text(&sha, cell);
		at = add_hash(at, kam_names_hash(cell));
	}
	*at = '\0';
	kam_sha256_text(row, &sha);
	memcpy(text, row, KAM_IMPORT_ROW);
	return text;
}

/* The layout's column that a column of the file is; its size for none. */
static size_t column_of(const struct kam_import *in, size_t column)
{
	size_t n = in->layout->n_columns, found = n;

	for (size_t i = 0; i < n; i++)
		if (in->columns[i] == (long)column)
			found = i;
	return found;
}

/* What a column of the file is called wherever it comes from: the layout's
   label where it knows the column, or as kam_csv_find() compares it. */
static const char *head_of(struct kam_import *in, size_t column)
{
	const char *name = kam_csv_name(in->csv, column), *folded;
	size_t known = column_of(in, column);
	char out[KAM_TYPED_TEXT];

	if (known < in->layout->n_columns)
		name = in->layout->columns[known].names[0];
	folded = kam_csv_fold(out, name);
	return kam_arena_strdup(&in->row, folded ? folded : name);
}

/* Its hash as far as the head goes. Columns of one name, as those without any,
   are told apart by how many of it stand before them. */
static void begin_column(struct kam_sha256 *sha, const char *head, size_t same)
{
	kam_sha256_begin(sha);
	for (; *head; head++) {
		char c = *head;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c | 0x20);
		kam_sha256_add(sha, &c, 1);
	}
	for (; same; same--)
		kam_sha256_add(sha, "\n", 1);
	kam_sha256_add(sha, "", 1);
}

/* Whether the file has by these names what its rows can't do without: what the
   layout requires, of kam's own the title. */
static int is_whole(const struct kam_import *in)
{
	const struct kam_layout *layout = in->layout;
	size_t title =
	    kam_import_column(in, KAM_USE_FIELD, layout->kind->title);

	for (size_t i = 0; i < layout->n_columns; i++)
		if (in->columns[i] < 0 && layout->columns[i].required)
			return 0;
	return !in->own ||
	       (title < layout->n_columns && in->columns[title] >= 0);
}

int kam_import_know_heads(struct kam_import *in, struct kam_err *err)
{
	size_t n = kam_csv_columns(in->csv);
	const char **names = kam_arena_alloc(&in->row, n * sizeof *names);
	int whole = is_whole(in);

	in->heads = kam_arena_alloc(in->arena, n * sizeof *in->heads);
	if (!names || !in->heads)
		return kam_fail_memory(err);
	for (size_t i = 0; i < in->layout->n_columns; i++)
		in->is_moment[i] = is_moment(in->layout, i);
	for (size_t i = 0; i < n; i++) {
		size_t known = column_of(in, i), same = 0;
		int is_known = known < in->layout->n_columns;

		names[i] = head_of(in, i);
		if (!names[i])
			return kam_fail_memory(err);
		for (size_t j = 0; j < i; j++)
			same += !strcasecmp(names[j], names[i]);
		begin_column(&in->heads[i].begun, names[i], same);
		in->heads[i].counts =
		    (is_known || !whole) &&
		    strcmp(kam_csv_name(in->csv, i), KAM_IMPORT_REASON) != 0;
		in->heads[i].is_moment = is_known && in->is_moment[known];
	}
	kam_arena_reset(&in->row);
	return 0;
}

/* What a cell says, whatever a spreadsheet put around it; "" for nothing, NULL
   where memory ran out. */
static const char *cell_of(struct kam_import *in, size_t column,
			   struct kam_err *err)
{
	const char *cell = kam_csv_field(in->csv, column);
	char *copy;

	if (in->own)
		return cell;
	if (kam_csv_is_blank_text(cell))
		return "";
	if (kam_csv_may_tidy(cell) || strchr(cell, '\r')) {
		copy = kam_arena_strdup(&in->row, cell);
		if (!copy) {
			(void)kam_fail_memory(err);
			return NULL;
		}
		kam_csv_tidy(copy, KAM_CSV_WORDS);
		cell = copy;
	}
	return cell + (*cell == '\'');
}

/*
 * Over what it says in the columns that the layout knows by their names, in
 * whatever order: it stays the same row when --map reads more of it, and when
 * an export has its columns in another order, or more of them. Where the layout
 * hasn't what it needs but by --map, all columns count. The sum of the hashes
 * of head and cell, byte by byte, is the same in any order; with the head, as
 * rows that swap two cells are two.
 */
const char *kam_import_digest_known(struct kam_import *in, struct kam_err *err)
{
	size_t n = kam_csv_columns(in->csv);
	uint8_t one[KAM_SHA256], all[KAM_SHA256] = { 0 };
	struct kam_sha256 sha;

	for (size_t i = 0; i < n; i++) {
		const char *cell;

		if (!in->heads[i].counts)
			continue;
		cell = cell_of(in, i, err);
		if (cell && *cell)
			cell =
			    moment_of(in, cell, in->heads[i].is_moment, 1, err);
		if (!cell)
			return NULL;
		if (!*cell)
			continue;
		sha = in->heads[i].begun;
		add_text(&sha, cell);
		kam_sha256_end(one, &sha);
		for (size_t j = 0; j < sizeof all; j++)
			all[j] = (uint8_t)(all[j] + one[j]);
	}
	kam_sha256_begin(&sha);
	kam_sha256_add(&sha, all, sizeof all);
	return end_digest(in, &sha, err);
}
