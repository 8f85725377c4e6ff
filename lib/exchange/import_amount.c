/*
 * Amounts of money as other systems and spreadsheets write them: 1,234.50 and
 * 1.234,50, with or without a currency of their own.
 */
#include "exchange/import.h"
#include "exchange/numeral.h"

#include <kam/money.h>
#include <kam/setting.h>
#include <string.h>

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

static char *add(char *at, const char *bytes, size_t n)
{
	memcpy(at, bytes, n);
	return at + n;
}

/* The digits, and a point before the decimals; a CRM may keep more of them than
   the currency has: cut, and said. Returns where it ends, NULL sets *err. */
static char *add_number(char *at, struct kam_import *in, size_t column,
			const struct kam_numeral *w, const char *currency,
			struct kam_err *err)
{
	const char *end = kam_numeral_end(w);
	size_t more = *end ? strlen(end + 1) : 0;
	int decimals = more ? kam_currency_decimals(currency) : -1;

	for (const char *from = w->number; from < end; from++)
		if (*from >= '0' && *from <= '9')
			*at++ = *from;
	if (end == w->number)
		*at++ = '0';
	if (decimals >= 0 && more > (size_t)(decimals + w->zeros)) {
		more = (size_t)(decimals + w->zeros);
		if (note_rounded(in, column, currency, err))
			return NULL;
	}
	if (more)
		*at++ = '.';
	return add(at, end + 1, more);
}

/* As kam_money_parse() reads it, in the row's arena; NULL sets *err. */
static const char *rewrite(struct kam_import *in, size_t column,
			   const char *cell, const struct kam_numeral *w,
			   const char *currency, struct kam_err *err)
{
	/* a nought, a blank and a NUL more than they have */
	size_t length = strlen(cell), code = strlen(currency);
	char *text = kam_arena_alloc(&in->row, length + code + 3), *at = text;

	if (!text) {
		(void)kam_fail_memory(err);
		return NULL;
	}
	if (*w->number) {
		at = add(at, cell, w->before);
		at = add_number(at, in, column, w, currency, err);
		if (!at)
			return NULL;
		at = add(at, w->behind, strlen(w->behind));
	} else {
		at = add(at, cell, length);
	}
	/* what names one itself must name the same */
	if (!*w->rest && code) {
		*at++ = ' ';
		at = add(at, currency, code);
	}
	*at = '\0';
	return text;
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
	size_t n = 0;

	for (; n < 3 && text[n]; n++)
		code[n] = text[n] >= 'a' && text[n] <= 'z'
			      ? (char)(text[n] & ~0x20)
			      : text[n];
	code[n] = '\0';
	return code;
}

/* Of the currency that the column names, else the cell, else the register. */
static int decimals_of(const struct kam_import *in, const char *currency,
		       const char *cell, const struct kam_numeral *w)
{
	char code[4];
	int decimals;

	if (*currency)
		return kam_currency_decimals(currency);
	decimals = kam_currency_decimals(code_of(code, cell));
	if (decimals < 0)
		decimals = kam_currency_decimals(code_of(code, w->behind));
	return decimals < 0 && !*w->behind ? kam_currency_decimals(in->usual)
					   : decimals;
}

/* Most amounts are digits and, after a point, as many as the currency has
   decimals, or fewer: nothing of these is in doubt. 0 for others. */
static int read_plain(struct kam_money *out, const char *cell,
		      const char *currency)
{
	enum { DIGITS = 12 };
	int left = kam_currency_decimals(currency);
	size_t whole = kam_numeral_figures(cell);
	int64_t n = 0;

	if (left < 0 || !whole || whole > DIGITS)
		return 0;
	for (; whole; whole--)
		n = 10 * n + (*cell++ - '0');
	if (*cell == '.' && cell[1])
		for (cell++; *cell >= '0' && *cell <= '9' && left; left--)
			n = 10 * n + (*cell++ - '0');
	if (*cell)
		return 0;
	for (; left; left--)
		n *= 10;
	out->minor = n;
	memcpy(out->currency, currency, sizeof out->currency);
	return 1;
}

static int read_written(struct kam_money *out, struct kam_import *in,
			size_t column, const char *cell, const char *currency,
			struct kam_err *err)
{
	const char *text, *usual;
	struct kam_numeral w;

	kam_numeral_split(&w, cell);
	if (w.mark == '?')
		w.mark =
		    kam_numeral_settle(&w, decimals_of(in, currency, cell, &w));
	if (w.mark == '?')
		return fail_either(cell, w.number, err);
	if (!kam_numeral_is_grouped(&w))
		return fail_groups(cell, err);
	text = rewrite(in, column, cell, &w, currency, err);
	if (!text)
		return err->code;
	usual = *in->usual && !kam_money_has_code(text) ? in->usual : NULL;
	return kam_money_parse(out, text, usual, err);
}

int kam_import_amount(struct kam_import *in, struct kam_record *r,
		      size_t column, const char *cell, struct kam_err *err)
{
	int field = in->layout->columns[column].field, rc = 0;
	const char *currency =
	    kam_import_cell(in, kam_import_column(in, KAM_USE_CURRENCY, field));
	char typed[KAM_TYPED_TEXT];
	struct kam_money m;

	if (!in->usual)
		rc = kam_setting_get(&in->usual, in->k, in->arena, "currency",
				     err);
	if (rc)
		return rc;
	if (!read_plain(&m, cell, *currency ? currency : in->usual)) {
		cell = kam_typed(typed, cell);
		if (!*cell && !*currency)
			return kam_record_set(in->k, r, field, cell, err);
		rc = read_written(&m, in, column, cell, currency, err);
	}
	if (rc)
		return rc;
	if (*currency && strcmp(m.currency, currency) != 0)
		return kam_fail(err, KAM_EINVALID, _("'%.60s' is not in %s"),
				cell, currency);
	return kam_record_set_money(r, field, &m, err);
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
