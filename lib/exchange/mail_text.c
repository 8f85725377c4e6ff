/*
 * Character sets of mail, and bytes in them.
 */
#include "exchange/mail_guess.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <kam/mail_text.h>
#include <kam/utf8.h>
#include <stdint.h>
#include <string.h>

/* By the letters and digits of the name, lower case. What a set is a part of
   stands in its place: mail says the one where it means the other. */
static const struct {
	const char *name, *iconv;
} charsets[] = {
	{ "utf8", "UTF-8" },
	{ "unicode11utf8", "UTF-8" },
	{ "usascii", "" },
	{ "ascii", "" },
	{ "ansix341968", "" },
	{ "iso646us", "" },
	{ "unknown8bit", "" },
	{ "8bit", "" },
	{ "default", "" },
	{ "gb2312", "GB18030" },
	{ "gb231280", "GB18030" },
	{ "gbk", "GB18030" },
	{ "xgbk", "GB18030" },
	{ "cp936", "GB18030" },
	{ "ms936", "GB18030" },
	{ "windows936", "GB18030" },
	{ "euccn", "GB18030" },
	{ "cngb", "GB18030" },
	{ "gb18030", "GB18030" },
	{ "big5", "BIG5-HKSCS" },
	{ "big5hkscs", "BIG5-HKSCS" },
	{ "cnbig5", "BIG5-HKSCS" },
	{ "xxbig5", "BIG5-HKSCS" },
	{ "cp950", "BIG5-HKSCS" },
	{ "windows950", "BIG5-HKSCS" },
	{ "euctw", "EUC-TW" },
	{ "iso2022cn", "ISO-2022-CN" },
	{ "iso2022jp", "ISO-2022-JP" },
	{ "csiso2022jp", "ISO-2022-JP" },
	{ "iso2022jp1", "ISO-2022-JP-2" },
	{ "iso2022jp2", "ISO-2022-JP-2" },
	{ "iso2022jpms", "ISO-2022-JP" },
	{ "cp50220", "ISO-2022-JP" },
	{ "cp50221", "ISO-2022-JP" },
	{ "shiftjis", "CP932" },
	{ "sjis", "CP932" },
	{ "xsjis", "CP932" },
	{ "mskanji", "CP932" },
	{ "cp932", "CP932" },
	{ "windows31j", "CP932" },
	{ "eucjp", "EUC-JP-MS" },
	{ "xeucjp", "EUC-JP-MS" },
	{ "euckr", "CP949" },
	{ "ksc56011987", "CP949" },
	{ "ksc56011989", "CP949" },
	{ "ksc5601", "CP949" },
	{ "ks56011987", "CP949" },
	{ "cp949", "CP949" },
	{ "windows949", "CP949" },
	{ "uhc", "CP949" },
	{ "iso2022kr", "ISO-2022-KR" },
	{ "latin1", "CP1252" },
	{ "l1", "CP1252" },
	{ "iso88591", "CP1252" },
	{ "iso88592", "ISO-8859-2" },
	{ "latin2", "ISO-8859-2" },
	{ "iso88593", "ISO-8859-3" },
	{ "iso88594", "ISO-8859-4" },
	{ "iso88595", "ISO-8859-5" },
	{ "iso88596", "ISO-8859-6" },
	{ "iso88597", "ISO-8859-7" },
	{ "iso88598", "ISO-8859-8" },
	{ "iso88598i", "ISO-8859-8" },
	{ "iso88598e", "ISO-8859-8" },
	{ "iso88599", "ISO-8859-9" },
	{ "iso885910", "ISO-8859-10" },
	{ "iso885911", "ISO-8859-11" },
	{ "iso885913", "ISO-8859-13" },
	{ "iso885914", "ISO-8859-14" },
	{ "iso885915", "ISO-8859-15" },
	{ "latin9", "ISO-8859-15" },
	{ "iso885916", "ISO-8859-16" },
	{ "windows1250", "CP1250" },
	{ "windows1251", "CP1251" },
	{ "windows1252", "CP1252" },
	{ "windows1253", "CP1253" },
	{ "windows1254", "CP1254" },
	{ "windows1255", "CP1255" },
	{ "windows1256", "CP1256" },
	{ "windows1257", "CP1257" },
	{ "windows1258", "CP1258" },
	{ "cp1250", "CP1250" },
	{ "cp1251", "CP1251" },
	{ "cp1252", "CP1252" },
	{ "cp1253", "CP1253" },
	{ "cp1254", "CP1254" },
	{ "cp1255", "CP1255" },
	{ "cp1256", "CP1256" },
	{ "cp1257", "CP1257" },
	{ "cp1258", "CP1258" },
	{ "koi8r", "KOI8-R" },
	{ "koi8u", "KOI8-U" },
	{ "koi8ru", "KOI8-RU" },
	{ "tis620", "CP874" },
	{ "windows874", "CP874" },
	{ "macintosh", "MACINTOSH" },
	{ "macroman", "MACINTOSH" },
	{ "xmacroman", "MACINTOSH" },
	{ "xmaccyrillic", "MAC-CYRILLIC" },
	{ "cp437", "CP437" },
	{ "ibm437", "CP437" },
	{ "cp850", "CP850" },
	{ "ibm850", "CP850" },
	{ "cp866", "CP866" },
	{ "ibm866", "CP866" },
	{ "utf7", "UTF-7" },
	{ "unicode11utf7", "UTF-7" },
	{ "utf16", "UTF-16" },
	{ "utf16le", "UTF-16LE" },
	{ "utf16be", "UTF-16BE" },
};

