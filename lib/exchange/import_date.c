/*
 * Dates as other systems and spreadsheets write them. Which of 5 and 6 is the
 * month in 5/6/2026 is said by --dates, or by the file's other dates, where
 * all of those with a number above 12 say the same.
 */
#include "exchange/csv_text.h"
#include "exchange/import.h"

#include <kam/date.h>
#include <kam/decimal.h>
#include <string.h>
#include <strings.h>

/* "28/11/2026 14:03": numbers as they stand there */
struct turned {
	int first, second, year;
	int is_short; /* the year has two digits: 26/11/28 may begin with it */
	char by;      /* / - . */
	const char *rest;
};

static int is_turned(struct turned *t, const char *cell)
{
	const char *at = kam_digits_read(&t->first, cell, 1, 2), *year;

	if (!at || (*at != '/' && *at != '-' && *at != '.'))
		return 0;
	t->by = *at;
	at = kam_digits_read(&t->second, at + 1, 1, 2);
	if (!at || *at != t->by)
		return 0;
	year = at + 1;
	t->rest = kam_digits_read(&t->year, year, 2, 4);
	if (!t->rest || t->rest - year == 3 ||
	    (*t->rest && !strchr(" ,T", *t->rest)))
		return 0;
	t->is_short = t->rest - year == 2;
	if (t->is_short)
		t->year += t->year < 70 ? 2000 : 1900;
	return 1;
}

/* With points it is that of middle Europe; 26.11.28 is China's as well. */
static int is_pointed(const struct turned *t)
{
	return t->by == '.' && !t->is_short;
}

/* What a date shows by itself. */
static enum kam_import_order order_of(const struct turned *t)
{
	if (is_pointed(t))
		return KAM_ORDER_DMY;
	if (t->second > 12 && t->first <= 12)
		return KAM_ORDER_MDY;
	if (t->first > 12 && t->second <= 12 && !t->is_short)
		return KAM_ORDER_DMY;
	return KAM_ORDER_UNKNOWN;
}

int kam_import_is_day(const struct kam_layout *layout, size_t column)
{
	const struct kam_layout_column *c = &layout->columns[column];
	enum kam_type type;

	if (c->use != KAM_USE_FIELD)
		return c->use == KAM_USE_TIME || c->use == KAM_USE_DAY;
	type = layout->kind->fields[c->field].type;
	return type == KAM_DATE || type == KAM_INSTANT;
}

/* As kam_import_tidy() and kam_import_plain() leave it to be read. */
static const char *tidied(char out[KAM_TYPED_TEXT], char typed[KAM_TYPED_TEXT],
			  const char *cell)
{
	if (strlen(cell) < KAM_TYPED_TEXT && kam_csv_may_tidy(cell)) {
		(void)snprintf(out, KAM_TYPED_TEXT, "%s", cell);
		kam_csv_tidy(out, KAM_CSV_WORDS);
		cell = out;
	}
	return kam_typed(typed, cell + (*cell == '\''));
}

static void see_row(int seen[], const struct kam_import *in,
		    const struct kam_csv *csv)
{
	char tidy[KAM_TYPED_TEXT], typed[KAM_TYPED_TEXT];
	struct turned t;

	for (size_t i = 0; i < in->layout->n_columns; i++) {
		const char *cell;

		if (in->columns[i] < 0 || !kam_import_is_day(in->layout, i))
			continue;
		cell = kam_csv_field(csv, (size_t)in->columns[i]);
		if (is_turned(&t, tidied(tidy, typed, cell)) && !is_pointed(&t))
			seen[order_of(&t)] = 1;
	}
}

/* Reads the file once more, from its beginning, and goes back to where it was.
   What is no CSV is said by who reads it for what it holds. */
static int find_order(struct kam_import *in, struct kam_err *err)
{
	int64_t at = in->input->seek(in->input->context, 0);
	int seen[KAM_ORDER_DMY + 1] = { 0 }, rc;
	struct kam_csv *csv = NULL;

	rc = kam_csv_open_input(&csv, in->input, in->result->encoding, err);
	while (!rc && (rc = kam_csv_next_any(csv, err)) > 0) {
		see_row(seen, in, csv);
		rc = 0;
	}
	kam_csv_close(csv);
	(void)in->input->seek(in->input->context, at);
	if (rc == KAM_EINVALID) {
		kam_err_reset(err);
		rc = 0;
	}
	in->order = seen[KAM_ORDER_MDY] == seen[KAM_ORDER_DMY]
			? KAM_ORDER_UNKNOWN
		    : seen[KAM_ORDER_MDY] ? KAM_ORDER_MDY
					  : KAM_ORDER_DMY;
	return rc;
}

static int fail_order(const char *cell, struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID,
		 _("'%.60s' doesn't say which number is the month"), cell);
	kam_hint(err, "%s",
		 _("--dates mdy: 11/28/2026; --dates dmy: 28/11/2026"));
	return err->code;
}

/* How this date is to be read: as the user says, else as it shows itself, else
   as the file's others do. */
