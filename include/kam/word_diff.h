/*
 * Two texts compared by their words.
 *
 * A word is a run of letters and digits, one character of Chinese, Japanese or
 * Korean, a run of blanks, or one sign. What is given is a shortest way from
 * the one text to the other, taking words away and adding them (E. W. Myers,
 * An O(ND) difference algorithm and its variations, Algorithmica 1 (1986),
 * 251-266), unless that needs more than KAM_WORD_DIFF_MOST of them: then what
 * stands between the common beginning and the common end is one change.
 */
#ifndef KAM_WORD_DIFF_H
#define KAM_WORD_DIFF_H

#include <kam/arena.h>
#include <kam/str.h>

enum { KAM_WORD_DIFF_MOST = 1000 };

enum kam_word_change {
	KAM_WORDS_SAME,
	KAM_WORDS_REMOVED,
	KAM_WORDS_ADDED,
};
/* Bytes of the first text, or of the second where they were added. */
struct kam_word_run {
	enum kam_word_change change;
	const char *text;
	size_t length;
};

/* The runs in order, in the arena: of a change what was removed comes first.
   KAM_ENOMEM is all that can fail. */
int kam_word_diff(struct kam_word_run **runs, size_t *n,
		  struct kam_arena *arena, const char *before,
		  const char *after, struct kam_err *err) KAM_MUST_USE;

/* Adds them as one text: "sign [-in-]{+on+} once". */
void kam_word_diff_show(struct kam_str *out, const struct kam_word_run *runs,
			size_t n);

#endif
