/*
 * The verb of a report, run for messages: whose rows it prints, and into what.
 */
#include "engine.h"
#include "mailing.h"

#include <string.h>

int cmd_mails(const struct cmd *c)
{
	return c->globals.mail && !c->globals.mail_dry_run;
}

static int is_owned(const struct cmd *c)
{
	const struct kam_kind *kind = c->kind;
	int owner;

	if (!(c->verb->flags & CMD_OWNED))
		return 0;
	if (!(c->verb->flags & CMD_FILTERS))
		return 1;
	/* a list of no kind knows its owners itself */
	if (!kind)
		return !c->globals.count_by;
	owner = kam_field_find(kind, "owner");
	return owner != KAM_NO_FIELD && !c->globals.count_by;
}

int cmd_mailing_no_exit_code(const struct cmd *c, struct kam_err *err)
{
	return cmd_usage(c, err, "%s",
			 _("--mail and --exit-code exclude each other"));
}

int cmd_mailing_check(const struct cmd *c, struct kam_err *err)
{
	const struct cmd_globals *g = &c->globals;

	if (!g->mail &&
	    (g->once || g->even_if_empty || g->subject || g->mail_dry_run))
		return cmd_usage(c, err, "%s",
				 _("--once, --even-if-empty, --subject and "
				   "--dry-run go with --mail"));
	if (!g->mail)
		return 0;
	if (g->once && strcmp(g->once, "day") != 0 &&
	    strcmp(g->once, "week") != 0)
		return cmd_usage(c, err, _("--once: day or week, not '%.60s'"),
				 g->once);
	if (g->exit_code)
		return cmd_mailing_no_exit_code(c, err);
	if (g->format != KAM_FORMAT_TABLE && g->format != KAM_FORMAT_JSON)
		return cmd_usage(c, err, "%s",
				 _("a message has a text and an HTML part: no "
				   "--format"));
	if (!strcmp(g->mail, "owners") && !is_owned(c))
		return cmd_usage(c, err, "%s",
				 _("these rows have no owners: name "
				   "addresses"));
	return 0;
}

struct cmd_wanted *cmd_mailing_want(struct cmd *c, int64_t id)
{
	struct cmd_mailing *m = c->mailing;

	for (size_t i = 0; i < m->n_wanted; i++)
		if (m->wanted[i].id == id)
			return &m->wanted[i];
	if (m->n_wanted == m->room_wanted) {
		size_t room = m->room_wanted ? 2 * m->room_wanted : 32;
		struct cmd_wanted *grown =
		    kam_arena_array(&c->arena, room, sizeof *grown);

		if (!grown) {
			m->failed = 1;
			return NULL;
		}
		if (m->n_wanted)
			memcpy(grown, m->wanted, m->n_wanted * sizeof *grown);
		m->wanted = grown;
		m->room_wanted = room;
	}
	m->wanted[m->n_wanted] = (struct cmd_wanted){ .id = id };
	return &m->wanted[m->n_wanted++];
}

int cmd_mail_takes(struct cmd *c, int64_t member)
{
	struct cmd_mailing *m = c->mailing;
	struct cmd_wanted *wanted;

	if (!m)
		return 1;
	if (!m->collecting)
		return !m->person || m->person == member;
	wanted = member ? cmd_mailing_want(c, member) : NULL;
	if (wanted)
		wanted->rows++;
	else if (!member)
		m->unowned++;
	return 0;
}

int cmd_mail_takes_key(struct cmd *c, const char *key)
{
	const struct cmd_people *people = c->mailing ? &c->mailing->people : 0;

	for (size_t i = 0; people && key && i < people->n; i++)
		if (!strcmp(people->items[i].key, key))
			return cmd_mail_takes(c, people->items[i].id);
	return cmd_mail_takes(c, 0);
}

int cmd_mailing_print_once(struct cmd *c, void *values, enum kam_format format,
			   int64_t *rows, struct kam_err *err)
{
	enum kam_format asked = c->globals.format;
	int rc;

	kam_out_release(c->out);
	c->out = NULL;
	kam_str_reset(&c->text);
	c->title = NULL;
	c->status = 0;
	c->globals.format = format;
	rc = c->verb->run(c, values, err);
	if (!rc && c->mailing->failed)
		rc = kam_fail_memory(err);
	if (!rc && c->out) {
		*rows = kam_out_is_list(c->out) ? kam_out_rows(c->out) : -1;
		rc = kam_out_finish(c->out, err);
	} else {
		*rows = -1;
	}
	if (!rc && c->text.length)
		kam_str_add_bytes(c->mailing->into, c->text.data,
				  c->text.length);
	kam_out_release(c->out);
	c->out = NULL;
	kam_str_reset(&c->text);
	c->status = 0;
	c->globals.format = asked;
	return rc;
}

/* What the figures mean, below the rows in both parts. */
static int define(struct cmd_parts *parts, struct cmd *c, struct kam_err *err)
{
	struct cmd_mailing *m = c->mailing;

	kam_str_add_char(&parts->text, '\n');
	cmd_wrapped(&parts->text, m->definition, 0, 0, CMD_MAIL_WIDTH);
	m->foot =
	    kam_arena_printf(&c->arena, "%s\n\n%s", m->definition, m->foot);
	return m->foot ? 0 : kam_fail_memory(err);
}

int cmd_mailing_print(struct cmd_parts *parts, struct cmd *c, void *values,
		      const char *head, struct kam_err *err)
{
	struct cmd_mailing *m = c->mailing;
	const char *foot;
	int64_t again;
	int rc = cmd_mailing_foot(&m->foot, c, head, err);

	m->into = &parts->text;
	m->definition = NULL;
	if (!rc)
		rc = cmd_mailing_print_once(c, values, KAM_FORMAT_TABLE,
					    &parts->rows, err);
	if (!rc)
		rc = cmd_mailing_subject(&parts->subject, c, parts->rows, err);
	if (rc)
		return rc;
	if (!parts->rows)
		kam_str_printf(&parts->text, "%s\n", _("nothing to report"));
	foot = m->foot;
	if (m->definition)
		rc = define(parts, c, err);
	if (rc)
		return rc;
	kam_str_printf(&parts->text, "\n-- \n%s\n", foot);
	m->title = parts->subject;
	m->into = &parts->html;
	rc = cmd_mailing_print_once(c, values, KAM_FORMAT_HTML, &again, err);
	if (!rc)
		rc = kam_str_check(&parts->text, err);
	return rc ? rc : kam_str_check(&parts->html, err);
}
