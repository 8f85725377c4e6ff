/*
 * What is due, merged over all kinds.
 */
#include "areas/kept_calendars.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/calendar.h>
#include <kam/date.h>
#include <kam/due.h>
#include <kam/grow.h>
#include <stdlib.h>
#include <string.h>

#include "areas/hooks.h"

/*
 * One shape for every kind, so that one function reads them all:
 * $1 the last day of interest, $2 account, $3 project, $4 owner (0: any).
 */
#define DUE(scope, id, what, due, severity, account, project, contact, owner,  \
	    calendar, from, where)                                             \
	"SELECT " id ", " what ", " due ", " severity ", a.\"key\", "          \
	"p.\"key\", m.\"key\", c.id, c.\"name\", " calendar                    \
	", m.id, a.\"owner\", m.\"calendar\" FROM " from                       \
	" LEFT JOIN account a ON a.id = " account                              \
	" LEFT JOIN project p ON p.id = " project                              \
	" LEFT JOIN contact c ON c.id = " contact                              \
	" LEFT JOIN member m ON m.id = COALESCE(" owner                        \
	", p.\"owner\", a.\"owner\") WHERE " due " <= $1 AND " where           \
	" AND " scope " AND ($3 = 0 OR p.id = $3)"                             \
	" AND ($4 = 0 OR m.id = $4)"
#define OF_SCOPE "COALESCE(p.\"calendar\", a.\"calendar\", 0)"
/* of any account, or of the one that an index finds */
#define ANY "($2 = 0 OR a.id = $2)"
#define ONE "t.\"account\" = $2"

#define OF_PROJECT(scope)                                                      \
	DUE(scope, "t.id", "t.\"name\"", "t.\"due\"", "NULL", "t.\"account\"", \
	    "t.id", "NULL", "t.\"owner\"", OF_SCOPE, "project t",              \
	    "t.status IN ('planned', 'active', 'on_hold')")
#define OF_REQ(scope)                                                          \
	DUE(scope, "t.id", "t.\"title\"", "t.\"due\"", "NULL",                 \
	    "t.\"account\"", "t.\"project\"", "t.\"source_contact\"",          \
	    "t.\"owner\"", OF_SCOPE, "req t",                                  \
	    "t.status NOT IN ('accepted', 'deferred', 'dropped')")
/* to whom it was promised, as promise.c has it */
#define OF_ACTION(scope)                                                       \
	DUE(scope, "t.id", "t.\"title\"", "t.\"due\"", "NULL",                 \
	    "t.\"account\"", "t.\"project\"",                                  \
	    "CASE t.\"about_kind\" WHEN 'reply' THEN (SELECT s.\"contact\" "   \
	    "FROM reply s WHERE s.id = t.\"about\") WHEN 'comm' THEN (SELECT " \
	    "v.target FROM list_value v WHERE v.kind = 'comm' AND v.record = " \
	    "t.\"about\" AND v.field = 'contacts' ORDER BY v.position LIMIT "  \
	    "1) "                                                              \
	    "END",                                                             \
	    "t.\"owner\"", OF_SCOPE, "action t", "t.status = 'open'")
#define OF_FEEDBACK(scope)                                                     \
	DUE(scope, "t.id", "t.\"title\"", "t.\"respond_by\"",                  \
	    "t.\"severity\"", "t.\"account\"", "t.\"project\"",                \
	    "t.\"contact\"", "t.\"owner\"", OF_SCOPE, "feedback t",            \
	    "t.status = 'received'")
#define OF_CADENCE(scope)                                                      \
	DUE(scope, "t.id", "t.\"title\"", "o.\"due\"", "t.\"severity\"",       \
	    "t.\"account\"", "t.\"project\"", "t.\"contact\"", "t.\"owner\"",  \
	    "COALESCE(t.\"calendar\", p.\"calendar\", a.\"calendar\", 0)",     \
	    "occurrence o JOIN cadence t ON t.id = o.\"cadence\"",             \
	    "o.status = 'open' AND t.status = 'active'")
