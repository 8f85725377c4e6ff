/*
 * What holds for plans: scope, defaults, and that what was approved is changed
 * by revision only.
 */
#include "areas/hooks.h"
#include "areas/plan_rules.h"

#include <kam/areas.h>
#include <kam/calendars.h>
#include <kam/date.h>
#include <kam/recurrence.h>
#include <kam/setting.h>
#include <string.h>

const struct kam_plan_area *kam_plan_area_of(const struct kam *k,
					     const struct kam_record *plan)
{
	return kam_plan_area_find(kam_catalogue_of(k),
				  plan->values[KAM_PLAN_AREA].text);
}

int kam_plan_is_draft(const struct kam_record *plan)
{
	return plan->status == kam_state_find(&kam_plan_kind, "draft");
}

int kam_plan_locked(const struct kam_record *plan, const char *field,
		    struct kam_err *err)
{
	kam_fail(err, KAM_EREFUSED, _("PLAN-%lld is %s: its '%s' is fixed"),
		 (long long)plan->id, plan->kind->states[plan->status].name,
		 field);
	kam_field(err, field);
	kam_hint(err, "kam plan revise PLAN-%lld --reason '…'",
		 (long long)plan->id);
	return err->code;
}

int kam_value_differs(const struct kam_value *a, const struct kam_value *b)
{
	return a->set != b->set || a->integer != b->integer ||
	       strcmp(a->text ? a->text : "", b->text ? b->text : "") != 0;
}

/* What was approved, or is worked by, stays as it was. */
static int check_locked(const struct kam_record *before,
			const struct kam_record *after, struct kam_err *err)
{
	static const int fixed[] = {
		KAM_PLAN_TITLE,   KAM_PLAN_START,   KAM_PLAN_END,
		KAM_PLAN_EVERY,   KAM_PLAN_TARGETS, KAM_PLAN_LIMITS,
		KAM_PLAN_REVENUE, KAM_PLAN_SPEND,
	};
	static const int always[] = { KAM_PLAN_AREA, KAM_PLAN_ACCOUNT,
				      KAM_PLAN_PROJECT };

	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (kam_value_differs(&before->values[always[i]],
				      &after->values[always[i]])) {
			const char *name = after->kind->fields[always[i]].name;

			kam_fail(err, KAM_EREFUSED,
				 _("the %s of a plan is not changed: its "
				   "sections come with it"),
				 name);
			kam_field(err, name);
			kam_hint(err, "%s", _("'kam plan new' makes another"));
			return err->code;
		}
	for (size_t i = 0;
	     !kam_plan_is_draft(before) && i < sizeof fixed / sizeof *fixed;
	     i++)
		if (kam_value_differs(&before->values[fixed[i]],
				      &after->values[fixed[i]]))
			return kam_plan_locked(
			    before, after->kind->fields[fixed[i]].name, err);
	return 0;
}

static int take_pairs(struct kam *k, struct kam_record *plan, int field,
		      const char *text, struct kam_err *err)
{
	struct kam_str canonical = KAM_STR_INIT;
	int rc =
	    kam_plan_pairs(&canonical, kam_plan_area_of(k, plan), text, err);

	if (rc)
		kam_field(err, plan->kind->fields[field].name);
	else
		rc = kam_record_set(k, plan, field, canonical.data, err);
	kam_str_release(&canonical);
	return rc;
}

static int check_values(struct kam *k, struct kam_record *after,
			struct kam_err *err)
{
	const struct kam_value *v = after->values;
	struct kam_recurrence rule;
	int rc = v[KAM_PLAN_EVERY].set
		     ? kam_rhythm_check(&rule, k, after, KAM_PLAN_EVERY, err)
		     : 0;

	if (!rc && v[KAM_PLAN_TARGETS].set)
		rc = take_pairs(k, after, KAM_PLAN_TARGETS,
				v[KAM_PLAN_TARGETS].text, err);
	if (!rc && v[KAM_PLAN_LIMITS].set)
		rc = take_pairs(k, after, KAM_PLAN_LIMITS,
				v[KAM_PLAN_LIMITS].text, err);
	if (!rc && v[KAM_PLAN_START].set && v[KAM_PLAN_END].set &&
	    strcmp(v[KAM_PLAN_START].text, v[KAM_PLAN_END].text) > 0) {
		kam_fail(err, KAM_EINVALID,
			 _("the plan ends on %s, before it "
			   "starts on %s"),
			 v[KAM_PLAN_END].text, v[KAM_PLAN_START].text);
		kam_field(err, "end");
		rc = err->code;
	}
	if (!rc && v[KAM_PLAN_APPROVED_BY].set &&
	    !kam_kind_is(v[KAM_PLAN_APPROVED_BY].kind, &kam_member_kind) &&
	    !kam_kind_is(v[KAM_PLAN_APPROVED_BY].kind, &kam_contact_kind)) {
		kam_fail(err, KAM_EINVALID, _("%s is no member and no contact"),
			 v[KAM_PLAN_APPROVED_BY].text);
		kam_field(err, "approved_by");
		rc = err->code;
	}
	return rc;
}

