/*
 * Planned against actual, and what was acknowledged.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/comm_plan.h>
#include <kam/date.h>
#include <kam/grow.h>
#include <string.h>

#define COUNT(status)                                                          \
	"(SELECT count(*) FROM occurrence o WHERE o.\"cadence\" = "            \
	"p.\"cadence\" AND o.status = '" status "'), "

enum { SQL_LINES, SQL_AUDIENCE, SQL_LATEST, SQL_ACKNOWLEDGED };
static const char *const texts[] = {
	[SQL_LINES] =
	    "SELECT p.id, p.\"title\", p.status, a.\"key\", r.\"key\", "
	    "p.\"every\", p.\"channel\", p.\"group\", m.\"key\", "
	    "p.\"sender\", p.\"cadence\", " COUNT("given") COUNT("late")
		COUNT("missed") COUNT(
		    "skipped") "(SELECT min(o.\"due\") FROM occurrence o WHERE "
			       "o.\"cadence\" = "
			       "p.\"cadence\" AND o.status = 'open'), "
			       "(SELECT count(DISTINCT d.\"about\") FROM "
			       "occurrence o "
			       "JOIN decision d ON d.\"about_kind\" = "
			       "'occurrence' "
			       "AND d.\"about\" = o.id AND d.\"outcome\" = "
			       "'acknowledged' "
			       "WHERE o.\"cadence\" = p.\"cadence\") "
			       "FROM comm_plan p JOIN account a ON a.id = "
			       "p.\"account\" "
			       "LEFT JOIN project r ON r.id = p.\"project\" "
			       "LEFT JOIN member m ON m.id = p.\"sender\" "
			       "WHERE ($1 = 0 OR p.\"account\" = $1) "
			       "AND ($2 = 0 OR p.\"project\" = $2) "
			       "AND ($3 = 1 OR p.status <> 'ended') ORDER BY "
			       "p.id",
	[SQL_AUDIENCE] =
	    "SELECT v.record, c.\"name\" FROM list_value v "
	    "JOIN contact c ON c.id = v.target WHERE v.kind = 'comm_plan' "
	    "AND v.field = 'audience' ORDER BY v.record, v.position",
	[SQL_LATEST] =
	    "SELECT o.id FROM occurrence o WHERE o.\"cadence\" = $1 "
	    "AND ($2 = 0 OR o.id = $2) AND o.status IN ('given', 'late') "
	    "ORDER BY o.\"number\" DESC LIMIT 1",
	[SQL_ACKNOWLEDGED] =
	    "SELECT d.id FROM decision d WHERE d.\"about_kind\" = 'occurrence' "
	    "AND d.\"about\" = $1 AND d.\"outcome\" = 'acknowledged' "
	    "AND d.\"by_contact\" = $2",
};
const struct kam_sql kam_comm_plan_sql = { texts,
					   sizeof texts / sizeof *texts };

/* Percent of what was due that came in time, rounded down; -1 where nothing
   was due. overdue: 1 where one is owed since before today. */
static int64_t on_time(int64_t given, int64_t late, int64_t missed,
		       int64_t overdue)
{
	int64_t due = given + late + missed + overdue;

	return due ? given * 100 / due : -1;
}

static int copy(const char **out, struct kam_arena *arena, struct kam_stmt *s,
		int column, struct kam_err *err)
{
	const char *text = kam_stmt_text(s, column);

	*out = text ? kam_arena_strdup(arena, text) : NULL;
	return kam_stmt_failed(s) || (text && !*out) ? kam_fail_memory(err) : 0;
}

static int read_texts(struct kam_comm_plan_actual *a, struct kam_arena *arena,
		      struct kam_stmt *s, struct kam_err *err)
{
	const char *project;
	const struct {
		const char **to;
		int column;
	} columns[] = {
		{ &a->title, 1 },    { &a->status, 2 }, { &a->account, 3 },
		{ &project, 4 },     { &a->every, 5 },  { &a->channel, 6 },
		{ &a->audience, 7 }, { &a->sender, 8 }, { &a->due, 15 },
	};
	int rc = 0;

	for (size_t i = 0; i < sizeof columns / sizeof *columns && !rc; i++)
		rc = copy(columns[i].to, arena, s, columns[i].column, err);
	if (rc || !project)
		return rc;
	a->project = kam_arena_printf(arena, "%s/%s", a->account, project);
	return a->project ? 0 : kam_fail_memory(err);
}

static int read_line(struct kam_comm_plan_actual *a, struct kam *k,
		     struct kam_arena *arena, struct kam_stmt *s,
		     struct kam_err *err)
{
	int32_t due;
	int rc = read_texts(a, arena, s, err);

	a->id = kam_stmt_int(s, 0);
	a->sender_id = kam_stmt_int(s, 9);
	a->given = kam_stmt_int(s, 11);
	a->late = kam_stmt_int(s, 12);
	a->missed = kam_stmt_int(s, 13);
	a->skipped = kam_stmt_int(s, 14);
	a->acknowledged = kam_stmt_int(s, 16);
	if (!rc && !kam_stmt_is_null(s, 10)) {
		a->cadence = kam_arena_printf(arena, "CAD-%lld",
					      (long long)kam_stmt_int(s, 10));
		rc = a->cadence ? 0 : kam_fail_memory(err);
	}
	if (!rc && a->due) {
		rc = kam_date_parse(&due, a->due, err);
		a->days_late = rc ? 0 : (int64_t)kam_today(k) - due;
	}
	a->on_time = on_time(a->given, a->late, a->missed, a->days_late > 0);
	return rc;
}

