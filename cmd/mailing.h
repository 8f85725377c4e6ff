/*
 * A report on its way by mail: who gets it, what they get, and how the verb
 * that prints it is told.
 *
 * With --mail owners the verb runs once to learn whose its rows are
 * (collecting), then for each of them; with addresses for each of these. Each
 * time it prints twice: as text, as HTML.
 */
#ifndef KAM_CMD_MAILING_H
#define KAM_CMD_MAILING_H

#include "cmd.h"

#include <kam/mail_out.h>

/* A message is as wide as RFC 5322, 2.1.1, wants its lines. */
enum { CMD_MAIL_WIDTH = 78 };

struct cmd_person {
	/* a member's; below 0 for an address that is no member's */
	int64_t id;
	const char *key;     /* "li", "MEM-3", or the address */
	const char *name;    /* or NULL */
	const char *address; /* or NULL */
	const char *language;
	int left;         /* no longer with the firm */
	int64_t calendar; /* of their own days off; 0: none */
};

struct cmd_people {
	struct cmd_person *items;
	size_t n, room;
};

struct cmd_wanted {
	int64_t id;
	int64_t rows; /* that are theirs */
};

struct cmd_mailing {
	struct cmd_people people;
	int collecting;
	struct cmd_wanted *wanted; /* who has rows, as they came */
	size_t n_wanted, room_wanted;
	int64_t unowned; /* rows of nobody */
	int64_t person;  /* whose rows are printed; 0: everybody's */
	int failed;      /* memory */
	/* of the message at hand */
	struct kam_str *into;
	const char *title, *foot, *language;
	const char *definition;         /* of its figures, or NULL */
	const struct kam_mailbox *from; /* of all of them */
};

/* mailing_people.c: all members. */
int cmd_people_read(struct cmd_people *people, struct cmd *c,
		    struct kam_err *err) KAM_MUST_USE;
const struct cmd_person *cmd_people_find(const struct cmd_people *people,
					 int64_t id);
/* The member with the address, else a person of their own. */
int cmd_people_address(int64_t *id, struct cmd_people *people, struct cmd *c,
		       const char *address, struct kam_err *err) KAM_MUST_USE;

/* As a reader knows them: by name, else by key. */
const char *cmd_mailing_name(const struct cmd_person *p);

/* mailing_print.c */
/* Somebody who is to get a message; NULL where memory is out. */
struct cmd_wanted *cmd_mailing_want(struct cmd *c, int64_t id);
/* The verb once more, from the start, into c->mailing->into; how many rows, or
   -1 where what it prints has none. */
int cmd_mailing_print_once(struct cmd *c, void *values, enum kam_format format,
			   int64_t *rows, struct kam_err *err) KAM_MUST_USE;
/* Both parts of a message, in the language that _() has now; the caller
   releases them. */
struct cmd_parts {
	struct kam_str text, html;
	const char *subject;
	int64_t rows;
};
int cmd_mailing_print(struct cmd_parts *parts, struct cmd *c, void *values,
		      const char *head, struct kam_err *err) KAM_MUST_USE;

/* mailing_tell.c: what is said on stderr. */
struct cmd_mailing_done {        /* how many messages */
	int64_t queued;          /* by this call */
	int64_t sent;            /* by this call, whoever queued them */
	int64_t before, dropped; /* not again: sent before, or given up */
	int64_t shown;           /* --dry-run; aloud: as a person reads them */
	int aloud;
};
/* What became of them, where a person looks on. */
void cmd_mailing_tell(const struct cmd *c, const struct cmd_mailing_done *done);
/* Adds a line on rows of which nobody hears: of a person who cannot be
   reached; NULL: of nobody. */
void cmd_mailing_complain(struct kam_str *out, const struct cmd_person *person,
			  int64_t rows);
/* Warns of such lines; 1 where there were any. */
int cmd_mailing_warn(const struct cmd *c, const struct kam_str *complaints);

/* mailing_text.c: what a report is called and where it stands in time. */
/* The command's words that decide what is in it, in one order. */
int cmd_mailing_report(const char **out, struct cmd *c, const void *values,
		       struct kam_err *err) KAM_MUST_USE;
/* "2026-11-25", "2026-W48" for --once; else this moment and the number */
int cmd_mailing_period(const char **out, struct cmd *c, int64_t number,
		       struct kam_err *err) KAM_MUST_USE;
int cmd_mailing_subject(const char **out, struct cmd *c, int64_t rows,
			struct kam_err *err) KAM_MUST_USE;
/* In lines: who asks for what, to whom answers go, of when it is. */
int cmd_mailing_foot(const char **out, struct cmd *c, const char *head,
		     struct kam_err *err) KAM_MUST_USE;

/* language.c: what _() speaks. before: as it was, for the way back. */
struct cmd_language {
	const char *list; /* NULL: it wasn't changed */
};
int cmd_language_use(struct cmd_language *before, struct cmd *c,
		     const char *code, struct kam_err *err) KAM_MUST_USE;
void cmd_language_back(const struct cmd_language *before);

/* mailing_rest.c: whether reminders are to wait for another hour or day. */
int cmd_mailing_rests(int *rests, struct cmd *c,
		      struct kam_err *err) KAM_MUST_USE;
/* Whether it's a day on which they don't work. */
int cmd_mailing_is_off(int *off, struct cmd *c, const struct cmd_person *person,
		       struct kam_err *err) KAM_MUST_USE;

/* Whether the options ask for something that writes to the register. */
int cmd_mails(const struct cmd *c);
/* Runs the verb as --mail says, in place of c->verb->run. */
int cmd_mailing_run(struct cmd *c, void *values,
		    struct kam_err *err) KAM_MUST_USE;
/* KAM_EUSAGE: --exit-code is said, which with --mail has no sense. */
int cmd_mailing_no_exit_code(const struct cmd *c, struct kam_err *err);
/* KAM_EUSAGE where the mail options don't go together. */
int cmd_mailing_check(const struct cmd *c, struct kam_err *err) KAM_MUST_USE;

#endif
