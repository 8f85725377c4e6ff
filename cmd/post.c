/*
 * The settings of outgoing mail, understood.
 */
#include "post.h"

#include <string.h>
#include <sys/stat.h>

static int wrong(const char *key, const char *value, const char *hint,
		 struct kam_err *err)
{
	kam_fail(err, KAM_ECONFIG, _("%s: '%.100s' will not do"), key, value);
	kam_hint(err, "%s", hint);
	return err->code;
}

/* An empty value is none: "-c mail.user=" logs nobody in. */
static const char *said(const struct cmd *c, const char *key)
{
	const char *text = cmd_config(c, key);

	return text && *text ? text : NULL;
}

static int read_from(struct cmd_post *post, struct cmd *c, struct kam_err *err)
{
	const char *from = said(c, "mail.from");
	const char *email = said(c, "user.email");
	int rc;

	if (!from && !email) {
		kam_fail(err, KAM_ECONFIG, "%s",
			 _("no sender of mail is configured"));
		kam_hint(err, "kam config mail.from \"Li Lei <li@firm.test>\"");
		return err->code;
	}
	rc =
	    kam_mailbox_parse(&post->from, &c->arena, from ? from : email, err);
	if (!rc && !from)
		post->from.name = said(c, "user.name");
	if (!rc && post->from.name)
		rc = kam_header_check("From", post->from.name, err);
	if (rc != KAM_EINVALID)
		return rc;
	err->code = KAM_ECONFIG;
	return KAM_ECONFIG;
}

static int read_number(int64_t *out, const struct cmd *c, const char *key,
		       int64_t usual, int64_t most, struct kam_err *err)
{
	const char *text = said(c, key);
	char *end;

	*out = usual;
	if (!text)
		return 0;
	*out = strtoll(text, &end, 10);
	if (*end || end == text || *out < 1 || *out > most)
		return wrong(key, text, _("a whole number"), err);
	return 0;
}

/* A path and its arguments, parted at blanks; no shell looks at them. */
static int read_sendmail(struct cmd_post *post, struct cmd *c,
			 struct kam_err *err)
{
	const char *text = said(c, "mail.sendmail");
	size_t n = 0;

	if (!text)
		text = "/usr/sbin/sendmail";
	if (text[0] != '/')
		return wrong("mail.sendmail", text,
			     _("the program's whole path: /usr/bin/msmtp"),
			     err);
	post->sendmail = kam_arena_array(&c->arena, strlen(text) / 2 + 2,
					 sizeof *post->sendmail);
	if (!post->sendmail)
		return kam_fail_memory(err);
	while (*text) {
		size_t length = strcspn(text, " \t");

		post->sendmail[n] = kam_arena_strndup(&c->arena, text, length);
		if (!post->sendmail[n++])
			return kam_fail_memory(err);
		text += length + strspn(text + length, " \t");
	}
	return 0;
}

static int read_smtp(struct cmd_post *post, struct cmd *c, struct kam_err *err)
{
	int rc;

	post->host = said(c, "mail.host");
	post->tls = said(c, "mail.tls");
	post->ca_file = said(c, "mail.ca-file");
	post->user = said(c, "mail.user");
	post->password_file = said(c, "mail.password-file");
	post->password_command = said(c, "mail.password-command");
	if (!post->tls)
		post->tls = "starttls";
	if (strcmp(post->tls, "starttls") != 0 &&
	    strcmp(post->tls, "tls") != 0 && strcmp(post->tls, "none") != 0)
		return wrong("mail.tls", post->tls, "starttls, tls, none", err);
	if (!post->host)
		return wrong("mail.host", "", _("the SMTP server's name"), err);
	if (post->host[strspn(post->host, "abcdefghijklmnopqrstuvwxyz"
					  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					  "0123456789-._:[]")])
		return wrong("mail.host", post->host,
			     _("the SMTP server's name"), err);
	if (!strcmp(post->tls, "none") && post->user)
		return wrong("mail.tls", "none",
			     _("a password is not sent in the clear: starttls "
			       "or tls"),
			     err);
	rc = read_number(&post->port, c, "mail.port",
			 strcmp(post->tls, "tls") ? 587 : 465, 65535, err);
	return rc;
}

int cmd_post_read(struct cmd_post *post, struct cmd *c, struct kam_err *err)
{
	const char *transport = said(c, "mail.transport");
	int rc;

	*post = (struct cmd_post){ 0 };
	post->smtp = said(c, "mail.host") != NULL;
	if (transport) {
		post->smtp = strcmp(transport, "smtp") == 0;
		if (!post->smtp && strcmp(transport, "sendmail") != 0)
			return wrong("mail.transport", transport,
				     "sendmail, smtp", err);
	}
	rc = read_from(post, c, err);
	if (!rc)
		rc = read_number(&post->timeout, c, "mail.timeout", 120, 3600,
				 err);
	if (rc)
		return rc;
	return post->smtp ? read_smtp(post, c, err)
			  : read_sendmail(post, c, err);
}
