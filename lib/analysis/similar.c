#include "analysis/ngrams.h"

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
	/* by rank, the texts that have it among their rarest: a list, the
	   latest text first */
	uint32_t *heads;
	struct node {
		uint32_t text, next;
	} * nodes;
	size_t n_nodes;
	uint32_t *found; /* texts to compare with */
	uint32_t *seen;  /* by text: the last that found it, from 1 */
};

static int keep_rank(struct search *s, uint32_t rank, struct kam_err *err)
{
	if (s->n_ranks == s->room_ranks) {
		size_t room = s->room_ranks ? 2 * s->room_ranks : 4096;
		uint32_t *grown = realloc(s->ranks, room * sizeof *grown);

		if (!grown)
			return kam_fail_memory(err);
		s->ranks = grown;
		s->room_ranks = room;
	}
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
		s->sets[i].ranks = s->ranks + at;
		at += s->sets[i].n;
		if (s->sets[i].n)
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

static int similarity(const struct set *a, const struct set *b)
{
	uint32_t i = 0, j = 0, common = 0;

	while (i < a->n && j < b->n) {
		common += a->ranks[i] == b->ranks[j];
		if (a->ranks[i] == b->ranks[j]) {
			i++;
			j++;
		} else if (a->ranks[i] < b->ranks[j]) {
			i++;
		} else {
			j++;
		}
	}
	return (int)((uint64_t)common * 100 / (a->n + b->n - common));
}

static int can_match(const struct search *s, size_t i, uint32_t j)
{
	const struct kam_similar_text *a = &s->texts[i], *b = &s->texts[j];

	return a->group == b->group && a->owner != b->owner &&
	       s->sets[j].n >= least(s, s->sets[i].n) &&
	       s->sets[i].n >= least(s, s->sets[j].n);
}

/* Earlier texts that share one of the rarest n-grams; how many. */
static size_t find(struct search *s, size_t i)
{
	uint32_t many = prefix(s, s->sets[i].n);
	size_t n = 0;

	for (uint32_t k = 0; k < many; k++)
		for (uint32_t at = s->heads[s->sets[i].ranks[k]]; at != NONE;
		     at = s->nodes[at].next) {
			uint32_t j = s->nodes[at].text;

			if (s->seen[j] == i + 1 || !can_match(s, i, j))
				continue;
			s->seen[j] = (uint32_t)i + 1;
			s->found[n++] = j;
		}
	if (n)
		qsort(s->found, n, sizeof *s->found, compare_ranks);
	return n < KAM_SIMILAR_TRIES ? n : KAM_SIMILAR_TRIES;
}

static void post(struct search *s, size_t i)
{
	uint32_t many = prefix(s, s->sets[i].n);

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
		size_t n = find(s, i);

		rc = 0;
		for (size_t j = 0; j < n && !rc; j++) {
			int percent =
			    similarity(&s->sets[i], &s->sets[s->found[j]]);

			if (percent >= s->percent)
				rc =
				    each(context, i, s->found[j], percent, err);
		}
		post(s, i);
	}
	return rc < 0 ? rc : 0;
}

static int allocate(struct search *s, struct kam_err *err)
{
	size_t nodes = 0;

	for (size_t i = 0; i < s->n; i++)
		nodes += prefix(s, s->sets[i].n);
	s->heads = malloc((s->grams.n + 1) * sizeof *s->heads);
	s->nodes = malloc((nodes + 1) * sizeof *s->nodes);
	s->found = malloc(s->n * sizeof *s->found);
	s->seen = calloc(s->n, sizeof *s->seen);
	if (!s->heads || !s->nodes || !s->found || !s->seen)
		return kam_fail_memory(err);
	memset(s->heads, 0xff, (s->grams.n + 1) * sizeof *s->heads);
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
	free(s.found);
	free(s.seen);
	return rc;
}
