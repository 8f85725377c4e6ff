#include "analysis/ngrams.h"

#include <kam/grow.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

struct set {
	uint32_t *ranks; /* ascending */
	uint32_t n;
};

struct search {
	const struct kam_similar_text *texts;
	size_t n;
	int percent;
	struct kam_grams grams;
	struct set *sets;
	uint32_t *ranks; /* what the sets are made of */
	size_t n_ranks, room_ranks;
	/* Of texts with the same n-grams only the first is looked for; the
	   others follow it in a list, in order. */
	uint32_t *firsts; /* a table of them, by what they have */
	size_t places;    /* a power of two */
	uint32_t *nexts, *lasts;
	/* by rank, the first ones that have it among their rarest: a list */
	uint32_t *heads;
	struct node {
		uint32_t text, next;
	} * nodes;
	size_t n_nodes;
	struct match {
		uint32_t text;
		int percent;
	} * matches;
	size_t n_matches, room_matches;
	uint32_t *seen; /* by text: the last that found it, from 1 */
};

static int keep_rank(struct search *s, uint32_t rank, struct kam_err *err)
{
	uint32_t *grown;

	grown =
	    kam_grow(s->ranks, &s->room_ranks, s->n_ranks, sizeof *grown, err);
	if (!grown)
		return err->code;
	s->ranks = grown;
	s->ranks[s->n_ranks++] = rank;
	return 0;
}

static int compare_ranks(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static int count_grams(struct search *s, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < s->n && !rc; i++) {
		struct kam_gram_window w;
		uint64_t hash;

		kam_gram_begin(&w, &s->texts[i]);
		while (!rc && (hash = kam_gram_next(&w)))
			rc = kam_grams_count(&s->grams, hash, (uint32_t)i + 1,
					     err);
	}
	return rc;
}

static int fill_sets(struct search *s, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < s->n && !rc; i++) {
		struct kam_gram_window w;
		size_t first = s->n_ranks;
		uint64_t hash;

		kam_gram_begin(&w, &s->texts[i]);
		while (!rc && (hash = kam_gram_next(&w))) {
			struct kam_gram *gram = kam_grams_find(&s->grams, hash);

			if (gram->last == i + 1)
				continue;
			gram->last = (uint32_t)i + 1;
			rc = keep_rank(s, gram->rank, err);
		}
		s->sets[i].n = (uint32_t)(s->n_ranks - first);
	}
	for (size_t i = 0, at = 0; i < s->n && !rc; i++) {
		if (!s->sets[i].n)
			continue; /* of nothing but such there are no ranks */
		s->sets[i].ranks = s->ranks + at;
		at += s->sets[i].n;
		qsort(s->sets[i].ranks, s->sets[i].n, sizeof *s->ranks,
		      compare_ranks);
	}
	return rc;
}

/* How many of n two similar sets have in common at least. */
static uint32_t least(const struct search *s, uint32_t n)
{
	return (uint32_t)(((uint64_t)n * (unsigned)s->percent + 99) / 100);
}

/* Of two similar sets at least one n-gram is among these of each. */
static uint32_t prefix(const struct search *s, uint32_t n)
{
	return n ? n - least(s, n) + 1 : 0;
}

/* In percent; 0 as soon as it can't be enough. */
static int similarity(const struct search *s, const struct set *a,
		      const struct set *b)
{
	const uint64_t percent = (unsigned)s->percent;
	const uint32_t needed =
	    (uint32_t)((percent * (a->n + b->n) + percent + 99) /
		       (100 + percent));
	uint32_t i = 0, j = 0, common = 0;

	while (i < a->n && j < b->n) {
		if (a->ranks[i] == b->ranks[j]) {
			common++;
			i++;
			j++;
		} else if (a->ranks[i] < b->ranks[j]) {
			i++;
		} else {
			j++;
		}
		if (common + (a->n - i < b->n - j ? a->n - i : b->n - j) <
		    needed)
			return 0;
	}
	return (int)((uint64_t)common * 100 / (a->n + b->n - common));
}

/* The place of the first text with the same n-grams, or where it would be. */
static uint32_t *first_place(const struct search *s, size_t i)
{
	const struct set *set = &s->sets[i];
	uint64_t h = UINT64_C(0xcbf29ce484222325);
	size_t at;

	for (uint32_t k = 0; k < set->n; k++)
		h = (h ^ set->ranks[k]) * UINT64_C(0x100000001b3);
	for (at = (h ^ h >> 32) & (s->places - 1); s->firsts[at] != NONE;
	     at = (at + 1) & (s->places - 1)) {
		const struct set *other = &s->sets[s->firsts[at]];

		/* those without any have no ranks to compare */
		if (other->n == set->n &&
		    (!set->n || !memcmp(other->ranks, set->ranks,
					set->n * sizeof *set->ranks)))
			break;
	}
	return &s->firsts[at];
}

static int add_match(struct search *s, uint32_t text, int percent,
		     struct kam_err *err)
{
	struct match *grown;

