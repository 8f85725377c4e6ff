/*
 * The arithmetic of an account's health: signals of different units become
 * points from 0 to 100, and these one score.
 *
 * All numbers are in millionths (decimal.h), rounded half away from zero.
 *
 *   points        100 × (value - worst) / (best - worst), held within 0 … 100:
 *                 linear between the value that is worth nothing and the one
 *                 that is worth all; best may be the lesser of the two
 *   score         sum of weight × points / sum of weights, over the signals
 *                 that are known: a weighted mean whose weights are those of
 *                 what is there, so that what is missing is neither good nor
 *                 bad. The weighted sum model, P. Fishburn, "Additive utilities
 *                 with incomplete product sets", Operations Research 15 (3),
 *                 1967. Rounded to a tenth.
 *   contribution  weight × points / sum of weights: they add up to the score
 *   coverage      sum of the weights that are known / sum of all weights
 */
#ifndef KAM_HEALTH_SCORE_H
#define KAM_HEALTH_SCORE_H

#include <kam/err.h>
#include <stddef.h>
#include <stdint.h>

enum {
	KAM_SIGNALS = 32,       /* at most */
	KAM_SIGNAL_NAME = 40,   /* bytes of a name, with the NUL */
	KAM_WEIGHT_MOST = 1000, /* of a weight */
	KAM_SCALE_MOST = 10000, /* of either end of a scale, and below 0 */
};

/* best differs from worst; both within KAM_SCALE_MOST */
int64_t kam_health_points(int64_t value, int64_t worst, int64_t best);

struct kam_health_part {
	int known;
	int64_t weight, points;
	int64_t contribution; /* filled in; 0 where it isn't known */
};
struct kam_health_sum {
	int scored; /* 0: too little is known, score says nothing */
	int64_t score, coverage;
};
/* least: the coverage that a score needs; up to KAM_SIGNALS parts. */
void kam_health_add_up(struct kam_health_sum *out,
		       struct kam_health_part *parts, size_t n, int64_t least);

/*
 * Settings: "contact=3 agreement=0" weighs signals, "contact=200:100" says
 * which value is worth 0 and which 100. Pairs are parted by blanks; no name
 * comes twice. KAM_EINVALID where the text is none.
 */
struct kam_health_pair {
	char name[KAM_SIGNAL_NAME];
	int64_t a, b; /* b of a scale only */
};
struct kam_health_pairs {
	struct kam_health_pair items[KAM_SIGNALS];
	size_t n;
};
int kam_health_weights_parse(struct kam_health_pairs *out, const char *text,
			     struct kam_err *err) KAM_MUST_USE;
int kam_health_scales_parse(struct kam_health_pairs *out, const char *text,
			    struct kam_err *err) KAM_MUST_USE;
/* NULL where the name isn't among them */
const struct kam_health_pair *
kam_health_pair(const struct kam_health_pairs *pairs, const char *name);

/* "amber=50 green=75": the least score of each; what is below both is red. */
struct kam_health_bands {
	int64_t amber, green;
};
int kam_health_bands_parse(struct kam_health_bands *out, const char *text,
			   struct kam_err *err) KAM_MUST_USE;
/* "red", "amber" or "green" */
const char *kam_health_band(const struct kam_health_bands *bands,
			    int64_t score);

#endif
