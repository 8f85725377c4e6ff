/*
 * What holds for surveys and their replies, and what follows from a low score.
 */
#include "areas/hooks.h"
#include "areas/plan_rules.h"
#include "areas/rating.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/recurrence.h>
#include <kam/setting.h>
#include <kam/survey.h>
#include <string.h>

enum { SQL_ANSWERED };
static const char *const texts[] = {
	[SQL_ANSWERED] = "SELECT max(id) FROM reply WHERE \"survey\" = $1 "
			 "AND \"score\" IS NOT NULL",
};
const struct kam_sql kam_survey_rules_sql = { texts,
					      sizeof texts / sizeof *texts };

enum kam_measure kam_survey_measure(const struct kam_record *survey)
{
	const struct kam_value *type = &survey->values[KAM_SURVEY_TYPE];
	int word = type->set
		       ? kam_word_find(&kam_survey_kind.fields[KAM_SURVEY_TYPE],
				       type->text)
		       : -1;

	return word < 0 ? KAM_NPS : (enum kam_measure)word;
}

int kam_survey_scale(struct kam_scale *out, const struct kam_record *survey,
		     struct kam_err *err)
{
	const struct kam_value *scale = &survey->values[KAM_SURVEY_SCALE];

	return kam_scale_parse(
	    out,
	    scale->set ? scale->text
		       : kam_scale_usual(kam_survey_measure(survey)),
	    err);
}

static int is_state(const struct kam_record *r, const char *state)
{
	return r->status == kam_state_find(r->kind, state);
}

int kam_survey_takes(const struct kam_record *survey, struct kam_err *err)
{
	if (is_state(survey, "open") || is_state(survey, "closed"))
		return 0;
	kam_fail(err, KAM_EREFUSED, _("SUR-%lld is %s: it takes no answers"),
		 (long long)survey->id,
		 kam_gettext_in("survey",
				survey->kind->states[survey->status].name));
	if (is_state(survey, "draft"))
		kam_hint(err, "kam survey open SUR-%lld",
			 (long long)survey->id);
	return err->code;
}

/* Where only the type changes, the scale goes with it. */
static int check_scale(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	enum kam_measure measure = kam_survey_measure(after);
	const struct kam_value *scale = &after->values[KAM_SURVEY_SCALE];

	if (!scale->set ||
	    (before && kam_survey_measure(before) != measure &&
	     !kam_value_differs(&before->values[KAM_SURVEY_SCALE], scale)))
		return kam_record_set(k, after, KAM_SURVEY_SCALE,
				      kam_scale_usual(measure), err);
	if (kam_scale_fits(measure, scale->text))
		return 0;
	kam_fail(err, KAM_EINVALID, _("%s has no scale of %s"),
		 after->values[KAM_SURVEY_TYPE].text, scale->text);
	kam_field(err, "scale");
	kam_hint(err, "--scale %s", kam_scale_usual(measure));
	return err->code;
}

/* What was answered is the question as it was. */
static int check_asked(struct kam *k, const struct kam_record *before,
		       const struct kam_record *after, struct kam_err *err)
{
	static const int fixed[] = { KAM_SURVEY_TYPE, KAM_SURVEY_SCALE,
				     KAM_SURVEY_QUESTION, KAM_SURVEY_EDITION };
	struct kam_stmt *s = NULL;
	int64_t answer;
	size_t i = 0;
	int rc;

	while (i < sizeof fixed / sizeof *fixed &&
	       !kam_value_differs(&before->values[fixed[i]],
				  &after->values[fixed[i]]))
		i++;
	if (i == sizeof fixed / sizeof *fixed)
		return 0;
	rc = kam_db_prepare(&s, kam_database(k), texts[SQL_ANSWERED], err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, before->id);
	rc = kam_rating_find(&answer, s, err);
	if (rc || !answer)
		return rc;
	kam_fail(err, KAM_EREFUSED,
		 _("SUR-%lld has answers: its %s stays what they are to"),
		 (long long)before->id, after->kind->fields[fixed[i]].name);
	kam_field(err, after->kind->fields[fixed[i]].name);
	kam_hint(err, "kam survey repeat SUR-%lld --question '…'",
		 (long long)before->id);
	return err->code;
}

static int check_days(const struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;
	const struct kam_value *from = &v[KAM_SURVEY_OPENED_ON];
	static const int ends[] = { KAM_SURVEY_ENDS, KAM_SURVEY_CLOSED_ON };

	for (size_t i = 0; i < 2; i++)
		if (from->set && v[ends[i]].set &&
		    strcmp(v[ends[i]].text, from->text) < 0) {
			kam_fail(err, KAM_EINVALID,
				 _("it ends on %s, before it "
				   "opens on %s"),
				 v[ends[i]].text, from->text);
			kam_field(err, after->kind->fields[ends[i]].name);
			return err->code;
		}
	return 0;
}

