/*
 * One command from its options to its output: what the verb's row asks for is
 * provided, and everything that was written comes out at the end.
 */
#include "engine.h"

#include <errno.h>
#include <kam/calendars.h>
#include <kam/utf8.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

int cmd_out(struct cmd *c, struct kam_out **out, struct kam_err *err)
{
	const char *temporary = cmd_environment_path("TMPDIR");
	const char *wide = cmd_config(c, "core.ambiguous");
	const struct kam_out_options options = {
		.format = c->globals.format,
		.fd = STDOUT_FILENO,
		.width = cmd_width(STDOUT_FILENO),
		.colour = cmd_colour(c, STDOUT_FILENO),
		.ambiguous = wide && !strcmp(wide, "wide")
				 ? KAM_AMBIGUOUS_WIDE
				 : KAM_AMBIGUOUS_NARROW,
		.nul = c->globals.nul,
		.csv_raw = c->globals.csv_raw,
		.temporary = temporary ? temporary : "/tmp",
	};
	int rc = 0;

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
		copy[i].label = _(columns[i].label);
	}
	return copy;
}

int cmd_usage(const struct cmd *c, struct kam_err *err, const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	kam_fail(err, KAM_EUSAGE, "%s", text);
	kam_hint(err, "kam %s%s%s %s", c->noun ? c->noun->name : "",
		 c->noun ? " " : "", c->verb_name,
		 c->verb->usage ? c->verb->usage : "");
	return err->code;
}

void cmd_say(const struct cmd *c, const char *format, ...)
{
	struct kam_str shown = KAM_STR_INIT;
	char text[1024];
	va_list args;

	if (c->globals.quiet || c->globals.format != KAM_FORMAT_TABLE)
		return;
	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	kam_utf8_show(&shown, text, KAM_SHOW_LINE);
	(void)fprintf(stderr, "%s\n", shown.data);
	kam_str_release(&shown);
}

/* --account is also the field account where the record is new. */
static void share_scope(struct cmd *c, struct cmd_line *line)
{
	const struct kam_kind *kind = c->kind;
	const unsigned both = CMD_FIELDS | CMD_SCOPE_FIELDS;
	const char **at;

	if (!kind || (c->verb->flags & both) != both)
		return;
	if (kind->account != KAM_NO_FIELD) {
		at = &c->fields[kind->account];
		if (!*at)
			*at = line->common.account;
		else if (!line->common.account)
			line->common.account = *at;
	}
	if (kind->project != KAM_NO_FIELD) {
		at = &c->fields[kind->project];
		if (!*at)
			*at = line->common.project;
		else if (!line->common.project)
			line->common.project = *at;
	}
}

static int check_options(struct cmd *c, const char *values, struct kam_err *err)
{
	const struct cmd_option *o = c->verb->options;

	for (; o && o->name; o++) {
		const char *at = values + o->at;
		int there = 0;

		if (!o->required)
			continue;
		if (o->form == CMD_INTEGER)
			there = ((const struct cmd_integer *)at)->set;
		else if (o->form == CMD_MANY)
			there = ((const struct cmd_many *)at)->n > 0;
		else
			there = *(const char *const *)at != NULL;
		if (!there)
			return cmd_usage(c, err, _("'--%s' is missing"),
					 o->name);
	}
	return 0;
}

static int check_words(struct cmd *c, struct kam_err *err)
{
	if (c->verb->least > 0 && c->n_words < (size_t)c->verb->least)
		return cmd_usage(c, err, _("'%s' needs an argument"),
				 c->verb_name);
	if (c->verb->most == CMD_ANY || c->n_words <= (size_t)c->verb->most)
		return 0;
	return cmd_usage(c, err, _("'%.100s' is one word too many"),
			 c->words[c->verb->most]);
}

/* Registers are opened, and the world asked, only for verbs that need it. */
static int prepare(struct cmd *c, const struct cmd_line *line,
		   struct kam_err *err)
{
	const unsigned flags = c->verb->flags;
	const unsigned open =
	    CMD_REGISTER_READ | CMD_REGISTER_WRITE | CMD_REGISTER_MAYBE;
	const struct kam_calendar *calendar = NULL;
	const char *folder;
	int rc = 0;

	if (flags & CMD_NO_CONFIG)
		return 0;
	rc = cmd_config_load(c, line, err);
	if (!rc && (flags & open))
		rc = cmd_register_find(c, &folder, err);
	if (!rc)
		rc = cmd_world_read(c, line, err);
	if (rc || !(flags & open))
		return rc;
	rc = cmd_register_open(c, err);
	if (rc || !c->k)
		return rc;
	if (!(flags & CMD_REGISTER_WRITE))
		rc = kam_read_begin(c->k, err);
	if (rc || (flags & CMD_NO_SCOPE))
		return rc;
	rc = kam_calendar_load(&calendar, c->k, &c->arena, 0, err);
	kam_use_calendar(c->k, calendar);
	return rc ? rc : cmd_scope_resolve(c, err);
}

static int run(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = c->verb->run(c, values, err);

	if (c->k && !(c->verb->flags & CMD_REGISTER_WRITE))
		kam_read_end(c->k);
	kam_close(c->k);
	c->k = NULL;
	if (!rc && c->globals.exit_code && c->out && kam_out_rows(c->out) > 0)
		c->status = 1;
	return rc;
}

int cmd_run_verb(struct cmd *c, struct cmd_line *line, struct kam_err *err)
{
	void *values = kam_arena_alloc(&c->arena, c->verb->values + 1);
	int rc;

	if (!values)
		return kam_fail_memory(err);
	rc = cmd_line_rest(line, c, values, err);
	if (!rc && line->common.help) {
		cmd_help_verb(c);
		return cmd_flush(c, err);
	}
	if (!rc) {
		share_scope(c, line);
		rc = cmd_globals_read(c, line, err);
	}
	if (!rc)
		rc = check_words(c, err);
	if (!rc)
		rc = check_options(c, values, err);
	if (!rc)
		rc = prepare(c, line, err);
	if (!rc)
		rc = run(c, values, err);
	return rc ? rc : cmd_flush(c, err);
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
					strerror(errno));
		text += n;
		length -= (size_t)n;
	}
	return 0;
}

int cmd_flush(struct cmd *c, struct kam_err *err)
{
	struct cmd_pager pager = { .fd = STDOUT_FILENO };
	int rc = kam_str_check(&c->text, err), paged;

	if (rc)
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
	return rc;
}
