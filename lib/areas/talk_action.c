/*
 * What is still to be done of what was said.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/talk.h>
#include <kam/zone.h>

enum { SQL_OPEN };
static const char *const texts[] = {
	[SQL_OPEN] =
	    "SELECT t.id, t.\"title\", a.\"key\", p.\"key\", m.\"key\", m.id, "
	    "t.\"due\", t.created, c.id, c.\"summary\" FROM action t "
	    "JOIN comm c ON t.\"about_kind\" = 'comm' AND c.id = t.\"about\" "
	    "LEFT JOIN account a ON a.id = t.\"account\" "
	    "LEFT JOIN project p ON p.id = t.\"project\" "
	    "LEFT JOIN member m ON m.id = "
	    "COALESCE(t.\"owner\", p.\"owner\", a.\"owner\") "
	    "WHERE t.status = 'open' AND ($1 = 0 OR a.id = $1) "
	    "AND ($2 = 0 OR p.id = $2) AND ($3 = 0 OR m.id = $3) "
	    "ORDER BY m.\"key\" NULLS LAST, t.\"due\" NULLS LAST, t.id",
};
const struct kam_sql kam_talk_action_sql = { texts,
					     sizeof texts / sizeof *texts };

static int copy(const char **out, struct kam_arena *row, struct kam_stmt *s,
		int column, struct kam_err *err)
{
	const char *text = kam_stmt_text(s, column);

	*out = text ? kam_arena_strdup(row, text) : NULL;
	return kam_stmt_failed(s) || (text && !*out) ? kam_fail_memory(err) : 0;
}

static int read_days(struct kam_talk_action *a, struct kam *k,
		     const char *created, struct kam_err *err)
{
	const int32_t today = kam_today(k);
	int64_t at;
	int32_t due;
	int rc = kam_instant_parse(&at, created ? created : "", err);

	if (rc)
		return rc;
	a->age = (int64_t)today - kam_zone_day(kam_zone_of(k), at);
	if (!a->due)
		return 0;
	rc = kam_date_parse(&due, a->due, err);
	a->days_late = (int64_t)today - due;
	return rc;
}

static int read_row(struct kam_talk_action *a, struct kam *k,
		    struct kam_arena *row, struct kam_stmt *s,
		    struct kam_err *err)
{
	const char *key = NULL;
	int rc = copy(&a->title, row, s, 1, err);

	a->id = kam_stmt_int(s, 0);
	a->owner_id = kam_stmt_int(s, 5);
	a->comm = kam_stmt_int(s, 8);
	if (!rc)
		rc = copy(&a->account, row, s, 2, err);
	if (!rc)
		rc = copy(&key, row, s, 3, err);
	if (!rc)
		rc = copy(&a->owner, row, s, 4, err);
	if (!rc)
		rc = copy(&a->due, row, s, 6, err);
	if (!rc)
		rc = copy(&a->said, row, s, 9, err);
	if (!rc && key) {
		a->project = kam_arena_printf(
		    row, "%s/%s", a->account ? a->account : "", key);
		rc = a->project ? 0 : kam_fail_memory(err);
	}
	return rc ? rc : read_days(a, k, kam_stmt_text(s, 7), err);
}

int kam_talk_actions(struct kam *k, int64_t account, int64_t project,
		     int64_t owner, kam_each_talk_action each, void *context,
		     struct kam_err *err)
{
	struct kam_arena row = { 0 };
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_OPEN], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, account);
	kam_stmt_bind_int(s, 2, project);
	kam_stmt_bind_int(s, 3, owner);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		struct kam_talk_action a = { 0 };

		rc = read_row(&a, k, &row, s, err);
		if (!rc)
			rc = each(context, &a, err);
		kam_arena_reset(&row);
	}
	kam_stmt_finalize(s);
	kam_arena_release(&row);
	return rc;
}
