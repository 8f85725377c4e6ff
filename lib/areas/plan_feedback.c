/*
 * The plan for feedback: what we give regularly, and what becomes of what the
 * customer says.
 */
#include "areas/plan_view.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/due.h>
#include <kam/setting.h>

#include "areas/hooks.h"

static const char sql_kept[] =
    "SELECT 100 * count(CASE WHEN o.status = 'given' THEN 1 END) / "
    "NULLIF(count(*), 0) FROM occurrence o JOIN cadence c "
    "ON c.id = o.\"cadence\" WHERE c.\"account\" = $1 "
    "AND ($2 = 0 OR c.\"project\" = $2) "
    "AND o.status IN ('given', 'late', 'missed')";
static const char sql_unanswered[] =
    "SELECT count(*) FROM feedback WHERE \"account\" = $1 "
    "AND ($2 = 0 OR \"project\" = $2) AND status = 'received'";
static const char sql_unsettled[] =
    "SELECT count(*) FROM feedback WHERE \"account\" = $1 "
    "AND ($2 = 0 OR \"project\" = $2) "
    "AND status NOT IN ('confirmed', 'dismissed')";
/* $1 account, $2 project or 0 */
static const char sql_cadences[] =
    "SELECT c.id, o.\"due\" FROM cadence c LEFT JOIN occurrence o "
    "ON o.\"cadence\" = c.id AND o.status = 'open' "
    "WHERE c.\"account\" = $1 AND ($2 = 0 OR c.\"project\" = $2) "
    "AND c.status = 'active' ORDER BY o.\"due\" NULLS LAST, c.id";
static const char *const texts[] = { sql_kept, sql_unanswered, sql_unsettled,
				     sql_cadences };
const struct kam_sql kam_plan_feedback_sql = { texts,
					       sizeof texts / sizeof *texts };

/* The longest that anything is late: promised feedback, or an answer. */
static int days_late(int64_t *value, int *set, struct kam *k,
		     const struct kam_plan_scope *scope, struct kam_err *err)
{
	const struct kam_due_query query = { KAM_DUE_FEEDBACK, kam_today(k),
					     scope->account, scope->project,
					     0 };
	struct kam_arena arena = { 0 };
	struct kam_due_list list = { .arena = &arena, .query = &query };
	int rc = kam_due_find(&list, k, err);

	*value = 0;
	for (size_t i = 0; i < list.n; i++)
		if (list.items[i].working_days_late * KAM_DECIMAL_ONE > *value)
			*value =
			    list.items[i].working_days_late * KAM_DECIMAL_ONE;
	*set = !rc;
	kam_due_release(&list);
	kam_arena_release(&arena);
	return rc;
}

static const struct kam_plan_figure figures[] = {
	{ "days_late", N_("working days that feedback is late"),
	  N_("working days"), KAM_AT_MOST, "0", "5", NULL, days_late,
	  "kam feedback due --overdue" },
	{ "kept_share", N_("regular feedback given in time"), "%", KAM_AT_LEAST,
	  "95", "80", sql_kept, NULL, "kam occurrence list --all" },
	{ "unanswered", N_("feedback without an answer"), "", KAM_AT_MOST, "0",
	  "5", sql_unanswered, NULL, "kam feedback list status=received" },
	{ "unsettled", N_("feedback not settled"), "", KAM_AT_MOST, "5", "15",
	  sql_unsettled, NULL, "kam feedback list" },
};

static const struct kam_plan_part parts[] = {
	{ "promises", N_("What we give"),
	  N_("Which reports and meetings, how often, what belongs in them."),
	  "cadences", KAM_PART_CUSTOMER },
	{ "listening", N_("How we listen"),
	  N_("How the customer reaches us, how we ask for their opinion."),
	  "feedback", KAM_PART_CUSTOMER },
	{ "answers", N_("Answers and resolution"),
	  N_("How soon what is answered, who resolves it, how the customer "
	     "confirms."),
	  "answers,complaints", KAM_PART_CUSTOMER },
	{ "control", N_("Control"),
	  N_("Which figures we watch and what is done beyond a limit."),
	  "figures", 0 },
	{ "reviews", N_("Reviews"), N_("What came of looking at the plan."),
	  "reviews", KAM_PART_MAY_BE_EMPTY },
};

