/*
 * What follows from an answer: a promise to whoever gave a low score, feedback
 * of a comment.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/setting.h>
#include <kam/str.h>
#include <kam/survey.h>
#include <kam/utf8.h>
#include <string.h>

static int load_survey(struct kam_record **out, struct kam *k,
		       const struct kam_record *reply, struct kam_err *err)
{
	return kam_record_load(out, k, reply->arena, &kam_survey_kind,
			       reply->values[KAM_REPLY_SURVEY].integer, err);
}

static int find_band(enum kam_band *band, const struct kam_record *survey,
		     const struct kam_record *reply, struct kam_err *err)
{
	const struct kam_value *score = &reply->values[KAM_REPLY_SCORE];
	struct kam_scale scale;
	int rc = kam_survey_scale(&scale, survey, err);

	*band = !rc && score->set ? kam_band_of(kam_survey_measure(survey),
						&scale, score->integer)
				  : KAM_MIDDLE;
	return rc;
}

/* The day by which to call; *due is 0 where nothing is promised. */
static int find_due(int32_t *due, struct kam *k, const struct kam_record *reply,
		    struct kam_err *err)
{
	const struct kam_calendar *calendar = NULL;
	const char *value;
	char span[64];
	int32_t on;
	int rc =
	    kam_setting_get(&value, k, reply->arena, "survey.detractor", err);

	*due = 0;
	if (rc || !strcmp(value, "none"))
		return rc;
	rc =
	    kam_date_parse(&on, reply->values[KAM_REPLY_ANSWERED_ON].text, err);
	if (rc || kam_today(k) - on > KAM_SURVEY_RECENT)
		return rc;
	rc = kam_scope_calendar(&calendar, k, reply, err);
	(void)snprintf(span, sizeof span, "+%s", value);
	return rc ? rc : kam_date_read(due, span, on, calendar, err);
}

/* The owner of the account, else whoever runs the survey. */
static int find_owner(int64_t *owner, struct kam *k,
		      const struct kam_record *survey,
		      const struct kam_record *reply, struct kam_err *err)
{
	const struct kam_value *of = &reply->values[KAM_REPLY_ACCOUNT];
	struct kam_record *account;
	int rc = 0;

	*owner = 0;
	if (of->set) {
		rc = kam_record_load(&account, k, reply->arena,
				     &kam_account_kind, of->integer, err);
		if (!rc)
			*owner = account->values[KAM_ACCOUNT_OWNER].integer;
	}
	if (!rc && !*owner)
		*owner = survey->values[KAM_SURVEY_OWNER].integer;
	return rc;
}

static int set_title(struct kam *k, struct kam_record *action,
		     const struct kam_record *survey,
		     const struct kam_record *reply, struct kam_err *err)
{
	const struct kam_value *contact = &reply->values[KAM_REPLY_CONTACT];
	const struct kam_value *other = &reply->values[KAM_REPLY_RESPONDENT];
	struct kam_str title = KAM_STR_INIT;
	struct kam_scale scale;
	int rc = kam_survey_scale(&scale, survey, err);

	if (rc)
		return rc;
	kam_str_printf(&title, _("call %s: %lld of %d in '%s'"),
		       contact->set ? contact->extra : other->text,
		       (long long)reply->values[KAM_REPLY_SCORE].integer,
		       scale.high, survey->values[KAM_SURVEY_TITLE].text);
	rc = kam_str_check(&title, err);
	if (!rc)
		rc = kam_record_set(k, action, KAM_ACTION_TITLE, title.data,
				    err);
	kam_str_release(&title);
	return rc;
}

static int promise(struct kam *k, const struct kam_record *survey,
		   const struct kam_record *reply, int32_t due,
		   struct kam_err *err)
{
	const struct kam_value *v = reply->values;
	char day[KAM_DATE_TEXT], about[KAM_ID_TEXT];
	struct kam_record *action;
	int64_t owner;
	int rc = kam_record_new(&action, reply->arena, &kam_action_kind, err);

	kam_date_format(day, due);
	kam_id_format(about, reply->kind, reply->id);
	if (!rc)
		rc = find_owner(&owner, k, survey, reply, err);
	if (!rc)
		rc = set_title(k, action, survey, reply, err);
	if (!rc)
		rc = kam_record_set_ref(k, action, KAM_ACTION_ACCOUNT,
					v[KAM_REPLY_ACCOUNT].integer, err);
	if (!rc)
		rc = kam_record_set_ref(k, action, KAM_ACTION_PROJECT,
					v[KAM_REPLY_PROJECT].integer, err);
	if (!rc)
		rc =
		    kam_record_set_ref(k, action, KAM_ACTION_OWNER, owner, err);
	if (!rc)
		rc = kam_record_set(k, action, KAM_ACTION_DUE, day, err);
	if (!rc && v[KAM_REPLY_COMMENT].set)
		rc = kam_record_set(k, action, KAM_ACTION_DESCRIPTION,
				    v[KAM_REPLY_COMMENT].text, err);
	if (!rc)
		rc = kam_record_set(k, action, KAM_ACTION_ABOUT, about, err);
	return rc ? rc : kam_record_insert(k, action, err);
}

