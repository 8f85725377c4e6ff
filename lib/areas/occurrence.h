/*
 * A cadence as a series of days, and its occurrences one by one: what
 * cadence.c builds its rules from.
 */
#ifndef KAM_AREAS_OCCURRENCE_H
#define KAM_AREAS_OCCURRENCE_H

#include <kam/areas.h>
#include <kam/cadence.h>
#include <kam/recurrence.h>

struct kam_series {
	const struct kam_record *cadence;
	struct kam_recurrence rule;
	int32_t start, end; /* days; end is INT32_MAX where there is none */
	int from_delivery;
	enum kam_shift shift;
	const struct kam_calendar *calendar; /* NULL: Monday to Friday */
};

/* The calendar lives in the arena, the cadence is borrowed. */
int kam_series_read(struct kam_series *out, struct kam *k,
		    struct kam_arena *arena, const struct kam_record *cadence,
		    struct kam_err *err) KAM_MUST_USE;
/* No write may have it that a cadence has fallen due more than 1000 times since
   the last occurrence that is closed, or its start: KAM_EINVALID. One that is
   stored so, as time may have it, takes each write that doesn't add to them. */
int kam_cadence_start(struct kam *k, const struct kam_record *before,
		      const struct kam_record *after,
		      struct kam_err *err) KAM_MUST_USE;

/* The closed one that is the last by number; number 0: none is closed. */
struct kam_closed {
	int64_t number;
	int32_t nominal, given; /* given: nominal where it wasn't */
};
int kam_occurrence_last(struct kam_closed *out, struct kam *k, int64_t cadence,
			struct kam_err *err) KAM_MUST_USE;
/* Opens what follows the last, unless one is open; *out is NULL where the series is over. */
int kam_occurrence_open(struct kam_record **out, struct kam *k,
			struct kam_arena *arena,
			const struct kam_series *series,
			struct kam_err *err) KAM_MUST_USE;
/* What follows an open one that is about to be closed, as far as it was due
   before a day: stored as missed, or for a reason as skipped, without having
   been open in between. What it costs grows with their number alone. In *out
   the oldest comes first. */
int kam_occurrence_pass(struct kam_missed **out, struct kam *k,
			struct kam_arena *arena,
			const struct kam_series *series,
			const struct kam_record *open, int32_t day,
			const char *reason, struct kam_err *err) KAM_MUST_USE;
/* The open one, or NULL. */
int kam_occurrence_find(struct kam_record **out, struct kam *k,
			struct kam_arena *arena, int64_t cadence,
			struct kam_err *err) KAM_MUST_USE;
/* The latest that is missed and was due by a day, or NULL. */
int kam_occurrence_missed(struct kam_record **out, struct kam *k,
			  struct kam_arena *arena, int64_t cadence,
			  const char *day, struct kam_err *err) KAM_MUST_USE;
/* The day of the latest delivery, or NULL; whether one was on that day. */
int kam_occurrence_given(const char **out, int *same, struct kam *k,
			 struct kam_arena *arena, int64_t cadence,
			 const char *day, struct kam_err *err) KAM_MUST_USE;
/* Closes it by a move: "give" (with a delivery; it is late where its day says
   so), "miss", "skip" (with a reason). */
int kam_occurrence_close(struct kam *k, struct kam_record *o, const char *verb,
			 const struct kam_delivery *delivery,
			 const char *reason, struct kam_err *err) KAM_MUST_USE;
/* Computes the open one's days anew; removes it where the series is over. */
int kam_occurrence_refresh(struct kam *k, struct kam_arena *arena,
			   const struct kam_series *series,
			   struct kam_err *err) KAM_MUST_USE;

#endif
