/*
 * calendar import: holidays and make-up working days from iCalendar or CSV;
 * calendar busy, member busy: see busy.c.
 */
#include "calendar.h"
#include "crud.h"
#include "merge.h"

#include <errno.h>
#include <fcntl.h>
#include <kam/areas.h>
#include <kam/calendars.h>
#include <kam/csv.h>
#include <kam/date.h>
#include <kam/json.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct import {
	const char *from, *to;
	int dry_run;
};
static const struct cmd_option import_options[] = {
	{ "from", 0, CMD_TEXT, N_("DATE"),
	  N_("only days from this one on; else from ten years ago"),
	  CMD_AT(struct import, from) },
	{ "to", 0, CMD_TEXT, N_("DATE"),
	  N_("only days up to this one; else ten years ahead"),
	  CMD_AT(struct import, to) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would change"),
	  CMD_AT(struct import, dry_run) },
	{ NULL },
};

static int count_outside(struct cmd_days *t, int32_t date)
{
	if (date < t->from) {
		t->first = !t->before || date < t->first ? date : t->first;
		t->before++;
	} else {
		t->last = !t->after || date > t->last ? date : t->last;
		t->after++;
	}
	return 0;
}

int cmd_days_set(struct cmd_days *t, int32_t date, int working,
		 const char *name, struct kam_err *err)
{
	struct kam_str line = KAM_STR_INIT;
	int rc;

	if (date < t->from || date > t->to)
		return count_outside(t, date);
	kam_str_add_line(&line, name);
	rc = kam_str_check(&line, err);
	if (!rc)
		rc = kam_calendar_set_day(t->c->k, t->calendar, date, working,
					  line.data, err);
	kam_str_release(&line);
	t->created += rc == 1;
	t->updated += rc == 2;
	t->unchanged += rc == 0;
	return rc < 0 ? rc : 0;
}

/* The first column with one of the names; -1 where there is none. */
static long find_column(const struct kam_csv *csv, const char *const *names)
{
	for (; *names; names++)
		if (kam_csv_find(csv, *names, 0) >= 0)
			return kam_csv_find(csv, *names, 0);
	return -1;
}

/* Whether a cell says that the day is worked; -1 where it says neither */
static int read_working(const char *text)
{
	static const struct {
		const char *word;
		int working;
	} words[] = {
		{ "yes", 1 },     { "no", 0 },       { "true", 1 },
		{ "false", 0 },   { "1", 1 },        { "0", 0 },
		{ "working", 1 }, { "workday", 1 },  { "holiday", 0 },
		{ "off", 0 },     { "closed", 0 },   { "make-up", 1 },
		{ "班", 1 },      { "休", 0 },       { "上班", 1 },
		{ "补班", 1 },    { "调休上班", 1 }, { "放假", 0 },
		{ "节假日", 0 },  { "工作日", 1 },   { "休息", 0 },
		{ "是", 1 },      { "否", 0 },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(text, words[i].word))
			return words[i].working;
	return *text ? -1 : 0;
}

static int fail_cell(const struct kam_csv *csv, long column, const char *text,
		     const char *wanted, struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("line %zu, column %ld: '%s' is not %s"),
		 kam_csv_line(csv), column + 1, text, wanted);
	return err->code;
}

static int read_csv_row(struct cmd_days *t, const struct kam_csv *csv,
			const long columns[3], struct kam_err *err)
{
	const char *date = kam_csv_field(csv, (size_t)columns[0]);
	const char *working =
	    columns[1] < 0 ? "" : kam_csv_field(csv, (size_t)columns[1]);
	const char *name =
	    columns[2] < 0 ? "" : kam_csv_field(csv, (size_t)columns[2]);
	struct kam_err off = { 0 };
	int32_t day;

	if (kam_date_parse(&day, date, &off))
		return fail_cell(csv, columns[0], date, _("a day: 2026-10-01"),
				 err);
	if (read_working(working) < 0)
		return fail_cell(csv, columns[1], working, _("yes or no"), err);
	return cmd_days_set(t, day, read_working(working), name, err);
}

static int read_csv(struct cmd_days *t, const char *text, size_t length,
		    struct kam_err *err)
{
	static const char *const dates[] = { "date", "day", "日期", NULL };
	static const char *const works[] = { "working",  "worked", "workday",
					     "type",     "类型",   "上班",
					     "是否上班", NULL };
	static const char *const names[] = { "name", "holiday", "summary",
					     "名称", "节日",    "说明",
					     NULL };
	struct kam_csv *csv = NULL;
	long columns[3];
	int rc = kam_csv_open(&csv, text, length, NULL, err);

	if (rc)
		return rc;
	columns[0] = find_column(csv, dates);
	columns[1] = find_column(csv, works);
	columns[2] = find_column(csv, names);
	if (columns[0] < 0) {
		rc = kam_fail(err, KAM_EINVALID, "%s",
			      _("line 1: no column 'date'"));
		kam_hint(
		    err, "%s",
		    _("the head is date,working,name (or 日期,类型,名称)"));
	}
	while (!rc && (rc = kam_csv_next(csv, err)) > 0)
		rc = read_csv_row(t, csv, columns, err);
	kam_csv_close(csv);
	return rc;
}

