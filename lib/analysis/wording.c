/*
 * The shape of a requirement's sentences, and places in it.
 */
#include "analysis/words.h"

#include <kam/utf8.h>
#include <string.h>

enum { AROUND = 16 /* characters of an excerpt on either side */ };

struct obligation {
	const char *text, *before, *after;
};

/* The bytes of a word of obligation at the place; 0 where none is. */
static size_t obligation(const char *text, size_t at)
{
	static const char *const english[] = { "shall", "must", "should" };
	static const struct obligation chinese[] = {
		{ "必须", NULL, NULL },
		{ "须", "必无", "知眉" },
		{ "应", "响供适相对反效回感答顺因照",
		  "用急对答付聘邀变收酬战届" },
	};
	size_t n;

	for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++) {
		n = strlen(chinese[i].text);
		if (!strncmp(text + at, chinese[i].text, n))
			return !kam_word_follows(text, at, chinese[i].before) &&
				       !kam_word_precedes(text + at + n,
							  chinese[i].after)
				   ? n
				   : 0;
	}
	if (at && kam_word_letter(text[at - 1]))
		return 0;
	for (size_t i = 0; i < sizeof english / sizeof *english; i++) {
		n = 0;
		while (english[i][n] && (text[at + n] | 0x20) == english[i][n])
			n++;
		if (!english[i][n] && !kam_word_letter(text[at + n]))
			return n;
	}
	return 0;
}

/* "and/or", "和/或" */
static size_t both(const char *at)
{
	static const char *const words[] = { "and/or", "和/或", "与/或",
					     "及/或" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strncmp(at, words[i], strlen(words[i])))
			return strlen(words[i]);
	return 0;
}

int kam_wording_compound(size_t *at, size_t *length, const char *text)
{
	size_t n = 0, seen = 0, second = 0, second_length = 0;

	for (size_t i = 0; text[i]; i += n ? n : 1) {
		n = both(text + i);
		if (n) {
			*at = i;
			*length = n;
			return 1;
		}
		n = obligation(text, i);
		if (n && ++seen == 2) {
			second = i;
			second_length = n;
		}
	}
	*at = second;
	*length = second_length;
	return seen > 1;
}

size_t kam_wording_words(const char *text)
{
	size_t halves = 0;
	int within = 0;

	for (; *text; text++) {
		if ((*text & 0xc0) == 0x80)
			continue;
		if (kam_utf8_starts_cjk(text)) {
			halves++;
			within = 0;
		} else if (strchr(" \t\r\n", *text)) {
			within = 0;
		} else if (!within &&
			   (kam_word_letter(*text) || (*text & 0x80))) {
			halves += 2;
			within = 1;
		}
	}
	return (halves + 1) / 2;
}

void kam_wording_place(int *line, int *column, const char *text, size_t at)
{
	*line = *column = 1;
	for (size_t i = 0; i < at; i++) {
		if (text[i] == '\n') {
			++*line;
			*column = 1;
		} else if ((text[i + 1] & 0xc0) != 0x80) {
			++*column;
		}
	}
}

void kam_wording_excerpt(struct kam_str *out, const char *text, size_t at,
			 size_t length)
{
	size_t from = at, to = at + length, end = strlen(text);
	struct kam_str part = KAM_STR_INIT;

	for (int i = 0; i < AROUND && from; i++)
		do
			from--;
		while (from && (text[from] & 0xc0) == 0x80);
	for (int i = 0; i < AROUND && to < end; i++)
		do
			to++;
		while ((text[to] & 0xc0) == 0x80);
	kam_str_add_bytes(&part, text + from, to - from);
	kam_str_add(out, from ? "…" : "");
	kam_str_add_line(out, part.data);
	kam_str_add(out, to < end ? "…" : "");
	out->failed |= part.failed;
	kam_str_release(&part);
}
