/*
 * The outbox: messages that are to be sent, kept with the records they tell
 * of, until a transport took them.
 *
 * It is no part of the journal. A message goes in within the transaction that
 * decided to send it; (report, person, period) is there once. Whoever sends
 * claims one message after the other, each in a transaction of its own, sends
 * without one, and says what became of it:
 *
 *	queued -> sending -> sent | queued (it failed, later again) | unknown
 *
 * A message that is `sending` while nobody sends belongs to a process that
 * ended in between: whether it went out is unknown, and it is not sent again
 * unless somebody asks for it. kam_outbox_orphans() says so; the caller knows
 * that nobody sends, by a lock of its own. What was sent or dropped keeps its
 * line without the message itself.
 */
#ifndef KAM_OUTBOX_H
#define KAM_OUTBOX_H

#include <kam/store.h>

enum kam_mail_state {
	KAM_MAIL_QUEUED,
	KAM_MAIL_SENDING,
	KAM_MAIL_SENT,
	KAM_MAIL_UNKNOWN,
	KAM_MAIL_DROPPED,
};
extern const char *const kam_mail_states[]; /* "queued" …, NULL-terminated */

struct kam_outgoing {
	int64_t id;
	enum kam_mail_state state;
	const char *report, *person, *period;
	const char *sender, *recipient; /* addresses of the envelope */
	const char *subject, *message_id;
	const char *message; /* whole; NULL once sent or dropped */
	int64_t attempts;
	const char *queued, *tried, *next_try; /* instants, or NULL */
	const char *error;                     /* of the last try, or NULL */
};

/* A transaction for kam_outbox_add() and the reads that decide; reads within
   it need no kam_read_begin(), which does nothing then. */
int kam_outbox_begin(struct kam *k, struct kam_err *err) KAM_MUST_USE;
/* Commits, or rolls back on rc; gives rc or the failure. */
int kam_outbox_end(struct kam *k, int rc, struct kam_err *err) KAM_MUST_USE;

/* Whether (report, person, period) is there; its id, or 0. */
int kam_outbox_find(int64_t *id, struct kam *k, const char *report,
		    const char *person, const char *period,
		    struct kam_err *err) KAM_MUST_USE;
/* The id that the next message gets. */
int kam_outbox_next_id(int64_t *id, struct kam *k,
		       struct kam_err *err) KAM_MUST_USE;
/* Inside kam_outbox_begin(); message->id is filled in, 0 where one of the same
   report, person and period is there. Refuses (KAM_EINVALID) addresses that
   are none, and control characters in what goes into a header. */
int kam_outbox_add(struct kam *k, struct kam_outgoing *message,
		   struct kam_err *err) KAM_MUST_USE;

/* The rest are transactions of their own. */

/* The first queued one whose pause is over: 1 with it in the arena, 0 where
   there is none. id: exactly this one, be its pause over or not, and also of
   unknown outcome; 0: any. all: as if every pause were over. */
struct kam_outbox_claim {
	int64_t id;
	int64_t after; /* only those with a greater id */
	int all;
};
int kam_outbox_claim(struct kam_outgoing *out, struct kam *k,
		     struct kam_arena *arena,
		     const struct kam_outbox_claim *which,
		     struct kam_err *err) KAM_MUST_USE;
/* What became of a claimed one: SENT, UNKNOWN, or QUEUED again with a pause
   that grows by its attempts, or is the longest at once where another try will
   hardly do better. KAM_ECONFLICT where it isn't claimed. */
struct kam_outbox_outcome {
	enum kam_mail_state state;
	const char *error; /* or NULL */
	int refused;       /* QUEUED: for good, as far as one can tell */
};
int kam_outbox_settle(struct kam *k, int64_t id,
		      const struct kam_outbox_outcome *outcome,
		      struct kam_err *err) KAM_MUST_USE;
/* Every `sending` one becomes `unknown`. */
int kam_outbox_orphans(struct kam *k, struct kam_err *err) KAM_MUST_USE;
/* Gives up a message that is queued or of unknown outcome; KAM_ENOENT,
   KAM_EREFUSED. */
int kam_outbox_drop(struct kam *k, int64_t id,
		    struct kam_err *err) KAM_MUST_USE;

struct kam_outbox_query {
	int open;      /* only queued, sending and unknown; oldest first */
	int64_t id;    /* only this one */
	int64_t since; /* only ids from this one on */
	int64_t limit; /* newest first; 0: all */
};
typedef int (*kam_each_outgoing)(void *context,
				 const struct kam_outgoing *message,
				 struct kam_err *err);
int kam_outbox_each(struct kam *k, const struct kam_outbox_query *query,
		    kam_each_outgoing each, void *context,
		    struct kam_err *err) KAM_MUST_USE;

/* Hash of the first and of the last operation, hexadecimal, "" where there is
   none: which register this is, and what state of it a report shows. */
int kam_journal_ends(char first[65], char last[65], struct kam *k,
		     struct kam_err *err) KAM_MUST_USE;

#endif
