/*
 * Promises to customers, in one ledger: each is drawn from the record that it
 * lives in, by the hook `promise` of that record's kind (struct kam_hooks).
 *
 *	promise       of        owed by         kept when
 *	action        action    due             it is done; one that came of a
 *	                                        conversation, or of an answer
 *	                                        to a survey
 *	answer        feedback  respond_by      it is responded to, or settled
 *	resolution    feedback  resolve_by      it is resolved or confirmed; one
 *	                                        with such a day, or that was
 *	                                        resolved, and a complaint or
 *	                                        request that was answered
 *	delivery      occurrence due            it is given
 *	requirement   req       due             it is verified; one that a contact
 *	                                        agreed to and that has a day
 *
 * The day promised first and how often it was moved since are the journal's.
 * A feedback that was reopened is promised an answer once more: that is a
 * promise of its own, and what became of the first stays.
 *
 * Judged by a day, the one promised first or the one in force:
 *
 *	open       the day is not past, or there is none
 *	late       it is past, and nothing came yet
 *	kept       it came by that day, or there was none
 *	kept_late  it came after it
 *	missed     it never came, or was given up after that day
 *	withdrawn  it was given up by then, with a reason
 *
 * Intervals are in calendar days and, where they say so, in working days of the
 * promise's project, else its account.
 */
#ifndef KAM_PROMISE_H
#define KAM_PROMISE_H

#include <kam/store.h>

enum kam_promise_state {
	KAM_PROMISE_OPEN,
	KAM_PROMISE_LATE,
	KAM_PROMISE_KEPT,
	KAM_PROMISE_KEPT_LATE,
	KAM_PROMISE_MISSED,
	KAM_PROMISE_WITHDRAWN,
	KAM_PROMISE_STATES
};
extern const char *const kam_promise_states[]; /* words; NULL-terminated */
extern const char *const kam_promise_words[];  /* "action" …; likewise */

/* What became of it, whatever the day was. */
enum kam_promise_fate {
	KAM_FATE_OPEN,
	KAM_FATE_KEPT,
	KAM_FATE_MISSED,
	KAM_FATE_GIVEN_UP
};
/* A day that may be unknown. */
struct kam_day {
	int set;
	int32_t day;
};
enum kam_promise_state kam_promise_judge(enum kam_promise_fate fate,
					 struct kam_day due,
					 struct kam_day ended, int32_t today);

struct kam_promise {
	const struct kam_kind *kind;
	int64_t id;
	const char *promise; /* one of kam_promise_words */
	const char *what;
	const char *account, *project; /* keys; "acme/portal"; or NULL */
	const char *owner;
	int internal; /* no report for a customer tells of it */
	const char *contact, *contact_name; /* to whom: "CON-3"; or NULL */
	const char *said_in; /* "COM-3", "RPL-2", "CAD-1": where it was said; or NULL */
	struct kam_day said_on, first_due, due;
	struct kam_day ended; /* kept or given up */
	enum kam_promise_fate fate;
	enum kam_promise_state state;    /* by due */
	enum kam_promise_state at_first; /* by first_due */
	int64_t days_late;         /* by due; negative: days to go, or early */
	int64_t working_days_late;
	int64_t postponed;         /* how often the day was moved */
	int64_t postponed_days;    /* due - first_due; negative: moved ahead */
	const char *severity, *type, *reason; /* or NULL */
	/* calendar and working days from said_on to the end, where both are
	   known; -1: not */
	int64_t took, took_working;
	int64_t round; /* 1: the first of its record */
	/* the operations that promised it, and that promised it anew; 0: as
	   long as the record is there */
	int64_t begun, until;
	int64_t owner_id;
};

struct kam_promise_query {
	int64_t account, project, owner; /* ids; 0: any */
	int settled; /* those that are kept, missed or given up, too */
	/* only how many are, by account, which is quicker; items are those that
	   the journal must be asked about, as their day was taken away */
	int late;
};

struct kam_promise_late {
	const char *account; /* key; NULL: those of none */
	int64_t n;           /* of one kind of promise */
};

struct kam_promise_list {
	struct kam_arena *arena;
	const struct kam_promise_query *query;
	struct kam_promise *items; /* by due day, without one last; then id */
	size_t n, room;
	struct kam_promise_late *late; /* several of an account add up */
	size_t n_late, late_room;
};

/* Fills the list; texts live in its arena, items until
   kam_promise_release(). */
int kam_promise_find(struct kam_promise_list *list, struct kam *k,
		     struct kam_err *err) KAM_MUST_USE;
