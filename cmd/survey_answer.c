/*
 * survey answer: what people answered, one by one or as JSON.
 */
#include "survey.h"

#include <kam/areas.h>
#include <string.h>

#define ANSWER(member) CMD_AT(struct cmd_survey_answer, member)

const struct cmd_option cmd_survey_answer_options[] = {
	{ "score", 0, CMD_TEXT, "N", N_("what they answered, on the scale"),
	  ANSWER(score) },
	{ "contact", 0, CMD_TEXT, N_("CONTACT"),
	  N_("who answered: an address, ID or name; none: anonymous"),
	  ANSWER(contact) },
	{ "respondent", 0, CMD_TEXT, N_("TEXT"),
	  N_("who answered, where that is no contact"), ANSWER(respondent) },
	{ "comment", 0, CMD_TEXT, N_("TEXT"), N_("what they said to it"),
	  ANSWER(comment) },
	{ "on", 0, CMD_TEXT, N_("DATE"), N_("when they answered; else today"),
	  ANSWER(on) },
	{ "touchpoint", 0, CMD_TEXT, N_("TEXT"),
	  N_("what they were asked after; else the round's"),
	  ANSWER(touchpoint) },
	{ "again", 0, CMD_FLAG, NULL,
	  N_("one more of a contact who has answered"), ANSWER(again) },
	{ "from", 0, CMD_TEXT, N_("FILE"),
	  N_("many, as JSON objects; - is standard input"), ANSWER(from) },
	{ NULL },
};

static int check_first(struct cmd *c, const struct kam_survey_answer *a,
		       int again, struct kam_err *err)
{
	int64_t reply = 0;
	int rc = a->contact && !again
		     ? kam_survey_answered(&reply, c->k, a->survey->id,
					   a->contact, err)
		     : 0;

	if (rc || !reply)
		return rc;
	kam_fail(err, KAM_EDUPLICATE, _("CON-%lld answered already: RPL-%lld"),
		 (long long)a->contact, (long long)reply);
	kam_field(err, "contact");
	kam_hint(err,
		 _("kam reply edit RPL-%lld --score N; one more answer: "
		   "--again"),
		 (long long)reply);
	return err->code;
}

static int take(struct kam_record **reply, struct cmd *c,
		struct kam_arena *arena, struct kam_survey_answer *a,
		const char *contact, int again, struct kam_err *err)
{
	int rc = 0;

	if (!a->score || !*a->score) {
		kam_fail(err, KAM_EINVALID, "%s",
			 _("an answer without a score"));
		kam_field(err, "score");
		return err->code;
	}
	if (contact && *contact)
		rc = kam_survey_contact(&a->contact, c->k, contact, err);
	if (!rc)
		rc = check_first(c, a, again, err);
	return rc ? rc : kam_survey_take(reply, c->k, arena, a, err);
}

/* What was promised of it, where anything was. */
static int tell_promise(void *context, struct kam_record *action,
			struct kam_err *err)
{
	struct cmd *c = context;

	(void)err;
	cmd_say(c, _("ACT-%lld due %s: %s"), (long long)action->id,
		action->values[KAM_ACTION_DUE].text,
		action->values[KAM_ACTION_TITLE].text);
	return 0;
}

static int tell_promises(struct cmd *c, const struct kam_record *reply,
			 struct kam_err *err)
{
	struct kam_query *q;
	char filter[64];
	int rc = kam_query_open(&q, c->k, &kam_action_kind, err);

	if (rc)
		return rc;
	(void)snprintf(filter, sizeof filter, "about=RPL-%lld",
		       (long long)reply->id);
	rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_run(q, tell_promise, c, err);
	kam_query_release(q);
	return rc;
}

static int answer_one(struct cmd *c, const struct kam_record *survey,
		      const struct cmd_survey_answer *v, struct kam_err *err)
{
	struct kam_survey_answer a = { .survey = survey,
				       .respondent = v->respondent,
				       .score = v->score,
				       .comment = v->comment,
				       .on = v->on,
				       .account = c->globals.account,
				       .project = c->globals.project,
				       .touchpoint = v->touchpoint };
	struct kam_record *reply;
	int rc = take(&reply, c, &c->arena, &a, v->contact, v->again, err);

	if (!rc)
		rc = tell_promises(c, reply, err);
	c->kind = &kam_reply_kind;
	return rc ? rc : cmd_written(c, reply, err);
}

