/*
 * mail show: what a message says, as its reader sees it, and what became of
 * it.
 */
#include "crud.h"
#include "post.h"

#include <kam/mail_read.h>
#include <kam/outbox.h>
#include <kam/record_io.h>
#include <kam/utf8.h>
#include <string.h>
#include <unistd.h>

/* "Subject: late" as one line, where there is something to say. */
static void add_line(struct kam_str *out, const char *label, const char *value)
{
	if (!value || !*value)
		return;
	kam_str_printf(out, "%s: ", label);
	kam_utf8_show(out, value, KAM_SHOW_LINE);
	kam_str_add_char(out, '\n');
}

int cmd_mail_say(struct kam_str *out, const char *message, struct kam_err *err)
{
	struct kam_mail_read mail;
	int rc = kam_mail_read(&mail, message, err);

	add_line(out, kam_gettext_label(NC_("mail", "From")), mail.from.data);
	add_line(out, kam_gettext_label(NC_("mail", "To")), mail.to.data);
	add_line(out, _("Subject"), mail.subject.data);
	add_line(out, _("Date"), mail.date.data);
	if (mail.text.length) {
		kam_str_add_char(out, '\n');
		kam_utf8_show(out, mail.text.data, KAM_SHOW_TEXT);
	}
	kam_mail_read_release(&mail);
	return rc ? rc : kam_str_check(out, err);
}

const struct cmd_option cmd_mail_show_options[] = {
	{ "raw", 0, CMD_FLAG, NULL, N_("the message itself, byte by byte"),
	  CMD_AT(struct cmd_mail_show, raw) },
	{ NULL },
};

struct showing {
	struct cmd *c;
	int raw, found;
};

/* Once it is sent or dropped it is not kept. */
static int no_message(const struct kam_outgoing *m, struct kam_err *err)
{
	kam_fail(err, KAM_ENOENT, _("message %lld is %s: its text is not kept"),
		 (long long)m->id,
		 kam_gettext_in("mail", kam_mail_states[m->state]));
	kam_hint(err, "kam mail show %lld", (long long)m->id);
	return err->code;
}

/* A terminal is shown nothing that it would execute. */
static int print_raw(struct cmd *c, const struct kam_outgoing *m,
		     struct kam_err *err)
{
	if (!m->message)
		return no_message(m, err);
	if (isatty(STDOUT_FILENO))
		kam_utf8_show(&c->text, m->message, KAM_SHOW_TEXT);
	else
		kam_str_add(&c->text, m->message);
	return 0;
}

static void add_time(struct cmd *c, const char *label, const char *at)
{
	char local[KAM_LOCAL_TEXT];

	if (!at)
		return;
	kam_local_time(local, c->k, at);
	add_line(&c->text, label, local);
}

static int print_for_people(struct cmd *c, const struct kam_outgoing *m,
			    struct kam_err *err)
{
	const char *state = kam_gettext_in("mail", kam_mail_states[m->state]);
	const char *tried =
	    m->state == KAM_MAIL_SENT ? N_("Sent") : N_("Tried");

	add_line(&c->text, _("Status"), state);
	add_time(c, _("Queued"), m->queued);
	add_time(c, _(tried), m->tried);
	add_time(c, _("Next try"), m->next_try);
	add_line(&c->text, _("Error"), m->error);
	add_line(&c->text, _("Report"), m->report);
	if (m->message)
		return cmd_mail_say(&c->text, m->message, err);
	add_line(&c->text, kam_gettext_label(NC_("mail", "From")), m->sender);
	add_line(&c->text, kam_gettext_label(NC_("mail", "To")), m->recipient);
	add_line(&c->text, _("Subject"), m->subject);
	kam_str_printf(&c->text, "\n(%s)\n",
		       _("its text is not kept once it is sent or dropped"));
	return 0;
}

/* All that is known, as an object or a line. */
static int print_record(struct cmd *c, const struct kam_outgoing *m,
			struct kam_err *err)
{
	static const struct kam_out_column more[] = {
		{ "from", NC_("mail", "From"), KAM_FORM_TEXT },
		{ "text", N_("Text"), KAM_FORM_PROSE },
		{ "message", N_("Message"), KAM_FORM_PROSE },
	};
	enum { MORE = sizeof more / sizeof *more };
	struct kam_out_column table[CMD_MAIL_COLUMNS + MORE];
	const struct kam_out_column *columns;
	struct kam_mail_read mail;
	struct kam_out *out;
	int rc = kam_mail_read(&mail, m->message ? m->message : "", err);

	memcpy(table, cmd_mail_columns, sizeof cmd_mail_columns);
	memcpy(table + CMD_MAIL_COLUMNS, more, sizeof more);
	columns = cmd_translated(c, table, CMD_MAIL_COLUMNS + MORE);
	if (!rc)
		rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);
	if (!rc) {
		kam_out_record(out, columns, CMD_MAIL_COLUMNS + MORE);
		cmd_mail_values(c, m);
		cmd_print_text(out, "from",
			       m->message ? mail.from.data : m->sender);
		cmd_print_text(out, "text", m->message ? mail.text.data : NULL);
		cmd_print_text(out, "message", m->message);
		kam_out_end(out);
	}
	kam_mail_read_release(&mail);
	return rc;
}

static int show(void *context, const struct kam_outgoing *m,
		struct kam_err *err)
{
	struct showing *s = context;
	const struct cmd_globals *g = &s->c->globals;

	s->found = 1;
	if (g->format != KAM_FORMAT_TABLE || g->fields)
		return print_record(s->c, m, err);
	return s->raw ? print_raw(s->c, m, err)
		      : print_for_people(s->c, m, err);
}

int cmd_mail_show(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_mail_show *v = values;
	struct showing s = { .c = c, .raw = v->raw };
	struct kam_outbox_query query = { 0 };
	int64_t *ids;
	int rc = cmd_mail_ids(&ids, c, err);

	if (rc)
		return rc;
	query.id = ids[0];
	rc = kam_outbox_each(c->k, &query, show, &s, err);
	if (rc || s.found)
		return rc;
	kam_fail(err, KAM_ENOENT, _("no message %lld"), (long long)ids[0]);
	kam_hint(err, "kam mail log");
	return err->code;
}
