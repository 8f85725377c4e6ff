/*
 * agenda: what falls on which day; as iCalendar, to subscribe to.
 */
#include "mailing.h"
#include "plan.h"
#include "view.h"

#include <kam/agenda.h>
#include <kam/areas.h>
#include <kam/date.h>
#include <kam/ics.h>
#include <string.h>

struct agenda {
	const char *owner;
	int ics;
};
static const struct cmd_option options[] = {
	{ "owner", 0, CMD_TEXT, N_("MEMBER"),
	  N_("only what they owe, and their days off; me"),
	  CMD_AT(struct agenda, owner) },
	{ "ics", 0, CMD_FLAG, NULL,
	  N_("as iCalendar; without days, from 30 days ago for a year"),
	  CMD_AT(struct agenda, ics) },
	{ NULL },
};

enum { WEEK = 7, MONTH = 30, BEFORE = 30, AFTER = 365, MOST = 3700 };

enum {
	DATE,
	WEEKDAY,
	ID,
	KIND,
	WHAT,
	ACCOUNT,
	PROJECT,
	CONTACT,
	OWNER,
	DAYS_LATE,
	WORKING,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[DATE] = { "date", N_("Date"), KAM_FORM_FIXED },
	[WEEKDAY] = { "weekday", N_("Day"), KAM_FORM_FIXED },
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[KIND] = { "kind", N_("Kind"), KAM_FORM_FIXED, 1 },
	[WHAT] = { "what", N_("What"), KAM_FORM_TEXT },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_KEY },
	[PROJECT] = { "project", N_("Project"), KAM_FORM_TEXT },
	[CONTACT] = { "contact", N_("Contact"), KAM_FORM_TEXT, 3 },
	[OWNER] = { "owner", N_("Owner"), KAM_FORM_TEXT, 2 },
	[DAYS_LATE] = { "days_late", N_("Days late"), KAM_FORM_NUMBER },
	[WORKING] = { "working", N_("Worked"), KAM_FORM_FIXED },
};
enum {
	PEOPLE = 1 << DATE | 1 << WEEKDAY | 1 << ID | 1 << KIND | 1 << WHAT |
		 1 << ACCOUNT | 1 << CONTACT | 1 << OWNER
};

/* What a day of the calendar is. */
static const char *name_of(struct cmd *c, const struct kam_agenda_entry *e)
{
	const char *what = e->working ? _("worked day") : _("day off");

	return e->name ? kam_arena_printf(&c->arena, "%s%s%s", what, _(": "),
					  e->name)
		       : what;
}

static void print_item(struct cmd *c, const struct cmd_view *v,
		       const struct kam_due_item *item)
{
	cmd_view_id(v, ID, item->kind, item->id);
	cmd_view_word(v, KIND, item->kind->name);
	if (cmd_view_key(v, WHAT))
		cmd_title(c, v->out, item->kind, item->id, item->what);
	cmd_view_text(v, ACCOUNT, item->account);
	cmd_view_text(v, PROJECT, item->project);
	if (cmd_view_key(v, CONTACT)) {
		if (item->contact_name)
			kam_out_people(v->out, item->contact_name);
		kam_out_text(v->out, item->contact);
	}
	if (cmd_view_key(v, OWNER)) {
		cmd_mail_name(c, v->out, item->owner);
		kam_out_text(v->out, item->owner);
	}
	cmd_view_late(v, DAYS_LATE, 1, item->days_late);
	cmd_view_integer(v, WORKING, 0, 0);
}

static void print_day(struct cmd *c, const struct cmd_view *v,
		      const struct kam_agenda_entry *e)
{
	static const int empty[] = { ACCOUNT, PROJECT, CONTACT, OWNER };
	const char *kind = e->working ? N_("worked day") : N_("day off");

	cmd_view_text(v, ID, NULL);
	if (cmd_view_key(v, KIND)) {
		kam_out_people(v->out, _(kind));
		kam_out_text(v->out, "calendar_day");
	}
	cmd_view_text(v, WHAT, e->name);
	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
		cmd_view_text(v, (size_t)empty[i], NULL);
	cmd_view_integer(v, DAYS_LATE, 0, 0);
	if (cmd_view_key(v, WORKING))
		kam_out_flag(v->out, e->working);
	(void)c;
}

