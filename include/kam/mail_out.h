/*
 * A message as it leaves: RFC 5322, with a text and an HTML part.
 *
 *	struct kam_mail mail = { .from = { "王伟", "wang@firm.test" },
 *				 .to = { NULL, "li@firm.test" },
 *				 .subject = "逾期反馈 (3)", … };
 *	rc = kam_mail_write(&out, &mail, err);
 *
 * What is written is ASCII with LF at the end of lines (a sendmail program
 * takes it so, SMTP wants CR LF): names and subjects that need it are encoded
 * words (RFC 2047) which never cut a character, the parts quoted-printable,
 * no line longer than 78 bytes but for a longer address, none that begins with
 * a dot or "From ".
 * Control characters in what goes into a header, and addresses that
 * kam_address_valid() refuses, are KAM_EINVALID: nothing can add a header or
 * a recipient.
 */
#ifndef KAM_MAIL_OUT_H
#define KAM_MAIL_OUT_H

#include <kam/address.h>
#include <kam/str.h>
#include <stdint.h>

enum { KAM_MAIL_ID = KAM_ADDRESS_BYTES + 48 };

struct kam_mail {
	struct kam_mailbox from, to;
	const char *subject;
	const char *id;       /* of kam_mail_id(), without < > */
	const char *language; /* of the parts: "zh-CN"; NULL: not said */
	const char *head;     /* the journal's head, or NULL */
	int64_t date;         /* UTC seconds */
	int32_t offset;       /* seconds east of UTC, in which it is written */
	const char *text, *html; /* UTF-8, lines end with LF */
};

int kam_mail_write(struct kam_str *out, const struct kam_mail *mail,
		   struct kam_err *err) KAM_MUST_USE;

/* What the Message-ID is made of: the same four give the same one. */
struct kam_mail_about {
	const char *origin; /* what tells registers apart */
	const char *report, *person, *period;
};
/* from: the sender's address, whose domain it gets */
void kam_mail_id(char out[KAM_MAIL_ID], const struct kam_mail_about *about,
		 const char *from);

#endif
