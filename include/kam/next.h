/*
 * What to do first, and why: everything that is owed and every open record that
 * can be owed, by urgency (urgency.h).
 *
 * These are the records of kinds that have something to say of what is due
 * (struct kam_hooks): those that are due, however far ahead, and of kinds whose
 * records have no key, which are things to be done and not what they belong to,
 * those that are open without a day.
 */
#ifndef KAM_NEXT_H
#define KAM_NEXT_H

#include <kam/store.h>
#include <kam/urgency.h>

struct kam_next_item {
	const struct kam_kind *kind;
	int64_t id;
	const char *what;
	const char *account, *project, *owner; /* keys, or NULL */
	int64_t account_id, project_id, owner_id;
	int has_due;
	int32_t due;
	int64_t days_late; /* negative: days to go */
	struct kam_urgency urgency;
};

struct kam_next_query {
	int64_t account, project, owner; /* ids; 0: any */
};
struct kam_next {
	struct kam_next_item *items; /* the most urgent first; in the arena */
	size_t n;
};

/* Weights are those of the setting next.weights. */
int kam_next_find(struct kam_next *out, struct kam *k, struct kam_arena *arena,
		  const struct kam_next_query *query,
		  struct kam_err *err) KAM_MUST_USE;

#endif