/* The next round falls due as the rhythm has it from the end of this one. */
static int follow_rhythm(struct kam *k, const struct kam_record *before,
			 struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;
	const struct kam_calendar *calendar = NULL;
	struct kam_recurrence rule;
	char day[KAM_DATE_TEXT];
	int32_t closed, next;
	int rc = 0;

	if (before && is_state(before, "closed") && is_state(after, "open")) {
		rc = kam_record_set(k, after, KAM_SURVEY_CLOSED_ON, "", err);
		if (!rc)
			rc = kam_record_set(k, after, KAM_SURVEY_NEXT_ON, "",
					    err);
	}
	if (rc || !v[KAM_SURVEY_EVERY].set)
		return rc;
	rc = kam_rhythm_check(&rule, k, after, KAM_SURVEY_EVERY, err);
	if (rc || !is_state(after, "closed") || !v[KAM_SURVEY_CLOSED_ON].set ||
	    v[KAM_SURVEY_NEXT_ON].set)
		return rc;
	rc = kam_scope_calendar(&calendar, k, after, err);
	if (!rc)
		rc = kam_date_parse(&closed, v[KAM_SURVEY_CLOSED_ON].text, err);
	if (!rc)
		rc = kam_recurrence_from_delivery(&next, &rule, closed,
						  calendar, err);
	if (rc)
		return rc;
	kam_date_format(day, next);
	return kam_record_set(k, after, KAM_SURVEY_NEXT_ON, day, err);
}

int kam_survey_rules(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	int rc = kam_scope_check(k, before, after, err);

	if (!rc)
		rc = check_scale(k, before, after, err);
	if (!rc && before)
		rc = check_asked(k, before, after, err);
	if (!rc)
		rc = follow_rhythm(k, before, after, err);
	return rc ? rc : check_days(after, err);
}

static int check_score(const struct kam_record *survey,
		       const struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *score = &after->values[KAM_REPLY_SCORE];
	struct kam_scale scale;
	int rc = score->set ? kam_survey_scale(&scale, survey, err) : 0;

	if (rc || !score->set ||
	    (score->integer >= scale.low && score->integer <= scale.high))
		return rc;
	kam_fail(err, KAM_EINVALID, _("%lld is not on the scale of %d to %d"),
		 (long long)score->integer, scale.low, scale.high);
	kam_field(err, "score");
	return err->code;
}

/* Account, project and touchpoint are the round's where nothing else says. */
static int take_scope(struct kam *k, const struct kam_record *before,
		      const struct kam_record *survey, struct kam_record *after,
		      struct kam_err *err)
{
	const struct kam_value *of = survey->values, *v = after->values;
	int rc = 0;

	if (!before && !v[KAM_REPLY_PROJECT].set &&
	    (!v[KAM_REPLY_ACCOUNT].set ||
	     v[KAM_REPLY_ACCOUNT].integer == of[KAM_SURVEY_ACCOUNT].integer))
		rc = kam_record_set_ref(k, after, KAM_REPLY_PROJECT,
					of[KAM_SURVEY_PROJECT].integer, err);
	if (!rc && !v[KAM_REPLY_ACCOUNT].set)
		rc = kam_record_set_ref(k, after, KAM_REPLY_ACCOUNT,
					of[KAM_SURVEY_ACCOUNT].integer, err);
	if (!rc && v[KAM_REPLY_CONTACT].set)
		rc = kam_contact_scope(k, after, v[KAM_REPLY_CONTACT].integer,
				       err);
	if (!rc && !before && !v[KAM_REPLY_TOUCHPOINT].set &&
	    of[KAM_SURVEY_TOUCHPOINT].set)
		rc = kam_record_set(k, after, KAM_REPLY_TOUCHPOINT,
				    of[KAM_SURVEY_TOUCHPOINT].text, err);
	return rc ? rc : kam_scope_check(k, before, after, err);
}

static int check_day(struct kam *k, struct kam_record *after,
		     struct kam_err *err)
{
	const struct kam_value *on = &after->values[KAM_REPLY_ANSWERED_ON];
	char today[KAM_DATE_TEXT];

	if (!on->set)
		return after->values[KAM_REPLY_SCORE].set
			   ? kam_record_set(k, after, KAM_REPLY_ANSWERED_ON,
					    "today", err)
			   : 0;
	kam_date_format(today, kam_today(k));
	if (strcmp(on->text, today) <= 0)
		return 0;
	kam_fail(err, KAM_EINVALID, _("%s is still to come"), on->text);
	kam_field(err, "answered_on");
	return err->code;
}

int kam_reply_rules(struct kam *k, const struct kam_record *before,
		    struct kam_record *after, struct kam_err *err)
{
	struct kam_record *survey;
	int rc = 0;

	if (!after->values[KAM_REPLY_SURVEY].set)
		return 0;
	rc = kam_record_load(&survey, k, after->arena, &kam_survey_kind,
			     after->values[KAM_REPLY_SURVEY].integer, err);
	if (!rc)
		rc = check_score(survey, after, err);
	if (!rc)
		rc = take_scope(k, before, survey, after, err);
	return rc ? rc : check_day(k, after, err);
}

static int is_word(const char *value, const char *const *words)
{
	while (*words && strcmp(*words, value))
		words++;
	return *words != NULL;
}

int kam_survey_setting_check(struct kam *k, const char *name, const char *value,
			     struct kam_err *err)
{
	static const char *const throttles[] = { "month", "quarter", "half",
						 "year",  "none",    NULL };
	static const char *const comments[] = { "none", "low", "all", NULL };
	char span[64];
	int32_t day;

	if (!strcmp(name, "survey.detractor")) {
		(void)snprintf(span, sizeof span, "+%s", value);
		return strcmp(value, "none")
			   ? kam_date_read(&day, span, kam_today(k), NULL, err)
			   : 0;
	}
	if (is_word(value,
		    strcmp(name, "survey.comments") ? throttles : comments))
		return 0;
	kam_fail(err, KAM_EINVALID, _("'%.60s' is none of the words"), value);
	kam_hint(err, "%s",
		 strcmp(name, "survey.comments")
		     ? "month, quarter, half, year, none"
		     : "none, low, all");
	return err->code;
}
