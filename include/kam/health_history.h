/*
 * Health of accounts over time: what `kam account health --as-of` gives at the
 * end of each month or week since a day, and today.
 *
 *	struct kam_health_history_query q = { .since = day, .account = 3 };
 *
 *	rc = kam_health_history(&points, &n, k, &arena, &q, err);
 *
 * Each is counted from the register as it was then, with the settings, weights
 * and calendars of that time. Moments before the register's beginning, and
 * those at which an account wasn't there, have no point; of all accounts those
 * that were open then have one.
 *
 * Cost: one copy of the register, which is taken back from moment to moment
 * (past.h), and the health itself for each.
 */
#ifndef KAM_HEALTH_HISTORY_H
#define KAM_HEALTH_HISTORY_H

#include <kam/health.h>

enum kam_health_step { KAM_HEALTH_MONTHS, KAM_HEALTH_WEEKS };

struct kam_health_history_query {
	int64_t account; /* 0: all */
	int32_t since;   /* the first day that may have a point */
	enum kam_health_step step;
};

struct kam_health_point {
	int64_t account;
	int32_t on;                     /* the day at whose end, or today */
	const char *key, *name, *owner; /* as they were; owner may be NULL */
	int scored;
	int64_t score, coverage;             /* as in struct kam_health */
	const char *band;                    /* or NULL */
	const struct kam_signal_sort *worst; /* what cost most, or NULL */
};

/* By account, then by day. In the arena; a read of k is open. */
int kam_health_history(struct kam_health_point **out, size_t *n, struct kam *k,
		       struct kam_arena *arena,
		       const struct kam_health_history_query *query,
		       struct kam_err *err) KAM_MUST_USE;

#endif
