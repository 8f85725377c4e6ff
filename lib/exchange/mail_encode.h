/*
 * Text as mail carries it: headers and bodies in ASCII.
 */
#ifndef KAM_MAIL_ENCODE_H
#define KAM_MAIL_ENCODE_H

#include <kam/mail_out.h>

/* "NAME: TEXT" and a line feed; encoded words where it must be. */
int kam_mail_put_text(struct kam_str *out, const char *name, const char *text,
		      struct kam_err *err) KAM_MUST_USE;
/* "NAME: Li Lei <li@firm.test>" */
int kam_mail_put_box(struct kam_str *out, const char *name,
		     const struct kam_mailbox *box,
		     struct kam_err *err) KAM_MUST_USE;
/* Quoted-printable; ends with a line feed. */
void kam_mail_quoted(struct kam_str *out, const char *text);

#endif
