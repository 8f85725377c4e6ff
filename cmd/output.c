/*
 * What a verb says, and how it comes out: through the printer or as plain
 * text, into a pager where a person looks on.
 */
#include "engine.h"
#include "mailing.h"
#include "speech.h"

#include <errno.h>
#include <kam/utf8.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

/* As HTML names it: "zh-CN". */
static const char *spoken(struct cmd *c)
{
	const char *name = cmd_speech();
	char *tag = name ? kam_arena_strdup(&c->arena, name) : NULL;

	for (char *at = tag; at && *at; at++)
		if (*at == '_')
			*at = '-';
	return tag ? tag : "en";
}

int cmd_out(struct cmd *c, struct kam_out **out, struct kam_err *err)
{
	const char *temporary = cmd_environment_path("TMPDIR");
	const char *wide = cmd_config(c, "core.ambiguous");
	struct kam_out_options options = {
		.format = c->globals.format,
		.fd = STDOUT_FILENO,
		.width = cmd_width(STDOUT_FILENO),
		.colour = cmd_colour(c, STDOUT_FILENO),
		.ambiguous = wide && !strcmp(wide, "wide")
				 ? KAM_AMBIGUOUS_WIDE
				 : KAM_AMBIGUOUS_NARROW,
		.fields = c->globals.fields,
		.nul = c->globals.nul,
		.csv_raw = c->globals.csv_raw,
		.temporary = temporary ? temporary : "/tmp",
		.title = c->title,
	};
	int rc = 0;

	if (options.format == KAM_FORMAT_HTML)
		options.language = spoken(c);

	/* a message has no colour, and names itself */
	if (c->mailing) {
		options.into = c->mailing->into;
		options.width =
		    options.format == KAM_FORMAT_TABLE ? CMD_MAIL_WIDTH : 0;
		options.colour = 0;
		options.title = c->mailing->title;
		options.foot = c->mailing->foot;
		options.language = c->mailing->language;
	}
	if (!c->out)
		rc = kam_out_open(&c->out, &options, err);
	*out = c->out;
	return rc;
}

const struct kam_out_column *
cmd_translated(struct cmd *c, const struct kam_out_column *columns, size_t n)
{
	struct kam_out_column *copy =
	    kam_arena_array(&c->arena, n, sizeof *copy);

	for (size_t i = 0; copy && i < n; i++) {
		copy[i] = columns[i];
		copy[i].label = kam_gettext_label(columns[i].label);
	}
	return copy;
}

int cmd_out_list(struct cmd *c, struct kam_out **out,
		 const struct kam_out_column *table, size_t n,
		 struct kam_err *err)
{
	const struct kam_out_column *columns = cmd_translated(c, table, n);
	int rc = columns ? cmd_out(c, out, err) : kam_fail_memory(err);

	if (!rc)
		kam_out_list(*out, columns, n);
	return rc;
}

int cmd_out_record(struct cmd *c, struct kam_out **out,
		   const struct kam_out_column *table, size_t n,
		   struct kam_err *err)
{
	const struct kam_out_column *columns = cmd_translated(c, table, n);
	int rc = columns ? cmd_out(c, out, err) : kam_fail_memory(err);

	if (!rc)
		kam_out_record(*out, columns, n);
	return rc;
}

int cmd_usage(const struct cmd *c, struct kam_err *err, const char *format, ...)
{
	struct kam_str usage = KAM_STR_INIT;
	char text[256];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	kam_fail(err, KAM_EUSAGE, "%s", text);
	cmd_add_usage(&usage, c->verb->usage ? c->verb->usage : "");
	kam_hint(err, "kam %s%s%s %s",
		 c->noun ? cmd_noun_typed(c, c->noun->name) : "",
		 c->noun ? " " : "", c->verb_name, usage.data);
	kam_str_release(&usage);
	return err->code;
}

void cmd_print_text(struct kam_out *out, const char *key, const char *text)
{
	kam_out_key(out, key);
	kam_out_text(out, text);
}

void cmd_print_integer(struct kam_out *out, const char *key, int64_t value)
{
	kam_out_key(out, key);
	kam_out_integer(out, value);
}

enum { MESSAGE = 1024 };

static void expand(char text[MESSAGE], const char *format, va_list args)
    KAM_PRINTF(2, 0);
static void expand(char text[MESSAGE], const char *format, va_list args)
{
	(void)vsnprintf(text, MESSAGE, format, args);
	kam_utf8_mend(text, MESSAGE);
}

static void say(const char *format, va_list args) KAM_PRINTF(1, 0);
static void say(const char *format, va_list args)
{
	struct kam_str shown = KAM_STR_INIT, lines = KAM_STR_INIT;
	char text[MESSAGE];

	expand(text, format, args);
	kam_utf8_show(&shown, text, KAM_SHOW_LINE);
	cmd_add_message(&lines, shown.data);
	(void)fputs(lines.data, stderr);
	kam_str_release(&lines);
	kam_str_release(&shown);
}

