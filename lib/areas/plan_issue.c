/*
 * The plan for problems: how they are taken up, solved and kept from coming
 * back.
 */
#include "areas/plan_view.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/issue.h>
#include <kam/pareto.h>
#include <kam/setting.h>

#include "areas/hooks.h"

#define OF_SCOPE " WHERE \"account\" = $1 AND ($2 = 0 OR \"project\" = $2) "
#define UNSOLVED "AND status IN ('open', 'contained', 'analysed', 'in_work') "

static const char sql_severe[] = "SELECT count(*) FROM issue" OF_SCOPE UNSOLVED
				 "AND \"severity\" IN ('high', 'critical')";
static const char sql_unowned[] =
    "SELECT count(*) FROM issue" OF_SCOPE UNSOLVED "AND \"owner\" IS NULL";
static const char sql_unverified[] =
    "SELECT count(*) FROM issue" OF_SCOPE "AND status = 'solved' "
    "AND \"solved_on\" < $4";
static const char sql_effective[] =
    "SELECT 100 * count(CASE WHEN status = 'effective' THEN 1 END) / "
    "NULLIF(count(*), 0) FROM improve" OF_SCOPE
    "AND status IN ('effective', 'ineffective')";
/* $1 account, $2 project or 0 */
static const char sql_causes[] =
    "SELECT \"cause\", count(*) FROM issue" OF_SCOPE
    "AND status <> 'dropped' AND \"cause\" IS NOT NULL GROUP BY \"cause\"";
static const char *const texts[] = { sql_severe, sql_unowned, sql_unverified,
				     sql_effective, sql_causes };
const struct kam_sql kam_plan_issue_sql = { texts,
					    sizeof texts / sizeof *texts };

static int count_escalated(void *context, const struct kam_issue_age *age,
			   struct kam_err *err)
{
	int64_t *n = context;

	(void)err;
	*n += (age->level > 0) * (int64_t)KAM_DECIMAL_ONE;
	return 0;
}

static int escalated(int64_t *value, int *set, struct kam *k,
		     const struct kam_plan_scope *scope, struct kam_err *err)
{
	const struct kam_issue_query query = { scope->account, scope->project,
					       0 };
	int rc;

	*value = 0;
	rc = kam_issue_ages_each(k, &query, count_escalated, value, err);
	*set = !rc;
	return rc;
}

static int count_recurring(void *context, const struct kam_recur *r,
			   struct kam_err *err)
{
	int64_t *n = context;

	(void)err;
	*n += r->link ? (int64_t)KAM_DECIMAL_ONE : 0;
	return 0;
}

/* Of the account as a whole: what recurs needn't be of one project. */
static int recurring(int64_t *value, int *set, struct kam *k,
		     const struct kam_plan_scope *scope, struct kam_err *err)
{
	const struct kam_recur_query query = { .account = scope->account };
	int rc;

	*value = 0;
	rc = kam_recurs_each(k, &query, count_recurring, value, err);
	*set = !rc;
	return rc;
}

static const struct kam_plan_figure figures[] = {
	{ "severe", N_("severe issues not solved"), "", KAM_AT_MOST, "0", "2",
	  sql_severe, NULL, "kam issue list severity.ge=high" },
	{ "escalated", N_("issues beyond their time"), "", KAM_AT_MOST, "0",
	  "2", NULL, escalated, "kam issue escalate" },
	{ "unowned", N_("issues that nobody sees to"), "", KAM_AT_MOST, "0",
	  "2", sql_unowned, NULL, "kam issue list owner=" },
	{ "unverified", N_("issues solved a month ago and not checked"), "",
	  KAM_AT_MOST, "0", "5", sql_unverified, NULL,
	  "kam issue list status=solved" },
	{ "recurring", N_("problems that came up again"), "", KAM_AT_MOST, "0",
	  "2", NULL, recurring, "kam issue recurrences" },
	{ "effective_share", N_("improvements that helped"), "%", KAM_AT_LEAST,
	  "80", "50", sql_effective, NULL, "kam improve effect --all" },
};

