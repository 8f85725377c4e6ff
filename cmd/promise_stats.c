/*
 * promise stats: how many were kept, and how old the late ones are.
 */
#include "figures.h"
#include "promise.h"
#include "view.h"

#include <string.h>

const struct cmd_option cmd_promise_stats_options[] = {
	{ "owner", 0, CMD_TEXT, N_("MEMBER"), N_("only what they owe; me"),
	  CMD_AT(struct cmd_promise_stats, promises.owner) },
	{ "by", 0, CMD_TEXT, "owner|account|kind",
	  N_("a line for each of these"),
	  CMD_AT(struct cmd_promise_stats, by) },
	{ "since", 0, CMD_TEXT, N_("DATE"),
	  N_("only those promised first for that day or later"),
	  CMD_AT(struct cmd_promise_stats, since) },
	{ "until", 0, CMD_TEXT, N_("DATE"),
	  N_("only those promised first for that day or earlier"),
	  CMD_AT(struct cmd_promise_stats, until) },
	{ NULL },
};

enum {
	VALUE,
	N,
	OPEN,
	LATE,
	KEPT,
	KEPT_LATE,
	MISSED,
	WITHDRAWN,
	UNDATED,
	KEPT_RATE,
	KEPT_RATE_MOVED,
	POSTPONED,
	AGES,
	WORKING_AGES = AGES + KAM_PROMISE_AGES,
	SINCE = WORKING_AGES + KAM_PROMISE_AGES,
	UNTIL,
	DEFINITION,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[VALUE] = { "value", N_("Value"), KAM_FORM_TEXT },
	[N] = { "n", N_("Promises"), KAM_FORM_NUMBER },
	[OPEN] = { "open", N_("Open"), KAM_FORM_NUMBER },
	[LATE] = { "late", N_("Late"), KAM_FORM_NUMBER },
	[KEPT] = { "kept", N_("Kept in time"), KAM_FORM_NUMBER },
	[KEPT_LATE] = { "kept_late", N_("Kept late"), KAM_FORM_NUMBER },
	[MISSED] = { "missed", N_("Missed"), KAM_FORM_NUMBER },
	[WITHDRAWN] = { "withdrawn", N_("Withdrawn"), KAM_FORM_NUMBER },
	[UNDATED] = { "undated", N_("Without a day"), KAM_FORM_NUMBER },
	[KEPT_RATE] = { "kept_rate", N_("Kept rate"), KAM_FORM_NUMBER },
	[KEPT_RATE_MOVED] = { "kept_rate_moved", N_("As moved"),
			      KAM_FORM_NUMBER, 1 },
	[POSTPONED] = { "postponed", N_("Postponed"), KAM_FORM_NUMBER },
	[AGES] = { "late_0", N_("Late, 0 days"), KAM_FORM_NUMBER },
	[AGES + 1] = { "late_1_7", N_("Late, 1-7 days"), KAM_FORM_NUMBER },
	[AGES + 2] = { "late_8_30", N_("Late, 8-30 days"), KAM_FORM_NUMBER },
	[AGES + 3] = { "late_31_90", N_("Late, 31-90 days"), KAM_FORM_NUMBER },
	[AGES + 4] = { "late_91", N_("Late, over 90 days"), KAM_FORM_NUMBER },
	[WORKING_AGES] = { "working_late_0", N_("Late, 0 working days"),
			   KAM_FORM_NUMBER },
	[WORKING_AGES + 1] = { "working_late_1_7", N_("Late, 1-7 working days"),
			       KAM_FORM_NUMBER },
	[WORKING_AGES + 2] = { "working_late_8_30",
			       N_("Late, 8-30 working days"), KAM_FORM_NUMBER },
	[WORKING_AGES + 3] = { "working_late_31_90",
			       N_("Late, 31-90 working days"),
			       KAM_FORM_NUMBER },
	[WORKING_AGES + 4] = { "working_late_91",
			       N_("Late, over 90 working days"),
			       KAM_FORM_NUMBER },
	[SINCE] = { "since", N_("Since"), KAM_FORM_FIXED },
	[UNTIL] = { "until", N_("Until"), KAM_FORM_FIXED },
	[DEFINITION] = { "definition", N_("Definition"), KAM_FORM_PROSE },
};
/* A table of groups has room for less than a record has. */
enum {
	PEOPLE = 1 << VALUE | 1 << N | 1 << OPEN | 1 << LATE | 1 << KEPT |
		 1 << KEPT_LATE | 1 << MISSED | 1 << KEPT_RATE |
		 1 << KEPT_RATE_MOVED,
	OF_ALL = ~(1 << VALUE | 1 << AGES)
};

/* What is asked for, in words for the definition. */
struct period {
	const char *since, *until; /* as they were read, or NULL */
};

