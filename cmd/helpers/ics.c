/*
 * Occurrences of events: rules, further dates, exceptions.
 */
#include "ics.h"

#include <string.h>

/* Of one rule, which may have no end; of times compared, in all. */
enum { STEPS = 200000, COMPARISONS = 20000000 };

/* An occurrence that an event of its own takes the place of. */
struct moved {
	const char *uid;
	struct icaltimetype at;
};

struct events {
	int32_t from, to;
	int (*wanted)(void *context, icalcomponent *event,
		      struct icaltimetype start);
	int (*each)(void *context, icalcomponent *event,
		    struct icaltimetype at);
	void *context;
	int stopped;
	int compared;
	struct moved *moved; /* by UID */
	size_t n_moved;
	/* by EXRULEs of the event, whose start gives all their zone; by day */
	struct icaltimetype *ruled_out;
	size_t n_ruled_out, room;
	int failed; /* no memory */
};

static int by_uid(const void *a, const void *b)
{
	return strcmp(((const struct moved *)a)->uid,
		      ((const struct moved *)b)->uid);
}

static int same(struct events *e, struct icaltimetype at,
		struct icaltimetype other)
{
	e->stopped |= ++e->compared >= COMPARISONS;
	return other.is_date || at.is_date
		   ? icaltime_compare_date_only(at, other) == 0
		   : icaltime_compare(at, other) == 0;
}

static int by_day(const void *a, const void *b)
{
	const struct icaltimetype *one = a, *other = b;

	return kam_date_of(one->year, one->month, one->day) -
	       kam_date_of(other->year, other->month, other->day);
}

static int is_ruled_out(struct events *e, struct icaltimetype at)
{
	const struct icaltimetype *end = e->ruled_out + e->n_ruled_out;
	const struct icaltimetype *found =
	    e->n_ruled_out
		? bsearch(&at, e->ruled_out, e->n_ruled_out, sizeof at, by_day)
		: NULL;

	while (found && found > e->ruled_out && !by_day(found - 1, &at))
		found--;
	for (; found && found < end && !by_day(found, &at); found++)
		if (same(e, at, *found))
			return 1;
	return 0;
}

/* Whether an occurrence was taken out, or moved by an event of its own. */
static int is_excluded(struct events *e, icalcomponent *event,
		       struct icaltimetype at)
{
	struct moved key = { .uid = icalcomponent_get_uid(event) };
	const struct moved *m = NULL;
	icalproperty *p;

	if (is_ruled_out(e, at))
		return 1;
	for (p = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);
	     p;
	     p = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY))
		if (same(e, at,
			 icalproperty_get_datetime_with_component(p, event)))
			return 1;
	if (icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY))
		return 0; /* it is the one that moves it */
	if (key.uid && e->n_moved)
		m = bsearch(&key, e->moved, e->n_moved, sizeof key, by_uid);
	while (m && m > e->moved && !by_uid(m - 1, &key))
		m--;
	for (; m && m < e->moved + e->n_moved && !by_uid(m, &key); m++)
		if (same(e, at, m->at))
			return 1;
	return 0;
}

static void give(struct events *e, icalcomponent *event, struct icaltimetype at)
{
	if (!is_excluded(e, event, at))
		e->stopped |= e->each(e->context, event, at);
}

/* What an EXRULE takes out, which RFC 2445 still had. */
static void rule_out(struct events *e, icalcomponent *event,
		     struct icaltimetype at)
{
	struct icaltimetype *grown = e->ruled_out;

	(void)event;
	if (e->n_ruled_out == e->room) {
		e->room = e->room ? 2 * e->room : 64;
		grown = realloc(e->ruled_out, e->room * sizeof *grown);
	}
	if (!grown) {
		e->failed = e->stopped = 1;
		return;
	}
	e->ruled_out = grown;
	e->ruled_out[e->n_ruled_out++] = at;
}

/* Rules that began long ago are taken up where the window begins. */
static void skip_to_window(const struct events *e, icalrecur_iterator *each,
			   const struct icalrecurrencetype *rule,
			   struct icaltimetype start)
{
	int32_t first = e->from - ICS_EVENT_DAYS - 1;

	if (rule->count ||
	    kam_date_of(start.year, start.month, start.day) >= first)
		return;
	kam_date_split(first, &start.year, &start.month, &start.day);
	if (icaltime_is_null_time(rule->until) ||
	    icaltime_compare(rule->until, start) > 0)
		(void)icalrecur_iterator_set_start(each, start);
}

static void read_rule(struct events *e, icalcomponent *event,
		      struct icalrecurrencetype rule, struct icaltimetype start,
		      void (*take)(struct events *e, icalcomponent *event,
				   struct icaltimetype at))
{
	icalrecur_iterator *each = icalrecur_iterator_new(rule, start);
	struct icaltimetype at;
	int steps = 0;

	if (each)
		skip_to_window(e, each, &rule, start);
	while (each && !e->stopped) {
		at = icalrecur_iterator_next(each);
		if (icaltime_is_null_time(at) || at.year > 9999 ||
		    kam_date_of(at.year, at.month, at.day) > e->to + 1)
			break;
		take(e, event, at);
		e->stopped |= ++steps >= STEPS;
	}
	if (each)
		icalrecur_iterator_free(each);
}

/* The event's properties of a kind; libical's own walk over them cannot be
   within another one. NULL without memory; the caller frees. */
