/*
 * One command from its options to its output: what the verb's row asks for is
 * provided, and everything that was written comes out at the end.
 */
#include "audience.h"
#include "engine.h"
#include "filter.h"
#include "mailing.h"

#include <kam/calendars.h>
#include <string.h>

/* --account is also the field account where the record is new. */
static void share_scope(struct cmd *c, struct cmd_line *line)
{
	const struct kam_kind *kind = c->kind;
	const unsigned both = CMD_FIELDS | CMD_SCOPE_FIELDS;
	const char **at;

	if (!kind || (c->verb->flags & both) != both)
		return;
	if (kind->account != KAM_NO_FIELD &&
	    kind->fields[kind->account].type == KAM_REFS) {
		/* several accounts, each with a role: -A is one of them */
		at = &c->fields[kind->account];
		if (!*at)
			*at = line->common.account;
	} else if (kind->account != KAM_NO_FIELD) {
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

static int is_id(const struct cmd *c, const char *word)
{
	const struct kam_kind *kind = NULL;
	struct kam_err none = { 0 };
	int64_t id;

	return !kam_id_parse(&kind, &id, c->catalogue, word, &none) &&
	       kam_kind_is(kind, c->kind);
}

static int check_words(struct cmd *c, struct kam_err *err)
{
	const char *word;

	if (c->verb->least > 0 && c->n_words < (size_t)c->verb->least)
		return cmd_usage(c, err, _("'%s' needs an argument"),
				 c->verb_name);
	if (c->verb->most == CMD_ANY || c->n_words <= (size_t)c->verb->most)
		return 0;
	word = c->words[c->verb->most];
	if (c->verb->flags & CMD_FILTERS && c->kind && is_id(c, word)) {
		kam_fail(err, KAM_EUSAGE, _("'%.100s' is one word too many"),
			 word);
		kam_hint(err, _("a filter chooses records: id=%s"), word);
		return err->code;
	}
	if (!(c->verb->flags & CMD_FILTERS) || !strpbrk(word, "<>!"))
		return cmd_usage(c, err, _("'%.100s' is one word too many"),
				 word);
	kam_fail(err, KAM_EUSAGE, _("'%.100s' is not a filter"), word);
	kam_hint(
	    err, "%s",
	    _("FIELD.ne=VALUE, .lt .le .gt .ge; of days .before .by .since "
	      ".after"));
	return err->code;
}

/* Registers are opened, and the world asked, only for verbs that need it. */
static int open_register(struct cmd *c, const struct cmd_line *line,
			 struct kam_err *err)
{
	const unsigned flags = c->verb->flags;
	const unsigned open =
	    CMD_REGISTER_READ | CMD_REGISTER_WRITE | CMD_REGISTER_MAYBE;
	const unsigned find = open | CMD_REGISTER_PATH;
	const char *folder;
	int rc;

	if (c->prepared || flags & CMD_NO_CONFIG)
		return 0;
	rc = cmd_config_load(c, line, err);
	if (!rc && (flags & find))
		rc = cmd_register_find(c, &folder, err);
	if (!rc)
		rc = cmd_world_read(c, line, err);
	if (!rc && (flags & open))
		rc = cmd_register_open(c, err);
	return rc;
}

int cmd_fields_early(struct cmd *c, const struct cmd_line *line)
{
	struct cmd_line ahead = *line;
	const char *said = c->globals.path;
	struct kam_err err = { 0 };
	int n = c->kind ? c->kind->n_fields : 0;

	if (!n || c->prepared || !(c->verb->flags & CMD_FIELDS))
		return 0;
	cmd_line_ahead(&ahead, c);
	c->globals.path = ahead.common.path;
	c->globals.config = &ahead.common.config;
	if (open_register(c, &ahead, &err)) {
		kam_close(c->k);
		c->k = NULL;
		c->config = NULL;
		c->register_path = NULL;
		c->globals.path = said;
		return 0;
	}
	c->prepared = 1;
	return c->kind->n_fields > n;
}

static int prepare(struct cmd *c, const struct cmd_line *line,
		   struct kam_err *err)
{
	const unsigned flags = c->verb->flags;
	const struct kam_calendar *calendar = NULL;
	int rc = open_register(c, line, err);

	if (!rc && c->k && c->globals.as_of)
		rc = cmd_as_of(c, err);
	if (!rc && c->k && c->n_filters && !(flags & CMD_FILTERS_OWN))
		rc = cmd_filters_expand(c, err);
	if (rc || !c->k)
		return rc;
	if (!(flags & CMD_REGISTER_WRITE) && !cmd_mails(c))
		rc = kam_read_begin(c->k, err);
	if (rc || (flags & CMD_NO_SCOPE))
		return rc;
	rc = kam_calendar_load(&calendar, c->k, &c->arena, 0, err);
	kam_use_calendar(c->k, calendar);
	return rc ? rc : cmd_scope_resolve(c, err);
}

/* Who reads it, as the options say. */
static int said_audience(struct cmd *c, struct kam_err *err)
{
	struct cmd_audience *a = kam_arena_alloc(&c->arena, sizeof *a);

	if (!a)
		return kam_fail_memory(err);
	a->customer = c->globals.customer;
	c->audience = a;
	return cmd_audience_check(c, err);
}

static void tell_doubts(const struct cmd *c)
{
	for (const char *at = c->doubts.data; *at; at += strcspn(at, "\n") + 1)
		cmd_warn(c, "%.*s", (int)strcspn(at, "\n"), at);
}

static int run(struct cmd *c, void *values, struct kam_err *err)
{
	const unsigned writes = c->verb->flags & CMD_REGISTER_WRITE;
	int rc = c->globals.mail ? cmd_mailing_run(c, values, err)
				 : c->verb->run(c, values, err);

	if (c->k && !writes)
		kam_read_end(c->k);
	if (c->k)
		kam_written(&c->written, c->k);
	if (writes || !c->last) {
		kam_close(c->k);
		c->k = NULL;
	}
	if (!rc)
		tell_doubts(c);
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
		c->globals.path = line->common.path;
		cmd_help_verb(c);
		return cmd_flush(c, err);
	}
	if (!rc && line->common.version &&
	    (c->noun || strcmp(c->verb->name, "version") != 0))
		rc = cmd_usage(c, err, "%s",
			       _("--version is kam's own and stands alone"));
	if (!rc) {
		share_scope(c, line);
		rc = cmd_globals_read(c, line, err);
	}
	if (!rc)
		rc = check_words(c, err);
	if (!rc)
		rc = check_options(c, values, err);
	if (!rc && (c->verb->flags & CMD_FIELDS))
		rc = cmd_evidence_fields(c, err);
	if (!rc)
		rc = cmd_mailing_check(c, err);
	if (!rc)
		rc = said_audience(c, err);
	if (!rc && c->globals.as_of)
		rc = cmd_as_of_check(c, err);
	if (!rc)
		rc = prepare(c, line, err);
	if (!rc)
		rc = run(c, values, err);
	if (rc)
		return cmd_fail_done(c, 0, err);
	return cmd_flush(c, err) ? cmd_fail_done(c, 1, err) : 0;
}
