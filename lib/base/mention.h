/*
 * What the two files of mentions share.
 */
#ifndef KAM_BASE_MENTION_H
#define KAM_BASE_MENTION_H

#include <kam/mention.h>

/* Fills m->letters with the text. */
int kam_mention_fold(struct kam_mentions *m, const char *text,
		     struct kam_err *err) KAM_MUST_USE;

/* Keeps a trait; 1, or 0 where there is one like it. */
int kam_mention_keep(struct kam_mentions *m, const struct kam_mention *t,
		     struct kam_err *err) KAM_MUST_USE;

/* mention_number.c: keeps a number, whose text is at hand, in all its forms; as
   kam_mentions_add(). Then the letter behind one that begins at *from, which
   goes back to its sign, or 0. */
int kam_mention_number_add(struct kam_mentions *m, struct kam_mention *t,
			   struct kam_err *err) KAM_MUST_USE;
size_t kam_mention_number(const struct kam_mentions *m,
			  const struct kam_mention *t, size_t *from);

/* Of folded letters. */
int kam_is_blank(int32_t c);
int kam_is_digit(int32_t c);
int kam_is_mark(int32_t c);
int kam_is_unspaced(int32_t c);
/* a letter, a digit or a mark: part of a word */
int kam_is_letter(int32_t c);

#endif
