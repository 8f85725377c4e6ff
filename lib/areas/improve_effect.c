/*
 * What improvements brought, and what puts that in doubt.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/improve.h>
#include <kam/plan.h>
#include <string.h>

/*
 * The recurrences of an improvement's problem, raised since a day: what says
 * that it recurs the issue it came of, or an issue that came of the same, and
 * what recurs that in turn. $1 the origin, $2 its kind, $3 the day.
 */
#define TROUBLE                                                                \
	"WITH RECURSIVE trouble (id, kind) AS ("                               \
	"SELECT i.id, 'issue' FROM issue i WHERE "                             \
	"($2 = 'issue' AND i.id = $1) "                                        \
	"OR (i.\"origin\" = $1 AND i.\"origin_kind\" = $2) UNION "             \
	"SELECT l.\"from_record\", l.\"from_record_kind\" FROM link l "        \
	"JOIN trouble t ON l.\"to_record\" = t.id "                            \
	"AND l.\"to_record_kind\" = t.kind WHERE l.\"relation\" = 'recurs') "

enum { SQL_DOUBTS, SQL_COUNT, SQL_OF_ISSUE };
static const char *const texts[] = {
	[SQL_DOUBTS] = TROUBLE
	"SELECT r.id, r.kind FROM trouble r JOIN link l "
	"ON l.\"from_record\" = r.id AND l.\"from_record_kind\" = r.kind "
	"AND l.\"relation\" = 'recurs' "
	"LEFT JOIN issue i ON r.kind = 'issue' AND i.id = r.id "
	"LEFT JOIN feedback f ON r.kind = 'feedback' AND f.id = r.id "
	"WHERE COALESCE(i.\"raised_on\", f.\"received\", l.created) > $3 "
	"GROUP BY r.id, r.kind ORDER BY r.kind DESC, r.id",
	[SQL_COUNT] = "SELECT count(*) FROM measurement "
		      "WHERE \"about\" = $1 AND \"about_kind\" = 'improve'",
	/* $1 the issue, $2 and $3 what it came of, or 0 and '' */
	[SQL_OF_ISSUE] =
	    "SELECT id, \"title\", status FROM improve "
	    "WHERE (\"origin\" = $1 AND \"origin_kind\" = 'issue') "
	    "OR (\"origin\" = $2 AND \"origin_kind\" = $3) ORDER BY id",
};
const struct kam_sql kam_improve_sql = { texts, sizeof texts / sizeof *texts };

int kam_improve_reaches(int64_t value, int64_t target, int higher)
{
	return higher ? value >= target : value <= target;
}

static int is_higher(const struct kam_record *r)
{
	const struct kam_value *direction = &r->values[KAM_IMPROVE_DIRECTION];

	return direction->set && !strcmp(direction->text, "higher");
}

static int count_measures(int64_t *n, struct kam *k, int64_t id,
			  struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_COUNT], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	*n = rc > 0 ? kam_stmt_int(s, 0) : 0;
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

/* What came up again although it is in practice. */
static int read_doubts(struct kam_improve_effect *out, struct kam *k,
		       const struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *origin = &r->values[KAM_IMPROVE_ORIGIN];
	const struct kam_value *since = &r->values[KAM_IMPROVE_IMPLEMENTED_ON];
	struct kam_str names = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	if (!origin->set || !since->set)
		return 0;
	rc = kam_db_prepare(&s, kam_database(k), texts[SQL_DOUBTS], err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, origin->integer);
	kam_stmt_bind_text(s, 2, origin->kind->name);
	kam_stmt_bind_text(s, 3, since->text);
	while ((rc = kam_stmt_step(s, err)) > 0) {
		const struct kam_kind *kind =
		    kam_kind_find(kam_catalogue_of(k), kam_stmt_text(s, 1));

		kam_str_printf(&names, "%s%s-%lld", out->doubts ? ", " : "",
			       kind ? kind->prefix : "",
			       (long long)kam_stmt_int(s, 0));
		out->doubts++;
	}
	kam_stmt_finalize(s);
	if (!rc && out->doubts) {
		out->doubted_by = kam_arena_strdup(r->arena, names.data);
		rc = out->doubted_by ? kam_str_check(&names, err)
				     : kam_fail_memory(err);
	}
	kam_str_release(&names);
	return rc;
}

int kam_improve_effect(struct kam_improve_effect *out, struct kam *k,
		       const struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *v = r->values;
	const struct kam_value *since = &v[KAM_IMPROVE_IMPLEMENTED_ON];
	const struct kam_value *target = &v[KAM_IMPROVE_TARGET];
	const struct kam_value *baseline = &v[KAM_IMPROVE_BASELINE];
	int rc;

	*out = (struct kam_improve_effect){ 0 };
	rc = count_measures(&out->measured, k, r->id, err);
	if (!rc && since->set && out->measured)
		rc = kam_measure_last(&out->value, &out->on, k, r->arena,
				      &kam_improve_kind, r->id, since->text,
				      err);
	if (rc < 0)
		return rc;
	out->has_value = rc > 0;
	if (out->has_value) {
		out->effect =
		    baseline->set ? out->value - baseline->integer : 0;
		out->reached = target->set &&
			       kam_improve_reaches(out->value, target->integer,
						   is_higher(r));
		out->has_progress =
		    baseline->set && target->set &&
		    kam_objective_progress(&out->progress, baseline->integer,
					   target->integer, out->value);
	}
	return read_doubts(out, k, r, err);
}

int kam_improves_each(struct kam *k, const struct kam_record *issue,
		      kam_each_improve each, void *context, struct kam_err *err)
{
	const struct kam_value *origin = &issue->values[KAM_ISSUE_ORIGIN];
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_OF_ISSUE], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, issue->id);
	kam_stmt_bind_int(s, 2, origin->set ? origin->integer : 0);
	kam_stmt_bind_text(s, 3, origin->set ? origin->kind->name : "");
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *title = kam_stmt_text(s, 1);
		const char *status = kam_stmt_text(s, 2);

		rc = title && status
			 ? each(context, kam_stmt_int(s, 0), title, status, err)
			 : kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}
