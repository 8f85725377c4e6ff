/*
 * Which character set bytes are in, by what is common in each.
 *
 * Chinese comes in pairs that begin with a high byte: many of them of the 3,755
 * characters that GB 2312 has first, or of the 5,401 that Big5 has first, where
 * two in five end on a byte of ASCII. The words of Russian are runs of high
 * bytes, of odd lengths too; the accents of the West come alone.
 */
#include "exchange/mail_guess.h"

#include <kam/utf8.h>
#include <string.h>

struct look {
	size_t gb, not_gb;
	size_t big5, not_big5, low; /* low: pairs that end on ASCII */
	size_t high, runs, odd;     /* high bytes, runs of them */
	size_t koi8, cp1251;        /* bytes that are small letters there */
	size_t koi8_vowels, cp1251_vowels; /* а, и, о of either case */
};

static unsigned at(const char *bytes, size_t n, size_t i)
{
	return i < n ? (unsigned char)bytes[i] : 0;
}

static int is_letter(unsigned c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Most pairs of GBK may as well be an accent of the West and what is next to
   it: they say nothing, unless letters of ASCII are on both sides of it. */
static void look_for_gb(struct look *l, const char *bytes, size_t n)
{
	int after_letter = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned c = at(bytes, n, i), next = at(bytes, n, i + 1);
		int pair = c >= 0x81 && c <= 0xfe && next >= 0x40 &&
			   next <= 0xfe && next != 0x7f;
		int within = is_letter(next) &&
			     (after_letter || is_letter(at(bytes, n, i + 2)));

		l->gb += pair && c >= 0xb0 && c <= 0xd7 && next >= 0xa1;
		l->not_gb += c >= 0x80 && (!pair || within);
		after_letter = is_letter(c);
		i += (size_t)pair;
	}
}

static void look_for_big5(struct look *l, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned c = at(bytes, n, i), next = at(bytes, n, i + 1);
		int low = next >= 0x40 && next <= 0x7e;
		int pair = c >= 0xa1 && (low || next >= 0xa1);

		l->big5 += pair && c >= 0xa4 && c <= 0xc6;
		l->low += pair && c >= 0xa4 && c <= 0xc6 && low;
		l->not_big5 += c >= 0x80 && !(pair && c <= 0xc6);
		i += (size_t)pair;
	}
}

static void look_for_vowel(struct look *l, unsigned c)
{
	unsigned small = c | 0x20;

	if (c < 0xc0)
		return;
	l->koi8_vowels += small == 0xe1 || small == 0xe9 || small == 0xef;
	l->cp1251_vowels += small == 0xe0 || small == 0xe8 || small == 0xee;
}

static void look_for_words(struct look *l, const char *bytes, size_t n)
{
	size_t run = 0;

	for (size_t i = 0; i <= n; i++) {
		unsigned c = at(bytes, n, i);

		l->koi8 += c >= 0xc0 && c <= 0xdf;
		l->cp1251 += c >= 0xe0;
		look_for_vowel(l, c);
		l->high += c >= 0x80;
		if (c >= 0x80) {
			run++;
			continue;
		}
		l->runs += run > 0;
		/* the West has hardly any so long */
		l->gb += run >= 4;
		/* GBK has pairs that end on a letter, or a mark beyond */
		l->odd += i < n && c < 0x40 && run % 2;
		run = 0;
	}
}

/* The small letters of the one are the capitals of the other: where nearly all
   are of one kind, as in text in capitals, the most common vowels tell. */
static const char *guess_cyrillic(const struct look *l)
{
	if (l->cp1251 * 20 < l->koi8 &&
	    l->cp1251_vowels > 2 * l->koi8_vowels + 1)
		return "CP1251";
	if (l->koi8 * 20 < l->cp1251 &&
	    l->koi8_vowels > 2 * l->cp1251_vowels + 1)
		return "KOI8-R";
	return l->koi8 > l->cp1251 ? "KOI8-R" : "CP1251";
}

const char *kam_mail_guess(const char *bytes, size_t n)
{
	struct look l = { 0 };

	look_for_gb(&l, bytes, n);
	look_for_big5(&l, bytes, n);
	look_for_words(&l, bytes, n);
	if (l.big5 >= 4 && l.big5 > 4 * l.not_big5 && l.low * 5 >= l.big5)
		return "BIG5-HKSCS";
	if (l.runs >= 3 && l.odd * 8 >= l.runs && l.high >= 3 * l.runs)
		return guess_cyrillic(&l);
	return l.gb > l.not_gb ? "GB18030" : "CP1252";
}

struct kam_mail_utf8 kam_mail_utf8(const char *bytes, size_t n)
{
	struct kam_mail_utf8 is = { 0 };

	for (size_t i = 0; i < n;) {
		unsigned c = at(bytes, n, i);
		size_t length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

		if (i + length > n || !kam_utf8_valid(bytes + i, length)) {
			is.bad++;
			length = 1;
		} else {
			is.two += length == 2;
			is.more += length > 2;
		}
		i += length;
	}
	return is;
}

int kam_mail_is_utf8(const char *set, const struct kam_mail_utf8 *is)
{
	int western = !strncmp(set, "CP125", 5) || !strncmp(set, "ISO-8859", 8);

	return !is->bad && strncmp(set, "UTF-", 4) != 0 &&
	       (is->more || (is->two && western));
}
