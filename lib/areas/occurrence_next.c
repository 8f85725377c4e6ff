/*
 * What follows in a series of occurrences: opened one at a time, or passed over
 * many at once.
 */
#include "areas/occurrence.h"

#include "areas/sql.h"

#include <kam/date.h>
#include <string.h>

/* By the index of cadences: once for each call, however much has fallen due
   since. */
static const char sql_last[] =
    "SELECT \"number\", \"nominal\", \"given_on\" FROM occurrence "
    "WHERE \"cadence\" = $1 AND status <> 'open' "
    "ORDER BY \"number\" DESC LIMIT 1";
static const char *const texts[] = { sql_last };
const struct kam_sql kam_occurrence_next_sql = { texts, 1 };

static int read_last(struct kam_closed *out, struct kam_stmt *s,
		     struct kam_err *err)
{
	const char *nominal = kam_stmt_text(s, 1);
	const char *given = kam_stmt_text(s, 2);
	int rc = kam_date_parse(&out->nominal, nominal ? nominal : "", err);

	out->number = kam_stmt_int(s, 0);
	out->given = out->nominal;
	return rc || !given ? rc : kam_date_parse(&out->given, given, err);
}

int kam_occurrence_last(struct kam_closed *out, struct kam *k, int64_t cadence,
			struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), sql_last, err);

	memset(out, 0, sizeof *out);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, cadence);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		rc = read_last(out, s, err);
	kam_stmt_finalize(s);
	return rc;
}

struct following {
	int64_t number;
	int32_t nominal, due;
	int over; /* beyond the cadence's end */
};

/* What follows the last closed occurrence. */
static int follow(struct following *out, const struct kam_closed *last,
		  const struct kam_series *series, struct kam_err *err)
{
	int rc;

	out->number = last->number + 1;
	if (!last->number)
		rc = kam_recurrence_on_or_after(&out->nominal, &series->rule,
						series->start, series->start,
						series->calendar, err);
	else if (series->from_delivery)
		rc = kam_recurrence_from_delivery(&out->nominal, &series->rule,
						  last->given, series->calendar,
						  err);
	else
		rc = kam_recurrence_on_or_after(
		    &out->nominal, &series->rule, series->start,
		    last->nominal + 1, series->calendar, err);
	if (!rc)
		rc = kam_recurrence_shift(&out->due, out->nominal,
					  series->shift, series->calendar, err);
	out->over = !rc && out->nominal > series->end;
	return rc;
}

static int find_next(struct following *out, struct kam *k,
		     const struct kam_series *series, struct kam_err *err)
{
	struct kam_closed last;
	int rc = kam_occurrence_last(&last, k, series->cadence->id, err);

	return rc ? rc : follow(out, &last, series, err);
}

static int set_days(struct kam *k, struct kam_record *o,
		    const struct following *next, struct kam_err *err)
{
	char day[KAM_DATE_TEXT];
	int rc;

	kam_date_format(day, next->nominal);
	rc = kam_record_set(k, o, KAM_OCCURRENCE_NOMINAL, day, err);
	kam_date_format(day, next->due);
	if (!rc)
		rc = kam_record_set(k, o, KAM_OCCURRENCE_DUE, day, err);
	return rc;
}

/* The record of it, not stored yet. */
static int make(struct kam_record **out, struct kam *k, struct kam_arena *arena,
		const struct kam_series *series, const struct following *next,
		struct kam_err *err)
{
	char number[24];
	int rc = kam_record_new(out, arena, &kam_occurrence_kind, err);

	(void)snprintf(number, sizeof number, "%lld", (long long)next->number);
	if (!rc)
		rc = kam_record_set_ref(k, *out, KAM_OCCURRENCE_CADENCE,
					series->cadence->id, err);
	if (!rc)
		rc =
		    kam_record_set(k, *out, KAM_OCCURRENCE_NUMBER, number, err);
	return rc ? rc : set_days(k, *out, next, err);
}

int kam_occurrence_open(struct kam_record **out, struct kam *k,
			struct kam_arena *arena,
			const struct kam_series *series, struct kam_err *err)
{
	struct following next;
	struct kam_record *o;
	int rc = kam_occurrence_find(out, k, arena, series->cadence->id, err);

	if (rc || *out)
		return rc;
	rc = find_next(&next, k, series, err);
	if (rc || next.over)
		return rc;
	rc = make(&o, k, arena, series, &next, err);
	if (!rc)
		rc = kam_record_insert(k, o, err);
	if (!rc)
		*out = o;
	return rc;
}

/* Stores one that is closed already; *end is the list's. */
static int pass(struct kam_missed ***end, struct kam *k,
		struct kam_arena *arena, const struct kam_series *series,
		const struct following *next, const char *reason,
		struct kam_err *err)
{
	struct kam_missed *one = kam_arena_alloc(arena, sizeof *one);
	struct kam_record *o;
	int rc =
	    one ? make(&o, k, arena, series, next, err) : kam_fail_memory(err);

	if (!rc && reason)
		rc = kam_record_set(k, o, KAM_OCCURRENCE_REASON, reason, err);
	if (!rc)
		rc = kam_record_move(
		    k, o, kam_move_find(o->kind, reason ? "skip" : "miss"),
		    err);
	if (!rc)
		rc = kam_record_insert(k, o, err);
	if (rc)
		return rc;
	*one = (struct kam_missed){ .occurrence = o };
	**end = one;
	*end = &one->next;
	return 0;
}

int kam_occurrence_pass(struct kam_missed **out, struct kam *k,
			struct kam_arena *arena,
			const struct kam_series *series,
			const struct kam_record *open, int32_t day,
			const char *reason, struct kam_err *err)
{
	const struct kam_value *number = &open->values[KAM_OCCURRENCE_NUMBER];
	struct kam_series near = *series;
	struct kam_closed last;
	struct following next;
	int rc = kam_occurrence_last(&last, k, series->cadence->id, err);

	*out = NULL;
	/* the open one counts as closed: so it will be */
	if (!rc && number->integer > last.number) {
		last.number = number->integer;
		rc = kam_date_parse(&last.nominal,
				    open->values[KAM_OCCURRENCE_NOMINAL].text,
				    err);
		last.given = last.nominal;
	}
	while (!rc && !(rc = follow(&next, &last, &near, err)) && !next.over &&
	       next.due < day) {
		/* working days are counted one by one: from here, not anew from
		   the start */
		if (series->rule.unit == KAM_WORKING_DAYS)
			near.start = next.nominal;
		rc = pass(&out, k, arena, series, &next, reason, err);
		last = (struct kam_closed){ next.number, next.nominal,
					    next.nominal };
	}
	return rc;
}

int kam_occurrence_refresh(struct kam *k, struct kam_arena *arena,
			   const struct kam_series *series, struct kam_err *err)
{
	struct kam_record *before = NULL, *after = NULL;
	struct following next;
	int rc =
	    kam_occurrence_find(&before, k, arena, series->cadence->id, err);

	if (rc || !before)
		return rc;
	rc = find_next(&next, k, series, err);
	if (rc)
		return rc;
	if (next.over)
		return kam_record_discard(k, before, err);
	rc = kam_record_load(&after, k, arena, before->kind, before->id, err);
	if (!rc)
		rc = set_days(k, after, &next, err);
	return rc ? rc : kam_record_update(k, before, after, err);
}
