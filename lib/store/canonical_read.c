/*
 * Canonical bytes, read: without a parser's tree, since amounts go beyond what
 * its doubles hold.
 */
#include "store/internal.h"

#include <stdlib.h>
#include <string.h>

size_t kam_canonical_length(const char *text)
{
	int depth = 0, quoted = 0;
	size_t i;

	for (i = 0; text[i]; i++) {
		if (quoted && text[i] == '\\' && text[i + 1])
			i++;
		else if (text[i] == '"')
			quoted = !quoted;
		else if (quoted)
			continue;
		else if (strchr("[{", text[i]))
			depth++;
		else if (!depth && strchr(",:]}", text[i]))
			break;
		else if (strchr("]}", text[i]))
			depth--;
	}
	return i;
}

int kam_canonical_next(struct kam_canonical *member, const char **at)
{
	const char *c = *at, *end;

	if (*c != '{' && *c != ',')
		return *c == '}' && !c[1] ? 0 : -1;
	if (*c == '{' && c[1] == '}')
		return c[2] ? -1 : 0;
	end = c[1] == '"' ? strchr(c + 2, '"') : NULL;
	if (!end || end[1] != ':')
		return -1;
	member->name = c + 2;
	member->name_length = (size_t)(end - c - 2);
	member->value = end + 2;
	member->length = kam_canonical_length(member->value);
	*at = member->value + member->length;
	return 1;
}

static void add_point(struct kam_str *out, unsigned c)
{
	if (c < 0x80) {
		kam_str_add_char(out, (char)c);
	} else if (c < 0x800) {
		kam_str_add_char(out, (char)(0xc0 | c >> 6));
		kam_str_add_char(out, (char)(0x80 | (c & 0x3f)));
	} else {
		kam_str_add_char(out, (char)(0xe0 | c >> 12));
		kam_str_add_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
		kam_str_add_char(out, (char)(0x80 | (c & 0x3f)));
	}
}

/* kam_json_quote() escapes no more than these, none beyond four digits. */
int kam_canonical_text(struct kam_str *out, const char *bytes, size_t length)
{
	static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";

	if (length < 2 || bytes[0] != '"' || bytes[length - 1] != '"')
		return 0;
	for (size_t i = 1; i + 1 < length; i++) {
		const char *letter;
		char digits[5] = { 0 };

		if (bytes[i] != '\\' || i + 2 >= length) {
			kam_str_add_bytes(out, bytes + i, 1);
			continue;
		}
		letter = strchr(letters, bytes[++i]);
		if (letter) {
			kam_str_add_char(out, meant[letter - letters]);
		} else if (bytes[i] == 'u' && i + 5 < length) {
			memcpy(digits, bytes + i + 1, 4);
			add_point(out, (unsigned)strtoul(digits, NULL, 16));
			i += 4;
		} else {
			kam_str_add_bytes(out, bytes + i, 1);
		}
	}
	return 1;
}
