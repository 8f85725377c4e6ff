/*
 * Telephone numbers: one number has several forms, with the code of its country
 * and within it.
 */
#include "base/mention.h"

#include <string.h>

enum {
	MOST_BETWEEN = 3,
	LEAST_WITHIN = 6, /* digits of a number within its country */
	LEAST_ALONE = 9,  /* that no prefix makes a telephone number */
	/* countries with rules of their own */
	ITALY = 39, /* the 0 is a part of the number */
	AMERICA = 1,
	RUSSIA = 7,
	HUNGARY = 36,
};

/* ITU-T E.164: codes of one digit and of two; all others have three. */
static size_t code_length(const int32_t *digits, size_t n)
{
	static const char two[] =
	    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 "
	    "55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

	if (n < 4 || digits[0] == '0')
		return 0;
	if (digits[0] == '1' || digits[0] == '7')
		return 1;
	for (size_t i = 0; i < sizeof two; i += 3)
		if (digits[0] == two[i] && digits[1] == two[i + 1])
			return 2;
	return 3;
}

static int is_between_digits(int32_t c)
{
	return kam_is_blank(c) || c == 0x2010 || c == 0x2013 ||
	       (c > 0 && c < 0x80 && strchr("-./()", (char)c));
}

static size_t skip_between(const struct kam_mentions *m, size_t at)
{
	for (int i = 0; i < MOST_BETWEEN && at < m->n_letters &&
			is_between_digits(m->letters[at].c);
	     i++)
		at++;
	return at;
}

static size_t match_digits(const struct kam_mentions *m,
			   const struct kam_mention *t, size_t at)
{
	const struct kam_letter *l = m->letters;

	for (size_t i = 0, between = 0; i < t->n;) {
		if (at >= m->n_letters)
			return 0;
		if (l[at].c == t->letters[i]) {
			between = 0;
			i++;
		} else if (!i || !is_between_digits(l[at].c) ||
			   ++between > MOST_BETWEEN) {
			return 0;
		}
		at++;
	}
	return at < m->n_letters && kam_is_digit(l[at].c) ? 0 : at;
}

/* Whether an international prefix leads up to the digit: '+', or it is 00. */
static int is_abroad(const struct kam_mentions *m, size_t *at)
{
	const struct kam_letter *l = m->letters;

	if (*at + 2 < m->n_letters && l[*at].c == '0' && l[*at + 1].c == '0') {
		*at = skip_between(m, *at + 2);
		return 1;
	}
	return *at && l[*at - 1].c == '+';
}

/* Behind a code, with the 0 or without it. */
static size_t match_abroad(const struct kam_mentions *m,
			   const struct kam_mention *t, size_t at)
{
	int32_t digits[4];
	size_t n = 0, to;

	if (!is_abroad(m, &at))
		return 0;
	for (size_t i = at; n < 4 && (i = skip_between(m, i)) < m->n_letters &&
			    kam_is_digit(m->letters[i].c);
	     i++)
		digits[n++] = m->letters[i].c;
	n = code_length(digits, n);
	if (!n)
		return 0;
	for (; n; n--)
		at = skip_between(m, at) + 1;
	at = skip_between(m, at);
	to = match_digits(m, t, at);
	if (!to && at < m->n_letters && m->letters[at].c == '0')
		to = match_digits(m, t, skip_between(m, at + 1));
	return to;
}

/* Whether other digits, or a sign, lead up to it. */
static int is_led(const struct kam_mentions *m, size_t at)
{
	const struct kam_letter *l = m->letters;
	int between = 0;

	while (at && is_between_digits(l[at - 1].c) && between++ < MOST_BETWEEN)
		at--;
	return at && (l[at - 1].c == '+' || kam_is_digit(l[at - 1].c));
}

size_t kam_mention_number(const struct kam_mentions *m,
			  const struct kam_mention *t, size_t *from)
{
	const struct kam_letter *l = m->letters;
	size_t at = *from, to;

	if (!kam_is_digit(l[at].c) || (at && kam_is_digit(l[at - 1].c)))
		return 0;
	if (t->form == KAM_NUMBER_ALONE && is_led(m, at))
		return 0;
	to = t->form == KAM_NUMBER_ABROAD ? match_abroad(m, t, at)
					  : match_digits(m, t, at);
	/* "0049 30" has the digits of "+49 30" */
	if (!to && t->form == KAM_NUMBER_ANY && l[at].c == '0' &&
	    is_abroad(m, &at))
		to = match_digits(m, t, at);
	while (to && *from && (l[*from - 1].c == '+' || l[*from - 1].c == '('))
		--*from;
	return to;
}

