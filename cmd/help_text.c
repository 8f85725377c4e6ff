/*
 * Help's lines: names beside their text, wrapped at the screen's edge.
 */
#include "engine.h"

#include <kam/utf8.h>
#include <string.h>

enum { SCREEN = 80, INDENT = 24 };

static void add_spaces(struct kam_str *out, size_t n)
{
	while (n-- > 0)
		kam_str_add_char(out, ' ');
}

static size_t width(const char *text)
{
	return kam_utf8_width(text, KAM_AMBIGUOUS_NARROW);
}

/* Words from a column on, broken before the screen's edge. */
void cmd_help_wrapped(struct kam_str *out, const char *text, size_t indent,
		      size_t column)
{
	while (*text) {
		char word[256];
		size_t n = strcspn(text, " "), columns;

		if (n >= sizeof word)
			n = sizeof word - 1;
		memcpy(word, text, n);
		word[n] = '\0';
		columns = width(word);
		if (column > indent && column + 1 + columns > SCREEN) {
			kam_str_add_char(out, '\n');
			add_spaces(out, indent);
			column = indent;
		} else if (column > indent) {
			kam_str_add_char(out, ' ');
			column++;
		}
		kam_str_add(out, word);
		column += columns;
		text += n;
		text += strspn(text, " ");
	}
	kam_str_add_char(out, '\n');
}

void cmd_help_row(struct kam_str *out, const char *name, const char *text)
{
	size_t columns = 2 + width(name);

	kam_str_printf(out, "  %s", name);
	if (!*text) {
		kam_str_add_char(out, '\n');
		return;
	}
	if (columns + 2 > INDENT) {
		kam_str_add_char(out, '\n');
		columns = 0;
	}
	add_spaces(out, INDENT - columns);
	cmd_help_wrapped(out, text, INDENT, INDENT);
}

void cmd_help_words(struct kam_str *out, const char *heading,
		    const char *const *words, size_t n)
{
	enum { HEADING = 16 };
	struct kam_str text = KAM_STR_INIT;
	size_t columns = width(heading);

	for (size_t i = 0; i < n; i++)
		kam_str_printf(&text, "%s%s", i ? " " : "", words[i]);
	kam_str_add(out, heading);
	if (columns + 1 > HEADING) {
		kam_str_add_char(out, '\n');
		columns = 0;
	}
	add_spaces(out, HEADING - columns);
	cmd_help_wrapped(out, text.data, HEADING, HEADING);
	out->failed |= text.failed;
	kam_str_release(&text);
}
