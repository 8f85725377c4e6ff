#include <kam/decimal.h>
#include <kam/scoring.h>

/* A double holds every product of these inputs to more digits than millionths
   of the quotient have. */
static int64_t rounded(double score)
{
	double millionths = score * KAM_DECIMAL_ONE;

	if (millionths >= (double)KAM_SCORE_MOST)
		return KAM_SCORE_MOST;
	if (millionths <= -(double)KAM_SCORE_MOST)
		return -KAM_SCORE_MOST;
	return (int64_t)(millionths < 0 ? millionths - 0.5 : millionths + 0.5);
}

int64_t kam_score_value_effort(int64_t value, int64_t effort)
{
	return rounded((double)value * KAM_DECIMAL_ONE / (double)effort);
}

int64_t kam_score_rice(int64_t reach, int64_t impact, int64_t confidence,
		       int64_t effort)
{
	return rounded((double)reach * (double)impact * (double)confidence /
		       KAM_DECIMAL_ONE / (double)effort);
}

int64_t kam_score_wsjf(int64_t value, int64_t time, int64_t risk, int64_t size)
{
	return rounded((double)(value + time + risk) / (double)size);
}

int64_t kam_score_weighted(const int64_t *scores, const int64_t *weights,
			   size_t n)
{
	double sum = 0, whole = 0;

	for (size_t i = 0; i < n; i++) {
		double weight = (double)weights[i];

		sum += weight * (double)scores[i];
		whole += weight < 0 ? -weight : weight;
	}
	return rounded(sum / whole / KAM_DECIMAL_ONE);
}

int64_t kam_score_share(int64_t part, int64_t whole)
{
	return rounded((double)part / (double)whole);
}

int kam_must_is_heavy(int64_t share)
{
	return share > (int64_t)KAM_MUST_PERCENT * KAM_DECIMAL_ONE / 100;
}

int kam_rice_impact_is_known(int64_t impact)
{
	return impact == 3000000 || impact == 2000000 || impact == 1000000 ||
	       impact == 500000 || impact == 250000;
}
