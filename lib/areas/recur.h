/*
 * What a search for recurrences reads: all that was raised, solved or not, and
 * what links say of it.
 */
#ifndef KAM_AREAS_RECUR_H
#define KAM_AREAS_RECUR_H

#include <kam/issue.h>
#include <kam/similar.h>

/* Something raised, in the order of its day. */
struct kam_recur_item {
	int feedback; /* else an issue */
	int64_t id, account;
	const char *title, *cause;
	int has_solved, told; /* told: a link says what it recurs */
	int32_t on, solved;
	int32_t until; /* the same cause counts, where it was solved */
};
struct kam_recur_tie {
	int64_t link, from, to;
	int from_feedback, to_feedback, recurs;
};
/* The likeliest earlier one of an item, by its wording. */
struct kam_recur_best {
	size_t earlier;
	int percent;
};
struct kam_recur_search {
	struct kam *k;
	const struct kam_recur_query *query;
	struct kam_arena arena;
	struct kam_recur_item *items;
	struct kam_recur_tie *ties;
	struct kam_recur_best *best; /* of each item; percent 0: none */
	size_t n, room, n_ties, ties_room;
	struct kam_similar_text *wordings;
	size_t *of; /* whose each wording is */
	size_t n_wordings, wordings_room, of_room;
	int64_t percent;
};

int kam_recur_is(const struct kam_recur_item *i, int feedback, int64_t id);
/* Whether it is what is asked about. */
int kam_recur_wanted(const struct kam_recur_search *s,
		     const struct kam_recur_item *i);
/* k and query are set, all else 0; release it, whatever came of it. */
int kam_recur_begin(struct kam_recur_search *search,
		    struct kam_err *err) KAM_MUST_USE;
void kam_recur_release(struct kam_recur_search *search);

#endif
