/*
 * Conversations as figures: which were two-way, how soon we answer, how long
 * was talked.
 *
 * Two-way is a meeting, call, chat or visit: both sides are there. Mail, and
 * what else is written, is two-way where it answers: where it goes the other
 * way than an earlier one of its thread, or, where one of the two has no
 * thread, than one with the same contact of the KAM_TALK_DAYS days before.
 *
 * An answer to a conversation that the customer began (direction in) is the
 * first one after it that we began (out), or a meeting, call or visit of
 * unsaid direction, in its thread or with one of its contacts; what belongs to
 * another thread answers nothing in this one. The time to it runs on the
 * calendar, nights and weekends too.
 */
#ifndef KAM_TALK_H
#define KAM_TALK_H

#include <kam/arena.h>
#include <kam/store.h>

enum { KAM_TALK_DAYS = 30 };

enum kam_talk_direction { KAM_TALK_UNSAID, KAM_TALK_IN, KAM_TALK_OUT };

struct kam_talk {
	int64_t id;       /* of the conversation */
	int64_t at;       /* UTC seconds */
	int64_t account;  /* id */
	int64_t duration; /* minutes, 0 where unsaid */
	int channel;      /* index into the words of comm's channel */
	enum kam_talk_direction direction;
	int live;            /* a meeting, call, chat or visit */
	int two_way;         /* see above */
	int64_t answer;      /* minutes to it; -1: none, or none is due */
	size_t thread;       /* 1 …, the same for those of one; 0: of none */
	const size_t *with;  /* indexes into contacts */
	size_t n_with;
};

struct kam_talks {
	struct kam_talk *items; /* by time, then id */
	size_t n, n_threads;
	int64_t *contacts; /* ids, ascending, of all who took part */
	size_t n_contacts;
};

struct kam_talk_query {
	int64_t account, project; /* ids; 0: any */
	int64_t until;            /* UTC seconds: nothing later counts */
};

/* All that was said of the account or project; it lives in the arena. */
int kam_talks_load(struct kam_talks *out, struct kam *k,
		   struct kam_arena *arena, const struct kam_talk_query *query,
		   struct kam_err *err) KAM_MUST_USE;
/* The index of a contact among them, or -1. */
long kam_talks_contact(const struct kam_talks *talks, int64_t contact);

/*
 * The figures of some conversations, those that have one thing in common.
 * Percentiles are by nearest rank, see quantile.h.
 */
struct kam_talk_figures {
	const char *value; /* an ID, a key, a word; NULL: without one */
	const char *name;  /* a contact's; or NULL */
	int64_t count, in, out;
	int64_t last;               /* UTC seconds */
	int64_t answered, awaiting; /* of those that came in */
	int64_t p50, p90;           /* minutes to the answer; -1: none */
	int64_t talk;               /* minutes, where they are known */
};
enum kam_talk_by {
	KAM_TALK_BY_CONTACT,
	KAM_TALK_BY_ACCOUNT,
	KAM_TALK_BY_CHANNEL,
	KAM_TALK_BY_DIRECTION
};
/* Of the conversations since an instant; most conversations first. One with
   several contacts counts for each. *out lives in the arena. */
int kam_talk_count(struct kam_talk_figures **out, size_t *n, struct kam *k,
		   struct kam_arena *arena, const struct kam_talks *talks,
		   enum kam_talk_by by, int64_t since,
		   struct kam_err *err) KAM_MUST_USE;

/* An open action that came of a conversation. */
struct kam_talk_action {
	int64_t id;
	const char *title;
	const char *account, *project; /* keys, "acme/portal"; or NULL */
	const char *owner; /* key: its own, the project's or the account's */
	int64_t owner_id;
	const char *due;   /* or NULL */
	int64_t days_late; /* negative: days to go; 0 without a due day */
	int64_t age;       /* days since it was made */
	int64_t comm;      /* id of the conversation */
	const char *said;  /* its summary */
};
/* By owner, those of nobody last; then the earliest due. account, project and
   owner are ids, 0: any. What is given is valid during the call only. */
typedef int (*kam_each_talk_action)(void *context,
				    const struct kam_talk_action *action,
				    struct kam_err *err);
int kam_talk_actions(struct kam *k, int64_t account, int64_t project,
		     int64_t owner, kam_each_talk_action each, void *context,
		     struct kam_err *err) KAM_MUST_USE;

#endif
