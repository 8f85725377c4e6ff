/*
 * Where one stands with each account: what is late, what falls due soon, how
 * many promises to the customer are late, for how long nobody has
 * spoken with them.
 */
#ifndef KAM_STANDING_H
#define KAM_STANDING_H

#include <kam/store.h>

enum { KAM_STANDING_DAYS = 7 }; /* what is soon: today and the six days after */

struct kam_standing {
	const char
	    *account; /* key; NULL: of what belongs to none, and of all */
	int64_t overdue, due_soon;
	int64_t late_promises;   /* of the ledger (promise.h) */
	int64_t silent_contacts; /* not spoken with for longer than may be */
	int silent;              /* the account itself is one */
	int64_t days_silent;     /* since the last conversation; -1: unknown */
};

struct kam_standings {
	struct kam_standing all;
	struct kam_standing *items; /* by account; in the arena */
	size_t n;
	int64_t *overdue; /* of each kind, in the catalogue's order */
};

/* account, project: ids, 0: any. Accounts of which there is nothing to say are
   left out. */
int kam_standing_find(struct kam_standings *out, struct kam *k,
		      struct kam_arena *arena, int64_t account, int64_t project,
		      struct kam_err *err) KAM_MUST_USE;

#endif
