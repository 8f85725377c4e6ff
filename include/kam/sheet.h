/*
 * Sign-off sheets that come back: what a customer answered about each
 * requirement that they were asked to agree to.
 *
 * Three forms are read, told apart by their beginning. Markdown as `kam req
 * pack` writes it: what counts are the line that names requirement and
 * fingerprint, `REQ-3 3f2a9c1b7d20`, and below it the first two boxes (yes,
 * then no; anything between the brackets marks one) and what stands behind
 * the colon of the item after them; the language of the words does not matter,
 * nor does what is quoted behind ">". CSV with the columns id, fingerprint,
 * answer and remark, and JSON (an array, or lines) with these keys.
 *
 * What is wrong with an item is said by it, so that all can be told at once.
 */
#ifndef KAM_SHEET_H
#define KAM_SHEET_H

#include <kam/arena.h>
#include <kam/err.h>
#include <stddef.h>
#include <stdint.h>

enum kam_sheet_answer {
	KAM_SHEET_NONE,
	KAM_SHEET_YES,
	KAM_SHEET_NO,
};

struct kam_sheet_item {
	size_t line;             /* of the file, from 1 */
	int64_t req;             /* its id; 0 where it names none */
	const char *fingerprint; /* at least KAM_SHEET_DIGITS, lower case */
	enum kam_sheet_answer answer;
	const char *remark;  /* or NULL */
	const char *problem; /* why it cannot be taken; or NULL */
};
enum { KAM_SHEET_DIGITS = 12 };

struct kam_sheet {
	struct kam_sheet_item *items; /* in the arena */
	size_t n, room;
};

/* KAM_EINVALID where the file is none of the three. */
int kam_sheet_read(struct kam_sheet *out, struct kam_arena *arena,
		   const char *bytes, size_t length,
		   struct kam_err *err) KAM_MUST_USE;

#endif