static const struct kam_plan_column cadence_columns[] = {
	{ "id", &kam_cadence_kind },
	{ "title", &kam_cadence_kind },
	{ "every", &kam_cadence_kind },
	{ "contact", &kam_cadence_kind },
	{ "channel", &kam_cadence_kind },
	{ "owner", &kam_cadence_kind },
	{ "due", NULL, N_("Next due"), KAM_FORM_FIXED, 1 },
	{ NULL },
};

static int fill_cadences(struct kam_plan_view *view, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc;

	if (!kam_view_begin(view))
		return 0;
	rc = kam_db_prepare(&s, kam_database(view->k), sql_cadences, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, view->account);
	kam_stmt_bind_int(s, 2, view->project);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const struct kam_plan_column *c = cadence_columns;
		struct kam_record *cadence;

		rc = 0;
		if (!kam_view_row(view))
			continue;
		rc =
		    kam_record_load(&cadence, view->k, view->arena,
				    &kam_cadence_kind, kam_stmt_int(s, 0), err);
		for (; c->kind && !rc; c++)
			rc = kam_view_field(view, cadence, c->key, err);
		if (!rc)
			kam_document_text(view->doc, kam_stmt_text(s, 1), NULL);
	}
	kam_stmt_finalize(s);
	return rc;
}

static const struct kam_plan_column answer_columns[] = {
	{ "severity", NULL, N_("Severity"), KAM_FORM_FIXED, 1 },
	{ "within", NULL, N_("Answered within"), KAM_FORM_FIXED, 1 },
	{ NULL },
};

/* How soon we answer, by the account's settings or the register's. */
static int fill_answers(struct kam_plan_view *view, struct kam_err *err)
{
	static const char *const words[] = { "critical", "high", "medium",
					     "low" };
	struct kam_record *account;
	const char *key;
	int rc = kam_record_load(&account, view->k, view->arena,
				 &kam_account_kind, view->account, err);

	if (rc)
		return rc;
	key = account->values[KAM_ACCOUNT_KEY].text;
	(void)kam_view_begin(view);
	for (size_t i = 0; i < 4 && !rc; i++) {
		const char *within;
		const char *name = kam_arena_printf(
		    view->arena, "feedback.respond.%s.%s", words[i], key);

		rc = name ? kam_setting_get(&within, view->k, view->arena, name,
					    err)
			  : kam_fail_memory(err);
		if (rc || !kam_view_row(view))
			break;
		kam_view_word(view, "severity", words[i]);
		kam_document_text(view->doc, within, NULL);
	}
	return rc;
}

static const struct kam_plan_table tables[] = {
	{ "cadences", N_("Feedback promised"), .fill = fill_cadences,
	  .columns = cadence_columns,
	  .empty = N_("no regular feedback is promised") },
	{ "feedback", N_("Open feedback"), "feedback", NULL, "respond_by",
	  "id,title,type,severity,contact,respond_by,owner,status",
	  .empty = N_("no feedback is open") },
	{ "complaints", N_("Open complaints"), "feedback", "type=complaint",
	  "respond_by", "id,title,severity,respond_by,owner,status",
	  .empty = N_("no complaint is open") },
	{ "answers", N_("Answers"), .fill = fill_answers,
	  .columns = answer_columns },
	{ "promises_kept", N_("Promises kept"), .fill = kam_fill_promises_kept,
	  .columns = kam_cells_of_promises,
	  .empty = N_("no promise was kept") },
	{ "promises_open", N_("Promises open and late"),
	  .fill = kam_fill_promises_open, .columns = kam_cells_of_promises,
	  .empty = N_("no promise is open") },
	{ "answered_feedback", N_("Feedback answered"),
	  .fill = kam_fill_answered, .columns = kam_cells_of_answered,
	  .empty = N_("no feedback was answered") },
	{ "dates", N_("Dates ahead"), .fill = kam_fill_dates,
	  .columns = kam_cells_of_dates, .empty = N_("no date lies ahead") },
};

const struct kam_plan_area kam_feedback_plan = {
	"feedback", N_("Feedback plan"),
	parts,      sizeof parts / sizeof *parts,
	figures,    sizeof figures / sizeof *figures,
	tables,     sizeof tables / sizeof *tables,
};
