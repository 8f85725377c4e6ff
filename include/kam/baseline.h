/*
 * Baselines: a named set of requirements with the wording that each had, to
 * be compared with a later one or with what is there now.
 *
 * A baseline holds versions (agreement.h): of an agreed requirement the one in
 * force, of another its wording at that moment, which is kept for it. What it
 * holds stays when the requirements change.
 */
#ifndef KAM_BASELINE_H
#define KAM_BASELINE_H

#include <kam/store.h>

struct kam_baseline_options {
	const char *name;
	const char *description;  /* or NULL */
	int64_t account, project; /* 0: any */
	/* of the requirements, as kam_query_where() takes them; dropped ones
	   are left out unless one names status */
	const char *const *filters;
	size_t n_filters;
};
/* Inside an operation; *lines is how many requirements it holds. KAM_EDUPLICATE
   where its account and project have one of that name, KAM_EINVALID where it
   would hold nothing. */
int kam_baseline_make(struct kam_record **out, int64_t *lines, struct kam *k,
		      struct kam_arena *arena,
		      const struct kam_baseline_options *options,
		      struct kam_err *err) KAM_MUST_USE;

enum kam_baseline_change {
	KAM_BASELINE_ADDED,
	KAM_BASELINE_REMOVED,
	KAM_BASELINE_CHANGED,
	KAM_BASELINE_UNCHANGED,
};
/* A requirement in one of the two or in both; versions are records of the kind
   revision, `after` one that isn't stored where it is the present wording. */
struct kam_baseline_row {
	enum kam_baseline_change change;
	int64_t req;
	const struct kam_record *before, *after; /* NULL: not in it */
};
typedef int (*kam_each_baseline_row)(void *context,
				     const struct kam_baseline_row *row,
				     struct kam_err *err);
/*
 * By the requirements' ids, each row valid during its call. to: 0 for now,
 * which is what the baseline's own account, project and filters find today;
 * one that it holds counts as long as it is there and not dropped. Memory: 16
 * bytes for each requirement, and the wordings of one.
 */
int kam_baseline_compare(struct kam *k, int64_t from, int64_t to,
			 kam_each_baseline_row each, void *context,
			 struct kam_err *err) KAM_MUST_USE;

#endif
