/*
 * Deliveries of what a cadence promises, and what its lifecycle does to the
 * open occurrence.
 */
#include "areas/hooks.h"
#include "areas/occurrence.h"

#include <kam/date.h>
#include <string.h>

/* A cadence, its series and its open occurrence, which must be there. */
struct promise {
	struct kam_record *cadence;
	struct kam_series series;
	struct kam_record *open;
};

static int load(struct promise *p, struct kam *k, struct kam_arena *arena,
		int64_t cadence, struct kam_err *err)
{
	int rc = kam_record_load(&p->cadence, k, arena, &kam_cadence_kind,
				 cadence, err);

	if (!rc)
		rc = kam_series_read(&p->series, k, arena, p->cadence, err);
	if (!rc)
		rc = kam_occurrence_find(&p->open, k, arena, cadence, err);
	if (rc)
		return rc;
	if (strcmp(p->cadence->kind->states[p->cadence->status].name,
		   "active") != 0) {
		kam_fail(
		    err, KAM_EREFUSED, _("CAD-%lld is %s"), (long long)cadence,
		    kam_gettext_in(
			p->cadence->kind->name,
			p->cadence->kind->states[p->cadence->status].name));
		kam_hint(err, _("'kam cadence resume CAD-%lld' if it goes on"),
			 (long long)cadence);
		return err->code;
	}
	if (p->open)
		return 0;
	kam_fail(err, KAM_EREFUSED, _("CAD-%lld has nothing left to give"),
		 (long long)cadence);
	kam_hint(err, "%s", _("its last occurrence is closed: see its end"));
	return err->code;
}

static int due_of(int32_t *due, const struct kam_record *o, struct kam_err *err)
{
	return kam_date_parse(due, o->values[KAM_OCCURRENCE_DUE].text, err);
}

/*
 * Opens what follows a delivery, and closes at once what fell due by then:
 * missed before its day, given alongside on it.
 */
static int roll_on(struct kam_record **next, struct kam *k,
		   struct kam_arena *arena, struct promise *p, int32_t on,
		   const struct kam_delivery *delivery, struct kam_err *err)
{
	int32_t due = 0;
	int rc = 0;

	for (;;) {
		rc = kam_occurrence_open(next, k, arena, &p->series, err);
		if (!rc && *next)
			rc = due_of(&due, *next, err);
		if (rc || !*next || due > on || p->series.from_delivery)
			return rc;
		if (due == on)
			rc = kam_occurrence_close(k, *next, "give", delivery,
						  NULL, err);
		else
			rc = kam_occurrence_close(k, *next, "miss", NULL, NULL,
						  err);
		if (rc)
			return rc;
	}
}

static int read_on(int32_t *on, struct kam *k, const char *text,
		   const struct promise *p, struct kam_err *err)
{
	int rc = 0;

	*on = kam_today(k);
	if (text)
		rc = kam_date_read(on, text, kam_today(k), p->series.calendar,
				   err);
	if (!rc && *on > kam_today(k)) {
		kam_fail(err, KAM_EINVALID, _("%s is still to come"), text);
		kam_hint(err, "%s", _("record a delivery when it was made"));
		rc = err->code;
	}
	if (rc)
		kam_field(err, "on");
	return rc;
}

/* The same delivery recorded twice would close a promise that is to come. */
static int check_again(struct kam *k, struct kam_arena *arena, int64_t cadence,
		       const char *day, int32_t due, struct kam_err *err)
{
	const char *last;
	char next[KAM_DATE_TEXT];
	int rc = kam_occurrence_given(&last, k, arena, cadence, err);

	if (rc || !last || strcmp(last, day) < 0)
		return rc;
	kam_date_format(next, due);
	kam_fail(err, KAM_EREFUSED,
		 _("CAD-%lld was given on %s; the next is due %s"),
		 (long long)cadence, last, next);
	kam_hint(err, "%s", _("if this is the next one, given ahead: --again"));
	return err->code;
}

