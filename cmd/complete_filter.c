/*
 * Filters and days.
 */
#include "complete.h"
#include "filter.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/filter.h>
#include <string.h>

static int is_day(enum kam_type type)
{
	return type == KAM_DATE || type == KAM_INSTANT;
}

static int has_rank(enum kam_type type)
{
	return type == KAM_WORD || type == KAM_INTEGER || type == KAM_DECIMAL ||
	       type == KAM_RATIO || type == KAM_MONEY ||
	       type == KAM_CALENDAR_DURATION || type == KAM_WORKING_DURATION;
}

/* FIELD.by= and its like, where a dot was typed */
static void offer_operators(struct cmd_completion *o, int column)
{
	static const struct {
		const char *name, *help;
		int days, ranks;
	} operators[] = {
		{ "ne", N_("is not"), 1, 1 },
		{ "by", N_("on or before"), 1, 0 },
		{ "before", N_("before"), 1, 0 },
		{ "since", N_("on or after"), 1, 0 },
		{ "after", N_("after"), 1, 0 },
		{ "lt", N_("less than"), 0, 1 },
		{ "le", N_("at most"), 0, 1 },
		{ "gt", N_("more than"), 0, 1 },
		{ "ge", N_("at least"), 0, 1 },
	};
	const enum kam_type type = kam_column_type(o->c.kind, column);

	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		if (!i || (is_day(type) && operators[i].days) ||
		    ((has_rank(type) || column == KAM_COLUMN_STATUS) &&
		     operators[i].ranks))
			cmd_offer(o, operators[i].name, "=",
				  _(operators[i].help));
}

static void offer_states(struct cmd_completion *o)
{
	const struct kam_kind *kind = o->c.kind;

	for (int i = 0; i < kind->n_states; i++)
		cmd_offer(o, kind->states[i].name, "",
			  kind->states[i].help ? _(kind->states[i].help)
					       : NULL);
}

static void offer_filter_values(struct cmd_completion *o, int column)
{
	cmd_offer_after_comma(o);
	if (column >= 0) {
		cmd_offer_field(o, o->c.kind, column);
	} else if (column == KAM_COLUMN_STATUS) {
		offer_states(o);
	} else if (column == KAM_COLUMN_ID) {
		cmd_offer_records(o, o->c.kind);
	} else if (is_day(kam_column_type(o->c.kind, column))) {
		cmd_offer_dates(o);
	}
}

static int offer_saved(void *context, struct kam_record *r, struct kam_err *err)
{
	const size_t n = strlen(KAM_FILTER_SETTING);
	struct cmd_completion *o = context;
	const char *name = r->values[KAM_SETTING_NAME].text;
	const char *text = r->values[KAM_SETTING_VALUE].text;
	const size_t noun = strcspn(text, " ");

	(void)err;
	if (strncmp(name, KAM_FILTER_SETTING, n) != 0 ||
	    (o->c.kind && (strncmp(o->c.kind->name, text, noun) != 0 ||
			   o->c.kind->name[noun])))
		return 0;
	cmd_offer(o, name + n, "", text);
	return 0;
}

void cmd_offer_saved(struct cmd_completion *o)
{
	struct kam_err none = { 0 };

	cmd_completion_fields(o);
	if (o->c.k && cmd_filters_each(o->c.k, offer_saved, o, &none))
		kam_err_reset(&none);
}

void cmd_offer_filters(struct cmd_completion *o)
{
	size_t n = strcspn(o->part, "=~.");
	const char *tail = o->part + strcspn(o->part, "=~");
	char name[CMD_OPTION_NAME];
	int column;

	if (*o->part == '@') {
		o->lead = "@";
		o->part++;
		cmd_offer_saved(o);
		return;
	}
	if (!o->c.kind || n >= sizeof name)
		return;
	if (!o->part[n]) {
		cmd_offer_columns(o, "=");
		return;
	}
	memcpy(name, o->part, n);
	name[n] = '\0';
	column = kam_column_find(o->c.kind, name);
	if (column == KAM_COLUMN_NONE || *tail == '~')
		return;
	tail = *tail ? tail + 1 : o->part + n + 1;
	o->lead = kam_arena_printf(&o->c.arena, "%s%.*s", o->lead,
				   (int)(tail - o->part), o->part);
	if (!o->lead)
		return;
	o->part = tail;
	if (tail[-1] == '.')
		offer_operators(o, column);
	else
		offer_filter_values(o, column);
}

static void offer_date(struct cmd_completion *o, const char *text,
		       int32_t today)
{
	static const char *const days[] = { N_("Monday"),    N_("Tuesday"),
					    N_("Wednesday"), N_("Thursday"),
					    N_("Friday"),    N_("Saturday"),
					    N_("Sunday") };
	struct kam_err err = { 0 };
	char date[KAM_DATE_TEXT], help[64];
	int32_t day;

	if (kam_date_read(&day, text, today,
			  o->c.k ? kam_calendar_of(o->c.k) : NULL, &err))
		return;
	kam_date_format(date, day);
	snprintf(help, sizeof help, "%s %s", date,
		 _(days[kam_date_weekday(day)]));
	cmd_offer(o, text, "", help);
}

/* +7: days, working days, weeks, months; without a number, the usual ones */
void cmd_offer_dates(struct cmd_completion *o)
{
	static const char *const words[] = {
		"today", "tomorrow", "mon", "tue",       "wed", "thu",
		"fri",   "sat",      "sun", "+1d",       "+3d", "+7d",
		"+2w",   "+1m",      "+1q", "+5wd",      "eow", "eom",
		"eoq",   "eoy",      "-7d", "yesterday",
	};
	static const char *const units[] = { "d", "wd", "w", "m", "q", "y" };
	const char *part = o->part;
	size_t digits =
	    *part == '+' || *part == '-' ? strspn(part + 1, "0123456789") : 0;
	const int32_t today = cmd_completion_today(o);
	char text[32];

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		offer_date(o, words[i], today);
	if (!digits || digits > 4)
		return;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		snprintf(text, sizeof text, "%.*s%s", (int)digits + 1, part,
			 units[i]);
		for (size_t j = 0; j < sizeof words / sizeof *words; j++)
			if (!strcmp(words[j], text))
				text[0] = '\0'; /* is there already */
		if (text[0])
			offer_date(o, text, today);
	}
}
