/*
 * Satisfaction: what answers on a scale come to, and how sure that is.
 *
 * Three measures, each with the definition that the figures go by:
 *   NPS   net promoter score, the percentage of promoters (9-10) less that of
 *         detractors (0-6) on a scale of 0-10: -100 … 100. F. Reichheld, "The
 *         one number you need to grow", Harvard Business Review 81 (12), 2003.
 *         Its standard error is sqrt((p + d - (p - d)^2) / n), the variance of
 *         the mean of +1, 0 and -1: B. Rocks, "Interval estimation for the Net
 *         Promoter Score", The American Statistician 70 (4), 2016
 *   CSAT  the share of answers in the upper two boxes of the scale: 0 … 1. Its
 *         interval is Wilson's: E. B. Wilson, "Probable inference, the law of
 *         succession, and statistical inference", JASA 22, 1927; R. G.
 * Newcombe, "Two-sided confidence intervals for the single proportion",
 * Statistics in Medicine 17, 857-872, 1998, method 3 CES   customer effort
 * score 2.0, the mean of 1-7, where 7 is the easiest. M. Dixon, N. Toman, R.
 * DeLisi, "The Effortless Experience", 2013. Its interval is Student's, t with
 * n - 1 degrees of freedom
 *
 * Intervals are of 95 %, cut off at the ends of what the measure can be. One
 * that has no spread at all has no width: a few answers that are all the same
 * say less than that, and figures of fewer than KAM_FEW answers are marked so.
 *
 * Two figures differ beyond chance where 0 is outside the interval of 95 % of
 * their difference: of NPS by the sum of the two variances, of CSAT by
 * Newcombe's hybrid of two Wilson intervals ("Interval estimation for the
 * difference between independent proportions", Statistics in Medicine 17,
 * 873-890, 1998, method 10), of CES by Welch's t with Satterthwaite's degrees
 * of freedom, rounded down.
 */
#ifndef KAM_SATISFACTION_H
#define KAM_SATISFACTION_H

#include <kam/err.h>
#include <stdint.h>

enum kam_measure { KAM_NPS, KAM_CSAT, KAM_CES };
enum { KAM_FEW = 5, KAM_SCALE_STEPS = 11 };

struct kam_scale {
	int low, high; /* both may be answered */
};
/* "0-10"; KAM_EINVALID where it has no two ends or too many steps */
int kam_scale_parse(struct kam_scale *out, const char *text,
		    struct kam_err *err) KAM_MUST_USE;
/* The usual one of a measure, as text; whether a scale may be its own. */
const char *kam_scale_usual(enum kam_measure measure);
int kam_scale_fits(enum kam_measure measure, const char *text);

/* Where an answer stands: of NPS promoter, passive or detractor; else in the
   upper two boxes, below the middle of the scale, or between. */
enum kam_band { KAM_LOW, KAM_MIDDLE, KAM_HIGH };
enum kam_band kam_band_of(enum kam_measure measure,
			  const struct kam_scale *scale, int64_t score);

/* Answers by what they were, and of how many that were asked. */
struct kam_tally {
	enum kam_measure measure;
	struct kam_scale scale;
	int64_t counts[KAM_SCALE_STEPS]; /* from scale.low */
	int64_t asked, replied;          /* invitations, those answered */
};
/* 1, or 0 where the score is outside the scale: then it counts nowhere. */
int kam_tally_add(struct kam_tally *tally, int64_t score, int64_t n);

struct kam_satisfaction {
	int64_t n;
	int64_t high, middle, low; /* answers by band */
	double score;              /* of no answers: 0 */
	double from, to;           /* interval; where has_interval */
	int has_interval;          /* CES of one answer has none */
	double variance;           /* of one answer; see above */
	double response;           /* 0 … 1; negative: nobody was invited */
};
void kam_satisfaction(struct kam_satisfaction *out,
		      const struct kam_tally *tally);

struct kam_satisfaction_shift {
	double change, from, to;
	int known;  /* both have at least KAM_FEW answers */
	int beyond; /* beyond chance */
};
/* From one figure of a measure to the next. */
void kam_satisfaction_change(struct kam_satisfaction_shift *out,
			     enum kam_measure measure,
			     const struct kam_satisfaction *before,
			     const struct kam_satisfaction *after);

/* k of n, n more than 0 */
void kam_wilson(double *from, double *to, int64_t k, int64_t n);
/* The quantile 0.975 of Student's t; df 1 or more. */
double kam_student_t(int64_t df);

#endif
