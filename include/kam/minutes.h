/*
 * Minutes: text in which decisions and actions are lines that can be read.
 *
 *	Decision: single sign-on comes first
 *	Action: send the estimate @li due 2026-12-01
 *	决定：先做单点登录
 *	行动：发送报价 @li 截止 2026-12-01
 *	Next meeting: 2026-12-08 review of the pilot @li
 *	Attendees: Anna Weber, 张三, @li
 *	Internal: they will not pay more
 *
 * A line may be an item of a list, its label strong (**Action:**), the colon
 * that of either language. Below a heading that is such a label (# Actions)
 * each item of a list is one without a label. An owner is a member's key, or
 * "@'Li Lei'"; a day as people write it, counted from the day of the
 * conversation. What became of a line stands in brackets at its end: [ACT-7].
 *
 * Internal is a line with that label, and all below a heading "Internal" up to
 * the next heading of the same depth or less.
 */
#ifndef KAM_MINUTES_H
#define KAM_MINUTES_H

#include <kam/arena.h>
#include <kam/err.h>
#include <kam/str.h>
#include <stddef.h>
#include <stdint.h>

enum kam_minutes_form {
	KAM_MINUTES_TEXT, /* everything else */
	KAM_MINUTES_HEADING,
	KAM_MINUTES_DECISION,
	KAM_MINUTES_ACTION,
	KAM_MINUTES_NEXT, /* the next meeting: an action with a day */
	KAM_MINUTES_ATTENDEES,
};

struct kam_minutes_line {
	enum kam_minutes_form form;
	size_t number; /* from 1 */
	int depth;     /* of a HEADING, from 1 */
	int internal;
	const char *line; /* as it stands, without the mark in brackets */
	/* of the last four: what it says; of NEXT the label goes before it */
	const char *text;
	const char *owner; /* as written, without the @; or NULL */
	const char *due;   /* as written; or NULL */
	const char *mark;  /* "ACT-7"; or NULL */
};

struct kam_minutes {
	struct kam_minutes_line *lines;
	size_t n;
};

/* Everything lives in the arena. KAM_EINVALID, with the number of the line,
   for an action with two owners or without words. */
int kam_minutes_read(struct kam_minutes *out, struct kam_arena *arena,
		     const char *text, struct kam_err *err) KAM_MUST_USE;
/* The text again, with the marks that its lines have. */
void kam_minutes_write(struct kam_str *out, const struct kam_minutes *minutes);
/* What the customer may read: without decisions and actions that have a mark,
   which are printed apart, without what is internal, and without headings that
   have nothing below. */
void kam_minutes_prose(struct kam_str *out, const struct kam_minutes *minutes);

#endif
