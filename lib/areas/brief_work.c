/*
 * Of a brief: what is late, what they care about, their requirements, money
 * and dates.
 */
#include "areas/brief.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/due.h>
#include <string.h>

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

enum {
	LATE = 6,
	SOON_DAYS = 14,
	FEEDBACK = 4,
	OBJECTIVES = 4,
	REQS = 6,
	PROJECTS = 5,
	NEXT = 8
};

static const struct brief_column owed[] = {
	{ "id", NULL, N_("ID"), KAM_FORM_FIXED, 1 },
	{ "what", NULL, N_("What"), KAM_FORM_TEXT, 1 },
	{ "kind", NULL, "", KAM_FORM_FIXED, 1 },
	{ "project", NULL, "", KAM_FORM_FIXED, 1 },
	{ "owner", NULL, N_("Owner"), KAM_FORM_FIXED, 1 },
	{ "due", NULL, N_("Due"), KAM_FORM_FIXED, 1 },
	{ "days_late", NULL, N_("Days late"), KAM_FORM_NUMBER },
	{ NULL },
};

/* Its own owner by name, where the customer may know; nobody else's. */
static void add_owner(struct brief *b, const struct kam_record *r)
{
	int at = kam_field_find(r->kind, "owner");

	if (at != KAM_NO_FIELD && r->kind->fields[at].flags & KAM_CUSTOMER &&
	    r->values[at].set)
		kam_document_text(b->view.doc, r->values[at].text,
				  r->values[at].extra);
	else
		kam_document_null(b->view.doc);
}

/* r: for the customer, whose record it is; or NULL */
static void add_owed(struct brief *b, const struct kam_due_item *item,
		     const char *due, const struct kam_record *r)
{
	struct kam_document *doc = b->view.doc;

	kam_brief_id(b, item->kind, item->id);
	kam_document_text(doc, item->what, NULL);
	kam_document_text(doc, item->kind->name, NULL);
	kam_document_text(doc, item->project, NULL);
	if (r)
		add_owner(b, r);
	else
		kam_document_text(doc, item->owner, NULL);
	kam_document_text(doc, due, NULL);
	kam_document_integer(doc, item->days_late);
	kam_document_style(doc, item->days_late > 0    ? KAM_STYLE_BAD
				: item->days_late == 0 ? KAM_STYLE_WARN
						       : KAM_STYLE_PLAIN);
}

/* What we owe them by a day: what was promised, and what has a due day. The
   one place that a ledger of promises would take. */
static int find_owed(struct kam_due_list *list, struct kam_due_query *query,
		     struct brief *b, struct kam_err *err)
{
	*query = (struct kam_due_query){
		.kinds = KAM_DUE_ALL,
		.until = kam_today(b->view.k) + SOON_DAYS,
		.account = b->view.account,
	};
	*list = (struct kam_due_list){ .arena = b->view.arena, .query = query };
	return kam_due_find(list, b->view.k, err);
}

int kam_brief_late(struct brief *b, struct kam_err *err)
{
	struct kam_due_query query;
	struct kam_due_list list;
	char line[32], due[KAM_DATE_TEXT];
	int rc = find_owed(&list, &query, b, err);

	kam_brief_section(b, "late", N_("Promised: late, or due in two weeks"));
	kam_brief_table(b, "late", NULL, owed, LATE);
	for (size_t i = 0; i < list.n && !rc; i++) {
		kam_date_format(due, list.items[i].due);
		if (kam_brief_row(b))
			add_owed(b, &list.items[i], due, NULL);
	}
	(void)snprintf(line, sizeof line, "kam due --within %dd", SOON_DAYS);
	kam_brief_more(b, line);
	if (!rc && !b->rows)
		kam_brief_say(b, _("nothing is late or due in two weeks"));
	kam_brief_end(b);
	kam_due_release(&list);
	return rc;
}

/* A field of the record that is the day it is due on: 1 where the customer may
   see one, 0 where only we may, -1 where it comes of another record. */
static int sees_day(const struct kam_record *r, const char *due)
{
	int sees = -1;

	for (int i = 0; i < r->kind->n_fields; i++) {
		const struct kam_field *f = &r->kind->fields[i];

		if (f->type == KAM_DATE && r->values[i].set &&
		    !strcmp(r->values[i].text, due)) {
			if (f->flags & KAM_CUSTOMER)
				return 1;
			sees = 0;
		}
	}
	return sees;
}

/* Whether the customer may know of it, by the catalogue's marks. */
static int is_theirs(const struct kam_record *r, const char *due)
{
	const struct kam_kind *kind = r->kind;

	return kind->fields[kind->title].flags & KAM_CUSTOMER &&
	       !(kind->hooks.internal && kind->hooks.internal(r)) &&
	       sees_day(r, due);
}

static int add_next(struct brief *b, const struct kam_due_item *item,
		    struct kam_err *err)
{
	char due[KAM_DATE_TEXT];
	struct kam_record *r;
	int rc = kam_record_load(&r, b->view.k, b->view.arena, item->kind,
				 item->id, err);

	kam_date_format(due, item->due);
	if (!rc && is_theirs(r, due) && kam_brief_row(b))
		add_owed(b, item, due, r);
	return rc;
}

int kam_brief_next(struct brief *b, struct kam_err *err)
{
	struct kam_due_query query;
	struct kam_due_list list;
	int rc = find_owed(&list, &query, b, err);

	kam_brief_section(b, "next", N_("What comes next"));
	kam_brief_table(b, "next", NULL, owed, NEXT);
	for (size_t i = 0; i < list.n && !rc; i++)
		rc = add_next(b, &list.items[i], err);
	kam_brief_more(b, "");
	kam_brief_end(b);
	kam_due_release(&list);
	return rc;
}

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
			       _("%zu await the customer's agreement"),
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
