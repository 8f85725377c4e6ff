/*
 * The list of words that leave a requirement open.
 */
#ifndef KAM_ANALYSIS_WORDS_H
#define KAM_ANALYSIS_WORDS_H

#include <kam/wording.h>

struct kam_word {
	const char *text; /* ASCII in lower case */
	int open;         /* a place that is left to fill in */
	/* characters next to which it is part of another word, or NULL */
	const char *before, *after;
};
extern const struct kam_word kam_words_known[]; /* NULL-terminated */

/* Whether one of the characters stands before, after the place. */
int kam_word_follows(const char *text, size_t at, const char *characters);
int kam_word_precedes(const char *at, const char *characters);
/* Whether a letter or digit of ASCII. */
int kam_word_letter(char c);

#endif
