/*
 * Words found in a text: each is looked for only where its first byte is.
 */
#include "analysis/words.h"

#include <stdint.h>
#include <string.h>

enum { MORE = 256 };

struct kam_words {
	struct entry {
		const struct kam_word *word;
		size_t length;
		int16_t next; /* of those with the same first byte; -1 */
	} entries[512];
	int16_t first[256];
	int n;
	struct kam_word more[MORE];
};

int kam_word_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static size_t character(const char *at)
{
	size_t n = 1;

	while ((at[n] & 0xc0) == 0x80)
		n++;
	return n;
}

int kam_word_follows(const char *text, size_t at, const char *characters)
{
	for (; characters && *characters; characters += character(characters)) {
		size_t n = character(characters);

		if (n <= at && !memcmp(text + at - n, characters, n))
			return 1;
	}
	return 0;
}

int kam_word_precedes(const char *at, const char *characters)
{
	for (; characters && *characters; characters += character(characters))
		if (!strncmp(at, characters, character(characters)))
			return 1;
	return 0;
}

static void add(struct kam_words *w, const struct kam_word *word)
{
	struct entry *e = &w->entries[w->n];
	unsigned char first = (unsigned char)lower(word->text[0]);

	e->word = word;
	e->length = strlen(word->text);
	e->next = w->first[first];
	w->first[first] = (int16_t)w->n++;
}

/* Up to a comma, of either width, or a line's end; outer blanks left out. */
static size_t next_more(const char **word, size_t *length, const char *at)
{
	static const char wide[] = "，";
	size_t n = 0;

	while (at[n] && at[n] != ',' && at[n] != '\n' &&
	       strncmp(at + n, wide, sizeof wide - 1) != 0)
		n++;
	*word = at + strspn(at, " \t");
	*length = *word < at + n ? (size_t)(at + n - *word) : 0;
	while (*length && strchr(" \t\r", (*word)[*length - 1]))
		--*length;
	if (at[n])
		n += at[n] == ',' || at[n] == '\n' ? 1 : sizeof wide - 1;
	return n;
}

static int add_more(struct kam_words *w, struct kam_arena *arena,
		    const char *more, struct kam_err *err)
{
	int n = 0;

	while (*more) {
		const char *word;
		size_t length;
		char *text;

		more += next_more(&word, &length, more);
		if (!length)
			continue;
		if (n == MORE)
			return kam_fail(err, KAM_EINVALID,
					_("more than %d words"), MORE);
		text = kam_arena_strndup(arena, word, length);
		if (!text)
			return kam_fail_memory(err);
		for (char *at = text; *at; at++)
			*at = lower(*at);
		w->more[n].text = text;
		add(w, &w->more[n++]);
	}
	return 0;
}

int kam_words_open(struct kam_words **out, struct kam_arena *arena,
		   const char *more, struct kam_err *err)
{
	struct kam_words *w = kam_arena_alloc(arena, sizeof *w);

	if (!w)
		return kam_fail_memory(err);
	memset(w->first, 0xff, sizeof w->first);
	for (const struct kam_word *word = kam_words_known; word->text; word++)
		add(w, word);
	*out = w;
	return add_more(w, arena, more, err);
}

/* Whether the word stands there, as a whole. */
static int stands(const struct entry *e, const char *text, size_t at)
{
	const char *word = e->word->text;

	for (size_t i = 0; i < e->length; i++)
		if (lower(text[at + i]) != word[i])
			return 0;
	if (kam_word_letter(word[0]) && at && kam_word_letter(text[at - 1]))
		return 0;
	if (kam_word_letter(word[e->length - 1]) &&
	    kam_word_letter(text[at + e->length]))
		return 0;
	return !kam_word_follows(text, at, e->word->before) &&
	       !kam_word_precedes(text + at + e->length, e->word->after);
}

int kam_words_each(const struct kam_words *w, const char *text,
		   kam_each_wording each, void *context, struct kam_err *err)
{
	int rc = 0;

	for (size_t at = 0; text[at] && !rc;) {
		const struct entry *best = NULL;
		int i = w->first[(unsigned char)lower(text[at])];

		for (; i >= 0; i = w->entries[i].next)
			if ((!best || w->entries[i].length > best->length) &&
			    stands(&w->entries[i], text, at))
				best = &w->entries[i];
		if (best) {
			struct kam_wording_hit hit = {
				.what = best->word->open
					    ? KAM_WORDING_OPEN
					    : KAM_WORDING_AMBIGUOUS,
				.at = at,
				.length = best->length,
			};

			rc = each(context, &hit, err);
		}
		at += best ? best->length : 1;
	}
	return rc;
}
