/*
 * Customers' feedback: how soon it is to be answered, what was answered, and
 * how soon that was.
 *
 * A new feedback promises an answer by respond_by, and to be settled by
 * resolve_by where the settings have a time for that:
 * feedback.respond.SEVERITY and feedback.resolve.SEVERITY, or an account's own,
 * feedback.respond.SEVERITY.KEY. A time is "2wd", working days of the
 * account's calendar, "3d", "1w", or "4h", hours of work, of which eight are a
 * working day: days being what is kept, less than eight are the working day of
 * its receipt, or the next where that is none.
 *
 * Each step of an answer is kept as a decision about it: who answered, resolved,
 * confirmed or reopened it, when, by which channel, and the words. So what was
 * answered first stays, whatever follows. Feedback that is reopened is promised
 * an answer again, counted from that day; response, resolution and confirmation
 * are those to come.
 */
#ifndef KAM_FEEDBACK_H
#define KAM_FEEDBACK_H

#include <kam/calendar.h>
#include <kam/promise.h>
#include <kam/store.h>

/* The day that a time from a day on ends: see above. */
int kam_feedback_span(int32_t *out, const char *span, int32_t from,
		      const struct kam_calendar *calendar,
		      struct kam_err *err) KAM_MUST_USE;

struct kam_feedback_step {
	const struct kam_move *move;
	const char *on;      /* as a person writes a day; NULL: today */
	const char *channel; /* or NULL */
	int64_t member;      /* of ours who did it; 0: unsaid */
	int64_t contact;     /* the customer's who confirmed; 0: who gave it */
};
/*
 * Inside an operation: after, which has what is to change, takes the step and
 * is stored, and the decision with it. KAM_EREFUSED where its state or a
 * missing field forbids it, KAM_EINVALID for a day that is still to come or
 * before the feedback was received.
 */
int kam_feedback_take(struct kam *k, const struct kam_record *before,
		      struct kam_record *after,
		      const struct kam_feedback_step *step,
		      struct kam_err *err) KAM_MUST_USE;

/*
 * Inside an operation: what a feedback becomes, a record of another kind with
 * its account, project, title, words, contact, severity and owner, as far as
 * that kind has fields for them. `became` leads there; what leads back is the
 * field that says where that record came from, where it has one, else a link.
 * KAM_EREFUSED where it became something already, KAM_EINVALID for a kind that
 * can't be made of a title and an account.
 */
int kam_feedback_turn(struct kam_record **heir, struct kam *k,
		      const struct kam_record *before,
		      struct kam_record *after, const struct kam_kind *kind,
		      const char *title, struct kam_err *err) KAM_MUST_USE;
/* Whether there is a kind of heir: 1, or 0. */
int kam_feedback_turns_into(const struct kam_kind *kind);

/*
 * How soon it was answered and settled: the first time, whatever came later.
 * Days from received to then, of the calendar and of work; percentiles by
 * nearest rank, quantile.h.
 *
 *	within  of those with a promised day that were answered, or whose day is
 *	        past without an answer: the share answered by the day promised
 *	        first; millionths, -1 of none
 */
struct kam_answer_times {
	int64_t n;       /* done */
	int64_t awaiting; /* not yet */
	int64_t p50, p90, working_p50, working_p90; /* days; -1: of none */
	int64_t in_time, of, within;
};
struct kam_feedback_figures {
	const char *value; /* what they have in common; NULL: nothing */
	int64_t n;
	struct kam_answer_times respond, resolve;
	int64_t reopened; /* at least once */
};
enum kam_feedback_by {
	KAM_FEEDBACK_ALL,
	KAM_FEEDBACK_BY_SEVERITY,
	KAM_FEEDBACK_BY_ACCOUNT,
	KAM_FEEDBACK_BY_TYPE,
	KAM_FEEDBACK_BY_OWNER
};
extern const char kam_feedback_definition[]; /* N_() */
/* received within since … until. Groups by value, in the words' order or the
   alphabet's; *out lives in the arena. */
int kam_feedback_count(struct kam_feedback_figures **out, size_t *n,
		       struct kam *k, struct kam_arena *arena, int64_t account,
		       int64_t project, struct kam_day since,
		       struct kam_day until, enum kam_feedback_by by,
		       struct kam_err *err) KAM_MUST_USE;

#endif
