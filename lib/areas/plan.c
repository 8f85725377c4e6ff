/*
 * Plans, account plans above all, and their sections. plan.h explains.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const char *const plan_area_words[] = {
	"account", "requirements", "communication", "feedback", "issue",
	"risk",    NULL,
};
static const struct kam_field plan_fields[KAM_PLAN_FIELDS] = {
	[KAM_PLAN_ACCOUNT] = { "account", KAM_REF,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			       N_("the account it is for"),
			       .target = "account" },
	[KAM_PLAN_PROJECT] = { "project", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
			       N_("the project it is for"),
			       .target = "project" },
	[KAM_PLAN_TITLE] = { "title", KAM_TEXT,
			     KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			     N_("its title; made where left out") },
	[KAM_PLAN_AREA] = { "area", KAM_WORD,
			    KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			    N_("what it plans: all of the account, or an "
			       "area"),
			    .words = plan_area_words, .initial = "account" },
	[KAM_PLAN_OWNER] = { "owner", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
			     N_("who keeps it up; else whoever looks after "
				"the project or account"),
			     .target = "member" },
	[KAM_PLAN_START] = { "start", KAM_DATE, KAM_CUSTOMER,
			     N_("first day that it is for") },
	[KAM_PLAN_END] = { "end", KAM_DATE, KAM_CUSTOMER,
			   N_("last day that it is for") },
	[KAM_PLAN_EVERY] = { "every", KAM_TEXT, KAM_RECURS,
			     N_("how often it is reviewed; else by the "
				"account's tier") },
	[KAM_PLAN_REVIEW] = { "review", KAM_DATE, KAM_LISTED,
			      N_("day of the next review") },
	[KAM_PLAN_TARGETS] = { "targets", KAM_TEXT, 0,
			       N_("figures as planned: overdue=0 "
				  "agreed_share=80") },
	[KAM_PLAN_LIMITS] = { "limits", KAM_TEXT, 0,
			      N_("thresholds: highest_score=15") },
	[KAM_PLAN_REVENUE] = { "revenue", KAM_MONEY, 0,
			       N_("what they buy of us in its time") },
	[KAM_PLAN_SPEND] = { "spend", KAM_MONEY, 0,
			     N_("what they spend in all on what we offer") },
	[KAM_PLAN_APPROVED_BY] = { "approved_by", KAM_ANY,
				   KAM_FIXED | KAM_CUSTOMER,
				   N_("the member or contact who approved "
				      "it") },
	[KAM_PLAN_APPROVED_ON] = { "approved_on", KAM_DATE,
				   KAM_FIXED | KAM_CUSTOMER | KAM_HAPPENED,
				   N_("when they did") },
	[KAM_PLAN_REASON] = { "reason", KAM_PROSE, 0,
			      N_("why it was revised or closed") },
	[KAM_PLAN_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum { PLAN_DRAFT, PLAN_APPROVED, PLAN_ACTIVE, PLAN_CLOSED };
static const struct kam_state plan_states[] = {
	[PLAN_DRAFT] = { "draft", N_("being written or revised"), 0 },
	[PLAN_APPROVED] = { "approved", N_("approved as it stands"), 0 },
	[PLAN_ACTIVE] = { "active", N_("worked by"), 0 },
	[PLAN_CLOSED] = { "closed", N_("no longer worked by"), 1 },
};
static const struct kam_move plan_moves[] = {
	{ "approve", 1u << PLAN_DRAFT, PLAN_APPROVED, N_("is approved"),
	  .needs = { KAM_PLAN_APPROVED_BY }, .stamps = KAM_PLAN_APPROVED_ON },
	{ "activate", 1u << PLAN_APPROVED, PLAN_ACTIVE,
	  N_("is worked by from now on") },
	{ "revise", 1u << PLAN_APPROVED | 1u << PLAN_ACTIVE, PLAN_DRAFT,
	  N_("is changed, for a reason"), .needs = { KAM_PLAN_REASON } },
	{ "close", 1u << PLAN_DRAFT | 1u << PLAN_APPROVED | 1u << PLAN_ACTIVE,
	  PLAN_CLOSED, N_("is no longer worked by"),
	  .needs = { KAM_PLAN_REASON } },
	{ "reopen", 1u << PLAN_CLOSED, PLAN_DRAFT, N_("is taken up again") },
};
/* What show gives besides the record; it is not read. */
static const char plan_sections[] =
    ",\"sections\":{\"readOnly\":true,\"description\":\"its text and tables, "
    "of plan show\",\"type\":\"array\",\"items\":{\"type\":\"object\","
    "\"properties\":{\"name\":{\"type\":\"string\"},\"title\":{\"type\":"
    "[\"string\",\"null\"]},\"customer\":{\"type\":\"boolean\"},\"text\":"
    "{\"type\":[\"string\",\"null\"]},\"tables\":{\"type\":\"array\","
    "\"items\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":"
    "\"string\"},\"rows\":{\"type\":\"array\",\"items\":{\"type\":"
    "\"object\"}}},\"required\":[\"name\",\"rows\"],"
    "\"additionalProperties\":false}}},\"required\":[\"name\",\"title\","
    "\"customer\",\"text\",\"tables\"],\"additionalProperties\":false}}";
