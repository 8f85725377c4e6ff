/*
 * A wording in the form in which wordings are compared: case and width folded,
 * without punctuation, numbers as "#", without what negates.
 *
 *	"The portal must not store 30 days of logs!"
 *	text       "the portal must store # days of logs"
 *	numbers    "30"
 *	figures    "30 days"
 *	negations  1
 *
 * A number with a word or sign after it is a figure ("30 days", "5 %", "3天");
 * one at an end ("wish 12") is a label. Numbers are those written in digits.
 * Negations are not, no, never, without, cannot, n't and 不 非 无 未 禁止 勿.
 */
#ifndef KAM_NORMAL_H
#define KAM_NORMAL_H

#include <kam/err.h>
#include <kam/str.h>

enum { KAM_NORMAL_BYTES = 4096 }; /* of a text: what is beyond isn't read */

struct kam_normal {
	struct kam_str text;
	struct kam_str numbers; /* all, a blank between */
	struct kam_str amounts; /* the numbers of the figures */
	struct kam_str figures; /* with their units, ", " between */
	int negations;
	struct kam_str folded; /* for its own use */
};

#define KAM_NORMAL_INIT                                                        \
	{                                                                      \
		.text = KAM_STR_INIT, .numbers = KAM_STR_INIT,                 \
		.amounts = KAM_STR_INIT, .figures = KAM_STR_INIT,              \
		.folded = KAM_STR_INIT                                         \
	}

/* What was there before is forgotten. */
int kam_normal_read(struct kam_normal *out, const char *text,
		    struct kam_err *err) KAM_MUST_USE;
void kam_normal_release(struct kam_normal *n);

#endif
