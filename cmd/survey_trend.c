/*
 * survey trend: figures from one round, or quarter, to the next.
 */
#include "survey.h"

#include <kam/areas.h>
#include <string.h>

const struct cmd_option cmd_survey_trend_options[] = {
	{ "type", 0, CMD_TEXT, "nps|csat|ces", N_("only rounds of that type"),
	  CMD_AT(struct cmd_survey_trend, type) },
	{ "by", 0, CMD_TEXT, "round|quarter",
	  N_("what is compared; else rounds"),
	  CMD_AT(struct cmd_survey_trend, by) },
	{ NULL },
};

enum {
	TYPE,
	SCALE,
	VALUE,
	NAME,
	ON,
	N,
	PROMOTERS,
	PASSIVES,
	DETRACTORS,
	SCORE,
	INTERVAL,
	FLAG,
	RESPONSE,
	CHANGE,
	CHANGE_INTERVAL,
	BEYOND,
	DEFINITION,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[TYPE] = { "type", N_("Type"), KAM_FORM_FIXED },
	[SCALE] = { "scale", N_("Scale"), KAM_FORM_FIXED },
	[VALUE] = { "value", N_("Round"), KAM_FORM_FIXED },
	[NAME] = { "name", N_("Title"), KAM_FORM_TEXT },
	[ON] = { "on", N_("On"), KAM_FORM_FIXED, 1 },
	[N] = { "n", N_("Answers"), KAM_FORM_NUMBER },
	[PROMOTERS] = { "promoters", N_("Promoters"), KAM_FORM_NUMBER },
	[PASSIVES] = { "passives", N_("Passives"), KAM_FORM_NUMBER },
	[DETRACTORS] = { "detractors", N_("Detractors"), KAM_FORM_NUMBER },
	[SCORE] = { "score", N_("Score"), KAM_FORM_NUMBER },
	[INTERVAL] = { "interval", N_("Interval"), KAM_FORM_FIXED },
	[FLAG] = { "flag", N_("Flag"), KAM_FORM_FIXED },
	[RESPONSE] = { "response_rate", N_("Response"), KAM_FORM_NUMBER },
	[CHANGE] = { "change", N_("Change"), KAM_FORM_NUMBER },
	[CHANGE_INTERVAL] = { "change_interval", N_("Of change"),
			      KAM_FORM_FIXED },
	[BEYOND] = { "beyond_chance", N_("Beyond chance"), KAM_FORM_FIXED },
	[DEFINITION] = { "definition", N_("Definition"), KAM_FORM_TEXT },
};
#define BIT(column) (1ull << (column))

static void print_change(const struct cmd_view *v, enum kam_measure measure,
			 const struct kam_satisfaction_shift *s)
{
	if (s)
		cmd_survey_score_cell(v, CHANGE, measure, KAM_FEW, s->change);
	else if (cmd_view_key(v, CHANGE))
		kam_out_null(v->out);
	cmd_survey_interval_cell(v, CHANGE_INTERVAL, measure, s && s->known,
				 s ? s->from : 0, s ? s->to : 0);
	if (!cmd_view_key(v, BEYOND))
		return;
	if (!s || !s->known) {
		kam_out_null(v->out);
		return;
	}
	if (s->beyond)
		kam_out_style(v->out,
			      s->change < 0 ? KAM_STYLE_BAD : KAM_STYLE_GOOD);
	kam_out_people(v->out, s->beyond ? _("yes") : _("no"));
	kam_out_flag(v->out, s->beyond);
}

