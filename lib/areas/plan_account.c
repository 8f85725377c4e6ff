/*
 * The account plan: its sections, figures and tables.
 */
#include "areas/plan_view.h"
#include "areas/sql.h"
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/zone.h>

static const char sql_objectives_overdue[] =
    "SELECT count(*) FROM objective WHERE \"account\" = $1 "
    "AND ($2 = 0 OR \"project\" = $2) AND status = 'open' AND \"due\" < $3";
const char kam_sql_actions_overdue[] =
    "SELECT count(*) FROM action WHERE \"account\" = $1 "
    "AND ($2 = 0 OR \"project\" = $2) AND status = 'open' AND \"due\" < $3";
static const char sql_open_complaints[] =
    "SELECT count(*) FROM feedback WHERE \"account\" = $1 "
    "AND ($2 = 0 OR \"project\" = $2) AND \"type\" = 'complaint' "
    "AND status NOT IN ('confirmed', 'dismissed')";
/* what is planned for tomorrow ends no silence */
static const char sql_last_spoken[] =
    "SELECT max(\"at\") FROM comm WHERE \"account\" = $1 "
    "AND ($2 = 0 OR \"project\" = $2) AND \"at\" <= $3";
static const char *const texts[] = {
	sql_objectives_overdue,
	kam_sql_actions_overdue,
	sql_open_complaints,
	sql_last_spoken,
};
const struct kam_sql kam_plan_account_sql = { texts,
					      sizeof texts / sizeof *texts };

