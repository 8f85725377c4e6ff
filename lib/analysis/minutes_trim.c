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

/* Brackets at the end in which nothing but marks and blanks are left. */
static int drop_brackets(char *text)
{
	char *open = strrchr(text, '('), *wide = strstr(text, "（");
	const char *at;

	for (; wide && strstr(wide + 1, "（");)
		wide = strstr(wide + 1, "（");
	if (wide && (!open || wide > open))
		open = wide;
	if (!open)
		return 0;
	at = open + (open == wide ? strlen("（") : 1);
	for (size_t n = 1; n;) {
		at += strspn(at, " ,;");
		n = strncmp(at, "，", 3) && strncmp(at, "；", 3) &&
			    strncmp(at, "、", 3)
			? 0
			: 3;
		at += n;
	}
	if (strcmp(at, ")") != 0 && strcmp(at, "）") != 0)
		return 0;
	*open = '\0';
	kam_minutes_trim(text);
	return 1;
}

void kam_minutes_trim_rest(char *text)
{
	static const char *const marks[] = { ",", ";", "，", "；", "、" };
	int more = 1;

	kam_minutes_trim(text);
	while (more) {
		more = drop_brackets(text);
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			more |= drop(text, marks[i]);
	}
}