#define OF_RISK(scope)                                                         \
	DUE(scope, "t.id", "t.\"title\"", "t.\"review\"", "NULL",              \
	    "t.\"account\"", "t.\"project\"", "NULL", "t.\"owner\"", OF_SCOPE, \
	    "risk t", "t.status <> 'closed'")
#define OF_ELICIT(scope)                                                       \
	DUE(scope, "t.id", "t.\"title\"", "t.\"on\"", "NULL", "t.\"account\"", \
	    "t.\"project\"", "NULL", "t.\"facilitator\"", OF_SCOPE,            \
	    "elicit t", "t.status = 'planned'")
#define OF_PLAN(scope)                                                         \
	DUE(scope, "t.id", "t.\"title\"", "t.\"review\"", "NULL",              \
	    "t.\"account\"", "t.\"project\"", "NULL", "t.\"owner\"", OF_SCOPE, \
	    "plan t", "t.status <> 'closed'")
#define OF_OBJECTIVE(scope)                                                    \
	DUE(scope, "t.id", "t.\"title\"", "t.\"due\"", "NULL",                 \
	    "t.\"account\"", "t.\"project\"", "NULL", "t.\"owner\"", OF_SCOPE, \
	    "objective t", "t.status = 'open'")
#define OF_RESOLUTION(scope)                                                   \
	DUE(scope, "t.id", "t.\"title\"", "t.\"resolve_by\"",                  \
	    "t.\"severity\"", "t.\"account\"", "t.\"project\"",                \
	    "t.\"contact\"", "t.\"owner\"", OF_SCOPE, "feedback t",            \
	    "t.status = 'responded'")
/* how many of those who were invited have answered */
#define OF_SURVEY(scope)                                                       \
	DUE(scope, "t.id",                                                     \
	    "t.\"title\" || ' (' || (SELECT count(*) FROM reply r WHERE "      \
	    "r.\"survey\" = t.id AND r.\"score\" IS NOT NULL) || '/' || "      \
	    "(SELECT count(*) FROM reply r WHERE r.\"survey\" = t.id) || "     \
	    "')'",                                                             \
	    "t.\"ends\"", "NULL", "t.\"account\"", "t.\"project\"", "NULL",    \
	    "t.\"owner\"", OF_SCOPE, "survey t", "t.status = 'open'")
#define OF_SURVEY_NEXT(scope)                                                  \
	DUE(scope, "t.id", "t.\"title\"", "t.\"next_on\"", "NULL",             \
	    "t.\"account\"", "t.\"project\"", "NULL", "t.\"owner\"", OF_SCOPE, \
	    "survey t",                                                        \
	    "t.status = 'closed' AND NOT EXISTS (SELECT 1 FROM survey n "      \
	    "WHERE n.\"previous\" = t.id)")
#define OF_IMPROVE(scope)                                                      \
	DUE(scope, "t.id", "t.\"title\"", "t.\"due\"", "NULL",                 \
	    "t.\"account\"", "t.\"project\"", "NULL", "t.\"owner\"", OF_SCOPE, \
	    "improve t", "t.status IN ('plan', 'do', 'check', 'act')")