static int choose(enum kam_import_order *out, struct kam_import *in,
		  const struct turned *t, const char *cell, struct kam_err *err)
{
	const char *said = in->options->dates;

	*out = order_of(t);
	if (is_pointed(t))
		return 0;
	if (said) {
		*out = !strcmp(said, "mdy") ? KAM_ORDER_MDY : KAM_ORDER_DMY;
		return 0;
	}
	if (*out != KAM_ORDER_UNKNOWN)
		return 0;
	if (in->order == KAM_ORDER_UNREAD && find_order(in, err))
		return err->code;
	*out = in->order;
	if (*out == KAM_ORDER_UNKNOWN && t->first == t->second && !t->is_short)
		*out = KAM_ORDER_DMY;
	return *out == KAM_ORDER_UNKNOWN ? fail_order(cell, err) : 0;
}

/* " 2:05:33 PM" as " 14:05:33"; what is no such time stays. */
static const char *turn_time(char out[16], const char *rest)
{
	int hour, minute, second = 0, late;
	const char *at = rest + strspn(rest, " ,T");

	at = kam_digits_read(&hour, at, 1, 2);
	at = at && *at == ':' ? kam_digits_read(&minute, at + 1, 2, 2) : NULL;
	if (at && *at == ':')
		at = kam_digits_read(&second, at + 1, 2, 2);
	if (!at)
		return rest;
	at += strspn(at, " ");
	late = !strcasecmp(at, "pm");
	if ((!late && strcasecmp(at, "am") != 0) || hour < 1 || hour > 12)
		return rest;
	(void)snprintf(out, 16, " %02d:%02d:%02d", hour % 12 + 12 * late,
		       minute, second);
	return out;
}

/* "2026-01-05 2:05 PM": the day may stand first in any form. */
static int turn_clock(const char **out, struct kam_import *in, const char *cell,
		      struct kam_err *err)
{
	size_t day = strcspn(cell, " ");
	char clock[16];

	*out = cell;
	if (turn_time(clock, cell + day) != clock)
		return 0;
	*out = kam_arena_printf(&in->row, "%.*s%s", (int)day, cell, clock);
	return *out ? 0 : kam_fail_memory(err);
}

static int turn(const char **out, struct kam_import *in, const char *cell,
		struct kam_err *err)
{
	enum kam_import_order order;
	struct turned t;
	char clock[16];
	int day, month;

	if (!is_turned(&t, cell))
		return turn_clock(out, in, cell, err);
	if (choose(&order, in, &t, cell, err))
		return err->code;
	day = order == KAM_ORDER_MDY ? t.second : t.first;
	month = order == KAM_ORDER_MDY ? t.first : t.second;
	if (month > 12 && in->options->dates) {
		kam_fail(err, KAM_EINVALID,
			 _("'%.60s' has no month where --dates %s says"), cell,
			 in->options->dates);
		return err->code;
	}
	*out = kam_arena_printf(&in->row, "%04d-%02d-%02d%s", t.year, month,
				day, turn_time(clock, t.rest));
	return *out ? 0 : kam_fail_memory(err);
}

/* "8:5" as "8:05", as some tools write it, and no blanks at the end; what is
   longer is no moment. */
static void pad(char out[KAM_TYPED_TEXT], const char *cell)
{
	static const char figures[] = "0123456789";
	size_t n = 0;

	for (const char *at = cell; *at && n < KAM_TYPED_TEXT - 2; at++) {
		out[n++] = *at;
		if (*at == ':' && strspn(at + 1, figures) == 1)
			out[n++] = '0';
	}
	while (n && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
}

/* "1767571200000" (milliseconds since 1970), as interfaces have it, and days as
   spreadsheets do. */
static const char *straighten(char out[KAM_TYPED_TEXT], const char *cell)
{
	char padded[KAM_TYPED_TEXT];
	int64_t number;
	struct kam_err ignored = { 0 };

	if (strlen(cell) == 13 && strspn(cell, "0123456789") == 13 &&
	    !kam_integer_parse(&number, cell, &ignored)) {
		kam_instant_format(out, number / 1000);
		return out;
	}
	pad(padded, cell);
	return kam_date_iso(out, padded) == out ? out : cell;
}

int kam_import_iso(const char **out, struct kam_import *in, const char *cell,
		   struct kam_err *err)
{
	char plain[KAM_TYPED_TEXT], iso[KAM_TYPED_TEXT];
	const char *turned, *text;

	*out = cell;
	if (kam_date_is_iso(cell))
		return 0;
	if (kam_import_plain(plain, cell, in->options->dates, err))
		return err->code;
	if (*plain && strcmp(plain, cell) != 0) {
		cell = kam_arena_strdup(&in->row, plain);
		if (!cell)
			return kam_fail_memory(err);
	}
	if (turn(&turned, in, cell, err))
		return err->code;
	text = straighten(iso, turned);
	*out = text == iso ? kam_arena_strdup(&in->row, iso) : text;
	return *out ? 0 : kam_fail_memory(err);
}
