/*
 * Cadences: promises to a customer that recur, and their occurrences.
 *
 * An active cadence has one open occurrence; reading never writes. Giving it
 * closes it (given, or late after its due day), records as missed those that
 * fell due after it and before the delivery, and opens the next. One that falls
 * due on the very day of the delivery counts as given alongside. A cadence
 * counted from the last delivery opens delivery + interval.
 */
#ifndef KAM_CADENCE_H
#define KAM_CADENCE_H

#include <kam/store.h>

struct kam_delivery {
	const char *on;      /* as a person writes a day; NULL: today */
	const char *channel; /* or NULL */
	const char *note;    /* or NULL */
	int again; /* also where one was given that day or later: without it
		      the next, not yet due, is not closed by a repeated call */
};

/* Inside an operation. *given is the occurrence fulfilled; *next the one that
   opened, or NULL where the cadence has come to its end. */
int kam_cadence_give(struct kam_record **given, struct kam_record **next,
                     struct kam *k, struct kam_arena *arena, int64_t cadence,
                     const struct kam_delivery *delivery,
                     struct kam_err *err) KAM_MUST_USE;
/* Leaves the open occurrence out, with a reason, and opens the next. */
int kam_cadence_skip(struct kam_record **skipped, struct kam_record **next,
                     struct kam *k, struct kam_arena *arena, int64_t cadence,
                     const char *reason, struct kam_err *err) KAM_MUST_USE;
/* How its promises were kept so far. */
struct kam_cadence_count {
	int64_t given, late, missed, skipped;
};
int kam_cadence_count(struct kam_cadence_count *out, struct kam *k,
                      int64_t cadence, struct kam_err *err) KAM_MUST_USE;
/* Computes the open occurrences anew after a calendar changed. */
int kam_cadence_refresh(struct kam *k, struct kam_err *err) KAM_MUST_USE;

#endif
