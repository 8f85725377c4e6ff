/*
 * Of a brief: what they care about, their requirements, money and dates.
 */
#include "areas/brief.h"

#include <kam/areas.h>

enum {
	SQL_FEEDBACK,
	SQL_OBJECTIVES,
	SQL_REQS,
	SQL_AWAITING,
	SQL_PROJECTS,
	SQL_PLAN
};
#define OPEN_REQ                                                               \
	"\"account\" = $1 AND status NOT IN ('accepted', 'deferred', "         \
	"'dropped')"
static const char *const texts[] = {
	[SQL_FEEDBACK] =
	    "SELECT id FROM feedback WHERE \"account\" = $1 "
	    "AND status NOT IN ('confirmed', 'dismissed') "
	    "ORDER BY CASE \"type\" WHEN 'complaint' THEN 0 ELSE 1 END, "
	    "CASE \"severity\" WHEN 'critical' THEN 0 WHEN 'high' THEN 1 "
	    "WHEN 'medium' THEN 2 ELSE 3 END, \"respond_by\" NULLS LAST, id",
	[SQL_OBJECTIVES] = "SELECT id FROM objective WHERE \"account\" = $1 "
			   "AND status = 'open' "
			   "ORDER BY \"due\" NULLS LAST, id",
	/* core ones first, then as MoSCoW has them */
	[SQL_REQS] =
	    "SELECT id FROM req WHERE " OPEN_REQ
	    " ORDER BY CASE \"core\" WHEN 1 THEN 0 ELSE 1 END, "
	    "CASE \"priority\" WHEN 'must' THEN 0 WHEN 'should' THEN 1 "
	    "WHEN 'could' THEN 2 WHEN 'wont' THEN 4 ELSE 3 END, "
	    "\"due\" NULLS LAST, id",
	[SQL_AWAITING] =
	    "SELECT id FROM req WHERE " OPEN_REQ
	    " AND (\"proposed_version\" IS NOT NULL "
	    "OR status IN ('captured', 'analysed')) "
	    "ORDER BY CASE \"core\" WHEN 1 THEN 0 ELSE 1 END, "
	    "CASE \"priority\" WHEN 'must' THEN 0 WHEN 'should' THEN 1 "
	    "WHEN 'could' THEN 2 WHEN 'wont' THEN 4 ELSE 3 END, id",
	[SQL_PROJECTS] = "SELECT id FROM project WHERE \"account\" = $1 "
			 "AND status IN ('planned', 'active', 'on_hold') "
			 "ORDER BY \"due\" NULLS LAST, id",
	[SQL_PLAN] = "SELECT id FROM plan WHERE \"account\" = $1 "
		     "AND \"project\" IS NULL AND \"area\" = 'account' "
		     "AND status <> 'closed' ORDER BY id DESC LIMIT 1",
};
const struct kam_sql kam_brief_work_sql = { texts,
					    sizeof texts / sizeof *texts };

enum { FEEDBACK = 4, OBJECTIVES = 4, REQS = 6, PROJECTS = 5, NEXT = 8 };

/* One row of the record's columns, KAM_COLUMN_NONE at their end. */
static int add_row(struct brief *b, struct kam_record *r, const int *columns,
		   struct kam_err *err)
{
	int rc = 0;

	if (!kam_brief_row(b))
		return 0;
	for (; *columns != KAM_COLUMN_NONE && !rc; columns++)
		rc = kam_brief_value(b, r, *columns, err);
	return rc;
}

static const struct brief_column feedback[] = {
	{ "id", &kam_feedback_kind, NULL, KAM_FORM_FIXED },
	{ "title", &kam_feedback_kind, NULL, KAM_FORM_TEXT },
	{ "type", &kam_feedback_kind, NULL, KAM_FORM_FIXED },
	{ "severity", &kam_feedback_kind, NULL, KAM_FORM_FIXED, 0, 1 },
	{ "contact", &kam_feedback_kind, NULL, KAM_FORM_TEXT, 0, 2 },
	{ "respond_by", &kam_feedback_kind, N_("Answer by"), KAM_FORM_FIXED },
	{ "status", &kam_feedback_kind, NULL, KAM_FORM_FIXED },
	{ NULL },
};

