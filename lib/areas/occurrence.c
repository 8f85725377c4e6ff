/*
 * Occurrences of a cadence: its series of days, and what becomes of the open
 * one. cadence.h says the rules.
 */
#include "areas/occurrence.h"

#include "areas/sql.h"

#include <kam/calendars.h>
#include <kam/date.h>
#include <kam/grow.h>
#include <string.h>

enum {
	SQL_OPEN,
	SQL_CALENDAR,
	SQL_COUNT,
	SQL_ACTIVE,
	SQL_GIVEN,
	SQL_MISSED
};
static const char *const texts[] = {
	[SQL_OPEN] = "SELECT id FROM occurrence WHERE \"cadence\" = $1 "
		     "AND status = 'open' ORDER BY id LIMIT 1",
	[SQL_CALENDAR] =
	    "SELECT COALESCE(c.\"calendar\", p.\"calendar\", a.\"calendar\", "
	    "0) "
	    "FROM cadence c JOIN account a ON a.id = c.\"account\" "
	    "LEFT JOIN project p ON p.id = c.\"project\" WHERE c.id = $1",
	[SQL_COUNT] = "SELECT status, count(*) FROM occurrence "
		      "WHERE \"cadence\" = $1 GROUP BY status",
	[SQL_ACTIVE] = "SELECT id FROM cadence WHERE status = 'active' "
		       "ORDER BY id",
	[SQL_GIVEN] = "SELECT max(\"given_on\"), "
		      "sum(CASE WHEN \"given_on\" = $2 THEN 1 ELSE 0 END) "
		      "FROM occurrence WHERE \"cadence\" = $1",
	[SQL_MISSED] = "SELECT id FROM occurrence WHERE \"cadence\" = $1 "
		       "AND status = 'missed' AND \"due\" <= $2 "
		       "ORDER BY \"due\" DESC, id DESC LIMIT 1",
};
const struct kam_sql kam_cadence_sql = { texts, sizeof texts / sizeof *texts };

/* One statement with the cadence as $1 and a day, or NULL, as $2; its row, if
   any, is being read. */