int kam_cadence_give(struct kam_record **given, struct kam_record **next,
		     struct kam *k, struct kam_arena *arena, int64_t cadence,
		     const struct kam_delivery *delivery, struct kam_err *err)
{
	struct kam_delivery exact = *delivery;
	struct promise p = { 0 };
	char day[KAM_DATE_TEXT];
	int32_t on = 0, due = 0;
	int rc = load(&p, k, arena, cadence, err);

	if (!rc)
		rc = read_on(&on, k, delivery->on, &p, err);
	if (!rc)
		rc = due_of(&due, p.open, err);
	kam_date_format(day, on);
	if (!rc && due > on && !delivery->again)
		rc = check_again(k, arena, cadence, day, due, err);
	if (rc)
		return rc;
	exact.on = day;
	if (!exact.channel && p.cadence->values[KAM_CADENCE_CHANNEL].set)
		exact.channel = p.cadence->values[KAM_CADENCE_CHANNEL].text;
	*given = p.open;
	rc = kam_occurrence_close(k, p.open, on > due ? "give_late" : "give",
				  &exact, NULL, err);
	return rc ? rc : roll_on(next, k, arena, &p, on, &exact, err);
}

int kam_cadence_skip(struct kam_record **skipped, struct kam_record **next,
		     struct kam *k, struct kam_arena *arena, int64_t cadence,
		     const char *reason, struct kam_err *err)
{
	struct promise p = { 0 };
	int rc = load(&p, k, arena, cadence, err);

	if (rc)
		return rc;
	*skipped = p.open;
	rc = kam_occurrence_close(k, p.open, "skip", NULL, reason, err);
	return rc ? rc : kam_occurrence_open(next, k, arena, &p.series, err);
}

int kam_rhythm_check(struct kam_recurrence *rule, struct kam *k,
		     struct kam_record *after, int field, struct kam_err *err)
{
	struct kam_str canonical = KAM_STR_INIT;
	int rc = kam_recurrence_parse(rule, after->values[field].text, err);

	if (rc) {
		kam_field(err, after->kind->fields[field].name);
		return rc;
	}
	kam_recurrence_format(&canonical, rule);
	rc = kam_str_check(&canonical, err);
	if (!rc)
		rc = kam_record_set(k, after, field, canonical.data, err);
	kam_str_release(&canonical);
	return rc;
}

int kam_cadence_check(struct kam *k, const struct kam_record *before,
		      struct kam_record *after, struct kam_err *err)
{
	struct kam_value *every = &after->values[KAM_CADENCE_EVERY];
	struct kam_recurrence rule;
	char day[KAM_DATE_TEXT];
	int32_t start = kam_today(k);
	int rc = kam_scope_check(k, before, after, err);

	if (rc || !every->set)
		return rc;
	rc = kam_rhythm_check(&rule, k, after, KAM_CADENCE_EVERY, err);
	/* a series that counts from deliveries begins with one made today */
	if (!rc && !after->values[KAM_CADENCE_START].set &&
	    !strcmp(after->values[KAM_CADENCE_BASIS].text, "delivery"))
		rc = kam_recurrence_from_delivery(&start, &rule, start, NULL,
						  err);
	kam_date_format(day, start);
	if (!rc && !after->values[KAM_CADENCE_START].set)
		rc = kam_record_set(k, after, KAM_CADENCE_START, day, err);
	if (!rc && after->values[KAM_CADENCE_END].set &&
	    strcmp(after->values[KAM_CADENCE_END].text,
		   after->values[KAM_CADENCE_START].text) < 0) {
		rc = kam_fail(err, KAM_EINVALID,
			      _("the end %s is before the "
				"start %s"),
			      after->values[KAM_CADENCE_END].text,
			      after->values[KAM_CADENCE_START].text);
		kam_field(err, "end");
	}
	return rc;
}

/* On the way back from a pause: what fell due while it lasted is left out. */
static int resume(struct kam *k, const struct kam_series *series,
		  const struct kam_record *before, struct kam_err *err)
{
	struct kam_arena *arena = before->arena;
	const struct kam_value *paused = &before->values[KAM_CADENCE_PAUSED_ON];
	struct kam_record *open = NULL;
	int32_t due, from = kam_today(k);
	int rc = 0;

	if (paused->set)
		rc = kam_date_parse(&from, paused->text, err);
	if (!rc)
		rc = kam_occurrence_find(&open, k, arena, series->cadence->id,
					 err);
	while (!rc && open) {
		rc = due_of(&due, open, err);
		if (rc || due < from || due >= kam_today(k))
			return rc;
		rc = kam_occurrence_close(k, open, "skip", NULL, _("paused"),
					  err);
		if (!rc)
			rc = kam_occurrence_open(&open, k, arena, series, err);
	}
	return rc;
}

