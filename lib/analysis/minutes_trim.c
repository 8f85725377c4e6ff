/*
 * The ends of a line of minutes, when what it says of owner and day is taken
 * out.
 */
#include "analysis/minutes.h"

#include <string.h>

void kam_minutes_trim(char *text)
{
	size_t n = strlen(text);

	while (n && strchr(" \t\r", text[n - 1]))
		n--;
	text[n] = '\0';
}

/* Takes the mark away where text ends so; 1 where it did. */
static int drop(char *text, const char *mark)
{
	size_t n = strlen(text), length = strlen(mark);

	if (n < length || strcmp(text + n - length, mark) != 0)
		return 0;
	text[n - length] = '\0';
	kam_minutes_trim(text);
	return 1;
}

static const char *const wide[] = { "，", "；", "、" };
enum { WIDE = 3, WIDE_BYTES = 3 };

static int is_wide(const char *at)
{
	for (size_t i = 0; i < WIDE; i++)
		if (!strncmp(at, wide[i], WIDE_BYTES))
			return 1;
	return 0;
}

/* The bracket in front of `at`, but for marks and blanks; or NULL. */
static char *opened(char *text, char *at)
{
	for (;;) {
		if (at > text && strchr(" ,;", at[-1]))
			at--;
		else if (at - text >= WIDE_BYTES && is_wide(at - WIDE_BYTES))
			at -= WIDE_BYTES;
		else
			break;
	}
	if (at > text && at[-1] == '(')
		return at - 1;
	return at - text >= WIDE_BYTES && !strncmp(at - WIDE_BYTES, "（", 3)
		   ? at - WIDE_BYTES
		   : NULL;
}

/* What comes behind the bracket that ends at `at` in the same way; or NULL. */
static char *closed(char *at)
{
	while (*at && (strchr(" ,;", *at) || is_wide(at)))
		at += is_wide(at) ? WIDE_BYTES : 1;
	if (*at == ')')
		return at + 1;
	return strncmp(at, "）", 3) != 0 ? NULL : at + WIDE_BYTES;
}

void kam_minutes_cut(char *text, char *from, size_t n)
{
	char *rest = from + n, *open = opened(text, from), *end = closed(rest);

	if (open && end) {
		from = open;
		rest = end;
	}
	/* of the blanks around them one is left */
	if (*rest == ' ' && (from == text || !open || !end || from[-1] == ' '))
		rest++;
	memmove(from, rest, strlen(rest) + 1);
}

void kam_minutes_trim_rest(char *text)
{
	int more = 1;

	kam_minutes_trim(text);
	while (more) {
		more = drop(text, ",") | drop(text, ";");
		for (size_t i = 0; i < WIDE; i++)
			more |= drop(text, wide[i]);
	}
}
