/*
 * Unfolded lines of a file of vCards.
 */
#include "exchange/vcard.h"

#include <string.h>
#include <strings.h>

enum { LINE_BYTES = 4 * 1024 * 1024, DROPPED_BYTES = 16 * 1024 * 1024 };

/* The line at `at` without its end; lines->at and next are then beyond it. */
static int take_line(const char **start, size_t *n,
		     struct kam_vcard_lines *lines)
{
	const char *from = lines->bytes + lines->at;
	size_t left = lines->length - lines->at;
	const char *end;

	if (!left)
		return 0;
	end = memchr(from, lines->mac ? '\r' : '\n', left);
	*start = from;
	*n = end ? (size_t)(end - from) : left;
	/* files put together whose last line had no end */
	if (*n >= 20 && !strncasecmp(from, "END:VCARDBEGIN:VCARD", 20)) {
		*n = 9;
		lines->at += *n;
		return 1;
	}
	lines->at += *n + (end != NULL);
	lines->next++;
	/* a file that went through two systems may have CR CR LF */
	while (*n && from[*n - 1] == '\r')
		--*n;
	return 1;
}

/* A line that may go on in the next one begins with a blank, but is not
   empty. */
static int is_folded(const char *line, size_t n)
{
	return n > 0 && (line[0] == ' ' || line[0] == '\t');
}

static int is_base64(const char *line, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!memchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx"
			    "yz0123456789+/= \t",
			    line[i], 66))
			return 0;
	return n > 0;
}

/* Whether the parameters, before the first ':', have a word. */
static int head_has(const char *line, size_t n, const char *word)
{
	const char *colon = memchr(line, ':', n);
	size_t length = strlen(word), room = colon ? (size_t)(colon - line) : n;

	for (size_t i = 0; i + length <= room; i++)
		if (!strncasecmp(line + i, word, length))
			return 1;
	return 0;
}

/* Properties whose value nobody here wants, however long it is. */
static int is_dropped(const char *line, size_t n)
{
	static const char *const names[] = { "PHOTO", "LOGO", "SOUND", "KEY" };
	size_t end = 0, from = 0;

	while (end < n && line[end] != ':' && line[end] != ';') {
		if (line[end] == '.')
			from = end + 1;
		end++;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == end - from &&
		    !strncasecmp(line + from, names[i], end - from))
			return end < n;
	return 0;
}

static int is_end(const char *line, size_t n)
{
	return n >= 9 && !strncasecmp(line, "END:VCARD", 9);
}

/* How the line goes on in the next one. */
enum going_on { ENDS, FOLDED, SOFT_BREAK, BASE64 };

static enum going_on goes_on(const struct kam_vcard_lines *lines, int encoded)
{
	const struct kam_str *text = &lines->text;
	struct kam_vcard_lines ahead = *lines;
	const char *line;
	size_t length;

	if (!take_line(&line, &length, &ahead) || is_end(line, length))
		return ENDS;
	if (encoded == 'Q' && text->length &&
	    text->data[text->length - 1] == '=')
		return SOFT_BREAK;
	if (is_folded(line, length))
		return FOLDED;
	/* 2.1 ends it with an empty line rather than folding it */
	if (encoded == 'B' && lines->keeps_blank && is_base64(line, length))
		return BASE64;
	return ENDS;
}

int kam_vcard_lines_next(struct kam_vcard_lines *lines, struct kam_err *err)
{
	enum going_on how;
	const char *start;
	size_t n, all;
	int encoded = 0;

	kam_str_truncate(&lines->text, 0);
	lines->from = lines->at;
	lines->line = lines->next;
	if (!take_line(&start, &n, lines))
		return 0;
	all = n;
	lines->dropped = is_dropped(start, n);
	if (head_has(start, n, "QUOTED-PRINTABLE"))
		encoded = 'Q';
	else if (head_has(start, n, "BASE64") ||
		 head_has(start, n, "ENCODING=B"))
		encoded = 'B';
	if (lines->dropped && memchr(start, ':', n))
		n = (size_t)((const char *)memchr(start, ':', n) - start) + 1;
	if (n <= LINE_BYTES)
		kam_str_add_bytes(&lines->text, start, n);
	while ((how = goes_on(lines, encoded)) != ENDS) {
		(void)take_line(&start, &n, lines);
		all += n;
		if (lines->dropped || all > LINE_BYTES)
			continue;
		if (how == SOFT_BREAK)
			kam_str_truncate(&lines->text, lines->text.length - 1);
		if (how == FOLDED && !lines->keeps_blank) {
			start++;
			n--;
		}
		kam_str_add_bytes(&lines->text, start, n);
	}
	if (lines->dropped && all > DROPPED_BYTES)
		return kam_fail(err, KAM_EINVALID, "%s",
				_("the value is larger than 16 MiB"));
	if (!lines->dropped && all > LINE_BYTES)
		return kam_fail(err, KAM_EINVALID, "%s",
				_("the line is longer than 4 MiB"));
	return lines->text.failed ? kam_fail_memory(err) : 1;
}
