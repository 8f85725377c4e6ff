/*
 * Trace: what a record came of and what came of it, over all kinds.
 *
 * Two records hang together by a link (link.h says which end of it is below)
 * or by a field that the catalogue marks: KAM_LEADS_UP where it names what the
 * record came of (a requirement's source_comm, an action's about), and
 * KAM_LEADS_DOWN where it names what came of it (a feedback's became). So any
 * kind's records have a place without a list of kinds here.
 *
 * All is computed from one reading of the links and marked fields, a statement
 * for each, and of the records that the answer names, a page to a statement;
 * nothing is written. Texts are valid during the call that has them.
 */
#ifndef KAM_TRACE_H
#define KAM_TRACE_H

#include <kam/link.h>

struct kam_trace_record {
	struct kam_end end;
	const char *title;        /* NULL: it is gone */
	const char *status;       /* NULL where the kind has none */
	int closed;               /* enum kam_closing */
	int64_t account, project; /* ids, or 0 */
};

enum kam_trace_way {
	KAM_TRACE_SELF,
	KAM_TRACE_UP,
	KAM_TRACE_DOWN,
	KAM_TRACE_BESIDE
};
/* A record that was there before is not followed again. */
enum kam_trace_seen { KAM_TRACE_NEW, KAM_TRACE_AGAIN, KAM_TRACE_CIRCLE };

/* A line of the tree: the record itself, what is above, below, beside. */
struct kam_trace_row {
	struct kam_trace_record record;
	enum kam_trace_way way;
	int depth; /* 0: the record itself */
	int last;  /* of the rows with the same parent */
	struct kam_end parent;
	const char *relation; /* the link's, or the field's name; NULL: self */
	int64_t link;         /* 0 where a field says it */
	int suspect;
	enum kam_trace_seen seen;
};
struct kam_trace_query {
	struct kam_end from;
	int up, down; /* 1; neither is both, and beside */
	int depth;    /* how far; 0: to the end */
};
typedef int (*kam_each_trace)(void *context, const struct kam_trace_row *row,
			      struct kam_err *err);
/* The record, then what is above it, each followed by what is above that, then
   below and beside. KAM_ENOENT where it isn't there. */
int kam_trace_each(struct kam *k, const struct kam_trace_query *query,
		   kam_each_trace each, void *context,
		   struct kam_err *err) KAM_MUST_USE;

/*
 * What a change of the record's wording touches: direct, the records whose
 * link to it becomes suspect; then all that is below it or them, which may be
 * affected in turn. Nearest first.
 */
struct kam_impact_row {
	struct kam_trace_record record;
	int suspect; /* 1: its link becomes so; 0: it may be affected */
	int agreed;  /* its last decision is agreed, approved or accepted */
	int depth;   /* steps from the record, from 1 */
	struct kam_end via; /* the record through which it is reached */
	const char *relation;
	int64_t link; /* or 0 */
};
typedef int (*kam_each_impact)(void *context, const struct kam_impact_row *row,
			       struct kam_err *err);
int kam_impact_each(struct kam *k, struct kam_end from, kam_each_impact each,
		    void *context, struct kam_err *err) KAM_MUST_USE;

/*
 * Suspect links, oldest first. Those of records that were given up are left
 * out: nothing hangs on them.
 */
struct kam_suspect_change {
	const char *field;
	/* canonical JSON of the value; NULL where unset */
	const char *before, *after;
};
struct kam_suspect {
	int64_t link;
	const char *relation;
	struct kam_trace_record from, to;
	/* what changed since, and the first change's time and actor: from the
	   journal; n_changes is 0 where it doesn't know that wording, as of a
	   link that came from elsewhere or a text that was erased */
	struct kam_suspect_change changes[KAM_COLUMNS];
	size_t n_changes;
	const char *at, *actor; /* or NULL */
};
struct kam_suspect_query {
	const struct kam_kind *kind;  /* of the records that link; NULL: any */
	int64_t id, account, project; /* of them; 0: any */
	int bare;                     /* 1: the journal is not asked */
};
typedef int (*kam_each_suspect)(void *context,
				const struct kam_suspect *suspect,
				struct kam_err *err);
int kam_suspect_each(struct kam *k, const struct kam_suspect_query *query,
		     kam_each_suspect each, void *context,
		     struct kam_err *err) KAM_MUST_USE;

/*
 * Cover: for each record of a query, whether something below stands for it
 * (relations with `covers`, and fields that lead down). After OpenFastTrace,
 * whose states these are:
 *
 *	uncovered  nothing covers it, or only what was given up
 *	outdated   what covers it was linked to another wording: suspect
 *	shallow    one of its parts (derives) isn't covered in turn
 *	covered    none of these
 *
 * A record that is done needs no cover. Beside that it may be orphaned: it
 * covers something that was given up, or is gone.
 */
enum kam_coverage {
	KAM_COVERED,
	KAM_UNCOVERED,
	KAM_OUTDATED,
	KAM_SHALLOW,
	KAM_COVERAGES
};
extern const char *const kam_coverage_words[KAM_COVERAGES];

enum kam_gap {
	KAM_GAP_UNCOVERED,
	KAM_GAP_OUTDATED,
	KAM_GAP_SHALLOW,
	KAM_GAP_ORPHANED
};
extern const char *const kam_gap_words[]; /* by enum kam_gap */

struct kam_gap_reason {
	enum kam_gap gap;
	struct kam_end record; /* whose; kind is NULL for uncovered */
	int64_t link;          /* or 0 */
};
struct kam_gap_row {
	const struct kam_record *record;
	enum kam_coverage coverage;
	int orphaned;
	const struct kam_gap_reason *reasons;
	size_t n_reasons;
	const struct kam_end *covered_by; /* alive */
	size_t n_covered_by;
};
typedef int (*kam_each_gap)(void *context, const struct kam_gap_row *row,
			    struct kam_err *err);
/* Every record of the query, in its order, also those without a gap. */
int kam_gaps_each(struct kam *k, struct kam_query *q, kam_each_gap each,
		  void *context, struct kam_err *err) KAM_MUST_USE;

/*
 * The matrix: for each record of a query those that hang together with it, up
 * to `depth` steps above and below (0: all; beside: one step).
 */
struct kam_matrix_cell {
	struct kam_trace_record record;
	enum kam_trace_way way;
	const char *relation; /* of the last step to it */
	int depth, suspect;
};
struct kam_matrix_row {
	const struct kam_record *record;
	const struct kam_matrix_cell *cells; /* by kind, then by id */
	size_t n;
};
typedef int (*kam_each_matrix)(void *context, const struct kam_matrix_row *row,
			       struct kam_err *err);
int kam_matrix_each(struct kam *k, struct kam_query *q, int depth,
		    kam_each_matrix each, void *context,
		    struct kam_err *err) KAM_MUST_USE;

#endif
