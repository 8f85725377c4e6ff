/*
 * UTF-8: whether bytes are it, how many columns text takes, how it is shown.
 *
 * Everything stored is valid UTF-8 (checked on the way in). What is shown on a
 * terminal goes through kam_utf8_show(), so that nothing stored is executed.
 */
#ifndef KAM_UTF8_H
#define KAM_UTF8_H

#include <kam/str.h>
#include <stddef.h>

enum kam_show {
	KAM_SHOW_LINE, /* one line: line breaks and tabs become one space */
	KAM_SHOW_TEXT, /* keeps \n */
};

enum kam_ambiguous { KAM_AMBIGUOUS_NARROW, KAM_AMBIGUOUS_WIDE };

/* 1 where the bytes are well-formed UTF-8 without NUL (RFC 3629), else 0 */
int kam_utf8_valid(const char *bytes, size_t length);
/* Columns on a terminal, by grapheme cluster (UAX 29, UAX 11): CJK 2, emoji
   sequences 2, combining marks 0. */
size_t kam_utf8_width(const char *text, enum kam_ambiguous ambiguous);
/* Bytes of the longest start of text, whole clusters, within the columns. */
size_t kam_utf8_fit(const char *text, size_t columns,
		    enum kam_ambiguous ambiguous);
/* 1 where text holds the word, ASCII case aside */
int kam_utf8_holds(const char *text, const char *word);
/* Copies text; what has no room is cut off behind a whole character, and "…"
   stands for it. size: of out, at least 4 bytes */
void kam_utf8_shorten(char *out, size_t size, const char *text);
/* The same of a text into which a value was put by "%.60s" or that was itself
   cut off: "…" for each character that "'", a blank or the end breaks off.
   size: of text's buffer */
void kam_utf8_mend(char *text, size_t size);
/*
 * Whether a Han character of U+4E00 to U+9FFF stands there, which takes three
 * bytes: well-formed, no control, without case or another form. What costs
 * more to find out of others is known of these.
 */
enum { KAM_HAN_BYTES = 3 };
static inline int kam_utf8_is_han(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	return byte[0] >= 0xe4 && byte[0] <= 0xe9 && (byte[1] & 0xc0) == 0x80 &&
	       (byte[0] > 0xe4 || byte[1] >= 0xb8) && (byte[2] & 0xc0) == 0x80;
}
/* 1 of a byte below 0x80, NUL too, be char signed or not */
static inline int kam_utf8_is_ascii(char c)
{
	return !(c & 0x80);
}
/* Whether text begins with a character of Chinese, Japanese or Korean. */
int kam_utf8_starts_cjk(const char *text);
/* Adds text with control characters (C0, DEL, C1), bidi controls (U+202A–E,
   U+2066–9, U+061C, U+200E/F) and U+2028/9 in the form <U+001B>. */
void kam_utf8_show(struct kam_str *out, const char *text, enum kam_show show);
/* Adds bytes with each malformed part replaced by U+FFFD. */
void kam_utf8_repair(struct kam_str *out, const char *bytes, size_t length);
/* Adds text folded for comparison: NFKC, case folded. */
void kam_utf8_fold(struct kam_str *out, const char *text);

#endif
