/*
 * The communications plan: who is to hear what, how often and from whom.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const char *const comm_plan_channel_words[] = {
	"meeting", "mail", "call", "chat", "visit", "document", "other", NULL,
};
static const char *const comm_plan_confidentiality_words[] = {
	"public", "customer", "internal", "secret", NULL,
};
static const struct kam_field comm_plan_fields[KAM_COMM_PLAN_FIELDS] = {
	[KAM_COMM_PLAN_ACCOUNT] = { "account", KAM_REF,
				    KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				    N_("the account it is for"),
				    .target = "account" },
	[KAM_COMM_PLAN_PROJECT] = { "project", KAM_REF, KAM_CUSTOMER,
				    N_("the project it is about"),
				    .target = "project" },
	[KAM_COMM_PLAN_TITLE] = { "title", KAM_TEXT,
				  KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				  N_("what they need to hear") },
	[KAM_COMM_PLAN_AUDIENCE] = { "audience", KAM_REFS,
				     KAM_LISTED | KAM_CUSTOMER,
				     N_("the contacts who are to hear it"),
				     .target = "contact" },
	[KAM_COMM_PLAN_GROUP] = { "group", KAM_TEXT, KAM_LISTED | KAM_CUSTOMER,
				  N_("those who are meant by a role: steering "
				     "committee") },
	[KAM_COMM_PLAN_EVERY] = { "every", KAM_TEXT, KAM_LISTED | KAM_CUSTOMER | KAM_RECURS,
				  N_("how often, as a cadence has it: week on "
				     "fri; without it, when there is need") },
	[KAM_COMM_PLAN_CHANNEL] = { "channel", KAM_WORD,
				    KAM_LISTED | KAM_CUSTOMER,
				    N_("by which channel"),
				    .words = comm_plan_channel_words },
	[KAM_COMM_PLAN_SENDER] = { "sender", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
				   N_("who of us tells them"),
				   .target = "member" },
	[KAM_COMM_PLAN_APPROVER] = { "approver", KAM_REF, 0,
				     N_("who approves what is told"),
				     .target = "member" },
	[KAM_COMM_PLAN_CONFIDENTIALITY] = { "confidentiality", KAM_WORD,
					    KAM_REQUIRED,
					    N_("who may see it: internal and "
					       "secret lines are left out for "
					       "the customer"),
					    .words =
						comm_plan_confidentiality_words,
					    .initial = "customer" },
	[KAM_COMM_PLAN_FORM] = { "form", KAM_TEXT, KAM_CUSTOMER,
				 N_("in which form: two pages, PDF") },
	[KAM_COMM_PLAN_CONTENT] = { "content", KAM_PROSE, KAM_CUSTOMER,
				    N_("what belongs in it") },
	[KAM_COMM_PLAN_START] = { "start", KAM_DATE, KAM_CUSTOMER,
				  N_("from when on") },
	[KAM_COMM_PLAN_END] = { "end", KAM_DATE, KAM_CUSTOMER,
				N_("until when") },
	[KAM_COMM_PLAN_ACKNOWLEDGE] = { "acknowledge", KAM_FLAG, 0,
					N_("each one is to be acknowledged") },
	[KAM_COMM_PLAN_CADENCE] = { "cadence", KAM_REF, KAM_FIXED,
				    N_("the promise that came of it"),
				    .target = "cadence" },
	[KAM_COMM_PLAN_REVISION] = { "revision", KAM_INTEGER, KAM_FIXED,
				     N_("which wording it is"), .minimum = 1,
				     .maximum = 1000000 },
	[KAM_COMM_PLAN_CONFIRMED_ON] = { "confirmed_on", KAM_DATE,
					 KAM_FIXED | KAM_HAPPENED,
					 N_("when this wording was "
					    "confirmed") },
	[KAM_COMM_PLAN_REASON] = { "revision_reason", KAM_TEXT, KAM_FIXED,
				   N_("why it was revised last") },
	[KAM_COMM_PLAN_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum { COMM_PLAN_DRAFT, COMM_PLAN_CONFIRMED, COMM_PLAN_ENDED };
static const struct kam_state comm_plan_states[] = {
	[COMM_PLAN_DRAFT] = { "draft", N_("written down, not yet confirmed"),
			      0 },
	[COMM_PLAN_CONFIRMED] = { "confirmed", N_("agreed on"), 0 },
	[COMM_PLAN_ENDED] = { "ended", N_("no longer planned"), 1 },
};
static const struct kam_move comm_plan_moves[] = {
	{ "confirm", 1u << COMM_PLAN_DRAFT, COMM_PLAN_CONFIRMED,
	  N_("is agreed on"), .stamps = KAM_COMM_PLAN_CONFIRMED_ON },
	{ "end", 1u << COMM_PLAN_DRAFT | 1u << COMM_PLAN_CONFIRMED,
	  COMM_PLAN_ENDED, N_("is no longer planned, nor promised") },
};
const struct kam_kind kam_comm_plan_kind = {
	.name = "comm_plan",
	.typed = "comm plan",
	.prefix = "CPL",
	.help = N_("who is to hear what, how often and from whom"),
	.group = N_("Communication"),
	.fields = comm_plan_fields,
	.n_fields = KAM_COMM_PLAN_FIELDS,
	.states = comm_plan_states,
	.n_states = sizeof comm_plan_states / sizeof *comm_plan_states,
	.moves = comm_plan_moves,
	.n_moves = sizeof comm_plan_moves / sizeof *comm_plan_moves,
	.title = KAM_COMM_PLAN_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_COMM_PLAN_ACCOUNT,
	.project = KAM_COMM_PLAN_PROJECT,
	.hooks = { .check = kam_comm_plan_check,
		   .follow = kam_comm_plan_follow,
		   .internal = kam_comm_plan_internal },
};
