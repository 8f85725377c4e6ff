/*
 * Messages out of a stream: an mbox, or one message by itself.
 *
 * An mbox is known by its first line, "From …"; every line that begins so
 * begins a message, as mailbox.mbox of Python has it, and a line "From " of a
 * body is read back from ">From " (one > less, as mboxrd writes it). Memory is
 * that of one message up to a limit; what is longer is passed over and said.
 *
 *	struct kam_mbox box;
 *	kam_mbox_open(&box, &input, KAM_MBOX_ANY);
 *	while ((rc = kam_mbox_next(&box, err)) > 0)
 *		…box.message.data, box.message.length, or box.flaw…
 *	kam_mbox_release(&box);
 */
#ifndef KAM_MBOX_H
#define KAM_MBOX_H

#include <kam/input.h>
#include <kam/str.h>
#include <stddef.h>
#include <stdint.h>

enum {
	KAM_MBOX_MESSAGE = 64 * 1024 * 1024, /* bytes of one message */
	KAM_MBOX_HEADER = 256 * 1024,        /* of its own header */
	KAM_MBOX_HEADERS = 4 * 1024 * 1024,  /* of all headers of its parts */
	KAM_MBOX_HEADER_LINES = 50000,       /* and their lines */
	KAM_MBOX_COLONS = 2000,              /* of one of them */
	KAM_MBOX_PARTS = 10000,
	KAM_MBOX_PIECE = 64 * 1024,
};

enum kam_mbox_form {
	KAM_MBOX_ANY, /* an mbox or a message; nothing where it is empty */
	KAM_MBOX_ONE, /* a message, whatever it begins with */
};

struct kam_mbox {
	struct kam_str message; /* of the last call */
	const char *flaw;       /* why it is none: too large …; or NULL */
	char from[256];         /* its From_ line; "" where it has none */
	int64_t number;         /* from 1 */

	const struct kam_input *input;
	enum kam_mbox_form form;
	int split; /* at From_ lines */
	int begun, ended;
	char buffer[KAM_MBOX_PIECE];
	size_t at, n;
	int middle; /* of a line that is longer than a piece */
};

void kam_mbox_open(struct kam_mbox *box, const struct kam_input *input,
		   enum kam_mbox_form form);
/* 1 with a message, 0 at the end, or a negative code */
int kam_mbox_next(struct kam_mbox *box, struct kam_err *err) KAM_MUST_USE;
void kam_mbox_release(struct kam_mbox *box);

/*
 * Whether a message's headers and parts stay within what a parser can bear:
 * NULL, or what is too much of it, for a person.
 */
const char *kam_mbox_check(const char *message, size_t n);

#endif
