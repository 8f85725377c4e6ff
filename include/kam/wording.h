/*
 * Words that leave a requirement open to interpretation, in English and
 * Chinese, and the shape of its sentences.
 *
 * The words are drawn from ISO/IEC/IEEE 29148:2018 5.2.7 (superlatives,
 * subjective language, ambiguous adverbs and adjectives, open-ended terms,
 * comparatives, loopholes), the INCOSE "Guide to Writing Requirements" (vague
 * terms, escape clauses, open-ended clauses) and the weak phrases of
 * W. Wilson et al., "Automated quality analysis of natural language
 * requirement specifications", 1997; the Chinese ones are their counterparts.
 *
 * English is found as whole words in any case; Chinese wherever it stands, but
 * not within words that mean something else (等 in 等级, 可能 in 不可能). Where
 * two begin at one place the longer counts.
 */
#ifndef KAM_WORDING_H
#define KAM_WORDING_H

#include <kam/arena.h>
#include <kam/err.h>
#include <kam/str.h>
#include <stddef.h>

enum kam_wording {
	KAM_WORDING_AMBIGUOUS, /* fast, as appropriate, 尽快 */
	KAM_WORDING_OPEN,      /* tbd, 待定: not decided yet */
};

struct kam_words; /* the list, ready to be looked for */

/* With more of the firm's own, separated by commas ("," or "，") or line
   breaks. Lives in the arena. */
int kam_words_open(struct kam_words **out, struct kam_arena *arena,
		   const char *more, struct kam_err *err) KAM_MUST_USE;

struct kam_wording_hit {
	enum kam_wording what;
	size_t at, length; /* bytes of the text */
};
typedef int (*kam_each_wording)(void *context,
				const struct kam_wording_hit *hit,
				struct kam_err *err);
/* In the order of the text; none within another. */
int kam_words_each(const struct kam_words *words, const char *text,
		   kam_each_wording each, void *context,
		   struct kam_err *err) KAM_MUST_USE;

/*
 * What says that a text holds several requirements: "and/or" (和/或, 与/或), or
 * else the second word of obligation: shall, must, should; 应, 必须, 须, which
 * are not counted within 应用, 响应 and the like. 1 and the bytes, else 0.
 */
int kam_wording_compound(size_t *at, size_t *length, const char *text);
/* Words, where two Chinese characters count as one. */
size_t kam_wording_words(const char *text);

/* Line and column, both from 1, the column in characters. */
void kam_wording_place(int *line, int *column, const char *text, size_t at);
/* Adds the bytes with some of what is around them, as one line; "…" where
   something is left out. */
void kam_wording_excerpt(struct kam_str *out, const char *text, size_t at,
			 size_t length);

#endif
