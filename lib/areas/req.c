/*
 * Customer requirements.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const char *const req_class_words[] = {
	"business", "functional", "quality", "constraint", NULL,
};
static const char *const req_priority_words[] = {
	"wont", "could", "should", "must", NULL,
};
static const char *const req_agreed_via_words[] = {
	"meeting", "mail", "call", "chat", "visit", "document", NULL,
};
static const struct kam_field req_fields[KAM_REQ_FIELDS] = {
	[KAM_REQ_ACCOUNT] = { "account", KAM_REF,
			      KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			      N_("the account that asks for it"),
			      .target = "account" },
	[KAM_REQ_PROJECT] = { "project", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
			      N_("the project it belongs to"),
			      .target = "project" },
	[KAM_REQ_TITLE] = { "title", KAM_TEXT,
			    KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				KAM_WORDING,
			    N_("the requirement in one line") },
	[KAM_REQ_STATEMENT] = { "statement", KAM_PROSE,
				KAM_CUSTOMER | KAM_WORDING, N_("its wording") },
	[KAM_REQ_CLASS] = { "class", KAM_WORD, KAM_LISTED | KAM_CUSTOMER,
			    N_("kind of requirement"),
			    .words = req_class_words },
	[KAM_REQ_CORE] = { "core", KAM_FLAG, KAM_CUSTOMER,
			   N_("decides whether the project succeeds") },
	[KAM_REQ_PRIORITY] = { "priority", KAM_WORD, KAM_LISTED | KAM_CUSTOMER,
			       N_("MoSCoW, least first"),
			       .words = req_priority_words },
	[KAM_REQ_VALUE] = { "value", KAM_INTEGER, 0,
			    N_("business value, 0 to 100"), .minimum = 0,
			    .maximum = 100 },
	[KAM_REQ_EFFORT] = { "effort", KAM_DECIMAL, 0,
			     N_("effort in person days") },
	[KAM_REQ_REACH] = { "reach", KAM_INTEGER, 0,
			    N_("RICE: people or events it reaches in a period"),
			    .minimum = 0, .maximum = 100000000 },
	[KAM_REQ_IMPACT] = { "impact", KAM_DECIMAL, 0,
			     N_("RICE: on each of them, 3, 2, 1, 0.5 or "
				"0.25") },
	[KAM_REQ_CONFIDENCE] = { "confidence", KAM_RATIO, 0,
				 N_("RICE: how sure reach, impact and effort "
				    "are") },
	[KAM_REQ_TIME_CRITICALITY] = { "time_criticality", KAM_INTEGER, 0,
				       N_("WSJF: what waiting costs, as 1 to "
					  "20"),
				       .minimum = 0, .maximum = 100 },
	[KAM_REQ_RISK_REDUCTION] = { "risk_reduction", KAM_INTEGER, 0,
				     N_("WSJF: risk reduced, opportunity "
					"opened, as 1 to 20"),
				     .minimum = 0, .maximum = 100 },
	[KAM_REQ_JOB_SIZE] = { "job_size", KAM_INTEGER, 0,
			       N_("WSJF: how large the job is, as 1 to 20"),
			       .minimum = 1, .maximum = 1000 },
	[KAM_REQ_RATIONALE] = { "rationale", KAM_PROSE, 0,
				N_("why it is needed") },
	[KAM_REQ_ACCEPTANCE_CRITERIA] = { "acceptance_criteria", KAM_PROSE,
					  KAM_CUSTOMER | KAM_WORDING,
					  N_("how it will be accepted") },
	[KAM_REQ_SOURCE_CONTACT] = { "source_contact", KAM_REF,
				     KAM_CUSTOMER | KAM_LEADS_UP,
				     N_("who asked for it"),
				     .target = "contact" },
	[KAM_REQ_SOURCE_COMM] = { "source_comm", KAM_REF, KAM_LEADS_UP,
				  N_("the conversation it came from"),
				  .target = "comm" },
	[KAM_REQ_SOURCE_ELICIT] = { "source_elicit", KAM_REF, 0,
				    N_("the elicitation it came from"),
				    .target = "elicit" },
	[KAM_REQ_SOURCE_ANSWER] = { "source_answer", KAM_REF, 0,
				    N_("the answer it came from"),
				    .target = "answer" },
	[KAM_REQ_OWNER] = { "owner", KAM_REF, KAM_LISTED, N_("who sees to it"),
			    .target = "member" },
	[KAM_REQ_DUE] = { "due", KAM_DATE, KAM_LISTED | KAM_CUSTOMER,
			  N_("day it is needed by") },
	[KAM_REQ_AGREED_WITH] = { "agreed_with", KAM_REF,
				  KAM_FIXED | KAM_CUSTOMER,
				  N_("the contact who agreed to the wording"),
				  .target = "contact" },
	[KAM_REQ_AGREED_ON] = { "agreed_on", KAM_DATE, KAM_FIXED | KAM_CUSTOMER | KAM_HAPPENED,
				N_("when they agreed") },
	[KAM_REQ_AGREED_VIA] = { "agreed_via", KAM_WORD,
				 KAM_FIXED | KAM_CUSTOMER,
				 N_("by which channel"),
				 .words = req_agreed_via_words },
	[KAM_REQ_EVIDENCE] = { "evidence", KAM_EVIDENCE, 0,
			       N_("the file that proves it; its digest is "
				  "kept") },
	[KAM_REQ_AGREED_VERSION] = { "agreed_version", KAM_INTEGER,
				     KAM_FIXED | KAM_CUSTOMER,
				     N_("the version of its wording that is "
					"in force"),
				     .minimum = 1, .maximum = 1000000 },
	[KAM_REQ_PROPOSED_VERSION] = { "proposed_version", KAM_INTEGER,
				       KAM_FIXED | KAM_CUSTOMER,
				       N_("the version that awaits "
					  "agreement"),
				       .minimum = 1, .maximum = 1000000 },
	[KAM_REQ_REASON] = { "reason", KAM_PROSE, 0,
			     N_("why it was deferred or dropped") },
	[KAM_REQ_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum {
	REQ_CAPTURED,
	REQ_ANALYSED,
	REQ_AGREED,
	REQ_IMPLEMENTED,
	REQ_VERIFIED,
	REQ_ACCEPTED,
	REQ_DEFERRED,
	REQ_DROPPED
};
static const struct kam_state req_states[] = {
	[REQ_CAPTURED] = { "captured", N_("written down"), 0 },
	[REQ_ANALYSED] = { "analysed", N_("understood and classified"), 0 },
	[REQ_AGREED] = { "agreed", N_("wording agreed with the customer"), 0 },
	[REQ_IMPLEMENTED] = { "implemented", N_("built"), 0 },
	[REQ_VERIFIED] = { "verified", N_("checked"), 0 },
	[REQ_ACCEPTED] = { "accepted", N_("accepted by the customer"), 1 },
	[REQ_DEFERRED] = { "deferred", N_("put off"), 0 },
	[REQ_DROPPED] = { "dropped", N_("given up"), KAM_GIVEN_UP },
};
static const struct kam_move req_moves[] = {
	{ "analyse", 1u << REQ_CAPTURED, REQ_ANALYSED, N_("is understood") },
	{ "agree", 1u << REQ_CAPTURED | 1u << REQ_ANALYSED, REQ_AGREED,
	  N_("the customer agrees to its wording"),
	  .needs = { KAM_REQ_AGREED_WITH }, .stamps = KAM_REQ_AGREED_ON },
	{ "withdraw",
	  1u << REQ_AGREED | 1u << REQ_IMPLEMENTED | 1u << REQ_VERIFIED,
	  REQ_ANALYSED, N_("the agreement to its wording is taken back") },
	{ "implement", 1u << REQ_AGREED, REQ_IMPLEMENTED, N_("is built") },
	{ "verify", 1u << REQ_IMPLEMENTED, REQ_VERIFIED, N_("is checked") },
	{ "accept", 1u << REQ_VERIFIED, REQ_ACCEPTED,
	  N_("the customer accepts it") },
	{ "defer", 1u << REQ_CAPTURED | 1u << REQ_ANALYSED | 1u << REQ_AGREED,
	  REQ_DEFERRED, N_("is put off"), .needs = { KAM_REQ_REASON } },
	{ "drop",
	  1u << REQ_CAPTURED | 1u << REQ_ANALYSED | 1u << REQ_AGREED |
	      1u << REQ_DEFERRED,
	  REQ_DROPPED, N_("is given up"), .needs = { KAM_REQ_REASON } },
	{ "resume", 1u << REQ_DEFERRED, REQ_CAPTURED, N_("is taken up again") },
};
const struct kam_kind kam_req_kind = {
	.name = "req",
	.prefix = "REQ",
	.help = N_("customer requirements"),
	.group = N_("Requirements"),
	.fields = req_fields,
	.n_fields = KAM_REQ_FIELDS,
	.states = req_states,
	.n_states = sizeof req_states / sizeof *req_states,
	.moves = req_moves,
	.n_moves = sizeof req_moves / sizeof *req_moves,
	.title = KAM_REQ_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_REQ_ACCOUNT,
	.project = KAM_REQ_PROJECT,
	.happened = KAM_COLUMN_CREATED,
	.hooks = { .check = kam_req_check,
		   .keeps = kam_req_keeps,
		   .follow = kam_req_follow,
		   .due = kam_req_due,
		   .promise = kam_req_promise,
		   .signal = kam_req_signal,
		   .plan = &kam_req_plan },
};

static const char *const kano_words[] = {
	"like", "expect", "neutral", "tolerate", "dislike", NULL,
};
static const struct kam_field kano_fields[KAM_KANO_FIELDS] = {
	[KAM_KANO_REQ] = { "req", KAM_REF, KAM_REQUIRED | KAM_LISTED,
			   N_("the requirement"), .target = "req" },
	[KAM_KANO_FUNCTIONAL] = { "functional", KAM_WORD,
				  KAM_REQUIRED | KAM_LISTED,
				  N_("how they feel if it is there"),
				  .words = kano_words },
	[KAM_KANO_DYSFUNCTIONAL] = { "dysfunctional", KAM_WORD,
				     KAM_REQUIRED | KAM_LISTED,
				     N_("how they feel if it isn't there"),
				     .words = kano_words },
	[KAM_KANO_CONTACT] = { "contact", KAM_REF, KAM_LISTED,
			       N_("who answered"), .target = "contact" },
	[KAM_KANO_RESPONDENT] = { "respondent", KAM_TEXT, KAM_LISTED,
				  N_("who answered, where it is no contact: "
				     "a number or a name") },
	[KAM_KANO_ON] = { "on", KAM_DATE, KAM_LISTED, N_("when") },
};
const struct kam_kind kam_kano_kind = {
	.name = "kano",
	.prefix = "KANO",
	.help = N_("answers to Kano's paired questions"),
	.fields = kano_fields,
	.n_fields = KAM_KANO_FIELDS,
	.title = KAM_KANO_FUNCTIONAL,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
};
