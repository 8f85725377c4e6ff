/*
 * Measurements of records, over time.
 */
#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/improve.h>

enum { SQL_LAST };
static const char *const texts[] = {
	/* $3 a day, or '' for all; $4 today: what is to come is not known */
	[SQL_LAST] = "SELECT \"value\", \"on\" FROM measurement "
		     "WHERE \"about\" = $1 AND \"about_kind\" = $2 "
		     "AND \"on\" > $3 AND \"on\" <= $4 ORDER BY \"on\" DESC, "
		     "id DESC LIMIT 1",
};
const struct kam_sql kam_measure_sql = { texts, sizeof texts / sizeof *texts };

int kam_measure_last(int64_t *value, const char **on, struct kam *k,
		     struct kam_arena *arena, const struct kam_kind *kind,
		     int64_t id, const char *after, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char today[KAM_DATE_TEXT];
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_LAST], err);

	kam_date_format(today, kam_today(k));
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	kam_stmt_bind_text(s, 2, kind->name);
	kam_stmt_bind_text(s, 3, after ? after : "");
	kam_stmt_bind_text(s, 4, today);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *day = kam_stmt_text(s, 1);

		*value = kam_stmt_int(s, 0);
		*on = kam_arena_strdup(arena, day ? day : "");
		if (!*on)
			rc = kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_measure_add(struct kam_record **out, struct kam *k,
		    const struct kam_record *about,
		    const struct kam_measured *measure, struct kam_err *err)
{
	const struct {
		int field;
		const char *text;
	} fields[] = {
		{ KAM_MEASUREMENT_METRIC, measure->metric },
		{ KAM_MEASUREMENT_ON, measure->on ? measure->on : "today" },
		{ KAM_MEASUREMENT_VALUE, measure->value },
		{ KAM_MEASUREMENT_UNIT, measure->unit },
		{ KAM_MEASUREMENT_REMARK, measure->remark },
	};
	struct kam_record *m;
	char name[KAM_ID_TEXT];
	int rc = kam_record_new(&m, about->arena, &kam_measurement_kind, err);

	kam_id_format(name, about->kind, about->id);
	if (!rc)
		rc = kam_record_set(k, m, KAM_MEASUREMENT_ABOUT, name, err);
	for (size_t i = 0; i < sizeof fields / sizeof *fields && !rc; i++)
		if (fields[i].text)
			rc = kam_record_set(k, m, fields[i].field,
					    fields[i].text, err);
	if (!rc)
		rc = kam_not_ahead(k, m, KAM_MEASUREMENT_ON, err);
	if (!rc)
		rc = kam_record_insert(k, m, err);
	*out = m;
	return rc;
}
