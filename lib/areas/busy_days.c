/*
 * Busy days of calendars, and members' own calendars.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/calendars.h>
#include <kam/date.h>
#include <kam/setting.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_DAYS, SQL_OTHERS };
static const char *const texts[] = {
	[SQL_DAYS] = "SELECT id, \"date\", source FROM calendar_day "
		     "WHERE \"calendar\" = $1 AND \"date\" >= $2 "
		     "AND \"date\" <= $3 ORDER BY \"date\"",
	[SQL_OTHERS] =
	    "SELECT (SELECT count(*) FROM account WHERE \"calendar\" = $1) + "
	    "(SELECT count(*) FROM project WHERE \"calendar\" = $1) + "
	    "(SELECT count(*) FROM cadence WHERE \"calendar\" = $1) + "
	    "(SELECT count(*) FROM member WHERE \"calendar\" = $1 AND id <> "
	    "$2)",
};
const struct kam_sql kam_busy_sql = { texts, sizeof texts / sizeof *texts };

/* A day that the calendar has. */
struct stored {
	struct stored *next;
	int64_t id;
	int32_t date;
	int ours; /* of the source */
};

struct setting_days {
	struct kam *k;
	struct kam_arena all, one;
	int64_t calendar;
	const char *prefix; /* "busy:vacation:CAL-3:" */
	struct kam_busy_result *result;
};

static int read_stored(struct stored **out, struct setting_days *s,
		       int32_t from, int32_t to, struct kam_err *err)
{
	char dates[2][KAM_DATE_TEXT];
	struct kam_stmt *stmt = NULL;
	int rc =
	    kam_db_prepare(&stmt, kam_database(s->k), texts[SQL_DAYS], err);

	*out = NULL;
	if (rc)
		return rc;
	kam_date_format(dates[0], from);
	kam_date_format(dates[1], to);
	kam_stmt_bind_int(stmt, 1, s->calendar);
	kam_stmt_bind_text(stmt, 2, dates[0]);
	kam_stmt_bind_text(stmt, 3, dates[1]);
	while (!rc && (rc = kam_stmt_step(stmt, err)) > 0) {
		struct stored *day = kam_arena_alloc(&s->all, sizeof *day);
		const char *date = kam_stmt_text(stmt, 1);
		const char *source = kam_stmt_text(stmt, 2);

		if (!day || kam_stmt_failed(stmt)) {
			rc = kam_fail_memory(err);
			break;
		}
		day->id = kam_stmt_int(stmt, 0);
		day->ours =
		    source && !strncmp(source, s->prefix, strlen(s->prefix));
		rc = kam_date_parse(&day->date, date ? date : "", err);
		*out = day;
		out = &day->next;
	}
	kam_stmt_finalize(stmt);
	return rc;
}

static int add_day(struct setting_days *s, const struct kam_busy_day *day,
		   const char *name, struct kam_err *err)
{
	char date[KAM_DATE_TEXT];
	struct kam_record *r;
	int rc = kam_record_new(&r, &s->one, &kam_calendar_day_kind, err);

	kam_date_format(date, day->date);
	if (!rc)
		rc = kam_record_set_ref(s->k, r, KAM_CALENDAR_DAY_CALENDAR,
					s->calendar, err);
	if (!rc)
		rc = kam_record_set(s->k, r, KAM_CALENDAR_DAY_DATE, date, err);
	if (!rc)
		rc = kam_record_set(s->k, r, KAM_CALENDAR_DAY_WORKING, "no",
				    err);
	if (!rc)
		rc = kam_record_set(s->k, r, KAM_CALENDAR_DAY_NAME, name, err);
	if (rc)
		return rc;
	r->source = kam_arena_printf(&s->one, "%s%s", s->prefix, date);
	if (!r->source)
		return kam_fail_memory(err);
	s->result->created++;
	return kam_record_insert(s->k, r, err);
}

static int rename_day(struct setting_days *s, const struct stored *day,
		      const char *name, struct kam_err *err)
{
	struct kam_record *before, *after;
	int64_t version;
	int rc = kam_record_load(&before, s->k, &s->one, &kam_calendar_day_kind,
				 day->id, err);

	if (!rc)
		rc = kam_record_load(&after, s->k, &s->one,
				     &kam_calendar_day_kind, day->id, err);
	if (!rc)
		rc = kam_record_set(s->k, after, KAM_CALENDAR_DAY_NAME, name,
				    err);
	if (rc)
		return rc;
	version = before->version;
	rc = kam_record_update(s->k, before, after, err);
	s->result->updated += after->version != version;
	s->result->unchanged += after->version == version;
	return rc;
}

static int remove_day(struct setting_days *s, const struct stored *day,
		      struct kam_err *err)
{
	struct kam_record *r;
	int rc = kam_record_load(&r, s->k, &s->one, &kam_calendar_day_kind,
				 day->id, err);

	s->result->removed += !rc;
	return rc ? rc : kam_record_remove(s->k, r, err);
}

