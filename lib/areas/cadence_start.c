/*
 * How often a cadence may have fallen due: each time that was missed becomes a
 * record, so a year that was mistyped is not taken.
 */
#include "areas/hooks.h"
#include "areas/occurrence.h"
#include "areas/plan_rules.h"

#include <kam/date.h>
#include <string.h>

enum { TIMES = 1000 };

/* How often a rule falls due in so many days, about, and not less often: each
   day counts as a working day, so that no calendar makes it more. */
static int64_t times_in(const struct kam_recurrence *rule, int64_t days)
{
	static const int length[] = {
		[KAM_DAYS] = 1,    [KAM_WORKING_DAYS] = 1, [KAM_WEEKS] = 7,
		[KAM_MONTHS] = 30, [KAM_QUARTERS] = 91,    [KAM_YEARS] = 365,
	};
	int each = rule->on == KAM_ON_WEEKDAYS ? 0 : 1;

	for (unsigned left = each ? 0 : rule->weekdays; left; left &= left - 1)
		each++;
	return days * each / ((int64_t)length[rule->unit] * rule->interval);
}

/* What falls due between the last occurrence, or the start, and today. */
struct owed {
	int32_t from, until; /* its first day; today, or its end before that */
	int64_t times;
	int known; /* the cadence has a rule and a start */
};

static int count(struct owed *out, const struct kam *k,
		 const struct kam_record *cadence,
		 const struct kam_closed *last, struct kam_err *err)
{
	const struct kam_value *v = cadence->values;
	struct kam_recurrence rule;
	int ended, rc;

	*out = (struct owed){ .until = kam_today(k) };
	if (!v[KAM_CADENCE_EVERY].set || !v[KAM_CADENCE_START].set)
		return 0;
	rc = kam_recurrence_parse(&rule, v[KAM_CADENCE_EVERY].text, err);
	if (!rc)
		rc = kam_date_parse(&out->from, v[KAM_CADENCE_START].text, err);
	if (!rc && v[KAM_CADENCE_END].set)
		rc = kam_date_parse(&out->until, v[KAM_CADENCE_END].text, err);
	if (rc)
		return rc;
	out->known = 1;
	if (last->number && out->from <= last->nominal)
		out->from = last->nominal + 1;
	ended = out->until < kam_today(k);
	if (!ended)
		out->until = kam_today(k);
	out->times = times_in(&rule, (int64_t)out->until + ended - out->from);
	return 0;
}

static int differs(const struct kam_record *before,
		   const struct kam_record *after, int field)
{
	return kam_value_differs(&before->values[field], &after->values[field]);
}

/* A delivery that is waited for is owed once: the days since come with a basis
   that is fixed. */
static int becomes_fixed(const struct kam_record *before,
			 const struct kam_record *after)
{
	const struct kam_value *basis = &after->values[KAM_CADENCE_BASIS];

	return differs(before, after, KAM_CADENCE_BASIS) && basis->set &&
	       !strcmp(basis->text, "fixed");
}

/* Whether a change may have it fall due more often. */
static int reschedules(const struct kam_record *before,
		       const struct kam_record *after)
{
	return differs(before, after, KAM_CADENCE_EVERY) ||
	       differs(before, after, KAM_CADENCE_START) ||
	       differs(before, after, KAM_CADENCE_END) ||
	       becomes_fixed(before, after);
}

static int stays_active(const struct kam_record *before,
			const struct kam_record *after)
{
	return before->status == after->status &&
	       after->status == kam_state_find(after->kind, "active");
}

/* How often it has fallen due as it is stored: what a write may leave as it is.
   A record that cannot be read, as a damaged one, is to be mended first. */
static int64_t times_before(struct kam *k, const struct kam_record *before,
			    const struct kam_closed *last)
{
	struct kam_err unread = { 0 };
	struct owed owed;

	return count(&owed, k, before, last, &unread) || !owed.known
		   ? INT64_MAX
		   : owed.times;
}

/* Whether what is owed is more than there may be: 1, 0 or a code. */
static int is_too_much(struct owed *owed, struct kam *k,
		       const struct kam_record *before,
		       const struct kam_record *after, struct kam_err *err)
{
	struct kam_closed last = { 0 };
	struct kam_record *open = NULL;
	int rc = count(owed, k, after, &last, err);

	if (rc || owed->times <= TIMES || !before)
		return rc ? rc : owed->times > TIMES;
	rc = kam_occurrence_last(&last, k, after->id, err);
	if (!rc)
		rc =
		    kam_occurrence_find(&open, k, after->arena, after->id, err);
	/* one that came from elsewhere without any is about to get its first */
	if (!rc && !last.number && !open)
		return reschedules(before, after) ||
		       stays_active(before, after);
	if (rc || !reschedules(before, after))
		return rc;
	rc = count(owed, k, after, &last, err);
	if (rc || owed->times <= TIMES)
		return rc;
	return becomes_fixed(before, after) ||
	       owed->times > times_before(k, before, &last);
}

static int refuse(enum kam_code code, const struct owed *owed,
		  char until[KAM_DATE_TEXT], struct kam_err *err)
{
	char from[KAM_DATE_TEXT];

	kam_date_format(from, owed->from);
	kam_date_format(until, owed->until);
	kam_fail(err, code,
		 _("from %s on it has fallen due more than %d times"), from,
		 TIMES);
	kam_field(err, "start");
	return err->code;
}

int kam_cadence_start(struct kam *k, const struct kam_record *before,
		      const struct kam_record *after, struct kam_err *err)
{
	char until[KAM_DATE_TEXT];
	struct owed owed;
	int rc;

	/* what comes back from an export has its occurrences */
	if (!before && after->id > 0)
		return 0;
	rc = is_too_much(&owed, k, before, after, err);
	if (rc <= 0)
		return rc;
	rc = refuse(KAM_EINVALID, &owed, until, err);
	kam_hint(err, _("the first day that is still owed: --start %s"), until);
	return rc;
}

/* A rule that comes back may meet a start or an end that it never had. */
int kam_cadence_keeps(struct kam *k, const struct kam_record *before,
		      const struct kam_record *after, struct kam_err *err)
{
	char until[KAM_DATE_TEXT];
	struct owed owed;
	int rc =
	    before && after ? is_too_much(&owed, k, before, after, err) : 0;

	if (rc <= 0)
		return rc;
	rc = refuse(KAM_EREFUSED, &owed, until, err);
	kam_hint(err, "kam cadence edit CAD-%lld --start %s",
		 (long long)after->id, until);
	return rc;
}
