#include <kam/urgency.h>

#include <kam/decimal.h>
#include <kam/weights.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LATE = 7, MOST_LEFT = 14, YEAR = 365, MOST_WEIGHT = 1000 };

const char *const kam_urgency_names[KAM_URGENCY_FACTORS + 1] = {
	[KAM_URGENCY_DUE] = "due",
	[KAM_URGENCY_SEVERITY] = "severity",
	[KAM_URGENCY_PRIORITY] = "priority",
	[KAM_URGENCY_BLOCKING] = "blocking",
	[KAM_URGENCY_BLOCKED] = "blocked",
	[KAM_URGENCY_CUSTOMER] = "customer",
	[KAM_URGENCY_TIER] = "tier",
	[KAM_URGENCY_CORE] = "core",
	[KAM_URGENCY_AGE] = "age",
};

int64_t kam_urgency_due(int64_t days_late)
{
	if (days_late >= MOST_LATE)
		return KAM_DECIMAL_ONE;
	if (days_late <= -MOST_LEFT)
		return KAM_DECIMAL_ONE / 5;
	return KAM_DECIMAL_ONE / 5 + (days_late + MOST_LEFT) * 4 *
					 KAM_DECIMAL_ONE / 5 /
					 (MOST_LATE + MOST_LEFT);
}

int64_t kam_urgency_age(int64_t days)
{
	if (days <= 0)
		return 0;
	return days < YEAR ? days * KAM_DECIMAL_ONE / YEAR : KAM_DECIMAL_ONE;
}

int64_t kam_urgency_word(int rank, int n)
{
	return n > 0 ? (int64_t)rank * KAM_DECIMAL_ONE / n : 0;
}

/* Neither overflows: values are at most 1, weights at most MOST_WEIGHT. */
void kam_urgency_add_up(struct kam_urgency *u)
{
	u->sum = 0;
	for (int i = 0; i < KAM_URGENCY_FACTORS; i++) {
		u->parts[i] = u->values[i] * u->weights[i] / KAM_DECIMAL_ONE;
		u->sum += u->parts[i];
	}
}

int kam_urgency_weights(int64_t weights[KAM_URGENCY_FACTORS], const char *text,
			struct kam_err *err)
{
	struct kam_weights w;
	int rc = kam_weights_parse(&w, text, err);

	memset(weights, 0, KAM_URGENCY_FACTORS * sizeof *weights);
	for (size_t i = 0; i < w.n && !rc; i++) {
		int f = 0;

		while (kam_urgency_names[f] &&
		       strcmp(kam_urgency_names[f], w.names[i]) != 0)
			f++;
		if (kam_urgency_names[f] &&
		    llabs(w.weights[i]) <=
			(long long)MOST_WEIGHT * KAM_DECIMAL_ONE) {
			weights[f] = w.weights[i];
			continue;
		}
		if (kam_urgency_names[f])
			return kam_fail(err, KAM_EINVALID,
					_("the weight of '%s' is more than %d"),
					w.names[i], MOST_WEIGHT);
		rc = kam_fail(err, KAM_EINVALID,
			      _("'%s' is no factor of urgency"), w.names[i]);
		kam_hint(err, _("one of: %s"),
			 "due, severity, priority, blocking, blocked, "
			 "customer, tier, core, age");
	}
	return rc;
}
