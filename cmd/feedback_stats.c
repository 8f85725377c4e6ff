/*
 * feedback stats: how soon feedback is answered and settled.
 */
#include "feedback.h"
#include "figures.h"

#include <kam/feedback.h>

const struct cmd_option cmd_feedback_stats_options[] = {
	{ "by", 0, CMD_TEXT, "severity|account|type|owner",
	  N_("a line for each of these"),
	  CMD_AT(struct cmd_feedback_stats, by) },
	{ "since", 0, CMD_TEXT, N_("DATE"),
	  N_("only what was received that day or later"),
	  CMD_AT(struct cmd_feedback_stats, since) },
	{ "until", 0, CMD_TEXT, N_("DATE"),
	  N_("only what was received that day or earlier"),
	  CMD_AT(struct cmd_feedback_stats, until) },
	{ NULL },
};

enum { TIMES = 9 }; /* columns of an answer, and of a settlement */
enum {
	VALUE,
	N,
	REOPENED,
	RESPOND,
	RESOLVE = RESPOND + TIMES,
	SINCE = RESOLVE + TIMES,
	UNTIL,
	DEFINITION,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[VALUE] = { "value", N_("Value"), KAM_FORM_TEXT },
	[N] = { "n", N_("Feedback"), KAM_FORM_NUMBER },
	[REOPENED] = { "reopened", N_("Reopened"), KAM_FORM_NUMBER },
	[RESPOND] = { "answered", N_("Answered"), KAM_FORM_NUMBER },
	{ "awaiting", N_("Awaiting"), KAM_FORM_NUMBER, 2 },
	{ "respond_p50", N_("P50"), KAM_FORM_NUMBER },
	{ "respond_p90", N_("P90"), KAM_FORM_NUMBER },
	{ "respond_working_p50", N_("P50, working"), KAM_FORM_NUMBER },
	{ "respond_working_p90", N_("P90, working"), KAM_FORM_NUMBER, 1 },
	{ "respond_in_time", N_("In time"), KAM_FORM_NUMBER },
	{ "respond_of", N_("Of"), KAM_FORM_NUMBER },
	{ "respond_within", N_("Within"), KAM_FORM_NUMBER },
	[RESOLVE] = { "resolved", N_("Settled"), KAM_FORM_NUMBER },
	{ "unresolved", N_("Not settled"), KAM_FORM_NUMBER },
	{ "resolve_p50", N_("Settled, P50"), KAM_FORM_NUMBER },
	{ "resolve_p90", N_("Settled, P90"), KAM_FORM_NUMBER },
	{ "resolve_working_p50", N_("Settled, P50, working"), KAM_FORM_NUMBER },
	{ "resolve_working_p90", N_("Settled, P90, working"), KAM_FORM_NUMBER },
	{ "resolve_in_time", N_("Settled in time"), KAM_FORM_NUMBER },
	{ "resolve_of", N_("Settled, of"), KAM_FORM_NUMBER },
	{ "resolve_within", N_("Settled within"), KAM_FORM_NUMBER, 3 },
	[SINCE] = { "since", N_("Since"), KAM_FORM_FIXED },
	[UNTIL] = { "until", N_("Until"), KAM_FORM_FIXED },
	[DEFINITION] = { "definition", N_("Definition"), KAM_FORM_PROSE },
};
enum {
	PEOPLE = 1 << VALUE | 1 << N | 3 << RESPOND | 1 << (RESPOND + 4) |
		 1 << (RESPOND + 5) | 1 << (RESPOND + 8) | 1 << RESOLVE |
		 1 << (RESOLVE + 8),
	OF_ALL = ~(1 << VALUE)
};

static void print_times(const struct cmd_view *v, size_t column,
			const struct kam_answer_times *t)
{
	const int64_t days[] = { t->p50, t->p90, t->working_p50,
				 t->working_p90 };

	cmd_view_integer(v, column, 1, t->n);
	cmd_view_integer(v, column + 1, 1, t->awaiting);
	for (size_t i = 0; i < 4; i++)
		cmd_view_integer(v, column + 2 + i, days[i] >= 0, days[i]);
	cmd_view_integer(v, column + 6, 1, t->in_time);
	cmd_view_integer(v, column + 7, 1, t->of);
	if (cmd_view_key(v, column + 8))
		cmd_print_rate(v->out, t->within);
}

/* What was asked for, and what came of it. */
struct asked {
	enum kam_feedback_by by;
	struct kam_day since, until;
	const char *from, *to; /* the same in words */
	struct kam_feedback_figures *figures;
	size_t n;
};

static void print_one(const struct cmd_view *v, const void *context, size_t at)
{
	const struct asked *a = context;
	const struct kam_feedback_figures *f = &a->figures[at];

	if (a->by == KAM_FEEDBACK_BY_SEVERITY || a->by == KAM_FEEDBACK_BY_TYPE)
		cmd_view_word(v, VALUE, f->value);
	else
		cmd_view_text(v, VALUE, f->value);
	cmd_view_integer(v, N, 1, f->n);
	cmd_view_integer(v, REOPENED, 1, f->reopened);
	print_times(v, RESPOND, &f->respond);
	print_times(v, RESOLVE, &f->resolve);
	cmd_view_text(v, SINCE, a->from);
	cmd_view_text(v, UNTIL, a->to);
	cmd_view_word(v, DEFINITION, kam_feedback_definition);
}

static int print(struct cmd *c, const struct asked *a, struct kam_err *err)
{
	static const char *const groups[] = {
		[KAM_FEEDBACK_BY_SEVERITY] = N_("Severity"),
		[KAM_FEEDBACK_BY_ACCOUNT] = N_("Account"),
		[KAM_FEEDBACK_BY_TYPE] = N_("Type"),
		[KAM_FEEDBACK_BY_OWNER] = N_("Owner"),
	};
	const struct cmd_figures figures = {
		.table = table,
		.n_columns = COLUMNS,
		.group = groups[a->by],
		.all = (unsigned)OF_ALL,
		.people = PEOPLE,
		.definition = kam_feedback_definition,
		.print = print_one,
	};

	return cmd_figures_print(c, &figures, a, a->n, err);
}

int cmd_feedback_stats(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_feedback_stats *v = values;
	struct asked a = { .figures = NULL };
	static const char *const words[] = { "severity", "account", "type",
					     "owner", NULL };
	int by, rc = cmd_read_by(&by, c, v->by, words, err);

	a.by = (enum kam_feedback_by)by;
	c->title = _("how soon feedback is answered");
	if (!rc)
		rc = cmd_read_period_day(&a.since, &a.from, c, "since",
					 v->since, err);
	if (!rc)
		rc = cmd_read_period_day(&a.until, &a.to, c, "until", v->until,
					 err);
	if (!rc)
		rc = kam_feedback_count(&a.figures, &a.n, c->k, &c->arena,
					c->account, c->project, a.since,
					a.until, a.by, err);
	return rc ? rc : print(c, &a, err);
}
