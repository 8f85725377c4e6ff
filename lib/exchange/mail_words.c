/*
 * Encoded words (RFC 2047) and the values of headers.
 */
#include <kam/mail_text.h>
#include <kam/utf8.h>
#include <string.h>
#include <strings.h>

enum { CHARSET_BYTES = 64 };

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* "=?charset?B?text?=" */
struct word {
	char charset[CHARSET_BYTES]; /* without the language of RFC 2231 */
	char encoding;               /* 'B' or 'Q' */
	const char *text;
	size_t n;
	const char *end;
};

static int read_word(struct word *w, const char *at, const char *end)
{
	size_t n;

	if (end - at < 8 || at[0] != '=' || at[1] != '?')
		return 0;
	at += 2;
	for (n = 0; at<end && * at> ' ' && *at != '?'; at++)
		if (n < CHARSET_BYTES - 1)
			w->charset[n++] = *at;
	w->charset[n] = '\0';
	w->charset[strcspn(w->charset, "*")] = '\0';
	if (end - at < 5 || at[0] != '?' || at[2] != '?' ||
	    !strchr("BbQq", at[1]))
		return 0;
	w->encoding = strchr("Bb", at[1]) ? 'B' : 'Q';
	w->text = at += 3;
	for (; end - at >= 2; at++) {
		if (at[0] == '?' && at[1] == '=') {
			w->n = (size_t)(at - w->text);
			w->end = at + 2;
			return 1;
		}
		/* folding within a word is wrong and met; the next one is
		   another word */
		if (at[0] == '=' && at[1] == '?' &&
		    (end - at == 2 || at[2] != '='))
			return 0;
	}
	return 0;
}

static void decode_base64(struct kam_str *out, const char *text, size_t n)
{
	unsigned bits = 0;
	int held = 0;

	for (size_t i = 0; i < n; i++) {
		const char *digit = memchr(digits, text[i], 64);

		if (text[i] == '=')
			held = 0; /* padding: what comes begins anew */
		if (!digit)
			continue;
		bits = bits << 6 | (unsigned)(digit - digits);
		held += 6;
		if (held >= 8) {
			held -= 8;
			kam_str_add_char(out, (char)(bits >> held & 0xff));
		}
	}
}

static int hexadecimal(char c)
{
	static const char hex[] = "0123456789ABCDEFabcdef";
	const char *at = memchr(hex, c, sizeof hex - 1);

	if (!at)
		return -1;
	return at - hex > 15 ? (int)(at - hex) - 6 : (int)(at - hex);
}

static void decode_quoted(struct kam_str *out, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int high = -1, low = -1;

		if (text[i] == '=' && i + 2 < n) {
			high = hexadecimal(text[i + 1]);
			low = hexadecimal(text[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			kam_str_add_char(out, (char)(high << 4 | low));
			i += 2;
		} else if (text[i] == '_') {
			kam_str_add_char(out, ' ');
		} else {
			kam_str_add_char(out, text[i]);
		}
	}
}

static void encode_base64(struct kam_str *out, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i += 3) {
		unsigned bits = (unsigned)(unsigned char)text[i] << 16;

		if (i + 1 < n)
			bits |= (unsigned)(unsigned char)text[i + 1] << 8;
		if (i + 2 < n)
			bits |= (unsigned char)text[i + 2];
		kam_str_add_char(out, digits[bits >> 18]);
		kam_str_add_char(out, digits[bits >> 12 & 63]);
		kam_str_add_char(out, i + 1 < n ? digits[bits >> 6 & 63] : '=');
		kam_str_add_char(out, i + 2 < n ? digits[bits & 63] : '=');
	}
}

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && strchr(" \t\r\n", *at) && *at)
		at++;
	return at;
}

/* Unfolded, controls as blanks: no value of a header has a second line. */
static void add_line(struct kam_str *out, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char c = text[i];

		if (c == '\r' && i + 1 < n && text[i + 1] == '\n')
			continue;
		if (c == '\n' && i + 1 < n && strchr(" \t", text[i + 1]))
			continue;
		if ((unsigned char)c < 0x20 || c == 0x7f)
			c = ' ';
		kam_str_add_char(out, c);
	}
}

/* Where the text of a body is of no use for the header's own bytes. */
static const char *of_header(const char *charset)
{
	const char *name = charset ? kam_mail_charset(charset) : NULL;

	return name && strncmp(name, "UTF-", 4) != 0 ? charset : "";
}

/* The words from *at on that only blanks part; moves *at behind the last. */
static unsigned add_run(struct kam_str *out, struct word *w, const char **at,
			const char *end, enum kam_mail_form form)
{
	struct kam_str bytes = KAM_STR_INIT, text = KAM_STR_INIT;
	struct word next = *w;
	unsigned flaws = 0;
	int more = 1;

	while (more) {
		*w = next;
		if (w->encoding == 'B')
			decode_base64(&bytes, w->text, w->n);
		else
			decode_quoted(&bytes, w->text, w->n);
		*at = w->end;
		more = read_word(&next, skip_blanks(w->end, end), end);
		if (more && !strcasecmp(next.charset, w->charset))
			continue;
		flaws |= kam_mail_decode(&text, w->charset, bytes.data,
					 bytes.length);
		kam_str_truncate(&bytes, 0);
	}
	if (form == KAM_MAIL_JOINED) {
		kam_str_add(out, "=?utf-8?B?");
		encode_base64(out, text.data, text.length);
		kam_str_add(out, "?=");
	} else {
		add_line(out, text.data, text.length);
	}
	out->failed |= bytes.failed | text.failed;
	kam_str_release(&bytes);
	kam_str_release(&text);
	return flaws;
}

unsigned kam_mail_header(struct kam_str *out, const char *raw, size_t n,
			 const char *charset, enum kam_mail_form form)
{
	struct kam_str utf8 = KAM_STR_INIT;
	const char *at, *end, *plain;
	unsigned flaws;
	struct word w;

	flaws = kam_mail_decode(
	    &utf8, kam_utf8_valid(raw, n) ? "" : of_header(charset), raw, n);
	end = utf8.data + utf8.length;
	plain = at = skip_blanks(utf8.data, end);
	while (at < end) {
		if (!read_word(&w, at, end)) {
			at++;
			continue;
		}
		add_line(out, plain, (size_t)(at - plain));
		flaws |= add_run(out, &w, &at, end, form);
		plain = at;
	}
	while (end > plain && strchr(" \t\r\n", end[-1]))
		end--;
	add_line(out, plain, (size_t)(end - plain));
	out->failed |= utf8.failed;
	kam_str_release(&utf8);
	return flaws;
}
