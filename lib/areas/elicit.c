/*
 * Elicitation: sessions in which a customer is asked, or watched, for what
 * they need, and what was said there.
 */
#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/areas.h>

static const char *const elicit_method_words[] = {
	"interview", "questionnaire", "workshop", "observation",
	"document",  "prototype",     NULL,
};
static const struct kam_field elicit_fields[KAM_ELICIT_FIELDS] = {
	[KAM_ELICIT_ACCOUNT] = { "account", KAM_REF,
				 KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				 N_("the account whose needs it is about"),
				 .target = "account" },
	[KAM_ELICIT_PROJECT] = { "project", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
				 N_("the project it is about"),
				 .target = "project" },
	[KAM_ELICIT_TITLE] = { "title", KAM_TEXT,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			       N_("the session in one line") },
	[KAM_ELICIT_METHOD] = { "method", KAM_WORD,
				KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				N_("how it is found out"),
				.words = elicit_method_words,
				.initial = "interview" },
	[KAM_ELICIT_ON] = { "on", KAM_DATE, KAM_LISTED | KAM_CUSTOMER,
			    N_("the day it is planned for") },
	[KAM_ELICIT_PLACE] = { "place", KAM_TEXT, KAM_CUSTOMER, N_("where") },
	[KAM_ELICIT_FACILITATOR] = { "facilitator", KAM_REF,
				     KAM_LISTED | KAM_CUSTOMER,
				     N_("who of us leads it"),
				     .target = "member" },
	[KAM_ELICIT_PARTICIPANTS] = { "participants", KAM_REFS, KAM_CUSTOMER,
				      N_("the customer's people and their part "
					 "in it"),
				      .target = "contact" },
	[KAM_ELICIT_GOAL] = { "goal", KAM_PROSE, KAM_CUSTOMER,
			      N_("what is to be found out") },
	[KAM_ELICIT_FINDINGS] = { "findings", KAM_PROSE, 0,
				  N_("what was found out") },
	[KAM_ELICIT_HELD_ON] = { "held_on", KAM_DATE,
				 KAM_FIXED | KAM_CUSTOMER | KAM_HAPPENED,
				 N_("the day it took place") },
	[KAM_ELICIT_REASON] = { "reason", KAM_PROSE, 0,
				N_("why it was cancelled") },
	[KAM_ELICIT_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum { ELICIT_PLANNED, ELICIT_HELD, ELICIT_ANALYSED, ELICIT_CANCELLED };
static const struct kam_state elicit_states[] = {
	[ELICIT_PLANNED] = { "planned", N_("to take place"), 0 },
	[ELICIT_HELD] = { "held", N_("took place"), 0 },
	[ELICIT_ANALYSED] = { "analysed", N_("turned into requirements"), 1 },
	[ELICIT_CANCELLED] = { "cancelled", N_("didn't take place"), 1 },
};
static const struct kam_move elicit_moves[] = {
	{ "hold", 1u << ELICIT_PLANNED, ELICIT_HELD, N_("takes place"),
	  .stamps = KAM_ELICIT_HELD_ON },
	{ "analyse", 1u << ELICIT_HELD, ELICIT_ANALYSED,
	  N_("its answers became requirements") },
	{ "cancel", 1u << ELICIT_PLANNED, ELICIT_CANCELLED,
	  N_("doesn't take place"), .needs = { KAM_ELICIT_REASON } },
};
const struct kam_kind kam_elicit_kind = {
	.name = "elicit",
	.prefix = "ELI",
	.help = N_("elicitation sessions: interviews, questionnaires, "
		   "workshops and others"),
	.group = N_("Requirements"),
	.fields = elicit_fields,
	.n_fields = KAM_ELICIT_FIELDS,
	.states = elicit_states,
	.n_states = sizeof elicit_states / sizeof *elicit_states,
	.moves = elicit_moves,
	.n_moves = sizeof elicit_moves / sizeof *elicit_moves,
	.title = KAM_ELICIT_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_ELICIT_ACCOUNT,
	.project = KAM_ELICIT_PROJECT,
	.hooks = { .check = kam_elicit_check, .due = kam_elicit_due },
};

static const struct kam_field answer_fields[KAM_ANSWER_FIELDS] = {
	[KAM_ANSWER_ELICIT] = { "elicit", KAM_REF, KAM_REQUIRED | KAM_LISTED,
				N_("the session it was given in"),
				.target = "elicit" },
	[KAM_ANSWER_POSITION] = { "position", KAM_INTEGER,
				  KAM_REQUIRED | KAM_LISTED,
				  N_("its place in the session; else the next"),
				  .minimum = 1, .maximum = 1000000 },
	[KAM_ANSWER_QUESTION] = { "question", KAM_TEXT,
				  KAM_REQUIRED | KAM_LISTED,
				  N_("what was asked, or what it is about") },
	[KAM_ANSWER_TEXT] = { "text", KAM_PROSE, KAM_LISTED,
			      N_("the answer, as it was understood") },
	[KAM_ANSWER_QUOTE] = { "quote", KAM_PROSE, 0,
			       N_("what was said, word for word") },
	[KAM_ANSWER_CONTACT] = { "contact", KAM_REF, KAM_LISTED,
				 N_("who said it"), .target = "contact" },
	[KAM_ANSWER_RESPONDENT] = { "respondent", KAM_TEXT, 0,
				    N_("who said it, where that is no "
				       "contact") },
};
const struct kam_kind kam_answer_kind = {
	.name = "answer",
	.prefix = "ANS",
	.help = N_("questions asked in elicitation, with answers and quotes"),
	.fields = answer_fields,
	.n_fields = KAM_ANSWER_FIELDS,
	.title = KAM_ANSWER_QUESTION,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_answer_check },
};

enum { SQL_POSITION };
static const char *const texts[] = {
	[SQL_POSITION] = "SELECT COALESCE(max(\"position\"), 0) FROM answer "
			 "WHERE \"elicit\" = $1",
};
const struct kam_sql kam_elicit_sql = { texts, sizeof texts / sizeof *texts };

int kam_elicit_check(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *who = &after->values[KAM_ELICIT_PARTICIPANTS];
	int rc = kam_scope_check(k, before, after, err);

	if (!rc)
		rc = kam_not_ahead(k, after, KAM_ELICIT_HELD_ON, err);
	if (rc || !who->n_refs)
		return rc;
	return kam_contact_scope(k, after, who->refs[0].id, err);
}

/* An answer without a place comes after the others. */
int kam_answer_check(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	struct kam_value *position = &after->values[KAM_ANSWER_POSITION];
	struct kam_stmt *s = NULL;
	int rc;

	(void)before;
	if (position->set || !after->values[KAM_ANSWER_ELICIT].set)
		return 0;
	rc = kam_db_prepare(&s, kam_database(k), texts[SQL_POSITION], err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, after->values[KAM_ANSWER_ELICIT].integer);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		position->integer = kam_stmt_int(s, 0) + 1;
		position->set = 1;
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}
