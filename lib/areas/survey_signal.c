/*
 * What surveys have to say of an account's health.
 */
#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/health.h>
#include <kam/survey.h>
#include <string.h>

static const char *const texts[] = {
	/* $1 account, $2 survey */
	"SELECT id, \"score\" FROM reply WHERE \"account\" = $1 "
	"AND \"survey\" = $2 AND \"score\" IS NOT NULL ORDER BY id",
};
const struct kam_sql kam_survey_signal_sql = { texts,
					       sizeof texts / sizeof *texts };

/* One signal: which measure it is by decides its unit and scale. */
#define SORT(unit, worst, best)                                                \
	{                                                                      \
		"satisfaction", N_("satisfaction"), unit, worst, best, 2,      \
		    N_("no survey was answered")                               \
	}
static const struct kam_signal_sort sorts[] = {
	[KAM_NPS] = SORT(N_("NPS"), -50, 50),
	[KAM_CSAT] = SORT(N_("% CSAT"), 50, 90),
};

static int add_replies(struct kam_signal *s, struct kam_signal_list *list,
		       struct kam *k, const struct kam_survey_group *g,
		       struct kam_err *err)
{
	const struct kam_tally *tally = &g->tally;
	const struct kam_kind *kind;
	struct kam_stmt *stmt = NULL;
	int64_t survey;
	int rc =
	    kam_id_parse(&kind, &survey, kam_catalogue_of(k), g->value, err);

	if (!rc)
		rc = kam_db_prepare(&stmt, kam_database(k), texts[0], err);
	if (!rc) {
		kam_stmt_bind_int(stmt, 1, list->account);
		kam_stmt_bind_int(stmt, 2, survey);
	}
	while (!rc && (rc = kam_stmt_step(stmt, err)) > 0)
		rc = kam_signal_record(
		    s, list, &kam_reply_kind, kam_stmt_int(stmt, 0),
		    kam_band_of(tally->measure, &tally->scale,
				kam_stmt_int(stmt, 1)) == KAM_LOW,
		    err);
	kam_stmt_finalize(stmt);
	return rc;
}

/* *found: enough answered for a figure. */
static int find_latest(struct kam_survey_group *out, int *found,
		       const char **missing, struct kam *k,
		       struct kam_signal_list *list, struct kam_err *err)
{
	static const enum kam_measure measures[] = { KAM_NPS, KAM_CSAT };
	char fresh[KAM_DATE_TEXT];
	int rc = 0;

	*found = 0;
	kam_date_format(fresh, list->fresh);
	for (size_t i = 0; i < 2 && !rc && !*found; i++) {
		rc = kam_survey_latest(out, k, list->arena, list->account,
				       measures[i], err);
		if (rc || !out->figures.n)
			continue;
		if (out->last && strcmp(out->last, fresh) < 0)
			*missing = N_("the last answers to a survey are stale");
		else if (out->figures.n < KAM_FEW)
			*missing =
			    N_("fewer than five answered their last survey");
		else
			*found = 1;
	}
	return rc;
}

/* "40 NPS of 2026-11-02": how old it is, too. */
static int show_age(struct kam_signal *s, const char *last,
		    struct kam_arena *arena, struct kam_err *err)
{
	char number[KAM_DECIMAL_TEXT];

	if (!last)
		return 0;
	kam_decimal_format(number,
			   kam_decimal_round(s->value, KAM_DECIMAL_ONE / 10));
	s->shown = kam_arena_printf(arena, _("%s %s of %s"), number,
				    _(s->sort->unit), last);
	return s->shown ? 0 : kam_fail_memory(err);
}

int kam_survey_signal(struct kam *k, int64_t account,
		      struct kam_signal_list *list, struct kam_err *err)
{
	struct kam_survey_group g;
	struct kam_signal *s;
	int64_t good;
	int found, rc = kam_signal_add(&s, list, &sorts[KAM_NPS], err);

	if (rc || !account)
		return rc;
	rc = find_latest(&g, &found, &s->missing, k, list, err);
	if (rc || !found)
		return rc;
	good = g.figures.high;
	if (g.tally.measure == KAM_NPS)
		good -= g.figures.low;
	s->sort = &sorts[g.tally.measure];
	kam_signal_is(
	    s, kam_divide_round(good * 100 * KAM_DECIMAL_ONE, g.figures.n));
	rc = show_age(s, g.last, list->arena, err);
	return rc ? rc : add_replies(s, list, k, &g, err);
}
