/*
 * What the ratings of many requirements are read from, at once.
 */
#ifndef KAM_AREAS_RATING_H
#define KAM_AREAS_RATING_H

#include "db/db.h"

#include <kam/req_rate.h>

/* The one id that a statement with bound values gives, which is finalized; 0
   where it gives none. */
int kam_rating_find(int64_t *id, struct kam_stmt *s,
		    struct kam_err *err) KAM_MUST_USE;
/* A new record, or the one with the id as it is and to be changed. */
int kam_rating_open(struct kam_record **before, struct kam_record **after,
		    struct kam *k, struct kam_arena *arena,
		    const struct kam_kind *kind, int64_t id,
		    struct kam_err *err) KAM_MUST_USE;
int kam_rating_write(struct kam *k, const struct kam_record *before,
		     struct kam_record *after,
		     struct kam_err *err) KAM_MUST_USE;

/* Every pair of answers counted, requirements ascending. */
typedef int (*kam_each_tally)(void *context, int64_t req,
			      const struct kam_kano_tally *tally,
			      struct kam_err *err);
int kam_kano_each(struct kam *k, kam_each_tally each, void *context,
		  struct kam_err *err) KAM_MUST_USE;

/* The mean score of each record of a kind on each criterion, in millionths,
   records ascending. */
typedef int (*kam_each_score)(void *context, int64_t req, const char *criterion,
			      int64_t score, struct kam_err *err);
int kam_scores_each(struct kam *k, const struct kam_kind *kind,
		    kam_each_score each, void *context,
		    struct kam_err *err) KAM_MUST_USE;

#endif