static int add_feedback(struct brief *b, struct kam_record *r,
			struct kam_err *err)
{
	static const int columns[] = {
		KAM_COLUMN_ID,        KAM_FEEDBACK_TITLE,
		KAM_FEEDBACK_TYPE,    KAM_FEEDBACK_SEVERITY,
		KAM_FEEDBACK_CONTACT, KAM_FEEDBACK_RESPOND_BY,
		KAM_COLUMN_STATUS,    KAM_COLUMN_NONE,
	};

	return add_row(b, r, columns, err);
}

static const struct brief_column objectives[] = {
	{ "id", &kam_objective_kind, NULL, KAM_FORM_FIXED },
	{ "title", &kam_objective_kind, NULL, KAM_FORM_TEXT },
	{ "measure", &kam_objective_kind, NULL, KAM_FORM_TEXT, 0, 1 },
	{ "baseline", &kam_objective_kind, NULL, KAM_FORM_NUMBER, 0, 2 },
	{ "target", &kam_objective_kind, NULL, KAM_FORM_NUMBER },
	{ "unit", &kam_objective_kind, NULL, KAM_FORM_FIXED },
	{ "due", &kam_objective_kind, NULL, KAM_FORM_FIXED },
	{ NULL },
};

static int add_objective(struct brief *b, struct kam_record *r,
			 struct kam_err *err)
{
	static const int columns[] = {
		KAM_COLUMN_ID,         KAM_OBJECTIVE_TITLE,
		KAM_OBJECTIVE_MEASURE, KAM_OBJECTIVE_BASELINE,
		KAM_OBJECTIVE_TARGET,  KAM_OBJECTIVE_UNIT,
		KAM_OBJECTIVE_DUE,     KAM_COLUMN_NONE,
	};

	return add_row(b, r, columns, err);
}

int kam_brief_care(struct brief *b, struct kam_err *err)
{
	int rc;

	kam_brief_section(b, "care", N_("What they care about"));
	kam_brief_table(b, "feedback", N_("What they said"), feedback,
			FEEDBACK);
	rc = kam_brief_records(b, texts[SQL_FEEDBACK], &kam_feedback_kind,
			       add_feedback, err);
	kam_brief_more(b, "kam feedback list");
	kam_brief_table(b, "objectives", N_("What we want to reach"),
			objectives, OBJECTIVES);
	if (!rc)
		rc = kam_brief_records(b, texts[SQL_OBJECTIVES],
				       &kam_objective_kind, add_objective, err);
	kam_brief_more(b, "kam objective list");
	kam_brief_end(b);
	return rc;
}

static const struct brief_column reqs[] = {
	{ "id", &kam_req_kind, NULL, KAM_FORM_FIXED, 1 },
	{ "title", &kam_req_kind, NULL, KAM_FORM_TEXT, 1 },
	{ "core", &kam_req_kind, NULL, KAM_FORM_FIXED, 1, 1 },
	{ "priority", &kam_req_kind, NULL, KAM_FORM_FIXED, 1 },
	{ "due", &kam_req_kind, NULL, KAM_FORM_FIXED, 1 },
	{ "status", &kam_req_kind, NULL, KAM_FORM_FIXED, 1 },
	{ NULL },
};

static int add_req(struct brief *b, struct kam_record *r, struct kam_err *err)
{
	static const int columns[] = {
		KAM_COLUMN_ID,    KAM_REQ_TITLE, KAM_REQ_CORE,
		KAM_REQ_PRIORITY, KAM_REQ_DUE,   KAM_COLUMN_STATUS,
		KAM_COLUMN_NONE,
	};

	return add_row(b, r, columns, err);
}

/* Only counts. */
static int count_req(struct brief *b, struct kam_record *r, struct kam_err *err)
{
	(void)r;
	(void)err;
	b->rows++;
	return 0;
}