/* "Account plan: Acme GmbH", "Risk management plan: Portal" */
static int give_title(struct kam *k, struct kam_record *after,
		      const struct kam_record *scope, struct kam_err *err)
{
	struct kam_str title = KAM_STR_INIT;
	int rc;

	if (after->values[KAM_PLAN_TITLE].set)
		return 0;
	kam_str_printf(&title, "%s%s%s", _(kam_plan_area_of(k, after)->title),
		       _(": "), scope->values[scope->kind->title].text);
	rc = kam_str_check(&title, err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_PLAN_TITLE, title.data, err);
	kam_str_release(&title);
	return rc;
}

static int give_owner(struct kam *k, struct kam_record *after, int64_t owner,
		      struct kam_err *err)
{
	if (after->values[KAM_PLAN_OWNER].set || !owner)
		return 0;
	return kam_record_set_ref(k, after, KAM_PLAN_OWNER, owner, err);
}

static int give_review(struct kam *k, struct kam_record *after,
		       struct kam_err *err)
{
	char day[KAM_DATE_TEXT];
	int32_t next;
	int rc;

	if (after->values[KAM_PLAN_REVIEW].set)
		return 0;
	rc = kam_plan_next_review(&next, k, after, kam_today(k), err);
	if (rc)
		return rc;
	kam_date_format(day, next);
	return kam_record_set(k, after, KAM_PLAN_REVIEW, day, err);
}

static int give_figures(struct kam *k, struct kam_record *after,
			const struct kam_plan_template *t, struct kam_err *err)
{
	int rc = 0;

	if (!after->values[KAM_PLAN_TARGETS].set && t->targets)
		rc =
		    kam_record_set(k, after, KAM_PLAN_TARGETS, t->targets, err);
	if (!rc && !after->values[KAM_PLAN_LIMITS].set && t->limits)
		rc = kam_record_set(k, after, KAM_PLAN_LIMITS, t->limits, err);
	return rc;
}

/* What a new plan has from its account, project and template. */
static int complete(struct kam *k, struct kam_record *after,
		    struct kam_err *err)
{
	const struct kam_value *v = after->values;
	struct kam_record *account, *project = NULL;
	struct kam_plan_template t;
	int rc = kam_record_load(&account, k, after->arena, &kam_account_kind,
				 v[KAM_PLAN_ACCOUNT].integer, err);

	if (!rc && v[KAM_PLAN_PROJECT].set)
		rc = kam_record_load(&project, k, after->arena,
				     &kam_project_kind,
				     v[KAM_PLAN_PROJECT].integer, err);
	if (!rc)
		rc = kam_plan_template_load(&t, k, after->arena,
					    kam_plan_area_of(k, after), err);
	if (!rc)
		rc = give_title(k, after, project ? project : account, err);
	if (!rc && project)
		rc = give_owner(
		    k, after, project->values[KAM_PROJECT_OWNER].integer, err);
	if (!rc)
		rc = give_owner(
		    k, after, account->values[KAM_ACCOUNT_OWNER].integer, err);
	if (!rc)
		rc = give_figures(k, after, &t, err);
	return rc ? rc : give_review(k, after, err);
}

int kam_plan_rules(struct kam *k, const struct kam_record *before,
		   struct kam_record *after, struct kam_err *err)
{
	int rc = before ? check_locked(before, after, err) : 0;

	if (!rc)
		rc = kam_scope_check(k, before, after, err);
	/* what was approved was so as it stood */
	if (!rc && before && kam_plan_is_draft(after) &&
	    !kam_plan_is_draft(before))
		rc = kam_record_set(k, after, KAM_PLAN_APPROVED_BY, "", err);
	if (!rc && before && kam_plan_is_draft(after) &&
	    !kam_plan_is_draft(before))
		rc = kam_record_set(k, after, KAM_PLAN_APPROVED_ON, "", err);
	/* one that comes back from an export has what it had */
	if (!rc && !before && !after->id && after->values[KAM_PLAN_ACCOUNT].set)
		rc = complete(k, after, err);
	return rc ? rc : check_values(k, after, err);
}