const struct kam_kind kam_plan_kind = {
	.name = "plan",
	.prefix = "PLAN",
	.help = N_("plans of accounts, and of the areas of a project"),
	.group = N_("Account plan"),
	.fields = plan_fields,
	.n_fields = KAM_PLAN_FIELDS,
	.states = plan_states,
	.n_states = sizeof plan_states / sizeof *plan_states,
	.moves = plan_moves,
	.n_moves = sizeof plan_moves / sizeof *plan_moves,
	.title = KAM_PLAN_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_PLAN_ACCOUNT,
	.project = KAM_PLAN_PROJECT,
	.hooks = { .check = kam_plan_rules,
		   .follow = kam_plan_follow,
		   .release = kam_plan_release,
		   .twin = kam_plan_twin,
		   .due = kam_plan_due,
		   .shown = plan_sections },
};

static const char *const plan_section_audience_words[] = {
	"internal",
	"customer",
	NULL,
};
static const struct kam_field plan_section_fields[KAM_PLAN_SECTION_FIELDS] = {
	[KAM_PLAN_SECTION_PLAN] = { "plan", KAM_REF, KAM_REQUIRED | KAM_LISTED,
				    N_("the plan it is part of"),
				    .target = "plan" },
	[KAM_PLAN_SECTION_NAME] = { "name", KAM_TEXT,
				    KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				    N_("what commands call it: context") },
	[KAM_PLAN_SECTION_TITLE] = { "title", KAM_TEXT,
				     KAM_LISTED | KAM_CUSTOMER,
				     N_("its heading; else the template's") },
	[KAM_PLAN_SECTION_POSITION] = { "position", KAM_INTEGER, 0,
					N_("which place it has"), .minimum = 1,
					.maximum = 1000 },
	[KAM_PLAN_SECTION_TEXT] = { "text", KAM_PROSE, KAM_CUSTOMER,
				    N_("its text, with lists and **strong** "
				       "words as in Markdown") },
	[KAM_PLAN_SECTION_TABLES] = { "tables", KAM_TEXT, KAM_LISTED,
				      N_("tables it draws from the register: "
					 "objectives,actions") },
	[KAM_PLAN_SECTION_AUDIENCE] = { "audience", KAM_WORD,
					KAM_REQUIRED | KAM_LISTED,
					N_("whether the customer may see it"),
					.words = plan_section_audience_words,
					.initial = "internal" },
	[KAM_PLAN_SECTION_MAY_BE_EMPTY] = { "may_be_empty", KAM_FLAG, 0,
					    N_("needs no text of its own") },
	[KAM_PLAN_SECTION_GUIDANCE] = { "guidance", KAM_PROSE, 0,
					N_("what belongs in it; else the "
					   "template's") },
};
const struct kam_kind kam_plan_section_kind = {
	.name = "plan_section",
	.prefix = "SEC",
	.help = N_("sections of plans; 'kam plan edit' writes them"),
	.fields = plan_section_fields,
	.n_fields = KAM_PLAN_SECTION_FIELDS,
	.title = KAM_PLAN_SECTION_NAME,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_plan_section_rules,
		   .release = kam_plan_section_release },
};