int kam_brief_reqs(struct brief *b, struct kam_err *err)
{
	char line[160];
	int rc;

	kam_brief_section(b, "requirements", N_("Open requirements"));
	kam_brief_table(b, "requirements", NULL, reqs, REQS);
	rc = kam_brief_records(b, texts[SQL_REQS], &kam_req_kind, add_req, err);
	kam_brief_more(b, "kam req rank");
	b->rows = b->most = 0;
	if (!rc)
		rc = kam_brief_records(b, texts[SQL_AWAITING], &kam_req_kind,
				       count_req, err);
	if (b->rows) {
		(void)snprintf(line, sizeof line,
			       _("awaiting the customer's agreement: %zu"),
			       b->rows);
		kam_brief_say(b, line);
	}
	kam_brief_end(b);
	return rc;
}

int kam_brief_wanted(struct brief *b, struct kam_err *err)
{
	int rc;

	kam_brief_section(b, "wanted", N_("What we ask you to agree to"));
	kam_brief_table(b, "wanted", NULL, reqs, NEXT);
	rc = kam_brief_records(b, texts[SQL_AWAITING], &kam_req_kind, add_req,
			       err);
	kam_brief_more(b, "");
	kam_brief_end(b);
	return rc;
}

static const struct brief_column projects[] = {
	{ "id", &kam_project_kind, "", KAM_FORM_FIXED },
	{ "key", &kam_project_kind, NULL, KAM_FORM_KEY },
	{ "name", &kam_project_kind, NULL, KAM_FORM_TEXT },
	{ "owner", &kam_project_kind, NULL, KAM_FORM_FIXED, 0, 1 },
	{ "due", &kam_project_kind, NULL, KAM_FORM_FIXED },
	{ "budget", &kam_project_kind, NULL, KAM_FORM_NUMBER },
	{ "status", &kam_project_kind, NULL, KAM_FORM_FIXED },
	{ NULL },
};

static int add_project(struct brief *b, struct kam_record *r,
		       struct kam_err *err)
{
	static const int columns[] = {
		KAM_COLUMN_ID,     KAM_PROJECT_KEY, KAM_PROJECT_NAME,
		KAM_PROJECT_OWNER, KAM_PROJECT_DUE, KAM_PROJECT_BUDGET,
		KAM_COLUMN_STATUS, KAM_COLUMN_NONE,
	};

	return add_row(b, r, columns, err);
}

static const struct brief_column wallet[] = {
	{ "plan", NULL, N_("Plan"), KAM_FORM_FIXED },
	{ "revenue", &kam_plan_kind, NULL, KAM_FORM_NUMBER },
	{ "spend", &kam_plan_kind, NULL, KAM_FORM_NUMBER },
	{ "end", &kam_plan_kind, NULL, KAM_FORM_FIXED },
	{ NULL },
};

/* What they buy of us and spend in all, where the plan says so. */
static int add_wallet(struct brief *b, struct kam_record *r,
		      struct kam_err *err)
{
	static const int columns[] = { KAM_COLUMN_ID, KAM_PLAN_REVENUE,
				       KAM_PLAN_SPEND, KAM_PLAN_END,
				       KAM_COLUMN_NONE };

	return r->values[KAM_PLAN_REVENUE].set || r->values[KAM_PLAN_SPEND].set
		   ? add_row(b, r, columns, err)
		   : 0;
}

int kam_brief_money(struct brief *b, struct kam_err *err)
{
	int rc;

	kam_brief_section(b, "money", N_("Money and dates"));
	kam_brief_table(b, "projects", N_("Projects"), projects, PROJECTS);
	rc = kam_brief_records(b, texts[SQL_PROJECTS], &kam_project_kind,
			       add_project, err);
	kam_brief_more(b, "kam project list");
	kam_brief_table(b, "wallet", N_("Share of wallet"), wallet, 1);
	if (!rc)
		rc = kam_brief_records(b, texts[SQL_PLAN], &kam_plan_kind,
				       add_wallet, err);
	kam_brief_end(b);
	return rc;
}
