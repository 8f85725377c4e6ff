/*
 * What the rules of plans and of their sections share.
 */
#ifndef KAM_AREAS_PLAN_RULES_H
#define KAM_AREAS_PLAN_RULES_H

#include <kam/plan.h>

const struct kam_plan_area *kam_plan_area_of(const struct kam *k,
					     const struct kam_record *plan);
int kam_plan_is_draft(const struct kam_record *plan);
/* KAM_EREFUSED: what was approved is changed by revision only. */
int kam_plan_locked(const struct kam_record *plan, const char *field,
		    struct kam_err *err);
int kam_value_differs(const struct kam_value *a, const struct kam_value *b);

#endif