/* At the end: what was due and not given is missed, the rest left out. */
static int finish(struct kam *k, const struct kam_record *cadence,
		  struct kam_err *err)
{
	struct kam_record *open = NULL;
	int32_t due = 0;
	int rc =
	    kam_occurrence_find(&open, k, cadence->arena, cadence->id, err);

	if (rc || !open)
		return rc;
	rc = due_of(&due, open, err);
	if (rc)
		return rc;
	return due < kam_today(k)
		   ? kam_occurrence_close(k, open, "miss", NULL, NULL, err)
		   : kam_occurrence_close(k, open, "skip", NULL, _("ended"),
					  err);
}

static int is_state(const struct kam_record *r, const char *name)
{
	return r && !strcmp(r->kind->states[r->status].name, name);
}

int kam_cadence_follow(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	struct kam_series series;
	struct kam_record *open = NULL;
	int rc;

	if (!after)
		return 0;
	if (is_state(after, "ended"))
		return is_state(before, "ended") ? 0 : finish(k, after, err);
	if (!is_state(after, "active"))
		return 0;
	rc = kam_series_read(&series, k, after->arena, after, err);
	if (rc)
		return rc;
	if (is_state(before, "paused"))
		return resume(k, &series, before, err);
	rc = kam_occurrence_find(&open, k, after->arena, after->id, err);
	if (rc)
		return rc;
	return open ? kam_occurrence_refresh(k, after->arena, &series, err)
		    : kam_occurrence_open(&open, k, after->arena, &series, err);
}

/* What was never given goes with its cadence; what was given keeps it. */
int kam_cadence_release(struct kam *k, const struct kam_record *record,
			struct kam_err *err)
{
	struct kam_record *open = NULL;
	int rc = kam_occurrence_find(&open, k, record->arena, record->id, err);

	return rc || !open ? rc : kam_record_discard(k, open, err);
}

/* The cadence of an occurrence, and whether it is active: 1, 0 or a code. */
static int of_active(struct kam_record **cadence, struct kam *k,
		     const struct kam_record *o, struct kam_err *err)
{
	int rc =
	    kam_record_load(cadence, k, o->arena, &kam_cadence_kind,
			    o->values[KAM_OCCURRENCE_CADENCE].integer, err);

	return rc ? rc : is_state(*cadence, "active");
}

/* An active cadence has one open occurrence, whoever closed the last. */
int kam_occurrence_follow(struct kam *k, const struct kam_record *before,
			  struct kam_record *after, struct kam_err *err)
{
	struct kam_record *cadence, *next;
	struct kam_series series;
	int rc;

	if (!is_state(before, "open") || !after || is_state(after, "open"))
		return 0;
	rc = of_active(&cadence, k, after, err);
	if (rc <= 0)
		return rc;
	rc = kam_series_read(&series, k, after->arena, cadence, err);
	return rc ? rc
		  : kam_occurrence_open(&next, k, after->arena, &series, err);
}

int kam_occurrence_check(struct kam *k, const struct kam_record *before,
			 struct kam_record *after, struct kam_err *err)
{
	struct kam_record *cadence, *open = NULL;
	int rc;

	if (before || !after->values[KAM_OCCURRENCE_CADENCE].set ||
	    !is_state(after, "open"))
		return 0;
	rc = of_active(&cadence, k, after, err);
	if (rc <= 0)
		return rc;
	rc = kam_occurrence_find(&open, k, after->arena, cadence->id, err);
	if (rc || !open)
		return rc;
	kam_fail(err, KAM_EREFUSED, _("CAD-%lld has its open one: OCC-%lld"),
		 (long long)cadence->id, (long long)open->id);
	kam_hint(err, "kam feedback give CAD-%lld", (long long)cadence->id);
	return err->code;
}

/* Without its open occurrence a promise would never fall due again. */
int kam_occurrence_release(struct kam *k, const struct kam_record *record,
			   struct kam_err *err)
{
	struct kam_record *cadence;
	int rc;

	if (!is_state(record, "open"))
		return 0;
	rc = of_active(&cadence, k, record, err);
	if (rc <= 0)
		return rc;
	kam_fail(err, KAM_EREFUSED, _("OCC-%lld is what CAD-%lld owes next"),
		 (long long)record->id, (long long)cadence->id);
	kam_hint(err,
		 "kam feedback skip CAD-%lld --reason TEXT, or kam cadence end "
		 "CAD-%lld",
		 (long long)cadence->id, (long long)cadence->id);
	return err->code;
}
