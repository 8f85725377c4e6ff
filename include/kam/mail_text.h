/*
 * Text as mail carries it: bytes in some character set, encoded words
 * (RFC 2047), headers with bytes that no standard allows.
 *
 * Best effort throughout: what cannot be read becomes U+FFFD, and what was
 * wrong is said by flags. Character sets go by a list of this module's own, so
 * that no name of a mail's choice reaches iconv.
 */
#ifndef KAM_MAIL_TEXT_H
#define KAM_MAIL_TEXT_H

#include <kam/str.h>
#include <stddef.h>

enum kam_mail_flaw {
	KAM_MAIL_CHARSET = 1 << 0, /* a character set that is not known */
	KAM_MAIL_BYTES = 1 << 1,   /* bytes that the set doesn't have */
};

/* The name by which iconv knows a character set ("GB18030" for gb2312, which
   mail says where it means GBK); NULL where it is unknown, "" where the name
   says nothing of bytes beyond ASCII. */
const char *kam_mail_charset(const char *name);

/*
 * Adds bytes as UTF-8 and returns flaws. charset: as the mail names it; NULL,
 * "", ASCII and unknown ones: UTF-8 where the bytes are, else what they look
 * like (ISO-2022-JP, GB18030, Big5, KOI8-R, windows-1251, windows-1252).
 * Bytes that are UTF-8 under another name are read as UTF-8, and those that are
 * called UTF-8 and are mostly not, as what they look like.
 */
unsigned kam_mail_decode(struct kam_str *out, const char *charset,
			 const char *bytes, size_t n);

enum kam_mail_form {
	KAM_MAIL_PLAIN, /* text of one line */
	/* each run of encoded words as one word in UTF-8, for a parser of
	   addresses or parameters that decodes words itself, one by one */
	KAM_MAIL_JOINED,
};
/*
 * Adds a header's value, unfolded. Encoded words that only blanks part are
 * joined before they are decoded, as a character may lie across them. charset
 * is for bytes beyond ASCII outside of words; or NULL. Controls become blanks.
 */
unsigned kam_mail_header(struct kam_str *out, const char *raw, size_t n,
			 const char *charset, enum kam_mail_form form);

/*
 * Adds the value of a Date as RFC 5322 would write its time and zone, where it
 * has them in another form: 2026-11-02T09:30:00.5Z, 09.30.00, 9:30 PM,
 * GMT+0800, UTC+8, +800. A date without a time, and whatever else there is,
 * stays as it is.
 */
void kam_mail_date(struct kam_str *out, const char *text);

/* Adds UTF-8 without what has no place in text: \r\n and \r become \n, NUL and
   other controls but \t go, blanks at the ends of lines and line breaks at the
   end too. */
void kam_mail_clean(struct kam_str *out, const char *text, size_t n);

#endif
