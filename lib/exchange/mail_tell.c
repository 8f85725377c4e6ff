/*
 * What is said of messages: errors, warnings, and whose mail was passed over.
 */
#include "exchange/mail.h"

#include <kam/str.h>
#include <kam/utf8.h>
#include <stdarg.h>
#include <string.h>

enum { DAY = 24 * 60 * 60 };

/* What a message about one mail begins with: its file where there are several,
   its name where a maildir gave it one. */
static void add_place(struct kam_str *text, const struct kam_mail_in *in)
{
	const struct kam_mail_options *o = in->options;
	size_t file = (size_t)in->message.file;

	if (o->n_files > 1 && file <= o->n_files)
		kam_str_printf(text, "'%s': ", o->files[file - 1]);
	if (in->message.name)
		kam_str_printf(text, "'%s': ", in->message.name);
}

int kam_mail_error(struct kam_mail_in *in, const char *message,
		   struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc;

	add_place(&text, in);
	kam_str_add(&text, message);
	rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_import_error(&in->base, (size_t)in->message.line, 0,
				      text.data, err);
	in->base.result->skipped++;
	kam_str_release(&text);
	return rc;
}

void kam_mail_warn(struct kam_mail_in *in, const char *format, ...)
{
	struct kam_str text = KAM_STR_INIT;
	char said[512];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(said, sizeof said, format, args);
	va_end(args);
	kam_utf8_mend(said, sizeof said);
	add_place(&text, in);
	kam_str_add(&text, said);
	kam_import_warning(&in->base, (size_t)in->message.line, 0, text.data);
	kam_str_release(&text);
}

void kam_mail_tell_flaws(struct kam_mail_in *in)
{
	const struct kam_mail_message *m = &in->message;

	if (m->charset)
		kam_mail_warn(
		    in, "%s",
		    _("a character set that is not known: its text is "
		      "guessed"));
	if (m->bytes)
		kam_mail_warn(in, "%s",
			      _("bytes that its character set doesn't have are "
				"replaced"));
	if (m->cut)
		kam_mail_warn(in, "%s", _("its text is cut after 64 KiB"));
	if (m->deep)
		kam_mail_warn(in, "%s",
			      _("parts nested more than 16 deep are left out"));
	if (m->many)
		kam_mail_warn(
		    in, "%s",
		    _("only 200 of its addresses or attachments are kept"));
	if (m->at > kam_now(in->base.k) + DAY)
		kam_mail_warn(in, _("its date, %s, is yet to come"), m->date);
	if (strcmp(m->dated, "sent") != 0)
		kam_mail_warn(in, _("it has no date; %s is taken"), m->date);
}

/* Strangers' mail is told by sender when all is read:
 * kam_mail_tell_strangers(). */
int kam_mail_pass_over(struct kam_mail_in *in, struct kam_err *err)
{
	const struct kam_mail_message *m = &in->message;
	int from = m->n_people && !strcmp(m->people[0].role, "from");
	const char *address = from ? m->people[0].address : "";
	struct kam_mail_stranger *s = in->strangers;
	size_t i = 0;

	in->base.result->skipped++;
	in->base.result->strangers++;
	while (i < in->n_strangers && strcmp(s[i].address, address) != 0)
		i++;
	if (i == KAM_MAIL_STRANGERS)
		return 0;
	if (i == in->n_strangers) {
		s[i].address = kam_arena_strdup(in->base.arena, address);
		if (!s[i].address)
			return kam_fail_memory(err);
		s[i].line = m->line;
		in->n_strangers++;
	}
	s[i].n++;
	return 0;
}

void kam_mail_tell_strangers(struct kam_mail_in *in)
{
	int64_t told = 0, all = in->base.result->strangers;
	char text[512];

	for (size_t i = 0; i < in->n_strangers; i++) {
		const struct kam_mail_stranger *s = &in->strangers[i];

		(void)snprintf(text, sizeof text,
			       _("none of its addresses is a contact's: from "
				 "'%.80s' (%lld such)"),
			       s->address, (long long)s->n);
		kam_import_warning(&in->base, (size_t)s->line, 0, text);
		told += s->n;
	}
	if (told == all)
		return;
	(void)snprintf(text, sizeof text,
		       _("more messages of no contact: %lld"),
		       (long long)(all - told));
	kam_import_warning(&in->base, (size_t)in->message.line, 0, text);
}