static const struct kam_plan_part parts[] = {
	{ "intake", N_("How problems reach us"),
	  N_("Where the customer reports one, who takes it up, what each "
	     "severity means here."),
	  "issues", KAM_PART_CUSTOMER },
	{ "escalation", N_("Times and escalation"),
	  N_("Within which time what is solved, to whom it goes when it isn't, "
	     "on both sides."),
	  "issue_times", KAM_PART_CUSTOMER },
	{ "causes", N_("Causes and actions"),
	  N_("Who looks for root causes, which kinds come up most, what is "
	     "done about them."),
	  "causes", 0 },
	{ "improvement", N_("Improvement"),
	  N_("Which improvements are under way, how their effect is measured."),
	  "improvements", KAM_PART_CUSTOMER | KAM_PART_MAY_BE_EMPTY },
	{ "control", N_("Control"),
	  N_("Which figures we watch and what is done beyond a limit."),
	  "figures", 0 },
	{ "reviews", N_("Reviews"), N_("What came of looking at the plan."),
	  "reviews", KAM_PART_MAY_BE_EMPTY },
};

static const struct kam_plan_column time_columns[] = {
	{ "severity", NULL, N_("Severity"), KAM_FORM_FIXED, 1 },
	{ "solved_within", NULL, N_("Solved within, by level"), KAM_FORM_TEXT,
	  1 },
	{ NULL },
};

/* By the register's settings, the worst first. */
static int fill_times(struct kam_plan_view *view, struct kam_err *err)
{
	const char *const *words =
	    kam_issue_kind.fields[KAM_ISSUE_SEVERITY].words;
	int rc = 0;

	(void)kam_view_begin(view);
	for (int i = KAM_ISSUE_SEVERITIES - 1; i >= 0 && !rc; i--) {
		const char *times;
		char name[40];

		(void)snprintf(name, sizeof name, "issue.escalate.%s",
			       words[i]);
		rc = kam_setting_get(&times, view->k, view->arena, name, err);
		if (rc || !kam_view_row(view))
			break;
		kam_view_word(view, "severity", words[i]);
		kam_document_text(view->doc, *times ? times : NULL, NULL);
	}
	return rc;
}

static const struct kam_plan_column cause_columns[] = {
	{ "cause", NULL, N_("Cause"), KAM_FORM_TEXT, 0 },
	{ "count", NULL, N_("Count"), KAM_FORM_NUMBER, 0 },
	{ "share", NULL, N_("Share"), KAM_FORM_NUMBER, 0 },
	{ "cumulative", NULL, N_("Cumulative"), KAM_FORM_NUMBER, 0 },
	{ NULL },
};

static void add_share(struct kam_plan_view *view, int64_t share)
{
	char text[KAM_DECIMAL_TEXT];

	kam_ratio_format(text,
			 kam_decimal_round(share, KAM_DECIMAL_ONE / 1000));
	kam_document_decimal(view->doc, share, text);
}

static int read_causes(struct kam_pareto *p, const struct kam_plan_view *view,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(view->k), sql_causes, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, view->account);
	kam_stmt_bind_int(s, 2, view->project);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *cause = kam_stmt_text(s, 0);

		rc = cause ? kam_pareto_add(p, cause, kam_stmt_int(s, 1), err)
			   : kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}

static int fill_causes(struct kam_plan_view *view, struct kam_err *err)
{
	struct kam_pareto p = { 0 };
	int rc;

	if (!kam_view_begin(view))
		return 0;
	rc = read_causes(&p, view, err);
	kam_pareto_rank(&p, KAM_PARETO_PERCENT);
	for (size_t i = 0; i < p.n && !rc; i++) {
		if (!kam_view_row(view))
			continue;
		kam_view_word(view, "cause", p.lines[i].label);
		kam_document_integer(view->doc, p.lines[i].count);
		add_share(view, p.lines[i].share);
		add_share(view, p.lines[i].cumulative);
	}
	kam_pareto_release(&p);
	return rc;
}

static const struct kam_plan_table tables[] = {
	{ "issues", N_("Open issues"), "issue", NULL, "-severity,raised_on",
	  "id,title,severity,owner,due,raised_on,status",
	  .empty = N_("no issue is open") },
	{ "issue_times", N_("Times"), .fill = fill_times,
	  .columns = time_columns },
	{ "causes", N_("Causes"), .fill = fill_causes, .columns = cause_columns,
	  .empty = N_("no cause is known yet") },
	{ "improvements", N_("Improvements"), "improve", NULL, "due",
	  "id,title,baseline,target,owner,due,status",
	  .empty = N_("no improvement is under way") },
};

const struct kam_plan_area kam_issue_plan = {
	"issue", N_("Problem and improvement plan"),
	parts,   sizeof parts / sizeof *parts,
	figures, sizeof figures / sizeof *figures,
	tables,  sizeof tables / sizeof *tables,
};