enum {
	DUE_PROJECT,
	DUE_REQ,
	DUE_ACTION,
	DUE_FEEDBACK,
	DUE_RESOLUTION,
	DUE_CADENCE,
	DUE_SURVEY,
	DUE_SURVEY_NEXT,
	DUE_RISK,
	DUE_ELICIT,
	DUE_PLAN,
	DUE_OBJECTIVE,
	DUE_IMPROVE,
	DUE_ONE /* then, in the same order, those of one account */
};
static const char *const texts[] = {
	[DUE_PROJECT] = OF_PROJECT(ANY),
	[DUE_REQ] = OF_REQ(ANY),
	[DUE_ACTION] = OF_ACTION(ANY),
	[DUE_FEEDBACK] = OF_FEEDBACK(ANY),
	[DUE_RESOLUTION] = OF_RESOLUTION(ANY),
	[DUE_CADENCE] = OF_CADENCE(ANY),
	[DUE_SURVEY] = OF_SURVEY(ANY),
	[DUE_SURVEY_NEXT] = OF_SURVEY_NEXT(ANY),
	[DUE_RISK] = OF_RISK(ANY),
	[DUE_ELICIT] = OF_ELICIT(ANY),
	[DUE_PLAN] = OF_PLAN(ANY),
	[DUE_OBJECTIVE] = OF_OBJECTIVE(ANY),
	[DUE_IMPROVE] = OF_IMPROVE(ANY),
	[DUE_ONE + DUE_PROJECT] = OF_PROJECT(ONE),
	[DUE_ONE + DUE_REQ] = OF_REQ(ONE),
	[DUE_ONE + DUE_ACTION] = OF_ACTION(ONE),
	[DUE_ONE + DUE_FEEDBACK] = OF_FEEDBACK(ONE),
	[DUE_ONE + DUE_RESOLUTION] = OF_RESOLUTION(ONE),
	[DUE_ONE + DUE_CADENCE] = OF_CADENCE(ONE),
	[DUE_ONE + DUE_SURVEY] = OF_SURVEY(ONE),
	[DUE_ONE + DUE_SURVEY_NEXT] = OF_SURVEY_NEXT(ONE),
	[DUE_ONE + DUE_RISK] = OF_RISK(ONE),
	[DUE_ONE + DUE_ELICIT] = OF_ELICIT(ONE),
	[DUE_ONE + DUE_PLAN] = OF_PLAN(ONE),
	[DUE_ONE + DUE_OBJECTIVE] = OF_OBJECTIVE(ONE),
	[DUE_ONE + DUE_IMPROVE] = OF_IMPROVE(ONE),
};
const struct kam_sql kam_due_sql = { texts, sizeof texts / sizeof *texts };

int kam_due_add(struct kam_due_list *list, const struct kam_due_item *item,
		struct kam_err *err)
{
	struct kam_due_item *grown;
	if (item->due > list->query->until)
		return 0;
	grown = kam_grow(list->items, &list->room, list->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	list->items = grown;
	list->items[list->n++] = *item;
	return 0;
}

void kam_due_release(struct kam_due_list *list)
{
	free(list->items);
	list->items = NULL;
	list->n = list->room = 0;
}

static const char *copy(struct kam_arena *arena, struct kam_stmt *s, int column)
{
	const char *text = kam_stmt_text(s, column);

	return text ? kam_arena_strdup(arena, text) : NULL;
}

static int read_item(struct kam_due_item *item, struct kam_arena *arena,
		     const struct kam_kind *kind, struct kam_stmt *s,
		     struct kam_err *err)
{
	const char *due = kam_stmt_text(s, 2);
	const char *project = kam_stmt_text(s, 5);

