#include <kam/err.h>
#include <kam/kano.h>
#include <kam/scoring.h>

const char *const kam_kano_words[KAM_KANO_CLASSES] = {
	N_("must_be"),     N_("one_dimensional"), N_("attractive"),
	N_("indifferent"), N_("reverse"),         N_("questionable"),
};
const char kam_kano_letters[KAM_KANO_CLASSES + 1] = "MOAIRQ";

enum kam_kano_class kam_kano_evaluate(enum kam_kano_answer functional,
				      enum kam_kano_answer dysfunctional)
{
	enum {
		M = KAM_KANO_MUST_BE,
		O = KAM_KANO_ONE_DIMENSIONAL,
		A = KAM_KANO_ATTRACTIVE,
		I = KAM_KANO_INDIFFERENT,
		R = KAM_KANO_REVERSE,
		Q = KAM_KANO_QUESTIONABLE
	};
	static const unsigned char table[KAM_KANO_ANSWERS][KAM_KANO_ANSWERS] = {
		{ Q, A, A, A, O }, { R, I, I, I, M }, { R, I, I, I, M },
		{ R, I, I, I, M }, { R, R, R, R, Q },
	};

	return (enum kam_kano_class)table[functional][dysfunctional];
}

int64_t kam_kano_answers(const struct kam_kano_tally *tally)
{
	int64_t n = 0;

	for (int i = 0; i < KAM_KANO_CLASSES; i++)
		n += tally->counts[i];
	return n;
}

int kam_kano_mode(const struct kam_kano_tally *tally)
{
	int mode = 0;

	for (int i = 1; i < KAM_KANO_CLASSES; i++)
		if (tally->counts[i] > tally->counts[mode])
			mode = i;
	return tally->counts[mode] ? mode : -1;
}

int kam_kano_coefficients(int64_t *better, int64_t *worse,
			  const struct kam_kano_tally *tally)
{
	int64_t m = tally->counts[KAM_KANO_MUST_BE];
	int64_t o = tally->counts[KAM_KANO_ONE_DIMENSIONAL];
	int64_t a = tally->counts[KAM_KANO_ATTRACTIVE];
	int64_t whole = m + o + a + tally->counts[KAM_KANO_INDIFFERENT];

	if (!whole)
		return 0;
	*better = kam_score_share(a + o, whole);
	*worse = -kam_score_share(o + m, whole);
	return 1;
}

int64_t kam_kano_strength(const struct kam_kano_tally *tally)
{
	int64_t m = tally->counts[KAM_KANO_MUST_BE];
	int64_t o = tally->counts[KAM_KANO_ONE_DIMENSIONAL];
	int64_t a = tally->counts[KAM_KANO_ATTRACTIVE];
	int64_t whole = m + o + a + tally->counts[KAM_KANO_INDIFFERENT];

	return whole ? kam_score_share(a + 2 * o + m, whole) : 0;
}
