/*
 * survey score: what the answers of a round come to.
 */
#include "survey.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <string.h>

const struct cmd_option cmd_survey_score_options[] = {
	{ "by", 0, CMD_TEXT,
	  "account|contact|tier|region|industry|touchpoint|quarter",
	  N_("the figures of each"), CMD_AT(struct cmd_survey_score, by) },
	{ NULL },
};

enum {
	SURVEY,
	TITLE,
	TYPE,
	SCALE,
	VALUE,
	NAME,
	N,
	PROMOTERS,
	PASSIVES,
	DETRACTORS,
	SATISFIED,
	SCORE,
	INTERVAL,
	FLAG,
	INVITED,
	RESPONSE,
	LAST,
	AGE,
	SPREAD,
	DEFINITION,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[SURVEY] = { "survey", N_("Survey"), KAM_FORM_FIXED },
	[TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[TYPE] = { "type", N_("Type"), KAM_FORM_FIXED },
	[SCALE] = { "scale", N_("Scale"), KAM_FORM_FIXED },
	[VALUE] = { "value", N_("Value"), KAM_FORM_KEY },
	[NAME] = { "name", N_("Name"), KAM_FORM_TEXT },
	[N] = { "n", N_("Answers"), KAM_FORM_NUMBER },
	[PROMOTERS] = { "promoters", N_("Promoters"), KAM_FORM_NUMBER, 3 },
	[PASSIVES] = { "passives", N_("Passives"), KAM_FORM_NUMBER, 2 },
	[DETRACTORS] = { "detractors", N_("Detractors"), KAM_FORM_NUMBER, 4 },
	[SATISFIED] = { "satisfied", N_("Satisfied"), KAM_FORM_NUMBER, 2 },
	[SCORE] = { "score", N_("Score"), KAM_FORM_NUMBER },
	[INTERVAL] = { "interval", N_("Interval"), KAM_FORM_FIXED },
	[FLAG] = { "flag", N_("Flag"), KAM_FORM_FIXED },
	[INVITED] = { "invited", N_("Invited"), KAM_FORM_NUMBER, 1 },
	[RESPONSE] = { "response_rate", N_("Response"), KAM_FORM_NUMBER, 1 },
	[LAST] = { "last_answer", N_("Last answer"), KAM_FORM_FIXED, 1 },
	[AGE] = { "age_days", N_("Days ago"), KAM_FORM_NUMBER, 1 },
	[SPREAD] = { "distribution", N_("Distribution"), KAM_FORM_PROSE },
	[DEFINITION] = { "definition", N_("Definition"), KAM_FORM_TEXT },
};
#define BIT(column) (1ull << (column))

/* Columns of the measure: those of NPS, or how many are satisfied. */
static uint64_t of_measure(enum kam_measure measure)
{
	return measure == KAM_NPS
		   ? BIT(PROMOTERS) | BIT(PASSIVES) | BIT(DETRACTORS)
	       : measure == KAM_CSAT ? BIT(SATISFIED)
				     : 0;
}

/* " 9  ████████  12" for each score; 40 columns for the longest. */
static int draw(struct kam_str *out, const struct kam_tally *t,
		struct kam_err *err)
{
	enum { BARS = 40 };
	int64_t most = 1;