/* A score that wasn't low before, of somebody with a name. */
int kam_reply_follow(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	struct kam_record *survey;
	enum kam_band band, was = KAM_MIDDLE;
	int32_t due = 0;
	int rc;

	if (!after || !after->values[KAM_REPLY_SCORE].set ||
	    (!after->values[KAM_REPLY_CONTACT].set &&
	     !after->values[KAM_REPLY_RESPONDENT].set))
		return 0;
	rc = load_survey(&survey, k, after, err);
	if (!rc)
		rc = find_band(&band, survey, after, err);
	if (!rc && before)
		rc = find_band(&was, survey, before, err);
	if (rc || band != KAM_LOW || was == KAM_LOW)
		return rc;
	rc = find_due(&due, k, after, err);
	return rc || !due ? rc : promise(k, survey, after, due, err);
}

int kam_reply_is_wanted(int *wanted, struct kam *k, struct kam_arena *arena,
			const struct kam_record *reply, struct kam_err *err)
{
	struct kam_record *survey;
	enum kam_band band;
	const char *which;
	int rc = kam_setting_get(&which, k, arena, "survey.comments", err);

	*wanted = 0;
	if (rc || !strcmp(which, "none"))
		return rc;
	rc = load_survey(&survey, k, reply, err);
	if (!rc)
		rc = find_band(&band, survey, reply, err);
	*wanted = !rc && (!strcmp(which, "all") || band == KAM_LOW);
	return rc;
}

/* The first line, as far as a title goes. */
static int set_feedback_title(struct kam *k, struct kam_record *feedback,
			      const char *comment, struct kam_err *err)
{
	enum { TITLE = 240 };
	size_t n = strcspn(comment, "\r\n"), all = strlen(comment);
	struct kam_str title = KAM_STR_INIT;
	int rc;

	if (n > TITLE)
		for (n = TITLE;
		     n && ((unsigned char)comment[n] & 0xc0) == 0x80;)
			n--;
	kam_str_add_bytes(&title, comment, n);
	if (n < all)
		kam_str_add(&title, "…");
	rc = kam_str_check(&title, err);
	if (!rc)
		rc = kam_record_set(k, feedback, KAM_FEEDBACK_TITLE, title.data,
				    err);
	if (!rc && n < all)
		rc = kam_record_set(k, feedback, KAM_FEEDBACK_TEXT, comment,
				    err);
	kam_str_release(&title);
	return rc;
}

static int fill_feedback(struct kam *k, struct kam_record *feedback,
			 const struct kam_record *reply, enum kam_band band,
			 struct kam_err *err)
{
	static const char *const types[] = { [KAM_LOW] = "complaint",
					     [KAM_MIDDLE] = "comment",
					     [KAM_HIGH] = "praise" };
	static const char *const severities[] = {
		[KAM_LOW] = "high", [KAM_MIDDLE] = "medium", [KAM_HIGH] = "low"
	};
	const struct kam_value *v = reply->values;
	const struct {
		int field;
		const char *text;
	} words[] = {
		{ KAM_FEEDBACK_TYPE, types[band] },
		{ KAM_FEEDBACK_SEVERITY, severities[band] },
		{ KAM_FEEDBACK_CHANNEL, "survey" },
		{ KAM_FEEDBACK_RECEIVED, v[KAM_REPLY_ANSWERED_ON].set
					     ? v[KAM_REPLY_ANSWERED_ON].text
					     : "today" },
	};
	static const int refs[][2] = {
		{ KAM_FEEDBACK_ACCOUNT, KAM_REPLY_ACCOUNT },
		{ KAM_FEEDBACK_PROJECT, KAM_REPLY_PROJECT },
		{ KAM_FEEDBACK_CONTACT, KAM_REPLY_CONTACT },
	};
	int rc =
	    set_feedback_title(k, feedback, v[KAM_REPLY_COMMENT].text, err);

	for (size_t i = 0; i < sizeof words / sizeof *words && !rc; i++)
		rc = kam_record_set(k, feedback, words[i].field, words[i].text,
				    err);
	for (size_t i = 0; i < sizeof refs / sizeof *refs && !rc; i++)
		rc = kam_record_set_ref(k, feedback, refs[i][0],
					v[refs[i][1]].integer, err);
	return rc;
}

int kam_reply_to_feedback(int64_t *id, struct kam *k, struct kam_arena *arena,
			  int64_t reply, struct kam_err *err)
{
	struct kam_record *before, *after, *feedback, *survey;
	enum kam_band band;
	int rc =
	    kam_record_load(&before, k, arena, &kam_reply_kind, reply, err);

	*id = 0;
	if (rc || !before->values[KAM_REPLY_ACCOUNT].set ||
	    !before->values[KAM_REPLY_COMMENT].set ||
	    before->values[KAM_REPLY_FEEDBACK].set)
		return rc;
	rc = load_survey(&survey, k, before, err);
	if (!rc)
		rc = find_band(&band, survey, before, err);
	if (!rc)
		rc = kam_record_new(&feedback, arena, &kam_feedback_kind, err);
	if (!rc)
		rc = fill_feedback(k, feedback, before, band, err);
	if (!rc)
		rc = kam_record_insert(k, feedback, err);
	if (!rc)
		rc = kam_record_load(&after, k, arena, &kam_reply_kind, reply,
				     err);
	if (!rc)
		rc = kam_record_set_ref(k, after, KAM_REPLY_FEEDBACK,
					feedback->id, err);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
	*id = rc ? 0 : feedback->id;
	return rc;
}