/* The weekday in the reader's language; a day is named once. */
static void print_date(const struct cmd_view *v,
		       const struct kam_agenda_entry *e, int again, int late)
{
	static const char *const days[] = { N_("Mon"), N_("Tue"), N_("Wed"),
					    N_("Thu"), N_("Fri"), N_("Sat"),
					    N_("Sun") };
	enum kam_weekday weekday = kam_date_weekday(e->date);
	char text[KAM_DATE_TEXT];

	kam_date_format(text, e->date);
	if (cmd_view_key(v, DATE)) {
		if (again)
			kam_out_people(v->out, "");
		kam_out_style(v->out, late ? KAM_STYLE_BAD : KAM_STYLE_STRONG);
		kam_out_text(v->out, text);
	}
	if (cmd_view_key(v, WEEKDAY)) {
		kam_out_people(v->out, again ? "" : _(days[weekday]));
		kam_out_text(v->out, kam_weekday_name(weekday));
	}
}

static int print(struct cmd *c, const struct kam_agenda *agenda,
		 struct kam_err *err)
{
	struct cmd_view v;
	int rc =
	    cmd_view_open(&v, c, table, COLUMNS, PEOPLE, CMD_VIEW_LIST, err);
	int32_t shown = INT32_MIN;

	for (size_t i = 0; i < agenda->n && !rc; i++) {
		const struct kam_agenda_entry *e = &agenda->entries[i];

		if (e->item && !cmd_mail_takes(c, e->item->owner_id))
			continue;
		kam_out_row(v.out);
		print_date(&v, e, e->date == shown,
			   e->item && e->item->days_late > 0);
		shown = e->date;
		if (e->item)
			print_item(c, &v, e->item);
		else
			print_day(c, &v, e);
		kam_out_end(v.out);
	}
	if (!rc)
		kam_out_end(v.out);
	return rc;
}

/* Whether an entry before has the same record, so that it needs more to tell
   the two apart. */
static int is_second(const struct kam_agenda *agenda, size_t i)
{
	const struct kam_due_item *item = agenda->entries[i].item;

	for (size_t j = 0; j < i; j++) {
		const struct kam_due_item *other = agenda->entries[j].item;

		if (other && kam_kind_is(other->kind, item->kind) &&
		    other->id == item->id)
			return 1;
	}
	return 0;
}

