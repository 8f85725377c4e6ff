/*
 * Risks and their assessments.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const char *const risk_type_words[] = {
	"threat",
	"opportunity",
	NULL,
};
static const char *const risk_response_words[] = {
	"avoid",   "mitigate", "transfer", "accept",
	"exploit", "enhance",  "share",    NULL,
};
static const struct kam_field risk_fields[KAM_RISK_FIELDS] = {
	[KAM_RISK_ACCOUNT] = { "account", KAM_REF,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			       N_("the account at risk"), .target = "account" },
	[KAM_RISK_PROJECT] = { "project", KAM_REF, KAM_LISTED,
			       N_("the project at risk"), .target = "project" },
	[KAM_RISK_TITLE] = { "title", KAM_TEXT,
			     KAM_REQUIRED | KAM_LISTED | KAM_WORDING,
			     N_("the risk in one line") },
	[KAM_RISK_CAUSE] = { "cause", KAM_PROSE, KAM_WORDING,
			     N_("what gives rise to it") },
	[KAM_RISK_EVENT] = { "event", KAM_PROSE, KAM_WORDING,
			     N_("what may happen") },
	[KAM_RISK_EFFECT] = { "effect", KAM_PROSE, KAM_WORDING,
			      N_("what would follow") },
	[KAM_RISK_TYPE] = { "type", KAM_WORD, KAM_REQUIRED | KAM_LISTED,
			    N_("threat or opportunity"),
			    .words = risk_type_words, .initial = "threat" },
	[KAM_RISK_CATEGORY] = { "category", KAM_TEXT, 0,
				N_("category: technical, commercial …") },
	[KAM_RISK_OWNER] = { "owner", KAM_REF, KAM_LISTED, N_("who watches it"),
			     .target = "member" },
	[KAM_RISK_REVIEW] = { "review", KAM_DATE, KAM_LISTED,
			      N_("day it is looked at again") },
	[KAM_RISK_RESPONSE] = { "response", KAM_WORD, KAM_LISTED,
				N_("strategy"), .words = risk_response_words },
	[KAM_RISK_RESPONSE_PLAN] = { "response_plan", KAM_PROSE, 0,
				     N_("what is done about it") },
	[KAM_RISK_SATISFACTION] = { "satisfaction", KAM_FLAG, 0,
				    N_("touches the customer's satisfaction"),
				    .label = "Touches satisfaction" },
	[KAM_RISK_REASON] = { "reason", KAM_PROSE, 0, N_("why it was closed") },
	[KAM_RISK_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum {
	RISK_IDENTIFIED,
	RISK_ASSESSED,
	RISK_PLANNED,
	RISK_OCCURRED,
	RISK_CLOSED
};
static const struct kam_state risk_states[] = {
	[RISK_IDENTIFIED] = { "identified", N_("written down"), 0 },
	[RISK_ASSESSED] = { "assessed", N_("probability and impact known"), 0 },
	[RISK_PLANNED] = { "planned", N_("response planned"), 0 },
	[RISK_OCCURRED] = { "occurred", N_("has happened"), 0 },
	[RISK_CLOSED] = { "closed", N_("no longer a risk"), 1 },
};
static const struct kam_move risk_moves[] = {
	{ "assess", 1u << RISK_IDENTIFIED, RISK_ASSESSED, N_("is assessed") },
	{ "plan", 1u << RISK_IDENTIFIED | 1u << RISK_ASSESSED, RISK_PLANNED,
	  N_("has a planned response"), .needs = { KAM_RISK_RESPONSE } },
	{ "occur",
	  1u << RISK_IDENTIFIED | 1u << RISK_ASSESSED | 1u << RISK_PLANNED,
	  RISK_OCCURRED, N_("has happened") },
	{ "close",
	  1u << RISK_IDENTIFIED | 1u << RISK_ASSESSED | 1u << RISK_PLANNED |
	      1u << RISK_OCCURRED,
	  RISK_CLOSED, N_("is no longer a risk"),
	  .needs = { KAM_RISK_REASON } },
	{ "reopen", 1u << RISK_CLOSED | 1u << RISK_OCCURRED, RISK_IDENTIFIED,
	  N_("is a risk again") },
};
const struct kam_kind kam_risk_kind = {
	.name = "risk",
	.prefix = "RISK",
	.help = N_("risks: threats and opportunities"),
	.group = N_("Risk"),
	.fields = risk_fields,
	.n_fields = KAM_RISK_FIELDS,
	.states = risk_states,
	.n_states = sizeof risk_states / sizeof *risk_states,
	.moves = risk_moves,
	.n_moves = sizeof risk_moves / sizeof *risk_moves,
	.title = KAM_RISK_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_RISK_ACCOUNT,
	.project = KAM_RISK_PROJECT,
	.happened = KAM_COLUMN_CREATED,
	.hooks = { .check = kam_scope_check,
		   .due = kam_risk_due,
		   .plan = &kam_risk_plan },
};

static const struct kam_field assessment_fields[KAM_ASSESSMENT_FIELDS] = {
	[KAM_ASSESSMENT_RISK] = { "risk", KAM_REF,
				  KAM_REQUIRED | KAM_LISTED | KAM_LEADS_UP,
				  N_("the risk"), .target = "risk" },
	[KAM_ASSESSMENT_ON] = { "on", KAM_DATE, KAM_LISTED,
				N_("when it was assessed") },
	[KAM_ASSESSMENT_PROBABILITY] = { "probability", KAM_INTEGER,
					 KAM_REQUIRED | KAM_LISTED,
					 N_("how likely, from 1"), .minimum = 1,
					 .maximum = 10 },
	[KAM_ASSESSMENT_IMPACT] = { "impact", KAM_INTEGER,
				    KAM_REQUIRED | KAM_LISTED,
				    N_("how bad or good, from 1"), .minimum = 1,
				    .maximum = 10 },
	[KAM_ASSESSMENT_SCORE] = { "score", KAM_INTEGER, KAM_LISTED,
				   N_("by the matrix of that day"),
				   .minimum = 0, .maximum = 1000000 },
	[KAM_ASSESSMENT_BY] = { "by", KAM_REF, KAM_LISTED,
				N_("who assessed it"), .target = "member" },
	[KAM_ASSESSMENT_RATIONALE] = { "rationale", KAM_PROSE, 0,
				       N_("why so") },
};
const struct kam_kind kam_assessment_kind = {
	.name = "assessment",
	.prefix = "ASM",
	.help = N_("assessments of risks"),
	.fields = assessment_fields,
	.n_fields = KAM_ASSESSMENT_FIELDS,
	.title = KAM_ASSESSMENT_ON,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.happened = KAM_ASSESSMENT_ON,
	.hooks = { .check = kam_assessment_check },
};
