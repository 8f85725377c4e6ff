/*
 * Reviews of plans: on their day, with an outcome, and when the next one is.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/plan.h>
#include <kam/recurrence.h>
#include <kam/setting.h>
#include <string.h>

/* How often: as the plan says, else by the account's tier. */
static int read_rhythm(struct kam_recurrence *out, struct kam *k,
		       const struct kam_record *plan,
		       const struct kam_record *account, struct kam_err *err)
{
	const struct kam_value *tier = &account->values[KAM_ACCOUNT_TIER];
	const char *every = plan->values[KAM_PLAN_EVERY].text;
	char name[64];
	int rc = 0;

	(void)snprintf(name, sizeof name, "plan.review.%s",
		       tier->set ? tier->text : "standard");
	if (!plan->values[KAM_PLAN_EVERY].set)
		rc = kam_setting_get(&every, k, plan->arena, name, err);
	return rc ? rc : kam_recurrence_parse(out, every, err);
}

int kam_plan_next_review(int32_t *out, struct kam *k,
			 const struct kam_record *plan, int32_t after,
			 struct kam_err *err)
{
	const struct kam_calendar *calendar = NULL;
	struct kam_record *account;
	struct kam_recurrence rule;
	int32_t nominal;
	int rc = kam_record_load(&account, k, plan->arena, &kam_account_kind,
				 plan->values[KAM_PLAN_ACCOUNT].integer, err);

	if (!rc)
		rc = kam_scope_calendar(&calendar, k, plan, err);
	if (!rc)
		rc = read_rhythm(&rule, k, plan, account, err);
	/* "quarter on last working day": the next such day, however long ago
	   the last review was */
	if (!rc && rule.on != KAM_ON_START)
		rc = kam_recurrence_on_or_after(&nominal, &rule, after,
						after + 1, calendar, err);
	else if (!rc)
		rc = kam_recurrence_from_delivery(&nominal, &rule, after,
						  calendar, err);
	return rc ? rc
		  : kam_recurrence_shift(out, nominal, KAM_SHIFT_BEFORE,
					 calendar, err);
}

static int add_review(struct kam_record **out, struct kam *k,
		      const struct kam_record *plan, const char *on,
		      const char *outcome, struct kam_err *err)
{
	struct kam_err ignored = { 0 };
	char about[40];
	int rc = kam_record_new(out, plan->arena, &kam_review_kind, err);

	(void)snprintf(about, sizeof about, "PLAN-%lld", (long long)plan->id);
	if (!rc)
		rc = kam_record_set(k, *out, KAM_REVIEW_ABOUT, about, err);
	if (!rc)
		rc = kam_record_set(k, *out, KAM_REVIEW_ON, on ? on : "today",
				    err);
	if (!rc)
		rc = kam_record_set(k, *out, KAM_REVIEW_OUTCOME, outcome, err);
	/* who looked: the actor, where the register knows them */
	if (!rc && kam_record_set(k, *out, KAM_REVIEW_BY, "me", &ignored) &&
	    ignored.code != KAM_ENOENT && ignored.code != KAM_EINVALID) {
		*err = ignored;
		rc = err->code;
	}
	return rc;
}

/* The next day, as given or by rhythm from the day of this one. */
static int set_next(struct kam *k, const struct kam_record *plan,
		    struct kam_record *review, const char *next,
		    struct kam_err *err)
{
	char day[KAM_DATE_TEXT];
	int32_t on, due;
	int rc;

	if (next)
		return kam_record_set(k, review, KAM_REVIEW_NEXT, next, err);
	rc = kam_date_parse(&on, review->values[KAM_REVIEW_ON].text, err);
	if (!rc)
		rc = kam_plan_next_review(&due, k, plan, on, err);
	if (rc)
		return rc;
	kam_date_format(day, due);
	return kam_record_set(k, review, KAM_REVIEW_NEXT, day, err);
}

static int check_next(const struct kam_record *review, struct kam_err *err)
{
	const struct kam_value *v = review->values;

	if (strcmp(v[KAM_REVIEW_NEXT].text, v[KAM_REVIEW_ON].text) > 0)
		return 0;
	kam_fail(err, KAM_EINVALID,
		 _("the next review, %s, is not after this one, %s"),
		 v[KAM_REVIEW_NEXT].text, v[KAM_REVIEW_ON].text);
	kam_field(err, "next");
	return err->code;
}

int kam_plan_review(struct kam_record **out, struct kam *k,
		    const struct kam_record *plan, const char *on,
		    const char *outcome, const char *next, struct kam_err *err)
{
	struct kam_record *after;
	int rc = 0;

	if (plan->kind->states[plan->status].closed) {
		rc = kam_fail(err, KAM_EREFUSED, _("PLAN-%lld is closed"),
			      (long long)plan->id);
		kam_hint(err, "kam plan reopen PLAN-%lld", (long long)plan->id);
	}
	if (!rc)
		rc = add_review(out, k, plan, on, outcome, err);
	if (!rc)
		rc = set_next(k, plan, *out, next, err);
	if (!rc)
		rc = check_next(*out, err);
	if (!rc)
		rc = kam_record_insert(k, *out, err);
	if (!rc)
		rc = kam_record_load(&after, k, plan->arena, plan->kind,
				     plan->id, err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_PLAN_REVIEW,
				    (*out)->values[KAM_REVIEW_NEXT].text, err);
	return rc ? rc : kam_record_update(k, plan, after, err);
}

int kam_review_rules(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	(void)before;
	return after->values[KAM_REVIEW_ON].set
		   ? 0
		   : kam_record_set(k, after, KAM_REVIEW_ON, "today", err);
}

int kam_plan_setting_check(struct kam *k, const char *name, const char *value,
			   struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_recurrence rule;
	struct kam_plan_template t;
	char span[64];
	int32_t day;
	int rc = 0;

	if (!strncmp(name, "plan.review.", 12)) {
		rc = kam_recurrence_parse(&rule, value, err);
	} else if (!strcmp(name, "plan.stale")) {
		(void)snprintf(span, sizeof span, "-%.60s", value);
		rc = kam_date_read(&day, span, kam_today(k), NULL, err);
	} else if (!strncmp(name, "plan.template.", 14)) {
		rc = kam_plan_template_parse(
		    &t, &scratch, kam_catalogue_of(k),
		    kam_plan_area_find(kam_catalogue_of(k), name + 14), value,
		    err);
	}
	kam_arena_release(&scratch);
	return rc;
}
