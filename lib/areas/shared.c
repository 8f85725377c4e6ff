/*
 * Kinds that several areas share: notes, links, settings, measurements,
 * checklists, scores, decisions and versions.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/link.h>

static const struct kam_field note_fields[KAM_NOTE_FIELDS] = {
	[KAM_NOTE_ABOUT] = { "about", KAM_ANY, KAM_REQUIRED | KAM_LISTED,
			     N_("the record it is about") },
	[KAM_NOTE_TEXT] = { "text", KAM_PROSE, KAM_REQUIRED | KAM_LISTED,
			    N_("the note") },
	[KAM_NOTE_AT] = { "at", KAM_INSTANT, 0,
			  N_("when it was written, where not here") },
	[KAM_NOTE_AUTHOR] = { "author", KAM_REF, 0,
			      N_("who wrote it, where not here"),
			      .target = "member" },
};
const struct kam_kind kam_note_kind = {
	.name = "note",
	.prefix = "NOTE",
	.help = N_("notes on records"),
	.fields = note_fields,
	.n_fields = KAM_NOTE_FIELDS,
	.title = KAM_NOTE_TEXT,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.happened = KAM_NOTE_AT,
};

static const struct kam_field link_fields[KAM_LINK_FIELDS] = {
	[KAM_LINK_FROM_RECORD] = { "from_record", KAM_ANY,
				   KAM_REQUIRED | KAM_LISTED,
				   N_("the record it leads from") },
	[KAM_LINK_RELATION] = { "relation", KAM_WORD, KAM_REQUIRED | KAM_LISTED,
				N_("what the one is to the other"),
				.words = kam_relation_words },
	[KAM_LINK_TO_RECORD] = { "to_record", KAM_ANY,
				 KAM_REQUIRED | KAM_LISTED,
				 N_("the record it leads to") },
	[KAM_LINK_FINGERPRINT] = { "fingerprint", KAM_TEXT, KAM_FIXED,
				   N_("of the wording that it led to when it "
				      "was made or cleared") },
	[KAM_LINK_CLEARED_ON] = { "cleared_on", KAM_DATE, KAM_FIXED,
				  N_("when it was last found to hold") },
	[KAM_LINK_REASON] = { "reason", KAM_TEXT, 0, N_("why it holds") },
};
const struct kam_kind kam_link_kind = {
	.name = "link",
	.prefix = "LNK",
	.help = N_("links between records"),
	.fields = link_fields,
	.n_fields = KAM_LINK_FIELDS,
	.title = KAM_LINK_RELATION,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_link_check, .twin = kam_link_twin },
};

static const struct kam_field setting_fields[KAM_SETTING_FIELDS] = {
	[KAM_SETTING_NAME] = { "name", KAM_TEXT,
			       KAM_REQUIRED | KAM_UNIQUE | KAM_LISTED,
			       N_("name") },
	[KAM_SETTING_VALUE] = { "value", KAM_PROSE, KAM_LISTED, N_("value") },
};
const struct kam_kind kam_setting_kind = {
	.name = "setting",
	.prefix = "SET",
	.help = N_("settings of the register"),
	.fields = setting_fields,
	.n_fields = KAM_SETTING_FIELDS,
	.title = KAM_SETTING_NAME,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.role = KAM_ROLE_SETTING,
	.hooks = { .check = kam_setting_check },
};

static const struct kam_field measurement_fields[KAM_MEASUREMENT_FIELDS] = {
	[KAM_MEASUREMENT_ABOUT] = { "about", KAM_ANY,
				    KAM_REQUIRED | KAM_LISTED | KAM_LEADS_UP,
				    N_("what is measured") },
	[KAM_MEASUREMENT_METRIC] = { "metric", KAM_TEXT,
				     KAM_REQUIRED | KAM_LISTED | KAM_WORDING,
				     N_("the measure") },
	[KAM_MEASUREMENT_ON] = { "on", KAM_DATE, KAM_REQUIRED | KAM_LISTED,
				 N_("when") },
	[KAM_MEASUREMENT_VALUE] = { "value", KAM_DECIMAL,
				    KAM_REQUIRED | KAM_LISTED | KAM_WORDING,
				    N_("the figure") },
	[KAM_MEASUREMENT_UNIT] = { "unit", KAM_TEXT, KAM_LISTED | KAM_WORDING,
				   N_("its unit") },
	[KAM_MEASUREMENT_REMARK] = { "remark", KAM_TEXT, 0, N_("remark") },
};
const struct kam_kind kam_measurement_kind = {
	.name = "measurement",
	.prefix = "MSR",
	.help = N_("measurements over time"),
	.fields = measurement_fields,
	.n_fields = KAM_MEASUREMENT_FIELDS,
	.title = KAM_MEASUREMENT_METRIC,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.happened = KAM_MEASUREMENT_ON,
};

static const struct kam_field
    checklist_line_fields[KAM_CHECKLIST_LINE_FIELDS] = {
	    [KAM_CHECKLIST_LINE_ABOUT] = { "about", KAM_ANY,
					   KAM_REQUIRED | KAM_LISTED,
					   N_("what the list is for") },
	    [KAM_CHECKLIST_LINE_POSITION] = { "position", KAM_INTEGER,
					      KAM_REQUIRED | KAM_LISTED,
					      N_("place in the list"),
					      .minimum = 1, .maximum = 100000 },
	    [KAM_CHECKLIST_LINE_TEXT] = { "text", KAM_TEXT,
					  KAM_REQUIRED | KAM_LISTED,
					  N_("what is to be checked") },
	    [KAM_CHECKLIST_LINE_DONE] = { "done", KAM_FLAG,
					  KAM_REQUIRED | KAM_LISTED,
					  N_("whether it is"),
					  .initial = "no" },
	    [KAM_CHECKLIST_LINE_DONE_ON] = { "done_on", KAM_DATE, 0,
					     N_("since when") },
	    [KAM_CHECKLIST_LINE_REMARK] = { "remark", KAM_TEXT, 0,
					    N_("remark") },
    };
const struct kam_kind kam_checklist_line_kind = {
	.name = "checklist_line",
	.prefix = "CHK",
	.help = N_("lines of checklists"),
	.fields = checklist_line_fields,
	.n_fields = KAM_CHECKLIST_LINE_FIELDS,
	.title = KAM_CHECKLIST_LINE_TEXT,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
};

static const struct kam_field score_fields[KAM_SCORE_FIELDS] = {
	[KAM_SCORE_ABOUT] = { "about", KAM_ANY,
			      KAM_REQUIRED | KAM_LISTED | KAM_LEADS_UP,
			      N_("what is scored") },
	[KAM_SCORE_CRITERION] = { "criterion", KAM_TEXT,
				  KAM_REQUIRED | KAM_LISTED,
				  N_("the criterion") },
	[KAM_SCORE_WEIGHT] = { "weight", KAM_DECIMAL, 0, N_("its weight") },
	[KAM_SCORE_VALUE] = { "value", KAM_DECIMAL, KAM_REQUIRED | KAM_LISTED,
			      N_("the score") },
	[KAM_SCORE_BY] = { "by", KAM_REF, 0, N_("who scored"),
			   .target = "member" },
	[KAM_SCORE_ON] = { "on", KAM_DATE, KAM_LISTED, N_("when") },
};
const struct kam_kind kam_score_kind = {
	.name = "score",
	.prefix = "SCO",
	.help = N_("scores on criteria"),
	.fields = score_fields,
	.n_fields = KAM_SCORE_FIELDS,
	.title = KAM_SCORE_CRITERION,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
};

static const char *const decision_outcome_words[] = {
	"agreed",    "approved",     "rejected", "accepted",
	"withdrawn", "acknowledged", "answered", "resolved",
	"confirmed", "reopened",     NULL,
};
static const char *const decision_channel_words[] = {
	"meeting", "mail", "call", "chat", "visit", "document", "other", NULL,
};
static const struct kam_field decision_fields[KAM_DECISION_FIELDS] = {
	[KAM_DECISION_ABOUT] = { "about", KAM_ANY,
				 KAM_REQUIRED | KAM_LISTED | KAM_LEADS_UP,
				 N_("what was decided on") },
	[KAM_DECISION_OUTCOME] = { "outcome", KAM_WORD,
				   KAM_REQUIRED | KAM_LISTED,
				   N_("what was decided"),
				   .words = decision_outcome_words },
	[KAM_DECISION_BY_CONTACT] = { "by_contact", KAM_REF, KAM_LISTED,
				      N_("the contact who decided"),
				      .target = "contact" },
	[KAM_DECISION_BY_MEMBER] = { "by_member", KAM_REF, KAM_LISTED,
				     N_("the member who decided"),
				     .target = "member" },
	[KAM_DECISION_ON] = { "on", KAM_DATE, KAM_REQUIRED | KAM_LISTED,
			      N_("when") },
	[KAM_DECISION_CHANNEL] = { "channel", KAM_WORD, 0,
				   N_("how it was said"),
				   .words = decision_channel_words },
	[KAM_DECISION_WORDING_VERSION] = { "wording_version", KAM_REF, 0,
					   N_("the wording that was decided "
					      "on"),
					   .target = "revision" },
	[KAM_DECISION_EVIDENCE] = { "evidence", KAM_EVIDENCE, 0,
				    N_("the file that proves it; its digest "
				       "is kept") },
	[KAM_DECISION_REMARK] = { "remark", KAM_PROSE, 0, N_("remark") },
};
const struct kam_kind kam_decision_kind = {
	.name = "decision",
	.prefix = "DEC",
	.help = N_("agreements, votes and acceptances"),
	.fields = decision_fields,
	.n_fields = KAM_DECISION_FIELDS,
	.title = KAM_DECISION_OUTCOME,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.happened = KAM_DECISION_ON,
	.hooks = { .check = kam_decision_check,
		   .release = kam_decision_release,
		   .keeps = kam_decision_keeps },
};

static const struct kam_field revision_fields[KAM_REVISION_FIELDS] = {
	[KAM_REVISION_ABOUT] = { "about", KAM_ANY, KAM_REQUIRED | KAM_LISTED,
				 N_("whose wording") },
	[KAM_REVISION_NUMBER] = { "number", KAM_INTEGER,
				  KAM_REQUIRED | KAM_LISTED, N_("which one"),
				  .minimum = 1, .maximum = 1000000 },
	[KAM_REVISION_TITLE] = { "title", KAM_TEXT, KAM_LISTED | KAM_WORDING,
				 N_("its title then") },
	[KAM_REVISION_TEXT] = { "text", KAM_PROSE, KAM_WORDING,
				N_("the wording; of a requirement, its "
				   "statement") },
	[KAM_REVISION_ACCEPTANCE_CRITERIA] = { "acceptance_criteria", KAM_PROSE,
					       KAM_WORDING,
					       N_("how it was to be "
						  "accepted") },
	[KAM_REVISION_DIGEST] = { "digest", KAM_TEXT, KAM_REQUIRED,
				  N_("its fingerprint, SHA-256") },
	[KAM_REVISION_REASON] = { "reason", KAM_TEXT, 0, N_("why it changed") },
};
const struct kam_kind kam_revision_kind = {
	.name = "revision",
	.prefix = "REV",
	.help = N_("versions of wordings"),
	.fields = revision_fields,
	.n_fields = KAM_REVISION_FIELDS,
	.title = KAM_REVISION_NUMBER,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.happened = KAM_COLUMN_CREATED,
	.hooks = { .check = kam_revision_check,
		   .release = kam_revision_release },
};

static const struct kam_field review_fields[KAM_REVIEW_FIELDS] = {
	[KAM_REVIEW_ABOUT] = { "about", KAM_ANY, KAM_REQUIRED | KAM_LISTED,
			       N_("what was looked at again") },
	[KAM_REVIEW_ON] = { "on", KAM_DATE, KAM_LISTED, N_("when") },
	[KAM_REVIEW_OUTCOME] = { "outcome", KAM_PROSE,
				 KAM_REQUIRED | KAM_LISTED,
				 N_("what came of it") },
	[KAM_REVIEW_BY] = { "by", KAM_REF, KAM_LISTED, N_("who looked"),
			    .target = "member" },
	[KAM_REVIEW_NEXT] = { "next", KAM_DATE, KAM_LISTED,
			      N_("when it is looked at the next time") },
};
const struct kam_kind kam_review_kind = {
	.name = "review",
	.prefix = "RVW",
	.help = N_("reviews of plans, with their outcome"),
	.fields = review_fields,
	.n_fields = KAM_REVIEW_FIELDS,
	.title = KAM_REVIEW_OUTCOME,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.happened = KAM_REVIEW_ON,
	.hooks = { .check = kam_review_rules },
};
