/*
 * What the parts of the mail's import share.
 *
 *	mail.c          the lines, and what becomes of each
 *	mail_line.c     one line: its shape
 *	mail_people.c   addresses: contacts, members, the account
 *	mail_comm.c     the conversation
 *	mail_tell.c     what is said of it
 */
#ifndef KAM_EXCHANGE_MAIL_H
#define KAM_EXCHANGE_MAIL_H

#include "exchange/import.h"
#include "exchange/names.h"

#include <cjson/cJSON.h>
#include <kam/mail.h>

enum {
	KAM_MAIL_PEOPLE = 600,
	KAM_MAIL_REFERENCES = 100,
	KAM_MAIL_STRANGERS = 10,
};

struct kam_mail_person {
	const char *name, *address;
	const char *role;        /* from, to, cc */
	int64_t contact, member; /* 0 where the address is not theirs */
	int made;                /* the contact, for this message */
};

/* One message, as its line has it; borrowed from the line. */
struct kam_mail_message {
	int64_t file, line, key;
	const char *name;  /* in the maildir, or NULL */
	const char *error; /* why it is none, or NULL */
	const char *id, *dated, *subject, *digest, *text;
	const char *date; /* or NULL */
	int64_t at;       /* the date as an instant */
	const char *references[KAM_MAIL_REFERENCES];
	size_t n_references;
	struct kam_mail_person people[KAM_MAIL_PEOPLE];
	size_t n_people;
	const cJSON *attachments;
	int charset, bytes, cut, deep, many; /* flaws */
};

struct kam_mail_in {
	struct kam_import base; /* k, arena, row and result */
	const struct kam_mail_options *options;
	struct kam_mail_message message;
	struct kam_names contacts, members; /* by address */
	struct kam_names ours, theirs;      /* domains of addresses */
	int64_t made;                       /* contacts */
	/* who wrote what concerns no contact: the first few */
	struct kam_mail_stranger {
		const char *address;
		int64_t line, n;
	} strangers[KAM_MAIL_STRANGERS];
	size_t n_strangers;
};

/* KAM_EHELPER where the object is no message. */
int kam_mail_line(struct kam_mail_message *m, const cJSON *object,
		  struct kam_err *err) KAM_MUST_USE;

/* Reads who there is; finds whose the message's addresses are. */
int kam_mail_load(struct kam_mail_in *in, struct kam_err *err) KAM_MUST_USE;
int kam_mail_find(struct kam_mail_in *in, struct kam_err *err) KAM_MUST_USE;
/* The account that the message is about: 0 where it concerns nobody known,
   KAM_EREFUSED where that is in doubt. */
int kam_mail_account(int64_t *account, struct kam_mail_in *in,
		     struct kam_err *err) KAM_MUST_USE;
/* Makes contacts of the account for addresses outside; takes them back. */
int kam_mail_make(struct kam_mail_in *in, int64_t account,
		  struct kam_err *err) KAM_MUST_USE;
int kam_mail_unmake(struct kam_mail_in *in, struct kam_err *err) KAM_MUST_USE;
/* 1 where an address is one of the firm's own. */
int kam_mail_is_ours(const struct kam_mail_in *in, const char *address,
		     struct kam_err *err) KAM_MUST_USE;

/* The message is refused, alone; the result's error says why. */
int kam_mail_error(struct kam_mail_in *in, const char *message,
		   struct kam_err *err) KAM_MUST_USE;
void kam_mail_warn(struct kam_mail_in *in, const char *format, ...)
    KAM_PRINTF(2, 3);
/* Warns of what the helper found wrong with the message. */
void kam_mail_tell_flaws(struct kam_mail_in *in);
/* Counts a message that concerns no contact; in the end these are told. */
int kam_mail_pass_over(struct kam_mail_in *in,
		       struct kam_err *err) KAM_MUST_USE;
void kam_mail_tell_strangers(struct kam_mail_in *in);

/* Fills the conversation. */
int kam_mail_fill(struct kam_mail_in *in, struct kam_record *comm,
		  int64_t account, struct kam_err *err) KAM_MUST_USE;
/* "pdf" for "application/pdf", or where the type says nothing for "a.PDF"; one
   of those that are known, or "bin". */
const char *kam_mail_extension(const char *type, const char *name);
/* "1. offer.pdf, application/pdf, 1234 bytes, SHA-256 …", as the conversation
   lists its attachments. */
void kam_mail_attachment_text(struct kam_str *out, size_t number,
			      const cJSON *attachment);

#endif
