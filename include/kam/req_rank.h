/*
 * Requirements in the order of a scheme (scoring.h and kano.h have the
 * formulas), and the line that a capacity draws among them.
 *
 * A requirement that lacks an input is not rated: it comes last, and what it
 * lacks is named; nothing counts as 0 instead. Equal scores are ordered by
 * priority, then by id. MoSCoW orders by priority, then core ones first, then
 * by value (highest first), then by effort (least first); Kano by class (must
 * be, one-dimensional, attractive, indifferent, reverse, questionable), then
 * by better - worse.
 *
 * The line: Musts take from the capacity first, then the others as ranked, each
 * if all of its effort fits in what is left; so a smaller one may be above the
 * line though a larger one before it is not. Won'ts, those without an effort
 * and, but for Musts, those that are not rated are below it.
 */
#ifndef KAM_REQ_RANK_H
#define KAM_REQ_RANK_H

#include <kam/kano.h>
#include <kam/store.h>
#include <kam/weights.h>

enum kam_rank_by {
	KAM_RANK_MOSCOW,
	KAM_RANK_VALUE_EFFORT,
	KAM_RANK_RICE,
	KAM_RANK_WSJF,
	KAM_RANK_WEIGHTED,
	KAM_RANK_KANO,
	KAM_RANKS
};
extern const char *const kam_rank_words[KAM_RANKS + 1]; /* "value-effort" */

enum kam_rank_input {
	KAM_INPUT_PRIORITY, /* index of its word */
	KAM_INPUT_VALUE,
	KAM_INPUT_EFFORT,     /* millionths of a person day */
	KAM_INPUT_REACH,
	KAM_INPUT_IMPACT,     /* millionths, as confidence */
	KAM_INPUT_CONFIDENCE,
	KAM_INPUT_TIME_CRITICALITY,
	KAM_INPUT_RISK_REDUCTION,
	KAM_INPUT_JOB_SIZE,
	KAM_INPUTS
};
/* Their fields of a requirement, and which of them a scheme needs (bits). */
extern const int kam_rank_fields[KAM_INPUTS];
extern const unsigned kam_rank_needs[KAM_RANKS];

enum kam_rank_cut { /* why it is below the line */
	KAM_CUT_NONE, /* it is above, or no line is drawn */
	KAM_CUT_WONT,
	KAM_CUT_NO_EFFORT,
	KAM_CUT_TOO_LARGE,
	KAM_CUT_NOT_RATED
};

struct kam_rank_place {
	int64_t id;
	const char *title, *account; /* account: its key */
	int status, core;
	unsigned set; /* bits of inputs */
	int64_t inputs[KAM_INPUTS];

	int64_t rank; /* from 1; 0: not rated */
	size_t order; /* among all, those that are not rated too */
	unsigned missing; /* inputs that the scheme needs, bits */
	int64_t score;    /* millionths; of MoSCoW none */
	/* weighted: by criterion; criteria without a score are bits too */
	const struct kam_weights *weights;
	const int64_t *scores;
	unsigned missing_criteria;
	/* Kano: class -1 without answers; coefficients where known */
	struct kam_kano_tally tally;
	int class, known;
	int64_t better, worse;

	/* of those above the line, in the order in which they took; without a
	   line of all rated ones down to here. -1 where the effort is unknown
	   or it is below the line */
	int64_t cumulative;
	enum kam_rank_cut cut;
	int64_t left; /* KAM_CUT_TOO_LARGE: what there was */
	/* requirements that it needs and that are neither above the line nor
	   built; only of those above it */
	const int64_t *needs;
	size_t n_needs;
};

struct kam_ranking {
	struct kam_arena arena;
	enum kam_rank_by by;
	int64_t capacity; /* millionths of a person day; -1: no line */
	/* by rank; with a line those above it first, in the order in which
	   they took, then the others by rank */
	struct kam_rank_place *places;
	size_t n, room;

	/* Efforts, in millionths of a person day, of those that have one. */
	int64_t effort;      /* of all but Won'ts */
	int64_t must_effort;
	int64_t above_effort;
	size_t n_rated, n_above, n_musts;
	size_t n_unknown; /* of all but Won'ts: without an effort */
	size_t n_unknown_musts;
};

/* A capacity in person days: "40d", "8w" (five days each), "4h", "40". */
int kam_capacity_parse(int64_t *millionths, const char *text,
		       struct kam_err *err) KAM_MUST_USE;
/* Ranks what the query leaves. by and capacity are set; release afterwards.
   KAM_EREFUSED where weights are asked for and there are none. */
int kam_req_rank(struct kam_ranking *r, struct kam *k, struct kam_query *q,
		 struct kam_err *err) KAM_MUST_USE;
void kam_ranking_release(struct kam_ranking *r);
/* Must effort as a share of the capacity, else of the whole effort, in
   millionths; -1 where that is 0. */
int64_t kam_ranking_must_share(const struct kam_ranking *r);

#endif
