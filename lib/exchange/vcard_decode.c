/*
 * A value's bytes into UTF-8: quoted-printable, base64, other encodings.
 */
#include "exchange/mail_guess.h"
#include "exchange/vcard.h"

#include <errno.h>
#include <iconv.h>
#include <kam/mail_text.h>
#include <kam/utf8.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

static int hexadecimal(char c)
{
	static const char digits[] = "0123456789ABCDEFabcdef";
	const char *at = memchr(digits, c, sizeof digits - 1);

	return !at                ? -1
	       : at - digits > 15 ? (int)(at - digits) - 6
				  : (int)(at - digits);
}

static void decode_quoted(struct kam_str *out, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int high = -1, low = -1;
		char c = text[i];

		if (c == '=' && i + 2 < n) {
			high = hexadecimal(text[i + 1]);
			low = hexadecimal(text[i + 2]);
		}
		/* where it is no code many programs mean a plain '=' */
		if (high >= 0 && low >= 0) {
			c = (char)(high << 4 | low);
			i += 2;
		}
		kam_str_add_char(out, c);
	}
}

static int decode_base64(struct kam_str *out, const char *text, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"
				     "pqrstuvwxyz0123456789+/";
	unsigned bits = 0;
	int held = 0, padding = 0;

	for (size_t i = 0; i < n; i++) {
		const char *digit = memchr(digits, text[i], 64);

		if (text[i] == ' ' || text[i] == '\t')
			continue;
		padding += text[i] == '=';
		if (text[i] == '=' && padding <= 2)
			continue;
		if (!digit || padding)
			return -1;
		bits = bits << 6 | (unsigned)(digit - digits);
		held += 6;
		if (held >= 8) {
			held -= 8;
			kam_str_add_char(out, (char)(bits >> held & 0xff));
		}
	}
	return 0;
}

/* GBK and GB2312 are parts of GB18030, and files say the one for the other. */
static const char *name_of(const char *charset)
{
	static const char *const chinese[] = { "GB2312", "GB_2312-80", "GBK",
					       "CP936", "EUC-CN" };

	for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++)
		if (!strcasecmp(charset, chinese[i]))
			return "GB18030";
	return charset;
}

static int convert(struct kam_str *out, const char *charset, const char *text,
		   size_t n)
{
	char *in = (char *)(uintptr_t)text, buffer[4096];
	iconv_t cd = iconv_open("UTF-8", name_of(charset));
	int rc = cd == (iconv_t)-1 ? -1 : 0;

	while (!rc && n) {
		size_t room = sizeof buffer;
		char *at = buffer;

		if (iconv(cd, &in, &n, &at, &room) == (size_t)-1 &&
		    errno != E2BIG)
			rc = -1;
		kam_str_add_bytes(out, buffer, sizeof buffer - room);
	}
	if (cd != (iconv_t)-1)
		(void)iconv_close(cd);
	return rc;
}

/* A name such as no path is: iconv looks for files by it. */
static int is_charset(const char *name)
{
	return *name && !name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"
					   "jklmnopqrstuvwxyz0123456789_:-")];
}

/* ASCII says nothing of the bytes beyond it. */
static int is_ascii(const char *charset)
{
	return !strcasecmp(charset, "US-ASCII") ||
	       !strcasecmp(charset, "ASCII");
}

/* All of it, or nothing is added. */
static int try(struct kam_str *out, const char *charset, const char *text,
	       size_t n)
{
	size_t before = out->length;
	int rc;

	if (!strcasecmp(charset, "UTF-8")) {
		rc = kam_utf8_valid(text, n) ? 0 : -1;
		if (!rc)
			kam_str_add_bytes(out, text, n);
		return rc;
	}
	rc = convert(out, charset, text, n);
	if (!rc && !out->failed &&
	    !kam_utf8_valid(out->data + before, out->length - before))
		rc = -1;
	if (rc)
		kam_str_truncate(out, before);
	return rc;
}

static int fail_set(const char *charset, struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("the text is not %.40s"), charset);
	kam_hint(err, "%s", _("name its encoding with --encoding"));
	return err->code;
}

/* As the file's other text is, as it looks alone, or as what has a character
   for nearly all bytes. */
static int to_utf8_unnamed(struct kam_str *out, struct kam_vcard_head *head,
			   const char *text, size_t n, struct kam_err *err)
{
	const char *const sets[] = { head->otherwise, kam_mail_guess(text, n),
				     "GB18030" };

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		if (!sets[i] || try(out, sets[i], text, n))
			continue;
		if (!head->guessed) {
			head->guessed = head->line;
			head->read_as = sets[i];
		}
		return kam_str_check(out, err);
	}
	return fail_set(sets[0] ? sets[0] : sets[1], err);
}

static int is_utf8(const char *charset, const char *text, size_t n)
{
	const char *set = kam_mail_charset(charset);
	struct kam_mail_utf8 is = kam_mail_utf8(text, n);

	return kam_mail_is_utf8(set ? set : charset, &is);
}

static int to_utf8(struct kam_str *out, struct kam_vcard_head *head,
		   const char *charset, const char *text, size_t n,
		   struct kam_err *err)
{
	int valid = kam_utf8_valid(text, n);
	const char *given = head->encoding ? head->encoding : "";

	if (memchr(text, '\0', n))
		return kam_fail(err, KAM_EINVALID, "%s",
				_("a NUL byte in the text"));
	if (!*charset || is_ascii(charset))
		charset = valid ? "" : given;
	if (*charset && !is_charset(charset))
		return kam_fail(err, KAM_EINVALID, _("no encoding '%.40s'"),
				charset);
	if (!*charset && !valid)
		return to_utf8_unnamed(out, head, text, n, err);
	if (!*charset || is_utf8(charset, text, n))
		charset = "UTF-8";
	if (!try(out, charset, text, n) ||
	    (is_charset(given) && !try(out, given, text, n)))
		return kam_str_check(out, err);
	return fail_set(charset, err);
}

int kam_vcard_decode(struct kam_str *out, struct kam_vcard_head *head,
		     enum kam_vcard_encoding encoding, const char *charset,
		     const char *text, size_t n, struct kam_err *err)
{
	struct kam_str bytes = KAM_STR_INIT;
	int rc = 0;

	if (encoding == KAM_VCARD_PLAIN)
		return to_utf8(out, head, charset, text, n, err);
	if (encoding == KAM_VCARD_QUOTED_PRINTABLE)
		decode_quoted(&bytes, text, n);
	else if (decode_base64(&bytes, text, n))
		rc = kam_fail(err, KAM_EINVALID, "%s",
			      _("the value is not base64"));
	if (!rc)
		rc = kam_str_check(&bytes, err);
	if (!rc)
		rc = to_utf8(out, head, charset, bytes.data, bytes.length, err);
	kam_str_release(&bytes);
	return rc;
}
