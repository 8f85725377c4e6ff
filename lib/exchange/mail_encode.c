#include "exchange/mail_encode.h"

#include <kam/utf8.h>
#include <string.h>

enum {
	HEADER_COLUMNS = 78, /* RFC 5322, 2.1.1 */
	WORD_COLUMNS = 76,   /* RFC 2047, 2: a line that has an encoded word */
	BODY_COLUMNS = 76,   /* RFC 2045, 6.7 */
};
static const char open_word[] = "=?UTF-8?B?", close_word[] = "?=";

static void add_base64(struct kam_str *out, const char *bytes, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn"
				     "opqrstuvwxyz0123456789+/";
	const unsigned char *in = (const unsigned char *)bytes;

	for (; n; n -= n < 3 ? n : 3, in += 3) {
		unsigned three = (unsigned)in[0] << 16 |
				 (n > 1 ? (unsigned)in[1] << 8 : 0) |
				 (n > 2 ? in[2] : 0);

		kam_str_add_char(out, digits[three >> 18]);
		kam_str_add_char(out, digits[three >> 12 & 63]);
		kam_str_add_char(out, n > 1 ? digits[three >> 6 & 63] : '=');
		kam_str_add_char(out, n > 2 ? digits[three & 63] : '=');
	}
}

/* Bytes of whole characters, at most `room` of them but at least one. */
static size_t whole(const char *text, size_t room)
{
	size_t length = strlen(text);

	if (length <= room)
		return length;
	while (room && ((unsigned char)text[room] & 0xc0) == 0x80)
		room--;
	return room;
}

/* Encoded words from a column on, a line each; returns the column reached. */
static size_t add_words(struct kam_str *out, const char *text, size_t column)
{
	const size_t around = sizeof open_word + sizeof close_word - 2;

	while (*text) {
		size_t room = (WORD_COLUMNS - column - around) / 4 * 3;
		size_t n = whole(text, room);

		kam_str_add(out, open_word);
		add_base64(out, text, n);
		kam_str_add(out, close_word);
		column += around + (n + 2) / 3 * 4;
		text += n;
		if (*text) {
			kam_str_add(out, "\n ");
			column = 1;
		}
	}
	return column;
}

/* Whether text may stand as it is: short, ASCII, nothing like an encoded word,
   no blank at either end. */
static int is_plain(const char *text, size_t column)
{
	size_t length = strlen(text);

	if (column + length > HEADER_COLUMNS || strstr(text, "=?") ||
	    (length && (text[0] == ' ' || text[length - 1] == ' ')))
		return 0;
	for (; *text; text++)
		if (!kam_utf8_is_ascii(*text))
			return 0;
	return 1;
}

int kam_mail_put_text(struct kam_str *out, const char *name, const char *text,
		      struct kam_err *err)
{
	int rc = kam_header_check(name, text, err);

	if (rc)
		return rc;
	kam_str_printf(out, "%s: ", name);
	if (is_plain(text, strlen(name) + 2))
		kam_str_add(out, text);
	else
		(void)add_words(out, text, strlen(name) + 2);
	kam_str_add_char(out, '\n');
	return 0;
}

static int is_atoms(const char *text)
{
	static const char atom[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789!#$%&'*+-/=?^_`{|}~ ";

	return text[strspn(text, atom)] == '\0';
}

/* A display name: atoms, else a quoted string, else encoded words. */
static size_t add_name(struct kam_str *out, const char *text, size_t column)
{
	if (!is_plain(text, column + 2) || strpbrk(text, "\"\\"))
		return add_words(out, text, column);
	if (is_atoms(text)) {
		kam_str_add(out, text);
		return column + strlen(text);
	}
	kam_str_printf(out, "\"%s\"", text);
	return column + strlen(text) + 2;
}

int kam_mail_put_box(struct kam_str *out, const char *name,
		     const struct kam_mailbox *box, struct kam_err *err)
{
	size_t column = strlen(name) + 2;
	int rc = kam_address_check(box->address, err);

	if (!rc && box->name)
		rc = kam_header_check(name, box->name, err);
	if (rc)
		return rc;
	kam_str_printf(out, "%s: ", name);
	if (!box->name || !*box->name) {
		kam_str_printf(out, "%s\n", box->address);
		return 0;
	}
	column = add_name(out, box->name, column);
	/* an address stands on a line of its own rather than beyond the edge */
	kam_str_add(out, column + strlen(box->address) + 3 > WORD_COLUMNS
			     ? "\n "
			     : " ");
	kam_str_printf(out, "<%s>\n", box->address);
	return 0;
}

/* Whether a byte stands for itself. A dot alone ended a message once, and
   mailboxes take "From " for a new one: neither begins a line. */
static int is_literal(const char *at, size_t column)
{
	if (*at == ' ' || *at == '\t')
		return at[1] && at[1] != '\n';
	if (!column && (*at == '.' || !strncmp(at, "From ", 5)))
		return 0;
	return *at > ' ' && *at < 0x7f && *at != '=';
}

void kam_mail_quoted(struct kam_str *out, const char *text)
{
	size_t column = 0;

	for (; *text; text++) {
		if (*text == '\n') {
			kam_str_add_char(out, '\n');
			column = 0;
			continue;
		}
		if (column + (is_literal(text, column) ? 1 : 3) >=
		    BODY_COLUMNS) {
			kam_str_add(out, "=\n");
			column = 0;
		}
		if (is_literal(text, column)) {
			kam_str_add_char(out, *text);
			column++;
		} else {
			kam_str_printf(out, "=%02X", (unsigned char)*text);
			column += 3;
		}
	}
	if (column)
		kam_str_add_char(out, '\n');
}
