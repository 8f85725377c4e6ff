#include "analysis/ngrams.h"

#include <stdlib.h>
#include <utf8proc.h>

static uint64_t mix(uint64_t h)
{
	h = (h ^ (h >> 33)) * UINT64_C(0xff51afd7ed558ccd);
	return h ^ (h >> 29);
}

static int grow_grams(struct kam_grams *g, struct kam_err *err)
{
	size_t room = g->room ? 2 * g->room : 1024;
	struct kam_gram *places = calloc(room, sizeof *places);

	if (!places)
		return kam_fail_memory(err);
	for (size_t i = 0; i < g->room; i++) {
		size_t at = g->places[i].hash & (room - 1);

		if (!g->places[i].texts)
			continue;
		while (places[at].texts)
			at = (at + 1) & (room - 1);
		places[at] = g->places[i];
	}
	free(g->places);
	g->places = places;
	g->room = room;
	return 0;
}

struct kam_gram *kam_grams_find(const struct kam_grams *g, uint64_t hash)
{
	size_t at = hash & (g->room - 1);

	while (g->places[at].texts && g->places[at].hash != hash)
		at = (at + 1) & (g->room - 1);
	return &g->places[at];
}

int kam_grams_count(struct kam_grams *g, uint64_t hash, uint32_t text,
		    struct kam_err *err)
{
	struct kam_gram *gram;

	if (2 * g->n >= g->room && grow_grams(g, err))
		return err->code;
	gram = kam_grams_find(g, hash);
	if (gram->last == text)
		return 0;
	if (!gram->texts) {
		gram->hash = hash;
		g->n++;
	}
	gram->texts++;
	gram->last = text;
	return 0;
}

static int is_cjk(int32_t c)
{
	return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af) ||
	       (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

static size_t next_letter(int32_t *c, const char *at)
{
	utf8proc_ssize_t n =
	    utf8proc_iterate((const utf8proc_uint8_t *)at, -1, c);

	return n > 0 ? (size_t)n : 1;
}

uint64_t kam_gram_next(struct kam_gram_window *w)
{
	while (w->now) {
		int32_t before = w->before, now = w->now, after = 0;

		if (*w->at)
			w->at += next_letter(&after, w->at);
		w->before = now;
		w->now = after;
		if (now == ' ')
			continue;
		if (is_cjk(now))
			before = 0;
		else if (is_cjk(before) || before == ' ')
			before = 0;
		if (after == ' ' || is_cjk(after) != is_cjk(now))
			after = 0;
		return mix(mix((uint64_t)before << 42 ^ (uint64_t)now << 21 ^
			       (uint64_t)after) +
			   w->group) |
		       1;
	}
	return 0;
}

void kam_gram_begin(struct kam_gram_window *w,
		    const struct kam_similar_text *text)
{
	*w = (struct kam_gram_window){ .at = text->text,
				       .group = mix(text->group + 1) };
	if (*w->at)
		w->at += next_letter(&w->now, w->at);
}

static int compare_grams(const void *a, const void *b)
{
	const struct kam_gram *x = *(struct kam_gram *const *)a;
	const struct kam_gram *y = *(struct kam_gram *const *)b;

	if (x->texts != y->texts)
		return x->texts < y->texts ? -1 : 1;
	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

int kam_grams_rank(struct kam_grams *g, struct kam_err *err)
{
	struct kam_gram **all = malloc((g->n + 1) * sizeof(struct kam_gram *));
	size_t n = 0;

	if (!all)
		return kam_fail_memory(err);
	for (size_t i = 0; i < g->room; i++)
		if (g->places[i].texts)
			all[n++] = &g->places[i];
	qsort(all, n, sizeof *all, compare_grams);
	for (size_t i = 0; i < n; i++) {
		all[i]->rank = (uint32_t)i;
		all[i]->last = 0;
	}
	free(all);
	return 0;
}
