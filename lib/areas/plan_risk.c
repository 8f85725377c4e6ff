/*
 * The plan for risks: how they are found, judged, met and watched.
 */
#include "areas/plan_view.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/risk.h>

#include "areas/hooks.h"

#define OF_SCOPE                                                               \
	" FROM risk WHERE \"account\" = $1 AND ($2 = 0 OR \"project\" = $2) "  \
	"AND status <> 'closed' "

static const char sql_unassessed[] =
    "SELECT count(*)" OF_SCOPE "AND status = 'identified'";
static const char sql_unplanned[] =
    "SELECT count(*)" OF_SCOPE "AND \"response\" IS NULL";
static const char sql_unreviewed[] =
    "SELECT count(*)" OF_SCOPE "AND \"review\" < $3";
static const char *const texts[] = { sql_unassessed, sql_unplanned,
				     sql_unreviewed };
const struct kam_sql kam_plan_risk_sql = { texts,
					   sizeof texts / sizeof *texts };

struct highest {
	int set, score;
};

static int take_highest(void *context, const struct kam_risk_rank *r,
			struct kam_err *err)
{
	struct highest *h = context;

	(void)err;
	if (r->assessed && *r->type == 't' && (!h->set || r->score > h->score))
		*h = (struct highest){ 1, r->score };
	return 0;
}

/* Of the open threats; 0 where there is none. */
static int highest_score(int64_t *value, int *set, struct kam *k,
			 const struct kam_plan_scope *scope,
			 struct kam_err *err)
{
	const struct kam_risk_query query = { scope->account, scope->project, 0,
					      0 };
	struct highest h = { 0, 0 };
	int rc = kam_risk_rank_each(k, &query, take_highest, &h, err);

	*set = !rc;
	*value = (int64_t)h.score * KAM_DECIMAL_ONE;
	return rc;
}

static const struct kam_plan_figure figures[] = {
	{ "highest_score", N_("highest score of a threat"), "", KAM_AT_MOST,
	  "9", "15", NULL, highest_score, "kam risk score" },
	{ "unassessed", N_("risks not assessed"), "", KAM_AT_MOST, "0", "3",
	  sql_unassessed, NULL, "kam risk list status=identified" },
	{ "without_response", N_("risks without a response"), "", KAM_AT_MOST,
	  "0", "5", sql_unplanned, NULL, "kam risk list response=" },
	{ "reviews_overdue", N_("risks whose review is overdue"), "",
	  KAM_AT_MOST, "0", "3", sql_unreviewed, NULL,
	  "kam risk list review.before=today" },
};

static const struct kam_plan_part parts[] = {
	{ "approach", N_("Approach"),
	  N_("Who looks for risks, when, from which sources; what counts as "
	     "one."),
	  NULL, 0 },
	{ "scales", N_("Scales and appetite"),
	  N_("What each level of probability and impact means here, what is "
	     "accepted, from which score on who decides."),
	  NULL, 0 },
	{ "responses", N_("Responses"),
	  N_("Which responses are preferred, who pays for them, how triggers "
	     "are watched."),
	  "risks", 0 },
	{ "control", N_("Control"),
	  N_("Which figures we watch and what is done beyond a limit."),
	  "figures", 0 },
	{ "reviews", N_("Reviews"), N_("What came of looking at the plan."),
	  "reviews", KAM_PART_MAY_BE_EMPTY },
};

static int add_risk(void *context, const struct kam_risk_rank *r,
		    struct kam_err *err)
{
	struct kam_plan_view *view = context;
	char id[32];

	(void)err;
	if (!kam_view_row(view))
		return 0;
	(void)snprintf(id, sizeof id, "RISK-%lld", (long long)r->id);
	kam_document_text(view->doc, id, NULL);
	kam_document_text(view->doc, r->title, NULL);
	kam_view_word(view, "type", r->type);
	if (r->assessed)
		kam_document_integer(view->doc, r->score);
	else
		kam_document_null(view->doc);
	/* the firm's own word: not translated */
	kam_document_text(view->doc, r->assessed ? r->level : NULL, NULL);
	kam_document_text(view->doc, r->owner, NULL);
	kam_view_word(view, "risk", r->status);
	return 0;
}

static const struct kam_plan_column risk_columns[] = {
	{ "id", &kam_risk_kind },
	{ "title", &kam_risk_kind },
	{ "type", &kam_risk_kind },
	{ "score", NULL, N_("Score"), KAM_FORM_NUMBER, 0 },
	{ "level", NULL, N_("Level"), KAM_FORM_TEXT, 0 },
	{ "owner", &kam_risk_kind },
	{ "status", &kam_risk_kind },
	{ NULL },
};

static int fill_risks(struct kam_plan_view *view, struct kam_err *err)
{
	const struct kam_risk_query query = { view->account, view->project, 0,
					      0 };

	if (!kam_view_begin(view))
		return 0;
	return kam_risk_rank_each(view->k, &query, add_risk, view, err);
}

static const struct kam_plan_table tables[] = {
	{ "risks", N_("Risks by score"), .fill = fill_risks,
	  .columns = risk_columns, .empty = N_("no risk is open") },
};

const struct kam_plan_area kam_risk_plan = {
	"risk",  N_("Risk management plan"),
	parts,   sizeof parts / sizeof *parts,
	figures, sizeof figures / sizeof *figures,
	tables,  sizeof tables / sizeof *tables,
};
