/*
 * calendar busy, member busy: the days on which somebody does not work, from
 * their own iCalendar file.
 *
 * A day counts where an event that is busy (see kam-read-ics) covers it, or
 * covers its time from 9 to 17 o'clock in the zone: half a day doesn't. Within
 * the window, from 31 days ago to two years ahead unless --from and --to say
 * otherwise, the file decides: a day that came from it before and isn't in it
 * any more is removed. What is outside of the window, came from another
 * --source or was entered by hand stays.
 */
#include "calendar.h"
#include "crud.h"

#include <kam/areas.h>
#include <kam/calendars.h>
#include <kam/date.h>
#include <kam/grow.h>
#include <kam/json.h>
#include <kam/zone.h>
#include <string.h>

enum { PAST_DAYS = 31, AHEAD_MONTHS = 24, BEGINS = 9 * 3600, ENDS = 17 * 3600 };

const struct cmd_option cmd_busy_options[] = {
	{ "from", 0, CMD_TEXT, N_("DATE"),
	  N_("the first day that the file decides; else 31 days ago"),
	  CMD_AT(struct cmd_busy, from) },
	{ "to", 0, CMD_TEXT, N_("DATE"), N_("the last one; else in two years"),
	  CMD_AT(struct cmd_busy, to) },
	{ "source", 0, CMD_TEXT, N_("NAME"),
	  N_("tells one file of theirs from another: vacation"),
	  CMD_AT(struct cmd_busy, source) },
	{ "tz", 0, CMD_TEXT, N_("ZONE"),
	  N_("where they work from 9 to 17; else the register's zone"),
	  CMD_AT(struct cmd_busy, timezone) },
	{ "empty", 0, CMD_FLAG, NULL,
	  N_("also where the file has no day: all that came from it go"),
	  CMD_AT(struct cmd_busy, empty) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would change"),
	  CMD_AT(struct cmd_busy, dry_run) },
	{ NULL },
};

struct reading {
	struct cmd *c;
	const struct kam_zone *zone;
	int32_t from, to;
	struct kam_busy_day *days; /* in the arena */
	size_t n, room;
};

static int add_day(struct reading *r, int32_t date, const char *name,
		   struct kam_err *err)
{
	struct kam_busy_day *grown;

	if (date < r->from || date > r->to)
		return 0;
	grown = kam_grow_in(&r->c->arena, r->days, &r->room, r->n,
			    sizeof *grown, err);
	if (!grown)
		return err->code;
	r->days = grown;
	r->days[r->n++] = (struct kam_busy_day){ date, name };
	return 0;
}

/* The days of which it takes the whole working time. */
static int add_span(struct reading *r, const cJSON *object, const char *name,
		    struct kam_err *err)
{
	int64_t from, to;
	int rc = cmd_ics_span(&from, &to, r->c, r->zone, object, err);

	for (int32_t day = rc ? 0 : kam_zone_day(r->zone, from);
	     !rc && day <= kam_zone_day(r->zone, to); day++)
		if (from <= kam_zone_instant(r->zone, day, BEGINS) &&
		    to >= kam_zone_instant(r->zone, day, ENDS))
			rc = add_day(r, day, name, err);
	return rc;
}

static int add_object(struct reading *r, const cJSON *object,
		      struct kam_err *err)
{
	const cJSON *date = cJSON_GetObjectItemCaseSensitive(object, "date");
	const cJSON *name = cJSON_GetObjectItemCaseSensitive(object, "name");
	struct kam_str line = KAM_STR_INIT;
	const char *copy;
	int32_t day;
	int rc;

	kam_str_add_line(&line, cJSON_IsString(name) ? name->valuestring : "");
	copy = line.failed ? NULL : kam_arena_strdup(&r->c->arena, line.data);
	kam_str_release(&line);
	if (!copy)
		return kam_fail_memory(err);
	if (!cJSON_IsString(date))
		return add_span(r, object, copy, err);
	rc = kam_date_parse(&day, date->valuestring, err);
	return rc ? rc : add_day(r, day, copy, err);
}

static int add_lines(struct reading *r, const struct kam_str *lines,
		     struct kam_err *err)
{
	struct kam_json_input in = { .bytes = lines->data,
				     .length = lines->length };
	cJSON *object;
	int rc = 0;

	while (!rc && (rc = kam_json_next(&object, &in, err)) > 0) {
		rc = add_object(r, object, err);
		cJSON_Delete(object);
	}
	return rc;
}

