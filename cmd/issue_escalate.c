/*
 * issue escalate: unsolved issues beyond their time, and whom to tell.
 */
#include "issue.h"
#include "mailing.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/date.h>

const struct cmd_option cmd_issue_escalate_options[] = {
	{ "all", 'a', CMD_FLAG, NULL,
	  N_("those within their time, too, with the day it ends"),
	  CMD_AT(struct cmd_issue_escalate, all) },
	{ "owner", 0, CMD_TEXT, N_("MEMBER"), N_("only what they see to; me"),
	  CMD_AT(struct cmd_issue_escalate, owner) },
	{ "exit-code", 0, CMD_FLAG, NULL,
	  N_("exit with 1 where there is anything"),
	  CMD_AT(struct cmd_issue_escalate, exit_code) },
	{ NULL },
};

enum {
	ID,
	TITLE,
	SEVERITY,
	STATUS,
	ACCOUNT,
	PROJECT,
	OWNER,
	SINCE,
	DAYS,
	WORKING_DAYS,
	LEVEL,
	LEVEL_DAY,
	NEXT,
	STEP,
	STEP_LEVEL,
	MEMBER,
	MEMBER_NAME,
	CONTACT,
	CONTACT_NAME,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[SEVERITY] = { "severity", N_("Severity"), KAM_FORM_FIXED },
	[STATUS] = { "status", N_("Status"), KAM_FORM_FIXED },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_KEY },
	[PROJECT] = { "project", N_("Project"), KAM_FORM_TEXT },
	[OWNER] = { "owner", N_("Owner"), KAM_FORM_TEXT },
	[SINCE] = { "since", N_("Since"), KAM_FORM_FIXED },
	[DAYS] = { "days", N_("Days"), KAM_FORM_NUMBER },
	[WORKING_DAYS] = { "working_days", N_("Working"), KAM_FORM_NUMBER },
	[LEVEL] = { "level", N_("Level"), KAM_FORM_NUMBER },
	[LEVEL_DAY] = { "level_day", N_("Over"), KAM_FORM_FIXED },
	[NEXT] = { "next", N_("Next"), KAM_FORM_FIXED },
	[STEP] = { "step", N_("Step"), KAM_FORM_FIXED },
	[STEP_LEVEL] = { "step_level", N_("Its level"), KAM_FORM_NUMBER },
	[MEMBER] = { "member", N_("Member"), KAM_FORM_FIXED },
	[MEMBER_NAME] = { "member_name", N_("Tell"), KAM_FORM_TEXT },
	[CONTACT] = { "contact", N_("Contact"), KAM_FORM_FIXED },
	[CONTACT_NAME] = { "contact_name", N_("Theirs"), KAM_FORM_TEXT },
};
enum {
	PEOPLE = 1 << ID | 1 << TITLE | 1 << SEVERITY | 1 << OWNER | 1 << DAYS |
		 1 << LEVEL | 1 << MEMBER_NAME | 1 << CONTACT_NAME,
	WITHIN = 1 << NEXT
};

struct listing {
	struct cmd *c;
	const struct cmd_issue_escalate *v;
	struct cmd_view view;
	int64_t n, nobody;      /* beyond; of them without a step */
	const char *nobody_key; /* the first one's account */
};

static void print_day(const struct cmd_view *v, size_t column, int set,
		      int32_t day)
{
	char text[KAM_DATE_TEXT];

	kam_date_format(text, day);
	cmd_view_text(v, column, set ? text : NULL);
}

static void print_row(struct listing *l, const struct kam_issue_age *a,
		      const struct kam_issue_step *step)
{
	const struct cmd_view *v = &l->view;

	kam_out_row(v->out);
	cmd_view_id(v, ID, &kam_issue_kind, a->id);
	cmd_view_text(v, TITLE, a->title);
	cmd_view_word(v, SEVERITY, a->severity);
	cmd_view_word(v, STATUS, a->status);
	cmd_view_text(v, ACCOUNT, a->account);
	cmd_view_text(v, PROJECT, a->project);
	if (cmd_view_key(v, OWNER)) {
		cmd_mail_name(l->c, v->out, a->owner);
		kam_out_text(v->out, a->owner);
	}
	print_day(v, SINCE, 1, a->since);
	cmd_view_integer(v, DAYS, 1, a->days);
	cmd_view_integer(v, WORKING_DAYS, 1, a->working_days);
	cmd_view_late(v, LEVEL, 1, a->level);
	print_day(v, LEVEL_DAY, a->level > 0, a->level_day);
	print_day(v, NEXT, a->has_next, a->next);
	cmd_view_id(v, STEP, &kam_escalation_kind, step->id);
	cmd_view_integer(v, STEP_LEVEL, step->id != 0, step->level);
	cmd_view_text(v, MEMBER, step->member);
	cmd_view_text(v, MEMBER_NAME, step->member_name);
	cmd_view_text(v, CONTACT, step->contact);
	cmd_view_text(v, CONTACT_NAME, step->contact_name);
	kam_out_end(v->out);
}

static int print_one(void *context, const struct kam_issue_age *a,
		     struct kam_err *err)
{
	struct listing *l = context;
	struct kam_issue_step step = { 0 };
	int rc = 0;

	if ((!a->level && !l->v->all) || !cmd_mail_takes(l->c, a->owner_id))
		return 0;
	if (a->level) {
		rc = kam_issue_step(&step, l->c->k, &l->c->arena, a->account_id,
				    a->level, err);
		l->n++;
		if (!step.id && !l->nobody++)
			l->nobody_key = kam_arena_strdup(
			    &l->c->arena, a->account ? a->account : "");
	}
	if (rc < 0)
		return rc;
	print_row(l, a, &step);
	return 0;
}

int cmd_issue_escalate(struct cmd *c, void *values, struct kam_err *err)
{
	struct listing l = { .c = c, .v = values };
	struct kam_issue_query query = { c->account, c->project, 0 };
	int rc = 0;

	if (l.v->exit_code && c->globals.mail)
		return cmd_mailing_no_exit_code(c, err);
	c->title = _("issues beyond their time");
	if (l.v->owner)
		rc = kam_resolve(&query.owner, c->k, &kam_member_kind,
				 l.v->owner, err);
	if (!rc)
		rc = cmd_view_open(&l.view, c, table, COLUMNS,
				   PEOPLE | (l.v->all ? WITHIN : 0),
				   CMD_VIEW_LIST, err);
	if (!rc) {
		rc = kam_issue_ages_each(c->k, &query, print_one, &l, err);
		kam_out_end(l.view.out);
	}
	if (rc)
		return rc;
	if (l.v->exit_code && l.n)
		c->status = 1;
	if (l.nobody_key)
		cmd_say_below(
		    c,
		    _("hint: %s has no escalation path: kam escalation add "
		      "1 -A %s --member MEMBER"),
		    l.nobody_key, l.nobody_key);
	return 0;
}
