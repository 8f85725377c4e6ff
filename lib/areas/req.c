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
	[KAM_REQ_RATIONALE] = { "rationale", KAM_PROSE, 0,
				N_("why it is needed") },
	[KAM_REQ_ACCEPTANCE_CRITERIA] = { "acceptance_criteria", KAM_PROSE,
					  KAM_CUSTOMER | KAM_WORDING,
					  N_("how it will be accepted") },
	[KAM_REQ_SOURCE_CONTACT] = { "source_contact", KAM_REF, KAM_CUSTOMER,
				     N_("who asked for it"),
				     .target = "contact" },
	[KAM_REQ_SOURCE_COMM] = { "source_comm", KAM_REF, 0,
				  N_("the conversation it came from"),
				  .target = "comm" },
	[KAM_REQ_OWNER] = { "owner", KAM_REF, KAM_LISTED, N_("who sees to it"),
			    .target = "member" },
	[KAM_REQ_DUE] = { "due", KAM_DATE, KAM_LISTED | KAM_CUSTOMER,
			  N_("day it is needed by") },
	[KAM_REQ_AGREED_WITH] = { "agreed_with", KAM_REF,
				  KAM_FIXED | KAM_CUSTOMER,
				  N_("the contact who agreed to the wording"),
				  .target = "contact" },
	[KAM_REQ_AGREED_ON] = { "agreed_on", KAM_DATE, KAM_FIXED | KAM_CUSTOMER,
				N_("when they agreed") },
	[KAM_REQ_AGREED_VIA] = { "agreed_via", KAM_WORD,
				 KAM_FIXED | KAM_CUSTOMER,
				 N_("by which channel"),
				 .words = req_agreed_via_words },
	[KAM_REQ_EVIDENCE] = { "evidence", KAM_EVIDENCE, 0,
			       N_("the file that proves it: sha256sum FILE") },
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
	[REQ_DROPPED] = { "dropped", N_("given up"), 1 },
};
static const struct kam_move req_moves[] = {
	{ "analyse", 1u << REQ_CAPTURED, REQ_ANALYSED, N_("is understood") },
	{ "agree", 1u << REQ_CAPTURED | 1u << REQ_ANALYSED, REQ_AGREED,
	  N_("the customer agrees to its wording"),
	  .needs = { KAM_REQ_AGREED_WITH }, .stamps = KAM_REQ_AGREED_ON },
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
	.hooks = { .check = kam_req_check,
		   .follow = kam_req_follow,
		   .due = kam_req_due },
};
