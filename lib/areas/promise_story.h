/*
 * What the journal says of a promise: the day that was promised first, how it
 * was moved, when it was kept or given up, and whether it was made anew.
 */
#ifndef KAM_AREAS_PROMISE_STORY_H
#define KAM_AREAS_PROMISE_STORY_H

#include "db/db.h"

#include <kam/promise.h>

enum { KAM_STORY_DONE = 3 };

/* How a kind's states are read: their names, parted by blanks. In a state that
   is in none of them nothing is promised. */
struct kam_promise_source {
	const struct kam_kind *kind;
	const char *promise; /* one of kam_promise_words */
	const char *due;     /* the field that has the day; or NULL: it never
			        moves but by the calendar */
	/* fields that may have the day on which it was kept, the first of them
	   that is set; without one, the day of the first step that kept it */
	const char *done[KAM_STORY_DONE];
	const char *open, *kept, *missed, *given_up; /* or NULL */
	/* states in which one without a day isn't promised yet; or NULL */
	const char *quiet;
	int anew; /* open once more is another promise, not the same again */
};

struct kam_promise_round {
	struct kam_day first, due, ended;
	int64_t postponed;
	int64_t begun; /* the operation that promised it */
	enum kam_promise_fate fate;
	struct kam_promise_round *next;
};

/*
 * The rounds of one record, the oldest first, in the arena. story: a prepared
 * statement that gives operation, moment, field and after of the changes of a
 * kind ($1) and record ($2), in their order. *out is NULL where the journal has
 * nothing to say.
 */
int kam_promise_story(struct kam_promise_round **out, struct kam *k,
		      struct kam_arena *arena, struct kam_stmt *story,
		      const struct kam_promise_source *source, int64_t id,
		      struct kam_err *err) KAM_MUST_USE;
/* Whether a name is among some that are parted by blanks; NULL has none. */
int kam_promise_is_among(const char *names, const char *name);
/* KAM_FATE_… of a state; -1 where nothing is promised in it */
int kam_promise_fate_of(const struct kam_promise_source *source,
			const char *state);

#endif
