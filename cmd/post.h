/*
 * How mail leaves: a sendmail program, or the helper kam-smtp, as the
 * configuration's mail.* say. Only the user's own and the system's files may
 * say it (config.c), since they run programs.
 *
 *	mail.from           "Li Lei <li@firm.test>"; else user.name, user.email
 *	mail.transport      sendmail or smtp; else smtp where mail.host is set
 *	mail.sendmail       the program, with arguments: /usr/sbin/sendmail
 *	mail.host           the SMTP server
 *	mail.port           else 587, or 465 with mail.tls = tls
 *	mail.tls            starttls (else), tls from the first byte, none
 *	mail.ca-file        certificates that vouch for it; else the system's
 *	mail.user           who logs in
 *	mail.password-file, mail.password-command
 *	mail.timeout        seconds for one message: 120
 *	mail.language       for readers of whom none is known
 */
#ifndef KAM_CMD_POST_H
#define KAM_CMD_POST_H

#include "cmd.h"

#include <kam/address.h>
#include <kam/outbox.h>

struct cmd_post {
	struct kam_mailbox from;
	int smtp;
	char **sendmail; /* program and arguments, NULL-terminated */
	const char *host, *tls, *ca_file, *user;
	const char *password_file, *password_command;
	int64_t port, timeout;
};

/* post.c: KAM_ECONFIG where it is wrong. */
int cmd_post_read(struct cmd_post *post, struct cmd *c,
		  struct kam_err *err) KAM_MUST_USE;

/* post_send.c: what became of one message. */
struct cmd_sent {
	enum kam_mail_state state; /* SENT, QUEUED (it failed), UNKNOWN */
	int missing;               /* the program isn't there */
	int refused;               /* QUEUED, but hardly to go another time */
	char error[512];
};
void cmd_post_send(struct cmd_sent *sent, struct cmd *c,
		   const struct cmd_post *post, const struct kam_outgoing *m);
/* The password for post->user, from its file or command; the caller overwrites
   and releases it. */
int cmd_post_password(struct kam_str *out, struct cmd *c,
		      const struct cmd_post *post,
		      struct kam_err *err) KAM_MUST_USE;

/* post_child.c: a program that is fed and listened to, but not for ever. */
struct cmd_child {
	const char *path;
	char **argv;
	int file;          /* its standard input; 0: a pipe, with input */
	const char *input; /* what the pipe gives it */
	size_t length;
	int64_t timeout;       /* seconds */
	int errors_too;        /* stderr goes into output, else it is kam's */
	struct kam_str output; /* at most 64 KiB; the caller releases it */
	int started;           /* 0: reason says why not */
	int status;            /* exit status; -1: killed, timed out, lost */
	char reason[128];
};
void cmd_child_run(struct cmd_child *child);

/* post_flush.c */
/*
 * Sends what waits, under a lock that one process has at a time. Warns of what
 * is then still open and sets c->status: 69 where the program is missing, 75
 * where something waits or its outcome is unknown. ids: those that the caller
 * queued, for --json. A person at a terminal hears to whom something went:
 * *n_sent messages. c->k is closed.
 */
int cmd_post_flush(int64_t *n_sent, struct cmd *c, const struct cmd_post *post,
		   const int64_t *ids, size_t n_ids,
		   struct kam_err *err) KAM_MUST_USE;
/* Those with the ids, pauses and unknown outcomes aside; n 0: all that wait. */
int cmd_post_flush_now(struct cmd *c, const struct cmd_post *post,
		       const int64_t *ids, size_t n,
		       struct kam_err *err) KAM_MUST_USE;
/* post_lock.c: runs what must not meet somebody who sends */
int cmd_post_lock(int *fd, const struct cmd *c,
		  struct kam_err *err) KAM_MUST_USE;

/* mail.c: the columns of a message, for queue, log and what was sent. */
enum { CMD_MAIL_COLUMNS = 13 };
extern const struct kam_out_column cmd_mail_columns[CMD_MAIL_COLUMNS];
/* Their keys and values, into a row or record of c->out that is begun. */
void cmd_mail_values(struct cmd *c, const struct kam_outgoing *m);
/* The words as numbers of messages, in the arena. */
int cmd_mail_ids(int64_t **ids, struct cmd *c,
		 struct kam_err *err) KAM_MUST_USE;
int cmd_mail_list(struct cmd *c, struct kam_err *err) KAM_MUST_USE;
int cmd_mail_print(void *context, const struct kam_outgoing *m,
		   struct kam_err *err) KAM_MUST_USE;

/* mail_show.c: a message as its reader sees it, safe to show. */
int cmd_mail_say(struct kam_str *out, const char *message,
		 struct kam_err *err) KAM_MUST_USE;
struct cmd_mail_show {
	int raw;
};
extern const struct cmd_option cmd_mail_show_options[];
int cmd_mail_show(struct cmd *c, void *values, struct kam_err *err);

#endif
