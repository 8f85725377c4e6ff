/*
 * What making and comparing baselines share.
 */
#ifndef KAM_AREAS_BASELINE_H
#define KAM_AREAS_BASELINE_H

#include <kam/baseline.h>

/* Requirements with a version each, or 0 for the present wording. */
struct kam_baseline_pairs {
	struct kam_baseline_pair {
		int64_t req, version;
	} * items;
	size_t n, room;
};
void kam_baseline_pairs_release(struct kam_baseline_pairs *pairs);

/* What a baseline holds, and what one would hold now; by the requirements'
   ids. */
int kam_baseline_versions(struct kam_baseline_pairs *pairs, struct kam *k,
			  int64_t baseline, struct kam_err *err) KAM_MUST_USE;
int kam_baseline_select(struct kam_baseline_pairs *pairs, struct kam *k,
			const struct kam_baseline_options *options,
			struct kam_err *err) KAM_MUST_USE;

#endif