static int read_file(struct reading *r, const struct cmd_busy *v,
		     const char *path, struct kam_err *err)
{
	const int32_t today = kam_today(r->c->k);
	struct kam_str lines = KAM_STR_INIT;
	const char *text;
	size_t length;
	int rc = cmd_input(&text, &length, r->c, path, err);

	r->from = today - PAST_DAYS;
	r->to = kam_date_add_months(today, AHEAD_MONTHS);
	if (!rc && v->from)
		rc = kam_date_read(&r->from, v->from, today, NULL, err);
	if (!rc && v->to)
		rc = kam_date_read(&r->to, v->to, today, NULL, err);
	if (!rc && !cmd_is_ics(text, length)) {
		rc = kam_fail(err, KAM_EINVALID, _("'%s' is no iCalendar"),
			      path);
		kam_hint(err, "%s", _("it begins with BEGIN:VCALENDAR"));
	}
	if (!rc)
		rc = cmd_ics_read(&lines, r->c, path, text, length, r->from,
				  r->to, 1, err);
	if (!rc)
		rc = add_lines(r, &lines, err);
	kam_str_release(&lines);
	return rc;
}

static int tell(struct cmd *c, const struct cmd_busy *v, int64_t calendar,
		const struct kam_busy_result *b, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "calendar", N_("Calendar"), KAM_FORM_FIXED },
		{ "created", N_("Created"), KAM_FORM_NUMBER },
		{ "updated", N_("Updated"), KAM_FORM_NUMBER },
		{ "unchanged", N_("Unchanged"), KAM_FORM_NUMBER },
		{ "removed", N_("Removed"), KAM_FORM_NUMBER },
		{ "skipped", N_("Skipped"), KAM_FORM_NUMBER },
		{ "errors", N_("Errors"), KAM_FORM_TEXT },
	};
	enum { COLUMNS = sizeof table / sizeof *table };
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	const int64_t counts[] = { b->created, b->updated, b->unchanged,
				   b->removed, b->kept };
	struct kam_out *out;
	char id[32];
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	if (v->dry_run)
		cmd_say(c, "%s", _("nothing was written: --dry-run"));
	(void)snprintf(id, sizeof id, "CAL-%lld", (long long)calendar);
	kam_out_record(out, columns, COLUMNS);
	kam_out_key(out, "calendar");
	kam_out_text(out, id);
	for (size_t i = 1; i < COLUMNS - 1; i++) {
		kam_out_key(out, table[i].key);
		kam_out_integer(out, counts[i - 1]);
	}
	kam_out_key(out, "errors");
	kam_out_array(out);
	kam_out_end(out);
	kam_out_end(out);
	return 0;
}

static int find_calendar(int64_t *calendar, struct cmd *c, struct kam_err *err)
{
	int64_t id;
	int rc = kam_resolve(&id, c->k, c->kind, c->words[0], err);

	*calendar = id;
	if (!rc && kam_kind_is(c->kind, &kam_member_kind))
		rc = kam_member_calendar(calendar, c->k, id, err);
	return rc;
}

/* Rather the wrong file than a vacation that was called off. */
static int refuse_empty(const struct reading *r,
			const struct kam_busy_result *result,
			struct kam_err *err)
{
	char from[KAM_DATE_TEXT], to[KAM_DATE_TEXT];

	kam_date_format(from, r->from);
	kam_date_format(to, r->to);
	kam_fail(err, KAM_EREFUSED,
		 _("the file has no day from %s to %s, and the %lld that came "
		   "from it before would go"),
		 from, to, (long long)result->removed);
	kam_hint(err, "%s", _("--empty, if that is meant"));
	return err->code;
}

int cmd_busy(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_busy *v = values;
	struct reading r = { .c = c, .zone = kam_zone_of(c->k) };
	struct kam_busy_result result = { 0 };
	struct kam_zone *zone = NULL;
	int64_t calendar = 0;
	int rc = 0;

	if (v->source && (!*v->source || strchr(v->source, ':')))
		return cmd_usage(c, err, _("'%.40s' is no name of a source"),
				 v->source);
	if (v->timezone) {
		rc = kam_zone_open(&zone, v->timezone, NULL, err);
		r.zone = zone;
	}
	if (!rc)
		rc = read_file(&r, v, c->words[1], err);
	kam_zone_close(zone);
	if (!rc)
		rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = find_calendar(&calendar, c, err);
	if (!rc)
		rc = kam_busy_set(&result, c->k, calendar,
				  v->source ? v->source : "ics", r.from, r.to,
				  r.days, r.n, err);
	if (!rc && !r.n && result.removed && !v->empty)
		rc = refuse_empty(&r, &result, err);
	if (!rc && v->dry_run)
		kam_operation_cancel(c->k);
	else
		rc = kam_operation_end(c->k, rc, err);
	return rc ? rc : tell(c, v, calendar, &result, err);
}
