/*
 * Amounts of money as other systems and spreadsheets write them: 1,234.50 and
 * 1.234,50, with or without a currency of their own.
 */
#include "exchange/import.h"

#include <kam/money.h>
#include <kam/setting.h>
#include <kam/str.h>
#include <string.h>

static const char figures[] = "0123456789";

enum { NUMBER = 40 }; /* characters of it; what is longer is none */

/* "￥1,234.50": what stands before, in and behind its number */
struct written {
	int before;          /* bytes */
	char number[NUMBER]; /* its digits and marks, a blank for each gap */
	const char *behind;
};

/* Said once a column and currency, when all is read: kam_import_tell_rounded().
 */
static int note_rounded(struct kam_import *in, size_t column,
			const char *currency, struct kam_err *err)
{
	struct kam_import_rounded *r = in->rounded;

	while (r && (r->column != column || strcmp(r->currency, currency)))
		r = r->next;
	if (!r) {
		r = kam_arena_alloc(in->arena, sizeof *r);
		if (!r)
			return kam_fail_memory(err);
		*r = (struct kam_import_rounded){
			.next = in->rounded,
			.column = column,
			.line = kam_csv_line(in->csv),
		};
		(void)snprintf(r->currency, sizeof r->currency, "%s", currency);
		in->rounded = r;
	}
	r->n++;
	return 0;
}

/* Blanks and apostrophes between thousands: how many bytes of one. */
static size_t gap_at(const char *at)
{
	static const char *const gaps[] = {
		" ", "'", "\u00a0", "\u202f", "\u2009", "\u2019",
	};

	for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
		if (!strncmp(at, gaps[i], strlen(gaps[i])))
			return strlen(gaps[i]);
	return 0;
}

static int is_figure(char c)
{
	return c >= '0' && c <= '9';
}

/* 0 where no number stands there, or a longer one. */
static int split(struct written *w, const char *cell)
{
	size_t before = strcspn(cell, "0123456789."), n = 0;
	const char *at = cell + before;

	*w = (struct written){ .before = (int)before, .behind = "" };
	while (*at) {
		size_t gap = is_figure(*at) ? 0 : gap_at(at);

		if (gap && !is_figure(at[gap]))
			break;
		if (!gap && !is_figure(*at) && *at != '.' && *at != ',')
			break;
		if (n + 1 == NUMBER) {
			*w->number = '\0';
			return 0;
		}
		w->number[n++] = gap ? ' ' : *at;
		at += gap ? gap : 1;
	}
	w->number[n] = '\0';
	w->behind = at + strspn(at, " ");
	return n > 0;
}

static size_t count(const char *text, char c)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == c;
	return n;
}

/* What may stand before the first mark between thousands. */
static int is_first_group(const char *number, size_t length)
{
	return length >= 1 && length <= 3 && *number != '0';
}

/* The mark before the decimals: '.', ',', '\0' for none, or '?' where "1.234",
   or "1,234" of a currency of three decimals, may be either. */
static char decimal_mark(const char *number, int decimals)
{
	const char *point = strrchr(number, '.'), *comma = strrchr(number, ',');
	const char *mark = point ? point : comma;

	if (point && comma)
		return point > comma ? '.' : ',';
	if (!mark || count(number, *mark) != 1)
		return '\0';
	if (strlen(mark) != 4 ||
	    !is_first_group(number, (size_t)(mark - number)))
		return *mark;
	if (mark == point)
		return decimals == 3 ? '.' : '?';
	return decimals == 3 ? '?' : '\0';
}

/* Groups as the decimals' mark leaves them: 1,234,567 or 12,34,567; a gap is
   before three digits only, and decimals have none. */
static int is_grouped(const char *number, char mark)
{
	const char *end =
	    mark ? strrchr(number, mark) : number + strlen(number);
	size_t n = strspn(number, figures);
	const char *at = number + n;

	if (mark &&
	    (count(number, mark) > 1 || end[1 + strspn(end + 1, figures)]))
		return 0;
	if (at < end && !is_first_group(number, n))
		return 0;
	while (at < end) {
		n = strspn(at + 1, figures);
		if (n > 3 || n < 2 ||
		    (n != 3 && (*at == ' ' || at + 1 + n == end)))
			return 0;
		at += 1 + n;
	}
	return 1;
}

/* The digits, and a point before the decimals; a CRM may keep more of them than
   the currency has: cut, and said. */
