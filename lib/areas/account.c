/*
 * Accounts, their projects and contacts, and the members who look after them.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const struct kam_field member_fields[KAM_MEMBER_FIELDS] = {
	[KAM_MEMBER_KEY] = { "key", KAM_TEXT,
			     KAM_UNIQUE | KAM_LISTED | KAM_CUSTOMER,
			     N_("short name: wang") },
	[KAM_MEMBER_NAME] = { "name", KAM_TEXT,
			      KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				  KAM_PERSONAL,
			      N_("full name") },
	[KAM_MEMBER_EMAIL] = { "email", KAM_TEXT,
			       KAM_LISTED | KAM_CUSTOMER | KAM_PERSONAL,
			       N_("e-mail address") },
	[KAM_MEMBER_PHONE] = { "phone", KAM_TEXT, KAM_CUSTOMER | KAM_PERSONAL,
			       N_("telephone number") },
	[KAM_MEMBER_ROLE] = { "role", KAM_TEXT, KAM_LISTED | KAM_CUSTOMER,
			      N_("role in the account team") },
	[KAM_MEMBER_CALENDAR] = { "calendar", KAM_REF, 0,
				  N_("the days on which they don't work"),
				  .target = "calendar" },
	[KAM_MEMBER_LANGUAGE] = { "language", KAM_TEXT, 0,
				  N_("language kam writes to them in: zh, "
				     "en") },
	[KAM_MEMBER_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
	[KAM_MEMBER_ALSO_FROM] = { KAM_ALSO_FROM, KAM_TAGS, KAM_FIXED,
				   N_("other systems' records that they were "
				      "imported from") },
};
enum { MEMBER_ACTIVE, MEMBER_LEFT };
static const struct kam_state member_states[] = {
	[MEMBER_ACTIVE] = { "active", N_("works on the account"), 0 },
	[MEMBER_LEFT] = { "left", N_("no longer with the firm"), 1 },
};
static const struct kam_move member_moves[] = {
	{ "leave", 1u << MEMBER_ACTIVE, MEMBER_LEFT, N_("leaves the firm") },
	{ "return", 1u << MEMBER_LEFT, MEMBER_ACTIVE, N_("comes back") },
};
const struct kam_kind kam_member_kind = {
	.name = "member",
	.prefix = "MEM",
	.help = N_("the firm's people, who own things"),
	.group = N_("Account"),
	.fields = member_fields,
	.n_fields = KAM_MEMBER_FIELDS,
	.states = member_states,
	.n_states = sizeof member_states / sizeof *member_states,
	.moves = member_moves,
	.n_moves = sizeof member_moves / sizeof *member_moves,
	.title = KAM_MEMBER_NAME,
	.key = KAM_MEMBER_KEY,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_member_check },
};

static const char *const account_tier_words[] = {
	"prospect", "standard", "key", "strategic", NULL,
};
static const struct kam_field account_fields[KAM_ACCOUNT_FIELDS] = {
	[KAM_ACCOUNT_KEY] = { "key", KAM_TEXT,
			      KAM_UNIQUE | KAM_LISTED | KAM_CUSTOMER,
			      N_("short name: acme; made from the name where "
				 "left out") },
	[KAM_ACCOUNT_NAME] = { "name", KAM_TEXT,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			       N_("the customer's name") },
	[KAM_ACCOUNT_TIER] = { "tier", KAM_WORD, KAM_LISTED,
			       N_("how much it matters, least first"),
			       .words = account_tier_words },
	[KAM_ACCOUNT_INDUSTRY] = { "industry", KAM_TEXT, KAM_LISTED,
				   N_("industry") },
	[KAM_ACCOUNT_REGION] = { "region", KAM_TEXT, 0, N_("region") },
	[KAM_ACCOUNT_OWNER] = { "owner", KAM_REF, KAM_LISTED,
				N_("who looks after it"), .target = "member" },
	[KAM_ACCOUNT_VALUE] = { "value", KAM_MONEY, KAM_LISTED,
				N_("worth in a year") },
	[KAM_ACCOUNT_PARENT] = { "parent", KAM_REF, 0,
				 N_("the account it belongs to"),
				 .target = "account" },
	[KAM_ACCOUNT_WEBSITE] = { "website", KAM_TEXT, KAM_CUSTOMER,
				  N_("web address") },
	[KAM_ACCOUNT_PHONE] = { "phone", KAM_TEXT, KAM_CUSTOMER | KAM_PERSONAL,
				N_("telephone number") },
	[KAM_ACCOUNT_ADDRESS] = { "address", KAM_PROSE,
				  KAM_CUSTOMER | KAM_PERSONAL,
				  N_("postal address") },
	[KAM_ACCOUNT_CITY] = { "city", KAM_TEXT, KAM_CUSTOMER, N_("city") },
	[KAM_ACCOUNT_COUNTRY] = { "country", KAM_TEXT, KAM_CUSTOMER,
				  N_("country") },
	[KAM_ACCOUNT_EMPLOYEES] = { "employees", KAM_INTEGER, 0,
				    N_("number of employees"), .minimum = 0,
				    .maximum = 100000000 },
	[KAM_ACCOUNT_SINCE] = { "since", KAM_DATE, 0, N_("customer since") },
	[KAM_ACCOUNT_CALENDAR] = { "calendar", KAM_REF, 0,
				   N_("its working calendar"),
				   .target = "calendar" },
	[KAM_ACCOUNT_DESCRIPTION] = { "description", KAM_PROSE, 0,
				      N_("what to know about it") },
	[KAM_ACCOUNT_REASON] = { "reason", KAM_PROSE, 0,
				 N_("why it was closed") },
	[KAM_ACCOUNT_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
	[KAM_ACCOUNT_CREDIT_CODE] = { "credit_code", KAM_TEXT, KAM_CUSTOMER,
				      N_("unified social credit code "
					 "(统一社会信用代码)") },
	[KAM_ACCOUNT_ALSO_FROM] = { KAM_ALSO_FROM, KAM_TAGS, KAM_FIXED,
				    N_("other systems' records that it was "
				       "imported from") },
};
enum { ACCOUNT_ACTIVE, ACCOUNT_DORMANT, ACCOUNT_CLOSED };
static const struct kam_state account_states[] = {
	[ACCOUNT_ACTIVE] = { "active", N_("looked after"), 0 },
	[ACCOUNT_DORMANT] = { "dormant", N_("quiet for now"), 0 },
	[ACCOUNT_CLOSED] = { "closed", N_("no longer a customer"), 1 },
};
static const struct kam_move account_moves[] = {
	{ "rest", 1u << ACCOUNT_ACTIVE, ACCOUNT_DORMANT,
	  N_("is quiet for now") },
	{ "wake", 1u << ACCOUNT_DORMANT, ACCOUNT_ACTIVE,
	  N_("is active again") },
	{ "close", 1u << ACCOUNT_ACTIVE | 1u << ACCOUNT_DORMANT, ACCOUNT_CLOSED,
	  N_("is no longer a customer"), .needs = { KAM_ACCOUNT_REASON } },
	{ "reopen", 1u << ACCOUNT_CLOSED, ACCOUNT_ACTIVE,
	  N_("is a customer again") },
};
const struct kam_kind kam_account_kind = {
	.name = "account",
	.prefix = "ACC",
	.help = N_("customers' accounts"),
	.group = N_("Account"),
	.fields = account_fields,
	.n_fields = KAM_ACCOUNT_FIELDS,
	.states = account_states,
	.n_states = sizeof account_states / sizeof *account_states,
	.moves = account_moves,
	.n_moves = sizeof account_moves / sizeof *account_moves,
	.title = KAM_ACCOUNT_NAME,
	.key = KAM_ACCOUNT_KEY,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.happened = KAM_COLUMN_CREATED,
	.role = KAM_ROLE_ACCOUNT,
	.hooks = { .check = kam_account_check,
		   .follow = kam_account_follow,
		   .signal = kam_account_signal,
		   .plan = &kam_account_plan },
};

static const struct kam_field project_fields[KAM_PROJECT_FIELDS] = {
	[KAM_PROJECT_ACCOUNT] = { "account", KAM_REF,
				  KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				  N_("the account it is for"),
				  .target = "account" },
	[KAM_PROJECT_KEY] = { "key", KAM_TEXT, KAM_LISTED | KAM_CUSTOMER,
			      N_("short name within the account: portal") },
	[KAM_PROJECT_NAME] = { "name", KAM_TEXT,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				   KAM_WORDING,
			       N_("the project's name") },
	[KAM_PROJECT_OWNER] = { "owner", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
				N_("the project manager"), .target = "member" },
	[KAM_PROJECT_GOAL] = { "goal", KAM_PROSE, KAM_CUSTOMER | KAM_WORDING,
			       N_("what it is to achieve") },
	[KAM_PROJECT_START] = { "start", KAM_DATE, KAM_CUSTOMER,
				N_("first day") },
	[KAM_PROJECT_DUE] = { "due", KAM_DATE, KAM_LISTED | KAM_CUSTOMER,
			      N_("day it is to be finished") },
	[KAM_PROJECT_FINISHED_ON] = { "finished_on", KAM_DATE, KAM_CUSTOMER | KAM_HAPPENED,
				      N_("day it was finished") },
	[KAM_PROJECT_BUDGET] = { "budget", KAM_MONEY, 0,
				 N_("approved budget") },
	[KAM_PROJECT_CALENDAR] = { "calendar", KAM_REF, 0,
				   N_("its working calendar"),
				   .target = "calendar" },
	[KAM_PROJECT_REASON] = { "reason", KAM_PROSE, 0,
				 N_("why it was cancelled") },
	[KAM_PROJECT_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum {
	PROJECT_PLANNED,
	PROJECT_ACTIVE,
	PROJECT_ON_HOLD,
	PROJECT_DONE,
	PROJECT_CANCELLED
};
static const struct kam_state project_states[] = {
	[PROJECT_PLANNED] = { "planned", N_("not yet begun"), 0 },
	[PROJECT_ACTIVE] = { "active", N_("under way"), 0 },
	[PROJECT_ON_HOLD] = { "on_hold", N_("stopped for now"), 0 },
	[PROJECT_DONE] = { "done", N_("finished"), 1 },
	[PROJECT_CANCELLED] = { "cancelled", N_("given up"), KAM_GIVEN_UP },
};
static const struct kam_move project_moves[] = {
	{ "start", 1u << PROJECT_PLANNED, PROJECT_ACTIVE, N_("begins") },
	{ "hold", 1u << PROJECT_ACTIVE, PROJECT_ON_HOLD, N_("stops for now") },
	{ "resume", 1u << PROJECT_ON_HOLD, PROJECT_ACTIVE, N_("goes on") },
	{ "finish", 1u << PROJECT_ACTIVE, PROJECT_DONE, N_("is finished"),
	  .stamps = KAM_PROJECT_FINISHED_ON },
	{ "cancel",
	  1u << PROJECT_PLANNED | 1u << PROJECT_ACTIVE | 1u << PROJECT_ON_HOLD,
	  PROJECT_CANCELLED, N_("is given up"),
	  .needs = { KAM_PROJECT_REASON } },
};
const struct kam_kind kam_project_kind = {
	.name = "project",
	.prefix = "PRJ",
	.help = N_("projects of an account"),
	.group = N_("Account"),
	.fields = project_fields,
	.n_fields = KAM_PROJECT_FIELDS,
	.states = project_states,
	.n_states = sizeof project_states / sizeof *project_states,
	.moves = project_moves,
	.n_moves = sizeof project_moves / sizeof *project_moves,
	.title = KAM_PROJECT_NAME,
	.key = KAM_PROJECT_KEY,
	.account = KAM_PROJECT_ACCOUNT,
	.project = KAM_NO_FIELD,
	.happened = KAM_COLUMN_CREATED,
	.role = KAM_ROLE_PROJECT,
	.hooks = { .due = kam_project_due },
};

static const char *const contact_preferred_channel_words[] = {
	"meeting", "mail", "call", "chat", "visit", "other", NULL,
};
static const char *const contact_attitude_words[] = {
	"opponent", "sceptic", "neutral", "supporter", "champion", NULL,
};
static const char *const contact_engagement_words[] = {
	"unaware", "resistant", "neutral", "supportive", "leading", NULL,
};
static const struct kam_field contact_fields[KAM_CONTACT_FIELDS] = {
	[KAM_CONTACT_NAME] = { "name", KAM_TEXT,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				   KAM_PERSONAL,
			       N_("full name") },
	/* to one account it is nobody's business which others they have */
	[KAM_CONTACT_ACCOUNTS] = { "accounts", KAM_REFS, KAM_LISTED,
				   N_("accounts and the role in each: "
				      "acme:buyer,beta"),
				   .target = "account" },
	[KAM_CONTACT_TITLE] = { "title", KAM_TEXT, KAM_LISTED | KAM_CUSTOMER,
				N_("position") },
	[KAM_CONTACT_DEPARTMENT] = { "department", KAM_TEXT, KAM_CUSTOMER,
				     N_("department") },
	[KAM_CONTACT_EMAIL] = { "email", KAM_TEXT,
				KAM_LISTED | KAM_CUSTOMER | KAM_PERSONAL,
				N_("e-mail address") },
	[KAM_CONTACT_PHONE] = { "phone", KAM_TEXT, KAM_CUSTOMER | KAM_PERSONAL,
				N_("telephone number") },
	[KAM_CONTACT_MOBILE] = { "mobile", KAM_TEXT,
				 KAM_CUSTOMER | KAM_PERSONAL,
				 N_("mobile number") },
	[KAM_CONTACT_PREFERRED_CHANNEL] = { "preferred_channel", KAM_WORD, 0,
					    N_("how they like to be reached"),
					    .words =
						contact_preferred_channel_words },
	[KAM_CONTACT_LANGUAGE] = { "language", KAM_TEXT, 0,
				   N_("language they are written to in: zh, "
				      "en") },
	[KAM_CONTACT_TIME_ZONE] = { "time_zone", KAM_TEXT, 0,
				    N_("where they are: Asia/Shanghai") },
	[KAM_CONTACT_INFLUENCE] = { "influence", KAM_INTEGER, 0,
				    N_("power over the outcome, 1 to 5"),
				    .minimum = 1, .maximum = 5 },
	[KAM_CONTACT_INTEREST] = { "interest", KAM_INTEGER, 0,
				   N_("interest in the outcome, 1 to 5"),
				   .minimum = 1, .maximum = 5 },
	[KAM_CONTACT_ATTITUDE] = { "attitude", KAM_WORD, 0,
				   N_("attitude to us"),
				   .words = contact_attitude_words },
	[KAM_CONTACT_ENGAGEMENT_WANTED] = { "engagement_wanted", KAM_WORD, 0,
					    N_("how engaged they should be"),
					    .words =
						contact_engagement_words },
	[KAM_CONTACT_ENGAGEMENT_SEEN] = { "engagement_seen", KAM_WORD, 0,
					  N_("how engaged they are; where "
					     "unsaid, by their attitude"),
					  .words = contact_engagement_words },
	[KAM_CONTACT_REPORTS_TO] = { "reports_to", KAM_REF, 0,
				     N_("whom they report to"),
				     .target = "contact" },
	[KAM_CONTACT_OWNER] = { "owner", KAM_REF, 0, N_("who keeps in touch"),
				.target = "member" },
	[KAM_CONTACT_ADDRESS] = { "address", KAM_PROSE, KAM_PERSONAL,
				  N_("postal address") },
	[KAM_CONTACT_DESCRIPTION] = { "description", KAM_PROSE, 0,
				      N_("what to know about them") },
	[KAM_CONTACT_OPT_OUT] = { "opt_out", KAM_FLAG, 0, N_("wants no mail") },
	[KAM_CONTACT_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
	[KAM_CONTACT_ERASED_ON] = { "erased_on", KAM_DATE, KAM_FIXED,
				    N_("when they were forgotten") },
	[KAM_CONTACT_ALSO_FROM] = { KAM_ALSO_FROM, KAM_TAGS, KAM_FIXED,
				    N_("other systems' records that they were "
				       "imported from") },
};
enum { CONTACT_ACTIVE, CONTACT_LEFT };
static const struct kam_state contact_states[] = {
	[CONTACT_ACTIVE] = { "active", N_("in their post"), 0 },
	[CONTACT_LEFT] = { "left", N_("no longer there"), 1 },
};
static const struct kam_move contact_moves[] = {
	{ "leave", 1u << CONTACT_ACTIVE, CONTACT_LEFT,
	  N_("leaves the customer") },
	{ "return", 1u << CONTACT_LEFT, CONTACT_ACTIVE, N_("is back") },
};
const struct kam_kind kam_contact_kind = {
	.name = "contact",
	.prefix = "CON",
	.help = N_("people at the customers'"),
	.group = N_("Account"),
	.fields = contact_fields,
	.n_fields = KAM_CONTACT_FIELDS,
	.states = contact_states,
	.n_states = sizeof contact_states / sizeof *contact_states,
	.moves = contact_moves,
	.n_moves = sizeof contact_moves / sizeof *contact_moves,
	.title = KAM_CONTACT_NAME,
	.key = KAM_NO_FIELD,
	.account = KAM_CONTACT_ACCOUNTS,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_contact_check,
		   .follow = kam_contact_follow,
		   .release = kam_contact_release },
};