const char *kam_mail_charset(const char *name)
{
	char bare[24];
	size_t n = 0;

	for (; *name; name++) {
		if (!isalnum((unsigned char)*name))
			continue;
		if (n == sizeof bare - 1)
			return NULL;
		bare[n++] = (char)tolower((unsigned char)*name);
	}
	bare[n] = '\0';
	if (!n)
		return "";
	for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
		if (!strcmp(charsets[i].name, bare))
			return charsets[i].iconv;
	return NULL;
}

static const char *find_bytes(const char *bytes, size_t n, const char *what)
{
	size_t length = strlen(what);

	for (; n >= length; bytes++, n--) {
		const char *at = memchr(bytes, *what, n - length + 1);

		if (!at)
			return NULL;
		n -= (size_t)(at - bytes);
		bytes = at;
		if (!memcmp(bytes, what, length))
			return bytes;
	}
	return NULL;
}

static unsigned convert(struct kam_str *out, const char *name,
			const char *bytes, size_t n)
{
	char *in = (char *)(uintptr_t)bytes, buffer[4096];
	iconv_t cd = iconv_open("UTF-8", name);
	unsigned flaws = 0;

	if (cd == (iconv_t)-1) {
		kam_utf8_repair(out, bytes, n);
		return KAM_MAIL_CHARSET;
	}
	while (n) {
		size_t room = sizeof buffer, rc;
		char *at = buffer;

		rc = iconv(cd, &in, &n, &at, &room);
		kam_str_add_bytes(out, buffer, sizeof buffer - room);
		if (rc != (size_t)-1 || errno == E2BIG)
			continue;
		kam_str_add(out, "\xef\xbf\xbd");
		flaws = KAM_MAIL_BYTES;
		in++;
		n--;
	}
	(void)iconv_close(cd);
	return flaws;
}

unsigned kam_mail_decode(struct kam_str *out, const char *charset,
			 const char *bytes, size_t n)
{
	const char *name = kam_mail_charset(charset ? charset : "");
	unsigned flaws = name ? 0 : KAM_MAIL_CHARSET;
	struct kam_mail_utf8 is;

	if (!name || !*name) {
		if (find_bytes(bytes, n, "\033$"))
			name = "ISO-2022-JP";
		else if (kam_utf8_valid(bytes, n))
			name = "UTF-8";
		else
			name = kam_mail_guess(bytes, n);
	}
	is = kam_mail_utf8(bytes, n);
	if (strcmp(name, "UTF-8") != 0 && !kam_mail_is_utf8(name, &is))
		return flaws | convert(out, name, bytes, n);
	if (is.bad)
		flaws |= KAM_MAIL_BYTES;
	/* a stray byte is no reason to take the rest for something else */
	if (is.bad > 1 && is.bad > is.two + is.more)
		return flaws | convert(out, kam_mail_guess(bytes, n), bytes, n);
	kam_utf8_repair(out, bytes, n);
	return flaws;
}

void kam_mail_clean(struct kam_str *out, const char *text, size_t n)
{
	size_t start = out->length, kept = out->length;

	for (size_t i = 0; i < n; i++) {
		char c = text[i];

		if (c == '\r')
			c = i + 1 < n && text[i + 1] == '\n' ? '\0' : '\n';
		if (((unsigned char)c < 0x20 && c != '\n' && c != '\t') ||
		    c == 0x7f)
			continue;
		if (c == '\n' && kept < out->length)
			kam_str_truncate(out, kept);
		kam_str_add_char(out, c);
		if (c != ' ' && c != '\t')
			kept = out->length;
	}
	while (out->length > start &&
	       strchr(" \t\n", out->data[out->length - 1]))
		kam_str_truncate(out, out->length - 1);
}