void cmd_say(const struct cmd *c, const char *format, ...)
{
	va_list args;

	if (c->globals.quiet || c->globals.format != KAM_FORMAT_TABLE)
		return;
	va_start(args, format);
	say(format, args);
	va_end(args);
}

void cmd_tell(const struct cmd *c, const char *format, ...)
{
	va_list args;

	if (c->globals.quiet || c->globals.format != KAM_FORMAT_TABLE ||
	    !isatty(STDERR_FILENO))
		return;
	va_start(args, format);
	say(format, args);
	va_end(args);
}

static void keep_below(struct cmd *c, const char *format, va_list args)
    KAM_PRINTF(2, 0);
static void keep_below(struct cmd *c, const char *format, va_list args)
{
	struct kam_str shown = KAM_STR_INIT;
	char text[MESSAGE];

	expand(text, format, args);
	kam_utf8_show(&shown, text, KAM_SHOW_LINE);
	if (!shown.failed)
		cmd_add_message(&c->below, shown.data);
	kam_str_release(&shown);
}

void cmd_define_below(struct cmd *c, const char *definition)
{
	enum { USUAL = 80 };

	if (c->mailing)
		c->mailing->definition = definition;
	else if (isatty(STDERR_FILENO))
		cmd_say_below(c, "%s", definition);
	else if (!c->globals.quiet && c->globals.format == KAM_FORMAT_TABLE)
		cmd_wrapped(&c->below, definition, 6, 0, USUAL);
}

void cmd_say_below(struct cmd *c, const char *format, ...)
{
	va_list args;

	if (c->mailing || c->globals.quiet ||
	    c->globals.format != KAM_FORMAT_TABLE)
		return;
	va_start(args, format);
	keep_below(c, format, args);
	va_end(args);
}

void cmd_tell_below(struct cmd *c, const char *format, ...)
{
	va_list args;

	if (c->mailing || c->globals.quiet ||
	    c->globals.format != KAM_FORMAT_TABLE || !isatty(STDERR_FILENO))
		return;
	va_start(args, format);
	keep_below(c, format, args);
	va_end(args);
}

static void warn_program(const char *hint, const char *format, va_list args)
    KAM_PRINTF(2, 0);
static void warn_program(const char *hint, const char *format, va_list args)
{
	struct kam_str object = KAM_STR_INIT;
	char text[MESSAGE];

	expand(text, format, args);
	cmd_add_object(&object, "warning", text, hint, "");
	if (!object.failed)
		(void)fputs(object.data, stderr);
	kam_str_release(&object);
}

static void say_hint(const char *format, ...) KAM_PRINTF(1, 2);
static void say_hint(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
}

static void warn(const struct cmd *c, const char *hint, const char *format,
		 va_list args) KAM_PRINTF(3, 0);
static void warn(const struct cmd *c, const char *hint, const char *format,
		 va_list args)
{
	if (c->staged)
		return;
	if (c->globals.json) {
		warn_program(hint, format, args);
		return;
	}
	say(format, args);
	if (*hint)
		say_hint("%s%s%s", _("hint"), _(": "), hint);
}

void cmd_warn(const struct cmd *c, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	warn(c, "", format, args);
	va_end(args);
}

void cmd_warn_hint(const struct cmd *c, const char *hint, const char *format,
		   ...)
{
	va_list args;

	va_start(args, format);
	warn(c, hint, format, args);
	va_end(args);
}

static int write_text(const char *text, size_t length, int fd,
		      struct kam_err *err)
{
	while (length > 0) {
		ssize_t n = write(fd, text, length);

		if (n < 0 && errno == EINTR && !cmd_interrupted())
			continue;
		if (n < 0 && errno == EINTR)
			return kam_fail(err, KAM_EINTERRUPT, "%s",
					_("interrupted"));
		if (n < 0 && errno == EPIPE)
			return 0;
		if (n < 0)
			return kam_fail(err, KAM_EIO,
					_("cannot write the output: %s"),
					kam_errno_text(errno));
		text += n;
		length -= (size_t)n;
	}
	return 0;
}

int cmd_flush(struct cmd *c, struct kam_err *err)
{
	struct cmd_pager pager = { .fd = STDOUT_FILENO };
	int rc = kam_str_check(&c->text, err), paged;

	if (rc || c->staged)
		return rc;
	paged = cmd_pager_start(&pager, c);
	rc = write_text(c->text.data, c->text.length, pager.fd, err);
	if (!rc && c->out) {
		if (paged)
			kam_out_redirect(c->out, pager.fd);
		rc = kam_out_finish(c->out, err);
	}
	if (paged)
		cmd_pager_end(&pager);
	if (!rc && c->below.length && !c->below.failed)
		(void)fputs(c->below.data, stderr);
	return rc;
}
