#include <kam/shell.h>
#include <string.h>

void kam_shell_add(struct kam_str *out, const char *word, size_t length)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-_=.,:/@+%~";

	if (length && strspn(word, plain) >= length) {
		kam_str_add_bytes(out, word, length);
		return;
	}
	kam_str_add_char(out, '\'');
	for (size_t i = 0; i < length; i++)
		if (word[i] == '\'')
			kam_str_add(out, "'\\''");
		else
			kam_str_add_bytes(out, word + i, 1);
	kam_str_add_char(out, '\'');
}

int kam_shell_word(struct kam_str *word, const char **at)
{
	const char *c = *at + strspn(*at, " ");
	int quoted = 0;

	kam_str_truncate(word, 0);
	if (!*c) {
		*at = c;
		return 0;
	}
	for (; *c && (quoted || *c != ' '); c++) {
		if (*c == '\'') {
			quoted = !quoted;
			continue;
		}
		if (*c == '\\' && !quoted && c[1])
			c++;
		kam_str_add_char(word, *c);
	}
	*at = c;
	return 1;
}
