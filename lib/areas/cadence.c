/*
 * Feedback promised to customers, and each time that it falls due.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const char *const cadence_basis_words[] = {
	"fixed",
	"delivery",
	NULL,
};
static const char *const cadence_shift_words[] = {
	"none",
	"before",
	"after",
	NULL,
};
static const char *const cadence_channel_words[] = {
	"meeting", "mail", "call", "chat", "visit", "document", "other", NULL,
};
static const char *const cadence_severity_words[] = {
	"low", "medium", "high", "critical", NULL,
};
static const struct kam_field cadence_fields[KAM_CADENCE_FIELDS] = {
	[KAM_CADENCE_ACCOUNT] = { "account", KAM_REF,
				  KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				  N_("the account it was promised to"),
				  .target = "account" },
	[KAM_CADENCE_PROJECT] = { "project", KAM_REF, KAM_CUSTOMER,
				  N_("the project it is about"),
				  .target = "project" },
	[KAM_CADENCE_CONTACT] = { "contact", KAM_REF, KAM_LISTED | KAM_CUSTOMER,
				  N_("who receives it"), .target = "contact" },
	[KAM_CADENCE_TITLE] = { "title", KAM_TEXT,
				KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				    KAM_WORDING,
				N_("what is given") },
	[KAM_CADENCE_EVERY] = { "every", KAM_TEXT,
				KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER | KAM_RECURS,
				N_("how often: 2 weeks on fri, month on last "
				   "working day") },
	[KAM_CADENCE_BASIS] = { "basis", KAM_WORD, KAM_REQUIRED,
				N_("counted from the start, or from the last "
				   "delivery"),
				.words = cadence_basis_words,
				.initial = "fixed" },
	[KAM_CADENCE_START] = { "start", KAM_DATE, KAM_CUSTOMER,
				N_("first day of the series") },
	[KAM_CADENCE_END] = { "end", KAM_DATE, KAM_CUSTOMER,
			      N_("last day of the series") },
	[KAM_CADENCE_SHIFT] = { "shift", KAM_WORD, KAM_REQUIRED,
				N_("moved off days that aren't worked"),
				.words = cadence_shift_words,
				.initial = "none" },
	[KAM_CADENCE_CALENDAR] = { "calendar", KAM_REF, 0,
				   N_("its working calendar"),
				   .target = "calendar" },
	[KAM_CADENCE_OWNER] = { "owner", KAM_REF, KAM_LISTED, N_("who owes it"),
				.target = "member" },
	[KAM_CADENCE_CHANNEL] = { "channel", KAM_WORD, KAM_CUSTOMER,
				  N_("how it is given"),
				  .words = cadence_channel_words },
	[KAM_CADENCE_SEVERITY] = { "severity", KAM_WORD, KAM_REQUIRED,
				   N_("how serious it is to be late"),
				   .words = cadence_severity_words,
				   .initial = "medium" },
	[KAM_CADENCE_CONTENT] = { "content", KAM_PROSE,
				  KAM_CUSTOMER | KAM_WORDING,
				  N_("what belongs in it") },
	[KAM_CADENCE_PAUSED_ON] = { "paused_on", KAM_DATE, KAM_FIXED | KAM_HAPPENED,
				    N_("since when it is paused") },
	[KAM_CADENCE_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
enum { CADENCE_ACTIVE, CADENCE_PAUSED, CADENCE_ENDED };
static const struct kam_state cadence_states[] = {
	[CADENCE_ACTIVE] = { "active", N_("falls due"), 0 },
	[CADENCE_PAUSED] = { "paused", N_("stopped for now"), 0 },
	[CADENCE_ENDED] = { "ended", N_("no longer promised"), 1 },
};
static const struct kam_move cadence_moves[] = {
	{ "pause", 1u << CADENCE_ACTIVE, CADENCE_PAUSED, N_("stops for now"),
	  .stamps = KAM_CADENCE_PAUSED_ON },
	{ "resume", 1u << CADENCE_PAUSED, CADENCE_ACTIVE, N_("goes on") },
	{ "end", 1u << CADENCE_ACTIVE | 1u << CADENCE_PAUSED, CADENCE_ENDED,
	  N_("is no longer promised") },
};
const struct kam_kind kam_cadence_kind = {
	.name = "cadence",
	.prefix = "CAD",
	.help = N_("feedback promised to customers, again and again; 'kam "
		   "occurrence list --all' has each time"),
	.group = N_("Feedback"),
	.fields = cadence_fields,
	.n_fields = KAM_CADENCE_FIELDS,
	.states = cadence_states,
	.n_states = sizeof cadence_states / sizeof *cadence_states,
	.moves = cadence_moves,
	.n_moves = sizeof cadence_moves / sizeof *cadence_moves,
	.title = KAM_CADENCE_TITLE,
	.key = KAM_NO_FIELD,
	.account = KAM_CADENCE_ACCOUNT,
	.project = KAM_CADENCE_PROJECT,
	.hooks = { .check = kam_cadence_check,
		   .follow = kam_cadence_follow,
		   .release = kam_cadence_release,
		   .keeps = kam_cadence_keeps,
		   .due = kam_cadence_due,
		   .signal = kam_cadence_signal },
};

static const char *const occurrence_channel_words[] = {
	"meeting", "mail", "call", "chat", "visit", "document", "other", NULL,
};
static const struct kam_field occurrence_fields[KAM_OCCURRENCE_FIELDS] = {
	[KAM_OCCURRENCE_CADENCE] = { "cadence", KAM_REF,
				     KAM_REQUIRED | KAM_LISTED,
				     N_("the cadence it is one of"),
				     .target = "cadence" },
	[KAM_OCCURRENCE_NUMBER] = { "number", KAM_INTEGER,
				    KAM_REQUIRED | KAM_LISTED,
				    N_("which one in the series"), .minimum = 1,
				    .maximum = 1000000000 },
	[KAM_OCCURRENCE_NOMINAL] = { "nominal", KAM_DATE, KAM_REQUIRED,
				     N_("day by the rule alone") },
	[KAM_OCCURRENCE_DUE] = { "due", KAM_DATE, KAM_REQUIRED | KAM_LISTED,
				 N_("day it is due, moved off holidays") },
	[KAM_OCCURRENCE_GIVEN_ON] = { "given_on", KAM_DATE, KAM_LISTED | KAM_HAPPENED,
				      N_("when it was given") },
	[KAM_OCCURRENCE_CHANNEL] = { "channel", KAM_WORD, 0,
				     N_("how it was given"),
				     .words = occurrence_channel_words },
	[KAM_OCCURRENCE_NOTE] = { "note", KAM_TEXT, 0,
				  N_("remark on the delivery") },
	[KAM_OCCURRENCE_REASON] = { "reason", KAM_TEXT, 0,
				    N_("why it was left out") },
};
enum {
	OCCURRENCE_OPEN,
	OCCURRENCE_GIVEN,
	OCCURRENCE_LATE,
	OCCURRENCE_MISSED,
	OCCURRENCE_SKIPPED
};
static const struct kam_state occurrence_states[] = {
	[OCCURRENCE_OPEN] = { "open", N_("still owed"), 0 },
	[OCCURRENCE_GIVEN] = { "given", N_("given in time"), 1 },
	[OCCURRENCE_LATE] = { "late", N_("given late"), 1 },
	[OCCURRENCE_MISSED] = { "missed", N_("never given"), 1 },
	[OCCURRENCE_SKIPPED] = { "skipped", N_("left out"), 1 },
};
static const struct kam_move occurrence_moves[] = {
	/* which of the two it comes to is said by the days */
	{ "give", 1u << OCCURRENCE_OPEN | 1u << OCCURRENCE_MISSED,
	  OCCURRENCE_GIVEN, N_("is given, late after its due day"),
	  .stamps = KAM_OCCURRENCE_GIVEN_ON },
	{ "give_late", 1u << OCCURRENCE_OPEN | 1u << OCCURRENCE_MISSED,
	  OCCURRENCE_LATE, N_("is given late"),
	  .stamps = KAM_OCCURRENCE_GIVEN_ON },
	{ "miss", 1u << OCCURRENCE_OPEN, OCCURRENCE_MISSED,
	  N_("was never given") },
	{ "skip", 1u << OCCURRENCE_OPEN, OCCURRENCE_SKIPPED,
	  N_("is left out") },
};
const struct kam_kind kam_occurrence_kind = {
	.name = "occurrence",
	.prefix = "OCC",
	.help = N_("what a cadence owed each time: given, late, missed"),
	.fields = occurrence_fields,
	.n_fields = KAM_OCCURRENCE_FIELDS,
	.states = occurrence_states,
	.n_states = sizeof occurrence_states / sizeof *occurrence_states,
	.moves = occurrence_moves,
	.n_moves = sizeof occurrence_moves / sizeof *occurrence_moves,
	.title = KAM_OCCURRENCE_DUE,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_occurrence_check,
		   .follow = kam_occurrence_follow,
		   .release = kam_occurrence_release,
		   .promise = kam_occurrence_promise },
};
