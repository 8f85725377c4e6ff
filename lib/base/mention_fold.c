/*
 * Text as it is compared: compatibility forms decomposed, case folded, what
 * has no look of its own left out; each letter knows the bytes that it is of.
 */
#include "base/mention.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static int add_letter(struct kam_mentions *m, int32_t c, size_t from, size_t to)
{
	if (m->n_letters == m->room_letters) {
		size_t room = m->room_letters ? 2 * m->room_letters : 256;
		struct kam_letter *grown =
		    realloc(m->letters, room * sizeof *grown);

		if (!grown)
			return -1;
		m->letters = grown;
		m->room_letters = room;
	}
	m->letters[m->n_letters].c = c;
	m->letters[m->n_letters].from = (uint32_t)from;
	m->letters[m->n_letters++].to = (uint32_t)to;
	return 0;
}

/* Marks stand in their canonical order, whichever way they were typed. */
static void order_last(struct kam_mentions *m)
{
	size_t at = m->n_letters - 1;
	int class = utf8proc_get_property(m->letters[at].c)->combining_class;

	for (; class && at; at--) {
		struct kam_letter before = m->letters[at - 1];

		if (utf8proc_get_property(before.c)->combining_class <= class)
			break;
		m->letters[at - 1] = m->letters[at];
		m->letters[at] = before;
	}
}

static int add_decomposed(struct kam_mentions *m, int32_t c, size_t from,
			  size_t to)
{
	const utf8proc_option_t how = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
				      UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_int32_t parts[32];
	int last = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char(c, parts, 32, how, &last);

	for (utf8proc_ssize_t i = 0; i < n && i < 32; i++) {
		if (add_letter(m, parts[i], from, to))
			return -1;
		order_last(m);
	}
	return 0;
}

int kam_mention_fold(struct kam_mentions *m, const char *text,
		     struct kam_err *err)
{
	size_t length = strlen(text), at = 0;
	int failed = 0;

	m->n_letters = 0;
	while (at < length && !failed) {
		utf8proc_int32_t c = (unsigned char)text[at];
		utf8proc_ssize_t n = 1;

		if (c < 0x80) {
			failed = add_letter(
			    m, c >= 'A' && c <= 'Z' ? c + 32 : c, at, at + 1);
		} else {
			n = utf8proc_iterate(
			    (const utf8proc_uint8_t *)text + at,
			    (utf8proc_ssize_t)(length - at), &c);
			/* what is no text is compared as nothing else */
			if (n <= 0) {
				n = 1;
				c = 0xfffd;
			}
			failed = add_decomposed(m, c, at, at + (size_t)n);
		}
		at += (size_t)n;
	}
	return failed ? kam_fail_memory(err) : 0;
}

int kam_is_blank(int32_t c)
{
	return (c >= 9 && c <= 13) || c == ' ' || c == 0x2028 || c == 0x2029;
}

int kam_is_digit(int32_t c)
{
	return c >= '0' && c <= '9';
}

int kam_is_mark(int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return 1;
	default:
		return 0;
	}
}

/* Scripts that write words without a blank between them, or join endings to
   names: Thai, Lao, Burmese, Korean (as its parts, too), Khmer, Chinese and
   Japanese. */
int kam_is_unspaced(int32_t c)
{
	static const int32_t ranges[][2] = {
		{ 0x0e00, 0x0eff }, { 0x1000, 0x109f },   { 0x1100, 0x11ff },
		{ 0x1780, 0x17ff }, { 0x2e80, 0x2fff },   { 0x3005, 0x3007 },
		{ 0x3040, 0x9fff }, { 0xa960, 0xa97f },   { 0xac00, 0xd7ff },
		{ 0xf900, 0xfaff }, { 0x20000, 0x3ffff },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return 1;
	return 0;
}

int kam_is_letter(int32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || kam_is_digit(c);
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
		return 1;
	default:
		return kam_is_mark(c);
	}
}
