/*
 * Objectives: what a plan wants to reach, measured.
 */
#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/improve.h>
#include <string.h>

static const struct kam_field objective_fields[KAM_OBJECTIVE_FIELDS] = {
	[KAM_OBJECTIVE_ACCOUNT] = { "account", KAM_REF,
				    KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				    N_("the account it is for"),
				    .target = "account" },
	[KAM_OBJECTIVE_PROJECT] = { "project", KAM_REF, KAM_CUSTOMER,
				    N_("the project it is for"),
				    .target = "project" },
	[KAM_OBJECTIVE_PLAN] = { "plan", KAM_REF, KAM_LISTED,
				 N_("the plan it is in; else the account's or "
				    "project's own"),
				 .target = "plan" },
	[KAM_OBJECTIVE_TITLE] = { "title", KAM_TEXT,
				  KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				  N_("what is to be reached, in one line") },
	[KAM_OBJECTIVE_MEASURE] = { "measure", KAM_TEXT,
				    KAM_LISTED | KAM_CUSTOMER,
				    N_("what it is measured by") },
	[KAM_OBJECTIVE_UNIT] = { "unit", KAM_TEXT, KAM_CUSTOMER,
				 N_("unit of its figures: days, %") },
	[KAM_OBJECTIVE_BASELINE] = { "baseline", KAM_DECIMAL, KAM_CUSTOMER,
				     N_("the figure at the beginning") },
	[KAM_OBJECTIVE_TARGET] = { "target", KAM_DECIMAL,
				   KAM_LISTED | KAM_CUSTOMER,
				   N_("the figure to be reached") },
	[KAM_OBJECTIVE_DUE] = { "due", KAM_DATE, KAM_LISTED | KAM_CUSTOMER,
				N_("day it is to be reached by") },
	[KAM_OBJECTIVE_OWNER] = { "owner", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
				  N_("who sees to it"), .target = "member" },
	[KAM_OBJECTIVE_DESCRIPTION] = { "description", KAM_PROSE, 0,
					N_("details") },
	[KAM_OBJECTIVE_CLOSED_ON] = { "closed_on", KAM_DATE,
				      KAM_CUSTOMER | KAM_HAPPENED,
				      N_("when it was met or missed") },
	[KAM_OBJECTIVE_REASON] = { "reason", KAM_PROSE, 0,
				   N_("why it was missed or dropped") },
	[KAM_OBJECTIVE_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum { OBJECTIVE_OPEN, OBJECTIVE_MET, OBJECTIVE_MISSED, OBJECTIVE_DROPPED };
static const struct kam_state objective_states[] = {
	[OBJECTIVE_OPEN] = { "open", N_("to be reached"), 0 },
	[OBJECTIVE_MET] = { "met", N_("reached"), 1 },
	[OBJECTIVE_MISSED] = { "missed", N_("not reached in time"), 1 },
	[OBJECTIVE_DROPPED] = { "dropped", N_("given up"), 1 },
};
static const struct kam_move objective_moves[] = {
	{ "meet", 1u << OBJECTIVE_OPEN, OBJECTIVE_MET, N_("is reached"),
	  .stamps = KAM_OBJECTIVE_CLOSED_ON },
	{ "miss", 1u << OBJECTIVE_OPEN, OBJECTIVE_MISSED,
	  N_("is not reached in time"), .needs = { KAM_OBJECTIVE_REASON },
	  .stamps = KAM_OBJECTIVE_CLOSED_ON },
	{ "drop", 1u << OBJECTIVE_OPEN, OBJECTIVE_DROPPED, N_("is given up"),
	  .needs = { KAM_OBJECTIVE_REASON } },
	{ "reopen",
	  1u << OBJECTIVE_MET | 1u << OBJECTIVE_MISSED |
	      1u << OBJECTIVE_DROPPED,
	  OBJECTIVE_OPEN, N_("is to be reached after all") },
};
const struct kam_kind kam_objective_kind = {
	.name = "objective",
	.prefix = "OBJ",
	.help = N_("objectives of plans, with measure and target"),
	.group = N_("Account plan"),
	.fields = objective_fields,
	.n_fields = KAM_OBJECTIVE_FIELDS,
	.states = objective_states,
	.n_states = sizeof objective_states / sizeof *objective_states,
	.moves = objective_moves,
	.n_moves = sizeof objective_moves / sizeof *objective_moves,
	.title = KAM_OBJECTIVE_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_OBJECTIVE_ACCOUNT,
	.project = KAM_OBJECTIVE_PROJECT,
	.hooks = { .check = kam_objective_rules, .due = kam_objective_due },
};

enum { SQL_PLAN };
static const char *const texts[] = {
	/* $1 account, $2 project or 0: the open plan of all of it */
	[SQL_PLAN] = "SELECT max(id), count(*) FROM plan WHERE \"account\" = "
		     "$1 AND COALESCE(\"project\", 0) = $2 "
		     "AND \"area\" = 'account' AND status <> 'closed'",
};
const struct kam_sql kam_objective_sql = { texts,
					   sizeof texts / sizeof *texts };

/* The scope of its plan, or the plan of its scope. */
static int find_scope(struct kam *k, struct kam_record *after,
		      struct kam_err *err)
{
	struct kam_value *v = after->values;
	struct kam_record *plan;
	int rc;

	if (!v[KAM_OBJECTIVE_PLAN].set)
		return 0;
	rc = kam_record_load(&plan, k, after->arena, &kam_plan_kind,
			     v[KAM_OBJECTIVE_PLAN].integer, err);
	if (!rc && !v[KAM_OBJECTIVE_ACCOUNT].set)
		rc = kam_record_set_ref(k, after, KAM_OBJECTIVE_ACCOUNT,
					plan->values[KAM_PLAN_ACCOUNT].integer,
					err);
	if (!rc && !v[KAM_OBJECTIVE_PROJECT].set)
		rc = kam_record_set_ref(k, after, KAM_OBJECTIVE_PROJECT,
					plan->values[KAM_PLAN_PROJECT].integer,
					err);
	if (rc || v[KAM_OBJECTIVE_ACCOUNT].integer ==
		      plan->values[KAM_PLAN_ACCOUNT].integer)
		return rc;
	kam_fail(err, KAM_EINVALID, _("PLAN-%lld is a plan of %s, not of %s"),
		 (long long)plan->id, plan->values[KAM_PLAN_ACCOUNT].text,
		 v[KAM_OBJECTIVE_ACCOUNT].text);
	kam_field(err, "plan");
	return err->code;
}

static int find_plan(struct kam *k, struct kam_record *after,
		     struct kam_err *err)
{
	struct kam_value *v = after->values;
	struct kam_stmt *s = NULL;
	int64_t plan = 0;
	int rc;

	if (v[KAM_OBJECTIVE_PLAN].set || !v[KAM_OBJECTIVE_ACCOUNT].set)
		return 0;
	rc = kam_db_prepare(&s, kam_database(k), texts[SQL_PLAN], err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, v[KAM_OBJECTIVE_ACCOUNT].integer);
	kam_stmt_bind_int(s, 2, v[KAM_OBJECTIVE_PROJECT].integer);
	rc = kam_stmt_step(s, err);
	if (rc > 0 && kam_stmt_int(s, 1) == 1)
		plan = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	if (rc < 0 || !plan)
		return rc < 0 ? rc : 0;
	return kam_record_set_ref(k, after, KAM_OBJECTIVE_PLAN, plan, err);
}

int kam_objective_rules(struct kam *k, const struct kam_record *before,
			struct kam_record *after, struct kam_err *err)
{
	int rc = find_scope(k, after, err);

	if (!rc)
		rc = kam_scope_check(k, before, after, err);
	/* one that was taken out of its plan stays out */
	return rc || before ? rc : find_plan(k, after, err);
}

int kam_objective_progress(int64_t *progress, int64_t baseline, int64_t target,
			   int64_t current)
{
	/* each is below 1e18, so neither difference overflows */
	return kam_decimal_share(progress, current - baseline,
				 target - baseline);
}

int kam_objective_current(int64_t *value, const char **on, struct kam *k,
			  struct kam_arena *arena, int64_t objective,
			  struct kam_err *err)
{
	return kam_measure_last(value, on, k, arena, &kam_objective_kind,
				objective, NULL, err);
}

int kam_objective_measure(struct kam_record **out, struct kam *k,
			  const struct kam_record *objective, const char *value,
			  const char *on, const char *remark,
			  struct kam_err *err)
{
	const struct kam_value *v = objective->values;
	const struct kam_measured measure = {
		/* what it is measured by, where that is said */
		.metric = v[KAM_OBJECTIVE_MEASURE].set
			      ? v[KAM_OBJECTIVE_MEASURE].text
			      : v[KAM_OBJECTIVE_TITLE].text,
		.unit = v[KAM_OBJECTIVE_UNIT].set ? v[KAM_OBJECTIVE_UNIT].text
						  : NULL,
		.value = value,
		.on = on,
		.remark = remark,
	};

	return kam_measure_add(out, k, objective, &measure, err);
}
