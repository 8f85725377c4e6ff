/*
 * mdoc(7): its lists, its escapes, its one line for each sentence.
 */
#include "manual.h"

#include <ctype.h>
#include <string.h>

enum { LINE = 78 };

static void add_escaped(struct kam_str *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] == '\\')
			kam_str_add(out, "\\e");
		else
			kam_str_add_char(out, text[i]);
}

void cmd_mdoc_escaped(struct kam_str *out, const char *text)
{
	add_escaped(out, text, strlen(text));
}

/* Bytes of a line as mandoc reads it: beyond ASCII a character is \[uXXXX]. */
static size_t written(const char *text, size_t length)
{
	enum { ESCAPE = 8 };
	size_t n = 0;

	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)text[i];

		if (byte < 0x80)
			n++;
		else if (byte >= 0xc0)
			n += ESCAPE;
	}
	return n;
}

void cmd_mdoc_sentence(struct kam_str *out, const char *text)
{
	size_t column = 0;
	int first = 1, ended = 0;

	while (*text) {
		size_t n = strcspn(text, " "), wide = written(text, n);

		if (column && (ended || column + 1 + wide > LINE)) {
			kam_str_add_char(out, '\n');
			column = 0;
		} else if (column) {
			kam_str_add_char(out, ' ');
			column++;
		}
		if (!column && strchr(".'", *text))
			kam_str_add(out, "\\&");
		if (first && islower((unsigned char)*text) &&
		    !memchr(text, '=', n) && !memchr(text, '_', n)) {
			kam_str_add_char(out, (char)toupper(*text));
			add_escaped(out, text + 1, n - 1);
		} else {
			add_escaped(out, text, n);
		}
		first = 0;
		column += wide;
		ended = n > 1 && text[n - 1] == '.';
		text += n;
		text += strspn(text, " ");
	}
	kam_str_add(out, ended || first ? "\n" : ".\n");
}

void cmd_mdoc_argument(struct kam_str *out, const char *text)
{
	kam_str_add(out, " \"");
	for (; *text; text++)
		if (*text == '"')
			kam_str_add(out, "\\(dq");
		else
			add_escaped(out, text, 1);
	kam_str_add_char(out, '"');
}

void cmd_mdoc_list(struct kam_str *out, const char *words)
{
	while (*words) {
		size_t n = strcspn(words, ",");

		kam_str_printf(out, ".Ic %.*s %s\n", (int)n, words,
			       words[n] ? "," : ".");
		words += n;
		words += strspn(words, ", ");
	}
}

void cmd_mdoc_begin(struct kam_str *out)
{
	kam_str_add(out, ".Bl -tag -width Ds\n");
}

void cmd_mdoc_end(struct kam_str *out)
{
	kam_str_add(out, ".El\n");
}

void cmd_mdoc_term(struct kam_str *out, const char *macro, const char *text)
{
	kam_str_printf(out, ".It %s", macro);
	cmd_mdoc_argument(out, text);
	kam_str_add_char(out, '\n');
}

void cmd_mdoc_option(struct kam_str *out, const struct cmd_option *o)
{
	kam_str_add(out, ".It ");
	if (o->letter)
		kam_str_printf(out, "Fl %c , ", o->letter);
	kam_str_printf(out, "Fl -%s", o->name);
	if (o->argument && o->form == CMD_MAYBE)
		kam_str_add(out, " Ns Oo = Ns Ar");
	else if (o->argument && o->form != CMD_FLAG)
		kam_str_add(out, " Ar");
	if (o->argument && o->form != CMD_FLAG)
		cmd_mdoc_argument(out, o->argument);
	if (o->argument && o->form == CMD_MAYBE)
		kam_str_add(out, " Oc");
	kam_str_add_char(out, '\n');
}

/* A piece without brackets: an option, the sign for more, or an argument */
static void add_piece(struct kam_str *out, const char *text, size_t length)
{
	char piece[CMD_OPTION_NAME];

	if (length >= sizeof piece)
		length = sizeof piece - 1;
	memcpy(piece, text, length);
	piece[length] = '\0';
	if (!strcmp(piece, "…"))
		kam_str_add(out, " ...");
	else if (!strcmp(piece, "|"))
		kam_str_add(out, " |");
	else if (piece[0] == '-' && piece[1])
		kam_str_printf(out, " Fl %s", piece + 1);
	else {
		kam_str_add(out, " Ar");
		cmd_mdoc_argument(out, piece);
	}
}

void cmd_mdoc_usage(struct kam_str *out, const char *usage)
{
	int glued = 0; /* no blank stands before the next piece */

	while (*usage) {
		size_t n = strcspn(usage, "[] ");

		if (glued && *usage != ' ' && *usage != ']')
			kam_str_add(out, " Ns");
		if (n)
			add_piece(out, usage, n);
		usage += n;
		glued = n > 0;
		if (*usage == '[') {
			if (glued)
				kam_str_add(out, " Ns");
			kam_str_add(out, " Oo");
			glued = 0;
		} else if (*usage == ']') {
			kam_str_add(out, " Oc");
			glued = 1;
		} else {
			glued = 0;
		}
		usage += *usage != '\0';
	}
}
