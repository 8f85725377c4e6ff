/*
 * Two plans in force for one account and area: no program makes one of them.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <string.h>

struct looking {
	const struct kam_record *plan;
	int64_t found;
};

static int take(void *context, struct kam_record *r, struct kam_err *err)
{
	struct looking *l = context;

	(void)err;
	if (r->id != l->plan->id && !l->found)
		l->found = r->id;
	return 0;
}

int kam_plan_twin(int64_t *id, struct kam *k, struct kam_record *plan,
		  struct kam_err *err)
{
	const struct kam_value *v = plan->values;
	struct looking l = { .plan = plan };
	struct kam_query *q = NULL;
	const char *area;
	int rc;

	*id = 0;
	if (v[KAM_PLAN_PROJECT].set || plan->kind->states[plan->status].closed)
		return 0;
	area = kam_arena_printf(plan->arena, "area=%s", v[KAM_PLAN_AREA].text);
	rc = area ? kam_query_open(&q, k, &kam_plan_kind, err)
		  : kam_fail_memory(err);
	if (!rc)
		rc = kam_query_account(q, v[KAM_PLAN_ACCOUNT].integer, err);
	if (!rc)
		rc = kam_query_where(q, "project=", err);
	if (!rc)
		rc = kam_query_where(q, area, err);
	if (!rc)
		rc = kam_query_run(q, take, &l, err);
	kam_query_release(q);
	if (rc || !l.found)
		return rc;
	kam_fail(err, KAM_EREFUSED,
		 _("PLAN-%lld and PLAN-%lld are both the %s plan in force"),
		 (long long)l.found, (long long)plan->id,
		 v[KAM_PLAN_AREA].text);
	kam_hint(err,
		 _("close the one that no longer holds first: kam plan close "
		   "PLAN-%lld"),
		 (long long)plan->id);
	return err->code;
}
