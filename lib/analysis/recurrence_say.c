/*
 * Recurrence rules as text: the canonical one, and what people read.
 *
 * Both are put together alike; people's pieces are translated. In English the
 * two are the same.
 */
#include <kam/date.h>
#include <kam/recurrence.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER = 16 };

struct saying {
	struct kam_str *out;
	int people;
};

/* text: NC_(), with the pieces at its %s, one or two */
static void join(const struct saying *s, const char *text, const char *one,
		 const char *two)
{
	const char *pieces[] = { one, two }, *hole;

	text = s->people ? kam_gettext_label(text) : strchr(text, '\004') + 1;
	for (int i = 0; i < 2 && pieces[i] && (hole = strstr(text, "%s"));
	     i++) {
		kam_str_printf(s->out, "%.*s%s", (int)(hole - text), text,
			       pieces[i]);
		text = hole + 2;
	}
	kam_str_add(s->out, text);
}

static void say(const struct saying *s, const char *text, const char *piece)
{
	join(s, text, piece, NULL);
}

static void say_unit(const struct saying *s, const struct kam_recurrence *r)
{
	static const struct {
		const char *one, *many;
	} units[] = {
		[KAM_DAYS] = { NC_("every", "day"), NC_("every", "%s days") },
		[KAM_WORKING_DAYS] = { NC_("every", "working day"),
				       NC_("every", "%s working days") },
		[KAM_WEEKS] = { NC_("every", "week"),
				NC_("every", "%s weeks") },
		[KAM_MONTHS] = { NC_("every", "month"),
				 NC_("every", "%s months") },
		[KAM_QUARTERS] = { NC_("every", "quarter"),
				   NC_("every", "%s quarters") },
		[KAM_YEARS] = { NC_("every", "year"),
				NC_("every", "%s years") },
	};
	char number[NUMBER];

	(void)snprintf(number, sizeof number, "%d", r->interval);
	if (r->interval > 1)
		say(s, units[r->unit].many, number);
	else
		say(s, units[r->unit].one, NULL);
}

static void say_ordinal(const struct saying *s, int nth)
{
	const int ending = nth / 10 % 10 == 1 ? 0 : nth % 10;
	char number[NUMBER];

	(void)snprintf(number, sizeof number, "%d", nth);
	if (nth < 0)
		say(s, NC_("every", "last"), NULL);
	else if (ending == 1)
		say(s, NC_("every", "%sst"), number);
	else if (ending == 2)
		say(s, NC_("every", "%snd"), number);
	else if (ending == 3)
		say(s, NC_("every", "%srd"), number);
	else
		say(s, NC_("every", "%sth"), number);
}

static void say_weekdays(const struct saying *s, unsigned mask)
{
	static const char *const names[] = {
		NC_("every", "mon"), NC_("every", "tue"), NC_("every", "wed"),
		NC_("every", "thu"), NC_("every", "fri"), NC_("every", "sat"),
		NC_("every", "sun"),
	};
	int first = 1;

	for (int day = 0; day < 7; day++) {
		if (!(mask & (1u << day)))
			continue;
		if (!first)
			say(s, NC_("every", ","), NULL);
		say(s, names[day], NULL);
		first = 0;
	}
}

static void say_date(const struct saying *s, const struct kam_recurrence *r)
{
	char number[NUMBER];

	(void)snprintf(number, sizeof number, "%02d", r->month);
	say(s, NC_("every", "%s-"), number);
	(void)snprintf(number, sizeof number, "%02d", r->nth);
	say(s, NC_("every", "%s"), number);
}

static void say_day(const struct saying *s, const struct kam_recurrence *r)
{
	char number[NUMBER];

	(void)snprintf(number, sizeof number, "%d", r->nth);
	if (r->nth < 0)
		say(s, NC_("every", "last day"), NULL);
	else if (r->unit == KAM_QUARTERS)
		say(s, NC_("day of a quarter", "%s"), number);
	else
		say(s, NC_("every", "%s"), number);
}

/* "2nd tue", "last working day" */
static void say_nth(const struct saying *s, const struct kam_recurrence *r)
{
	struct kam_str nth = KAM_STR_INIT, day = KAM_STR_INIT;
	const struct saying of_nth = { &nth, s->people };
	const struct saying of_day = { &day, s->people };

	say_ordinal(&of_nth, r->nth);
	if (r->on == KAM_ON_WEEKDAY)
		say_weekdays(&of_day, r->weekdays);
	else
		say(&of_day, NC_("the nth", "working day"), NULL);
	join(s, NC_("every", "%s %s"), nth.data, day.data);
	s->out->failed |= nth.failed || day.failed;
	kam_str_release(&nth);
	kam_str_release(&day);
}

static void say_place(const struct saying *s, const struct kam_recurrence *r)
{
	switch (r->on) {
	case KAM_ON_WEEKDAYS:
		say_weekdays(s, r->weekdays);
		break;
	case KAM_ON_DATE:
		say_date(s, r);
		break;
	case KAM_ON_WEEKDAY:
	case KAM_ON_WORKING_DAY:
		say_nth(s, r);
		break;
	default:
		say_day(s, r);
	}
}

static void say_rule(const struct saying *s, const struct kam_recurrence *r)
{
	struct kam_str unit = KAM_STR_INIT, place = KAM_STR_INIT;
	const struct saying of_unit = { &unit, s->people };
	const struct saying of_place = { &place, s->people };

	say_unit(&of_unit, r);
	if (r->on != KAM_ON_START)
		say_place(&of_place, r);
	/* some languages name a week by its days alone */
	if (r->on == KAM_ON_START)
		kam_str_add(s->out, unit.data);
	else if (r->on == KAM_ON_WEEKDAYS && r->interval == 1)
		say(s, NC_("every", "week on %s"), place.data);
	else
		join(s, NC_("every", "%s on %s"), unit.data, place.data);
	s->out->failed |= unit.failed || place.failed;
	kam_str_release(&unit);
	kam_str_release(&place);
}

void kam_recurrence_format(struct kam_str *out, const struct kam_recurrence *r)
{
	const struct saying s = { out, 0 };

	say_rule(&s, r);
}

void kam_recurrence_show(struct kam_str *out, const char *rule)
{
	const struct saying s = { out, 1 };
	struct kam_err none = { 0 };
	struct kam_recurrence r;

	if (kam_recurrence_parse(&r, rule, &none))
		kam_str_add(out, rule);
	else
		say_rule(&s, &r);
	kam_err_reset(&none);
}

void kam_recurrence_describe(struct kam_str *out, const void *rule)
{
	kam_recurrence_show(out, rule);
}
