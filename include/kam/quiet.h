/*
 * Quiet: accounts and contacts with whom nobody has spoken for longer than is
 * meant, and what is planned with them next.
 *
 * How long silence has lasted and may last is silence.h's: two-way
 * conversations, by plan, tier or influence. Here a limit of days may stand in
 * its place, and each has the summary of the last conversation and the next
 * day on which the register has something due with the account (a report, an
 * action, a meeting of the communications plan: whatever kind owes it).
 */
#ifndef KAM_QUIET_H
#define KAM_QUIET_H

#include <kam/silence.h>

struct kam_quiet {
	struct kam_silence silence;
	const char *tier;    /* of the account; or NULL */
	const char *summary; /* of the last conversation; or NULL */
	/* the next that is due with the account, from today on; kind NULL:
	   nothing is */
	const struct kam_kind *next_kind;
	int64_t next;
	int32_t next_due;
	const char *next_what;
	int quiet; /* for longer than it may be */
};
struct kam_quiet_query {
	const struct kam_kind *kind; /* account or contact */
	int64_t account;             /* id; 0: all */
	int64_t days; /* the limit, in calendar days; below 0: as silence.h */
};
struct kam_quiets {
	struct kam_quiet *items; /* the latest first */
	size_t n;
};

/* Lives in the arena. */
int kam_quiet_find(struct kam_quiets *out, struct kam *k,
		   struct kam_arena *arena, const struct kam_quiet_query *query,
		   struct kam_err *err) KAM_MUST_USE;

#endif
