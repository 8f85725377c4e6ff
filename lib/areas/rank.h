/*
 * The parts of a ranking: places found, scored, and taken by a capacity.
 */
#ifndef KAM_AREAS_RANK_H
#define KAM_AREAS_RANK_H

#include <kam/req_rank.h>

/* Scores of criteria and Kano answers, for all places, which are by id. */
int kam_rank_read_weighted(struct kam_ranking *r, struct kam *k,
			   struct kam_err *err) KAM_MUST_USE;
int kam_rank_read_kano(struct kam_ranking *r, struct kam *k,
		       struct kam_err *err) KAM_MUST_USE;
/* The place of a requirement among places by id; NULL where it has none. */
struct kam_rank_place *kam_rank_find(struct kam_ranking *r, int64_t id);
/* Scores each and sorts. */
void kam_rank_sort(struct kam_ranking *r);
/* What is above the line, and the sums. */
int kam_rank_draw(struct kam_ranking *r, struct kam *k,
		  struct kam_err *err) KAM_MUST_USE;
int kam_rank_is(const struct kam_rank_place *p, const char *priority);

#endif
