#include <kam/decimal.h>
#include <kam/typed.h>
#include <string.h>

static int fail(struct kam_err *err, const char *text)
{
	kam_fail(err, KAM_EINVALID, _("'%s' is not a number"), text);
	kam_hint(err, "%s", _("write digits, and a point before decimals"));
	return err->code;
}

/* "1.000" may have meant a thousand, or one. */
static int fail_whole(struct kam_err *err, const char *text)
{
	kam_fail(err, KAM_EINVALID, _("'%.60s' is no whole number"), text);
	kam_hint(err, "%s", _("write digits only, as 1234"));
	return err->code;
}

int kam_integer_parse(int64_t *out, const char *text, struct kam_err *err)
{
	char typed[KAM_TYPED_TEXT];
	const char *at;
	int64_t n = 0;

	text = kam_typed(typed, text);
	at = text + (*text == '-' || *text == '+');
	if (!*at)
		return fail_whole(err, text);
	for (; *at; at++) {
		if (*at < '0' || *at > '9')
			return fail_whole(err, text);
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_sub_overflow(n, *at - '0', &n))
			return kam_fail(err, KAM_EINVALID, _("%s is too large"),
					text);
	}
	/* counted downwards, where there is room for one more */
	if (*text != '-' && __builtin_sub_overflow(0, n, &n))
		return kam_fail(err, KAM_EINVALID, _("%s is too large"), text);
	*out = n;
	return 0;
}

const char *kam_digits_read(int *out, const char *at, size_t least, size_t most)
{
	size_t n = strspn(at, "0123456789");

	if (n < least || n > most)
		return NULL;
	for (*out = 0; n; n--)
		*out = 10 * *out + (*at++ - '0');
	return at;
}

int64_t kam_divide_round(int64_t a, int64_t b)
{
	return a < 0 ? -((-a + b / 2) / b) : (a + b / 2) / b;
}

int kam_decimal_share(int64_t *millionths, int64_t part, int64_t whole)
{
	int64_t times, rest, most = INT64_MAX / 100 / KAM_DECIMAL_ONE;

	if (!whole || (whole == -1 && part == INT64_MIN))
		return 0;
	times = part / whole;
	rest = part % whole;
	if (times <= -most || times >= most)
		return 0;
	/* the quotient first where the product won't fit */
	rest = rest < INT64_MAX / KAM_DECIMAL_ONE &&
		       rest > INT64_MIN / KAM_DECIMAL_ONE
		   ? rest * KAM_DECIMAL_ONE / whole
		   : rest / (whole / KAM_DECIMAL_ONE);
	*millionths = times * KAM_DECIMAL_ONE + rest;
	return 1;
}

int64_t kam_decimal_round(int64_t millionths, int64_t step)
{
	return kam_divide_round(millionths, step) * step;
}

size_t kam_integer_format(char out[KAM_INTEGER_TEXT], int64_t n)
{
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	char digits[KAM_INTEGER_TEXT];
	size_t at = sizeof digits, length;

	digits[--at] = '\0';
	do {
		digits[--at] = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (n < 0)
		digits[--at] = '-';
	length = sizeof digits - at;
	memcpy(out, digits + at, length);
	return length - 1;
}

/* digits[.digits] without sign, into millionths; returns where it stopped */
static const char *parse(int64_t *millionths, const char *at)
{
	int whole = 0, decimals = 0;
	int64_t n = 0;

	for (; *at >= '0' && *at <= '9'; at++) {
		if (++whole > 12)
			return NULL;
		n = n * 10 + (*at - '0');
	}
	if (!whole)
		return NULL;
	if (*at == '.') {
		for (at++; *at >= '0' && *at <= '9'; at++) {
			if (++decimals > 6)
				return NULL;
			n = n * 10 + (*at - '0');
		}
		if (!decimals)
			return NULL;
	}
	for (; decimals < 6; decimals++)
		n *= 10;
	*millionths = n;
	return at;
}

int kam_decimal_parse(int64_t *millionths, const char *text,
		      struct kam_err *err)
{
	char typed[KAM_TYPED_TEXT];
	int64_t n = 0;
	const char *end;

	text = kam_typed(typed, text);
	end = parse(&n, text + (*text == '-' || *text == '+'));
	if (!end || *end) {
		fail(err, text);
		return err->code;
	}
	*millionths = *text == '-' ? -n : n;
	return 0;
}

int kam_ratio_parse(int64_t *millionths, const char *text, struct kam_err *err)
{
	char typed[KAM_TYPED_TEXT];
	int64_t n = 0;
	const char *end;

	text = kam_typed(typed, text);
	end = parse(&n, text);
	if (end && !strcmp(end, "%") && n % 100 == 0) {
		n /= 100;
		end++;
	}
	if (!end || *end || n > KAM_DECIMAL_ONE) {
		kam_fail(err, KAM_EINVALID, _("'%s' is not a share"), text);
		kam_hint(err, "%s", _("write 0.35 or 35%; at most 1 or 100%"));
		return err->code;
	}
	*millionths = n;
	return 0;
}

static void format(char *out, size_t room, int64_t millionths, const char *unit)
{
	uint64_t n =
	    millionths < 0 ? 0 - (uint64_t)millionths : (uint64_t)millionths;
	char decimals[8];
	int length = 6;

	snprintf(decimals, sizeof decimals, "%06u", (unsigned)(n % 1000000));
	while (length && decimals[length - 1] == '0')
		length--;
	snprintf(out, room, "%s%llu%s%.*s%s", millionths < 0 ? "-" : "",
		 (unsigned long long)(n / 1000000), length ? "." : "", length,
		 decimals, unit);
}

void kam_decimal_format(char out[KAM_DECIMAL_TEXT], int64_t millionths)
{
	format(out, KAM_DECIMAL_TEXT, millionths, "");
}

void kam_ratio_format(char out[KAM_DECIMAL_TEXT], int64_t millionths)
{
	format(out, KAM_DECIMAL_TEXT, millionths * 100, "%");
}
