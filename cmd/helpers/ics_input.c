/*
 * The text of an iCalendar file.
 */
#include "ics.h"

#include <kam/mail_text.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { INPUT_BYTES = 8 * 1024 * 1024 };

/* Lines that go on in the next one, put together: they may be parted within a
   character. */
static void unfold(struct kam_str *out, const char *text)
{
	const char *end;

	for (; (end = strchr(text, '\n')); text = end + 1) {
		int folded = end[1] == ' ' || end[1] == '\t';
		size_t n = (size_t)(end - text);

		if (folded && n && text[n - 1] == '\r')
			n--;
		kam_str_add_bytes(out, text, folded ? n : n + 1);
		end += folded;
	}
	kam_str_add(out, text);
}

/* In UTF-8, which is all that the standard knows; GB18030 and others come from
   programs that know it less. NULL without memory. */
static char *readable(const char *text)
{
	struct kam_str flat = KAM_STR_INIT, utf8 = KAM_STR_INIT;

	unfold(&flat, text);
	(void)kam_mail_decode(&utf8, NULL, flat.data, flat.length);
	utf8.failed |= flat.failed;
	kam_str_release(&flat);
	if (!utf8.failed && utf8.length)
		return utf8.data;
	kam_str_release(&utf8);
	return NULL;
}

char *ics_input(void)
{
	struct kam_str text = KAM_STR_INIT;
	char *all;
	char buffer[65536];
	size_t n;

	while ((n = fread(buffer, 1, sizeof buffer, stdin)) > 0) {
		kam_str_add_bytes(&text, buffer, n);
		if (text.length > INPUT_BYTES)
			text.failed = 1;
	}
	if (ferror(stdin) || text.failed || !text.length) {
		kam_str_release(&text);
		return NULL;
	}
	all = readable(text.data);
	kam_str_release(&text);
	return all;
}

size_t ics_lines(const char *text, const char *word)
{
	size_t n = 0;

	while (text) {
		text += strspn(text, "\r\n");
		n += !strncasecmp(text, word, strlen(word));
		text = strchr(text, '\n');
	}
	return n;
}