static int add_number(struct kam_str *text, struct kam_import *in,
		      size_t column, const char *number, char mark,
		      const char *currency, int zeros, struct kam_err *err)
{
	const char *end =
	    mark ? strrchr(number, mark) : number + strlen(number);
	int decimals = kam_currency_decimals(currency);
	size_t more = *end ? strlen(end + 1) : 0;
	int rc = 0;

	for (const char *at = number; at < end; at++)
		if (is_figure(*at))
			kam_str_add_char(text, *at);
	if (end == number)
		kam_str_add_char(text, '0');
	if (decimals >= 0 && more > (size_t)(decimals + zeros)) {
		more = (size_t)(decimals + zeros);
		rc = note_rounded(in, column, currency, err);
	}
	if (more) {
		kam_str_add_char(text, '.');
		kam_str_add_bytes(text, end + 1, more);
	}
	return rc;
}

static int fail_either(const char *cell, const char *number,
		       struct kam_err *err)
{
	if (strchr(number, '.')) {
		kam_fail(err, KAM_EINVALID,
			 _("'%.60s' doesn't say whether its point is before "
			   "decimals"),
			 cell);
		kam_hint(err, "%s", _("write 1234 or 1.23"));
		return err->code;
	}
	kam_fail(err, KAM_EINVALID,
		 _("'%.60s' doesn't say whether its comma is before decimals"),
		 cell);
	kam_hint(err, "%s", _("write 1234 or 1.234"));
	return err->code;
}

/* The money parser has groups of its own, and might read it all the same. */
static int fail_groups(const char *cell, struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("'%s' is not an amount of money"), cell);
	kam_hint(err, "%s", _("write it as 1200.50 EUR"));
	return err->code;
}

/* The first three bytes, as codes are written. */
static const char *code_of(char code[4], const char *text)
{
	(void)snprintf(code, 4, "%s", text);
	for (char *at = code; *at; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at & ~0x20);
	return code;
}

/* Of the currency that the column names, else the cell, else the register. */
static int decimals_of(int *decimals, struct kam_import *in,
		       const char *currency, const char *cell,
		       const struct written *w, struct kam_err *err)
{
	char code[4];
	int rc = 0;

	*decimals = kam_currency_decimals(currency);
	if (*currency)
		return 0;
	*decimals = kam_currency_decimals(code_of(code, cell));
	if (*decimals < 0)
		*decimals = kam_currency_decimals(code_of(code, w->behind));
	if (*decimals < 0 && !*w->behind) {
		rc = kam_setting_get(&currency, in->k, &in->row, "currency",
				     err);
		if (!rc)
			*decimals = kam_currency_decimals(currency);
	}
	return rc;
}

int kam_import_amount(struct kam_import *in, struct kam_record *r,
		      size_t column, const char *cell, struct kam_err *err)
{
	int field = in->layout->columns[column].field, rc = 0;
	const char *currency =
	    kam_import_cell(in, kam_import_column(in, KAM_USE_CURRENCY, field));
	struct kam_str text = KAM_STR_INIT;
	char typed[KAM_TYPED_TEXT], mark = '\0';
	struct written w;
	int decimals, zeros = 0;
	size_t word = 0;

	cell = kam_typed(typed, cell);
	if (split(&w, cell)) {
		if (decimals_of(&decimals, in, currency, cell, &w, err))
			return err->code;
		zeros = kam_money_zeros(&word, w.behind);
		mark = decimal_mark(w.number, decimals);
		/* nobody writes thousands of 万 with a point */
		if (zeros && mark == '?' && strchr(w.number, '.'))
			mark = '.';
	}
	if (mark == '?')
		return fail_either(cell, w.number, err);
	if (!is_grouped(w.number, mark))
		return fail_groups(cell, err);
	if (*w.number) {
		kam_str_printf(&text, "%.*s", w.before, cell);
		rc = add_number(&text, in, column, w.number, mark, currency,
				zeros, err);
		kam_str_add(&text, w.behind);
	} else {
		kam_str_add(&text, cell);
	}
	/* what names one itself must name the same */
	if (!w.behind[word] && *currency)
		kam_str_printf(&text, " %s", currency);
	if (!rc)
		rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_record_set(in->k, r, field, text.data, err);
	kam_str_release(&text);
	if (!rc && *currency && r->values[field].set &&
	    strcmp(r->values[field].text, currency) != 0)
		rc = kam_fail(err, KAM_EINVALID, _("'%.60s' is not in %s"),
			      cell, currency);
	return rc;
}

void kam_import_tell_rounded(struct kam_import *in)
{
	char text[256];

	for (struct kam_import_rounded *r = in->rounded; r; r = r->next) {
		(void)snprintf(text, sizeof text,
			       _("amounts in %s, of which this is the first, "
				 "kept without the decimals that %s hasn't: "
				 "%lld"),
			       r->currency, r->currency, (long long)r->n);
		kam_import_warning(in, r->line,
				   (size_t)in->columns[r->column] + 1, text);
	}
}