int kam_figure_silence(int64_t *value, int *set, struct kam *k,
		       const struct kam_plan_scope *scope, struct kam_err *err)
{
	char now[KAM_INSTANT_TEXT];
	struct kam_stmt *s = NULL;
	int64_t at = 0;
	int rc = kam_db_prepare(&s, kam_database(k), sql_last_spoken, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, scope->account);
	kam_stmt_bind_int(s, 2, scope->project);
	kam_instant_format(now, kam_now(k));
	kam_stmt_bind_text(s, 3, now);
	rc = kam_stmt_step(s, err);
	if (rc > 0 && !kam_stmt_is_null(s, 0)) {
		const char *text = kam_stmt_text(s, 0);

		rc = kam_instant_parse(&at, text ? text : "", err);
		*set = !rc;
		*value =
		    ((int64_t)kam_today(k) - kam_zone_day(kam_zone_of(k), at)) *
		    KAM_DECIMAL_ONE;
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

/* In percent, where both amounts are of one currency. */
static int share_of_wallet(int64_t *value, int *set, struct kam *k,
			   const struct kam_plan_scope *scope,
			   struct kam_err *err)
{
	const struct kam_value *ours = &scope->plan->values[KAM_PLAN_REVENUE];
	const struct kam_value *theirs = &scope->plan->values[KAM_PLAN_SPEND];
	int64_t share;

	(void)k;
	(void)err;
	if (!kam_same_currency(ours, theirs))
		return 0;
	share = kam_share_of_wallet(ours->integer, theirs->integer);
	*set = share >= 0;
	*value = share * 100;
	return 0;
}

static const struct kam_plan_figure figures[] = {
	{ "silence", N_("days since the last conversation"), N_("days"),
	  KAM_AT_MOST, "14", "30", NULL, kam_figure_silence,
	  "kam comm log 'what was said'" },
	{ "objectives_overdue", N_("objectives overdue"), "", KAM_AT_MOST, "0",
	  "2", sql_objectives_overdue, NULL,
	  "kam objective list due.before=today" },
	{ "actions_overdue", N_("actions overdue"), "", KAM_AT_MOST, "0", "5",
	  kam_sql_actions_overdue, NULL, "kam action list due.before=today" },
	{ "open_complaints", N_("complaints not settled"), "", KAM_AT_MOST, "0",
	  "3", sql_open_complaints, NULL, "kam feedback list type=complaint" },
	{ "share_of_wallet", N_("share of wallet"), "%", KAM_AT_LEAST, NULL,
	  NULL, NULL, share_of_wallet, "kam whitespace grid" },
};

static const struct kam_plan_part parts[] = {
	{ "context", N_("Context"),
	  N_("Who the customer is, what drives their business, why they buy "
	     "of us and whom else they ask."),
	  "account,projects", KAM_PART_CUSTOMER },
	{ "requirements", N_("Requirement analysis"),
	  N_("What they need and why, what decides over success, what is "
	     "still open."),
	  "core_requirements,requirements", KAM_PART_CUSTOMER },
	{ "stakeholders", N_("Stakeholders"),
	  N_("Who decides, who advises, who uses; how they stand to us and "
	     "who of us keeps in touch."),
	  "stakeholders", 0 },
	{ "communication", N_("Communication"),
	  N_("Who hears what, by which channel, in which language, how often."),
	  "channels,conversations", KAM_PART_CUSTOMER },
	{ "feedback", N_("Feedback mechanism"),
	  N_("What we give them regularly, how we ask for their opinion and "
	     "what happens with it."),
	  "cadences,feedback", KAM_PART_CUSTOMER },
	{ "issues", N_("Issue resolution"),
	  N_("How soon we answer, who is called when, up to whom it goes."),
	  "issues,answers,complaints", KAM_PART_CUSTOMER },
	{ "objectives", N_("Objectives"),
	  N_("What we want to reach with them, how it is measured, by when."),
	  "objectives,figures", KAM_PART_MAY_BE_EMPTY },
	{ "actions", N_("Actions"), N_("What is done next, by whom."),
	  "actions", KAM_PART_CUSTOMER | KAM_PART_MAY_BE_EMPTY },
	{ "whitespace", N_("Whitespace and share of wallet"),
	  N_("Where they don't buy of us yet, what it would take, what it is "
	     "worth."),
	  "whitespace,wallet", 0 },
	{ "team", N_("Team"),
	  N_("Who does what for this customer, and who "
	     "stands in."),
	  "team", KAM_PART_CUSTOMER | KAM_PART_MAY_BE_EMPTY },
	{ "risks", N_("Risks"),
	  N_("What may go wrong, or better than "
	     "thought, and what we do about it."),
	  "risks", KAM_PART_MAY_BE_EMPTY },
	{ "reviews", N_("Reviews"), N_("What came of looking at the plan."),
	  "reviews", KAM_PART_MAY_BE_EMPTY },
};

static const struct kam_plan_table tables[] = {
	{ "account", N_("Account"), "account", NULL, NULL,
	  "key,name,tier,industry,region,owner,value,status" },
	{ "projects", N_("Projects"), "project", NULL, "due",
	  "key,name,owner,start,due,status",
	  .empty = N_("no project is open") },
	{ "stakeholders", N_("Stakeholders"), .fill = kam_fill_stakeholders,
	  .columns = kam_cells_of_stakeholders,
	  .empty = N_("no contact is known") },
	{ "objectives", N_("Objectives"), .of_plan = 1,
	  .fill = kam_fill_objectives, .columns = kam_cells_of_objectives,
	  .empty = N_("no objective is set") },
	{ "actions", N_("Actions"), "action", NULL, "due",
	  "id,title,owner,due,about,status", .empty = N_("no action is open") },
	{ "whitespace", N_("Whitespace"), .fill = kam_fill_whitespace,
	  .empty = N_("the grid is empty") },
	{ "wallet", N_("Share of wallet"), .of_plan = 1,
	  .fill = kam_fill_wallet, .columns = kam_cells_of_wallet,
	  .empty = N_("what they spend is not known") },
	{ "team", N_("Team"), .fill = kam_fill_team,
	  .columns = kam_cells_of_team, .empty = N_("nobody looks after it") },
	{ "figures", N_("Figures"), .of_plan = 1, .fill = kam_fill_figures,
	  .columns = kam_cells_of_figures },
	{ "reviews", N_("Reviews"), .of_plan = 1, .fill = kam_fill_reviews,
	  .columns = kam_cells_of_reviews,
	  .empty = N_("it was not reviewed yet") },
};

const struct kam_plan_area kam_account_plan = {
	"account", N_("Account plan"),
	parts,     sizeof parts / sizeof *parts,
	figures,   sizeof figures / sizeof *figures,
	tables,    sizeof tables / sizeof *tables,
};
