/*
 * due, and feedback due: what is owed, to whom, how late.
 */
#include "due.h"

#include "crud.h"
#include "mailing.h"
#include "plan.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/due.h>
#include <string.h>

const struct cmd_option cmd_due_options[] = {
	{ "overdue", 0, CMD_FLAG, NULL, N_("only what is late already"),
	  CMD_AT(struct cmd_due, overdue) },
	{ "within", 0, CMD_TEXT, N_("TIME"),
	  N_("also what falls due by then: 7d, 5wd, 2w, eom, a day"),
	  CMD_AT(struct cmd_due, within) },
	{ "owner", 0, CMD_TEXT, N_("MEMBER"), N_("only what they owe; me"),
	  CMD_AT(struct cmd_due, owner) },
	{ "limit", 0, CMD_INTEGER, N_("N"), N_("no more than N"),
	  CMD_AT(struct cmd_due, limit) },
	{ "exit-code", 0, CMD_FLAG, NULL,
	  N_("exit with 1 where there is anything"),
	  CMD_AT(struct cmd_due, exit_code) },
	{ NULL },
};

const struct kam_out_column cmd_due_columns[] = {
	{ "id", N_("ID"), KAM_FORM_FIXED },
	{ "kind", N_("Kind"), KAM_FORM_FIXED, 1 },
	{ "account", N_("Account"), KAM_FORM_KEY },
	{ "project", N_("Project"), KAM_FORM_TEXT, 2 },
	{ "contact", N_("Contact"), KAM_FORM_TEXT, 5 },
	{ "what", N_("What"), KAM_FORM_TEXT },
	{ "owner", N_("Owner"), KAM_FORM_TEXT },
	{ "due", N_("Due"), KAM_FORM_FIXED },
	{ "days_late", N_("Days late"), KAM_FORM_NUMBER },
	{ "working_days_late", N_("Working"), KAM_FORM_NUMBER, 3 },
	{ "severity", N_("Severity"), KAM_FORM_FIXED, 4 },
};

static void print_value(struct cmd *c, struct kam_out *out,
			const struct kam_due_item *item, size_t column)
{
	char text[64];

	switch (column) {
	case 0:
		snprintf(text, sizeof text, "%s-%lld", item->kind->prefix,
			 (long long)item->id);
		kam_out_text(out, text);
		break;
	case 1:
		kam_out_people(out, kam_kind_called(item->kind));
		kam_out_text(out, item->kind->name);
		break;
	case 2:
		kam_out_text(out, item->account);
		break;
	case 3:
		kam_out_text(out, item->project);
		break;
	case 4:
		if (item->contact_name)
			kam_out_people(out, item->contact_name);
		kam_out_text(out, item->contact);
		break;
	case 5:
		cmd_title(c, out, item->kind, item->id, item->what);
		break;
	case 6:
		cmd_mail_name(c, out, item->owner);
		kam_out_text(out, item->owner);
		break;
	case 7:
		kam_date_format(text, item->due);
		kam_out_text(out, text);
		break;
	case 8:
		kam_out_style(out, item->days_late > 0    ? KAM_STYLE_BAD
				   : item->days_late == 0 ? KAM_STYLE_WARN
							  : KAM_STYLE_PLAIN);
		kam_out_integer(out, item->days_late);
		break;
	case 9:
		kam_out_integer(out, item->working_days_late);
		break;
	default:
		if (item->severity)
			kam_out_people(out, _(item->severity));
		kam_out_text(out, item->severity);
	}
}

void cmd_due_print_item(struct cmd *c, struct kam_out *out,
			const struct kam_due_item *item)
{
	for (size_t j = 0; j < CMD_DUE_COLUMNS; j++) {
		kam_out_key(out, cmd_due_columns[j].key);
		print_value(c, out, item, j);
	}
}

static int print(struct cmd *c, const struct kam_due_list *list,
		 const struct cmd_due *v, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, cmd_due_columns, CMD_DUE_COLUMNS);
	struct kam_out *out;
	int64_t given = 0;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_list(out, columns, CMD_DUE_COLUMNS);
	for (size_t i = 0; i < list->n; i++) {
		if (v->overdue && list->items[i].days_late <= 0)
			continue;
		if (!cmd_mail_takes(c, list->items[i].owner_id))
			continue;
		if (v->limit.set && v->limit.value && given >= v->limit.value)
			break;
		given++;
		kam_out_row(out);
		cmd_due_print_item(c, out, &list->items[i]);
		kam_out_end(out);
	}
	kam_out_end(out);
	if (v->exit_code && given)
		c->status = 1;
	return 0;
}

/* "7d" and "+7d" are the same; a day is one too */
static int read_until(int32_t *until, struct cmd *c, const struct cmd_due *v,
		      struct kam_err *err)
{
	char text[32];
	int rc = 0;

	*until = kam_today(c->k);
	if (!v->within)
		return 0;
	/* 2026-12-01 is a day, 7d a span */
	snprintf(text, sizeof text, "%s%s",
		 v->within[strspn(v->within, "0123456789")] == '-' ||
			 v->within[0] < '0' || v->within[0] > '9'
		     ? ""
		     : "+",
		 v->within);
	rc = kam_date_read(until, text, kam_today(c->k), kam_calendar_of(c->k),
			   err);
	if (rc)
		kam_field(err, "within");
	return rc;
}

int cmd_due_run(struct cmd *c, const struct cmd_due *v,
		enum kam_due_kinds kinds, struct kam_err *err)
{
	struct kam_due_query query = {
		.kinds = kinds,
		.account = c->account,
		.project = c->project,
	};
	struct kam_due_list list = { .arena = &c->arena, .query = &query };
	const int feedback = kinds == KAM_DUE_FEEDBACK;
	int rc;

	if (v->exit_code && c->globals.mail)
		return cmd_mailing_no_exit_code(c, err);
	rc = read_until(&query.until, c, v, err);

	if (!rc && v->owner)
		rc = kam_resolve(&query.owner, c->k, &kam_member_kind, v->owner,
				 err);
	if (v->overdue)
		c->title = feedback ? _("overdue feedback") : _("overdue");
	else
		c->title = feedback ? _("feedback due") : _("due");
	if (!rc)
		rc = kam_due_find(&list, c->k, err);
	if (!rc)
		rc = print(c, &list, v, err);
	kam_due_release(&list);
	return rc;
}

static int due(struct cmd *c, void *values, struct kam_err *err)
{
	return cmd_due_run(c, values, KAM_DUE_ALL, err);
}

const struct cmd_verb cmd_word_due = {
	"due",
	due,
	CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED,
	0,
	0,
	cmd_due_options,
	sizeof(struct cmd_due),
	"[--overdue] [--within 7d] [--owner X] [-A ACCOUNT]",
	N_("what is due and overdue, of every kind"),
	"kam due --within 7d",
};