static icalproperty **properties_of(size_t *n, icalcomponent *event,
				    icalproperty_kind kind)
{
	icalproperty **all, *p;

	*n = 0;
	for (p = icalcomponent_get_first_property(event, kind); p;
	     p = icalcomponent_get_next_property(event, kind))
		++*n;
	all = calloc(*n + 1, sizeof(icalproperty *));
	*n = 0;
	for (p = all ? icalcomponent_get_first_property(event, kind) : NULL; p;
	     p = icalcomponent_get_next_property(event, kind))
		all[(*n)++] = p;
	return all;
}

static void read_further(struct events *e, icalcomponent *event,
			 const icalproperty *p, struct icaltimetype start)
{
	struct icaldatetimeperiodtype further = icalproperty_get_rdate(p);
	struct icaltimetype at = icaltime_is_null_time(further.time)
				     ? further.period.start
				     : further.time;

	at.zone = at.zone ? at.zone : start.zone;
	if (!icaltime_is_null_time(at) && at.year >= 1 && at.year <= 9999)
		give(e, event, at);
}

/* 0, or -1 without memory */
static int read_event(struct events *e, icalcomponent *event)
{
	struct icaltimetype start = icalcomponent_get_dtstart(event);
	icalproperty **rules, **dates, **exceptions;
	size_t n_rules, n_dates, n_exceptions;
	int all;

	if (icaltime_is_null_time(start) || start.year < 1 ||
	    start.year > 9999 || !e->wanted(e->context, event, start))
		return 0;
	rules = properties_of(&n_rules, event, ICAL_RRULE_PROPERTY);
	dates = properties_of(&n_dates, event, ICAL_RDATE_PROPERTY);
	exceptions = properties_of(&n_exceptions, event, ICAL_EXRULE_PROPERTY);
	all = rules && dates && exceptions;
	e->n_ruled_out = 0;
	for (size_t i = 0; all && i < n_exceptions; i++)
		read_rule(e, event, icalproperty_get_exrule(exceptions[i]),
			  start, rule_out);
	if (e->n_ruled_out)
		qsort(e->ruled_out, e->n_ruled_out, sizeof *e->ruled_out,
		      by_day);
	for (size_t i = 0; all && i < n_rules; i++)
		read_rule(e, event, icalproperty_get_rrule(rules[i]), start,
			  give);
	for (size_t i = 0; all && i < n_dates && !e->stopped; i++)
		read_further(e, event, dates[i], start);
	if (all && !n_rules)
		give(e, event, start);
	free(rules);
	free(dates);
	free(exceptions);
	return all && !e->failed ? 0 : -1;
}

/* The events of all calendars of a file, one after the other. */
struct walk {
	icalcomponent *root, *calendar, *event;
};

static icalcomponent *next_event(struct walk *walk)
{
	const int several =
	    icalcomponent_isa(walk->root) == ICAL_XROOT_COMPONENT;

	if (walk->event)
		walk->event = icalcomponent_get_next_component(
		    walk->calendar, ICAL_VEVENT_COMPONENT);
	while (!walk->event) {
		icalcomponent *next =
		    !several ? walk->calendar ? NULL : walk->root
		    : walk->calendar
			? icalcomponent_get_next_component(
			      walk->root, ICAL_VCALENDAR_COMPONENT)
			: icalcomponent_get_first_component(
			      walk->root, ICAL_VCALENDAR_COMPONENT);

		if (!next)
			return NULL;
		walk->calendar = next;
		walk->event = icalcomponent_get_first_component(
		    next, ICAL_VEVENT_COMPONENT);
	}
	return walk->event;
}

/* What RECURRENCE-ID says, by its event's UID; 0, or -1 without memory. */
static int find_moved(struct events *e, icalcomponent *root)
{
	struct walk walk = { .root = root };
	icalcomponent *event;
	size_t n = 0;

	while ((event = next_event(&walk)))
		n += icalcomponent_get_first_property(
			 event, ICAL_RECURRENCEID_PROPERTY) != NULL;
	e->moved = calloc(n + 1, sizeof *e->moved);
	if (!e->moved)
		return -1;
	walk = (struct walk){ .root = root };
	while ((event = next_event(&walk))) {
		struct icaltimetype at = icalcomponent_get_recurrenceid(event);
		const char *uid = icalcomponent_get_uid(event);

		if (uid && !icaltime_is_null_time(at) && e->n_moved < n)
			e->moved[e->n_moved++] = (struct moved){ uid, at };
	}
	qsort(e->moved, e->n_moved, sizeof *e->moved, by_uid);
	return 0;
}

static int read_all(struct events *e, icalcomponent *root)
{
	struct walk walk = { .root = root };
	icalcomponent *event;
	int rc = 0;

	while (!rc && !e->stopped && (event = next_event(&walk)))
		rc = read_event(e, event);
	return rc;
}

int ics_each(icalcomponent *root, int32_t from, int32_t to,
	     int (*wanted)(void *context, icalcomponent *event,
			   struct icaltimetype start),
	     int (*each)(void *context, icalcomponent *event,
			 struct icaltimetype at),
	     void *context)
{
	struct events e = { .from = from,
			    .to = to,
			    .wanted = wanted,
			    .each = each,
			    .context = context };
	int rc = find_moved(&e, root);

	if (!rc)
		rc = read_all(&e, root);
	free(e.moved);
	free(e.ruled_out);
	return rc ? rc : e.stopped;
}
