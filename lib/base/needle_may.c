/*
 * Whether a text can be told not to hold a needle without folding it: by its
 * core, which folding leaves as it is but for case, unless something else in
 * the text becomes it.
 */
#include "base/needle.h"

#include <kam/utf8.h>
#include <stdint.h>
#include <string.h>

static int is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* How many bytes of a run of one sort begin there. */
static size_t run_at(const char *at)
{
	size_t n = 0;

	if (!kam_utf8_is_han(at)) {
		while (is_alnum(at[n]))
			n++;
		return n;
	}
	while (kam_utf8_is_han(at + n))
		n += KAM_HAN_BYTES;
	return n;
}

/* The rarest letter in usual text; of a Chinese character its last byte, the
   others are shared by many. */
static size_t anchor_of(const char *core, size_t length)
{
	static const char common[] = "zqxjkvbpygfwmucldrhsnioate";
	size_t best = 0, rank = sizeof common;

	if (*core < 0)
		return KAM_HAN_BYTES - 1;
	for (size_t i = 0; i < length; i++) {
		const char *at = strchr(common, core[i]);
		size_t its = at ? (size_t)(at - common) : 3;

		if (its < rank) {
			rank = its;
			best = i;
		}
	}
	return best;
}

void kam_needle_find_core(struct kam_needle *needle)
{
	const char *text = needle->text;

	for (size_t i = 0; i < needle->length;) {
		size_t n = run_at(text + i);

		if (n > needle->core_length) {
			needle->core = i;
			needle->core_length = n;
		}
		i += n ? n : 1;
	}
	if (needle->core_length)
		needle->anchor =
		    anchor_of(text + needle->core, needle->core_length);
}

/* core is lower case */
static int is_core(const char *at, const char *core, size_t length)
{
	if (*core < 0)
		return !memcmp(at, core, length);
	while (length && (*at | 0x20) == *core) {
		at++;
		core++;
		length--;
	}
	return !length;
}

static int has_core(const struct kam_needle *needle, const char *text,
		    size_t length, char anchor)
{
	const char *core = needle->text + needle->core;
	const char *at = text + needle->anchor;
	/* the last place at which the anchor may stand, and one */
	const char *end =
	    text + length - needle->core_length + needle->anchor + 1;

	while (at < end && (at = memchr(at, anchor, (size_t)(end - at)))) {
		if (is_core(at - needle->anchor, core, needle->core_length))
			return 1;
		at++;
	}
	return 0;
}

/* A character of full width that is no letter, digit or "_". */
static int is_wide_mark(unsigned char second, unsigned char third)
{
	if (second == 0xbc)
		return third < 0x90 || (third > 0x99 && third < 0xa1) ||
		       (third > 0xba && third < 0xbf);
	return second == 0xbd && (third == 0x80 || third > 0x9a);
}

/* Bytes of a character that folding makes neither a letter or digit of ASCII
   nor a Chinese one of; 0 where it might. */
static size_t plain(const unsigned char *at)
{
	if (kam_utf8_is_han((const char *)at))
		return KAM_HAN_BYTES;
	switch (at[0]) {
	case 0xc3: /* not sharp s */
		return at[1] == 0x9f ? 0 : 2;
	case 0xe2: /* dashes, quotation marks */
		return at[1] == 0x80 ? 3 : 0;
	case 0xe3: /* punctuation, kana */
		return (at[1] == 0x80 && at[2] < 0xb6) ||
			       (at[1] > 0x80 && at[1] < 0x84)
			   ? 3
			   : 0;
	case 0xef:
		return at[1] && is_wide_mark(at[1], at[2]) ? 3 : 0;
	default:
		return 0;
	}
}

/* Sixteen bytes at once, in each all ones where it holds. */
typedef int8_t block __attribute__((vector_size(16)));
enum { BLOCK = 16, BESIDE = 2 };

static block load(const char *text)
{
	block bytes;

	memcpy(&bytes, text, sizeof bytes);
	return bytes;
}

static int any(block b)
{
	uint64_t halves[2];

	memcpy(halves, &b, sizeof halves);
	return (halves[0] | halves[1]) != 0;
}

static int is_plain_slowly(const char *text)
{
	for (size_t i = 0; i < BLOCK; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c >= 0xc2 && (c < 0xe4 || c > 0xe9) &&
		    !plain((const unsigned char *)text + i))
			return 0;
	}
	return 1;
}

/*
 * What begins in sixteen bytes, of which two more are read, and may not be
 * plain: all but ASCII, E4 to E9, which begin U+4000 to U+9FFF, and the usual
 * marks of plain(), of which the rest is asked one by one. Bytes are signed: C2
 * to FF are -62 to -1, E4 to E9 -28 to -23.
 */
