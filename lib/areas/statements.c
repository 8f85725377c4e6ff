#include "areas/sql.h"

const struct kam_sql *const kam_area_sql[] = {
	&kam_baseline_sql,  &kam_busy_sql,
	&kam_calendars_sql, &kam_cadence_sql,
	&kam_due_sql,       &kam_elicit_sql,
	&kam_risk_sql,      &kam_thread_sql,
	&kam_version_sql,   NULL,
};