static int tell(struct cmd *c, const struct cmd_days *t, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "created", N_("Created"), KAM_FORM_NUMBER },
		{ "updated", N_("Updated"), KAM_FORM_NUMBER },
		{ "unchanged", N_("Unchanged"), KAM_FORM_NUMBER },
		{ "skipped", N_("Skipped"), KAM_FORM_NUMBER },
		{ "errors", N_("Errors"), KAM_FORM_TEXT },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 5);
	const int64_t counts[] = { t->created, t->updated, t->unchanged,
				   t->before + t->after };
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_record(out, columns, 5);
	for (size_t i = 0; i < 4; i++) {
		kam_out_key(out, table[i].key);
		kam_out_integer(out, counts[i]);
	}
	kam_out_key(out, "errors");
	kam_out_array(out);
	kam_out_end(out);
	kam_out_end(out);
	return 0;
}

static int read_bounds(struct cmd_days *t, const struct import *v,
		       struct kam_err *err)
{
	int32_t today = kam_today(t->c->k);
	int rc = 0;

	/* events that recur for ever are of no use for ever */
	t->from = kam_date_add_months(today, -120);
	t->to = kam_date_add_months(today, 120);
	if (v->from)
		rc = kam_date_read(&t->from, v->from, today, NULL, err);
	if (!rc && v->to)
		rc = kam_date_read(&t->to, v->to, today, NULL, err);
	return rc;
}

/* A file may be of other years than those that nobody chose. Whether anything
   was said. */
static int say_outside(const struct cmd_days *t, const struct import *v,
		       const char *from, const char *to)
{
	const int64_t before = v->from ? 0 : t->before;
	const int64_t after = v->to ? 0 : t->after;
	char first[8 + KAM_DATE_TEXT] = "--from ";
	char last[8 + KAM_DATE_TEXT] = "--to ";
	char options[64], hint[128], said[256];

	if (!before && !after)
		return 0;
	kam_date_format(first + strlen(first), t->first);
	kam_date_format(last + strlen(last), t->last);
	(void)snprintf(options, sizeof options, "%s%s%s", before ? first : "",
		       before && after ? " " : "", after ? last : "");
	(void)snprintf(hint, sizeof hint, _("%s takes them in"), options);
	(void)snprintf(said, sizeof said,
		       _("days left out, as they lie outside of %s to %s: "
			 "%lld"),
		       from, to, (long long)(before + after));
	if (!t->created && !t->updated && !t->unchanged) {
		cmd_warn_hint(t->c, hint, "%s", said);
		return 1;
	}
	cmd_say(t->c, "%s", said);
	cmd_say(t->c, "%s%s%s", _("hint"), _(": "), hint);
	return 1;
}

static void say_left_out(const struct cmd_days *t, const struct import *v)
{
	char from[KAM_DATE_TEXT], to[KAM_DATE_TEXT];
	int said;

	kam_date_format(from, t->from);
	kam_date_format(to, t->to);
	said = say_outside(t, v, from, to);
	if (t->timed)
		cmd_warn_hint(
		    t->c,
		    _("kam member busy MEMBER FILE, or kam calendar busy, "
		      "reads when somebody is away"),
		    _("events left out, as their times cover no whole day: "
		      "%lld"),
		    (long long)t->timed);
	else if (!said && !t->created && !t->updated && !t->unchanged)
		cmd_say(t->c,
			_("the file has no day off from %s to %s; --from and "
			  "--to choose other ones"),
			from, to);
}

static int import(struct cmd *c, void *values, struct kam_err *err)
{
	const struct import *v = values;
	struct cmd_days t = { .c = c };
	struct kam_str days = KAM_STR_INIT;
	const char *text;
	size_t length;
	int ics = 0, rc = cmd_input(&text, &length, c, c->words[1], err);

	if (!rc)
		rc = read_bounds(&t, v, err);
	if (!rc) {
		ics = cmd_is_ics(text, length);
		rc = ics ? cmd_ics_read(&days, c, c->words[1], text, length,
					t.from, t.to, 0, err)
			 : 0;
	}
	if (!rc)
		rc = kam_operation_begin(c->k, err);
	if (rc)
		goto out;
	rc = kam_resolve(&t.calendar, c->k, c->kind, c->words[0], err);
	if (!rc)
		rc = ics ? cmd_days_read_ics(&t, &days, err)
			 : read_csv(&t, text, length, err);
	if (v->dry_run)
		kam_operation_cancel(c->k);
	else
		rc = kam_operation_end(c->k, rc, err);
	if (!rc)
		say_left_out(&t, v);
	if (!rc)
		rc = tell(c, &t, err);
out:
	kam_str_release(&days);
	return rc;
}

static const struct cmd_verb verbs[] = {
	{ "import", import, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, 2,
	  import_options, sizeof(struct import),
	  "CALENDAR FILE [--from DATE] [--to DATE]",
	  N_("read holidays and make-up days from .ics or CSV"), NULL },
	{ "busy", cmd_busy, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, 2,
	  cmd_busy_options, sizeof(struct cmd_busy),
	  "CALENDAR FILE.ics [--from DATE] [--to DATE]",
	  N_("read the days on which somebody is away or busy from .ics"),
	  NULL },
	{ NULL },
};
const struct cmd_noun cmd_noun_calendar = { "calendar", "calendar", NULL,
					    verbs };

static const struct cmd_verb member_verbs[] = {
	{ "busy", cmd_busy, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, 2,
	  cmd_busy_options, sizeof(struct cmd_busy),
	  "MEMBER FILE.ics [--from DATE] [--to DATE]",
	  N_("read the days on which they are away or busy from their .ics"),
	  NULL },
	CMD_MERGE,
	{ NULL },
};
const struct cmd_noun cmd_noun_member = { "member", "member", NULL,
					  member_verbs };
