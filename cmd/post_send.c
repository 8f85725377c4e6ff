/*
 * One message on its way out. A program that says it failed has not taken the
 * message; one that was killed or ran out of time may have.
 */
#include "engine.h"
#include "post.h"
#include "speech.h"

#include <errno.h>
#include <fcntl.h>
#include <kam/json.h>
#include <kam/utf8.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void say(struct cmd_sent *sent, enum kam_mail_state state,
		const char *what, const char *why)
{
	struct kam_str shown = KAM_STR_INIT;
	char program[48], reason[256];

	sent->state = state;
	kam_utf8_show(&shown, why, KAM_SHOW_LINE);
	while (shown.length && shown.data[shown.length - 1] == ' ')
		kam_str_truncate(&shown, shown.length - 1);
	/* cut where a character ends, should it be cut */
	kam_str_truncate(&shown,
			 kam_utf8_fit(shown.data, 160, KAM_AMBIGUOUS_NARROW));
	kam_utf8_shorten(program, sizeof program, what);
	kam_utf8_shorten(reason, sizeof reason, shown.data);
	(void)snprintf(sent->error, sizeof sent->error, "%s: %s", program,
		       reason);
	kam_str_release(&shown);
}

static void say_memory(struct cmd_sent *sent)
{
	say(sent, KAM_MAIL_QUEUED, "kam", _("out of memory"));
}

/* Of a program that exited so: whether it would take the message another time
   (sysexits.h). EX_NOHOST, 68, is not counted: msmtp says it too where no name
   can be looked up for the moment; nor EX_CONFIG, 78, which may be mended. */
static int is_refusal(int status)
{
	return status == 64 || status == 65 || status == 67 || status == 77;
}

/* Said in the error, so that it is known whenever that is shown. */
static void say_refused(struct cmd_sent *sent)
{
	size_t n = strlen(sent->error);

	sent->refused = 1;
	(void)snprintf(sent->error + n, sizeof sent->error - n, "; %s",
		       _("it will hardly go another time"));
}

/* The message as a file: all of it is there for the program to read, whatever
   becomes of kam meanwhile; through a pipe it might send half of it. */
static int spool(int *fd, const char *message, struct kam_err *err)
{
	size_t n = strlen(message);
	int rc = cmd_temporary(fd, err);

	while (!rc && n) {
		ssize_t written = write(*fd, message, n);

		if (written < 0 && errno != EINTR)
			rc = kam_fail(err, KAM_EIO, _("no temporary file: %s"),
				      kam_errno_text(errno));
		message += written > 0 ? written : 0;
		n -= written > 0 ? (size_t)written : 0;
	}
	if (!rc && lseek(*fd, 0, SEEK_SET) < 0)
		rc = kam_fail(err, KAM_EIO, _("no temporary file: %s"),
			      kam_errno_text(errno));
	if (rc && *fd >= 0)
		(void)close(*fd);
	return rc;
}

/* PROGRAM [ARGUMENT …] -i -f SENDER -- RECIPIENT: the recipients are said
   here, and never read from the message (-t). NULL is out of memory. */
static char **sendmail_words(struct cmd *c, const struct cmd_post *post,
			     const struct kam_outgoing *m)
{
	static char dots[] = "-i", from[] = "-f", end[] = "--";
	size_t n = 0;
	char **words;

	while (post->sendmail[n])
		n++;
	words = kam_arena_array(&c->arena, n + 6, sizeof *words);
	if (!words)
		return NULL;
	memcpy(words, post->sendmail, n * sizeof *words);
	words[n++] = dots;
	words[n++] = from;
	words[n++] = kam_arena_strdup(&c->arena, m->sender);
	words[n++] = end;
	words[n++] = kam_arena_strdup(&c->arena, m->recipient);
	return words[n - 1] && words[n - 3] ? words : NULL;
}

