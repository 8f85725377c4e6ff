/*
 * The timeline of an account: what happened, newest first, by the day on which
 * it happened.
 *
 * What counts is in the catalogue: a kind's member `happened` names the field
 * that says when a record of it came about (KAM_COLUMN_CREATED: when it was
 * made), and each of its fields with KAM_HAPPENED tells of one event more: a
 * requirement is raised, and agreed. A record is the account's by its account
 * field, by the record that it is a part of, or by what it is about.
 */
#ifndef KAM_TIMELINE_H
#define KAM_TIMELINE_H

#include <kam/store.h>

struct kam_event {
	const struct kam_kind *kind;
	int64_t id;
	int column;        /* the field that says when; KAM_COLUMN_CREATED */
	int32_t day;       /* in the register's zone */
	int64_t at;        /* UTC seconds where the time is known; else -1 */
	const char *title; /* as stored, the first line of prose */
	const struct kam_kind *about_kind; /* what it is a part of; or NULL */
	int64_t about;
	const char *about_title;
};
enum { KAM_EVENT_TITLE = 512 };
/* For people: its title, and what it is a part of or about, which tells more
   than a word or a number does. */
void kam_event_title(char out[KAM_EVENT_TITLE], const struct kam_event *event);

struct kam_timeline_query {
	int64_t account;
	const struct kam_kind *kind; /* only such; NULL: all */
	int32_t since;               /* day; INT32_MIN: all */
	int64_t limit;               /* 0: all */
};
struct kam_timeline {
	struct kam_event *items; /* newest first; in the arena */
	size_t n;
};

int kam_timeline_find(struct kam_timeline *out, struct kam *k,
		      struct kam_arena *arena,
		      const struct kam_timeline_query *query,
		      struct kam_err *err) KAM_MUST_USE;

#endif
