#include <kam/money.h>
#include <kam/typed.h>
#include <stdlib.h>
#include <string.h>

static const char *skip_blanks(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

static int is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Three letters at `at` into upper case; 1 where they are there. */
static int read_code(char code[4], const char *at)
{
	for (int i = 0; i < 3; i++) {
		if (!is_letter(at[i]))
			return 0;
		code[i] = (char)(at[i] & ~0x20);
	}
	code[3] = '\0';
	return !is_letter(at[3]);
}

static int fail(struct kam_err *err, const char *text)
{
	kam_fail(err, KAM_EINVALID, _("'%s' is not an amount of money"), text);
	kam_hint(err, "%s", _("write it as 1200.50 EUR"));
	return err->code;
}

/* Adds one digit; 0 where it doesn't overflow. */
static int add_digit(int64_t *n, char digit)
{
	return __builtin_mul_overflow(*n, 10, n) ||
	       __builtin_add_overflow(*n, digit - '0', n);
}

/*
 * The digits, with groups of three where there are any; *used says how many
 * decimals there were. Returns where it stopped, NULL for a malformed number:
 * "0,125" is one, since its comma stands before decimals.
 */
static const char *read_digits(int64_t *n, int *used, const char *at)
{
	const int zero = *at == '0';
	int run = 0, grouped = 0, any = 0;

	*n = 0;
	*used = 0;
	for (;; at++) {
		if (*at >= '0' && *at <= '9') {
			if (add_digit(n, *at))
				return NULL;
			run++;
			any = 1;
		} else if ((*at == ',' ||
			    (*at == ' ' && at[1] >= '0' && at[1] <= '9')) &&
			   any) {
			if (zero || (grouped ? run != 3 : run > 3))
				return NULL;
			grouped = 1;
			run = 0;
		} else {
			break;
		}
	}
	if (!any || (grouped && run != 3))
		return NULL;
	if (*at != '.')
		return at;
	for (at++; *at >= '0' && *at <= '9'; at++, (*used)++)
		if (add_digit(n, *at))
			return NULL;
	return *used ? at : NULL;
}

/* From as many decimals as were written to as many as the currency has. */
static int scale(struct kam_money *m, int used, const char *text,
		 struct kam_err *err)
{
	int decimals = kam_currency_decimals(m->currency);

	if (decimals < 0) {
		kam_fail(err, KAM_EINVALID, _("no currency '%s'"), m->currency);
		kam_hint(err, "%s", _("use its ISO 4217 code: EUR, CNY, USD"));
		return err->code;
	}
	for (; used > decimals; used--) {
		if (m->minor % 10)
			return kam_fail(err, KAM_EINVALID,
					_("'%s': %s has %d decimals"), text,
					m->currency, decimals);
		m->minor /= 10;
	}
	for (; used < decimals; used++)
		if (__builtin_mul_overflow(m->minor, 10, &m->minor))
			return kam_fail(err, KAM_EINVALID,
					_("'%s' is too large"), text);
	return 0;
}

/*
 * What the yuan is called: its currency and where the word ends; NULL where
 * none stands there. The sign is the yen's, too, and 元 the unit of other
 * money: each is that where the usual currency is one of such.
 */
static const char *read_yuan(char code[4], const char *at, const char *usual)
{
	static const struct {
		const char *word, *others;
	} yuan[] = {
		{ "\u4eba\u6c11\u5e01", "" }, /* 人民币 */
		{ "RMB", "" },
		{ "\u00a5", "JPY" },
		{ "\uffe5", "JPY" },
		{ "\u5143", "HKD MOP SGD TWD" }, /* 元 */
	};

	for (size_t i = 0; i < sizeof yuan / sizeof *yuan; i++) {
		size_t n = strlen(yuan[i].word);

		if (strncmp(at, yuan[i].word, n) != 0)
			continue;
		if (!usual || strlen(usual) != 3 ||
		    !strstr(yuan[i].others, usual))
			usual = "CNY";
		memcpy(code, usual, 4);
		return at + n;
	}
	return NULL;
}

/* A code, or what the yuan is called: its currency and where it ends; NULL
   where none stands there. */
static const char *read_currency(char code[4], const char *at,
				 const char *usual)
{
	/* mostly a digit or a code stands there, and only one word is like a
	   code */
	const char *end =
	    *at & 0x80 || *at == 'R' ? read_yuan(code, at, usual) : NULL;

	if (!end && read_code(code, at))
		end = at + 3;
	return end ? skip_blanks(end) : NULL;
}

int kam_money_has_code(const char *text)
{
	while (*text && (*text < 'A' || *text > 'Z'))
		text++;
	return *text != '\0';
}

int kam_money_zeros(size_t *length, const char *text)
{
	static const struct {
		const char *word;
		int zeros;
	} words[] = { { "\u4e07", 4 }, { "\u4ebf", 8 } };

	*length = 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i].word);

		if (strncmp(text, words[i].word, n) != 0)
			continue;
		*length = n;
		return words[i].zeros;
	}
	return 0;
}