/* The contacts' names after the group's, for each line: both in order. */
static int read_audience(struct kam_comm_plan_actuals *out, struct kam *k,
			 struct kam_arena *arena, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	size_t at = 0;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_AUDIENCE], err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const int64_t id = kam_stmt_int(s, 0);
		const char *name = kam_stmt_text(s, 1);
		struct kam_comm_plan_actual *a;

		rc = 0;
		while (at < out->n && out->items[at].id < id)
			at++;
		if (at == out->n)
			break;
		a = &out->items[at];
		if (a->id != id || !name)
			continue;
		a->audience = a->audience ? kam_arena_printf(arena, "%s, %s",
							     a->audience, name)
					  : kam_arena_strdup(arena, name);
		if (!a->audience)
			rc = kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}

static int add(struct kam_comm_plan_actuals *out, size_t *room,
	       struct kam_arena *arena, struct kam_err *err)
{
	struct kam_comm_plan_actual *grown =
	    kam_grow_in(arena, out->items, room, out->n, sizeof *grown, err);

	if (!grown)
		return err->code;
	out->items = grown;
	return 0;
}

int kam_comm_plan_actual(struct kam_comm_plan_actuals *out, struct kam *k,
			 struct kam_arena *arena, int64_t account,
			 int64_t project, int all, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	size_t room = 0;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_LINES], err);

	memset(out, 0, sizeof *out);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, account);
	kam_stmt_bind_int(s, 2, project);
	kam_stmt_bind_int(s, 3, all != 0);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		rc = add(out, &room, arena, err);
		if (!rc)
			rc = read_line(&out->items[out->n++], k, arena, s, err);
	}
	kam_stmt_finalize(s);
	return rc ? rc : read_audience(out, k, arena, err);
}

/* One id that a statement with two numbers gives; 0 where it gives none. */
static int ask(int64_t *id, struct kam *k, int sql, int64_t first,
	       int64_t second, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[sql], err);

	*id = 0;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, first);
	kam_stmt_bind_int(s, 2, second);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		*id = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

static int find_delivery(int64_t *id, struct kam *k,
			 const struct kam_record *line, int64_t occurrence,
			 struct kam_err *err)
{
	const struct kam_value *cadence = &line->values[KAM_COMM_PLAN_CADENCE];
	int rc = ask(id, k, SQL_LATEST, cadence->set ? cadence->integer : 0,
		     occurrence, err);

	if (rc || *id)
		return rc;
	if (occurrence)
		kam_fail(err, KAM_EREFUSED,
			 _("OCC-%lld is no delivery of CPL-%lld"),
			 (long long)occurrence, (long long)line->id);
	else
		kam_fail(err, KAM_EREFUSED,
			 _("nothing of CPL-%lld was given yet"),
			 (long long)line->id);
	if (cadence->set)
		kam_hint(err, "kam occurrence list --all cadence=%s",
			 cadence->text);
	return err->code;
}

static int add_decision(struct kam_record **out, struct kam *k,
			const struct kam_record *line, int64_t delivery,
			const struct kam_comm_plan_ack *ack,
			struct kam_err *err)
{
	struct kam_record *d;
	char name[KAM_ID_TEXT];
	int rc = kam_record_new(&d, line->arena, &kam_decision_kind, err);

	kam_id_format(name, &kam_occurrence_kind, delivery);
	if (!rc)
		rc = kam_record_set(k, d, KAM_DECISION_ABOUT, name, err);
	if (!rc)
		rc = kam_record_set(k, d, KAM_DECISION_OUTCOME, "acknowledged",
				    err);
	if (!rc)
		rc = kam_record_set_ref(k, d, KAM_DECISION_BY_CONTACT,
					ack->contact, err);
	if (!rc)
		rc = kam_record_set(k, d, KAM_DECISION_ON,
				    ack->on ? ack->on : "today", err);
	if (!rc && ack->channel)
		rc = kam_record_set(k, d, KAM_DECISION_CHANNEL, ack->channel,
				    err);
	if (!rc && ack->remark)
		rc =
		    kam_record_set(k, d, KAM_DECISION_REMARK, ack->remark, err);
	*out = d;
	return rc ? rc : kam_record_insert(k, d, err);
}

int kam_comm_plan_acknowledge(struct kam_record **decision, struct kam *k,
			      const struct kam_record *line,
			      const struct kam_comm_plan_ack *ack,
			      struct kam_err *err)
{
	int64_t delivery, there;
	int rc = find_delivery(&delivery, k, line, ack->occurrence, err);

	if (!rc)
		rc = ask(&there, k, SQL_ACKNOWLEDGED, delivery, ack->contact,
			 err);
	if (!rc && there)
		rc = kam_fail(err, KAM_EDUPLICATE,
			      _("CON-%lld acknowledged OCC-%lld before: "
				"DEC-%lld"),
			      (long long)ack->contact, (long long)delivery,
			      (long long)there);
	return rc ? rc : add_decision(decision, k, line, delivery, ack, err);
}
