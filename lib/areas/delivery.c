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
 * Opens what follows a delivery, and records as missed what fell due before it.
 * What is due on its very day stays open: one delivery is not two.
 */
static int roll_on(struct kam_settled *out, struct kam *k,
		   struct kam_arena *arena, struct promise *p, int32_t on,
		   struct kam_err *err)
{
	struct kam_missed **end = &out->missed;
	int32_t due = 0;
	int rc = 0;

	for (;;) {
		struct kam_missed *one;

		rc = kam_occurrence_open(&out->next, k, arena, &p->series, err);
		if (!rc && out->next)
			rc = due_of(&due, out->next, err);
		if (rc || !out->next || due >= on || p->series.from_delivery)
			return rc;
		one = kam_arena_alloc(arena, sizeof *one);
		if (!one)
			return kam_fail_memory(err);
		one->occurrence = out->next;
		rc = kam_occurrence_pass(&one->next, k, arena, &p->series,
					 out->next, on, NULL, err);
		if (!rc)
			rc = kam_occurrence_close(k, out->next, "miss", NULL,
						  NULL, err);
		if (rc)
			return rc;
		for (*end = one; *end; end = &(*end)->next)
			out->n_missed++;
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

/* A day whose delivery is recorded, or one that lies before the last. */
static int refuse_again(const struct promise *p, const char *day,
			const char *last, int same, struct kam_err *err)
{
	const int64_t cadence = p->cadence->id;

	kam_fail(err, KAM_EREFUSED,
		 _("CAD-%lld was given on %s; the next is due %s"),
		 (long long)cadence, same ? day : last,
		 p->open->values[KAM_OCCURRENCE_DUE].text);
	if (same)
		kam_hint(err, "%s", _("if the next was given too: --again"));
	else
		kam_hint(err,
			 _("'kam occurrence list --all cadence=CAD-%lld' has "
			   "what became of each"),
			 (long long)cadence);
	return err->code;
}

/*
 * Which occurrence a delivery is of: the open one; or, for a day before the
 * last delivery, the latest that is missed and was due by then. One that was
 * recorded already, on that day, is of none.
 */
static int choose(struct kam_record **out, struct kam *k,
		  struct kam_arena *arena, const struct promise *p, int32_t due,
		  int32_t on, struct kam_err *err)
{
	char day[KAM_DATE_TEXT];
	const char *last;
	int same, rc;

	kam_date_format(day, on);
	rc = kam_occurrence_given(&last, &same, k, arena, p->cadence->id, day,
				  err);
	*out = p->open;
	if (rc || !last || (!same && (due <= on || strcmp(last, day) < 0)))
		return rc;
	*out = NULL;
	if (!same)
		rc = kam_occurrence_missed(out, k, arena, p->cadence->id, day,
					   err);
	return rc || *out ? rc : refuse_again(p, day, last, same, err);
}

int kam_cadence_give(struct kam_settled *out, struct kam *k,
		     struct kam_arena *arena, int64_t cadence,
		     const struct kam_delivery *delivery, struct kam_err *err)
{
	struct kam_delivery exact = *delivery;
	struct promise p = { 0 };
	char day[KAM_DATE_TEXT];
	int32_t on = 0, due = 0;
	int rc = load(&p, k, arena, cadence, err);

	memset(out, 0, sizeof *out);
	if (!rc)
		rc = read_on(&on, k, delivery->on, &p, err);
	if (!rc)
		rc = due_of(&due, p.open, err);
	out->done = p.open;
	if (!rc && !delivery->again)
		rc = choose(&out->done, k, arena, &p, due, on, err);
	if (rc)
		return rc;
	kam_date_format(day, on);
	exact.on = day;
	if (!exact.channel && p.cadence->values[KAM_CADENCE_CHANNEL].set)
		exact.channel = p.cadence->values[KAM_CADENCE_CHANNEL].text;
	rc = kam_occurrence_close(k, out->done, "give", &exact, NULL, err);
	out->next = p.open;
	return rc || out->done != p.open ? rc
					 : roll_on(out, k, arena, &p, on, err);
}

int kam_cadence_skip(struct kam_settled *out, struct kam *k,
		     struct kam_arena *arena, int64_t cadence,
		     const char *reason, struct kam_err *err)
{
	struct promise p = { 0 };
	int rc = load(&p, k, arena, cadence, err);

	memset(out, 0, sizeof *out);
	if (rc)
		return rc;
	out->done = p.open;
	rc = kam_occurrence_close(k, p.open, "skip", NULL, reason, err);
	return rc ? rc
		  : kam_occurrence_open(&out->next, k, arena, &p.series, err);
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
	return rc ? rc : kam_cadence_start(k, before, after, err);
}

/* On the way back from a pause: what fell due while it lasted is left out. The
   reason is a word that is kept, the same whatever its writer speaks. */
static int resume(struct kam *k, const struct kam_series *series,
		  const struct kam_record *before, struct kam_err *err)
{
	struct kam_arena *arena = before->arena;
	const struct kam_value *paused = &before->values[KAM_CADENCE_PAUSED_ON];
	struct kam_record *open = NULL;
	struct kam_missed *passed;
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
		rc = kam_occurrence_pass(&passed, k, arena, series, open,
					 kam_today(k), "paused", err);
		if (!rc)
			rc = kam_occurrence_close(k, open, "skip", NULL,
						  "paused", err);
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
		   : kam_occurrence_close(k, open, "skip", NULL, "ended", err);
}

static int is_state(const struct kam_record *r, const char *name)
{
	return r && !strcmp(r->kind->states[r->status].name, name);
}

static int same_day(const struct kam_record *before,
		    const struct kam_record *after, int field)
{
	const struct kam_value *old = &before->values[field];
	const struct kam_value *now = &after->values[field];

	return old->set == now->set &&
	       (!now->set || !strcmp(old->text, now->text));
}

/* What was due and not given stays due then, 1: a new rhythm is of the days
   to come. A start or end set right is of all. */
static int stays(struct kam *k, const struct kam_record *before,
		 const struct kam_record *after, const struct kam_record *open,
		 struct kam_err *err)
{
	int32_t due = 0;
	int rc = due_of(&due, open, err);

	return rc ? rc
		  : due < kam_today(k) && before &&
			same_day(before, after, KAM_CADENCE_START) &&
			same_day(before, after, KAM_CADENCE_END);
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
	if (!open)
		return kam_occurrence_open(&open, k, after->arena, &series,
					   err);
	rc = stays(k, before, after, open, err);
	return rc ? (rc < 0 ? rc : 0)
		  : kam_occurrence_refresh(k, after->arena, &series, err);
}

/* What was never given goes with its cadence; what was given keeps it. */
int kam_cadence_release(struct kam *k, const struct kam_record *record,
			struct kam_err *err)
{
	struct kam_record *open = NULL;
	int rc = kam_occurrence_find(&open, k, record->arena, record->id, err);

	return rc || !open ? rc : kam_record_discard(k, open, err);
}
