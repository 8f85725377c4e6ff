/*
 * Satisfaction: rounds of a survey, and what was answered in them.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const char *const survey_type_words[] = { "nps", "csat", "ces", NULL };
static const char *const survey_scale_words[] = { "0-10", "1-5", "1-7", "1-10",
						  NULL };
static const struct kam_field survey_fields[KAM_SURVEY_FIELDS] = {
	[KAM_SURVEY_ACCOUNT] = { "account", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
				 N_("the account that is asked; else all"),
				 .target = "account" },
	[KAM_SURVEY_PROJECT] = { "project", KAM_REF, KAM_CUSTOMER,
				 N_("the project it is about"),
				 .target = "project" },
	[KAM_SURVEY_TITLE] = { "title", KAM_TEXT,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			       N_("the round in one line") },
	[KAM_SURVEY_TYPE] = { "type", KAM_WORD,
			      KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			      N_("nps: would they recommend us; csat: are they "
				 "satisfied; ces: was it easy"),
			      .words = survey_type_words, .initial = "nps" },
	[KAM_SURVEY_SCALE] = { "scale", KAM_WORD, KAM_LISTED | KAM_CUSTOMER,
			       N_("nps: 0-10; csat: 1-5, 1-7 or 1-10; ces: "
				  "1-7"),
			       .words = survey_scale_words },
	[KAM_SURVEY_QUESTION] = { "question", KAM_PROSE,
				  KAM_CUSTOMER | KAM_WORDING,
				  N_("what is asked, word for word") },
	[KAM_SURVEY_EDITION] = { "edition", KAM_INTEGER,
				 KAM_REQUIRED | KAM_CUSTOMER,
				 N_("which version of the question it is"),
				 .minimum = 1, .maximum = 1000000,
				 .initial = "1" },
	[KAM_SURVEY_TOUCHPOINT] = { "touchpoint", KAM_TEXT, KAM_CUSTOMER,
				    N_("what they are asked after: delivery, "
				       "support call, …") },
	[KAM_SURVEY_OWNER] = { "owner", KAM_REF, KAM_LISTED, N_("who runs it"),
			       .target = "member" },
	[KAM_SURVEY_ENDS] = { "ends", KAM_DATE, KAM_LISTED | KAM_CUSTOMER,
			      N_("the last day for answers") },
	[KAM_SURVEY_ASKED] = { "asked", KAM_INTEGER, 0,
			       N_("how many were asked, where another tool "
				  "did"),
			       .minimum = 0, .maximum = 1000000000 },
	[KAM_SURVEY_EVERY] = { "every", KAM_TEXT, KAM_RECURS,
			       N_("how often there is a round: quarter, 6 "
				  "months") },
	[KAM_SURVEY_NEXT_ON] = { "next_on", KAM_DATE, 0,
				 N_("when the next round is due") },
	[KAM_SURVEY_PREVIOUS] = { "previous", KAM_REF, KAM_LEADS_UP,
				  N_("the round before"), .target = "survey" },
	[KAM_SURVEY_OPENED_ON] = { "opened_on", KAM_DATE,
				   KAM_CUSTOMER | KAM_HAPPENED,
				   N_("since when it is open") },
	[KAM_SURVEY_CLOSED_ON] = { "closed_on", KAM_DATE,
				   KAM_CUSTOMER | KAM_HAPPENED,
				   N_("when it was closed") },
	[KAM_SURVEY_DESCRIPTION] = { "description", KAM_PROSE, 0,
				     N_("what is to be known of it") },
	[KAM_SURVEY_REASON] = { "reason", KAM_PROSE, 0,
				N_("why it was dropped") },
	[KAM_SURVEY_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum { SURVEY_DRAFT, SURVEY_OPEN, SURVEY_CLOSED, SURVEY_DROPPED };
static const struct kam_state survey_states[] = {
	[SURVEY_DRAFT] = { "draft", N_("being prepared"), 0 },
	[SURVEY_OPEN] = { "open", N_("takes answers"), 0 },
	[SURVEY_CLOSED] = { "closed", N_("over"), KAM_DONE },
	[SURVEY_DROPPED] = { "dropped", N_("came to nothing"), KAM_GIVEN_UP },
};
static const struct kam_move survey_moves[] = {
	{ "open", 1u << SURVEY_DRAFT, SURVEY_OPEN, N_("takes answers"),
	  .needs = { KAM_SURVEY_QUESTION }, .stamps = KAM_SURVEY_OPENED_ON },
	{ "close", 1u << SURVEY_OPEN, SURVEY_CLOSED, N_("is over"),
	  .stamps = KAM_SURVEY_CLOSED_ON },
	{ "reopen", 1u << SURVEY_CLOSED, SURVEY_OPEN, N_("is open again") },
	{ "drop", 1u << SURVEY_DRAFT | 1u << SURVEY_OPEN, SURVEY_DROPPED,
	  N_("comes to nothing"), .needs = { KAM_SURVEY_REASON } },
};
const struct kam_kind kam_survey_kind = {
	.name = "survey",
	.prefix = "SUR",
	.help = N_("rounds of NPS, CSAT and CES: how content customers are"),
	.group = N_("Feedback"),
	.fields = survey_fields,
	.n_fields = KAM_SURVEY_FIELDS,
	.states = survey_states,
	.n_states = sizeof survey_states / sizeof *survey_states,
	.moves = survey_moves,
	.n_moves = sizeof survey_moves / sizeof *survey_moves,
	.title = KAM_SURVEY_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_SURVEY_ACCOUNT,
	.project = KAM_SURVEY_PROJECT,
	.hooks = { .check = kam_survey_rules,
		   .due = kam_survey_due,
		   .signal = kam_survey_signal },
};

static const struct kam_field reply_fields[KAM_REPLY_FIELDS] = {
	[KAM_REPLY_SURVEY] = { "survey", KAM_REF, KAM_REQUIRED | KAM_LISTED,
			       N_("the round it is of"), .target = "survey" },
	[KAM_REPLY_ACCOUNT] = { "account", KAM_REF, KAM_LISTED,
				N_("the account it speaks for"),
				.target = "account" },
	[KAM_REPLY_PROJECT] = { "project", KAM_REF, 0,
				N_("the project it is about"),
				.target = "project" },
	[KAM_REPLY_CONTACT] = { "contact", KAM_REF, KAM_LISTED,
				N_("who was asked or answered; nobody's: "
				   "anonymous"),
				.target = "contact" },
	[KAM_REPLY_RESPONDENT] = { "respondent", KAM_TEXT, 0,
				   N_("who it was, where that is no "
				      "contact") },
	[KAM_REPLY_TOUCHPOINT] = { "touchpoint", KAM_TEXT, 0,
				   N_("what they were asked after") },
	[KAM_REPLY_ASKED_ON] = { "asked_on", KAM_DATE, KAM_LISTED,
				 N_("when they were invited; unset: not by "
				    "name") },
	[KAM_REPLY_ANSWERED_ON] = { "answered_on", KAM_DATE,
				    KAM_LISTED | KAM_HAPPENED,
				    N_("when they answered") },
	[KAM_REPLY_SCORE] = { "score", KAM_INTEGER, KAM_LISTED,
			      N_("what they answered, on the scale"),
			      .minimum = 0, .maximum = 10 },
	[KAM_REPLY_COMMENT] = { "comment", KAM_PROSE, KAM_LISTED,
				N_("what they said to it") },
	[KAM_REPLY_FEEDBACK] = { "feedback", KAM_REF, KAM_LEADS_DOWN,
				 N_("the feedback that the comment became"),
				 .target = "feedback" },
};
const struct kam_kind kam_reply_kind = {
	.name = "reply",
	.prefix = "RPL",
	.help = N_("invitations to surveys, and their answers"),
	.fields = reply_fields,
	.n_fields = KAM_REPLY_FIELDS,
	.title = KAM_REPLY_COMMENT,
	.key = KAM_NO_FIELD,
	.account = KAM_REPLY_ACCOUNT,
	.project = KAM_REPLY_PROJECT,
	.hooks = { .check = kam_reply_rules, .follow = kam_reply_follow },
};