	grown = kam_grow(s->matches, &s->room_matches, s->n_matches,
			 sizeof *grown, err);
	if (!grown)
		return err->code;
	s->matches = grown;
	s->matches[s->n_matches].text = text;
	s->matches[s->n_matches++].percent = percent;
	return 0;
}

/* All that are as similar as this first one, no more than are tried. */
static int add_matches(struct search *s, size_t i, uint32_t first,
		       struct kam_err *err)
{
	int percent = similarity(s, &s->sets[i], &s->sets[first]), rc = 0;
	size_t most = s->n_matches + KAM_SIMILAR_TRIES;

	if (percent < s->percent)
		return 0;
	for (uint32_t j = first; j != NONE && s->n_matches < most && !rc;
	     j = s->nexts[j])
		if (s->texts[i].owner != s->texts[j].owner)
			rc = add_match(s, j, percent, err);
	return rc;
}

static int compare_matches(const void *a, const void *b)
{
	const struct match *x = a, *y = b;

	return x->text < y->text ? -1 : x->text > y->text;
}

/* Earlier texts that are similar, among those that share one of the rarest
   n-grams. */
static int find(struct search *s, size_t i, struct kam_err *err)
{
	const struct set *set = &s->sets[i];
	uint32_t many = prefix(s, set->n);
	int rc = 0;

	s->n_matches = 0;
	for (uint32_t k = 0; k < many; k++)
		for (uint32_t at = s->heads[set->ranks[k]]; at != NONE && !rc;
		     at = s->nodes[at].next) {
			uint32_t j = s->nodes[at].text;

			if (s->seen[j] == i + 1)
				continue;
			s->seen[j] = (uint32_t)i + 1;
			if (s->sets[j].n >= least(s, set->n) &&
			    set->n >= least(s, s->sets[j].n))
				rc = add_matches(s, i, j, err);
		}
	if (s->n_matches)
		qsort(s->matches, s->n_matches, sizeof *s->matches,
		      compare_matches);
	return rc;
}

static void post(struct search *s, size_t i)
{
	uint32_t many = prefix(s, s->sets[i].n), *first = first_place(s, i);

	if (*first != NONE) {
		s->nexts[s->lasts[*first]] = (uint32_t)i;
		s->lasts[*first] = (uint32_t)i;
		return;
	}
	*first = s->lasts[i] = (uint32_t)i;
	for (uint32_t k = 0; k < many; k++) {
		uint32_t *head = &s->heads[s->sets[i].ranks[k]];

		s->nodes[s->n_nodes].text = (uint32_t)i;
		s->nodes[s->n_nodes].next = *head;
		*head = (uint32_t)s->n_nodes++;
	}
}

static int join(struct search *s, kam_each_similar each, void *context,
		struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < s->n && rc >= 0; i++) {
		rc = find(s, i, err);
		for (size_t j = 0;
		     j < s->n_matches && j < KAM_SIMILAR_TRIES && !rc; j++)
			rc = each(context, i, s->matches[j].text,
				  s->matches[j].percent, err);
		post(s, i);
	}
	return rc < 0 ? rc : 0;
}

static int allocate(struct search *s, struct kam_err *err)
{
	size_t nodes = 0;

	for (size_t i = 0; i < s->n; i++)
		nodes += prefix(s, s->sets[i].n);
	for (s->places = 4; s->places < 2 * s->n;)
		s->places *= 2;
	s->heads = malloc((s->grams.n + 1) * sizeof *s->heads);
	s->nodes = malloc((nodes + 1) * sizeof *s->nodes);
	s->firsts = malloc(s->places * sizeof *s->firsts);
	s->nexts = malloc(s->n * sizeof *s->nexts);
	s->lasts = malloc(s->n * sizeof *s->lasts);
	s->seen = calloc(s->n, sizeof *s->seen);
	if (!s->heads || !s->nodes || !s->firsts || !s->nexts || !s->lasts ||
	    !s->seen)
		return kam_fail_memory(err);
	memset(s->heads, 0xff, (s->grams.n + 1) * sizeof *s->heads);
	memset(s->firsts, 0xff, s->places * sizeof *s->firsts);
	memset(s->nexts, 0xff, s->n * sizeof *s->nexts);
	return 0;
}

int kam_similar_each(const struct kam_similar_text *texts, size_t n,
		     int percent, kam_each_similar each, void *context,
		     struct kam_err *err)
{
	struct search s = { .texts = texts, .n = n, .percent = percent };
	int rc;

	if (n < 2)
		return 0;
	s.sets = calloc(n, sizeof *s.sets);
	rc = s.sets ? count_grams(&s, err) : kam_fail_memory(err);
	if (!rc && s.grams.n)
		rc = kam_grams_rank(&s.grams, err);
	if (!rc)
		rc = fill_sets(&s, err);
	if (!rc)
		rc = allocate(&s, err);
	if (!rc)
		rc = join(&s, each, context, err);
	free(s.sets);
	free(s.grams.places);
	free(s.ranks);
	free(s.heads);
	free(s.nodes);
	free(s.firsts);
	free(s.nexts);
	free(s.lasts);
	free(s.matches);
	free(s.seen);
	return rc;
}
