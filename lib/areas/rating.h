/*
 * What the ratings of many requirements are read from, at once.
 */
#ifndef KAM_AREAS_RATING_H
#define KAM_AREAS_RATING_H

#include <kam/req_rate.h>

/* Every pair of answers counted, requirements ascending. */
typedef int (*kam_each_tally)(void *context, int64_t req,
			      const struct kam_kano_tally *tally,
			      struct kam_err *err);
int kam_kano_each(struct kam *k, kam_each_tally each, void *context,
		  struct kam_err *err) KAM_MUST_USE;

/* The mean score of each requirement on each criterion, in millionths,
   requirements ascending. */
typedef int (*kam_each_score)(void *context, int64_t req, const char *criterion,
			      int64_t score, struct kam_err *err);
int kam_scores_each(struct kam *k, kam_each_score each, void *context,
		    struct kam_err *err) KAM_MUST_USE;

#endif
