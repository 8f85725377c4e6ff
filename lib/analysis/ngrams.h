/*
 * The n-grams of texts: three letters, two characters of Chinese; a word begins
 * and ends with one of its own.
 */
#ifndef KAM_ANALYSIS_NGRAMS_H
#define KAM_ANALYSIS_NGRAMS_H

#include <kam/similar.h>

/* How many texts have each, and its place among them by that. */
struct kam_grams {
	struct kam_gram {
		uint64_t hash;
		uint32_t texts; /* 0: a free place */
		uint32_t last;  /* the text that had it last, from 1 */
		uint32_t rank;  /* rare ones first */
	} * places;
	size_t n, room; /* room is a power of two */
};

/* Counts an n-gram once for each text that has it. */
int kam_grams_count(struct kam_grams *g, uint64_t hash, uint32_t text,
		    struct kam_err *err) KAM_MUST_USE;
/* Gives the ranks and forgets who had which last. */
int kam_grams_rank(struct kam_grams *g, struct kam_err *err) KAM_MUST_USE;
/* One that was counted. */
struct kam_gram *kam_grams_find(const struct kam_grams *g, uint64_t hash);

/* Walks those of a text: their hashes, which its group makes other ones. */
struct kam_gram_window {
	const char *at;
	int32_t before, now; /* the letters there */
	uint64_t group;
};
void kam_gram_begin(struct kam_gram_window *w,
		    const struct kam_similar_text *text);
/* 0 at the end */
uint64_t kam_gram_next(struct kam_gram_window *w);

#endif
