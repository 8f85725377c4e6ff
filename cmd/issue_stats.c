/*
 * issue stats: how many are open for how long, how long solving takes.
 */
#include "issue.h"

#include <kam/areas.h>
#include <kam/decimal.h>

enum {
	COUNT,
	BY_STATUS,
	OPEN,
	OPEN_BY,
	AGE_MEDIAN,
	OLDEST,
	UNOWNED,
	OVERDUE,
	SOLVED,
	SOLVE_MEAN,
	SOLVE_MEDIAN,
	REOPENED,
	RECURRED,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[COUNT] = { "count", N_("Issues"), KAM_FORM_NUMBER },
	[BY_STATUS] = { "by_status", N_("By status"), KAM_FORM_TEXT },
	[OPEN] = { "open", N_("Not solved"), KAM_FORM_NUMBER },
	[OPEN_BY] = { "open_by", N_("By severity and age"), KAM_FORM_TEXT },
	[AGE_MEDIAN] = { "age_median", N_("Age, median"), KAM_FORM_NUMBER },
	[OLDEST] = { "oldest", N_("Oldest, days"), KAM_FORM_NUMBER },
	[UNOWNED] = { "unowned", N_("Without an owner"), KAM_FORM_NUMBER },
	[OVERDUE] = { "overdue", N_("Overdue"), KAM_FORM_NUMBER },
	[SOLVED] = { "solved", N_("Solved"), KAM_FORM_NUMBER },
	[SOLVE_MEAN] = { "solve_mean", N_("Days to solve, mean"),
			 KAM_FORM_NUMBER },
	[SOLVE_MEDIAN] = { "solve_median", N_("Days to solve, median"),
			   KAM_FORM_NUMBER },
	[REOPENED] = { "reopened", N_("Reopened"), KAM_FORM_NUMBER },
	[RECURRED] = { "recurred", N_("Recurrences"), KAM_FORM_NUMBER },
};

static const char *const bands[KAM_ISSUE_BANDS] = { "to_7", "to_30", "to_90",
						    "over_90" };

static void print_status(struct kam_out *out, const struct kam_issue_stats *s)
{
	const struct kam_kind *kind = &kam_issue_kind;
	struct kam_str text = KAM_STR_INIT;

	for (int i = 0; i < kind->n_states; i++)
		if (s->by_status[i])
			kam_str_printf(
			    &text, "%s%s %lld", text.length ? ", " : "",
			    kam_gettext_in(kind->name, kind->states[i].name),
			    (long long)s->by_status[i]);
	kam_out_key(out, "by_status");
	kam_out_people(out, text.data);
	kam_out_map(out);
	for (int i = 0; i < kind->n_states; i++)
		cmd_print_integer(out, kind->states[i].name, s->by_status[i]);
	kam_out_end(out);
	kam_str_release(&text);
}

/* "critical 2: 1 up to 7 days, 1 up to 30 days", a line for each severity that
   there is, the worst first */
static void describe(struct kam_str *text, const struct kam_issue_stats *s)
{
	const char *const *words =
	    kam_issue_kind.fields[KAM_ISSUE_SEVERITY].words;

	for (int i = KAM_ISSUE_SEVERITIES - 1; i >= 0; i--) {
		int64_t sum = 0;
		int n = 0;

		for (int b = 0; b < KAM_ISSUE_BANDS; b++)
			sum += s->open_by[i][b];
		if (!sum)
			continue;
		kam_str_printf(text, "%s%s %lld: ", text->length ? "\n" : "",
			       kam_gettext(words[i]), (long long)sum);
		for (int b = 0; b < KAM_ISSUE_BANDS; b++) {
			const long long count = (long long)s->open_by[i][b];

			if (!count)
				continue;
			kam_str_add(text, n++ ? ", " : "");
			if (b < KAM_ISSUE_BANDS - 1)
				kam_str_printf(text, _("%lld up to %d days"),
					       count, kam_issue_bands[b]);
			else
				kam_str_printf(text, _("%lld over %d days"),
					       count, kam_issue_bands[b - 1]);
		}
	}
}

static void print_open(struct kam_out *out, const struct kam_issue_stats *s)
{
	const char *const *words =
	    kam_issue_kind.fields[KAM_ISSUE_SEVERITY].words;
	struct kam_str text = KAM_STR_INIT;

	describe(&text, s);
	kam_out_key(out, "open_by");
	kam_out_people(out, text.data);
	kam_out_map(out);
	for (int i = 0; i < KAM_ISSUE_SEVERITIES; i++) {
		kam_out_key(out, words[i]);
		kam_out_map(out);
		for (int b = 0; b < KAM_ISSUE_BANDS; b++)
			cmd_print_integer(out, bands[b], s->open_by[i][b]);
		kam_out_end(out);
	}
	kam_out_end(out);
	kam_str_release(&text);
}

/* Millionths of a day, a tenth for people; -1: null */
static void print_days(struct kam_out *out, const char *key, int64_t days)
{
	char text[KAM_DECIMAL_TEXT];

	kam_out_key(out, key);
	if (days < 0) {
		kam_out_null(out);
		return;
	}
	kam_decimal_format(text, kam_decimal_round(days, KAM_DECIMAL_ONE / 10));
	kam_out_people(out, text);
	kam_out_decimal(out, days);
}

static int print(struct cmd *c, const struct kam_issue_stats *s,
		 struct kam_err *err)
{
	struct kam_out *out;
	int rc = cmd_out_record(c, &out, table, COLUMNS, err);

	if (rc)
		return rc;
	cmd_print_integer(out, "count", s->count);
	print_status(out, s);
	cmd_print_integer(out, "open", s->open);
	print_open(out, s);
	print_days(out, "age_median", s->age_median);
	kam_out_key(out, "oldest");
	if (s->oldest < 0)
		kam_out_null(out);
	else
		kam_out_integer(out, s->oldest);
	cmd_print_integer(out, "unowned", s->unowned);
	cmd_print_integer(out, "overdue", s->overdue);
	cmd_print_integer(out, "solved", s->solved);
	print_days(out, "solve_mean", s->solve_mean);
	print_days(out, "solve_median", s->solve_median);
	cmd_print_integer(out, "reopened", s->reopened);
	cmd_print_integer(out, "recurred", s->recurred);
	kam_out_end(out);
	return 0;
}

int cmd_issue_stats(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_issue_stats s = { .query = NULL };
	int rc = cmd_issue_query(&s.query, c, err);

	(void)values;
	c->title = _("issues in figures");
	if (rc)
		return rc;
	rc = kam_issue_stats(&s, c->k, err);
	kam_query_release(s.query);
	return rc ? rc : print(c, &s, err);
}
