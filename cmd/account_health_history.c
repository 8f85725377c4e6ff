/*
 * account health --history: a line for the end of each month or week.
 */
#include "account.h"

#include "mailing.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/health_history.h>
#include <string.h>

enum { ACCOUNT, NAME, OWNER, ON, SCORE, BAND, COVERAGE, WORST, COLUMNS };
static const struct kam_out_column table[COLUMNS] = {
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_KEY },
	[NAME] = { "name", N_("Name"), KAM_FORM_TEXT, 2 },
	[OWNER] = { "owner", N_("Owner"), KAM_FORM_TEXT, 1 },
	[ON] = { "on", N_("On"), KAM_FORM_FIXED },
	[SCORE] = { "score", N_("Score"), KAM_FORM_NUMBER },
	[BAND] = { "band", N_("Band"), KAM_FORM_FIXED },
	[COVERAGE] = { "coverage", N_("Known"), KAM_FORM_NUMBER },
	[WORST] = { "worst", N_("What costs most"), KAM_FORM_TEXT },
};
enum {
	PEOPLE = 1 << ACCOUNT | 1 << ON | 1 << SCORE | 1 << BAND |
		 1 << COVERAGE | 1 << WORST
};

static void print_row(const struct cmd_view *v,
		      const struct kam_health_point *p)
{
	char text[KAM_DECIMAL_TEXT];

	kam_date_format(text, p->on);
	kam_out_row(v->out);
	cmd_view_text(v, ACCOUNT, p->key);
	cmd_view_text(v, NAME, p->name);
	cmd_view_text(v, OWNER, p->owner);
	cmd_view_text(v, ON, text);
	if (cmd_view_key(v, SCORE) && p->scored)
		kam_out_decimal(v->out, p->score);
	else if (v->shown & 1 << SCORE)
		kam_out_null(v->out);
	if (cmd_view_key(v, BAND)) {
		kam_out_style(v->out, cmd_health_style(p->band));
		if (p->band)
			kam_out_people(v->out, kam_gettext_in("band", p->band));
		kam_out_text(v->out, p->band);
	}
	if (cmd_view_key(v, COVERAGE)) {
		cmd_health_percent(text, p->coverage);
		kam_out_people(v->out, text);
		kam_out_decimal(v->out, p->coverage);
	}
	if (cmd_view_key(v, WORST)) {
		if (p->worst)
			kam_out_people(v->out, _(p->worst->label));
		kam_out_text(v->out, p->worst ? p->worst->name : NULL);
	}
	kam_out_end(v->out);
}

/* A line of blocks for each account, on a terminal; a dot without a score. */
static void tell_sparks(struct cmd *c, const struct kam_health_point *p,
			size_t n)
{
	struct kam_str line = KAM_STR_INIT;

	for (size_t i = 0; i < n; i++) {
		if (p[i].scored)
			cmd_spark(&line,
				  (double)p[i].score / (100 * KAM_DECIMAL_ONE));
		else
			kam_str_add(&line, "·");
		if (i + 1 < n && p[i].account == p[i + 1].account)
			continue;
		if (!line.failed)
			cmd_tell_below(c, "%s %s", p[i].key, line.data);
		kam_str_truncate(&line, 0);
	}
	kam_str_release(&line);
}

static int read_query(struct kam_health_history_query *q, const struct cmd *c,
		      const struct cmd_health *v, struct kam_err *err)
{
	int rc = 0;

	if (v->explain)
		return cmd_usage(c, err, "%s",
				 _("--explain and --history exclude each "
				   "other"));
	if (cmd_mails(c))
		return cmd_usage(c, err, "%s",
				 _("--history and --mail exclude each other"));
	if (v->by && !strcmp(v->by, "week"))
		q->step = KAM_HEALTH_WEEKS;
	else if (v->by && strcmp(v->by, "month") != 0)
		return cmd_usage(c, err, _("--by: month or week, not '%.60s'"),
				 v->by);
	q->since = kam_date_add_months(kam_today(c->k), -12);
	if (v->since)
		rc = kam_date_read(&q->since, v->since, kam_today(c->k),
				   kam_calendar_of(c->k), err);
	if (rc || q->since <= kam_today(c->k))
		return rc;
	return kam_fail(err, KAM_EINVALID, _("'%.60s' is still to come"),
			v->since);
}

int cmd_health_history(struct cmd *c, int64_t account,
		       const struct cmd_health *v, struct kam_err *err)
{
	struct kam_health_history_query q = { .account = account };
	struct kam_health_point *points;
	struct cmd_view view;
	size_t n;
	int rc = read_query(&q, c, v, err);

	c->title = _("health over time");
	if (!rc)
		rc = kam_health_history(&points, &n, c->k, &c->arena, &q, err);
	if (!rc)
		rc = cmd_view_open(&view, c, table, COLUMNS, PEOPLE,
				   CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++)
		print_row(&view, &points[i]);
	kam_out_end(view.out);
	tell_sparks(c, points, n);
	return 0;
}