struct many {
	struct cmd_written written;
	const struct kam_record *survey;
	int again;
};

/* A number as well as a text may be a score. */
static int read_text(const char **out, struct kam_arena *arena, cJSON *object,
		     const char *key, struct kam_err *err)
{
	cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

	*out = NULL;
	if (!item || cJSON_IsNull(item))
		return 0;
	if (cJSON_IsString(item)) {
		*out = item->valuestring;
		return 0;
	}
	if (cJSON_IsNumber(item)) {
		char *text = cJSON_PrintUnformatted(item);

		*out = text ? kam_arena_strdup(arena, text) : NULL;
		cJSON_free(text);
		return *out ? 0 : kam_fail_memory(err);
	}
	kam_fail(err, KAM_EINVALID, _("'%s' is a text or a number"), key);
	kam_field(err, key);
	return err->code;
}

static int check_keys(const cJSON *object, const char *const *known, size_t n,
		      struct kam_err *err)
{
	const cJSON *item;
	size_t i;

	cJSON_ArrayForEach(item, object)
	{
		for (i = 0; i < n && strcmp(known[i], item->string) != 0;)
			i++;
		if (i < n)
			continue;
		kam_fail(err, KAM_EFIELD, _("an answer has no '%.60s'"),
			 item->string);
		kam_field(err, item->string);
		kam_hint(err, "score, comment, contact, respondent, on, "
			      "account, project, touchpoint");
		return err->code;
	}
	return 0;
}

static int answer_object(void *context, struct kam_arena *arena, cJSON *object,
			 size_t line, struct kam_err *err)
{
	enum { N = 8 };
	static const char *const keys[N] = {
		"score", "comment", "contact", "respondent",
		"on",    "account", "project", "touchpoint",
	};
	struct many *m = context;
	struct kam_survey_answer a = { .survey = m->survey };
	struct kam_record *reply;
	const char *contact;
	const char **into[N] = { &a.score,      &a.comment,   &contact,
				 &a.respondent, &a.on,        &a.account,
				 &a.project,    &a.touchpoint };
	int rc = check_keys(object, keys, N, err);

	(void)line;
	for (size_t i = 0; i < N && !rc; i++)
		rc = read_text(into[i], arena, object, keys[i], err);
	if (!rc)
		rc = take(&reply, m->written.c, arena, &a, contact, m->again,
			  err);
	return rc ? rc : cmd_written_add(&m->written, reply, err);
}

static int answer_many(struct cmd *c, const struct kam_record *survey,
		       const struct cmd_survey_answer *v, struct kam_err *err)
{
	struct many m = { .survey = survey, .again = v->again };
	const char *text;
	size_t length;
	int rc = cmd_input(&text, &length, c, v->from, err);

	c->kind = &kam_reply_kind;
	if (!rc)
		rc = cmd_written_begin(&m.written, c, 1, err);
	if (!rc)
		rc = cmd_objects_each(text, length, answer_object, &m, err);
	return rc ? rc : cmd_written_end(&m.written, err);
}

int cmd_survey_answer(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_survey_answer *v = values;
	struct kam_record *survey;
	int rc;

	if (v->from && (v->score || v->contact || v->respondent || v->comment))
		return cmd_usage(c, err, "%s",
				 _("with --from all of it is in the file"));
	if (!v->from && !v->score)
		return cmd_usage(c, err, "%s", _("--score N is missing"));
	if (v->contact && v->respondent)
		return cmd_usage(c, err, "%s",
				 _("--contact or --respondent, not both"));
	rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = cmd_load(&survey, c, c->kind, c->words[0], err);
	if (!rc)
		rc = kam_survey_takes(survey, err);
	if (!rc)
		rc = v->from ? answer_many(c, survey, v, err)
			     : answer_one(c, survey, v, err);
	return kam_operation_end(c->k, rc, err);
}
