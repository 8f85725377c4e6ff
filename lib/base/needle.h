/*
 * What the files of needles share.
 */
#ifndef KAM_BASE_NEEDLE_H
#define KAM_BASE_NEEDLE_H

#include <kam/needle.h>

/* Chooses what kam_needle_try() looks for. */
void kam_needle_find_core(struct kam_needle *needle);
/* Whether a needle is found in the text as it was written as it is in what it
   is folded to; then where it is first, or NULL. */
int kam_needle_is_simple(const struct kam_needle *needle, const char *text,
			 size_t length);
const char *kam_needle_first(const struct kam_needle *needle, const char *text,
			     size_t length);
/* Whether an occurrence at that place counts, by what stands beside it. */
int kam_needle_stands(const struct kam_needle *needle, const char *begin,
		      const char *at);

#endif
