/*
 * What holds of an occurrence by itself: its one open one, its days, and
 * whether it was given in time.
 */
#include "areas/hooks.h"
#include "areas/occurrence.h"

#include <kam/date.h>
#include <string.h>

static int is_state(const struct kam_record *r, const char *name)
{
	return r && !strcmp(r->kind->states[r->status].name, name);
}

static int was_given(const struct kam_record *r)
{
	return is_state(r, "given") || is_state(r, "late");
}

static int differs(const struct kam_record *before,
		   const struct kam_record *after, int field)
{
	const struct kam_value *old = &before->values[field];
	const struct kam_value *now = &after->values[field];

	return old->set != now->set ||
	       (now->set && strcmp(old->text, now->text) != 0);
}

/* Whoever has a day of delivery for it means that it was given. */
static int refuse_day(const struct kam_record *o, struct kam_err *err)
{
	kam_fail(
	    err, KAM_EREFUSED, _("OCC-%lld is %s"), (long long)o->id,
	    kam_gettext_in(o->kind->name, o->kind->states[o->status].name));
	kam_field(err, "given_on");
	if (is_state(o, "skipped"))
		kam_hint(err, "%s", _("what was left out has no delivery"));
	else
		kam_hint(err, "kam occurrence give OCC-%lld --given-on %s",
			 (long long)o->id,
			 o->values[KAM_OCCURRENCE_GIVEN_ON].text);
	return err->code;
}

/* Given or late is a matter of the days, whatever the verb was. */
static int judge(struct kam *k, const struct kam_record *before,
		 struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;
	const int day = KAM_OCCURRENCE_GIVEN_ON;
	int32_t on, due;
	int rc;

	if (!v[day].set ||
	    (before->status == after->status && !differs(before, after, day) &&
	     !differs(before, after, KAM_OCCURRENCE_DUE)))
		return 0;
	if (!was_given(after))
		return differs(before, after, day) ? refuse_day(after, err) : 0;
	rc = kam_date_parse(&on, v[day].text, err);
	if (!rc)
		rc = kam_date_parse(&due, v[KAM_OCCURRENCE_DUE].text, err);
	if (rc)
		return rc;
	if (on > kam_today(k) && differs(before, after, day)) {
		kam_fail(err, KAM_EINVALID, _("%s is still to come"),
			 v[day].text);
		kam_field(err, "given_on");
		kam_hint(err, "%s", _("record a delivery when it was made"));
		return err->code;
	}
	after->status =
	    kam_state_find(after->kind, on > due ? "late" : "given");
	return 0;
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

	if (before)
		return judge(k, before, after, err);
	if (!after->values[KAM_OCCURRENCE_CADENCE].set ||
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

int kam_cadence_owes(const char **day, struct kam *k, struct kam_arena *arena,
		     int64_t cadence, struct kam_err *err)
{
	struct kam_record *open;
	int rc = kam_occurrence_find(&open, k, arena, cadence, err);

	*day = !rc && open ? open->values[KAM_OCCURRENCE_DUE].text : NULL;
	return rc;
}