void kam_promise_release(struct kam_promise_list *list);
/* For the hooks. Copies the item, unless the query leaves it out; judges it by
   its days. */
int kam_promise_add(struct kam_promise_list *list, struct kam *k,
		    const struct kam_promise *item,
		    struct kam_err *err) KAM_MUST_USE;

/*
 * Columns, for filters, order and printing alike.
 */
enum kam_promise_column {
	KAM_PROMISE_ID,
	KAM_PROMISE_PROMISE,
	KAM_PROMISE_WHAT,
	KAM_PROMISE_ACCOUNT,
	KAM_PROMISE_PROJECT,
	KAM_PROMISE_OWNER,
	KAM_PROMISE_CONTACT,
	KAM_PROMISE_SAID_IN,
	KAM_PROMISE_SAID_ON,
	KAM_PROMISE_FIRST_DUE,
	KAM_PROMISE_DUE,
	KAM_PROMISE_STATE,
	KAM_PROMISE_STATE_AT_FIRST,
	KAM_PROMISE_KEPT_ON,
	KAM_PROMISE_ENDED_ON,
	KAM_PROMISE_DAYS_LATE,
	KAM_PROMISE_WORKING_DAYS_LATE,
	KAM_PROMISE_POSTPONED,
	KAM_PROMISE_POSTPONED_DAYS,
	KAM_PROMISE_SEVERITY,
	KAM_PROMISE_TYPE,
	KAM_PROMISE_ROUND,
	KAM_PROMISE_REASON,
	KAM_PROMISE_COLUMNS
};
extern const char *const kam_promise_keys[KAM_PROMISE_COLUMNS];
/* -1 where there is none */
int kam_promise_column(const char *key);
struct kam_promise_value {
	int set;
	int is_number, is_day;
	int64_t number; /* of a day, its number; of a word, its rank */
	char text[64];  /* of numbers and days too */
	const char *words; /* the text where it is longer, else NULL */
};
void kam_promise_value(struct kam_promise_value *out,
		       const struct kam_promise *item,
		       enum kam_promise_column column);

/*
 * Filters as kam_query_where() takes them, on these columns; "late" alone is
 * state=late, and so are the other states. *states says whether one of them
 * names a state. Reads all of them before any is asked.
 */
struct kam_promise_filter;
int kam_promise_filter(struct kam_promise_filter **out, struct kam *k,
		       struct kam_arena *arena, const char *word,
		       struct kam_err *err) KAM_MUST_USE;
int kam_promise_filter_on(const struct kam_promise_filter *filter);
int kam_promise_passes(const struct kam_promise_filter *filter,
		       const struct kam_promise *item);
/* "-due,account": in place of the order they have; KAM_EFIELD */
int kam_promise_sort(struct kam_promise *items, size_t n, const char *columns,
		     struct kam_err *err) KAM_MUST_USE;

/*
 * Figures of promises with a day. Counts are by the day promised first:
 *
 *	kept_rate        kept / (kept + kept_late + missed)
 *	kept_rate_moved  the same by the day in force, as it was moved
 *
 * in millionths, -1 where nothing is settled. What is open and late is in none
 * of the two: it is counted as late, by how many days, by the day in force.
 * undated ones, and those of which it isn't known on which day they ended, are
 * counted apart and nowhere else.
 */
enum { KAM_PROMISE_AGES = 5 }; /* 0, 1-7, 8-30, 31-90, more than 90 days */
struct kam_promise_figures {
	const char *value; /* what they have in common; NULL: nothing */
	int64_t n, open, late, kept, kept_late, missed, withdrawn, undated;
	int64_t kept_rate, kept_rate_moved;
	int64_t postponed; /* promises that were moved at least once */
	/* the late ones; the first is 0 for calendar days */
	int64_t ages[KAM_PROMISE_AGES], working_ages[KAM_PROMISE_AGES];
};
extern const char kam_promise_definition[]; /* N_() */
/* Whether its days are known: one that ended on an unknown day can't be judged
   by any. */
int kam_promise_is_dated(const struct kam_promise *item);
enum kam_promise_by {
	KAM_PROMISE_ALL,
	KAM_PROMISE_BY_OWNER,
	KAM_PROMISE_BY_ACCOUNT,
	KAM_PROMISE_BY_KIND
};
/* Groups by value, that of none last; ALL gives one, also of nothing. Sorts
   the items. *out lives in the arena. */
int kam_promise_count(struct kam_promise_figures **out, size_t *n,
		      struct kam_arena *arena, struct kam_promise *items,
		      size_t n_items, enum kam_promise_by by,
		      struct kam_err *err) KAM_MUST_USE;

#endif
