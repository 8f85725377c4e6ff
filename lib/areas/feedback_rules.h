/*
 * What the steps of feedback share with its rules.
 */
#ifndef KAM_AREAS_FEEDBACK_RULES_H
#define KAM_AREAS_FEEDBACK_RULES_H

#include <kam/feedback.h>

/* What reopening takes back, and promises anew from a day on, as far as after
   is still as before was. */
int kam_feedback_reopen(struct kam *k, const struct kam_record *before,
			struct kam_record *after, int32_t from,
			struct kam_err *err) KAM_MUST_USE;

#endif
