/*
 * calendar import: the days of an iCalendar file.
 *
 * Events of whole days are days, and so are those with times as far as they
 * cover a day from midnight to midnight in the register's zone: a meeting is no
 * holiday. Many programs end a day at 23:59.
 */
#include "calendar.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/json.h>

enum { MINUTE = 60 };

struct reading {
	struct cmd_days *days;
	double event; /* the latest with times that was left out */
};

static int fail(struct kam_err *err)
{
	return kam_fail(err, KAM_EHELPER, "%s",
			_("the helper's line is no day"));
}

static const cJSON *item(const cJSON *object, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(object, key);
}

static int read_day(int32_t *out, const cJSON *date, struct kam_err *err)
{
	struct kam_err off = { 0 };

	if (!cJSON_IsString(date) ||
	    kam_date_parse(out, date->valuestring, &off))
		return fail(err);
	return 0;
}

static int read_span(struct reading *r, const cJSON *object, int working,
		     const char *name, struct kam_err *err)
{
	const struct kam_zone *zone = kam_zone_of(r->days->c->k);
	const cJSON *event = item(object, "event");
	int64_t from, to;
	struct kam_err off = { 0 };
	int32_t day, last;
	int covered = 0, rc = 0;

	if (!cJSON_IsNumber(event) ||
	    cmd_ics_span(&from, &to, r->days->c, zone, object, &off))
		return fail(err);
	last = kam_zone_day(zone, to);
	for (day = kam_zone_day(zone, from); !rc && day <= last; day++) {
		if (from > kam_zone_instant(zone, day, 0) ||
		    to < kam_zone_instant(zone, day + 1, 0) - MINUTE)
			continue;
		covered = 1;
		if (day >= r->days->from && day <= r->days->to)
			rc = cmd_days_set(r->days, day, working, name, err);
	}
	if (rc || covered || event->valuedouble == r->event ||
	    last < r->days->from || kam_zone_day(zone, from) > r->days->to)
		return rc;
	r->event = event->valuedouble;
	r->days->timed++;
	return 0;
}

/* How many days lie on one side of the window, and the farthest. */
static int read_side(int64_t *n, int32_t *day, const cJSON *number,
		     const cJSON *date, struct kam_err *err)
{
	if (!cJSON_IsNumber(number) || number->valuedouble < 0 ||
	    number->valuedouble > 1e9)
		return fail(err);
	*n = (int64_t)number->valuedouble;
	return *n ? read_day(day, date, err) : 0;
}

static int read_outside(struct cmd_days *t, const cJSON *object,
			struct kam_err *err)
{
	int rc = read_side(&t->before, &t->first, item(object, "before"),
			   item(object, "first"), err);

	return rc ? rc
		  : read_side(&t->after, &t->last, item(object, "after"),
			      item(object, "last"), err);
}

static int read_object(struct reading *r, const cJSON *object,
		       struct kam_err *err)
{
	const cJSON *working = item(object, "working");
	const cJSON *name = item(object, "name");
	int32_t day;
	int rc;

	if (item(object, "before"))
		return read_outside(r->days, object, err);
	if (!cJSON_IsBool(working) || !cJSON_IsString(name))
		return fail(err);
	if (item(object, "event"))
		return read_span(r, object, cJSON_IsTrue(working),
				 name->valuestring, err);
	rc = read_day(&day, item(object, "date"), err);
	return rc ? rc
		  : cmd_days_set(r->days, day, cJSON_IsTrue(working),
				 name->valuestring, err);
}

int cmd_days_read_ics(struct cmd_days *t, const struct kam_str *lines,
		      struct kam_err *err)
{
	struct kam_json_input in = { .bytes = lines->data,
				     .length = lines->length };
	struct reading r = { .days = t };
	cJSON *object;
	int rc = 0;

	while (!rc && (rc = kam_json_next(&object, &in, err)) > 0) {
		rc = read_object(&r, object, err);
		cJSON_Delete(object);
	}
	return rc;
}
