/*
 * How urgent a thing is: a sum of factors, each a value between 0 and 1 times
 * its weight. After Taskwarrior's urgency ("Urgency", taskwarrior.org/docs, and
 * Task::urgency_…() of its src/Task.cpp), whose terms for due, blocking,
 * blocked and age these are; its words for priority have weights of their own,
 * here a word counts by its rank; severity, core, tier and customer are of the
 * same form.
 *
 *   due       1 from seven days late on; before that it falls by 0.8 in 21
 *             days, to 0.2 where fourteen days or more are left; 0 without a
 * day age       days since it was made, of 365, at most 1 a word    of n words
 * in rank order, the r-th from 1: r / n the rest  1 or 0
 *
 * Values and weights are in millionths, so that equal inputs give equal sums.
 */
#ifndef KAM_URGENCY_H
#define KAM_URGENCY_H

#include <kam/err.h>
#include <stdint.h>

enum kam_urgency_factor {
	KAM_URGENCY_DUE,
	KAM_URGENCY_SEVERITY, /* what its field severity says */
	KAM_URGENCY_PRIORITY, /* likewise */
	KAM_URGENCY_BLOCKING, /* an open record waits for it */
	KAM_URGENCY_BLOCKED,  /* it waits for an open record */
	KAM_URGENCY_CUSTOMER, /* somebody at the customer is named in it */
	KAM_URGENCY_TIER,     /* of its account */
	KAM_URGENCY_CORE,     /* its field core says so */
	KAM_URGENCY_AGE,
	KAM_URGENCY_FACTORS
};
/* "due" …; NULL after the last */
extern const char *const kam_urgency_names[KAM_URGENCY_FACTORS + 1];

struct kam_urgency {
	int64_t values[KAM_URGENCY_FACTORS];
	int64_t weights[KAM_URGENCY_FACTORS];
	int64_t parts[KAM_URGENCY_FACTORS]; /* value × weight */
	int64_t sum;
};

/* days: negative where there are some left */
int64_t kam_urgency_due(int64_t days_late);
int64_t kam_urgency_age(int64_t days);
int64_t kam_urgency_word(int rank, int n);
/* Fills parts and sum. */
void kam_urgency_add_up(struct kam_urgency *u);
/* "due=12 core=3": factors that aren't named weigh nothing. KAM_EINVALID where
   it is no list of weights (weights.h), names another factor, or has a weight
   beyond 1000. */
int kam_urgency_weights(int64_t weights[KAM_URGENCY_FACTORS], const char *text,
			struct kam_err *err) KAM_MUST_USE;

#endif
