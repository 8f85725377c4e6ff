/*
 * What bytes look like that no character set is named for.
 */
#ifndef KAM_MAIL_GUESS_H
#define KAM_MAIL_GUESS_H

#include <stddef.h>

/*
 * iconv's name of the set that bytes beyond ASCII, which are not UTF-8, are
 * most likely in: GB18030, BIG5-HKSCS, KOI8-R, CP1251, else CP1252.
 */
const char *kam_mail_guess(const char *bytes, size_t n);

/*
 * How far bytes are UTF-8: characters of two bytes, of three and four, and
 * bytes beyond ASCII that belong to none.
 */
struct kam_mail_utf8 {
	size_t two, more, bad;
};
struct kam_mail_utf8 kam_mail_utf8(const char *bytes, size_t n);

/*
 * Whether bytes that are said to be in a set (iconv's name, or "") are UTF-8
 * whatever they are called. Two bytes may be a character of GBK and others,
 * too; three by three they hardly ever are.
 */
int kam_mail_is_utf8(const char *set, const struct kam_mail_utf8 *is);

#endif