	memset(item, 0, sizeof *item);
	item->kind = kind;
	item->id = kam_stmt_int(s, 0);
	item->what = copy(arena, s, 1);
	item->severity = copy(arena, s, 3);
	item->account = copy(arena, s, 4);
	if (project)
		item->project = kam_arena_printf(
		    arena, "%s/%s", item->account ? item->account : "",
		    project);
	item->owner = copy(arena, s, 6);
	if (!kam_stmt_is_null(s, 7))
		item->contact = kam_arena_printf(arena, "CON-%lld",
						 (long long)kam_stmt_int(s, 7));
	item->contact_name = copy(arena, s, 8);
	item->owner_id = kam_stmt_int(s, 10);
	item->account_owner = kam_stmt_int(s, 11);
	if (kam_stmt_failed(s) || !item->what || (project && !item->project))
		return kam_fail_memory(err);
	return kam_date_parse(&item->due, due ? due : "", err);
}

static int find(struct kam_due_list *list, struct kam *k,
		const struct kam_kind *kind, int sql, struct kam_err *err)
{
	const struct kam_due_query *q = list->query;
	struct kam_kept_calendars calendars = { 0 };
	struct kam_stmt *s = NULL;
	char until[KAM_DATE_TEXT];
	int rc = kam_db_prepare(&s, kam_database(k),
				texts[q->account ? DUE_ONE + sql : sql], err);

	if (rc)
		return rc;
	kam_date_format(until, q->until);
	kam_stmt_bind_text(s, 1, until);
	kam_stmt_bind_int(s, 2, q->account);
	kam_stmt_bind_int(s, 3, q->project);
	kam_stmt_bind_int(s, 4, q->owner);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const struct kam_calendar *calendar;
		struct kam_due_item item;

		rc = read_item(&item, list->arena, kind, s, err);
		if (!rc)
			rc = kam_kept_calendar_less(
			    &calendar, &calendars, k, list->arena,
			    kam_stmt_int(s, 9), kam_stmt_int(s, 12), err);
		if (rc)
			break;
		item.days_late = (int64_t)kam_today(k) - item.due;
		item.working_days_late = kam_calendar_working_between(
		    calendar, item.due, kam_today(k));
		rc = kam_due_add(list, &item, err);
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_project_due(struct kam *k, struct kam_due_list *list,
		    struct kam_err *err)
{
	return find(list, k, &kam_project_kind, DUE_PROJECT, err);
}

int kam_req_due(struct kam *k, struct kam_due_list *list, struct kam_err *err)
{
	return find(list, k, &kam_req_kind, DUE_REQ, err);
}

int kam_action_due(struct kam *k, struct kam_due_list *list,
		   struct kam_err *err)
{
	return find(list, k, &kam_action_kind, DUE_ACTION, err);
}

int kam_feedback_due(struct kam *k, struct kam_due_list *list,
		     struct kam_err *err)
{
	int rc = find(list, k, &kam_feedback_kind, DUE_FEEDBACK, err);

	return rc ? rc : find(list, k, &kam_feedback_kind, DUE_RESOLUTION, err);
}

int kam_cadence_due(struct kam *k, struct kam_due_list *list,
		    struct kam_err *err)
{
	return find(list, k, &kam_cadence_kind, DUE_CADENCE, err);
}

/* A round that is to be closed, and one that is to be repeated. */
int kam_survey_due(struct kam *k, struct kam_due_list *list,
		   struct kam_err *err)
{
	int rc = find(list, k, &kam_survey_kind, DUE_SURVEY, err);

	return rc ? rc : find(list, k, &kam_survey_kind, DUE_SURVEY_NEXT, err);
}

int kam_risk_due(struct kam *k, struct kam_due_list *list, struct kam_err *err)
{
	return find(list, k, &kam_risk_kind, DUE_RISK, err);
}

int kam_elicit_due(struct kam *k, struct kam_due_list *list,
		   struct kam_err *err)
{
	return find(list, k, &kam_elicit_kind, DUE_ELICIT, err);
}

int kam_plan_due(struct kam *k, struct kam_due_list *list, struct kam_err *err)
{
	return find(list, k, &kam_plan_kind, DUE_PLAN, err);
}

int kam_objective_due(struct kam *k, struct kam_due_list *list,
		      struct kam_err *err)
{
	return find(list, k, &kam_objective_kind, DUE_OBJECTIVE, err);
}

int kam_improve_due(struct kam *k, struct kam_due_list *list,
		    struct kam_err *err)
{
	return find(list, k, &kam_improve_kind, DUE_IMPROVE, err);
}

static int compare(const void *a, const void *b)
{
	const struct kam_due_item *x = a, *y = b;
	int kinds = strcmp(x->kind->name, y->kind->name);

	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	if (kinds)
		return kinds;
	return x->id < y->id ? -1 : x->id > y->id;
}

int kam_due_find(struct kam_due_list *list, struct kam *k, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(k);
	int rc = 0;

	for (int i = 0; i < all->n_kinds && !rc; i++) {
		const struct kam_kind *kind = all->kinds[i];

		if (!kind->hooks.due ||
		    (list->query->kinds == KAM_DUE_FEEDBACK &&
		     !kam_kind_is(kind, &kam_feedback_kind) &&
		     !kam_kind_is(kind, &kam_cadence_kind)))
			continue;
		rc = kind->hooks.due(k, list, err);
	}
	if (!rc && list->n)
		qsort(list->items, list->n, sizeof *list->items, compare);
	return rc;
}
