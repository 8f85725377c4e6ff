/*
 * Decisions: what was said of a version, and when; they are added and stay.
 */
#ifndef KAM_AREAS_DECISION_H
#define KAM_AREAS_DECISION_H

#include <kam/store.h>

struct kam_decision {
	const char *outcome;              /* a word of the field */
	int64_t version;                  /* the revision decided on; 0: none */
	int64_t contact;                  /* who decided; 0: somebody of ours */
	int64_t member;                   /* which of ours; 0: unsaid */
	const char *on;                   /* the day */
	const char *channel;              /* or NULL */
	const char *remark;               /* or NULL */
	const struct kam_value *evidence; /* unset or NULL: none */
};

/* A decision on the record, in its arena. */
int kam_decision_add(struct kam *k, const struct kam_record *about,
		     const struct kam_decision *decision,
		     struct kam_err *err) KAM_MUST_USE;

#endif
