/*
 * account quiet, contact quiet: with whom nobody has spoken for too long.
 */
#include "account.h"

#include "mailing.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/quiet.h>
#include <kam/zone.h>
#include <string.h>

const struct cmd_option cmd_quiet_options[] = {
	{ "days", 0, CMD_INTEGER, N_("N"),
	  N_("for longer than N days, in place of what the communications "
	     "plan, the tier or the influence says"),
	  CMD_AT(struct cmd_quiet, days) },
	{ "all", 'a', CMD_FLAG, NULL,
	  N_("those who were spoken with in time, too"),
	  CMD_AT(struct cmd_quiet, all) },
	{ "owner", 0, CMD_TEXT, N_("MEMBER"),
	  N_("only whom they look after; me"),
	  CMD_AT(struct cmd_quiet, owner) },
	{ "exit-code", 0, CMD_FLAG, NULL,
	  N_("exit with 1 where there is anything"),
	  CMD_AT(struct cmd_quiet, exit_code) },
	{ NULL },
};

enum {
	ID,
	NAME,
	ACCOUNT,
	TIER,
	OWNER,
	LAST,
	LAST_COMM,
	SUMMARY,
	DAYS,
	LIMIT,
	BY,
	DUE,
	LATE,
	NEXT,
	NEXT_ID,
	NEXT_WHAT,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_KEY },
	[NAME] = { "name", N_("Name"), KAM_FORM_TEXT },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_TEXT },
	[TIER] = { "tier", N_("Tier"), KAM_FORM_FIXED, 1 },
	[OWNER] = { "owner", N_("Owner"), KAM_FORM_TEXT },
	[LAST] = { "last", N_("Two-way"), KAM_FORM_FIXED },
	[LAST_COMM] = { "last_comm", N_("Conversation"), KAM_FORM_FIXED },
	[SUMMARY] = { "summary", N_("Last said"), KAM_FORM_TEXT },
	[DAYS] = { "days", N_("Days"), KAM_FORM_NUMBER },
	[LIMIT] = { "limit", N_("May"), KAM_FORM_FIXED },
	[BY] = { "by", NC_("rule", "By"), KAM_FORM_FIXED },
	[DUE] = { "due", N_("Due"), KAM_FORM_FIXED },
	[LATE] = { "days_late", N_("Late"), KAM_FORM_NUMBER },
	[NEXT] = { "next", N_("Next"), KAM_FORM_FIXED },
	[NEXT_ID] = { "next_id", N_("Next ID"), KAM_FORM_FIXED },
	[NEXT_WHAT] = { "next_what", N_("What is next"), KAM_FORM_TEXT },
};
enum {
	PEOPLE = 1 << ID | 1 << NAME | 1 << OWNER | 1 << LAST | 1 << DAYS |
		 1 << LIMIT | 1 << LATE | 1 << NEXT,
	ACCOUNTS = PEOPLE | 1 << TIER,
};

static void print_day(const struct cmd_view *v, size_t column, int set,
		      int32_t day)
{
	char text[KAM_DATE_TEXT];

	kam_date_format(text, day);
	cmd_view_text(v, column, set ? text : NULL);
}

static void print_last(const struct cmd_view *v, const struct cmd *c,
		       const struct kam_silence *s)
{
	if (s->last_comm) {
		print_day(v, LAST, 1, kam_zone_day(kam_zone_of(c->k), s->last));
	} else if (cmd_view_key(v, LAST)) {
		kam_out_people(v->out,
			       s->unanswered ? _("unanswered") : _("never"));
		kam_out_null(v->out);
	}
}

static void print_row(const struct cmd_view *v, struct cmd *c,
		      const struct kam_quiet *q)
{
	const struct kam_silence *s = &q->silence;

	kam_out_row(v->out);
	cmd_view_text(v, ID, s->who);
	cmd_view_text(v, NAME, s->name);
	cmd_view_text(v, ACCOUNT, s->account);
	cmd_view_word(v, TIER, q->tier);
	cmd_view_text(v, OWNER, s->owner);
	print_last(v, c, s);
	cmd_view_id(v, LAST_COMM, &kam_comm_kind, s->last_comm);
	cmd_view_text(v, SUMMARY, q->summary);
	cmd_view_integer(v, DAYS, 1, s->days);
	cmd_view_text(v, LIMIT, s->limit);
	cmd_view_word(v, BY, s->by);
	print_day(v, DUE, s->by != NULL, s->due);
	cmd_view_late(v, LATE, s->by != NULL, s->days_late);
	print_day(v, NEXT, q->next_kind != NULL, q->next_due);
	if (q->next_kind)
		cmd_view_id(v, NEXT_ID, q->next_kind, q->next);
	else
		cmd_view_text(v, NEXT_ID, NULL);
	cmd_view_text(v, NEXT_WHAT, q->next_what);
	kam_out_end(v->out);
}

static int read_query(struct kam_quiet_query *query, int64_t *owner,
		      struct cmd *c, const struct cmd_quiet *v,
		      struct kam_err *err)
{
	int rc = 0;

	*owner = 0;
	*query = (struct kam_quiet_query){
		.kind = c->kind,
		.days = v->days.set ? v->days.value : -1,
	};
	if (v->days.set && v->days.value < 0)
		return cmd_usage(c, err, "%s", _("--days is 0 or more"));
	if (v->exit_code && c->globals.mail)
		return cmd_mailing_no_exit_code(c, err);
	rc = cmd_account_named(&query->account, c, err);
	if (!rc && v->owner)
		rc = kam_resolve(owner, c->k, &kam_member_kind, v->owner, err);
	return rc;
}

int cmd_quiet_run(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_quiet *v = values;
	struct kam_quiet_query query;
	struct kam_quiets all;
	struct cmd_view view;
	int64_t owner;
	int found = 0, rc = read_query(&query, &owner, c, v, err);

	c->title = _("quiet for too long");
	if (!rc)
		rc = kam_quiet_find(&all, c->k, &c->arena, &query, err);
	if (!rc)
		rc = cmd_view_open(
		    &view, c, table, COLUMNS,
		    kam_kind_is(c->kind, &kam_account_kind) ? ACCOUNTS : PEOPLE,
		    CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < all.n; i++) {
		const struct kam_quiet *q = &all.items[i];

		if ((!v->all && !q->quiet) ||
		    (owner && q->silence.owner_id != owner) ||
		    !cmd_mail_takes(c, q->silence.owner_id))
			continue;
		found |= q->quiet;
		print_row(&view, c, q);
	}
	kam_out_end(view.out);
	if (v->exit_code && found)
		c->status = 1;
	return 0;
}
