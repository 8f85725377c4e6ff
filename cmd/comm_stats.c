/*
 * comm stats: how much is said, and how soon we answer.
 */
#include "comm.h"
#include "mailing.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/duration.h>
#include <kam/talk.h>
#include <kam/zone.h>
#include <string.h>

const struct cmd_option cmd_stats_options[] = {
	{ "by", 0, CMD_TEXT, "contact|account|channel|direction",
	  N_("what they are counted by; else contact"),
	  CMD_AT(struct cmd_stats, by) },
	{ "since", 0, CMD_TEXT, N_("DATE"), N_("only those from that day on"),
	  CMD_AT(struct cmd_stats, since) },
	{ NULL },
};

enum {
	VALUE,
	NAME,
	COUNT,
	IN,
	OUT,
	LAST,
	ANSWERED,
	AWAITING,
	P50,
	P90,
	TALK,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[VALUE] = { "value", N_("Value"), KAM_FORM_FIXED },
	[NAME] = { "name", N_("Name"), KAM_FORM_TEXT },
	[COUNT] = { "count", N_("Count"), KAM_FORM_NUMBER },
	[IN] = { "in", N_("In"), KAM_FORM_NUMBER },
	[OUT] = { "out", N_("Out"), KAM_FORM_NUMBER },
	[LAST] = { "last", N_("Last"), KAM_FORM_FIXED },
	[ANSWERED] = { "answered", N_("Answered"), KAM_FORM_NUMBER },
	[AWAITING] = { "awaiting", N_("Awaiting"), KAM_FORM_NUMBER },
	[P50] = { "answer_p50", N_("P50"), KAM_FORM_NUMBER },
	[P90] = { "answer_p90", N_("P90"), KAM_FORM_NUMBER },
	[TALK] = { "talk", N_("Talk"), KAM_FORM_NUMBER },
};
enum { PEOPLE = ((1 << COLUMNS) - 1) & ~(1 << ANSWERED) };

/* Minutes; people read "1d 3h" */
static void print_minutes(const struct cmd_view *v, size_t column, int64_t n)
{
	char text[KAM_DURATION_TEXT];

	if (!cmd_view_key(v, column))
		return;
	if (n < 0) {
		kam_out_null(v->out);
		return;
	}
	kam_duration_format(text, n, KAM_CALENDAR_TIME);
	kam_out_people(v->out, text);
	kam_out_integer(v->out, n);
}

static void print_last(const struct cmd_view *v, const struct cmd *c,
		       int64_t last)
{
	char text[KAM_INSTANT_TEXT], day[KAM_DATE_TEXT];

	if (!cmd_view_key(v, LAST))
		return;
	kam_date_format(day, kam_zone_day(kam_zone_of(c->k), last));
	kam_instant_format(text, last);
	kam_out_people(v->out, day);
	kam_out_text(v->out, text);
}

static void print_figures(const struct cmd_view *v, const struct cmd *c,
			  const struct kam_talk_figures *f, int words)
{
	kam_out_row(v->out);
	if (words)
		cmd_view_word(v, VALUE, f->value);
	else
		cmd_view_text(v, VALUE, f->value);
	cmd_view_text(v, NAME, f->name);
	cmd_view_integer(v, COUNT, 1, f->count);
	cmd_view_integer(v, IN, 1, f->in);
	cmd_view_integer(v, OUT, 1, f->out);
	print_last(v, c, f->last);
	cmd_view_integer(v, ANSWERED, 1, f->answered);
	cmd_view_integer(v, AWAITING, 1, f->awaiting);
	print_minutes(v, P50, f->p50);
	print_minutes(v, P90, f->p90);
	print_minutes(v, TALK, f->talk);
	kam_out_end(v->out);
}

static int read_by(enum kam_talk_by *by, const struct cmd *c, const char *text,
		   struct kam_err *err)
{
	static const char *const names[] = {
		[KAM_TALK_BY_CONTACT] = "contact",
		[KAM_TALK_BY_ACCOUNT] = "account",
		[KAM_TALK_BY_CHANNEL] = "channel",
		[KAM_TALK_BY_DIRECTION] = "direction",
	};

	*by = KAM_TALK_BY_CONTACT;
	for (size_t i = 0; text && i < sizeof names / sizeof *names; i++)
		if (!strcmp(text, names[i])) {
			*by = (enum kam_talk_by)i;
			return 0;
		}
	return text ? cmd_usage(c, err,
				_("--by: contact, account, channel or "
				  "direction, not '%.60s'"),
				text)
		    : 0;
}

static int read_since(int64_t *out, struct cmd *c, const char *text,
		      struct kam_err *err)
{
	int32_t day;
	int rc;

	*out = INT64_MIN;
	if (!text)
		return 0;
	rc = kam_date_read(&day, text, kam_today(c->k), kam_calendar_of(c->k),
			   err);
	if (rc)
		kam_field(err, "since");
	else
		*out = kam_zone_instant(kam_zone_of(c->k), day, 0);
	return rc;
}

int cmd_stats(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_stats *v = values;
	const struct kam_talk_query query = { c->account, c->project,
					      kam_now(c->k) };
	struct kam_talk_figures *figures;
	struct kam_talks talks;
	struct cmd_view view;
	enum kam_talk_by by;
	int64_t since;
	size_t n;
	int rc = read_by(&by, c, v->by, err);

	c->title = _("conversations");
	if (!rc)
		rc = read_since(&since, c, v->since, err);
	if (!rc)
		rc = kam_talks_load(&talks, c->k, &c->arena, &query, err);
	if (!rc)
		rc = kam_talk_count(&figures, &n, c->k, &c->arena, &talks, by,
				    since, err);
	if (!rc)
		rc = cmd_view_open(&view, c, table, COLUMNS, PEOPLE,
				   CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++)
		print_figures(&view, c, &figures[i],
			      by == KAM_TALK_BY_CHANNEL ||
				  by == KAM_TALK_BY_DIRECTION);
	kam_out_end(view.out);
	return 0;
}
