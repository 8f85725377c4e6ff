/*
 * The agenda: what falls on each of some days. What is due (due.h: promises,
 * sessions, reviews, whatever has a day), and the days off and days worked in
 * their place that the calendar names: the owner's, else the register's.
 */
#ifndef KAM_AGENDA_H
#define KAM_AGENDA_H

#include <kam/due.h>

struct kam_agenda_entry {
	int32_t date;
	const struct kam_due_item *item; /* NULL: the calendar's */
	const char *name;		 /* the calendar's: of the day, or NULL */
	int working;			 /* the calendar's: it is worked */
};

struct kam_agenda_query {
	int32_t from, to; /* days, both included */
	/* what was due before `from` too, at its head */
	int overdue;
	int64_t account, project, owner; /* ids; 0: any */
};

struct kam_agenda {
	struct kam_due_list due;
	struct kam_due_query query;
	struct kam_agenda_entry *entries; /* by day; days off before the rest */
	size_t n;
};

/* Entries live in the arena; release frees the rest. */
int kam_agenda_find(struct kam_agenda *out, struct kam *k,
		    struct kam_arena *arena,
		    const struct kam_agenda_query *query,
		    struct kam_err *err) KAM_MUST_USE;
void kam_agenda_release(struct kam_agenda *agenda);

#endif
