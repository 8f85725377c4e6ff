/*
 * What the parts of merging share.
 */
#ifndef KAM_AREAS_MERGE_H
#define KAM_AREAS_MERGE_H

#include <kam/merge.h>
#include <kam/str.h>

struct kam_merging {
	struct kam *k;
	struct kam_arena *arena;
	const struct kam_kind *kind; /* of what is merged at the top */
	const struct kam_kind *from; /* of the two at hand: it, or a twin's */
	int64_t keep, other;
	const struct kam_merge_options *options;
	struct kam_merge_result *result;
	struct kam_str lost; /* for the note: a line each */
	int has_preference;  /* the contact that stays prefers a channel */
	int nested;          /* a twin's fields */
};
extern const struct kam_merge_options kam_merge_nothing;

/* KAM_EFIELD where a field to take is none */
int kam_merging_check(const struct kam_merging *m,
		      struct kam_err *err) KAM_MUST_USE;
/* Fields of the one that stays, from the other. */
int kam_merging_fields(struct kam_merging *m, struct kam_record *after,
		       const struct kam_record *other,
		       struct kam_err *err) KAM_MUST_USE;
/* A channel that either of the two may not be used by is not used. */
int kam_merging_consent(struct kam_merging *m, struct kam_record *after,
			const struct kam_record *other,
			struct kam_err *err) KAM_MUST_USE;
/* An account's own settings, where the one that stays has none. */
int kam_merging_settings(struct kam_merging *m, const struct kam_record *keep,
			 const struct kam_record *other,
			 struct kam_err *err) KAM_MUST_USE;
/* What refers to the other from the one that stays, and the other way round. */
int kam_merging_unhook(struct kam_merging *m, struct kam_err *err) KAM_MUST_USE;
int kam_merging_moved(struct kam_merging *m, const struct kam_kind *kind,
		      struct kam_err *err) KAM_MUST_USE;
int kam_merging_renamed(struct kam_merging *m, const struct kam_record *r,
			const char *old, struct kam_err *err) KAM_MUST_USE;
int kam_merging_note(struct kam_merging *m, const struct kam_record *other,
		     struct kam_err *err) KAM_MUST_USE;

#endif
