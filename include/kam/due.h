/*
 * What is owed: everything that has a day by which it is due, from every kind
 * that has something to say (struct kam_hooks, due).
 */
#ifndef KAM_DUE_H
#define KAM_DUE_H

#include <kam/store.h>

struct kam_due_item {
	const struct kam_kind *kind;
	int64_t id;
	const char *account; /* keys; NULL where there is none */
	const char *project; /* "acme/portal" */
	const char *owner;
	const char *contact, *contact_name; /* "CON-3"; for people */
	const char *what;
	int32_t due;
	int64_t days_late;         /* calendar days; negative: days to go */
	/* working days of its calendar, less its owner's days off */
	int64_t working_days_late;
	const char *severity;      /* or NULL */
	/* ids of members, 0 where there is none */
	int64_t owner_id, account_owner;
};

enum kam_due_kinds { KAM_DUE_ALL, KAM_DUE_FEEDBACK };

struct kam_due_query {
	enum kam_due_kinds kinds; /* FEEDBACK: promised and to be answered */
	int32_t until;            /* the last day of interest */
	int64_t account, project, owner; /* ids; 0: any */
};

struct kam_due_list {
	struct kam_arena *arena;
	const struct kam_due_query *query;
	struct kam_due_item *items; /* by due day, then kind and id */
	size_t n, room;
};

/* Fills the list; its items live in its arena, items is the caller's to
   free() by kam_due_release(). */
int kam_due_find(struct kam_due_list *list, struct kam *k,
                 struct kam_err *err) KAM_MUST_USE;
void kam_due_release(struct kam_due_list *list);
/* For the hooks. Copies the item unless its day is beyond the query's. */
int kam_due_add(struct kam_due_list *list, const struct kam_due_item *item,
                struct kam_err *err) KAM_MUST_USE;

#endif
