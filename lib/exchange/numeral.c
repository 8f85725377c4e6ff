#include "exchange/numeral.h"

#include <kam/money.h>
#include <string.h>

static int is_figure(char c)
{
	return c >= '0' && c <= '9';
}

static int is_mark(char c)
{
	return c == '.' || c == ',';
}

size_t kam_numeral_figures(const char *at)
{
	size_t n = 0;

	while (is_figure(at[n]))
		n++;
	return n;
}

/* Blanks and apostrophes between thousands: how many bytes of one. */
static size_t gap_at(const char *at)
{
	static const char *const gaps[] = {
		" ", "'", "\u00a0", "\u202f", "\u2009", "\u2019",
	};

	for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
		if (*at == *gaps[i] && !strncmp(at, gaps[i], strlen(gaps[i])))
			return strlen(gaps[i]);
	return 0;
}

/* How many bytes of a number stand there: a digit, a mark or a gap before a
   digit; 0 for none. */
static size_t piece_at(const char *at)
{
	size_t gap;

	if (is_figure(*at) || is_mark(*at))
		return 1;
	gap = gap_at(at);
	return gap && is_figure(at[gap]) ? gap : 0;
}

/* What may stand before the first mark between thousands. */
static int is_first_group(const char *number, size_t length)
{
	return length >= 1 && length <= 3 && *number != '0';
}

static char decimal_mark(const char *number)
{
	const char *point = strrchr(number, '.'), *comma = strrchr(number, ',');
	const char *mark = point ? point : comma;

	if (point && comma)
		return point > comma ? '.' : ',';
	if (!mark || strchr(number, *mark) != mark)
		return '\0';
	return strlen(mark) == 4 &&
		       is_first_group(number, (size_t)(mark - number))
		   ? '?'
		   : *mark;
}

void kam_numeral_split(struct kam_numeral *out, const char *text)
{
	const char *at = text;
	size_t n = 0, piece, word;

	*out = (struct kam_numeral){ .behind = "", .rest = "" };
	while (*at && !is_figure(*at) && *at != '.')
		at++;
	out->before = (size_t)(at - text);
	for (; (piece = piece_at(at)) != 0; at += piece) {
		if (n + 1 == KAM_NUMERAL) {
			*out->number = '\0';
			return;
		}
		out->number[n++] = is_figure(*at) || is_mark(*at) ? *at : ' ';
	}
	while (*at == ' ')
		at++;
	out->behind = at;
	out->zeros = kam_money_zeros(&word, at);
	out->rest = at + word;
	out->mark = decimal_mark(out->number);
}

char kam_numeral_settle(const struct kam_numeral *w, int decimals)
{
	/* nobody writes thousands of 万 with a point */
	if (strchr(w->number, '.'))
		return decimals == 3 || w->zeros ? '.' : '?';
	return decimals == 3 ? '?' : '\0';
}

const char *kam_numeral_end(const struct kam_numeral *w)
{
	return w->mark ? strrchr(w->number, w->mark)
		       : w->number + strlen(w->number);
}

int kam_numeral_is_grouped(const struct kam_numeral *w)
{
	const char *end = kam_numeral_end(w);
	size_t n = kam_numeral_figures(w->number);
	const char *at = w->number + n;

	if (w->mark && (strchr(w->number, w->mark) != end ||
			end[1 + kam_numeral_figures(end + 1)]))
		return 0;
	if (at < end && !is_first_group(w->number, n))
		return 0;
	while (at < end) {
		n = kam_numeral_figures(at + 1);
		if (n > 3 || n < 2 ||
		    (n != 3 && (*at == ' ' || at + 1 + n == end)))
			return 0;
		at += 1 + n;
	}
	return 1;
}