static void print_figures(const struct cmd_view *v,
			  const struct kam_promise_figures *f,
			  enum kam_promise_by by, const struct period *period)
{
	const int64_t counts[] = {
		[N] = f->n,
		[OPEN] = f->open,
		[LATE] = f->late,
		[KEPT] = f->kept,
		[MISSED] = f->missed,
		[KEPT_LATE] = f->kept_late,
		[UNDATED] = f->undated,
		[WITHDRAWN] = f->withdrawn,
	};

	if (by == KAM_PROMISE_BY_KIND)
		cmd_view_word(v, VALUE, f->value);
	else
		cmd_view_text(v, VALUE, f->value);
	for (size_t i = N; i <= UNDATED; i++)
		cmd_view_integer(v, i, 1, counts[i]);
	if (cmd_view_key(v, KEPT_RATE))
		cmd_print_rate(v->out, f->kept_rate);
	if (cmd_view_key(v, KEPT_RATE_MOVED))
		cmd_print_rate(v->out, f->kept_rate_moved);
	cmd_view_integer(v, POSTPONED, 1, f->postponed);
	for (size_t i = 0; i < KAM_PROMISE_AGES; i++)
		cmd_view_integer(v, AGES + i, 1, f->ages[i]);
	for (size_t i = 0; i < KAM_PROMISE_AGES; i++)
		cmd_view_integer(v, WORKING_AGES + i, 1, f->working_ages[i]);
	cmd_view_text(v, SINCE, period->since);
	cmd_view_text(v, UNTIL, period->until);
	cmd_view_word(v, DEFINITION, kam_promise_definition);
}

static int in_period(const struct kam_promise *p, const struct kam_day *since,
		     const struct kam_day *until)
{
	if (!since->set && !until->set)
		return 1;
	return p->first_due.set &&
	       (!since->set || p->first_due.day >= since->day) &&
	       (!until->set || p->first_due.day <= until->day);
}

static int print(struct cmd *c, const struct kam_promise_figures *figures,
		 size_t n, enum kam_promise_by by, const struct period *period,
		 struct kam_err *err)
{
	static const char *const groups[] = {
		[KAM_PROMISE_ALL] = N_("Value"),
		[KAM_PROMISE_BY_OWNER] = N_("Owner"),
		[KAM_PROMISE_BY_ACCOUNT] = N_("Account"),
		[KAM_PROMISE_BY_KIND] = N_("Promise"),
	};
	const int all = by == KAM_PROMISE_ALL;
	struct kam_out_column columns[COLUMNS];
	struct cmd_view v;
	int rc;

	memcpy(columns, table, sizeof columns);
	columns[VALUE].label = groups[by];
	rc = cmd_view_open(&v, c, columns, COLUMNS,
			   all ? (unsigned)OF_ALL : PEOPLE,
			   all ? CMD_VIEW_RECORD : CMD_VIEW_LIST, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++) {
		if (!all)
			kam_out_row(v.out);
		print_figures(&v, &figures[i], by, period);
		if (!all)
			kam_out_end(v.out);
	}
	kam_out_end(v.out);
	if (!all && n)
		cmd_define_below(c, _(kam_promise_definition));
	return 0;
}

int cmd_promise_stats(struct cmd *c, void *values, struct kam_err *err)
{
	struct cmd_promise_stats *v = values;
	struct cmd_promises *p = &v->promises;
	struct kam_day since = { 0 }, until = { 0 };
	struct period period = { NULL, NULL };
	struct kam_promise_figures *figures;
	static const char *const words[] = { "owner", "account", "kind", NULL };
	size_t n, kept = 0;
	int by, rc = cmd_read_by(&by, c, v->by, words, err);

	c->title = _("promises in figures");
	if (!rc && (c->globals.count_by || c->globals.sort ||
		    c->globals.limit || c->globals.exit_code))
		rc = cmd_usage(c, err, "%s",
			       _("--sort, --limit, --count-by and --exit-code "
				 "are for lists"));
	if (!rc)
		rc = cmd_read_period_day(&since, &period.since, c, "since",
					 v->since, err);
	if (!rc)
		rc = cmd_read_period_day(&until, &period.until, c, "until",
					 v->until, err);
	if (!rc)
		rc = cmd_promises_read(p, c, 1, err);
	if (!rc)
		rc = cmd_promises_find(p, c, err);
	for (size_t i = 0; i < p->list.n && !rc; i++)
		if (in_period(&p->list.items[i], &since, &until))
			p->list.items[kept++] = p->list.items[i];
	if (!rc)
		rc = kam_promise_count(&figures, &n, &c->arena, p->list.items,
				       kept, (enum kam_promise_by)by, err);
	if (!rc)
		rc =
		    print(c, figures, n, (enum kam_promise_by)by, &period, err);
	kam_promise_release(&p->list);
	return rc;
}
