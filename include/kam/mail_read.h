/*
 * A message of kam_mail_write(), read back for a person: its headers decoded
 * and its text part, as a mail program would show them.
 *
 * Only what kam itself wrote is understood. Of a message that somebody else
 * put into the register, what isn't found is empty; nothing is refused.
 */
#ifndef KAM_MAIL_READ_H
#define KAM_MAIL_READ_H

#include <kam/str.h>

struct kam_mail_read {
	struct kam_str from, to, subject, date; /* a line each */
	struct kam_str text; /* UTF-8, lines end with LF; not yet safe to show */
};

/* KAM_ENOMEM; released by kam_mail_read_release() also then. */
int kam_mail_read(struct kam_mail_read *out, const char *message,
		  struct kam_err *err) KAM_MUST_USE;
void kam_mail_read_release(struct kam_mail_read *mail);

#endif
