/*
 * What the values of settings may be.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/feedback.h>
#include <kam/filter.h>
#include <kam/report_draft.h>
#include <kam/req_lint.h>
#include <kam/risk.h>
#include <kam/setting.h>
#include <kam/silence.h>
#include <kam/urgency.h>
#include <kam/weights.h>
#include <kam/zone.h>
#include <string.h>

static int check_zone(struct kam *k, const char *name, const char *value,
		      struct kam_err *err)
{
	struct kam_zone *zone = NULL;
	int rc;

	(void)k;
	(void)name;
	rc = kam_zone_open(&zone, value, NULL, err);
	kam_zone_close(zone);
	return rc;
}

static int check_calendar(struct kam *k, const char *name, const char *value,
			  struct kam_err *err)
{
	int64_t id;

	(void)name;
	return kam_resolve(&id, k, &kam_calendar_kind, value, err);
}

static int check_matrix(struct kam *k, const char *name, const char *value,
			struct kam_err *err)
{
	struct kam_risk_matrix matrix;

	(void)k;
	(void)name;
	return kam_risk_matrix_parse(&matrix, value, "low=1", err);
}

static int check_levels(struct kam *k, const char *name, const char *value,
			struct kam_err *err)
{
	struct kam_risk_matrix matrix;

	(void)k;
	(void)name;
	return kam_risk_matrix_parse(&matrix, "5x5", value, err);
}

static int check_weights(struct kam *k, const char *name, const char *value,
			 struct kam_err *err)
{
	struct kam_weights weights;

	(void)k;
	(void)name;
	return kam_weights_parse(&weights, value, err);
}

static int check_urgency(struct kam *k, const char *name, const char *value,
			 struct kam_err *err)
{
	int64_t weights[KAM_URGENCY_FACTORS];

	(void)k;
	(void)name;
	return kam_urgency_weights(weights, value, err);
}

static int check_skip(struct kam *k, const char *name, const char *value,
		      struct kam_err *err)
{
	unsigned rules;

	(void)k;
	(void)name;
	return kam_lint_skip_parse(&rules, value, err);
}

static int check_tier(struct kam *k, const char *name, const char *value,
		      struct kam_err *err)
{
	(void)k;
	return kam_tier_setting_check(name, value, err);
}

static int check_span(struct kam *k, const char *name, const char *value,
		      struct kam_err *err)
{
	int32_t day;

	(void)name;
	return kam_feedback_span(&day, value, kam_today(k), NULL, err);
}

static int check_report(struct kam *k, const char *name, const char *value,
			struct kam_err *err)
{
	(void)name;
	return kam_report_template_check(k, value, err);
}

static int check_silence(struct kam *k, const char *name, const char *value,
			 struct kam_err *err)
{
	static const char *const influences[] = {
		"1", "2", "3", "4", "5", NULL,
	};

	(void)k;
	return kam_silence_check(
	    value,
	    strcmp(name, "comm.silence.tiers")
		? influences
		: kam_account_kind.fields[KAM_ACCOUNT_TIER].words,
	    err);
}

/* Its fields' values are asked when it is saved, not when it comes back before
   the records that it names. */
static int check_filter(struct kam *k, const char *name, const char *text,
			struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_filter f;
	int rc = kam_filter_check_name(name + strlen(KAM_FILTER_SETTING), err);

	if (!rc)
		rc = kam_filter_parse(&f, &scratch, text, err);
	if (!rc && !kam_kind_find(kam_catalogue_of(k), f.noun))
		rc = kam_fail(err, KAM_EINVALID, _("no noun '%.60s'"), f.noun);
	kam_arena_release(&scratch);
	return rc;
}

/* A name, or the beginning of several: then it ends in a point. */
static const struct {
	const char *name;
	int (*check)(struct kam *k, const char *name, const char *value,
		     struct kam_err *err);
} checks[] = {
	{ KAM_FILTER_SETTING, check_filter },
	{ "account.tier.", check_tier },
	{ "calendar", check_calendar },
	{ "comm.silence.", check_silence },
	{ "feedback.", check_span },
	{ "health.", kam_health_setting_check },
	{ "issue.", kam_issue_setting_check },
	{ "next.weights", check_urgency },
	{ "plan.", kam_plan_setting_check },
	{ "report.", check_report },
	{ "req.lint.skip", check_skip },
	{ "req.weights", check_weights },
	{ "risk.levels", check_levels },
	{ "risk.matrix", check_matrix },
	{ "survey.", kam_survey_setting_check },
	{ "timezone", check_zone },
};

static int is_of(const char *name, const char *own, const char *rule)
{
	const size_t n = strlen(rule);

	return rule[n - 1] == '.' ? !strncmp(name, rule, n)
				  : !strcmp(own, rule);
}

int kam_setting_check(struct kam *k, const struct kam_record *before,
		      struct kam_record *after, struct kam_err *err)
{
	const char *name = after->values[KAM_SETTING_NAME].text;
	const struct kam_value *value = &after->values[KAM_SETTING_VALUE];
	const struct kam_setting *setting = kam_setting_find(name);
	int rc = 0;

	(void)before;
	if (!setting) {
		kam_fail(err, KAM_EFIELD, _("no setting '%s'"), name);
		kam_hint(err, "%s", _("'kam setting list' shows them"));
		return err->code;
	}
	if (setting->scoped && kam_setting_key(name))
		rc = kam_setting_check_key(k, name, err);
	if (rc || !value->set)
		return rc;
	for (size_t i = 0; i < sizeof checks / sizeof *checks && !rc; i++)
		if (is_of(name, setting->name, checks[i].name))
			rc = checks[i].check(k, name, value->text, err);
	if (rc)
		kam_field(err, name);
	return rc;
}
