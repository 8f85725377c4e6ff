/*
 * Issues: problems on an account or project, and what was done about them.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const char *const issue_severity_words[] = {
	"low", "medium", "high", "critical", NULL,
};
/* Ishikawa's branches (people, method, machine, material, measurement,
   environment), under the names that services give them, and where else the
   trouble with an account comes from */
static const char *const issue_cause_words[] = {
	"people",      "process",     "tools",        "inputs",
	"measurement", "environment", "requirements", "communication",
	"supplier",    "management",  NULL,
};
static const struct kam_field issue_fields[KAM_ISSUE_FIELDS] = {
	[KAM_ISSUE_ACCOUNT] = { "account", KAM_REF,
				KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				N_("the account that has it"),
				.target = "account" },
	[KAM_ISSUE_PROJECT] = { "project", KAM_REF, KAM_CUSTOMER,
				N_("the project that has it"),
				.target = "project" },
	[KAM_ISSUE_TITLE] = { "title", KAM_TEXT,
			      KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				  KAM_WORDING,
			      N_("the problem in one line") },
	[KAM_ISSUE_DESCRIPTION] = { "description", KAM_PROSE,
				    KAM_CUSTOMER | KAM_WORDING,
				    N_("what is seen, where, since when, by "
				       "whom") },
	[KAM_ISSUE_SEVERITY] = { "severity", KAM_WORD,
				 KAM_REQUIRED | KAM_LISTED, N_("how bad it is"),
				 .words = issue_severity_words,
				 .initial = "medium" },
	[KAM_ISSUE_OWNER] = { "owner", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
			      N_("who sees to it"), .target = "member" },
	[KAM_ISSUE_DUE] = { "due", KAM_DATE, KAM_LISTED | KAM_CUSTOMER,
			    N_("day it is to be solved by") },
	[KAM_ISSUE_RAISED_ON] = { "raised_on", KAM_DATE,
				  KAM_LISTED | KAM_CUSTOMER,
				  N_("when it was raised; else today") },
	[KAM_ISSUE_RAISED_BY] = { "raised_by", KAM_ANY,
				  KAM_CUSTOMER | KAM_LEADS_UP,
				  N_("the contact or member who raised it") },
	[KAM_ISSUE_ORIGIN] = { "origin", KAM_ANY, KAM_LEADS_UP,
			       N_("the record it came of, as feedback") },
	[KAM_ISSUE_CONTAINMENT] = { "containment", KAM_PROSE, KAM_CUSTOMER,
				    N_("what was done at once against its "
				       "effects") },
	[KAM_ISSUE_CONTAINED_ON] = { "contained_on", KAM_DATE,
				     KAM_CUSTOMER | KAM_HAPPENED,
				     N_("since when its effects are held") },
	[KAM_ISSUE_WHYS] = { "whys", KAM_PROSE, 0,
			     N_("why it came about, and why that, a line "
				"each") },
	[KAM_ISSUE_ROOT_CAUSE] = { "root_cause", KAM_TEXT, KAM_FIXED,
				   N_("the last of the whys") },
	[KAM_ISSUE_CAUSE] = { "cause", KAM_WORD, 0,
			      N_("what kind of cause is at the root"),
			      .words = issue_cause_words },
	[KAM_ISSUE_ANALYSED_ON] = { "analysed_on", KAM_DATE, 0,
				    N_("when its cause was known") },
	[KAM_ISSUE_RESOLUTION] = { "resolution", KAM_PROSE, KAM_CUSTOMER,
				   N_("what solved it") },
	[KAM_ISSUE_SOLVED_ON] = { "solved_on", KAM_DATE,
				  KAM_CUSTOMER | KAM_HAPPENED,
				  N_("when it was solved") },
	[KAM_ISSUE_VERIFIED_BY] = { "verified_by", KAM_ANY, KAM_CUSTOMER,
				    N_("the contact or member who checked that "
				       "it stays solved") },
	[KAM_ISSUE_VERIFIED_ON] = { "verified_on", KAM_DATE,
				    KAM_CUSTOMER | KAM_HAPPENED,
				    N_("when that was checked") },
	[KAM_ISSUE_REOPENED] = { "reopened", KAM_INTEGER, KAM_FIXED,
				 N_("how often it came up again"), .minimum = 0,
				 .maximum = 10000, .initial = "0" },
	[KAM_ISSUE_REOPENED_ON] = { "reopened_on", KAM_DATE,
				    KAM_FIXED | KAM_HAPPENED,
				    N_("when it did last") },
	[KAM_ISSUE_REASON] = { "reason", KAM_PROSE, 0,
			       N_("why it was dropped or reopened") },
	[KAM_ISSUE_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
/* ISO 9001:2015, 10.2.1: react to the nonconformity, control and correct it
   (contained); determine its causes (analysed); take the action needed (in
   work, solved); review the effectiveness of what was done (verified). */
enum {
	ISSUE_OPEN,
	ISSUE_CONTAINED,
	ISSUE_ANALYSED,
	ISSUE_IN_WORK,
	ISSUE_SOLVED,
	ISSUE_VERIFIED,
	ISSUE_DROPPED,
	/* its cause or its cure is still looked for */
	ISSUE_UNSOLVED = 1u << ISSUE_OPEN | 1u << ISSUE_CONTAINED |
			 1u << ISSUE_ANALYSED | 1u << ISSUE_IN_WORK
};
static const struct kam_state issue_states[] = {
	[ISSUE_OPEN] = { "open", N_("raised"), 0 },
	[ISSUE_CONTAINED] = { "contained", N_("its effects are held"), 0 },
	[ISSUE_ANALYSED] = { "analysed", N_("its root cause is known"), 0 },
	[ISSUE_IN_WORK] = { "in_work", N_("being solved"), 0 },
	[ISSUE_SOLVED] = { "solved", N_("solved, still to be checked"), 0 },
	[ISSUE_VERIFIED] = { "verified", N_("checked: it stays solved"), 1 },
	[ISSUE_DROPPED] = { "dropped", N_("left at that"), KAM_GIVEN_UP },
};
static const struct kam_move issue_moves[] = {
	{ "contain", 1u << ISSUE_OPEN, ISSUE_CONTAINED,
	  N_("its effects are held"), .needs = { KAM_ISSUE_CONTAINMENT },
	  .stamps = KAM_ISSUE_CONTAINED_ON },
	{ "analyse", 1u << ISSUE_OPEN | 1u << ISSUE_CONTAINED, ISSUE_ANALYSED,
	  N_("its root cause is known"),
	  .needs = { KAM_ISSUE_WHYS, KAM_ISSUE_CAUSE },
	  .stamps = KAM_ISSUE_ANALYSED_ON },
	{ "start",
	  1u << ISSUE_OPEN | 1u << ISSUE_CONTAINED | 1u << ISSUE_ANALYSED,
	  ISSUE_IN_WORK, N_("is being solved") },
	{ "solve", ISSUE_UNSOLVED, ISSUE_SOLVED, N_("is solved"),
	  .needs = { KAM_ISSUE_RESOLUTION }, .stamps = KAM_ISSUE_SOLVED_ON },
	{ "verify", 1u << ISSUE_SOLVED, ISSUE_VERIFIED,
	  N_("stays solved, as was checked"), .stamps = KAM_ISSUE_VERIFIED_ON },
	{ "reopen",
	  1u << ISSUE_SOLVED | 1u << ISSUE_VERIFIED | 1u << ISSUE_DROPPED,
	  ISSUE_OPEN, N_("came up again"), .needs = { KAM_ISSUE_REASON } },
	{ "drop", ISSUE_UNSOLVED, ISSUE_DROPPED, N_("is left at that"),
	  .needs = { KAM_ISSUE_REASON } },
};
const struct kam_kind kam_issue_kind = {
	.name = "issue",
	.prefix = "ISS",
	.help = N_("problems: cause, actions, escalation"),
	.group = N_("Improvement"),
	.fields = issue_fields,
	.n_fields = KAM_ISSUE_FIELDS,
	.states = issue_states,
	.n_states = sizeof issue_states / sizeof *issue_states,
	.moves = issue_moves,
	.n_moves = sizeof issue_moves / sizeof *issue_moves,
	.title = KAM_ISSUE_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_ISSUE_ACCOUNT,
	.project = KAM_ISSUE_PROJECT,
	.happened = KAM_ISSUE_RAISED_ON,
	.hooks = { .check = kam_issue_check,
		   .due = kam_issue_due,
		   .signal = kam_issue_signal,
		   .plan = &kam_issue_plan },
};
