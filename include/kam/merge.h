/*
 * Merging: two records that are one, as an account that two systems know.
 *
 *	rc = kam_operation_begin(k, err);
 *	if (!rc)
 *		rc = kam_merge(&result, k, &arena, kind, keep, other,
 *			       &options, err);
 *	rc = kam_operation_end(k, rc, err);    (or kam_operation_cancel())
 *
 * One stays, under its ID and key; of the other, everything that refers to it
 * refers to the one from then on: whatever field of whatever kind of the
 * catalogue that is, lists, notes, links, channels. A field that the one has
 * not is filled from the other; where both say something and not the same, the
 * one's stays unless options take the other's, and what is not taken goes into
 * a note on the one, so that nothing is lost. Tags and lists are joined. The
 * other's source becomes one more of the one's (KAM_ALSO_FROM), so that the
 * next import of either system finds it. The other is removed; the journal has
 * it, and all of it is one operation.
 *
 * What must stay as it was agreed or approved (decisions, versions, plans)
 * says the same afterwards: by whom, when, on which wording. Only the
 * reference follows the record that it means, beside the rules that hold such
 * records fixed, and the journal keeps which it was. Wordings' digests do not
 * cover references.
 *
 * Where both have what there may be one of (struct kam_hooks, twin), the two
 * are merged likewise, or KAM_EREFUSED says what to do first. A project whose
 * key is taken gets a free one.
 */
#ifndef KAM_MERGE_H
#define KAM_MERGE_H

#include <kam/store.h>

struct kam_merge_options {
	const char *take; /* fields that the other's is taken of: "name,phone";
			     NULL: none */
	int prefer_other; /* all in which they differ, but the key */
};

enum kam_merge_fate { KAM_MERGE_FILLED, KAM_MERGE_TAKEN, KAM_MERGE_KEPT };
struct kam_merge_field { /* in which the two differed */
	const char *name;
	enum kam_merge_fate fate;
	const char *value, *lost; /* as text; lost: NULL where it was filled */
	const char *value_shown, *lost_shown; /* the same as people read it */
};
struct kam_merge_moved {
	const struct kam_kind *kind;
	int64_t n;
};
struct kam_merge_result {
	struct kam_merge_field *fields;
	size_t n_fields;
	struct kam_merge_moved *moved; /* those with any, as the catalogue
					  lists them */
	size_t n_moved;
	const char **renamed; /* "PRJ-3: portal -> portal-2" */
	size_t n_renamed;
	int64_t note; /* id of the note on the one */
};

/* Inside an operation; the result lives in the arena. KAM_EINVALID for one and
   the same, KAM_EFIELD for a field to take that there is not, KAM_EREFUSED for
   who was forgotten. */
int kam_merge(struct kam_merge_result *result, struct kam *k,
	      struct kam_arena *arena, const struct kam_kind *kind,
	      int64_t keep, int64_t other,
	      const struct kam_merge_options *options,
	      struct kam_err *err) KAM_MUST_USE;

#endif
