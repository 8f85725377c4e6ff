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

/* Of a statement over the journal: whether operation o counts. One that was
   undone never was, nor was its undo; what is done again was. An undo can be
   reverted and a redo can't (undo.h), so two steps are enough. */
#define KAM_SQL_STANDS                                                         \
	"NOT EXISTS (SELECT 1 FROM operation u "                               \
	"WHERE u.reverts = o.id AND NOT EXISTS (SELECT 1 FROM operation r "    \
	"WHERE r.reverts = u.id))"
#define KAM_SQL_IN_FORCE "o.reverts IS NULL AND " KAM_SQL_STANDS
/* Besides, where only what was done from a moment $1 on is read: an undo or
   redo of what was done before is a change like any other. */
#define KAM_SQL_REVERTS_EARLIER                                                \
	"EXISTS (SELECT 1 FROM operation e WHERE e.id = o.reverts "            \
	"AND e.at < $1) AND " KAM_SQL_STANDS

extern const struct kam_sql kam_baseline_sql, kam_busy_sql, kam_cadence_sql,
    kam_calendars_sql, kam_due_sql, kam_elicit_sql, kam_graph_sql, kam_kano_sql,
    kam_link_circle_sql, kam_link_sql, kam_objective_sql, kam_plan_account_sql,
    kam_plan_check_sql, kam_plan_comm_sql, kam_plan_feedback_sql,
    kam_plan_people_sql, kam_plan_req_sql, kam_plan_risk_sql, kam_plan_sql,
    kam_rating_sql, kam_req_links_sql, kam_req_stats_sql, kam_risk_sql,
    kam_thread_sql, kam_version_sql;
extern const struct kam_sql kam_channel_sql, kam_comm_plan_sql,
    kam_comm_plan_judge_sql, kam_minutes_sql, kam_silence_sql, kam_talk_sql,
    kam_talk_action_sql, kam_talk_count_sql, kam_member_sql, kam_stranger_sql;
extern const struct kam_sql kam_survey_rules_sql, kam_survey_invite_sql,
    kam_survey_take_sql, kam_survey_count_sql, kam_survey_signal_sql;
extern const struct kam_sql kam_issue_rules_sql, kam_issue_age_sql,
    kam_issue_stats_sql, kam_issue_recur_sql, kam_improve_sql, kam_measure_sql,
    kam_plan_issue_sql, kam_promise_sql, kam_wallet_sql;
extern const struct kam_sql kam_signals_sql, kam_brief_sql,
    kam_brief_people_sql, kam_brief_work_sql, kam_brief_changes_sql,
    kam_brief_ask_sql;
extern const struct kam_sql kam_next_sql, kam_next_accounts_sql, kam_agenda_sql,
    kam_occurrence_next_sql;
extern const struct kam_sql *const kam_area_sql[]; /* NULL-terminated */

#endif
