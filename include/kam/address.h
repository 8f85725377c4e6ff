/*
 * Mail addresses: dot-atom@domain of RFC 5322, and nothing beyond it that a
 * program on the way could take for something else.
 *
 * Refused are quoted local parts, domain literals, comments, anything that is
 * not ASCII, and a local part that begins with - | / or : (an option, a
 * program, a file, a list).
 */
#ifndef KAM_ADDRESS_H
#define KAM_ADDRESS_H

#include <kam/arena.h>
#include <kam/err.h>

enum { KAM_ADDRESS_BYTES = 254, KAM_LOCAL_PART_BYTES = 64 };

/* 1 for li@firm.test */
int kam_address_valid(const char *text);
/* KAM_EINVALID where it isn't one */
int kam_address_check(const char *text, struct kam_err *err) KAM_MUST_USE;

/* KAM_EINVALID where text, which is to stand in the header `name`, has a
   control character (a line break would begin another header) or is not
   UTF-8 */
int kam_header_check(const char *name, const char *text,
		     struct kam_err *err) KAM_MUST_USE;

struct kam_mailbox {
	const char *name; /* NULL where there is none */
	const char *address;
};
/* "Li Lei <li@firm.test>", "\"Li, Lei\" <li@firm.test>" or li@firm.test; both
   in the arena */
int kam_mailbox_parse(struct kam_mailbox *out, struct kam_arena *arena,
		      const char *text, struct kam_err *err) KAM_MUST_USE;

#endif
