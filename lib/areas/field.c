/*
 * field: what a register's records have beside the fields of kam's own.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/custom.h>

static const char *const audience_words[] = { "internal", "customer", NULL };

#define RANGE .minimum = -999999999999999, .maximum = 999999999999999

static const struct kam_field field_fields[KAM_FIELD_FIELDS] = {
	[KAM_FIELD_NOUN] = { "noun", KAM_TEXT, KAM_REQUIRED | KAM_LISTED,
			     N_("whose field it is: req") },
	[KAM_FIELD_NAME] = { "name", KAM_TEXT, KAM_REQUIRED | KAM_LISTED,
			     N_("its name, as an option and in JSON: sla") },
	[KAM_FIELD_TYPE] = { "type", KAM_WORD, KAM_REQUIRED | KAM_LISTED,
			     N_("what it holds"), .words = kam_custom_types,
			     .initial = "text" },
	[KAM_FIELD_LABEL] = { "label", KAM_TEXT, KAM_LISTED,
			      N_("its heading for people") },
	[KAM_FIELD_MEANING] = { "meaning", KAM_TEXT, KAM_LISTED,
				N_("what it says, in one line, for help") },
	[KAM_FIELD_WORDS] = { "words", KAM_TEXT, 0,
			      N_("of a word: which, in rank order: low,high") },
	[KAM_FIELD_TARGET] = { "target", KAM_TEXT, 0,
			       N_("of a ref: to which noun") },
	[KAM_FIELD_MINIMUM] = { "minimum", KAM_INTEGER, 0,
				N_("of an int: the least"), RANGE },
	[KAM_FIELD_MAXIMUM] = { "maximum", KAM_INTEGER, 0,
				N_("of an int: the greatest"), RANGE },
	[KAM_FIELD_DEFAULT] = { "default", KAM_TEXT, 0,
				N_("what a new record has where none is "
				   "given") },
	[KAM_FIELD_REQUIRED] = { "required", KAM_FLAG, KAM_LISTED,
				 N_("a new record needs it") },
	[KAM_FIELD_AUDIENCE] = { "audience", KAM_WORD,
				 KAM_REQUIRED | KAM_LISTED,
				 N_("who may read it"), .words = audience_words,
				 .initial = "internal" },
	[KAM_FIELD_LISTED] = { "listed", KAM_FLAG, 0,
			       N_("a column of lists by default") },
};
const struct kam_kind kam_field_kind = {
	.name = "field",
	.prefix = "FLD",
	.help = N_("fields of your own"),
	.fields = field_fields,
	.n_fields = KAM_FIELD_FIELDS,
	.title = KAM_FIELD_NAME,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.role = KAM_ROLE_FIELD,
	.hooks = { .check = kam_field_check,
		   .follow = kam_field_follow,
		   .release = kam_field_release,
		   .keeps = kam_field_keeps },
};
