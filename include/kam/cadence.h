/*
 * Cadences: promises to a customer that recur, and their occurrences.
 *
 * An active cadence has one open occurrence; reading never writes. A delivery
 * is of one occurrence: it closes the open one (given, or late after its due
 * day), records as missed those that fell due after it and before the
 * delivery, and opens the next; one due on the very day of the delivery stays
 * open. A cadence counted from the last delivery opens delivery + interval.
 *
 * A delivery recorded afterwards, of a day before the last one, is of the
 * latest occurrence that is missed and was due by that day: it becomes given
 * or late, and the open one stays. Given or late is always a matter of the two
 * days, by whatever verb an occurrence was given.
 */
#ifndef KAM_CADENCE_H
#define KAM_CADENCE_H

#include <kam/store.h>

struct kam_delivery {
	const char *on;      /* as a person writes a day; NULL: today */
	const char *channel; /* or NULL */
	const char *note;    /* or NULL */
	int again; /* the open one, also where one was given that day or later:
		      without it a repeated call would close the next */
};

struct kam_missed {
	const struct kam_record *occurrence;
	struct kam_missed *next;
};
/* What a delivery came to, in the arena. */
struct kam_settled {
	struct kam_record *done;   /* given, late or skipped */
	struct kam_missed *missed; /* those passed over, the oldest first */
	int64_t n_missed;
	struct kam_record *next; /* what is open now; NULL at the end */
};

/* Inside an operation. KAM_EREFUSED where a delivery of that day is recorded,
   or where a day before the last one finds nothing missed. */
int kam_cadence_give(struct kam_settled *out, struct kam *k,
                     struct kam_arena *arena, int64_t cadence,
                     const struct kam_delivery *delivery,
                     struct kam_err *err) KAM_MUST_USE;
/* Leaves the open occurrence out, with a reason, and opens the next. */
int kam_cadence_skip(struct kam_settled *out, struct kam *k,
                     struct kam_arena *arena, int64_t cadence,
                     const char *reason, struct kam_err *err) KAM_MUST_USE;
/* How its promises were kept so far. */
struct kam_cadence_count {
	int64_t given, late, missed, skipped;
};
int kam_cadence_count(struct kam_cadence_count *out, struct kam *k,
                      int64_t cadence, struct kam_err *err) KAM_MUST_USE;
/* The day on which it falls due next, in the arena; NULL where nothing is
   open. */
int kam_cadence_owes(const char **day, struct kam *k, struct kam_arena *arena,
                     int64_t cadence, struct kam_err *err) KAM_MUST_USE;
/* Computes the open occurrences anew after a calendar changed. */
int kam_cadence_refresh(struct kam *k, struct kam_err *err) KAM_MUST_USE;

#endif
