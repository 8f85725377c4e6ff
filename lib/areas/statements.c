#include "areas/sql.h"

const struct kam_sql *const kam_area_sql[] = {
	&kam_busy_sql,          &kam_calendars_sql,
	&kam_cadence_sql,       &kam_due_sql,
	&kam_objective_sql,     &kam_plan_check_sql,
	&kam_plan_account_sql,  &kam_plan_comm_sql,
	&kam_plan_feedback_sql, &kam_plan_people_sql,
	&kam_plan_req_sql,      &kam_plan_risk_sql,
	&kam_plan_sql,          &kam_risk_sql,
	&kam_thread_sql,        NULL,
};