static void send_by_program(struct cmd_sent *sent, struct cmd *c,
			    const struct cmd_post *post,
			    const struct kam_outgoing *m)
{
	struct cmd_child child = { .path = post->sendmail[0],
				   .argv = sendmail_words(c, post, m),
				   .timeout = post->timeout,
				   .errors_too = 1,
				   .output = KAM_STR_INIT };
	char status[64];
	struct kam_err err = { 0 };

	if (!child.argv) {
		say_memory(sent);
		return;
	}
	if (spool(&child.file, m->message, &err)) {
		say(sent, KAM_MAIL_QUEUED, "kam", err.message);
		return;
	}
	cmd_child_run(&child);
	(void)close(child.file);
	if (!child.started) {
		say(sent, KAM_MAIL_QUEUED, child.path, child.reason);
		sent->missing = 1;
	} else if (child.status < 0) {
		say(sent, KAM_MAIL_UNKNOWN, child.path, child.reason);
	} else if (child.status) {
		(void)snprintf(status, sizeof status, _("it exited with %d"),
			       child.status);
		say(sent, KAM_MAIL_QUEUED, child.path,
		    child.output.length ? child.output.data : status);
		if (is_refusal(child.status))
			say_refused(sent);
	} else {
		sent->state = KAM_MAIL_SENT;
	}
	kam_str_release(&child.output);
}

/* The first line of a file that nobody else may read. */
static int read_password_file(struct kam_str *out, const char *path,
			      struct kam_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat info;
	char buffer[1024];
	ssize_t n;

	if (fd < 0 || fstat(fd, &info)) {
		kam_fail(err, KAM_ECONFIG,
			 _("mail.password-file: cannot read '%.200s': %s"),
			 path, kam_errno_text(errno));
		if (fd >= 0)
			(void)close(fd);
		return err->code;
	}
	n = S_ISREG(info.st_mode) ? read(fd, buffer, sizeof buffer) : -1;
	(void)close(fd);
	if (info.st_mode & (S_IRWXG | S_IRWXO)) {
		kam_fail(err, KAM_EACCESS,
			 _("mail.password-file: others may read '%.200s'"),
			 path);
		kam_hint(err, "chmod 600 '%.200s'", path);
		return err->code;
	}
	if (n < 0)
		return kam_fail(err, KAM_ECONFIG,
				_("mail.password-file: cannot read '%.200s'"),
				path);
	kam_str_add_bytes(out, buffer, (size_t)n);
	return 0;
}

/* The user's own words, which a shell reads. */
static int run_password_command(struct kam_str *out, const char *command,
				int64_t timeout, struct cmd *c,
				struct kam_err *err)
{
	char shell[] = "/bin/sh", option[] = "-c";
	char *argv[] = { shell, option, kam_arena_strdup(&c->arena, command),
			 NULL };
	struct cmd_child child = { .path = shell,
				   .argv = argv,
				   .input = "",
				   .timeout = timeout,
				   .output = KAM_STR_INIT };

	if (!argv[2])
		return kam_fail_memory(err);
	cmd_child_run(&child);
	*out = child.output;
	if (child.status == 0)
		return 0;
	return kam_fail(err, KAM_ECONFIG, "%s",
			_("mail.password-command failed"));
}

int cmd_post_password(struct kam_str *out, struct cmd *c,
		      const struct cmd_post *post, struct kam_err *err)
{
	int rc = 0;

	if (post->password_file)
		rc = read_password_file(out, post->password_file, err);
	else if (post->password_command)
		rc = run_password_command(out, post->password_command,
					  post->timeout, c, err);
	else
		rc = kam_fail(err, KAM_ECONFIG, "%s",
			      _("mail.user needs mail.password-file or "
				"mail.password-command"));
	kam_str_truncate(out, strcspn(out->data, "\r\n"));
	if (!rc && !out->length)
		rc = kam_fail(err, KAM_ECONFIG, "%s",
			      _("the password for mail is empty"));
	return rc;
}

static void add_pair(struct kam_str *out, const char *key, const char *value)
{
	kam_str_add(out, out->length ? "," : "{");
	kam_json_quote(out, key, strlen(key));
	kam_str_add_char(out, ':');
	if (value)
		kam_json_quote(out, value, strlen(value));
	else
		kam_str_add(out, "null");
}

/* What kam-smtp reads: one line, with the password, which is in no argument
   and no environment. */
