/*
 * Conversations and the actions that come of them.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <string.h>

static const char *const comm_channel_words[] = {
	"meeting", "mail", "call", "chat", "visit", "other", NULL,
};
static const char *const comm_direction_words[] = {
	"in",
	"out",
	NULL,
};
static const struct kam_field comm_fields[KAM_COMM_FIELDS] = {
	[KAM_COMM_ACCOUNT] = { "account", KAM_REF,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			       N_("the account it was with"),
			       .target = "account" },
	[KAM_COMM_PROJECT] = { "project", KAM_REF, 0,
			       N_("the project it was about"),
			       .target = "project" },
	[KAM_COMM_SUMMARY] = { "summary", KAM_TEXT,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				   KAM_WORDING,
			       N_("what was said, in one line") },
	[KAM_COMM_CHANNEL] = { "channel", KAM_WORD,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			       N_("how"), .words = comm_channel_words,
			       .initial = "call" },
	[KAM_COMM_DIRECTION] = { "direction", KAM_WORD, 0,
				 N_("who began: in, the customer; out, we"),
				 .words = comm_direction_words },
	[KAM_COMM_AT] = { "at", KAM_INSTANT,
			  KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER, N_("when"),
			  .initial = "now" },
	[KAM_COMM_DURATION] = { "duration", KAM_CALENDAR_DURATION, 0,
				N_("how long: 45m") },
	[KAM_COMM_CONTACTS] = { "contacts", KAM_REFS, KAM_LISTED | KAM_CUSTOMER,
				N_("who took part for the customer"),
				.target = "contact" },
	[KAM_COMM_MEMBERS] = { "members", KAM_REFS, KAM_CUSTOMER,
			       N_("who took part for us"), .target = "member" },
	[KAM_COMM_MINUTES] = { "minutes", KAM_PROSE, KAM_CUSTOMER | KAM_WORDING,
			       N_("minutes") },
	[KAM_COMM_OUTCOME] = { "outcome", KAM_PROSE, KAM_WORDING,
			       N_("what came of it") },
	[KAM_COMM_NEXT_ACTION] = { "next_action", KAM_REF, KAM_LEADS_DOWN,
				   N_("what is to be done next"),
				   .target = "action" },
	[KAM_COMM_MESSAGE_ID] = { "message_id", KAM_TEXT, KAM_FIXED,
				  N_("of a mail: its Message-ID") },
	[KAM_COMM_IN_REPLY_TO] = { "in_reply_to", KAM_TEXT, KAM_FIXED,
				   N_("of a mail: the Message-ID of the one it "
				      "answers") },
	[KAM_COMM_THREAD] = { "thread", KAM_TEXT, KAM_FIXED,
			      N_("of a mail: the Message-ID with which its "
				 "thread began") },
	[KAM_COMM_ATTACHMENTS] = { "attachments", KAM_PROSE, KAM_FIXED,
				   N_("of a mail: what was attached, a line "
				      "each") },
	[KAM_COMM_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
const struct kam_kind kam_comm_kind = {
	.name = "comm",
	.prefix = "COM",
	.help = N_("conversations with the customer"),
	.group = N_("Communication"),
	.fields = comm_fields,
	.n_fields = KAM_COMM_FIELDS,
	.title = KAM_COMM_SUMMARY,
	.key = KAM_NO_FIELD,
	.account = KAM_COMM_ACCOUNT,
	.project = KAM_COMM_PROJECT,
	.happened = KAM_COMM_AT,
	.hooks = { .check = kam_comm_check,
		   .signal = kam_comm_signal,
		   .plan = &kam_comm_plan },
};

/* Clocks differ by a little. */
enum { TOLERANCE = 300 };

/* A talk that is still to come is an action; what another system or a mail
   says of its time is its own. */
