#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/calendars.h>
#include <kam/date.h>
#include <kam/setting.h>
#include <string.h>

enum { SQL_WEEKDAYS, SQL_DAYS, SQL_COUNT_DAYS, SQL_DAY };
static const char *const texts[] = {
	[SQL_WEEKDAYS] = "SELECT \"weekdays\" FROM calendar WHERE id = $1",
	[SQL_DAYS] = "SELECT \"date\", \"working\" FROM calendar_day "
		     "WHERE \"calendar\" = $1 ORDER BY \"date\"",
	[SQL_COUNT_DAYS] =
	    "SELECT count(*) FROM calendar_day WHERE \"calendar\" = $1",
	[SQL_DAY] = "SELECT id FROM calendar_day "
		    "WHERE \"calendar\" = $1 AND \"date\" = $2",
};
const struct kam_sql kam_calendars_sql = { texts,
					   sizeof texts / sizeof *texts };

/* The one that the setting names; 0 where it is unset. */
static int find_default(int64_t *id, struct kam *k, struct kam_arena *arena,
			struct kam_err *err)
{
	const char *name;
	int rc = kam_setting_get(&name, k, arena, "calendar", err);

	*id = 0;
	if (rc || !*name)
		return rc;
	return kam_resolve(id, k, &kam_calendar_kind, name, err);
}

static int load_weekdays(struct kam_calendar *c, struct kam *k, int64_t id,
			 struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_WEEKDAYS], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	c->weekdays = KAM_WEEKDAYS_MON_FRI;
	if (rc > 0) {
		const char *text = kam_stmt_text(s, 0);

		rc = text ? kam_weekdays_parse(&c->weekdays, text, err) : 0;
	} else if (!rc) {
		rc = kam_fail(err, KAM_ENOENT, _("no calendar 'CAL-%lld'"),
			      (long long)id);
	}
	kam_stmt_finalize(s);
	return rc;
}

/* Room for the exceptions of a calendar, in the arena. */
static int make_room(struct kam_exception **out, struct kam *k,
		     struct kam_arena *arena, int64_t id, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc =
	    kam_db_prepare(&s, kam_database(k), texts[SQL_COUNT_DAYS], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		*out = kam_arena_array(arena, (size_t)kam_stmt_int(s, 0) + 1,
				       sizeof **out);
		rc = *out ? 0 : kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}

static int load_days(struct kam_calendar *c, struct kam *k,
		     struct kam_arena *arena, int64_t id, struct kam_err *err)
{
	struct kam_exception *days = NULL;
	struct kam_stmt *s = NULL;
	int rc = make_room(&days, k, arena, id, err);

	if (!rc)
		rc = kam_db_prepare(&s, kam_database(k), texts[SQL_DAYS], err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *date = kam_stmt_text(s, 0);

		rc = kam_date_parse(&days[c->n_exceptions].date,
				    date ? date : "", err);
		days[c->n_exceptions++].working = kam_stmt_int(s, 1) != 0;
	}
	c->exceptions = days;
	kam_stmt_finalize(s);
	return rc;
}

int kam_calendar_load(const struct kam_calendar **out, struct kam *k,
		      struct kam_arena *arena, int64_t id, struct kam_err *err)
{
	struct kam_calendar *c;
	int rc = 0;

	*out = NULL;
	if (!id)
		rc = find_default(&id, k, arena, err);
	if (rc || !id)
		return rc;
	c = kam_arena_alloc(arena, sizeof *c);
	if (!c)
		return kam_fail_memory(err);
	rc = load_weekdays(c, k, id, err);
	if (!rc)
		rc = load_days(c, k, arena, id, err);
	if (!rc)
		*out = c;
	return rc;
}

static int find_day(int64_t *id, struct kam *k, int64_t calendar,
		    const char *date, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_DAY], err);

	*id = 0;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, calendar);
	kam_stmt_bind_text(s, 2, date);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		*id = kam_stmt_int(s, 0);
		rc = 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

/* What the day is to be, over what it is. */
static int fill_day(struct kam *k, struct kam_record *day, int working,
		    const char *name, struct kam_err *err)
{
	int rc = kam_record_set(k, day, KAM_CALENDAR_DAY_WORKING,
				working ? "yes" : "no", err);

	if (!rc && name)
		rc = kam_record_set(k, day, KAM_CALENDAR_DAY_NAME, name, err);
	return rc;
}

static int change_day(struct kam *k, struct kam_arena *arena, int64_t id,
		      int working, const char *name, struct kam_err *err)
{
	struct kam_record *before, *after;
	int64_t version;
	int rc =
	    kam_record_load(&before, k, arena, &kam_calendar_day_kind, id, err);

	if (!rc)
		rc = kam_record_load(&after, k, arena, &kam_calendar_day_kind,
				     id, err);
	if (!rc)
		rc = fill_day(k, after, working, name, err);
	if (rc)
		return rc;
	version = before->version;
	rc = kam_record_update(k, before, after, err);
	return rc ? rc : after->version != version ? 2 : 0;
}

int kam_calendar_set_day(struct kam *k, int64_t calendar, int32_t date,
			 int working, const char *name, struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct kam_record *day;
	char text[KAM_DATE_TEXT];
	int64_t id;
	int rc;

	kam_date_format(text, date);
	rc = find_day(&id, k, calendar, text, err);
	if (!rc && id) {
		rc = change_day(k, &arena, id, working, name, err);
		goto out;
	}
	if (!rc)
		rc = kam_record_new(&day, &arena, &kam_calendar_day_kind, err);
	if (!rc)
		rc = kam_record_set_ref(k, day, KAM_CALENDAR_DAY_CALENDAR,
					calendar, err);
	if (!rc)
		rc = kam_record_set(k, day, KAM_CALENDAR_DAY_DATE, text, err);
	if (!rc)
		rc = fill_day(k, day, working, name, err);
	if (!rc)
		rc = kam_record_insert(k, day, err);
	if (!rc)
		rc = 1;
out:
	kam_arena_release(&arena);
	return rc;
}
