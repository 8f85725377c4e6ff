/*
 * comm gaps: with whom nobody has spoken for longer than was meant.
 */
#include "comm.h"
#include "mailing.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/silence.h>
#include <kam/zone.h>
#include <string.h>

const struct cmd_option cmd_gaps_options[] = {
	{ "all", 'a', CMD_FLAG, NULL,
	  N_("those who were spoken with in time, too"),
	  CMD_AT(struct cmd_gaps, all) },
	{ "owner", 0, CMD_TEXT, N_("MEMBER"),
	  N_("only whom they look after; me"), CMD_AT(struct cmd_gaps, owner) },
	{ "exit-code", 0, CMD_FLAG, NULL,
	  N_("exit with 1 where there is anything"),
	  CMD_AT(struct cmd_gaps, exit_code) },
	{ NULL },
};

enum {
	ID,
	KIND,
	NAME,
	ACCOUNT,
	OWNER,
	LAST,
	LAST_COMM,
	CHANNEL,
	DAYS,
	WORKING_DAYS,
	LIMIT,
	BY,
	BY_VALUE,
	DUE,
	DAYS_LATE,
	WORKING_DAYS_LATE,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[KIND] = { "kind", N_("Kind"), KAM_FORM_FIXED },
	[NAME] = { "name", N_("Name"), KAM_FORM_TEXT },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_TEXT },
	[OWNER] = { "owner", N_("Owner"), KAM_FORM_TEXT },
	[LAST] = { "last", N_("Two-way"), KAM_FORM_FIXED },
	[LAST_COMM] = { "last_comm", N_("Conversation"), KAM_FORM_FIXED },
	[CHANNEL] = { "channel", N_("Channel"), KAM_FORM_FIXED },
	[DAYS] = { "days", N_("Days"), KAM_FORM_NUMBER },
	[WORKING_DAYS] = { "working_days", N_("Working"), KAM_FORM_NUMBER },
	[LIMIT] = { "limit", N_("May"), KAM_FORM_FIXED },
	[BY] = { "by", NC_("rule", "By"), KAM_FORM_TEXT },
	[BY_VALUE] = { "by_value", N_("Which"), KAM_FORM_FIXED },
	[DUE] = { "due", N_("Due"), KAM_FORM_FIXED },
	[DAYS_LATE] = { "days_late", N_("Late"), KAM_FORM_NUMBER },
	[WORKING_DAYS_LATE] = { "working_days_late", N_("Working days late"),
				KAM_FORM_NUMBER },
};
enum {
	PEOPLE = 1 << ID | 1 << NAME | 1 << OWNER | 1 << LAST | 1 << DAYS |
		 1 << WORKING_DAYS | 1 << LIMIT | 1 << BY | 1 << DAYS_LATE
};

static void print_last(const struct cmd_view *v, const struct cmd *c,
		       const struct kam_silence *s)
{
	char text[KAM_INSTANT_TEXT], day[KAM_DATE_TEXT];

	if (!cmd_view_key(v, LAST))
		return;
	if (!s->last_comm) {
		kam_out_people(v->out,
			       s->unanswered ? _("unanswered") : _("never"));
		kam_out_text(v->out, NULL);
		return;
	}
	kam_date_format(day, kam_zone_day(kam_zone_of(c->k), s->last));
	kam_instant_format(text, s->last);
	kam_out_people(v->out, day);
	kam_out_text(v->out, text);
}

/* "CPL-1", or which tier or influence it is */
static void print_by(const struct cmd_view *v, const struct kam_silence *s)
{
	char text[64];

	if (!cmd_view_key(v, BY))
		return;
	(void)snprintf(text, sizeof text, "%s %s",
		       s->by ? kam_gettext_in("silence", s->by) : "",
		       s->by_value ? kam_gettext_in("tier", s->by_value) : "");
	if (s->by)
		kam_out_people(v->out,
			       strcmp(s->by, "plan") ? text : s->by_value);
	kam_out_text(v->out, s->by);
}

static void print_row(const struct cmd_view *v, const struct cmd *c,
		      const struct kam_silence *s)
{
	char due[KAM_DATE_TEXT];

	kam_date_format(due, s->due);
	kam_out_row(v->out);
	cmd_view_text(v, ID, s->who);
	cmd_view_word(v, KIND, s->kind->name);
	cmd_view_text(v, NAME, s->name);
	cmd_view_text(v, ACCOUNT, s->account);
	cmd_view_text(v, OWNER, s->owner);
	print_last(v, c, s);
	cmd_view_id(v, LAST_COMM, &kam_comm_kind, s->last_comm);
	cmd_view_word(v, CHANNEL, s->channel);
	cmd_view_integer(v, DAYS, 1, s->days);
	cmd_view_integer(v, WORKING_DAYS, 1, s->working_days);
	cmd_view_text(v, LIMIT, s->limit);
	print_by(v, s);
	cmd_view_text(v, BY_VALUE, s->by_value);
	cmd_view_text(v, DUE, s->by ? due : NULL);
	cmd_view_late(v, DAYS_LATE, s->by != NULL, s->days_late);
	cmd_view_integer(v, WORKING_DAYS_LATE, s->by != NULL,
			 s->working_days_late);
	kam_out_end(v->out);
}

static int print(struct cmd *c, const struct cmd_gaps *g,
		 const struct kam_silences *all, int64_t owner,
		 struct kam_err *err)
{
	struct cmd_view view;
	int64_t late = 0;
	int rc =
	    cmd_view_open(&view, c, table, COLUMNS, PEOPLE, CMD_VIEW_LIST, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < all->n; i++) {
		const struct kam_silence *s = &all->items[i];

		if (!g->all && (!s->by || s->days_late <= 0))
			continue;
		if ((owner && s->owner_id != owner) ||
		    !cmd_mail_takes(c, s->owner_id))
			continue;
		late += s->by && s->days_late > 0;
		print_row(&view, c, s);
	}
	kam_out_end(view.out);
	if (g->exit_code && late)
		c->status = 1;
	return 0;
}

int cmd_gaps(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_silence_query query = { c->account };
	const struct cmd_gaps *g = values;
	struct kam_silences all;
	int64_t owner = 0;
	int rc = 0;

	if (g->exit_code && c->globals.mail)
		return cmd_mailing_no_exit_code(c, err);
	if (g->owner)
		rc = kam_resolve(&owner, c->k, &kam_member_kind, g->owner, err);
	c->title = _("silence");
	if (!rc)
		rc = kam_silence_find(&all, c->k, &c->arena, &query, err);
	return rc ? rc : print(c, g, &all, owner, err);
}