static int write_order(struct kam_str *out, struct cmd *c,
		       const struct cmd_post *post,
		       const struct kam_outgoing *m, struct kam_err *err)
{
	struct kam_str password = KAM_STR_INIT;
	int rc = post->user ? cmd_post_password(&password, c, post, err) : 0;

	add_pair(out, "host", post->host);
	add_pair(out, "tls", post->tls);
	add_pair(out, "ca_file", post->ca_file);
	add_pair(out, "user", post->user);
	add_pair(out, "password", post->user ? password.data : NULL);
	add_pair(out, "from", m->sender);
	add_pair(out, "to", m->recipient);
	add_pair(out, "message", m->message);
	kam_str_printf(out, ",\"port\":%lld,\"timeout\":%lld}\n",
		       (long long)post->port, (long long)post->timeout);
	kam_str_release(&password);
	return rc ? rc : kam_str_check(out, err);
}

/* {"outcome":"sent|failed|refused|unknown","error":"…"} */
static void read_answer(struct cmd_sent *sent, const struct kam_str *text)
{
	struct kam_err ignored = { 0 };
	cJSON *answer = NULL;
	const cJSON *outcome, *error;
	const char *why = "?";

	if (!text->length ||
	    kam_json_parse(&answer, text->data, text->length, &ignored)) {
		say(sent, KAM_MAIL_UNKNOWN, "kam-smtp", _("it gave no answer"));
		return;
	}
	outcome = cJSON_GetObjectItemCaseSensitive(answer, "outcome");
	error = cJSON_GetObjectItemCaseSensitive(answer, "error");
	if (cJSON_IsString(error))
		why = error->valuestring;
	if (!cJSON_IsString(outcome) ||
	    !strcmp(outcome->valuestring, "unknown"))
		say(sent, KAM_MAIL_UNKNOWN, "kam-smtp", why);
	else if (!strcmp(outcome->valuestring, "sent"))
		sent->state = KAM_MAIL_SENT;
	else
		say(sent, KAM_MAIL_QUEUED, "kam-smtp", why);
	if (cJSON_IsString(outcome) && !strcmp(outcome->valuestring, "refused"))
		say_refused(sent);
	cJSON_Delete(answer);
}

static void send_by_smtp(struct cmd_sent *sent, struct cmd *c,
			 const struct cmd_post *post,
			 const struct kam_outgoing *m)
{
	struct kam_str order = KAM_STR_INIT;
	char path[PATH_MAX], *argv[] = { path, NULL };
	/* the helper's own limit is the shorter one: it knows the outcome */
	struct cmd_child child = { .path = path,
				   .argv = argv,
				   .timeout = post->timeout + 15,
				   .output = KAM_STR_INIT };
	struct kam_err err = { 0 };

	if (!cmd_helper_find(path, "smtp")) {
		say(sent, KAM_MAIL_QUEUED, "kam-smtp",
		    _("the helper is missing: kam doctor"));
		sent->missing = 1;
		return;
	}
	if (write_order(&order, c, post, m, &err)) {
		say(sent, KAM_MAIL_QUEUED, "kam", err.message);
		kam_str_release(&order);
		return;
	}
	child.input = order.data;
	child.length = order.length;
	cmd_speech_pass();
	cmd_child_run(&child);
	if (!child.started) {
		say(sent, KAM_MAIL_QUEUED, "kam-smtp", child.reason);
		sent->missing = 1;
	} else if (child.status < 0) {
		say(sent, KAM_MAIL_UNKNOWN, "kam-smtp", child.reason);
	} else if (child.status == 127) {
		say(sent, KAM_MAIL_QUEUED, "kam-smtp",
		    _("the helper does not start: a library is missing"));
		sent->missing = 1;
	} else {
		read_answer(sent, &child.output);
	}
	kam_str_release(&child.output);
	memset(order.data, 0, order.length);
	kam_str_release(&order);
}

void cmd_post_send(struct cmd_sent *sent, struct cmd *c,
		   const struct cmd_post *post, const struct kam_outgoing *m)
{
	memset(sent, 0, sizeof *sent);
	/* checked when it was queued; the register may be another's by now */
	if (!kam_address_valid(m->sender) || !kam_address_valid(m->recipient))
		say(sent, KAM_MAIL_QUEUED, "kam", _("the address is invalid"));
	else if (post->smtp)
		send_by_smtp(sent, c, post, m);
	else
		send_by_program(sent, c, post, m);
}
