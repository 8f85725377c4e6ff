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

	if (!kam_utf8_is_ascii(*core))
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
	if (!kam_utf8_is_ascii(*core))
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

/*
 * Thirty-two bytes at once, in each all ones where it holds. It is compiled
 * twice: for processors that do that in one step, and for the rest.
 */
typedef int8_t block __attribute__((vector_size(32)));
enum { BLOCK = 32, BESIDE = 2, STEP = 2 * BLOCK };
#define INLINE static inline __attribute__((always_inline))

INLINE int any(const block *b)
{
	uint64_t parts[BLOCK / 8];

	memcpy(parts, b, sizeof parts);
	return (parts[0] | parts[1] | parts[2] | parts[3]) != 0;
}

static int is_plain_slowly(const char *text)
{
	for (size_t i = 0; i < STEP; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c >= 0xc2 && (c < 0xe4 || c > 0xe9) &&
		    !plain((const unsigned char *)text + i))
			return 0;
	}
	return 1;
}

/*
 * What begins in a block, of which two bytes more are read, and may not be
 * plain: all but ASCII, E4 to E9, which begin U+4000 to U+9FFF, and the usual
 * marks of plain(), of which the rest is asked one by one. Bytes are signed: C2
 * to FF are -62 to -1, E4 to E9 -28 to -23.
 */
INLINE void find_doubtful(block *out, const char *text)
{
	block a, b, c, marks;

	memcpy(&a, text, sizeof a);
	memcpy(&b, text + 1, sizeof b);
	memcpy(&c, text + 2, sizeof c);
	/* E3 80 80 to E3 83 BF but for E3 80 B6 and up: punctuation, kana */
	marks = (a == -29) & (b < -124) & ~((b == -128) & (c > -75));
	/* EF BC 80 to 8F and 9A to A0: ，：； and others of full width */
	marks |=
	    (a == -17) & (b == -68) & ((c < -112) | ((c > -103) & (c < -95)));
	/* E2 80: dashes, quotation marks */
	marks |= (a == -30) & (b == -128);
	*out = (a > -63) & (a < 0) & ~((a > -29) & (a < -22)) & ~marks;
}

INLINE int is_plain_step(const char *text)
{
	block a, b;

	memcpy(&a, text, sizeof a);
	memcpy(&b, text + BLOCK, sizeof b);
	a = (a | b) < 0;
	if (!any(&a))
		return 1;
	find_doubtful(&a, text);
	find_doubtful(&b, text + BLOCK);
	a |= b;
	return !any(&a) || is_plain_slowly(text);
}

/* A text shorter than that, in room that nothing else is in. */
INLINE int is_plain_short(const char *text, size_t length)
{
	char room[2 * STEP];
	block zero = { 0 };

	for (size_t i = 0; i < sizeof room; i += BLOCK)
		memcpy(room + i, &zero, sizeof zero);
	memcpy(room, text, length);
	return is_plain_step(room) &&
	       (length <= STEP || is_plain_step(room + STEP - BESIDE));
}

INLINE int is_plain_by_steps(const char *text, size_t length)
{
	const char *last = text + length - STEP - BESIDE;

	if (length < STEP + BESIDE)
		return is_plain_short(text, length);
	for (; text < last; text += STEP)
		if (!is_plain_step(text))
			return 0;
	/* no character that is plain begins in the last two bytes, but ASCII,
	   or one of two bytes, which may be taken for none */
	return is_plain_step(last) && (unsigned char)last[STEP] < 0xc2 &&
	       (unsigned char)last[STEP + 1] < 0xc2;
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) static int is_plain_fast(const char *text,
							 size_t length)
{
	return is_plain_by_steps(text, length);
}

static int is_plain(const char *text, size_t length)
{
	return __builtin_cpu_supports("avx2") ? is_plain_fast(text, length)
					      : is_plain_by_steps(text, length);
}
#else
static int is_plain(const char *text, size_t length)
{
	return is_plain_by_steps(text, length);
}
#endif

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
