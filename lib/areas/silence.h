/*
 * What silence.c reads before it judges, each by one statement.
 */
#ifndef KAM_AREAS_SILENCE_H
#define KAM_AREAS_SILENCE_H

#include <kam/calendar.h>
#include <kam/silence.h>
#include <kam/talk.h>

/* An account that is looked after. */
struct kam_silent_account {
	int64_t id, owner_id, calendar_id;
	const char *key, *name, *tier, *owner;
	int32_t created;
	const struct kam_calendar *calendar;
	int64_t last_talk; /* index of the last two-way one, -1: none */
	int one_way;       /* there are others */
};

struct kam_silent_contact {
	int64_t id, owner_id, account; /* its first that is looked after */
	const char *name, *owner;
	int64_t influence; /* 0: unsaid */
	int32_t created;
	int64_t last_talk;
	int one_way;
};

/* A spoken line of a communications plan, once for each of its audience. */
struct kam_silent_line {
	int64_t id, account, contact; /* contact 0: a group without names */
	const char *span;             /* "2w" */
};

struct kam_silent {
	struct kam *k;
	struct kam_arena *arena;
	int64_t only;                        /* an account, or 0 */
	int alone;                           /* without its contacts */
	struct kam_silent_account *accounts; /* by id */
	size_t n_accounts;
	struct kam_silent_contact *contacts; /* by id */
	size_t n_contacts;
	struct kam_silent_line *lines; /* by id */
	size_t n_lines;
};

int kam_silent_read(struct kam_silent *out, struct kam_err *err) KAM_MUST_USE;
/* By id; NULL where it isn't among them. */
struct kam_silent_account *kam_silent_account(const struct kam_silent *s,
					      int64_t id);

#endif
