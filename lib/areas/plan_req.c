/*
 * The plan for requirements: how they are gathered, agreed and kept.
 */
#include "areas/sql.h"

#include <kam/plan.h>

#include "areas/hooks.h"

#define OF_SCOPE                                                               \
	" FROM req WHERE \"account\" = $1 AND ($2 = 0 OR \"project\" = $2) "
#define LIVE "AND status NOT IN ('deferred', 'dropped')"
#define OPEN "AND status NOT IN ('accepted', 'deferred', 'dropped')"

static const char sql_agreed[] =
    "SELECT 100 * count(CASE WHEN status IN ('agreed', 'implemented', "
    "'verified', 'accepted') THEN 1 END) / NULLIF(count(*), 0)" OF_SCOPE LIVE;
static const char sql_unowned[] =
    "SELECT count(*)" OF_SCOPE OPEN " AND \"owner\" IS NULL";
static const char sql_vague[] =
    "SELECT count(*)" OF_SCOPE OPEN " AND \"acceptance_criteria\" IS NULL";
static const char sql_overdue[] =
    "SELECT count(*)" OF_SCOPE OPEN " AND \"due\" < $3";
static const char *const texts[] = { sql_agreed, sql_unowned, sql_vague,
				     sql_overdue };
const struct kam_sql kam_plan_req_sql = { texts, sizeof texts / sizeof *texts };

static const struct kam_plan_figure figures[] = {
	{ "agreed_share", N_("requirements agreed"), "%", KAM_AT_LEAST, "80",
	  "50", sql_agreed, NULL, "kam req list status=captured,analysed" },
	{ "unowned", N_("open requirements that nobody sees to"), "",
	  KAM_AT_MOST, "0", "5", sql_unowned, NULL, "kam req list owner=" },
	{ "without_criteria", N_("open requirements without criteria"), "",
	  KAM_AT_MOST, "0", "10", sql_vague, NULL,
	  "kam req list acceptance_criteria=" },
	{ "overdue", N_("requirements overdue"), "", KAM_AT_MOST, "0", "3",
	  sql_overdue, NULL, "kam req list due.before=today" },
};

static const struct kam_plan_part parts[] = {
	{ "sources", N_("Sources"),
	  N_("Whom we ask, how (interview, workshop, observation, documents), "
	     "and when again."),
	  "channels", KAM_PART_CUSTOMER },
	{ "rules", N_("Wording and ranking"),
	  N_("How a requirement is written and classified, what it is ranked "
	     "by, when it is good enough."),
	  NULL, KAM_PART_CUSTOMER },
	{ "agreement", N_("Agreement and change"),
	  N_("Who agrees for the customer, in which form, and how what was "
	     "agreed is changed."),
	  "requirements", KAM_PART_CUSTOMER },
	{ "control", N_("Control"),
	  N_("Which figures we watch and what is done beyond a limit."),
	  "figures", 0 },
	{ "reviews", N_("Reviews"), N_("What came of looking at the plan."),
	  "reviews", KAM_PART_MAY_BE_EMPTY },
};

static const struct kam_plan_table tables[] = {
	{ "requirements", N_("Open requirements"), "req", NULL, "-priority,due",
	  "id,title,class,priority,status,owner,due",
	  .empty = N_("no requirement is open") },
	{ "core_requirements", N_("Core requirements"), "req", "core=yes",
	  "-priority,due", "id,title,priority,status,due",
	  .empty = N_("no requirement is marked as core") },
	{ "agreed_requirements", N_("Requirements agreed"), "req",
	  "status=agreed,implemented,verified,accepted", "-agreed_on",
	  "id,title,agreed_on,due,status",
	  .empty = N_("no requirement is agreed") },
};

const struct kam_plan_area kam_req_plan = {
	"requirements", N_("Requirements management plan"),
	parts,          sizeof parts / sizeof *parts,
	figures,        sizeof figures / sizeof *figures,
	tables,         sizeof tables / sizeof *tables,
};
