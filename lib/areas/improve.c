/*
 * Improvements: what is to become better, by how much, and whether it did.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const char *const improve_direction_words[] = {
	"lower",
	"higher",
	NULL,
};
static const struct kam_field improve_fields[KAM_IMPROVE_FIELDS] = {
	[KAM_IMPROVE_ACCOUNT] = { "account", KAM_REF,
				  KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				  N_("the account it is for"),
				  .target = "account" },
	[KAM_IMPROVE_PROJECT] = { "project", KAM_REF, KAM_CUSTOMER,
				  N_("the project it is for"),
				  .target = "project" },
	[KAM_IMPROVE_TITLE] = { "title", KAM_TEXT,
				KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				    KAM_WORDING,
				N_("what is to become better, in one line") },
	[KAM_IMPROVE_ORIGIN] = { "origin", KAM_ANY, KAM_LISTED | KAM_LEADS_UP,
				 N_("the record it came of: feedback, an "
				    "issue …") },
	[KAM_IMPROVE_DESCRIPTION] = { "description", KAM_PROSE,
				      KAM_CUSTOMER | KAM_WORDING,
				      N_("what is done for it, and why that "
					 "should help") },
	[KAM_IMPROVE_MEASURE] = { "measure", KAM_TEXT, KAM_CUSTOMER,
				  N_("what it is measured by") },
	[KAM_IMPROVE_UNIT] = { "unit", KAM_TEXT, KAM_CUSTOMER,
			       N_("unit of its figures: days, %") },
	[KAM_IMPROVE_BASELINE] = { "baseline", KAM_DECIMAL,
				   KAM_LISTED | KAM_CUSTOMER,
				   N_("the figure before anything is done") },
	[KAM_IMPROVE_TARGET] = { "target", KAM_DECIMAL,
				 KAM_LISTED | KAM_CUSTOMER,
				 N_("the figure to be reached") },
	[KAM_IMPROVE_DIRECTION] = { "direction", KAM_WORD, KAM_CUSTOMER,
				    N_("which way is better; else as the "
				       "target is from the baseline"),
				    .words = improve_direction_words },
	[KAM_IMPROVE_OWNER] = { "owner", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
				N_("who sees to it"), .target = "member" },
	[KAM_IMPROVE_DUE] = { "due", KAM_DATE, KAM_LISTED | KAM_CUSTOMER,
			      N_("day the target is to be reached by") },
	[KAM_IMPROVE_STARTED_ON] = { "started_on", KAM_DATE,
				     KAM_CUSTOMER | KAM_HAPPENED,
				     N_("when work on it began") },
	[KAM_IMPROVE_IMPLEMENTED_ON] = { "implemented_on", KAM_DATE,
					 KAM_CUSTOMER | KAM_HAPPENED,
					 N_("since when it is in practice") },
	[KAM_IMPROVE_CONCLUSION] = { "conclusion", KAM_PROSE, KAM_CUSTOMER,
				     N_("what is kept, what is done "
					"otherwise from now on") },
	[KAM_IMPROVE_EFFECT] = { "effect", KAM_DECIMAL,
				 KAM_FIXED | KAM_CUSTOMER,
				 N_("what it was closed with: the figure "
				    "reached, less the baseline") },
	[KAM_IMPROVE_CLOSED_ON] = { "closed_on", KAM_DATE,
				    KAM_CUSTOMER | KAM_HAPPENED,
				    N_("when its effect was judged") },
	[KAM_IMPROVE_CYCLES] = { "cycles", KAM_INTEGER, KAM_FIXED,
				 N_("how often it went back to its plan"),
				 .minimum = 0, .maximum = 10000,
				 .initial = "0" },
	[KAM_IMPROVE_REASON] = { "reason", KAM_PROSE, 0,
				 N_("why it failed, was dropped or is planned "
				    "anew") },
	[KAM_IMPROVE_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
/* Plan, do, check, act: W. A. Shewhart, "Statistical Method from the Viewpoint
   of Quality Control", 1939; W. E. Deming, "Out of the Crisis", 1986. */