static block doubtful(const char *text, block a)
{
	block b = load(text + 1), c = load(text + 2), others, marks;

	others = (a > -63) & (a < 0) & ~((a > -29) & (a < -22));
	/* E3 80 80 to E3 83 BF but for E3 80 B6 and up: punctuation, kana */
	marks = (a == -29) & (b < -124) & ~((b == -128) & (c > -75));
	/* EF BC 80 to 8F and 9A to A0: ，：； and others of full width */
	marks |=
	    (a == -17) & (b == -68) & ((c < -112) | ((c > -103) & (c < -95)));
	/* E2 80: dashes, quotation marks */
	marks |= (a == -30) & (b == -128);
	return others & ~marks;
}

enum { STEP = 4 * BLOCK };

/* Of four blocks. */
static int is_plain_step(const char *text)
{
	block a = load(text), b = load(text + BLOCK),
	      c = load(text + 2 * BLOCK), d = load(text + 3 * BLOCK);

	if (!any((a | b | c | d) < 0))
		return 1;
	if (!any(doubtful(text, a) | doubtful(text + BLOCK, b) |
		 doubtful(text + 2 * BLOCK, c) | doubtful(text + 3 * BLOCK, d)))
		return 1;
	for (size_t i = 0; i < STEP; i += BLOCK)
		if (!is_plain_slowly(text + i))
			return 0;
	return 1;
}

static int is_plain(const char *text, size_t length)
{
	char last[STEP + BLOCK] = "";
	size_t i = 0;

	for (; i + STEP + BESIDE <= length; i += STEP)
		if (!is_plain_step(text + i))
			return 0;
	if (length - i > STEP) {
		memcpy(last, text + i, STEP);
		memcpy(last + STEP, text + i + STEP, length - i - STEP);
		if (!is_plain_step(last))
			return 0;
		i += STEP;
		memset(last, 0, sizeof last);
	}
	memcpy(last, text + i, length - i);
	return is_plain_step(last);
}

static int may(const struct kam_needle *needle, const char *text, size_t length)
{
	char anchor = needle->text[needle->core + needle->anchor];

	return length >= needle->core_length &&
	       (has_core(needle, text, length, anchor) ||
		(anchor >= 'a' && anchor <= 'z' &&
		 has_core(needle, text, length, (char)(anchor - 0x20))));
}

int kam_needle_may(const struct kam_needle *needle, const char *text,
		   size_t length)
{
	return !needle->core_length || may(needle, text, length) ||
	       !is_plain(text, length);
}

/* The next of a needle that is nothing but its core, in one of the two cases
   that its anchor has: where it begins, from `at` on and before `end`; NULL. */
static const char *next_of(const struct kam_needle *needle, const char *text,
			   const char *at, const char *end, char anchor)
{
	size_t before = needle->anchor;

	while (at < end &&
	       (at = memchr(at + before, anchor, (size_t)(end - at)))) {
		at -= before;
		if (is_core(at, needle->text, needle->length) &&
		    kam_needle_stands(needle, text, at))
			return at;
		at++;
	}
	return NULL;
}

static size_t count(const struct kam_needle *needle, const char *text,
		    size_t length, char anchor)
{
	const char *at = text, *end = text + length - needle->length + 1;
	size_t n = 0;

	while ((at = next_of(needle, text, at, end, anchor))) {
		at += needle->length;
		n++;
	}
	return n;
}

const char *kam_needle_first(const struct kam_needle *needle, const char *text,
			     size_t length)
{
	const char *first = NULL, *end = text + length - needle->length + 1;
	char anchor = needle->text[needle->anchor];
	int cases = anchor >= 'a' && anchor <= 'z' ? 2 : 1;

	if (length < needle->length)
		return NULL;
	for (; cases; cases--, anchor = (char)(anchor - 0x20)) {
		const char *at = next_of(needle, text, text, end, anchor);

		if (at && (!first || at < first))
			first = at;
	}
	return first;
}

int kam_needle_is_simple(const struct kam_needle *needle, const char *text,
			 size_t length)
{
	return needle->core_length == needle->length && is_plain(text, length);
}

size_t kam_needle_try(const struct kam_needle *needle, const char *text,
		      size_t length)
{
	char anchor;

	if (!needle->core_length)
		return KAM_NEEDLE_FOLD;
	if (needle->core_length < needle->length)
		return kam_needle_may(needle, text, length) ? KAM_NEEDLE_FOLD
							    : 0;
	if (!is_plain(text, length))
		return KAM_NEEDLE_FOLD;
	if (length < needle->length)
		return 0;
	anchor = needle->text[needle->anchor];
	return count(needle, text, length, anchor) +
	       (anchor >= 'a' && anchor <= 'z'
		    ? count(needle, text, length, (char)(anchor - 0x20))
		    : 0);
}