/* A form of a number: digits before its own. */
static int add_form(struct kam_mentions *m, const struct kam_mention *number,
		    const char *before, const int32_t *digits, size_t n,
		    enum kam_number_form form, struct kam_err *err)
{
	struct kam_mention t = *number;
	size_t led = strlen(before);
	int32_t *letters = kam_arena_array(&m->arena, led + n, sizeof *letters);

	if (!letters)
		return kam_fail_memory(err);
	for (size_t i = 0; i < led; i++)
		letters[i] = before[i];
	memcpy(letters + led, digits, n * sizeof *digits);
	t.letters = letters;
	t.n = led + n;
	t.form = form;
	return kam_mention_keep(m, &t, err);
}

/* Within the country: +49 170 as 0170, and both mixed, +49 (0)170. */
static int add_within(struct kam_mentions *m, const struct kam_mention *t,
		      size_t code, struct kam_err *err)
{
	const int32_t *digits = t->letters + code;
	size_t n = t->n - code;
	char mixed[8] = "", trunk[] = "0";
	int country = 0, rc = 0;

	for (size_t i = 0; i < code; i++) {
		country = 10 * country + (int)(t->letters[i] - '0');
		mixed[i] = (char)t->letters[i];
	}
	mixed[code] = '0';
	if (n < LEAST_WITHIN)
		return 0;
	if (country == RUSSIA)
		trunk[0] = '8';
	if (country == HUNGARY)
		rc = add_form(m, t, "06", digits, n, KAM_NUMBER_ANY, err);
	else if (country != ITALY && country != AMERICA)
		rc = add_form(m, t, trunk, digits, n, KAM_NUMBER_ANY, err);
	if (rc >= 0 && country != ITALY && country != AMERICA)
		rc = add_form(m, t, mixed, digits, n, KAM_NUMBER_ANY, err);
	if (rc >= 0 && (n >= LEAST_ALONE || *digits == '0'))
		rc = add_form(m, t, "", digits, n, KAM_NUMBER_ALONE, err);
	return rc;
}

/* 0170 as +49 170, whichever country's it is. */
static int add_abroad(struct kam_mentions *m, const struct kam_mention *t,
		      struct kam_err *err)
{
	size_t trunk = t->letters[0] == '0';

	if (t->n - trunk < (trunk ? LEAST_WITHIN : LEAST_ALONE))
		return 0;
	return add_form(m, t, "", t->letters + trunk, t->n - trunk,
			KAM_NUMBER_ABROAD, err);
}

static int has_sign(const struct kam_mentions *m)
{
	size_t i = 0;

	while (i < m->n_letters && !kam_is_digit(m->letters[i].c) &&
	       m->letters[i].c != '+')
		i++;
	return i < m->n_letters && m->letters[i].c == '+';
}

/* "+49 (0)30" without the 0. */
static int drop_zero(struct kam_mention *t, struct kam_mentions *m, size_t code,
		     struct kam_err *err)
{
	int32_t *letters = kam_arena_array(&m->arena, t->n, sizeof *letters);

	if (!letters)
		return kam_fail_memory(err);
	memcpy(letters, t->letters, code * sizeof *letters);
	memcpy(letters + code, t->letters + code + 1,
	       (t->n - code - 1) * sizeof *letters);
	t->letters = letters;
	t->n--;
	return 0;
}

int kam_mention_number_add(struct kam_mentions *m, struct kam_mention *t,
			   struct kam_err *err)
{
	int abroad = has_sign(m), added, rc = 0;
	size_t code;

	if (t->n > 2 && t->letters[0] == '0' && t->letters[1] == '0') {
		t->letters += 2;
		t->n -= 2;
		abroad = 1;
	}
	code = abroad ? code_length(t->letters, t->n) : 0;
	if (code && t->letters[code] == '0' &&
	    !(t->letters[0] == '3' && t->letters[1] == '9'))
		rc = drop_zero(t, m, code, err);
	added = rc ? rc : kam_mention_keep(m, t, err);
	if (added <= 0)
		return added;
	rc = code ? add_within(m, t, code, err) : add_abroad(m, t, err);
	return rc < 0 ? rc : added;
}
