/*
 * Feedback received from customers.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const char *const feedback_type_words[] = {
	"comment", "request", "praise", "complaint", NULL,
};
static const char *const feedback_severity_words[] = {
	"low", "medium", "high", "critical", NULL,
};
static const char *const feedback_channel_words[] = {
	"meeting", "mail", "call", "chat", "visit", "survey", "other", NULL,
};
static const struct kam_field feedback_fields[KAM_FEEDBACK_FIELDS] = {
	[KAM_FEEDBACK_ACCOUNT] = { "account", KAM_REF,
				   KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				   N_("the account that said it"),
				   .target = "account" },
	[KAM_FEEDBACK_PROJECT] = { "project", KAM_REF, KAM_CUSTOMER,
				   N_("the project it is about"),
				   .target = "project" },
	[KAM_FEEDBACK_CONTACT] = { "contact", KAM_REF,
				   KAM_LISTED | KAM_CUSTOMER | KAM_LEADS_UP,
				   N_("who said it"), .target = "contact" },
	[KAM_FEEDBACK_TITLE] = { "title", KAM_TEXT,
				 KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				     KAM_WORDING,
				 N_("what they said, in one line") },
	[KAM_FEEDBACK_TYPE] = { "type", KAM_WORD,
				KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				N_("kind of feedback"),
				.words = feedback_type_words,
				.initial = "comment" },
	[KAM_FEEDBACK_SEVERITY] = { "severity", KAM_WORD,
				    KAM_REQUIRED | KAM_LISTED,
				    N_("how serious it is"),
				    .words = feedback_severity_words,
				    .initial = "medium" },
	[KAM_FEEDBACK_TEXT] = { "text", KAM_PROSE, KAM_CUSTOMER | KAM_WORDING,
				N_("what they said, in full") },
	[KAM_FEEDBACK_CHANNEL] = { "channel", KAM_WORD, 0,
				   N_("how it reached us"),
				   .words = feedback_channel_words },
	[KAM_FEEDBACK_RECEIVED] = { "received", KAM_DATE,
				    KAM_LISTED | KAM_CUSTOMER,
				    N_("when it reached us") },
	[KAM_FEEDBACK_RESPOND_BY] = { "respond_by", KAM_DATE,
				      KAM_LISTED | KAM_CUSTOMER,
				      N_("day an answer is promised by") },
	[KAM_FEEDBACK_RESOLVE_BY] = { "resolve_by", KAM_DATE, KAM_CUSTOMER,
				      N_("day it is promised to be settled "
					 "by") },
	[KAM_FEEDBACK_OWNER] = { "owner", KAM_REF, KAM_LISTED,
				 N_("who answers"), .target = "member" },
	[KAM_FEEDBACK_RESPONSE] = { "response", KAM_PROSE, KAM_CUSTOMER,
				    N_("what we answered") },
	[KAM_FEEDBACK_RESPONDED_ON] = { "responded_on", KAM_DATE,
					KAM_CUSTOMER | KAM_HAPPENED,
					N_("when we answered") },
	[KAM_FEEDBACK_RESOLUTION] = { "resolution", KAM_PROSE, KAM_CUSTOMER,
				      N_("what was done about it") },
	[KAM_FEEDBACK_RESOLVED_ON] = { "resolved_on", KAM_DATE,
				       KAM_CUSTOMER | KAM_HAPPENED,
				       N_("when it was done") },
	[KAM_FEEDBACK_CONFIRMED_BY] = { "confirmed_by", KAM_REF, KAM_CUSTOMER,
					N_("who confirmed that it is settled"),
					.target = "contact" },
	[KAM_FEEDBACK_CONFIRMED_ON] = { "confirmed_on", KAM_DATE,
					KAM_CUSTOMER | KAM_HAPPENED,
					N_("when they confirmed") },
	[KAM_FEEDBACK_BECAME] = { "became", KAM_ANY, KAM_LEADS_DOWN,
				  N_("the record it turned into") },
	[KAM_FEEDBACK_REASON] = { "reason", KAM_PROSE, 0,
				  N_("why it was dismissed or reopened") },
	[KAM_FEEDBACK_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum {
	FEEDBACK_RECEIVED,
	FEEDBACK_RESPONDED,
	FEEDBACK_RESOLVED,
	FEEDBACK_CONFIRMED,
	FEEDBACK_DISMISSED
};
static const struct kam_state feedback_states[] = {
	[FEEDBACK_RECEIVED] = { "received", N_("awaits an answer"), 0 },
	[FEEDBACK_RESPONDED] = { "responded", N_("answered"), 0 },
	[FEEDBACK_RESOLVED] = { "resolved", N_("something was done"), 0 },
	[FEEDBACK_CONFIRMED] = { "confirmed", N_("the customer is content"),
				 1 },
	[FEEDBACK_DISMISSED] = { "dismissed", N_("left at that"),
				 KAM_GIVEN_UP },
};
static const struct kam_move feedback_moves[] = {
	{ "respond", 1u << FEEDBACK_RECEIVED, FEEDBACK_RESPONDED,
	  N_("is answered"), .needs = { KAM_FEEDBACK_RESPONSE },
	  .stamps = KAM_FEEDBACK_RESPONDED_ON },
	{ "resolve", 1u << FEEDBACK_RECEIVED | 1u << FEEDBACK_RESPONDED,
	  FEEDBACK_RESOLVED, N_("something was done about it"),
	  .needs = { KAM_FEEDBACK_RESOLUTION },
	  .stamps = KAM_FEEDBACK_RESOLVED_ON },
	{ "confirm", 1u << FEEDBACK_RESPONDED | 1u << FEEDBACK_RESOLVED,
	  FEEDBACK_CONFIRMED, N_("the customer is content"),
	  .stamps = KAM_FEEDBACK_CONFIRMED_ON },
	{ "dismiss", 1u << FEEDBACK_RECEIVED | 1u << FEEDBACK_RESPONDED,
	  FEEDBACK_DISMISSED, N_("is left at that"),
	  .needs = { KAM_FEEDBACK_REASON } },
	{ "reopen",
	  1u << FEEDBACK_RESPONDED | 1u << FEEDBACK_RESOLVED |
	      1u << FEEDBACK_CONFIRMED | 1u << FEEDBACK_DISMISSED,
	  FEEDBACK_RECEIVED, N_("is open again"),
	  .needs = { KAM_FEEDBACK_REASON } },
};
/* What somebody answered in a survey is between them and us. */
static int feedback_is_internal(const struct kam_record *r)
{
	const struct kam_value *channel = &r->values[KAM_FEEDBACK_CHANNEL];

	return channel->set && !strcmp(channel->text, "survey");
}

const struct kam_kind kam_feedback_kind = {
	.name = "feedback",
	.prefix = "FB",
	.help = N_("what customers said of us"),
	.group = N_("Feedback"),
	.fields = feedback_fields,
	.n_fields = KAM_FEEDBACK_FIELDS,
	.states = feedback_states,
	.n_states = sizeof feedback_states / sizeof *feedback_states,
	.moves = feedback_moves,
	.n_moves = sizeof feedback_moves / sizeof *feedback_moves,
	.title = KAM_FEEDBACK_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_FEEDBACK_ACCOUNT,
	.project = KAM_FEEDBACK_PROJECT,
	.happened = KAM_FEEDBACK_RECEIVED,
	.hooks = { .check = kam_feedback_check,
		   .internal = feedback_is_internal,
		   .release = kam_feedback_release,
		   .due = kam_feedback_due,
		   .promise = kam_feedback_promise,
		   .signal = kam_feedback_signal,
		   .plan = &kam_feedback_plan },
};
