/*
 * comm plan: what was planned against what was done, what is wrong with the
 * plan, how it is revised, who acknowledged what.
 */
#include "crud.h"
#include "mailing.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/comm_plan.h>
#include <kam/recurrence.h>
#include <stdlib.h>

enum {
	ID,
	TITLE,
	STATUS,
	ACCOUNT,
	PROJECT,
	AUDIENCE,
	EVERY,
	CHANNEL,
	SENDER,
	CADENCE,
	GIVEN,
	LATE,
	MISSED,
	SKIPPED,
	ON_TIME,
	ACKNOWLEDGED,
	DUE,
	DAYS_LATE,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[STATUS] = { "status", N_("Status"), KAM_FORM_FIXED },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_FIXED },
	[PROJECT] = { "project", N_("Project"), KAM_FORM_TEXT },
	[AUDIENCE] = { "audience", N_("Audience"), KAM_FORM_TEXT },
	[EVERY] = { "every", N_("Every"), KAM_FORM_TEXT },
	[CHANNEL] = { "channel", N_("Channel"), KAM_FORM_FIXED },
	[SENDER] = { "sender", N_("Sender"), KAM_FORM_FIXED },
	[CADENCE] = { "cadence", N_("Cadence"), KAM_FORM_FIXED },
	[GIVEN] = { "given", N_("Given"), KAM_FORM_NUMBER },
	[LATE] = { "late", N_("Late"), KAM_FORM_NUMBER },
	[MISSED] = { "missed", N_("Missed"), KAM_FORM_NUMBER },
	[SKIPPED] = { "skipped", N_("Skipped"), KAM_FORM_NUMBER },
	[ON_TIME] = { "on_time", N_("On time"), KAM_FORM_NUMBER },
	[ACKNOWLEDGED] = { "acknowledged", N_("Ack."), KAM_FORM_NUMBER },
	[DUE] = { "due", N_("Due"), KAM_FORM_FIXED },
	[DAYS_LATE] = { "days_late", N_("Days late"), KAM_FORM_NUMBER },
};
enum {
	PEOPLE = 1 << ID | 1 << TITLE | 1 << GIVEN | 1 << LATE | 1 << MISSED |
		 1 << ON_TIME | 1 << ACKNOWLEDGED | 1 << DUE | 1 << DAYS_LATE
};

static void print_on_time(const struct cmd_view *v, int64_t percent)
{
	char text[24];

	if (!cmd_view_key(v, ON_TIME))
		return;
	(void)snprintf(text, sizeof text, "%lld%%", (long long)percent);
	if (percent >= 0) {
		kam_out_people(v->out, text);
		kam_out_integer(v->out, percent);
	} else {
		kam_out_null(v->out);
	}
}

static void print_rule(const struct cmd_view *v, const char *rule)
{
	if (!cmd_view_key(v, EVERY))
		return;
	if (rule)
		kam_out_people_by(v->out, kam_recurrence_describe, rule);
	kam_out_text(v->out, rule);
}

static void print_line(const struct cmd_view *v,
		       const struct kam_comm_plan_actual *a)
{
	kam_out_row(v->out);
	cmd_view_id(v, ID, &kam_comm_plan_kind, a->id);
	cmd_view_text(v, TITLE, a->title);
	cmd_view_word(v, STATUS, a->status);
	cmd_view_text(v, ACCOUNT, a->account);
	cmd_view_text(v, PROJECT, a->project);
	cmd_view_text(v, AUDIENCE, a->audience);
	print_rule(v, a->every);
	cmd_view_word(v, CHANNEL, a->channel);
	cmd_view_text(v, SENDER, a->sender);
	cmd_view_text(v, CADENCE, a->cadence);
	cmd_view_integer(v, GIVEN, 1, a->given);
	cmd_view_integer(v, LATE, 1, a->late);
	cmd_view_integer(v, MISSED, 1, a->missed);
	cmd_view_integer(v, SKIPPED, 1, a->skipped);
	print_on_time(v, a->on_time);
	cmd_view_integer(v, ACKNOWLEDGED, 1, a->acknowledged);
	cmd_view_text(v, DUE, a->due);
	cmd_view_late(v, DAYS_LATE, a->due != NULL, a->days_late);
	kam_out_end(v->out);
}

struct actual {
	int all;
};
static const struct cmd_option actual_options[] = {
	{ "all", 'a', CMD_FLAG, NULL, N_("lines that have ended, too"),
	  CMD_AT(struct actual, all) },
	{ NULL },
};

static int actual(struct cmd *c, void *values, struct kam_err *err)
{
	const struct actual *v = values;
	struct kam_comm_plan_actuals lines;
	struct cmd_view view;
	int rc = kam_comm_plan_actual(&lines, c->k, &c->arena, c->account,
				      c->project, v->all, err);

	c->title = _("communications, planned and actual");
	if (!rc)
		rc = cmd_view_open(&view, c, table, COLUMNS, PEOPLE,
				   CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < lines.n; i++)
		if (cmd_mail_takes(c, lines.items[i].sender_id))
			print_line(&view, &lines.items[i]);
	kam_out_end(view.out);
	return 0;
}

static int say_findings(struct cmd *c, const struct kam_comm_plan_findings *all,
			struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < all->n && !rc; i++) {
		const struct kam_comm_plan_finding *f = &all->items[i];
		const char *what =
		    kam_arena_printf(&c->arena, "%s  %s", f->id, f->what);

		rc = what ? cmd_tell_finding(c, what, f->mend, err)
			  : kam_fail_memory(err);
	}
	if (all->n)
		c->status = 1;
	return rc;
}