/* 万 and 亿, of whose zeros decimals may be part. */
static const char *read_myriads(int64_t *n, int *used, const char *at)
{
	size_t length;
	int zeros = kam_money_zeros(&length, at);

	for (; zeros && *used; zeros--)
		(*used)--;
	for (; zeros; zeros--)
		if (add_digit(n, '0'))
			return NULL;
	return skip_blanks(at + length);
}

int kam_money_parse(struct kam_money *out, const char *text,
		    const char *currency, struct kam_err *err)
{
	char typed[KAM_TYPED_TEXT];
	const char *at = kam_typed(typed, text), *end;
	struct kam_money m = { 0 };
	int used, negative, named;
	char again[4];

	at = skip_blanks(at);
	end = read_currency(m.currency, at, currency);
	named = end != NULL;
	at = named ? end : at;
	negative = *at == '-';
	at = read_digits(&m.minor, &used, at + negative);
	if (at)
		at = read_myriads(&m.minor, &used, skip_blanks(at));
	if (!at)
		return fail(err, text);
	/* ¥1200元 says it twice */
	end = read_currency(again, at, currency);
	if (end && (!named || !strcmp(again, m.currency))) {
		memcpy(m.currency, again, sizeof again);
		named = 1;
		at = end;
	}
	if (*at)
		return fail(err, text);
	if (!named && !currency) {
		kam_fail(err, KAM_EINVALID, _("'%s' names no currency"), text);
		kam_hint(err, "%s",
			 _("write 1200.50 EUR, or set one for all: kam setting "
			   "set currency EUR"));
		return err->code;
	}
	if (!named)
		snprintf(m.currency, sizeof m.currency, "%s", currency);
	if (scale(&m, used, text, err))
		return err->code;
	if (negative)
		m.minor = -m.minor;
	*out = m;
	return 0;
}

void kam_money_amount(char out[KAM_MONEY_TEXT], const struct kam_money *m)
{
	int decimals = kam_currency_decimals(m->currency);
	uint64_t n = m->minor < 0 ? 0 - (uint64_t)m->minor : (uint64_t)m->minor;
	char digits[KAM_MONEY_TEXT];
	size_t at = 0, used = 0;

	/* from the last digit on, at least one before the point */
	do {
		if (decimals > 0 && used == (size_t)decimals)
			digits[at++] = '.';
		digits[at++] = (char)('0' + n % 10);
		n /= 10;
		used++;
	} while (n || (decimals > 0 && used <= (size_t)decimals));
	if (m->minor < 0)
		digits[at++] = '-';
	for (size_t i = 0; i < at; i++)
		out[i] = digits[at - 1 - i];
	out[at] = '\0';
}

void kam_money_format(char out[KAM_MONEY_TEXT], const struct kam_money *m)
{
	char amount[KAM_MONEY_TEXT];

	kam_money_amount(amount, m);
	snprintf(out, KAM_MONEY_TEXT, "%.24s %.3s", amount, m->currency);
}

void kam_money_show(char out[KAM_MONEY_SHOWN], const struct kam_money *m)
{
	char amount[KAM_MONEY_TEXT];
	size_t at = 0, whole;

	kam_money_amount(amount, m);
	whole = strcspn(amount, ".");
	for (size_t i = 0; amount[i]; i++) {
		if (i && i < whole && (whole - i) % 3 == 0 &&
		    amount[i - 1] != '-')
			out[at++] = ',';
		out[at++] = amount[i];
	}
	snprintf(out + at, KAM_MONEY_SHOWN - at, " %s", m->currency);
}

int kam_money_add(struct kam_money *sum, const struct kam_money *m,
		  struct kam_err *err)
{
	if (strcmp(sum->currency, m->currency) != 0)
		return kam_fail(err, KAM_EINVALID,
				_("%s and %s don't add up without a rate"),
				sum->currency, m->currency);
	if (__builtin_add_overflow(sum->minor, m->minor, &sum->minor))
		return kam_fail(err, KAM_EINVALID, "%s",
				_("the sum is too large"));
	return 0;
}
