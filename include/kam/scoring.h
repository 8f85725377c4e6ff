/*
 * Scores by which requirements are ranked.
 *
 * Every score is in millionths (decimal.h), rounded half away from zero and
 * held within KAM_SCORE_MOST, so that equal inputs give equal scores. Whoever
 * calls has all inputs: none stands in for one that is unknown.
 *
 *   value/effort  business value by effort in person days
 *   RICE          reach × impact × confidence / effort; impact is 3 massive,
 *                 2 high, 1 medium, 0.5 low or 0.25 minimal. S. McBride,
 *                 "RICE: simple prioritization for product managers",
 *                 Intercom, 2016. His effort is in person months, here it is in
 *                 person days: the same order
 *   WSJF          (business value + time criticality + risk reduction and
 *                 opportunity enablement) / job size. D. Reinertsen, "The
 *                 Principles of Product Development Flow", 2009; these
 *                 components of the cost of delay are SAFe's
 *   weighted      sum of weight × score / sum of |weight|: the weighted sum
 *                 model (P. Fishburn, 1967); a negative weight is for what
 *                 speaks against
 *   MoSCoW        the effort of Musts should be no more than 60 % of the whole:
 *                 "The DSDM Agile Project Framework", 2014, chapter 10
 */
#ifndef KAM_SCORING_H
#define KAM_SCORING_H

#include <stddef.h>
#include <stdint.h>

#define KAM_SCORE_MOST INT64_C(999999999999999999) /* millionths */

enum { KAM_MUST_PERCENT = 60 };

/* effort in millionths of a person day, more than 0 */
int64_t kam_score_value_effort(int64_t value, int64_t effort);
/* impact, confidence and effort in millionths, effort more than 0 */
int64_t kam_score_rice(int64_t reach, int64_t impact, int64_t confidence,
		       int64_t effort);
/* size more than 0 */
int64_t kam_score_wsjf(int64_t value, int64_t time, int64_t risk,
		       int64_t size);
/* scores and weights in millionths; some weight is not 0 */
int64_t kam_score_weighted(const int64_t *scores, const int64_t *weights,
			   size_t n);
/* part / whole in millionths; whole more than 0 */
int64_t kam_score_share(int64_t part, int64_t whole);
/* 1 where Musts of this share, in millionths, are more than the rule allows */
int kam_must_is_heavy(int64_t share);
/* 1 for one of RICE's five, in millionths */
int kam_rice_impact_is_known(int64_t impact);

#endif
