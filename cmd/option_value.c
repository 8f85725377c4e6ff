/*
 * One option and its value, and what the common ones mean together.
 */
#include "engine.h"

#include <errno.h>
#include <string.h>

const char *cmd_field_option(char buffer[CMD_OPTION_NAME], const char *field)
{
	size_t i = 0;

	for (; field[i] && i < CMD_OPTION_NAME - 1; i++)
		buffer[i] = field[i] == '_' ? '-' : field[i];
	buffer[i] = '\0';
	return buffer;
}

int cmd_field_taken(const struct cmd *c, int field)
{
	const struct kam_move *m = c->move;

	if (!(c->kind->fields[field].flags & KAM_FIXED))
		return 1;
	/* a move sets what only it may set: another one's stays */
	for (int i = 0; m && i < KAM_NEEDS && m->needs[i]; i++)
		if (m->needs[i] == field)
			return 1;
	return m && m->stamps && m->stamps == field;
}

int cmd_option_bare(const struct cmd_match *match, const struct cmd *c)
{
	if (match->option)
		return match->option->form == CMD_FLAG ||
		       match->option->form == CMD_MAYBE;
	return c->kind->fields[match->field].type == KAM_FLAG;
}

static int twice(const char *name, struct kam_err *err)
{
	return kam_fail(err, KAM_EUSAGE, _("'%s' is given twice"), name);
}

static int set_field(const struct cmd_match *match, struct cmd *c,
		     const char *name, const char *value, struct kam_err *err)
{
	const struct kam_field *f = &c->kind->fields[match->field];
	const char **at = &c->fields[match->field];

	if (f->type == KAM_FLAG) {
		if (match->no && value)
			return kam_fail(err, KAM_EUSAGE,
					_("'%s' takes no value"), name);
		if (!value)
			value = match->no ? "no" : "yes";
	}
	if (!*at) {
		*at = value;
		return 0;
	}
	if (f->type != KAM_TAGS && f->type != KAM_REFS)
		return twice(name, err);
	*at = kam_arena_printf(&c->arena, "%s,%s", *at, value);
	return *at ? 0 : kam_fail_memory(err);
}

static int set_integer(struct cmd_integer *at, const char *name,
		       const char *value, struct kam_err *err)
{
	char *end;

	if (at->set)
		return twice(name, err);
	errno = 0;
	at->value = strtoll(value, &end, 10);
	at->set = 1;
	if (!errno && *end == '\0' && end != value &&
	    strspn(value, "+-0123456789") == strlen(value))
		return 0;
	return kam_fail(err, KAM_EUSAGE, _("%s: '%.100s' is no whole number"),
			name, value);
}

static int set_many(struct cmd_many *at, struct cmd *c, const char *value,
		    struct kam_err *err)
{
	const char **items =
	    kam_arena_array(&c->arena, at->n + 1, sizeof *items);

	if (!items)
		return kam_fail_memory(err);
	if (at->n)
		memcpy(items, at->items, at->n * sizeof *items);
	items[at->n++] = value;
	at->items = items;
	return 0;
}

static int set_text(const char **at, const char *name, const char *value,
		    struct kam_err *err)
{
	if (*at)
		return twice(name, err);
	*at = value;
	return 0;
}

int cmd_option_set(const struct cmd_match *match, struct cmd *c,
		   const char *name, const char *value, struct kam_err *err)
{
	const struct cmd_option *o = match->option;
	void *at;

	if (!o)
		return set_field(match, c, name, value, err);
	at = (char *)match->values + o->at;
	switch (o->form) {
	case CMD_FLAG:
		if (value)
			return kam_fail(err, KAM_EUSAGE,
					_("'%s' takes no value"), name);
		*(int *)at = 1;
		return 0;
	case CMD_TEXT:
		return set_text(at, name, value, err);
	case CMD_MAYBE:
		*(const char **)at = value ? value : "";
		return 0;
	case CMD_MANY:
		return set_many(at, c, value, err);
	case CMD_INTEGER:
		return set_integer(at, name, value, err);
	}
	return 0;
}

static int read_format(struct cmd_globals *g, const struct cmd_common *common,
		       struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;
	int format = KAM_FORMAT_TABLE;

	if (common->porcelain || common->nul)
		format = KAM_FORMAT_PORCELAIN;
	if (common->json)
		format = KAM_FORMAT_JSON;
	if (common->format)
		format = kam_format_find(common->format);
	if (format >= 0) {
		g->format = (enum kam_format)format;
		g->json = common->json || format == KAM_FORMAT_JSON ||
			  format == KAM_FORMAT_JSONL;
		return 0;
	}
	for (size_t i = 0; kam_format_names[i]; i++)
		kam_str_printf(&all, "%s%s", i ? ", " : "",
			       kam_format_names[i]);
	kam_fail(err, KAM_EUSAGE, _("no format '%.100s'"), common->format);
	kam_hint(err, _("one of: %s"), all.data);
	kam_str_release(&all);
	return err->code;
}

static int read_colour(struct cmd_globals *g, const char *said,
		       struct kam_err *err)
{
	if (!said)
		return 0;
	g->colour = *said ? said : "always";
	if (!strcmp(g->colour, "always") || !strcmp(g->colour, "never") ||
	    !strcmp(g->colour, "auto"))
		return 0;
	kam_fail(err, KAM_EUSAGE, _("--color: no such word '%.100s'"), said);
	kam_hint(err, _("one of: %s"), "always, never, auto");
	return err->code;
}

int cmd_globals_read(struct cmd *c, const struct cmd_line *line,
		     struct kam_err *err)
{
	const struct cmd_common *common = &line->common;
	struct cmd_globals *g = &c->globals;
	int rc = read_format(g, common, err);

	if (!rc)
		rc = read_colour(g, common->colour, err);
	if (!rc && common->limit.set && common->limit.value < 1)
		rc = kam_fail(err, KAM_EUSAGE, "%s",
			      _("--limit: must be 1 or more"));
	if (!rc && common->audience && strcmp(common->audience, "customer") &&
	    strcmp(common->audience, "internal"))
		rc = cmd_usage(c, err,
			       _("--audience: customer or internal, not "
				 "'%.60s'"),
			       common->audience);
	g->customer = common->audience && !strcmp(common->audience, "customer");
	g->fields = common->fields;
	if (common->json && *common->json)
		g->fields = common->json;
	g->sort = common->sort;
	g->count_by = common->count_by;
	g->limit = common->limit.value;
	g->all = common->all;
	g->exit_code = common->exit_code;
	g->nul = common->nul;
	g->csv_raw = common->csv_raw;
	g->quiet = common->quiet;
	g->no_pager = common->no_pager;
	g->help = common->help;
	g->mail = common->mail;
	g->once = common->once;
	g->subject = common->subject;
	g->even_if_empty = common->even_if_empty;
	g->mail_dry_run = common->mail_dry_run;
	g->account = common->account;
	g->project = common->project;
	g->path = common->path;
	g->as_of = common->as_of;
	g->config = &common->config;
	return rc;
}