static void print_row(const struct cmd_view *v,
		      const struct kam_survey_group *g,
		      const struct kam_survey_group *before)
{
	const struct kam_satisfaction *s = &g->figures;
	enum kam_measure m = g->tally.measure;
	struct kam_satisfaction_shift shift;
	char scale[16];

	(void)snprintf(scale, sizeof scale, "%d-%d", g->tally.scale.low,
		       g->tally.scale.high);
	if (before)
		kam_satisfaction_change(&shift, m, &before->figures, s);
	kam_out_row(v->out);
	cmd_view_text(v, TYPE, cmd_survey_type(m));
	cmd_view_text(v, SCALE, scale);
	cmd_view_text(v, VALUE, g->value);
	cmd_view_text(v, NAME, g->name);
	cmd_view_text(v, ON, g->on);
	cmd_view_integer(v, N, 1, s->n);
	cmd_view_integer(v, PROMOTERS, m == KAM_NPS, s->high);
	cmd_view_integer(v, PASSIVES, m == KAM_NPS, s->middle);
	cmd_view_integer(v, DETRACTORS, m == KAM_NPS, s->low);
	cmd_survey_score_cell(v, SCORE, m, s->n, s->score);
	cmd_survey_interval_cell(v, INTERVAL, m, s->has_interval, s->from,
				 s->to);
	cmd_survey_flag_cell(v, FLAG, s->n);
	cmd_survey_share_cell(v, RESPONSE, s->response);
	print_change(v, m, before ? &shift : NULL);
	cmd_view_word(v, DEFINITION, cmd_survey_definition(&g->tally));
	kam_out_end(v->out);
}

/* The lowest and highest that a measure can be. */
static double height(const struct kam_survey_group *g)
{
	const struct kam_scale *scale = &g->tally.scale;

	switch (g->tally.measure) {
	case KAM_NPS:
		return (g->figures.score + 100) / 200;
	case KAM_CSAT:
		return g->figures.score;
	default:
		return (g->figures.score - scale->low) /
		       (scale->high - scale->low);
	}
}

static int same_measure(const struct kam_survey_group *a,
			const struct kam_survey_group *b)
{
	return a->tally.measure == b->tally.measure &&
	       a->tally.scale.high == b->tally.scale.high;
}

/* A line of blocks for each measure, on a terminal. */
static void tell_sparks(struct cmd *c, const struct kam_survey_group *g,
			size_t n)
{
	struct kam_str line = KAM_STR_INIT;

	for (size_t i = 0; i < n; i++) {
		if (g[i].figures.n)
			cmd_spark(&line, height(&g[i]));
		if (i + 1 < n && same_measure(&g[i], &g[i + 1]))
			continue;
		if (line.length && !line.failed)
			cmd_tell_below(c, "%s %s",
				       cmd_survey_type(g[i].tally.measure),
				       line.data);
		kam_str_truncate(&line, 0);
	}
	kam_str_release(&line);
}

static int read_query(struct kam_survey_query *q, const struct cmd *c,
		      const struct cmd_survey_trend *v, struct kam_err *err)
{
	*q = (struct kam_survey_query){ .account = c->account,
					.project = c->project,
					.measure = -1,
					.by = KAM_SURVEY_BY_ROUND };
	if (v->by && !strcmp(v->by, "quarter"))
		q->by = KAM_SURVEY_BY_QUARTER;
	else if (v->by && strcmp(v->by, "round") != 0)
		return cmd_usage(
		    c, err, _("--by: round or quarter, not '%.60s'"), v->by);
	if (v->type)
		q->measure = kam_word_typed(
		    &kam_survey_kind.fields[KAM_SURVEY_TYPE], v->type);
	if (v->type && q->measure < 0)
		return cmd_usage(c, err,
				 _("--type: nps, csat or ces, not '%.60s'"),
				 v->type);
	return 0;
}

int cmd_survey_trend(struct cmd *c, void *values, struct kam_err *err)
{
	const uint64_t people = BIT(TYPE) | BIT(VALUE) | BIT(N) | BIT(SCORE) |
				BIT(INTERVAL) | BIT(CHANGE) | BIT(BEYOND);
	const struct kam_survey_group *last = NULL;
	struct kam_survey_group *groups;
	struct kam_survey_query q;
	struct cmd_view view;
	size_t n;
	int rc = read_query(&q, c, values, err);

	c->title = _("satisfaction over time");
	if (!rc)
		rc = kam_survey_count(&groups, &n, c->k, &c->arena, &q, err);
	if (!rc)
		rc = cmd_view_open(
		    &view, c, table, COLUMNS,
		    people |
			(q.by == KAM_SURVEY_BY_ROUND ? BIT(NAME) | BIT(ON) : 0),
		    CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++) {
		if (last && !same_measure(last, &groups[i]))
			last = NULL;
		print_row(&view, &groups[i], groups[i].figures.n ? last : NULL);
		if (groups[i].figures.n)
			last = &groups[i];
	}
	kam_out_end(view.out);
	tell_sparks(c, groups, n);
	return 0;
}
