/*
 * What an improvement must have, and what its closing needs.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/improve.h>
#include <string.h>

/* Which way is better follows from target and baseline where both are known. */
static int give_direction(struct kam *k, const struct kam_record *before,
			  struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;
	const struct kam_value *said = &v[KAM_IMPROVE_DIRECTION];
	const struct kam_value *old =
	    before ? &before->values[KAM_IMPROVE_DIRECTION] : NULL;
	const char *follows;

	if (!v[KAM_IMPROVE_BASELINE].set || !v[KAM_IMPROVE_TARGET].set ||
	    v[KAM_IMPROVE_BASELINE].integer == v[KAM_IMPROVE_TARGET].integer)
		return 0;
	follows =
	    v[KAM_IMPROVE_TARGET].integer > v[KAM_IMPROVE_BASELINE].integer
		? "higher"
		: "lower";
	/* as it was, it moves with the figures; said anew, it must agree */
	if (!said->set || !strcmp(said->text, follows) ||
	    (old && old->set && !strcmp(said->text, old->text)))
		return kam_record_set(k, after, KAM_IMPROVE_DIRECTION, follows,
				      err);
	kam_fail(err, KAM_EINVALID,
		 _("the target is %s than the baseline, and better is to be "
		   "%s"),
		 kam_gettext(follows), kam_gettext(said->text));
	kam_field(err, "direction");
	return err->code;
}

/* A claim needs a measurement after the fact. */
static int need_measure(const struct kam_record *r,
			const struct kam_improve_effect *e, struct kam_err *err)
{
	if (e->has_value)
		return 0;
	kam_fail(err, KAM_EREFUSED,
		 _("IMP-%lld has not been measured since it is in practice, "
		   "%s"),
		 (long long)r->id, r->values[KAM_IMPROVE_IMPLEMENTED_ON].text);
	kam_field(err, "effect");
	kam_hint(err, "kam improve measure IMP-%lld --value N --on DATE",
		 (long long)r->id);
	return err->code;
}

static int need_target(const struct kam_record *r,
		       const struct kam_improve_effect *e, struct kam_err *err)
{
	char value[KAM_DECIMAL_TEXT], target[KAM_DECIMAL_TEXT];

	if (e->reached)
		return 0;
	kam_decimal_format(value, e->value);
	kam_decimal_format(target, r->values[KAM_IMPROVE_TARGET].integer);
	kam_fail(err, KAM_EREFUSED,
		 _("IMP-%lld stood at %s on %s and not at its target of %s"),
		 (long long)r->id, value, e->on, target);
	kam_field(err, "target");
	kam_hint(err,
		 _("kam improve plan IMP-%lld --reason TEXT for another turn, "
		   "kam improve fail IMP-%lld --reason TEXT to leave it"),
		 (long long)r->id, (long long)r->id);
	return err->code;
}

static int set_effect(struct kam *k, struct kam_record *after,
		      const struct kam_improve_effect *e, struct kam_err *err)
{
	char effect[KAM_DECIMAL_TEXT] = "";

	if (e->has_value && after->values[KAM_IMPROVE_BASELINE].set)
		kam_decimal_format(effect, e->effect);
	return kam_record_set(k, after, KAM_IMPROVE_EFFECT, effect, err);
}

/* The wheel turns once more: the days of the last turn are in the journal. */
static int plan_anew(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	static const int gone[] = { KAM_IMPROVE_STARTED_ON,
				    KAM_IMPROVE_IMPLEMENTED_ON,
				    KAM_IMPROVE_CLOSED_ON, KAM_IMPROVE_EFFECT };
	char times[KAM_INTEGER_TEXT];
	int rc;

	kam_integer_format(times,
			   before->values[KAM_IMPROVE_CYCLES].integer + 1);
	rc = kam_record_set(k, after, KAM_IMPROVE_CYCLES, times, err);
	for (size_t i = 0; i < sizeof gone / sizeof *gone && !rc; i++)
		rc = kam_record_set(k, after, gone[i], "", err);
	return rc;
}

static int check_move(struct kam *k, const struct kam_record *before,
		      struct kam_record *after, struct kam_err *err)
{
	const char *state = after->kind->states[after->status].name;
	struct kam_improve_effect e;
	int rc = kam_reason_check(before, after, KAM_IMPROVE_REASON, err);

	if (rc || !before || before->status == after->status)
		return rc;
	if (!strcmp(state, "plan"))
		return plan_anew(k, before, after, err);
	if (strcmp(state, "act") != 0 && strcmp(state, "effective") != 0 &&
	    strcmp(state, "ineffective") != 0)
		return 0;
	rc = kam_improve_effect(&e, k, after, err);
	if (!rc && strcmp(state, "ineffective") != 0)
		rc = need_measure(after, &e, err);
	if (!rc && !strcmp(state, "effective"))
		rc = need_target(after, &e, err);
	return rc || !strcmp(state, "act") ? rc : set_effect(k, after, &e, err);
}

int kam_improve_check(struct kam *k, const struct kam_record *before,
		      struct kam_record *after, struct kam_err *err)
{
	int rc = kam_scope_check(k, before, after, err);

	if (!rc)
		rc = kam_origin_scope(k, after, KAM_IMPROVE_ORIGIN, err);
	if (!rc)
		rc = kam_not_ahead(k, after, KAM_IMPROVE_IMPLEMENTED_ON, err);
	if (!rc)
		rc = give_direction(k, before, after, err);
	return rc ? rc : check_move(k, before, after, err);
}
