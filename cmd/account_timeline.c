/*
 * account timeline: what happened with a customer, newest first.
 */
#include "account.h"

#include "plan.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/timeline.h>
#include <string.h>

const struct cmd_option cmd_timeline_options[] = {
	{ "since", 0, CMD_TEXT, N_("DATE"), N_("what happened from then on"),
	  CMD_AT(struct cmd_timeline, since) },
	{ "noun", 0, CMD_TEXT, N_("NOUN"), N_("only such: comm, req, note"),
	  CMD_AT(struct cmd_timeline, noun) },
	{ "limit", 0, CMD_INTEGER, N_("N"), N_("the newest N"),
	  CMD_AT(struct cmd_timeline, limit) },
	{ NULL },
};

enum { DAY, AT, EVENT, ID, KIND, TITLE, ABOUT, ABOUT_TITLE, COLUMNS };
static const struct kam_out_column table[COLUMNS] = {
	[DAY] = { "on", N_("On"), KAM_FORM_FIXED },
	[AT] = { "at", N_("At"), KAM_FORM_FIXED },
	[EVENT] = { "event", N_("What"), KAM_FORM_FIXED },
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[KIND] = { "kind", N_("Kind"), KAM_FORM_FIXED },
	[TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[ABOUT] = { "about", N_("About"), KAM_FORM_FIXED },
	[ABOUT_TITLE] = { "about_title", N_("Title of that"), KAM_FORM_TEXT },
};
enum { PEOPLE = 1 << DAY | 1 << EVENT | 1 << ID | 1 << TITLE };

int cmd_account_named(int64_t *id, struct cmd *c, struct kam_err *err)
{
	*id = c->account;
	return c->n_words
		   ? kam_resolve(id, c->k, &kam_account_kind, c->words[0], err)
		   : 0;
}

/* "agreed_on" is agreed; of a talk, note or feedback the noun says it all. */
static void print_event(const struct cmd_view *v, const struct kam_event *e)
{
	char label[KAM_LABEL_TEXT];

	if (!cmd_view_key(v, EVENT))
		return;
	if (e->column >= 0 && e->column == e->kind->happened)
		kam_out_people(v->out, kam_kind_called(e->kind));
	else
		kam_out_people(v->out,
			       kam_column_label(label, e->kind, e->column));
	kam_out_text(v->out, kam_column_name(e->kind, e->column));
}

static void print_title(const struct cmd_view *v, struct cmd *c,
			const struct kam_event *e)
{
	char text[KAM_EVENT_TITLE];

	if (!cmd_view_key(v, TITLE))
		return;
	if (kam_kind_is(e->kind, &kam_plan_kind)) {
		cmd_title(c, v->out, e->kind, e->id, e->title);
		return;
	}
	kam_event_title(text, e);
	kam_out_people(v->out, text);
	kam_out_text(v->out, e->title);
}

static void print_row(const struct cmd_view *v, struct cmd *c,
		      const struct kam_event *e)
{
	char day[KAM_DATE_TEXT], at[KAM_INSTANT_TEXT];

	kam_date_format(day, e->day);
	if (e->at >= 0)
		kam_instant_format(at, e->at);
	kam_out_row(v->out);
	cmd_view_text(v, DAY, day);
	cmd_view_text(v, AT, e->at >= 0 ? at : NULL);
	print_event(v, e);
	cmd_view_id(v, ID, e->kind, e->id);
	cmd_view_word(v, KIND, e->kind->name);
	print_title(v, c, e);
	if (e->about_kind)
		cmd_view_id(v, ABOUT, e->about_kind, e->about);
	else
		cmd_view_text(v, ABOUT, NULL);
	cmd_view_text(v, ABOUT_TITLE, e->about_title);
	kam_out_end(v->out);
}

static int read_query(struct kam_timeline_query *query, struct cmd *c,
		      const struct cmd_timeline *v, struct kam_err *err)
{
	int rc = cmd_account_named(&query->account, c, err);

	query->since = INT32_MIN;
	query->limit = v->limit.value;
	if (!rc && !query->account)
		return cmd_usage(c, err, "%s", _("which account?"));
	if (!rc && query->limit < 0)
		return cmd_usage(c, err, "%s", _("--limit is 0 or more"));
	if (!rc && v->since)
		rc = kam_date_read(&query->since, v->since, kam_today(c->k),
				   kam_calendar_of(c->k), err);
	if (rc || !v->noun)
		return rc;
	query->kind = kam_kind_named(kam_catalogue_of(c->k), v->noun);
	if (query->kind)
		return 0;
	kam_fail(err, KAM_EUSAGE, _("no noun '%.60s'"), v->noun);
	kam_hint(err, "%s", _("'kam help' lists the nouns"));
	return err->code;
}

int cmd_account_timeline(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_timeline_query query = { 0 };
	struct kam_timeline timeline;
	struct cmd_view view;
	int rc = read_query(&query, c, values, err);

	c->title = _("timeline");
	if (!rc)
		rc = kam_timeline_find(&timeline, c->k, &c->arena, &query, err);
	if (!rc)
		rc = cmd_view_open(&view, c, table, COLUMNS, PEOPLE,
				   CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < timeline.n; i++)
		print_row(&view, c, &timeline.items[i]);
	kam_out_end(view.out);
	return 0;
}