static void describe(struct kam_str *out, const struct kam_due_item *item)
{
	const struct {
		const char *label, *value;
	} lines[] = {
		{ _("Account"), item->account },
		{ _("Project"), item->project },
		{ _("Contact"), item->contact_name },
		{ _("Owner"), item->owner },
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (lines[i].value)
			kam_str_printf(out, "%s%s%s%s", out->length ? "\n" : "",
				       lines[i].label, _(": "), lines[i].value);
}

static void add_event(struct cmd *c, const struct kam_agenda *agenda, size_t i,
		      const char *mark)
{
	const struct kam_agenda_entry *e = &agenda->entries[i];
	struct kam_str uid = KAM_STR_INIT, summary = KAM_STR_INIT;
	struct kam_str text = KAM_STR_INIT;
	struct kam_ics_event event = { .stamp = c->now, .day = e->date };
	char day[KAM_DATE_TEXT], id[KAM_ID_TEXT];

	kam_date_format(day, e->date);
	if (e->item) {
		kam_id_format(id, e->item->kind, e->item->id);
		kam_str_printf(&uid, "%s%s%s@%s.kam", id,
			       is_second(agenda, i) ? "-" : "",
			       is_second(agenda, i) ? day : "", mark);
		kam_str_printf(&summary, "%s %s", id, e->item->what);
		describe(&text, e->item);
		event.category = e->item->kind->name;
	} else {
		kam_str_printf(&uid, "calendar-%s@%s.kam", day, mark);
		kam_str_add(&summary, name_of(c, e));
	}
	event.uid = uid.data;
	event.summary = summary.data;
	event.description = text.data;
	kam_ics_event(&c->text, &event);
	c->text.failed |= uid.failed | summary.failed | text.failed;
	kam_str_release(&uid);
	kam_str_release(&summary);
	kam_str_release(&text);
}

static int print_ics(struct cmd *c, const struct kam_agenda *agenda,
		     struct kam_err *err)
{
	char mark[KAM_REGISTER_MARK];
	const char *name = "kam";
	int rc = kam_register_mark(mark, c->k, err);

	if (rc)
		return rc;
	if (c->account_key)
		name = kam_arena_printf(&c->arena, "kam: %s",
					c->project_key ? c->project_key
						       : c->account_key);
	if (!name)
		return kam_fail_memory(err);
	kam_ics_begin(&c->text, name);
	for (size_t i = 0; i < agenda->n; i++)
		add_event(c, agenda, i, mark);
	kam_ics_end(&c->text);
	return kam_str_check(&c->text, err);
}

static int read_day(int32_t *day, struct cmd *c, const char *word,
		    struct kam_err *err)
{
	return kam_date_read(day, word, kam_today(c->k), kam_calendar_of(c->k),
			     err);
}

/* From which day to which: no word is today. */
static int read_days(struct kam_agenda_query *q, struct cmd *c, int ics,
		     struct kam_err *err)
{
	const char *first = c->n_words ? c->words[0] : "today";
	int32_t today = kam_today(c->k);
	int rc = 0;

	q->from = q->to = today;
	if (!c->n_words && ics) {
		q->from = today - BEFORE;
		q->to = today + AFTER;
	} else if (!strcmp(first, "week") && c->n_words == 1) {
		q->to = today + WEEK - 1;
	} else if (!strcmp(first, "month") && c->n_words == 1) {
		q->to = today + MONTH - 1;
	} else {
		rc = read_day(&q->from, c, first, err);
		q->to = q->from;
		if (!rc && c->n_words == 2)
			rc = read_day(&q->to, c, c->words[1], err);
	}
	if (!rc && q->to < q->from)
		rc = cmd_usage(c, err, "%s",
			       _("the last day is before the first"));
	if (!rc && q->to - q->from > MOST)
		rc = cmd_usage(c, err, _("an agenda has up to %d days"), MOST);
	/* late things are of today */
	q->overdue = !ics && q->from == today;
	return rc;
}

static int agenda(struct cmd *c, void *values, struct kam_err *err)
{
	const struct agenda *v = values;
	struct kam_agenda_query query = { .account = c->account,
					  .project = c->project };
	struct kam_agenda found;
	int rc = read_days(&query, c, v->ics, err);

	if (!rc && v->ics && (c->mailing || c->globals.json))
		rc = cmd_usage(c, err, "%s", _("--ics is a format of its own"));
	if (!rc && v->owner)
		rc = kam_resolve(&query.owner, c->k, &kam_member_kind, v->owner,
				 err);
	c->title = _("agenda");
	if (!rc)
		rc = kam_agenda_find(&found, c->k, &c->arena, &query, err);
	if (rc)
		return rc;
	rc = v->ics ? print_ics(c, &found, err) : print(c, &found, err);
	kam_agenda_release(&found);
	return rc;
}

const struct cmd_verb cmd_word_agenda = {
	"agenda",
	agenda,
	CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED,
	0,
	2,
	options,
	sizeof(struct agenda),
	"[today|week|month|DATE [DATE]] [--owner X] [--ics]",
	N_("what falls on which day: what is due, days off"),
	"kam agenda week",
};
