/*
 * The tier of an account by weighted criteria.
 *
 * Members score an account on criteria from 0 to 10 (records of the kind
 * score, one for each criterion and rater); the setting account.tier.weights
 * says what each weighs. The account's score is the weighted mean of the means
 * (scoring.h, kam_score_weighted) over the criteria that anybody scored: what
 * nobody did is named as missing and counts neither way. The proposed tier is
 * the highest whose least score, by account.tier.levels, it reaches; below them
 * all, the lowest. known is the share of all weight that was scored (as a
 * health score's coverage): a proposal from less than half of it is thin, and
 * nothing to set a tier by.
 */
#ifndef KAM_ACCOUNT_TIER_H
#define KAM_ACCOUNT_TIER_H

#include <kam/store.h>
#include <kam/weights.h>

enum { KAM_TIER_MOST = 10 };

struct kam_tier_criterion {
	const char *name;
	int64_t weight;       /* millionths */
	int rated;            /* 0: by nobody */
	int64_t score;        /* millionths, mean of the raters */
	int64_t contribution; /* millionths of the account's score */
};
struct kam_tiering {
	int64_t account;
	const char *key, *name;
	const char *tier;     /* as set; or NULL */
	const char *proposed; /* NULL: nobody scored it */
	int64_t score;        /* millionths, where it was proposed */
	int64_t known;        /* millionths: 0 … 1 */
	int thin;             /* proposed from too little */
	size_t missing;       /* criteria */
	struct kam_tier_criterion *criteria;
	size_t n_criteria;
};
struct kam_tierings {
	struct kam_tiering *items; /* the highest score first, unscored last */
	size_t n;
};

/* account: id, 0: all that are not closed. Lives in the arena. */
int kam_account_tiers(struct kam_tierings *out, struct kam *k,
		      struct kam_arena *arena, int64_t account,
		      struct kam_err *err) KAM_MUST_USE;
int kam_account_tier_weights(struct kam_weights *out, struct kam *k,
			     struct kam_err *err) KAM_MUST_USE;

#endif
