/*
 * Text folded for the search: what nearly all text is made of needs no library.
 */
#include <kam/needle.h>
#include <kam/utf8.h>
#include <stdint.h>
#include <string.h>

static const uint64_t ones = UINT64_C(0x0101010101010101);

/* Lowers eight ASCII characters: 1, or 0 where one is something else, or a
   blank that is not ' '. */
static int lower_eight(uint64_t *eight)
{
	uint64_t e = *eight, upper;

	if (e & 0x80 * ones)
		return 0;
	/* 'A' + 63 and what is above it overflow into the top bit, what is
	   above 'Z' does with 37 */
	upper = (e + 63 * ones) & ~(e + 37 * ones) & 0x80 * ones;
	*eight = e | upper >> 2;
	/* below ' ' nothing overflows with 96 */
	return !(~(e + 96 * ones) & 0x80 * ones);
}

static uint32_t three(const unsigned char *at)
{
	return (at[0] & 15u) << 12 | (at[1] & 63u) << 6 | (at[2] & 63u);
}

static int is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* Punctuation, kana and Hangul that folding leaves as they are. */
static int is_inert(uint32_t c)
{
	return (c >= 0x3001 && c <= 0x3029) || (c >= 0x3041 && c <= 0x3096) ||
	       (c >= 0x30a1 && c <= 0x30fe) || (c >= 0xac00 && c <= 0xd7a3) ||
	       (c >= 0x2012 && c <= 0x2016) || (c >= 0x2018 && c <= 0x2023) ||
	       c == 0x2010 || c == 0x20ac;
}

/* A character of two bytes; 0 where it isn't one of the simple ones. */
static size_t fold_two(char *to, const unsigned char *at)
{
	if (at[0] != 0xc3 || !is_tail(at[1]) || at[1] == 0x9f)
		return 0;
	to[0] = (char)at[0];
	to[1] = (char)(at[1] < 0x9f && at[1] != 0x97 ? at[1] + 0x20 : at[1]);
	return 2;
}

/* One of three: the bytes that it becomes, 0 as above. */
static size_t fold_three(char *to, const unsigned char *at)
{
	uint32_t c;

	if (at[0] < 0xe2 || at[0] > 0xef || !is_tail(at[1]) || !is_tail(at[2]))
		return 0;
	c = three(at);
	if (c >= 0xff01 && c <= 0xff5e) { /* full width ASCII */
		c -= 0xfee0;
		*to = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
		return 1;
	}
	if (c == 0x3000) {
		*to = ' ';
		return 1;
	}
	if (!kam_utf8_is_han((const char *)at) && !is_inert(c))
		return 0;
	memcpy(to, at, 3);
	return 3;
}

static int is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* One character of any kind: its bytes of text, 0 where it isn't simple. */
static size_t fold_one(char **to, const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;
	size_t made;

	if (*at && kam_utf8_is_ascii(*at)) {
		char c = is_blank(*at) ? ' ' : *at;

		*(*to)++ = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		return 1;
	}
	made = fold_two(*to, byte);
	if (made) {
		*to += made;
		return 2;
	}
	made = fold_three(*to, byte);
	*to += made;
	return made ? 3 : 0;
}

/* All of it, into as many bytes as it has: how many; SIZE_MAX where something
   in it isn't simple. */
static size_t fold_simple(char *to, const char *text, size_t length)
{
	const char *begin = to, *end = text + length;

	while (text < end) {
		uint64_t eight;
		size_t n;

		if (end - text >= 8) {
			memcpy(&eight, text, 8);
			if (lower_eight(&eight)) {
				memcpy(to, &eight, 8);
				to += 8;
				text += 8;
				continue;
			}
		}
		n = fold_one(&to, text);
		if (!n)
			return SIZE_MAX;
		text += n;
	}
	return (size_t)(to - begin);
}

/* Runs of blanks made one, in place; the text ends with a NUL. */
static size_t squeeze(char *text, size_t length)
{
	char *to = strstr(text, "  ");

	if (!to)
		return length;
	for (const char *at = to++; at < text + length; at++)
		if (*at != ' ' || to[-1] != ' ')
			*to++ = *at;
	return (size_t)(to - text);
}

static void fold_slowly(struct kam_str *out, const char *text)
{
	size_t from = out->length, length;

	kam_utf8_fold(out, text);
	if (out->failed)
		return;
	for (char *at = out->data + from; *at; at++)
		if (is_blank(*at))
			*at = ' ';
	length = squeeze(out->data + from, out->length - from);
	kam_str_truncate(out, from + length);
}

void kam_needle_fold(struct kam_str *out, const char *text)
{
	size_t length = strlen(text), from = out->length, n;
	char *to;

	if (!length)
		return;
	to = kam_str_extend(out, length);
	if (!to)
		return;
	n = fold_simple(to, text, length);
	kam_str_truncate(out, from + (n == SIZE_MAX ? 0 : n));
	if (n == SIZE_MAX)
		fold_slowly(out, text);
	else
		kam_str_truncate(out, from + squeeze(out->data + from, n));
}
