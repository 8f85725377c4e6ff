/*
 * Improvements: measured before and after, so that an effect is more than a
 * claim.
 *
 * effect     the figure reached, less the baseline
 * progress   effect / (target - baseline): objective figures' formula, so that
 *            it holds for what is to fall as well
 * after      a measurement counts for the effect where its day is later than
 *            the one since when the improvement is in practice
 *
 * The last such measurement decides: confirmed as effective is only what has
 * one that reaches the target. A recurrence (issue.h) of the issue that it came
 * of, raised since it was in practice, puts its effect in doubt.
 */
#ifndef KAM_IMPROVE_H
#define KAM_IMPROVE_H

#include <kam/store.h>

/* Measurements of any record (the kind `measurement`). */
struct kam_measured {
	const char *metric;
	const char *unit;       /* or NULL */
	const char *value, *on; /* as written; on NULL: today */
	const char *remark;     /* or NULL */
};
/* Inside an operation; *out in the record's arena. */
int kam_measure_add(struct kam_record **out, struct kam *k,
		    const struct kam_record *about,
		    const struct kam_measured *measure,
		    struct kam_err *err) KAM_MUST_USE;
/* The last one: 1, or 0 where there is none; after, a day in ISO, or NULL: only
   those of later days. *on in the arena. */
int kam_measure_last(int64_t *value, const char **on, struct kam *k,
		     struct kam_arena *arena, const struct kam_kind *kind,
		     int64_t id, const char *after,
		     struct kam_err *err) KAM_MUST_USE;

struct kam_improve_effect {
	int64_t measured; /* how often, ever */
	int has_value;    /* the last one after; else the four are unset */
	int64_t value;    /* millionths */
	const char *on;
	int64_t effect; /* where there is a baseline */
	int reached;    /* the target */
	int has_progress;
	int64_t progress; /* millionths; 1,000,000 is the target */
	/* recurrences since: how many, and which, "ISS-9, FB-4"; or NULL */
	int64_t doubts;
	const char *doubted_by;
};
/* In the record's arena. */
int kam_improve_effect(struct kam_improve_effect *out, struct kam *k,
		       const struct kam_record *improve,
		       struct kam_err *err) KAM_MUST_USE;
/* 1 where value is as good as the target or better: higher or lower by
   direction */
int kam_improve_reaches(int64_t value, int64_t target, int higher);

/* Inside an operation: an improvement that came of a record, linked both ways;
   title, account and project may be NULL or 0: the record's. */
int kam_improve_from(struct kam_record **out, struct kam *k,
		     struct kam_arena *arena, const struct kam_kind *kind,
		     int64_t id, const char *title, int64_t account,
		     int64_t project, struct kam_err *err) KAM_MUST_USE;
/* The improvements that came of an issue, or of what it came of: each by id.
 */
typedef int (*kam_each_improve)(void *context, int64_t id, const char *title,
				const char *status, struct kam_err *err);
int kam_improves_each(struct kam *k, const struct kam_record *issue,
		      kam_each_improve each, void *context,
		      struct kam_err *err) KAM_MUST_USE;

#endif
