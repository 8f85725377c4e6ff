/*
 * Documents of plans: what versions are made from and read by.
 */
#ifndef KAM_AREAS_PLAN_DOCUMENT_H
#define KAM_AREAS_PLAN_DOCUMENT_H

#include <kam/plan.h>

/* What was kept of a plan, its labels in the reader's language. */
int kam_plan_document_restore(struct kam_document **out, struct kam *k,
			      struct kam_arena *arena,
			      const struct kam_record *plan,
			      const struct kam_document *kept, int customer,
			      struct kam_err *err) KAM_MUST_USE;

#endif
