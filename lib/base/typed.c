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

char *kam_typed_split(char *text, enum kam_typed_mark last)
{
	static const char *const wide[] = { "\uff0c", "\u3001" };

	for (; *text; text++) {
		char *next = *text == ',' ? text + 1 : NULL;

		for (int i = 0; i <= (int)last && !next; i++)
			if (!strncmp(text, wide[i], strlen(wide[i])))
				next = text + strlen(wide[i]);
		if (next) {
			*text = '\0';
			return next;
		}
	}
	return NULL;
}
