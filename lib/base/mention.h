/*
 * What the two files of mentions share.
 */
#ifndef KAM_BASE_MENTION_H
#define KAM_BASE_MENTION_H

#include <kam/mention.h>

/* Fills m->letters with the text. */
int kam_mention_fold(struct kam_mentions *m, const char *text,
		     struct kam_err *err) KAM_MUST_USE;

/* Of folded letters. */
int kam_is_blank(int32_t c);
int kam_is_digit(int32_t c);
int kam_is_mark(int32_t c);
int kam_is_unspaced(int32_t c);
/* a letter, a digit or a mark: part of a word */
int kam_is_letter(int32_t c);

#endif
