/*
 * promise stats: how many were kept, and how old the late ones are.
 */
#include "figures.h"
#include "promise.h"

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

/* What was asked for, and what came of it. */
struct asked {
	enum kam_promise_by by;
	struct kam_day since, until;
	const char *from, *to; /* the same in words, or NULL */
	struct kam_promise_figures *figures;
	size_t n;
};

static void print_one(const struct cmd_view *v, const void *context, size_t at)
{
	const struct asked *a = context;
	const struct kam_promise_figures *f = &a->figures[at];
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

	if (a->by == KAM_PROMISE_BY_KIND)
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
	cmd_view_text(v, SINCE, a->from);
	cmd_view_text(v, UNTIL, a->to);
	cmd_view_word(v, DEFINITION, kam_promise_definition);
}

static int in_period(const struct asked *a, const struct kam_promise *p)
{
	if (!a->since.set && !a->until.set)
		return 1;
	return p->first_due.set &&
	       (!a->since.set || p->first_due.day >= a->since.day) &&
	       (!a->until.set || p->first_due.day <= a->until.day);
}

static int print(struct cmd *c, const struct asked *a, struct kam_err *err)
{
	static const char *const groups[] = {
		[KAM_PROMISE_BY_OWNER] = N_("Owner"),
		[KAM_PROMISE_BY_ACCOUNT] = N_("Account"),
		[KAM_PROMISE_BY_KIND] = N_("Promise"),
	};
	const struct cmd_figures figures = {
		.table = table,
		.n_columns = COLUMNS,
		.group = groups[a->by],
		.all = (unsigned)OF_ALL,
		.people = PEOPLE,
		.definition = kam_promise_definition,
		.print = print_one,
	};

	return cmd_figures_print(c, &figures, a, a->n, err);
}

static int read_asked(struct asked *a, struct cmd *c,
		      const struct cmd_promise_stats *v, struct kam_err *err)
{
	static const char *const words[] = { "owner", "account", "kind", NULL };
	int by, rc = cmd_read_by(&by, c, v->by, words, err);

	a->by = (enum kam_promise_by)by;
	if (!rc && (c->globals.count_by || c->globals.sort ||
		    c->globals.limit || c->globals.exit_code))
		rc = cmd_usage(c, err, "%s",
			       _("--sort, --limit, --count-by and --exit-code "
				 "are for lists"));
	if (!rc)
		rc = cmd_read_period_day(&a->since, &a->from, c, "since",
					 v->since, err);
	if (!rc)
		rc = cmd_read_period_day(&a->until, &a->to, c, "until",
					 v->until, err);
	return rc;
}

int cmd_promise_stats(struct cmd *c, void *values, struct kam_err *err)
{
	struct cmd_promise_stats *v = values;
	struct cmd_promises *p = &v->promises;
	struct asked a = { .figures = NULL };
	size_t kept = 0;
	int rc = read_asked(&a, c, v, err);

	c->title = _("promises in figures");
	if (!rc)
		rc = cmd_promises_read(p, c, 1, err);
	if (!rc)
		rc = cmd_promises_find(p, c, err);
	for (size_t i = 0; i < p->list.n && !rc; i++)
		if (in_period(&a, &p->list.items[i]))
			p->list.items[kept++] = p->list.items[i];
	if (!rc)
		rc = kam_promise_count(&a.figures, &a.n, &c->arena,
				       p->list.items, kept, a.by, err);
	if (!rc)
		rc = print(c, &a, err);
	kam_promise_release(&p->list);
	return rc;
}
