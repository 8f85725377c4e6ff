/*
 * Which texts say nearly the same, among many.
 *
 * Two texts are as similar as their sets of n-grams (three letters, two
 * characters of Chinese) have in common: Jaccard's index, |A ∩ B| / |A ∪ B|.
 * Pairs below the threshold are never looked at: texts are compared only where
 * the rarest of their n-grams meet (prefix filtering: C. Xiao et al.,
 * "Efficient similarity joins for near duplicate detection", WWW 2008), so
 * 10,000 texts take no 50,000,000 comparisons, and none is missed.
 *
 * Texts are compared as they are: kam_normal_read() (normal.h) folds them.
 */
#ifndef KAM_SIMILAR_H
#define KAM_SIMILAR_H

#include <kam/err.h>
#include <stddef.h>
#include <stdint.h>

enum {
	KAM_SIMILAR_PERCENT = 80, /* what counts as nearly the same */
	/* earlier texts that one is paired with, at most: where more are alike,
	   they are a list, not wordings */
	KAM_SIMILAR_TRIES = 1000
};

struct kam_similar_text {
	const char *text; /* UTF-8, borrowed */
	uint64_t group;   /* only texts of one group are compared */
	uint64_t owner;   /* and not two of one owner */
};

/* A later text with an earlier one, the earliest first: 1 takes the pair and
   goes on to the next text, 0 tries the text's next pair, a code ends it. */
typedef int (*kam_each_similar)(void *context, size_t later, size_t earlier,
				int percent, struct kam_err *err);
int kam_similar_each(const struct kam_similar_text *texts, size_t n,
		     int percent, kam_each_similar each, void *context,
		     struct kam_err *err) KAM_MUST_USE;

#endif
