/*
 * comm actions: what is still to be done of what was said.
 */
#include "comm.h"
#include "mailing.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/talk.h>

const struct cmd_option cmd_talk_actions_options[] = {
	{ "overdue", 0, CMD_FLAG, NULL, N_("only what is late already"),
	  CMD_AT(struct cmd_talk_actions, overdue) },
	{ "owner", 0, CMD_TEXT, N_("MEMBER"), N_("only what they owe; me"),
	  CMD_AT(struct cmd_talk_actions, owner) },
	{ "exit-code", 0, CMD_FLAG, NULL,
	  N_("exit with 1 where there is anything"),
	  CMD_AT(struct cmd_talk_actions, exit_code) },
	{ NULL },
};

enum {
	ID,
	TITLE,
	OWNER,
	ACCOUNT,
	PROJECT,
	AGE,
	DUE,
	DAYS_LATE,
	COMM,
	SAID,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[OWNER] = { "owner", N_("Owner"), KAM_FORM_TEXT },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_TEXT },
	[PROJECT] = { "project", N_("Project"), KAM_FORM_TEXT },
	[AGE] = { "age", N_("Age"), KAM_FORM_NUMBER },
	[DUE] = { "due", N_("Due"), KAM_FORM_FIXED },
	[DAYS_LATE] = { "days_late", N_("Days late"), KAM_FORM_NUMBER },
	[COMM] = { "comm", NC_("action", "Of"), KAM_FORM_FIXED },
	[SAID] = { "said", N_("Said"), KAM_FORM_TEXT },
};
enum { PEOPLE = ((1 << COLUMNS) - 1) & ~(1 << PROJECT | 1 << SAID) };

struct listing {
	struct cmd *c;
	const struct cmd_talk_actions *values;
	struct cmd_view view;
	int64_t n;
};

static int print_row(void *context, const struct kam_talk_action *a,
		     struct kam_err *err)
{
	struct listing *l = context;
	const struct cmd_view *v = &l->view;

	(void)err;
	if (l->values->overdue && a->days_late <= 0)
		return 0;
	if (!cmd_mail_takes(l->c, a->owner_id))
		return 0;
	l->n++;
	kam_out_row(v->out);
	cmd_view_id(v, ID, &kam_action_kind, a->id);
	cmd_view_text(v, TITLE, a->title);
	cmd_view_text(v, OWNER, a->owner);
	cmd_view_text(v, ACCOUNT, a->account);
	cmd_view_text(v, PROJECT, a->project);
	cmd_view_integer(v, AGE, 1, a->age);
	cmd_view_text(v, DUE, a->due);
	cmd_view_late(v, DAYS_LATE, a->due != NULL, a->days_late);
	cmd_view_id(v, COMM, &kam_comm_kind, a->comm);
	cmd_view_text(v, SAID, a->said);
	kam_out_end(v->out);
	return 0;
}

int cmd_talk_actions(struct cmd *c, void *values, struct kam_err *err)
{
	struct listing l = { .c = c, .values = values };
	int64_t owner = 0;
	int rc = 0;

	if (l.values->exit_code && c->globals.mail)
		return cmd_mailing_no_exit_code(c, err);
	if (l.values->owner)
		rc = kam_resolve(&owner, c->k, &kam_member_kind,
				 l.values->owner, err);
	c->title = _("actions of conversations");
	if (!rc)
		rc = cmd_view_open(&l.view, c, table, COLUMNS, PEOPLE,
				   CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	rc = kam_talk_actions(c->k, c->account, c->project, owner, print_row,
			      &l, err);
	kam_out_end(l.view.out);
	if (l.values->exit_code && l.n)
		c->status = 1;
	return rc;
}
