/*
 * Words looked for in text, in Latin script and Chinese alike.
 *
 * Text is folded first (NFKC, case folded, as kam_utf8_fold() does), so that
 * "Portal", "PORTAL" and "Ｐｏｒｔａｌ" are one. Then a needle is found
 *
 *   where it begins or ends with a character of Chinese, Japanese or Korean,
 *   which have no blanks between words: whatever stands beside that end
 *   elsewhere as a whole word: no letter, digit or "_" stands beside that end,
 *   as `grep -w` has it, but that Chinese characters part words
 *
 * so that "port" is not found in "portal", "port" as a prefix is, and "portal"
 * is found in "登录portal失败". A needle with blanks in it is a phrase; a run
 *of blanks and line breaks, in it or in the text, is one blank.
 *
 *	kam_needles_parse(&needles, &arena, words, n, 0, err);
 *	kam_needle_fold(&folded, text);
 *	n = kam_needle_count(&needles.items[0], folded.data, folded.length);
 */
#ifndef KAM_NEEDLE_H
#define KAM_NEEDLE_H

#include <kam/arena.h>
#include <kam/str.h>
#include <stddef.h>
#include <stdint.h>

enum { KAM_NEEDLES = 16, KAM_NEEDLE_BYTES = 200 };

struct kam_needle {
	const char *text; /* folded */
	size_t length;
	int head, tail; /* no letter may stand before, behind it */
	/* a run of ASCII letters and digits in it, or of Chinese characters,
	   and the byte in that to look for first; of length 0: there is none */
	size_t core, core_length, anchor;
};
struct kam_needles {
	struct kam_needle items[KAM_NEEDLES];
	size_t n;
	int prefix;
};

/* prefix: what follows a needle's end does not matter. Texts live in the
   arena. KAM_EINVALID for one of nothing but blanks, or longer than
   KAM_NEEDLE_BYTES, and for more than KAM_NEEDLES. */
int kam_needles_parse(struct kam_needles *out, struct kam_arena *arena,
		      const char *const *words, size_t n, int prefix,
		      struct kam_err *err) KAM_MUST_USE;
/* Adds text folded for the search. The same as kam_utf8_fold() with runs of
   blanks made one, at a fifth of the cost for usual text. */
void kam_needle_fold(struct kam_str *out, const char *text);
/* How often it occurs in a text that wasn't folded; KAM_NEEDLE_FOLD where that
   can't be told: hardly ever, and folding costs most. */
#define KAM_NEEDLE_FOLD SIZE_MAX
size_t kam_needle_try(const struct kam_needle *needle, const char *text,
		      size_t length);
/* 0 where a text that was not folded cannot hold it: told fast. */
int kam_needle_may(const struct kam_needle *needle, const char *text,
		   size_t length);
/* How often it occurs in folded text, occurrences apart from each other. */
size_t kam_needle_count(const struct kam_needle *needle, const char *folded,
			size_t length);
/*
 * Where in a text as it was written the first occurrence of one of the needles
 * is: 1, with bytes from *from to *to, else 0. It compares character by
 * character: one that is written as letter and accent apart may be missed.
 */
int kam_needles_locate(size_t *from, size_t *to,
		       const struct kam_needles *needles, const char *text,
		       struct kam_err *err) KAM_MUST_USE;
/*
 * Adds the text's words for an index that splits at whatever is ASCII and no
 * letter or digit: runs of letters and digits, and each Chinese, Japanese or
 * Korean character alone, a blank between. Wherever a needle occurs in folded
 * text, the needle's words occur among the text's, in one piece.
 */
void kam_needle_words(struct kam_str *out, const char *folded, size_t length);

#endif
