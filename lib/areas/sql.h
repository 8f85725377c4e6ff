/*
 * The areas' SQL: each file keeps its statements in one const array, and the
 * arrays are listed in sql.c, so that a test prepares every one of them.
 */
#ifndef KAM_AREAS_SQL_H
#define KAM_AREAS_SQL_H

#include "db/db.h"

#include <kam/store.h>
#include <stddef.h>

struct kam_sql {
	const char *const *texts;
	size_t n;
};

extern const struct kam_sql kam_busy_sql, kam_calendars_sql, kam_cadence_sql,
    kam_due_sql, kam_objective_sql, kam_plan_account_sql, kam_plan_check_sql,
    kam_plan_comm_sql, kam_plan_feedback_sql, kam_plan_people_sql,
    kam_plan_req_sql, kam_plan_risk_sql, kam_plan_sql, kam_risk_sql,
    kam_thread_sql;
extern const struct kam_sql *const kam_area_sql[]; /* NULL-terminated */

#endif
