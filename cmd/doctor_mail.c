/*
 * How mail leaves, whether it would, and whether it does.
 */
#include "doctor.h"
#include "mailing.h"
#include "post.h"

#include <inttypes.h>
#include <kam/zone.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int is_configured(const struct cmd *c)
{
	const struct cmd_entry *e = c->config ? c->config->entries : NULL;

	for (; e; e = e->next)
		if (!strncmp(e->key, "mail.", 5))
			return 1;
	return 0;
}

static void look_at_sendmail(struct doctor *d, const char *program)
{
	if (access(program, X_OK) == 0)
		doctor_say(d, "mail", DOCTOR_OK, NULL, "%s", program);
	else if (cmd_config(d->c, "mail.sendmail"))
		doctor_say(d, "mail", DOCTOR_ERROR,
			   "kam config mail.sendmail /usr/bin/msmtp",
			   _("'%s' cannot be run"), program);
	else
		doctor_say(d, "mail", DOCTOR_WARNING,
			   _("install msmtp-mta or another mail program, or: "
			     "kam config mail.host SERVER"),
			   _("'%s' cannot be run, and no mail.host is set"),
			   program);
}

static void look_at_password(struct doctor *d, const struct cmd_post *post)
{
	struct kam_str password = KAM_STR_INIT;
	struct kam_err err = { 0 };

	/* a command may ask somebody something: it runs with the mail */
	if (!post->user || (!post->password_file && post->password_command))
		return;
	if (cmd_post_password(&password, d->c, post, &err))
		doctor_fault(d, "password", &err,
			     "kam config mail.password-file FILE");
	else
		doctor_say(d, "password", DOCTOR_OK, NULL, "%s",
			   post->password_file);
	memset(password.data, 0, password.length);
	kam_str_release(&password);
}

static void look_at_smtp(struct doctor *d, const struct cmd_post *post)
{
	char path[PATH_MAX];

	if (!cmd_helper_find(path, "smtp"))
		doctor_say(d, "mail", DOCTOR_ERROR, _(cmd_helper_missing),
			   _("kam-smtp is missing, which mail.host needs"));
	else
		doctor_say(d, "mail", DOCTOR_OK, NULL, "%s:%" PRId64 " (%s)",
			   post->host, post->port, post->tls);
	if (post->ca_file && access(post->ca_file, R_OK))
		doctor_say(
		    d, "mail", DOCTOR_ERROR, "kam config mail.ca-file FILE",
		    _("mail.ca-file: cannot read '%.200s'"), post->ca_file);
	look_at_password(d, post);
}

struct waiting {
	int64_t queued, failed, unknown;
	char error[160]; /* the last one */
};

static int count(void *context, const struct kam_outgoing *m,
		 struct kam_err *err)
{
	struct waiting *w = context;

	(void)err;
	if (m->state == KAM_MAIL_UNKNOWN) {
		w->unknown++;
		return 0;
	}
	w->queued++;
	w->failed += m->error != NULL;
	if (m->error)
		(void)snprintf(w->error, sizeof w->error, "%s", m->error);
	return 0;
}

static void look_at_outbox(struct doctor *d)
{
	const struct kam_outbox_query open = { .open = 1 };
	struct waiting w = { 0 };
	struct kam_err err = { 0 };

	if (kam_outbox_each(d->c->k, &open, count, &w, &err)) {
		doctor_fault(d, "outbox", &err, NULL);
		return;
	}
	if (w.unknown)
		doctor_say(d, "outbox", DOCTOR_ERROR,
			   "kam mail queue; kam mail flush ID; "
			   "kam mail drop ID",
			   _("messages of which nobody knows whether they "
			     "went out: %" PRId64),
			   w.unknown);
	if (w.failed)
		doctor_say(
		    d, "outbox", DOCTOR_ERROR, "kam mail flush",
		    _("messages that could not be sent: %" PRId64 " (%s)"),
		    w.failed, w.error);
	else if (w.queued)
		doctor_say(d, "outbox", DOCTOR_WARNING, "kam mail flush",
			   _("messages that wait: %" PRId64), w.queued);
	else if (!w.unknown)
		doctor_say(d, "outbox", DOCTOR_OK, NULL, "%s",
			   _("nothing waits"));
}

static int write_message(struct kam_str *out, struct doctor *d,
			 const struct cmd_post *post, struct kam_outgoing *m,
			 struct kam_err *err)
{
	const struct cmd *c = d->c;
	char id[KAM_MAIL_ID], period[32];
	const struct kam_mail_about about = { "doctor", c->actor, m->recipient,
					      period };
	const char *text = _("This is a test: mail from kam arrives.\n");
	const struct kam_mail mail = {
		.from = post->from,
		.to = { NULL, m->recipient },
		.subject = _("a test of kam's mail"),
		.id = id,
		.date = c->now,
		.offset = c->k ? kam_zone_offset(kam_zone_of(c->k), c->now) : 0,
		.text = text,
		.html = kam_arena_printf(&d->c->arena,
					 "<!DOCTYPE html>\n<p>%s</p>\n", text),
	};

	if (!mail.html)
		return kam_fail_memory(err);
	(void)snprintf(period, sizeof period, "%" PRId64, c->now);
	kam_mail_id(id, &about, m->sender);
	return kam_mail_write(out, &mail, err);
}

/* Not kept in the outbox: whoever asks for it waits for the answer. */
static void send_test(struct doctor *d, const struct cmd_post *post)
{
	struct kam_str text = KAM_STR_INIT;
	struct kam_outgoing m = { .sender = post->from.address,
				  .recipient = d->test_mail };
	struct kam_err err = { 0 };
	struct cmd_sent sent;
	int rc = kam_address_check(d->test_mail, &err);

	if (!rc)
		rc = write_message(&text, d, post, &m, &err);
	if (rc) {
		doctor_fault(d, "test mail", &err, NULL);
		kam_str_release(&text);
		return;
	}
	m.message = text.data;
	cmd_post_send(&sent, d->c, post, &m);
	kam_str_release(&text);
	if (sent.state == KAM_MAIL_SENT)
		doctor_say(d, "test mail", DOCTOR_OK, NULL,
			   _("handed over for %s: look whether it comes"),
			   d->test_mail);
	else
		doctor_say(d, "test mail", DOCTOR_ERROR, NULL, "%s",
			   sent.error);
}

void doctor_mail(struct doctor *d)
{
	struct cmd_post post;
	struct kam_err err = { 0 };
	const int rc = cmd_post_read(&post, d->c, &err);

	if (rc && (is_configured(d->c) || d->test_mail))
		doctor_fault(d, "mail", &err, "kam help config");
	else if (rc)
		doctor_say(d, "mail", DOCTOR_WARNING,
			   "kam config mail.from \"Li Lei <li@firm.test>\"",
			   "%s", err.message);
	else if (post.smtp)
		look_at_smtp(d, &post);
	else
		look_at_sendmail(d, post.sendmail[0]);
	if (!rc && d->test_mail)
		send_test(d, &post);
	if (d->c->k)
		look_at_outbox(d);
}
