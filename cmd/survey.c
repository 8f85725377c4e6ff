/*
 * survey: its verbs, and the next round.
 */
#include "survey.h"

#include <kam/areas.h>

struct repeat {
	const char *title, *question, *ends;
};
static const struct cmd_option repeat_options[] = {
	{ "title", 0, CMD_TEXT, N_("TEXT"), N_("the new round in one line"),
	  CMD_AT(struct repeat, title) },
	{ "question", 0, CMD_TEXT, N_("TEXT"),
	  N_("the question in a new wording, which is its next edition"),
	  CMD_AT(struct repeat, question) },
	{ "ends", 0, CMD_TEXT, N_("DATE"), N_("the last day for answers"),
	  CMD_AT(struct repeat, ends) },
	{ NULL },
};

static int set_text(struct cmd *c, struct kam_record *r, int field,
		    const char *text, struct kam_err *err)
{
	return text ? kam_record_set(c->k, r, field, text, err) : 0;
}

/* What the rounds have in common. */
static int copy(struct cmd *c, struct kam_record *next,
		const struct kam_record *last, struct kam_err *err)
{
	static const int refs[] = { KAM_SURVEY_ACCOUNT, KAM_SURVEY_PROJECT,
				    KAM_SURVEY_OWNER };
	static const int texts[] = { KAM_SURVEY_TITLE,      KAM_SURVEY_TYPE,
				     KAM_SURVEY_SCALE,      KAM_SURVEY_QUESTION,
				     KAM_SURVEY_TOUCHPOINT, KAM_SURVEY_EVERY,
				     KAM_SURVEY_DESCRIPTION };
	int rc =
	    kam_record_set_ref(c->k, next, KAM_SURVEY_PREVIOUS, last->id, err);

	for (size_t i = 0; i < sizeof refs / sizeof *refs && !rc; i++)
		rc = kam_record_set_ref(c->k, next, refs[i],
					last->values[refs[i]].integer, err);
	for (size_t i = 0; i < sizeof texts / sizeof *texts && !rc; i++)
		if (last->values[texts[i]].set)
			rc = kam_record_set(c->k, next, texts[i],
					    last->values[texts[i]].text, err);
	return rc;
}

static int set_edition(struct cmd *c, struct kam_record *next,
		       const struct kam_record *last, int reworded,
		       struct kam_err *err)
{
	const char *edition = kam_arena_printf(
	    &c->arena, "%lld",
	    (long long)last->values[KAM_SURVEY_EDITION].integer + reworded);

	return edition ? kam_record_set(c->k, next, KAM_SURVEY_EDITION, edition,
					err)
		       : kam_fail_memory(err);
}

static int repeat_one(struct cmd *c, const struct repeat *v,
		      struct kam_err *err)
{
	struct kam_record *last, *next;
	int rc = cmd_load(&last, c, c->kind, c->words[0], err);

	if (!rc)
		rc = kam_record_new(&next, &c->arena, c->kind, err);
	if (!rc)
		rc = copy(c, next, last, err);
	if (!rc)
		rc = set_edition(c, next, last, v->question != NULL, err);
	if (!rc)
		rc = set_text(c, next, KAM_SURVEY_TITLE, v->title, err);
	if (!rc)
		rc = set_text(c, next, KAM_SURVEY_QUESTION, v->question, err);
	if (!rc)
		rc = set_text(c, next, KAM_SURVEY_ENDS, v->ends, err);
	if (!rc)
		rc = kam_record_insert(c->k, next, err);
	return rc ? rc : cmd_written(c, next, err);
}

static int repeat(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(c->k, repeat_one(c, values, err), err);
}

static const struct cmd_verb verbs[] = {
	{ "invite", cmd_survey_invite, CMD_REGISTER_WRITE | CMD_FILTERS, 1,
	  CMD_ANY, cmd_survey_invite_options, sizeof(struct cmd_survey_invite),
	  "ID [CONTACT …] [FIELD=VALUE …] [-A ACCOUNT] [--dry-run]",
	  N_("invite contacts, each once a quarter"),
	  "kam survey invite SUR-1 -A acme influence.ge=4" },
	{ "answer", cmd_survey_answer, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  cmd_survey_answer_options, sizeof(struct cmd_survey_answer),
	  "ID --score N [--contact CONTACT] [--comment TEXT] [--on DATE]",
	  N_("write down an answer"),
	  "kam survey answer SUR-1 --contact CON-1 --score 9" },
	{ "import", cmd_survey_import, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, 2,
	  cmd_survey_import_options, sizeof(struct cmd_survey_import),
	  "ID FILE|- [--map COLUMN=LABEL …] [--dry-run]",
	  N_("read answers that another tool collected, a row each"),
	  "kam survey import SUR-1 scores.csv --dry-run" },
	{ "score", cmd_survey_score,
	  CMD_REGISTER_READ | CMD_REPORT | CMD_NO_SCOPE, 1, 1,
	  cmd_survey_score_options, sizeof(struct cmd_survey_score),
	  "ID [--by account|contact|tier|region|industry|touchpoint|quarter] "
	  "[-A ACCOUNT]",
	  N_("what a round's answers come to, and how sure that is"),
	  "kam survey score SUR-1" },
	{ "trend", cmd_survey_trend, CMD_REGISTER_READ | CMD_REPORT, 0, 0,
	  cmd_survey_trend_options, sizeof(struct cmd_survey_trend),
	  "[--type nps|csat|ces] [--by round|quarter] [-A ACCOUNT]",
	  N_("figures from round to round, and which changes are more than "
	     "chance"),
	  "kam survey trend --type nps" },
	{ "comments", cmd_survey_comments, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1,
	  1, cmd_survey_comments_options, sizeof(struct cmd_survey_comments),
	  "ID [--to-feedback]",
	  N_("what people said, lowest scores first; make feedback of it"),
	  "kam survey comments SUR-1" },
	{ "repeat", repeat, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  repeat_options, sizeof(struct repeat),
	  "ID [--title TEXT] [--question TEXT] [--ends DATE]",
	  N_("prepare the next round of the same question"),
	  "kam survey repeat SUR-1 --title 'NPS 2027-Q1'" },
	{ NULL },
};
const struct cmd_noun cmd_noun_survey = { "survey", "survey", NULL, verbs };
