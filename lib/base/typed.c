#include <kam/typed.h>
#include <string.h>

/* U+FF01 to U+FF5E are '!' to '~'; 0 where none of them stands there. */
static char narrow(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;

	if (at[0] == 0xe3 && at[1] == 0x80 && at[2] == 0x80)
		return ' ';
	if (at[0] != 0xef || (at[1] != 0xbc && at[1] != 0xbd) || at[2] < 0x80 ||
	    at[2] > 0xbf)
		return '\0';
	if (at[1] == 0xbc)
		return at[2] > 0x80 ? (char)(at[2] - 0x60) : '\0';
	return at[2] < 0x9f ? (char)(at[2] - 0x20) : '\0';
}

const char *kam_typed(char out[KAM_TYPED_TEXT], const char *text)
{
	size_t n = 0;
	const char *at = text;

	while (*at && !(*at & 0x80))
		at++;
	if (!*at)
		return text;
	for (at = text; *at;) {
		char c = narrow(at);

		if (n == KAM_TYPED_TEXT - 1)
			return text;
		at += c ? 3 : 0;
		if (!c)
			c = *at++;
		if (n || c != ' ')
			out[n++] = c;
	}
	while (n && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return out;
}

/* What stands behind the first of the marks, which becomes the end of text. */
static char *split(char *text, const char *const *marks, size_t n)
{
	for (; *text; text++)
		for (size_t i = 0; i < n; i++) {
			size_t length = strlen(marks[i]);

			if (!strncmp(text, marks[i], length)) {
				*text = '\0';
				return text + length;
			}
		}
	return NULL;
}

char *kam_typed_split(char *text, enum kam_typed_mark last)
{
	static const char *const marks[] = { ",", "\uff0c", "\u3001" };

	return split(text, marks, last == KAM_TYPED_PAUSE ? 3 : 2);
}

char *kam_typed_colon(char *text)
{
	static const char *const marks[] = { ":", "\uff1a" };

	return split(text, marks, 2);
}
