/*
 * What survey show tells besides the fields: what the answers come to.
 */
#include "survey.h"

#include <kam/areas.h>

/* "40.0 (12.5 … 67.5), answers: 25" */
static void add_score(struct kam_str *text, const struct kam_survey_group *g)
{
	const struct kam_satisfaction *s = &g->figures;
	const enum kam_measure measure = g->tally.measure;

	cmd_survey_add_number(text, measure, s->score);
	if (s->has_interval) {
		kam_str_add(text, " (");
		cmd_survey_add_number(text, measure, s->from);
		kam_str_add(text, " … ");
		cmd_survey_add_number(text, measure, s->to);
		kam_str_add(text, ")");
	}
	kam_str_printf(text, _(", answers: %lld"), (long long)s->n);
	if (s->n < KAM_FEW)
		kam_str_printf(text, _("; fewer than %d tell little"), KAM_FEW);
}

static void add_response(struct kam_str *text, const struct kam_survey_group *g)
{
	if (g->tally.asked)
		kam_str_printf(text, _("%sanswered: %lld of %lld invited"),
			       text->length ? "\n" : "",
			       (long long)g->tally.replied,
			       (long long)g->tally.asked);
}

int cmd_tell_survey(struct kam_str *text, struct cmd *c,
		    const struct kam_record *r, struct kam_err *err)
{
	const struct kam_survey_query query = { .survey = r->id,
						.measure = -1 };
	struct kam_survey_group *groups;
	size_t n;
	int rc = kam_survey_count(&groups, &n, c->k, &c->arena, &query, err);

	if (rc || !n)
		return rc;
	if (groups[0].figures.n)
		add_score(text, &groups[0]);
	add_response(text, &groups[0]);
	return kam_str_check(text, err);
}