static int print_findings(struct cmd *c,
			  const struct kam_comm_plan_findings *all,
			  struct kam_err *err)
{
	static const struct kam_out_column columns[] = {
		{ "id", N_("ID"), KAM_FORM_FIXED },
		{ "finding", N_("Finding"), KAM_FORM_FIXED },
		{ "account", N_("Account"), KAM_FORM_TEXT },
		{ "what", N_("What"), KAM_FORM_TEXT },
		{ "mend", N_("What mends it"), KAM_FORM_TEXT },
	};
	enum { WHO, FINDING, WHOSE, WHAT, MEND, ALL };
	enum { SHOWN = 1 << WHO | 1 << WHAT | 1 << MEND };
	struct cmd_view v;
	int rc = cmd_view_open(&v, c, columns, ALL, SHOWN, CMD_VIEW_LIST, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < all->n; i++) {
		const struct kam_comm_plan_finding *f = &all->items[i];

		if (!cmd_mail_takes(c, f->owner_id))
			continue;
		kam_out_row(v.out);
		cmd_view_text(&v, WHO, f->id);
		cmd_view_text(&v, FINDING, f->finding);
		cmd_view_text(&v, WHOSE, f->account);
		cmd_view_text(&v, WHAT, f->what);
		cmd_view_text(&v, MEND, f->mend);
		kam_out_end(v.out);
	}
	kam_out_end(v.out);
	if (all->n && !c->globals.mail)
		c->status = 1;
	return 0;
}

static int check(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_comm_plan_findings all = { .arena = &c->arena };
	int rc = kam_comm_plan_judge(&all, c->k, c->account, err);

	(void)values;
	c->title = _("what is wrong with the communications plan");
	if (!rc)
		rc = cmd_for_people(c) && !c->mailing
			 ? say_findings(c, &all, err)
			 : print_findings(c, &all, err);
	free(all.items);
	return rc;
}

struct revise {
	const char *reason;
};
static const struct cmd_option revise_options[] = {
	{ "reason", 0, CMD_TEXT, N_("TEXT"), N_("why the plan changes"),
	  CMD_AT(struct revise, reason), .required = 1 },
	{ NULL },
};

static int revise_one(struct cmd *c, const struct revise *v,
		      struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = cmd_load_pair(&before, &after, c, c->words[0], err);

	if (!rc)
		rc = cmd_set_fields(c, after, err);
	if (!rc)
		rc = kam_comm_plan_revise(c->k, before, after, v->reason, err);
	return rc ? rc : cmd_written(c, after, err);
}

static int revise(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(c->k, revise_one(c, values, err), err);
}

struct ack {
	const char *by, *occurrence, *on, *via, *remark;
};
static const struct cmd_option ack_options[] = {
	{ "by", 0, CMD_TEXT, N_("CONTACT"), N_("who says that it came"),
	  CMD_AT(struct ack, by), .required = 1 },
	{ "occurrence", 0, CMD_TEXT, "OCCURRENCE",
	  N_("which delivery; else the latest"),
	  CMD_AT(struct ack, occurrence) },
	{ "on", 0, CMD_TEXT, N_("DATE"), N_("when they said so; else today"),
	  CMD_AT(struct ack, on) },
	{ "via", 0, CMD_TEXT, N_("CHANNEL"),
	  N_("meeting, mail, call, chat, visit, document or other"),
	  CMD_AT(struct ack, via) },
	{ "remark", 0, CMD_TEXT, N_("TEXT"), N_("what they said to it"),
	  CMD_AT(struct ack, remark) },
	{ NULL },
};

static int ack_one(struct cmd *c, const struct ack *v, struct kam_err *err)
{
	struct kam_comm_plan_ack given = { .on = v->on,
					   .channel = v->via,
					   .remark = v->remark };
	struct kam_record *line, *decision;
	int rc = cmd_load(&line, c, c->kind, c->words[0], err);

	if (!rc)
		rc = kam_resolve(&given.contact, c->k, &kam_contact_kind, v->by,
				 err);
	if (!rc && v->occurrence)
		rc = kam_resolve(&given.occurrence, c->k, &kam_occurrence_kind,
				 v->occurrence, err);
	if (!rc)
		rc = kam_comm_plan_acknowledge(&decision, c->k, line, &given,
					       err);
	if (rc)
		return rc;
	c->kind = cmd_kind(c, &kam_decision_kind);
	return cmd_written(c, decision, err);
}

static int ack(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc : kam_operation_end(c->k, ack_one(c, values, err), err);
}

static const struct cmd_verb verbs[] = {
	{ "actual", actual, CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED, 0, 0,
	  actual_options, sizeof(struct actual), "[--all] [-A ACCOUNT]",
	  N_("planned against actual: given, late, missed, acknowledged"),
	  "kam comm plan actual" },
	{ "check", check, CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED, 0, 0,
	  NULL, 0, "[-A ACCOUNT]",
	  N_("what is wrong with the plan, and what mends it; exit 1"), NULL },
	{ "revise", revise, CMD_REGISTER_WRITE | CMD_FIELDS | CMD_NO_SCOPE, 1,
	  1, revise_options, sizeof(struct revise),
	  "ID --FIELD VALUE … --reason TEXT",
	  N_("change a line, its wording until now being kept"),
	  "kam comm plan revise CPL-1 --every month --reason 'too much'" },
	{ "ack", ack, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1, ack_options,
	  sizeof(struct ack), "ID --by CONTACT",
	  N_("record that a delivery was acknowledged"), NULL },
	{ NULL },
};
const struct cmd_noun cmd_noun_comm_plan = { "comm_plan", "comm_plan", NULL,
					     verbs, "list" };