static int by_date(const void *a, const void *b)
{
	const struct kam_busy_day *x = a, *y = b;

	return x->date != y->date ? (x->date > y->date) - (x->date < y->date)
				  : strcmp(x->name, y->name);
}

/* Both in the order of their dates, so one walk meets them all. */
static int merge(struct setting_days *s, const struct stored *stored,
		 const struct kam_busy_day *days, size_t n, struct kam_err *err)
{
	size_t i = 0;
	int rc = 0;

	while (!rc && (i < n || stored)) {
		const char *name =
		    i < n && *days[i].name ? days[i].name : _("busy");

		if (i > 0 && i < n && days[i].date == days[i - 1].date) {
			i++; /* two events on one day: the first names it */
			continue;
		}
		if (i == n || (stored && stored->date < days[i].date)) {
			if (stored->ours)
				rc = remove_day(s, stored, err);
			stored = stored->next;
		} else if (!stored || days[i].date < stored->date) {
			rc = add_day(s, &days[i++], name, err);
		} else {
			if (stored->ours)
				rc = rename_day(s, stored, name, err);
			else
				s->result->kept++;
			stored = stored->next;
			i++;
		}
		kam_arena_reset(&s->one);
	}
	return rc;
}

int kam_busy_set(struct kam_busy_result *result, struct kam *k,
		 int64_t calendar, const char *source, int32_t from, int32_t to,
		 struct kam_busy_day *days, size_t n, struct kam_err *err)
{
	struct setting_days s = { .k = k,
				  .calendar = calendar,
				  .result = result };
	struct stored *stored = NULL;
	int rc = 0;

	memset(result, 0, sizeof *result);
	s.prefix = kam_arena_printf(&s.all, "busy:%s:CAL-%lld:", source,
				    (long long)calendar);
	if (!s.prefix)
		rc = kam_fail_memory(err);
	if (!rc)
		rc = read_stored(&stored, &s, from, to, err);
	if (n)
		qsort(days, n, sizeof *days, by_date);
	if (!rc)
		rc = merge(&s, stored, days, n, err);
	kam_arena_release(&s.all);
	kam_arena_release(&s.one);
	return rc;
}

/* Whether others go by the calendar too. */
static int check_own(struct kam *k, struct kam_arena *arena, int64_t calendar,
		     int64_t member, struct kam_err *err)
{
	struct kam_stmt *stmt = NULL;
	const char *usual;
	int64_t id = 0;
	int others = 0,
	    rc = kam_db_prepare(&stmt, kam_database(k), texts[SQL_OTHERS], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(stmt, 1, calendar);
	kam_stmt_bind_int(stmt, 2, member);
	rc = kam_stmt_step(stmt, err);
	others = rc > 0 && kam_stmt_int(stmt, 0) > 0;
	kam_stmt_finalize(stmt);
	rc = rc < 0 ? rc : kam_setting_get(&usual, k, arena, "calendar", err);
	if (!rc && *usual)
		rc = kam_resolve(&id, k, &kam_calendar_kind, usual, err);
	if (rc || (!others && id != calendar))
		return rc;
	kam_fail(err, KAM_EREFUSED,
		 _("CAL-%lld is not the calendar of MEM-%lld alone"),
		 (long long)calendar, (long long)member);
	kam_hint(err,
		 _("kam member edit %lld --calendar \"\" takes it from "
		   "them; they then get their own"),
		 (long long)member);
	return err->code;
}

static int make_calendar(int64_t *calendar, struct kam *k,
			 struct kam_arena *arena, const char *name,
			 struct kam_err *err)
{
	const struct kam_calendar *usual;
	char weekdays[KAM_WEEKDAYS_TEXT];
	struct kam_record *r;
	int rc = kam_calendar_load(&usual, k, arena, 0, err);

	if (!rc)
		rc = kam_record_new(&r, arena, &kam_calendar_kind, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_CALENDAR_NAME, name, err);
	kam_weekdays_format(weekdays, !rc && usual ? usual->weekdays
						   : KAM_WEEKDAYS_MON_FRI);
	if (!rc)
		rc = kam_record_set(k, r, KAM_CALENDAR_WEEKDAYS, weekdays, err);
	if (!rc)
		rc = kam_record_insert(k, r, err);
	if (!rc)
		*calendar = r->id;
	return rc;
}

int kam_member_calendar(int64_t *calendar, struct kam *k, int64_t member,
			struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct kam_record *before, *after;
	int rc =
	    kam_record_load(&before, k, &arena, &kam_member_kind, member, err);

	if (!rc)
		rc = kam_record_load(&after, k, &arena, &kam_member_kind,
				     member, err);
	if (rc)
		goto out;
	*calendar = before->values[KAM_MEMBER_CALENDAR].integer;
	if (*calendar) {
		rc = check_own(k, &arena, *calendar, member, err);
		goto out;
	}
	rc = make_calendar(calendar, k, &arena,
			   before->values[KAM_MEMBER_NAME].text, err);
	if (!rc)
		rc = kam_record_set_ref(k, after, KAM_MEMBER_CALENDAR,
					*calendar, err);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
out:
	kam_arena_release(&arena);
	return rc;
}