static int ask(struct kam_stmt **s, struct kam *k, int sql, int64_t cadence,
	       const char *day, struct kam_err *err)
{
	int rc = kam_db_prepare(s, kam_database(k), texts[sql], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(*s, 1, cadence);
	if (day)
		kam_stmt_bind_text(*s, 2, day);
	return kam_stmt_step(*s, err);
}

static int read_calendar(struct kam_series *series, struct kam *k,
			 struct kam_arena *arena, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int64_t id = 0;
	int rc = ask(&s, k, SQL_CALENDAR, series->cadence->id, NULL, err);

	if (rc > 0)
		id = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	if (rc < 0)
		return rc;
	return kam_calendar_load(&series->calendar, k, arena, id, err);
}

static int read_day(int32_t *out, const struct kam_record *r, int field,
		    int32_t otherwise, struct kam_err *err)
{
	*out = otherwise;
	if (!r->values[field].set)
		return 0;
	return kam_date_parse(out, r->values[field].text, err);
}

int kam_series_read(struct kam_series *out, struct kam *k,
		    struct kam_arena *arena, const struct kam_record *cadence,
		    struct kam_err *err)
{
	const struct kam_value *v = cadence->values;
	const char *shift = v[KAM_CADENCE_SHIFT].text;
	int rc;

	memset(out, 0, sizeof *out);
	out->cadence = cadence;
	rc = kam_recurrence_parse(&out->rule, v[KAM_CADENCE_EVERY].text, err);
	if (!rc)
		rc = read_day(&out->start, cadence, KAM_CADENCE_START,
			      kam_today(k), err);
	if (!rc)
		rc = read_day(&out->end, cadence, KAM_CADENCE_END, INT32_MAX,
			      err);
	if (!rc)
		rc = read_calendar(out, k, arena, err);
	out->from_delivery = v[KAM_CADENCE_BASIS].set &&
			     !strcmp(v[KAM_CADENCE_BASIS].text, "delivery");
	if (v[KAM_CADENCE_SHIFT].set && !strcmp(shift, "before"))
		out->shift = KAM_SHIFT_BEFORE;
	else if (v[KAM_CADENCE_SHIFT].set && !strcmp(shift, "after"))
		out->shift = KAM_SHIFT_AFTER;
	return rc;
}

/* The occurrence that a statement gives, or NULL. */
static int find(struct kam_record **out, struct kam *k, struct kam_arena *arena,
		struct kam_stmt *s, int rc, struct kam_err *err)
{
	int64_t id = rc > 0 ? kam_stmt_int(s, 0) : 0;

	kam_stmt_finalize(s);
	*out = NULL;
	if (rc < 0 || !id)
		return rc < 0 ? rc : 0;
	return kam_record_load(out, k, arena, &kam_occurrence_kind, id, err);
}

int kam_occurrence_find(struct kam_record **out, struct kam *k,
			struct kam_arena *arena, int64_t cadence,
			struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = ask(&s, k, SQL_OPEN, cadence, NULL, err);

	return find(out, k, arena, s, rc, err);
}

int kam_occurrence_missed(struct kam_record **out, struct kam *k,
			  struct kam_arena *arena, int64_t cadence,
			  const char *day, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = ask(&s, k, SQL_MISSED, cadence, day, err);

	return find(out, k, arena, s, rc, err);
}

int kam_occurrence_given(const char **out, int *same, struct kam *k,
			 struct kam_arena *arena, int64_t cadence,
			 const char *day, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = ask(&s, k, SQL_GIVEN, cadence, day, err);

	*out = NULL;
	*same = 0;
	if (rc > 0) {
		const char *last = kam_stmt_text(s, 0);

		rc = 0;
		*same = kam_stmt_int(s, 1) > 0;
		if (last && !(*out = kam_arena_strdup(arena, last)))
			rc = kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_occurrence_close(struct kam *k, struct kam_record *o, const char *verb,
			 const struct kam_delivery *delivery,
			 const char *reason, struct kam_err *err)
{
	struct kam_record *before = NULL;
	int rc = kam_record_load(&before, k, o->arena, o->kind, o->id, err);

	if (!rc && delivery) {
		rc = kam_record_set(k, o, KAM_OCCURRENCE_GIVEN_ON, delivery->on,
				    err);
		if (!rc && delivery->channel)
			rc = kam_record_set(k, o, KAM_OCCURRENCE_CHANNEL,
					    delivery->channel, err);
		if (!rc && delivery->note)
			rc = kam_record_set(k, o, KAM_OCCURRENCE_NOTE,
					    delivery->note, err);
	}
	if (!rc && reason)
		rc = kam_record_set(k, o, KAM_OCCURRENCE_REASON, reason, err);
	if (!rc)
		rc = kam_record_move(k, o, kam_move_find(o->kind, verb), err);
	return rc ? rc : kam_record_update(k, before, o, err);
}

int kam_cadence_count(struct kam_cadence_count *out, struct kam *k,
		      int64_t cadence, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = ask(&s, k, SQL_COUNT, cadence, NULL, err);

	memset(out, 0, sizeof *out);
	while (rc > 0) {
		const char *status = kam_stmt_text(s, 0);
		int64_t n = kam_stmt_int(s, 1);

		if (status && !strcmp(status, "given"))
			out->given = n;
		else if (status && !strcmp(status, "late"))
			out->late = n;
		else if (status && !strcmp(status, "missed"))
			out->missed = n;
		else if (status && !strcmp(status, "skipped"))
			out->skipped = n;
		rc = kam_stmt_step(s, err);
	}
	kam_stmt_finalize(s);
	return rc;
}

/* The ids of all active cadences: read before anything is written. */
static int read_active(int64_t **ids, size_t *n, struct kam *k,
		       struct kam_arena *arena, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	size_t room = 0;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_ACTIVE], err);

	*ids = NULL;
	*n = 0;
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		if (*n == room) {
			int64_t *grown = kam_grow_in(arena, *ids, &room, *n,
						     sizeof *grown, err);

			if (!grown) {
				rc = err->code;
				break;
			}
			*ids = grown;
		}
		(*ids)[(*n)++] = kam_stmt_int(s, 0);
		rc = 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_cadence_refresh(struct kam *k, struct kam_err *err)
{
	struct kam_arena arena = { 0 }, scratch = { 0 };
	int64_t *ids;
	size_t n;
	int rc = read_active(&ids, &n, k, &arena, err);

	for (size_t i = 0; i < n && !rc; i++) {
		struct kam_record *cadence;
		struct kam_series series;

		rc = kam_record_load(&cadence, k, &scratch, &kam_cadence_kind,
				     ids[i], err);
		if (!rc)
			rc =
			    kam_series_read(&series, k, &scratch, cadence, err);
		if (!rc)
			rc = kam_occurrence_refresh(k, &scratch, &series, err);
		kam_arena_reset(&scratch);
	}
	kam_arena_release(&arena);
	kam_arena_release(&scratch);
	return rc;
}