	for (int i = 0; i < KAM_SCALE_STEPS; i++)
		if (t->counts[i] > most)
			most = t->counts[i];
	for (int i = t->scale.high - t->scale.low; i >= 0; i--) {
		int64_t n = t->counts[i], bars = (n * BARS + most / 2) / most;

		kam_str_printf(out, "%s%2d  ", out->length ? "\n" : "",
			       t->scale.low + i);
		for (int64_t b = 0; b < bars || (n && !b); b++)
			kam_str_add(out, "█");
		kam_str_printf(out, "%s%lld", n ? "  " : "", (long long)n);
	}
	return kam_str_check(out, err);
}

/* "10: 12, 9: 8", where lines are no help. */
static int list_counts(struct kam_str *out, const struct kam_tally *t,
		       struct kam_err *err)
{
	for (int i = t->scale.high - t->scale.low; i >= 0; i--)
		if (t->counts[i])
			kam_str_printf(
			    out, "%s%d: %lld", out->length ? ", " : "",
			    t->scale.low + i, (long long)t->counts[i]);
	return kam_str_check(out, err);
}

/* A score is of the days on which they answered, however long ago. */
static void print_age(const struct cmd_view *v, const char *last, int32_t today)
{
	struct kam_err err = { 0 };
	int32_t day = today;
	int known = last && !kam_date_parse(&day, last, &err);

	cmd_view_text(v, LAST, last);
	cmd_view_integer(v, AGE, known, (int64_t)today - day);
}

static void print_figures(const struct cmd_view *v,
			  const struct kam_survey_group *g)
{
	const struct kam_satisfaction *s = &g->figures;
	enum kam_measure m = g->tally.measure;

	cmd_view_integer(v, N, 1, s->n);
	cmd_view_integer(v, PROMOTERS, m == KAM_NPS, s->high);
	cmd_view_integer(v, PASSIVES, m == KAM_NPS, s->middle);
	cmd_view_integer(v, DETRACTORS, m == KAM_NPS, s->low);
	cmd_view_integer(v, SATISFIED, m == KAM_CSAT, s->high);
	cmd_survey_score_cell(v, SCORE, m, s->n, s->score);
	cmd_survey_interval_cell(v, INTERVAL, m, s->has_interval, s->from,
				 s->to);
	cmd_survey_flag_cell(v, FLAG, s->n);
	cmd_view_integer(v, INVITED, 1, g->tally.asked);
	cmd_survey_share_cell(v, RESPONSE, s->response);
}

static void print_group(const struct cmd_view *v, const struct cmd *c,
			const struct kam_record *survey,
			const struct kam_survey_group *g, const char *bars)
{
	cmd_view_id(v, SURVEY, &kam_survey_kind, survey->id);
	cmd_view_text(v, TITLE, survey->values[KAM_SURVEY_TITLE].text);
	cmd_view_text(v, TYPE, cmd_survey_type(g->tally.measure));
	cmd_view_text(v, SCALE, survey->values[KAM_SURVEY_SCALE].text);
	cmd_view_text(v, VALUE, g->value);
	cmd_view_text(v, NAME, g->name);
	print_figures(v, g);
	print_age(v, g->last, kam_today(c->k));
	cmd_survey_spread_cell(v, SPREAD, &g->tally, bars);
	cmd_view_word(v, DEFINITION, cmd_survey_definition(&g->tally));
}

static int read_by(enum kam_survey_by *by, const struct cmd *c,
		   const char *text, struct kam_err *err)
{
	*by = KAM_SURVEY_BY_NOTHING;
	/* accounts are told apart by their tier first of all */
	if (text && !strcmp(text, "segment"))
		text = kam_survey_by_words[KAM_SURVEY_BY_TIER];
	for (int i = 1; text && i < KAM_SURVEY_BY_ROUND; i++)
		if (!strcmp(text, kam_survey_by_words[i])) {
			*by = (enum kam_survey_by)i;
			return 0;
		}
	return text ? cmd_usage(c, err,
				_("--by: account, contact, tier, region, "
				  "industry, touchpoint or quarter, not "
				  "'%.60s'"),
				text)
		    : 0;
}

/* -A and -P as they were given here; not those that are in use. */
static int read_scope(struct kam_survey_query *q, struct cmd *c,
		      struct kam_err *err)
{
	int rc = 0;

	if (c->globals.account)
		rc = kam_resolve(&q->account, c->k, &kam_account_kind,
				 c->globals.account, err);
	if (!rc && c->globals.project)
		rc = kam_resolve(&q->project, c->k, &kam_project_kind,
				 c->globals.project, err);
	return rc;
}

static int print_whole(struct cmd *c, const struct kam_record *survey,
		       const struct kam_survey_group *g, struct kam_err *err)
{
	const uint64_t people =
	    BIT(SURVEY) | BIT(TITLE) | BIT(N) | of_measure(g->tally.measure) |
	    BIT(SCORE) | BIT(INTERVAL) | BIT(INVITED) | BIT(RESPONSE) |
	    BIT(LAST) | BIT(AGE) | BIT(SPREAD) | BIT(DEFINITION);
	struct kam_str bars = KAM_STR_INIT;
	struct cmd_view view;
	int rc = c->globals.format == KAM_FORMAT_MD
		     ? list_counts(&bars, &g->tally, err)
		     : draw(&bars, &g->tally, err);

	if (!rc)
		rc = cmd_view_open(&view, c, table, COLUMNS, people,
				   CMD_VIEW_RECORD, err);
	if (!rc) {
		print_group(&view, c, survey, g, bars.data);
		kam_out_end(view.out);
	}
	kam_str_release(&bars);
	return rc;
}

static int print_groups(struct cmd *c, const struct kam_record *survey,
			const struct kam_survey_group *groups, size_t n,
			enum kam_survey_by by, struct kam_err *err)
{
	const uint64_t named =
	    by == KAM_SURVEY_BY_ACCOUNT || by == KAM_SURVEY_BY_CONTACT
		? BIT(NAME)
		: 0;
	const uint64_t people = BIT(VALUE) | named | BIT(N) |
				of_measure(kam_survey_measure(survey)) |
				BIT(SCORE) | BIT(INTERVAL) | BIT(RESPONSE) |
				BIT(LAST);
	struct cmd_view view;
	int rc =
	    cmd_view_open(&view, c, table, COLUMNS, people, CMD_VIEW_LIST, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++) {
		kam_out_row(view.out);
		print_group(&view, c, survey, &groups[i], NULL);
		kam_out_end(view.out);
	}
	kam_out_end(view.out);
	return 0;
}

int cmd_survey_score(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_survey_score *v = values;
	struct kam_survey_query q = { .measure = -1 };
	struct kam_survey_group *groups;
	struct kam_record *survey;
	size_t n;
	int rc = read_by(&q.by, c, v->by, err);

	c->title = _("satisfaction");
	if (!rc)
		rc = cmd_load(&survey, c, c->kind, c->words[0], err);
	if (!rc)
		rc = read_scope(&q, c, err);
	if (rc)
		return rc;
	q.survey = survey->id;
	rc = kam_survey_count(&groups, &n, c->k, &c->arena, &q, err);
	if (rc)
		return rc;
	return q.by == KAM_SURVEY_BY_NOTHING
		   ? print_whole(c, survey, &groups[0], err)
		   : print_groups(c, survey, groups, n, q.by, err);
}
