/*
 * The probability and impact matrix: a score for each pair of levels.
 *
 * PMBOK Guide, "Perform Qualitative Risk Analysis": probability and impact
 * are rated on a scale and combined into a rank. The firm may write the matrix
 * as "5x5" (score = probability × impact) or as rows from the lowest
 * probability to the highest, "1 2 3; 2 4 6; 3 6 9"; and name levels by the
 * least score of each, ascending: "low=1 medium=5 high=12 extreme=20".
 */
#ifndef KAM_RISK_MATRIX_H
#define KAM_RISK_MATRIX_H

#include <kam/err.h>
#include <kam/str.h>
#include <stdint.h>

enum { KAM_MATRIX_SIDE = 10, KAM_MATRIX_LEVELS = 8, KAM_LEVEL_NAME = 24 };

struct kam_risk_matrix {
	int probabilities, impacts; /* levels of each, 2 … KAM_MATRIX_SIDE */
	int scores[KAM_MATRIX_SIDE][KAM_MATRIX_SIDE]; /* [probability][impact] */
	int n_levels;
	struct {
		char name[KAM_LEVEL_NAME]; /* a word: a-z, digits, - */
		int least;
	} levels[KAM_MATRIX_LEVELS]; /* ascending */
};

/* Scores must not fall as probability or impact rises. */
int kam_risk_matrix_parse(struct kam_risk_matrix *out, const char *matrix,
                          const char *levels,
                          struct kam_err *err) KAM_MUST_USE;
/* probability and impact from 1; KAM_EINVALID (naming the field and the range)
   where they are off the matrix */
int kam_risk_matrix_score(int *score, const struct kam_risk_matrix *m,
                          int64_t probability, int64_t impact,
                          struct kam_err *err) KAM_MUST_USE;
/* The name of the level a score falls in; "" below the first. */
const char *kam_risk_matrix_level(const struct kam_risk_matrix *m, int score);

#endif