enum {
	IMPROVE_PLAN,
	IMPROVE_DO,
	IMPROVE_CHECK,
	IMPROVE_ACT,
	IMPROVE_EFFECTIVE,
	IMPROVE_INEFFECTIVE,
	IMPROVE_DROPPED
};
static const struct kam_state improve_states[] = {
	[IMPROVE_PLAN] = { "plan", N_("being planned: measure and target"), 0 },
	[IMPROVE_DO] = { "do", N_("being put into practice"), 0 },
	[IMPROVE_CHECK] = { "check", N_("in practice, being measured"), 0 },
	[IMPROVE_ACT] = { "act", N_("measured: kept, or changed"), 0 },
	[IMPROVE_EFFECTIVE] = { "effective", N_("the target is reached"), 1 },
	[IMPROVE_INEFFECTIVE] = { "ineffective", N_("it did not help enough"),
				  1 },
	[IMPROVE_DROPPED] = { "dropped", N_("given up"), KAM_GIVEN_UP },
};
static const struct kam_move improve_moves[] = {
	{ "do", 1u << IMPROVE_PLAN, IMPROVE_DO, N_("is put into practice"),
	  .needs = { KAM_IMPROVE_MEASURE, KAM_IMPROVE_BASELINE,
		     KAM_IMPROVE_TARGET },
	  .stamps = KAM_IMPROVE_STARTED_ON },
	{ "check", 1u << IMPROVE_DO, IMPROVE_CHECK,
	  N_("is in practice, its effect is measured from now on"),
	  .stamps = KAM_IMPROVE_IMPLEMENTED_ON },
	{ "act", 1u << IMPROVE_CHECK, IMPROVE_ACT,
	  N_("was measured: what works is kept") },
	{ "confirm", 1u << IMPROVE_ACT, IMPROVE_EFFECTIVE,
	  N_("is effective, as measured"), .stamps = KAM_IMPROVE_CLOSED_ON },
	{ "fail", 1u << IMPROVE_CHECK | 1u << IMPROVE_ACT, IMPROVE_INEFFECTIVE,
	  N_("did not help enough"), .needs = { KAM_IMPROVE_REASON },
	  .stamps = KAM_IMPROVE_CLOSED_ON },
	{ "plan",
	  1u << IMPROVE_DO | 1u << IMPROVE_CHECK | 1u << IMPROVE_ACT |
	      1u << IMPROVE_EFFECTIVE | 1u << IMPROVE_INEFFECTIVE |
	      1u << IMPROVE_DROPPED,
	  IMPROVE_PLAN, N_("is planned anew"),
	  .needs = { KAM_IMPROVE_REASON } },
	{ "drop",
	  1u << IMPROVE_PLAN | 1u << IMPROVE_DO | 1u << IMPROVE_CHECK |
	      1u << IMPROVE_ACT,
	  IMPROVE_DROPPED, N_("is given up"), .needs = { KAM_IMPROVE_REASON } },
};
const struct kam_kind kam_improve_kind = {
	.name = "improve",
	.prefix = "IMP",
	.help = N_("improvements, and what they brought"),
	.group = N_("Improvement"),
	.fields = improve_fields,
	.n_fields = KAM_IMPROVE_FIELDS,
	.states = improve_states,
	.n_states = sizeof improve_states / sizeof *improve_states,
	.moves = improve_moves,
	.n_moves = sizeof improve_moves / sizeof *improve_moves,
	.title = KAM_IMPROVE_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_IMPROVE_ACCOUNT,
	.project = KAM_IMPROVE_PROJECT,
	.happened = KAM_COLUMN_CREATED,
	.hooks = { .check = kam_improve_check, .due = kam_improve_due },
};
