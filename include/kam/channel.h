/*
 * Channels of contacts: what is to be minded with each.
 *
 * A contact's own fields email, phone and mobile stay what they are: the main
 * ones, which vCards and other systems know. Channels say what these can't:
 * further addresses, hours, consent, and what is not to be used, also of the
 * main ones. One channel of a contact at most is preferred; its kind is then
 * the contact's preferred_channel, and where that is changed the preference
 * goes to the first channel of the new kind that may be used, if there is one.
 */
#ifndef KAM_CHANNEL_H
#define KAM_CHANNEL_H

#include <kam/store.h>

/* Why a contact should not be spoken to by a kind of channel. */
enum kam_channel_doubt {
	KAM_DOUBT_NONE,
	KAM_DOUBT_OPT_OUT,    /* mail, and they want none */
	KAM_DOUBT_REFUSED, /* every one of that kind */
};
int kam_channel_doubt(enum kam_channel_doubt *doubt, struct kam *k,
		      int64_t contact, const char *type,
		      struct kam_err *err) KAM_MUST_USE;

/* "09:00-12:00,13:00-18:00": parts of a day, ascending. */
int kam_hours_check(const char *text, struct kam_err *err) KAM_MUST_USE;

#endif
