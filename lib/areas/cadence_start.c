/*
 * How far back a cadence may begin: each time that was missed becomes a record,
 * so a year that was mistyped is not taken.
 */
#include "areas/occurrence.h"
#include "areas/plan_rules.h"

#include <kam/date.h>

/* How often a rule falls due in so many days, about. */
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

int kam_cadence_start(struct kam *k, const struct kam_record *before,
		      const struct kam_record *after,
		      const struct kam_recurrence *rule, struct kam_err *err)
{
	enum { TIMES = 1000 };
	const char *text = after->values[KAM_CADENCE_START].text;
	char today[KAM_DATE_TEXT];
	int32_t start;
	int rc;

	/* what comes back from an export has its occurrences */
	if (before ? !kam_value_differs(&before->values[KAM_CADENCE_START],
					&after->values[KAM_CADENCE_START])
		   : after->id > 0)
		return 0;
	rc = kam_date_parse(&start, text, err);
	if (rc || times_in(rule, (int64_t)kam_today(k) - start) <= TIMES)
		return rc;
	kam_date_format(today, kam_today(k));
	kam_fail(err, KAM_EINVALID,
		 _("from %s on it has fallen due more than %d times"), text,
		 TIMES);
	kam_field(err, "start");
	kam_hint(err, _("the first day that is still owed: --start %s"), today);
	return err->code;
}
