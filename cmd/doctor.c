/*
 * kam doctor: what is configured, what is missing, and does it work.
 */
#include "doctor.h"

#include <kam/utf8.h>
#include <stdarg.h>
#include <string.h>

static const char *const words[] = { N_("ok"), N_("warning"), N_("error") };

static struct doctor_finding *room_for_one(struct doctor *d)
{
	if (d->n == d->room) {
		size_t room = d->room ? 2 * d->room : 64;
		struct doctor_finding *grown =
		    kam_arena_array(&d->c->arena, room, sizeof *grown);

		if (!grown)
			return NULL;
		if (d->n)
			memcpy(grown, d->items, d->n * sizeof *grown);
		d->items = grown;
		d->room = room;
	}
	return &d->items[d->n];
}

void doctor_say(struct doctor *d, const char *check, enum doctor_status status,
		const char *hint, const char *format, ...)
{
	struct doctor_finding *f = room_for_one(d);
	char text[1024];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	kam_utf8_mend(text, sizeof text);
	if (!f) {
		d->failed = 1;
		return;
	}
	*f = (struct doctor_finding){ check, status,
				      kam_arena_strdup(&d->c->arena, text),
				      hint };
	d->failed |= !f->message;
	d->errors += status == DOCTOR_ERROR;
	d->n++;
}

void doctor_fault(struct doctor *d, const char *check,
		  const struct kam_err *err, const char *hint)
{
	const char *own =
	    err->hint[0] ? kam_arena_strdup(&d->c->arena, err->hint) : hint;

	doctor_say(d, check, DOCTOR_ERROR, own, "%s", err->message);
}

const char *doctor_hint(struct doctor *d, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	kam_utf8_mend(text, sizeof text);
	return kam_arena_strdup(&d->c->arena, text);
}

static void add_padded(struct kam_str *out, const char *text, size_t columns)
{
	size_t width = kam_utf8_width(text, KAM_AMBIGUOUS_NARROW);

	kam_str_add(out, text);
	do
		kam_str_add_char(out, ' ');
	while (++width < columns);
}

/* "warning  backup       there is none", its hint below; with --quiet only
   what is not well. */
static void tell_people(struct doctor *d)
{
	enum { STATUS = 9, CHECK = 13, INDENT = STATUS + CHECK };
	struct kam_str *out = &d->c->text;

	for (size_t i = 0; i < d->n; i++) {
		const struct doctor_finding *f = &d->items[i];
		struct kam_str shown = KAM_STR_INIT;

		if (d->c->globals.quiet && f->status == DOCTOR_OK)
			continue;
		add_padded(out, _(words[f->status]), STATUS);
		add_padded(out, _(f->check), CHECK);
		kam_utf8_show(&shown, f->message, KAM_SHOW_LINE);
		cmd_help_wrapped(out, shown.data, INDENT, INDENT);
		kam_str_reset(&shown);
		kam_utf8_show(&shown, f->hint ? f->hint : "", KAM_SHOW_LINE);
		if (shown.length) {
			kam_str_printf(out, "%*s", INDENT, "");
			cmd_help_wrapped(out, shown.data, INDENT, INDENT);
		}
		out->failed |= shown.failed;
		kam_str_release(&shown);
	}
}

static int tell(struct doctor *d, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "check", N_("Check"), KAM_FORM_FIXED },
		{ "status", N_("Status"), KAM_FORM_FIXED },
		{ "message", N_("Message"), KAM_FORM_TEXT },
		{ "hint", N_("Hint"), KAM_FORM_TEXT },
	};
	struct cmd *c = d->c;
	const struct kam_out_column *columns = cmd_translated(c, table, 4);
	struct kam_out *out;
	int rc;

	if (c->globals.format == KAM_FORMAT_TABLE && !c->globals.fields) {
		tell_people(d);
		return kam_str_check(&c->text, err);
	}
	rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);
	if (rc)
		return rc;
	kam_out_list(out, columns, 4);
	for (size_t i = 0; i < d->n; i++) {
		const struct doctor_finding *f = &d->items[i];

		kam_out_row(out);
		kam_out_key(out, "check");
		kam_out_people(out, _(f->check));
		kam_out_text(out, f->check);
		kam_out_key(out, "status");
		kam_out_people(out, _(words[f->status]));
		kam_out_text(out, words[f->status]);
		cmd_print_text(out, "message", f->message);
		cmd_print_text(out, "hint", f->hint);
		kam_out_end(out);
	}
	kam_out_end(out);
	return 0;
}

struct doctor_values {
	const char *test_mail;
};
static const struct cmd_option options[] = {
	{ "test-mail", 0, CMD_TEXT, N_("ADDRESS"),
	  N_("send a message there, as reports are sent"),
	  CMD_AT(struct doctor_values, test_mail) },
	{ NULL },
};

static int doctor(struct cmd *c, void *values, struct kam_err *err)
{
	const struct doctor_values *v = values;
	struct doctor d = { .c = c, .test_mail = v->test_mail };
	const struct cmd_line line = { .common = { .config =
						       *c->globals.config } };
	int rc = cmd_config_load(c, &line, err);

	/* a broken file is a finding, a broken command is none */
	if (rc && rc != KAM_ECONFIG)
		return rc;
	kam_err_reset(err);
	(void)!cmd_register_find(c, &d.folder, &d.unfound);
	doctor_system(&d);
	doctor_config(&d);
	doctor_register(&d);
	if (c->k)
		doctor_content(&d);
	doctor_mail(&d);
	if (cmd_interrupted())
		return kam_fail(err, KAM_EINTERRUPT, "%s", _("interrupted"));
	if (d.failed)
		return kam_fail_memory(err);
	c->status = d.errors > 0;
	return tell(&d, err);
}

const struct cmd_verb cmd_word_doctor = {
	"doctor",
	doctor,
	CMD_NO_SCOPE | CMD_NO_CONFIG | CMD_REGISTER_PATH,
	0,
	0,
	options,
	sizeof(struct doctor_values),
	"[--test-mail ADDRESS]",
	N_("say what is configured, missing or broken; 1 where something is"),
	"kam doctor",
};
