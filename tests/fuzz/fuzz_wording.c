/*
 * Wordings of requirements: what is found lies within the text, between
 * characters; what is made of them is UTF-8 and is found alike.
 */
#include "fuzz.h"

#include <kam/normal.h>
#include <kam/similar.h>
#include <kam/utf8.h>
#include <kam/weights.h>
#include <kam/wording.h>
#include <stdlib.h>
#include <string.h>

static void must(int holds)
{
	if (!holds)
		abort();
}

struct seen {
	const char *text;
	size_t end;
};

static void look_at(const char *text, size_t at, size_t length)
{
	struct kam_str excerpt = KAM_STR_INIT;
	int line, column;

	must(length > 0 && at + length <= strlen(text));
	must((text[at] & 0xc0) != 0x80 && (text[at + length] & 0xc0) != 0x80);
	kam_wording_place(&line, &column, text, at);
	must(line > 0 && column > 0);
	kam_wording_excerpt(&excerpt, text, at, length);
	must(kam_utf8_valid(excerpt.data, excerpt.length));
	kam_str_release(&excerpt);
}

static int see(void *context, const struct kam_wording_hit *hit,
	       struct kam_err *err)
{
	struct seen *seen = context;

	(void)err;
	must(hit->at >= seen->end);
	seen->end = hit->at + hit->length;
	look_at(seen->text, hit->at, hit->length);
	return 0;
}

static int pair(void *context, size_t later, size_t earlier, int percent,
		struct kam_err *err)
{
	(void)err;
	must(later == 1 && earlier == 0 && percent == 100);
	++*(int *)context;
	return 1;
}

/* The text and itself; only one without letters is like nothing. */
static void compare(const struct kam_normal *n, struct kam_err *err)
{
	const struct kam_similar_text two[] = { { n->text.data, 1, 1 },
						{ n->text.data, 1, 2 } };
	int pairs = 0;

	must(!kam_similar_each(two, 2, 100, pair, &pairs, err));
	must(pairs == (n->text.length > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kam_normal n = KAM_NORMAL_INIT;
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_weights weights;
	struct kam_words *words;
	char *text = kam_arena_strndup(&arena, (const char *)data, size);
	struct seen seen = { .text = text };
	size_t at, length;

	must(text != NULL);
	if (!kam_utf8_valid(text, strlen(text)))
		goto out;
	/* the text as a list of words finds itself, if it is one word */
	if (!kam_words_open(&words, &arena, text, &err))
		must(!kam_words_each(words, text, see, &seen, &err));
	kam_err_reset(&err);
	if (kam_wording_compound(&at, &length, text))
		look_at(text, at, length);
	must(kam_wording_words(text) <= strlen(text));
	must(!kam_normal_read(&n, text, &err));
	must(kam_utf8_valid(n.text.data, n.text.length));
	must(kam_utf8_valid(n.figures.data, n.figures.length));
	compare(&n, &err);
	if (!kam_weights_parse(&weights, text, &err))
		for (size_t i = 0; i < weights.n; i++)
			must(kam_weights_find(&weights, weights.names[i]) ==
			     (int)i);
out:
	kam_normal_release(&n);
	kam_arena_release(&arena);
	return 0;
}
