/*
 * Channels: how one contact is reached, and what is to be minded with each.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const char *const channel_type_words[] = {
	"meeting", "mail", "call", "chat", "visit", "other", NULL,
};
static const char *const channel_consent_words[] = {
	"unknown",
	"given",
	"refused",
	NULL,
};
static const struct kam_field channel_fields[KAM_CHANNEL_FIELDS] = {
	[KAM_CHANNEL_CONTACT] = { "contact", KAM_REF,
				  KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				  N_("whose it is"), .target = "contact" },
	[KAM_CHANNEL_TYPE] = { "type", KAM_WORD,
			       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			       N_("which channel"), .words = channel_type_words,
			       .initial = "mail" },
	[KAM_CHANNEL_ADDRESS] = { "address", KAM_TEXT,
				  KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER |
				      KAM_PERSONAL,
				  N_("address, number, name or room") },
	[KAM_CHANNEL_LANGUAGE] = { "language", KAM_TEXT, 0,
				   N_("language used there, where not the "
				      "contact's own: zh, en") },
	[KAM_CHANNEL_HOURS] = { "hours", KAM_TEXT, KAM_LISTED,
				N_("when, by the contact's clock: "
				   "09:00-18:00") },
	[KAM_CHANNEL_PREFERRED] = { "preferred", KAM_FLAG, KAM_LISTED,
				    N_("the one they like best") },
	[KAM_CHANNEL_DO_NOT_USE] = { "do_not_use", KAM_FLAG, KAM_LISTED,
				     N_("not to be used") },
	[KAM_CHANNEL_CONSENT] = { "consent", KAM_WORD, KAM_REQUIRED,
				  N_("what they said to our using it"),
				  .words = channel_consent_words,
				  .initial = "unknown" },
	[KAM_CHANNEL_CONSENT_ON] = { "consent_on", KAM_DATE, 0,
				     N_("when they said so") },
	[KAM_CHANNEL_REMARK] = { "remark", KAM_TEXT, KAM_PERSONAL,
				 N_("remark") },
	[KAM_CHANNEL_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
const struct kam_kind kam_channel_kind = {
	.name = "channel",
	.prefix = "CHN",
	.help = N_("how contacts are reached, and what is to be minded"),
	.group = N_("Account"),
	.fields = channel_fields,
	.n_fields = KAM_CHANNEL_FIELDS,
	.title = KAM_CHANNEL_ADDRESS,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_channel_check,
		   .follow = kam_channel_follow,
		   .twin = kam_channel_twin },
};