int kam_past_check(struct kam *k, const struct kam_record *before,
		   struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *at = &after->values[KAM_COMM_AT];
	int64_t when;
	int rc;

	if (!at->set || after->source ||
	    after->values[KAM_COMM_MESSAGE_ID].set ||
	    (before && before->values[KAM_COMM_AT].set &&
	     !strcmp(before->values[KAM_COMM_AT].text, at->text)))
		return 0;
	rc = kam_instant_parse(&when, at->text, err);
	if (rc || when <= kam_now(k) + TOLERANCE)
		return rc;
	kam_fail(err, KAM_EINVALID, _("%s is still to come"), at->text);
	kam_field(err, "at");
	kam_hint(err, "%s",
		 _("what is planned is an action: kam action add TITLE --due "
		   "DATE"));
	return err->code;
}

/* ISO 9000:2015, 3.12: what is done against the effect, against the cause of
   what happened, and of what might */
static const char *const action_type_words[] = {
	"correction",
	"corrective",
	"preventive",
	NULL,
};
static const struct kam_field action_fields[KAM_ACTION_FIELDS] = {
	[KAM_ACTION_ACCOUNT] = { "account", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
				 N_("the account it is for"),
				 .target = "account" },
	[KAM_ACTION_PROJECT] = { "project", KAM_REF, 0,
				 N_("the project it is for"),
				 .target = "project" },
	[KAM_ACTION_TITLE] = { "title", KAM_TEXT,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				   KAM_WORDING,
			       N_("what is to be done") },
	[KAM_ACTION_OWNER] = { "owner", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
			       N_("who does it"), .target = "member" },
	[KAM_ACTION_DUE] = { "due", KAM_DATE, KAM_LISTED | KAM_CUSTOMER,
			     N_("day it is due") },
	[KAM_ACTION_DESCRIPTION] = { "description", KAM_PROSE, KAM_WORDING,
				     N_("details") },
	[KAM_ACTION_ABOUT] = { "about", KAM_ANY, KAM_LEADS_UP,
			       N_("the record it came from") },
	[KAM_ACTION_TYPE] = { "type", KAM_WORD, 0,
			      N_("what it does about an issue: correct its "
				 "effect, or its cause, or prevent its like"),
			      .words = action_type_words },
	[KAM_ACTION_DONE_ON] = { "done_on", KAM_DATE,
				 KAM_CUSTOMER | KAM_HAPPENED,
				 N_("when it was done") },
	[KAM_ACTION_REASON] = { "reason", KAM_PROSE, 0,
				N_("why it was cancelled") },
	[KAM_ACTION_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum { ACTION_OPEN, ACTION_DONE, ACTION_CANCELLED };
static const struct kam_state action_states[] = {
	[ACTION_OPEN] = { "open", N_("to be done"), 0 },
	[ACTION_DONE] = { "done", N_("done"), 1 },
	[ACTION_CANCELLED] = { "cancelled", N_("no longer needed"),
			       KAM_GIVEN_UP },
};
static const struct kam_move action_moves[] = {
	{ "finish", 1u << ACTION_OPEN, ACTION_DONE, N_("is done"),
	  .stamps = KAM_ACTION_DONE_ON },
	{ "cancel", 1u << ACTION_OPEN, ACTION_CANCELLED,
	  N_("is no longer needed"), .needs = { KAM_ACTION_REASON } },
	{ "reopen", 1u << ACTION_DONE | 1u << ACTION_CANCELLED, ACTION_OPEN,
	  N_("is to be done after all") },
};
/* A call to whoever gave a low score says what they answered: that is between
   them and us. */
static int action_is_internal(const struct kam_record *r)
{
	const struct kam_value *about = &r->values[KAM_ACTION_ABOUT];

	return about->set && kam_kind_is(about->kind, &kam_reply_kind);
}

const struct kam_kind kam_action_kind = {
	.name = "action",
	.prefix = "ACT",
	.help = N_("things to be done"),
	.group = N_("Communication"),
	.fields = action_fields,
	.n_fields = KAM_ACTION_FIELDS,
	.states = action_states,
	.n_states = sizeof action_states / sizeof *action_states,
	.moves = action_moves,
	.n_moves = sizeof action_moves / sizeof *action_moves,
	.title = KAM_ACTION_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_ACTION_ACCOUNT,
	.project = KAM_ACTION_PROJECT,
	.hooks = { .check = kam_scope_check,
		   .due = kam_action_due,
		   .promise = kam_action_promise,
		   .signal = kam_action_signal,
		   .internal = action_is_internal },
};
