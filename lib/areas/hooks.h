/*
 * What the kinds have to say beyond their tables; struct kam_hooks explains.
 */
#ifndef KAM_AREAS_HOOKS_H
#define KAM_AREAS_HOOKS_H

#include <kam/due.h>
#include <kam/health.h>
#include <kam/plan.h>
#include <kam/promise.h>
#include <kam/store.h>

#define KAM_HOOK(name)                                                         \
	int name(struct kam *k, const struct kam_record *before,               \
		 struct kam_record *after, struct kam_err *err) KAM_MUST_USE

/* The account follows from the project; they must agree. Every kind that has
   both starts its check with it. */
KAM_HOOK(kam_scope_check);
/* Where no account is given, that of a contact who belongs to one alone. */
int kam_contact_scope(struct kam *k, struct kam_record *after, int64_t contact,
		      struct kam_err *err) KAM_MUST_USE;
KAM_HOOK(kam_calendar_check);
KAM_HOOK(kam_calendar_follow);
KAM_HOOK(kam_calendar_day_follow);
KAM_HOOK(kam_req_check);
KAM_HOOK(kam_req_follow);
KAM_HOOK(kam_comm_check);
/* A conversation is not of the future. */
KAM_HOOK(kam_past_check);
KAM_HOOK(kam_feedback_check);
KAM_HOOK(kam_survey_rules);
KAM_HOOK(kam_reply_rules);
KAM_HOOK(kam_reply_follow);
KAM_HOOK(kam_cadence_check);
KAM_HOOK(kam_cadence_follow);
KAM_HOOK(kam_occurrence_check);
KAM_HOOK(kam_occurrence_follow);
KAM_HOOK(kam_member_check);
KAM_HOOK(kam_account_check);
KAM_HOOK(kam_account_follow);
KAM_HOOK(kam_contact_check);
KAM_HOOK(kam_assessment_check);
KAM_HOOK(kam_setting_check);
KAM_HOOK(kam_link_check);
KAM_HOOK(kam_field_check);
KAM_HOOK(kam_field_follow);
int kam_field_release(struct kam *k, const struct kam_record *record,
		      struct kam_err *err) KAM_MUST_USE;
int kam_field_keeps(struct kam *k, const struct kam_record *before,
		    const struct kam_record *after,
		    struct kam_err *err) KAM_MUST_USE;
KAM_HOOK(kam_plan_rules);
KAM_HOOK(kam_plan_follow);
KAM_HOOK(kam_plan_section_rules);
KAM_HOOK(kam_objective_rules);
KAM_HOOK(kam_whitespace_rules);
KAM_HOOK(kam_review_rules);
KAM_HOOK(kam_decision_check);
KAM_HOOK(kam_revision_check);
KAM_HOOK(kam_elicit_check);
KAM_HOOK(kam_answer_check);
KAM_HOOK(kam_baseline_check);
KAM_HOOK(kam_baseline_line_check);

/* What its scores may be: a part of kam_req_check(). */
int kam_req_check_scores(const struct kam_record *req,
			 struct kam_err *err) KAM_MUST_USE;
/* NAME.KEY names an account by its key. */
int kam_setting_check_key(struct kam *k, const char *name,
			  struct kam_err *err) KAM_MUST_USE;
KAM_HOOK(kam_channel_check);
KAM_HOOK(kam_channel_follow);
KAM_HOOK(kam_contact_follow);
KAM_HOOK(kam_escalation_check);
KAM_HOOK(kam_issue_check);
KAM_HOOK(kam_improve_check);
KAM_HOOK(kam_comm_plan_check);
KAM_HOOK(kam_comm_plan_follow);

int kam_feedback_release(struct kam *k, const struct kam_record *record,
			 struct kam_err *err) KAM_MUST_USE;
#define KAM_TWIN_HOOK(name)                                                    \
	int name(int64_t *id, struct kam *k, struct kam_record *record,        \
		 struct kam_err *err) KAM_MUST_USE

KAM_TWIN_HOOK(kam_channel_twin);
KAM_TWIN_HOOK(kam_link_twin);
KAM_TWIN_HOOK(kam_plan_twin);
KAM_TWIN_HOOK(kam_whitespace_twin);

int kam_cadence_release(struct kam *k, const struct kam_record *record,
			struct kam_err *err) KAM_MUST_USE;
int kam_occurrence_release(struct kam *k, const struct kam_record *record,
			   struct kam_err *err) KAM_MUST_USE;

int kam_decision_release(struct kam *k, const struct kam_record *record,
			 struct kam_err *err) KAM_MUST_USE;
int kam_revision_release(struct kam *k, const struct kam_record *record,
			 struct kam_err *err) KAM_MUST_USE;
int kam_baseline_release(struct kam *k, const struct kam_record *record,
			 struct kam_err *err) KAM_MUST_USE;
int kam_plan_release(struct kam *k, const struct kam_record *record,
		     struct kam_err *err) KAM_MUST_USE;
int kam_plan_section_release(struct kam *k, const struct kam_record *record,
			     struct kam_err *err) KAM_MUST_USE;
int kam_contact_release(struct kam *k, const struct kam_record *record,
			struct kam_err *err) KAM_MUST_USE;
int kam_req_keeps(struct kam *k, const struct kam_record *before,
		  const struct kam_record *after,
		  struct kam_err *err) KAM_MUST_USE;
int kam_cadence_keeps(struct kam *k, const struct kam_record *before,
		      const struct kam_record *after,
		      struct kam_err *err) KAM_MUST_USE;
int kam_decision_keeps(struct kam *k, const struct kam_record *before,
		       const struct kam_record *after,
		       struct kam_err *err) KAM_MUST_USE;
int kam_comm_plan_internal(const struct kam_record *record);

#define KAM_DUE_HOOK(name)                                                     \
	int name(struct kam *k, struct kam_due_list *list,                     \
		 struct kam_err *err) KAM_MUST_USE

KAM_DUE_HOOK(kam_project_due);
KAM_DUE_HOOK(kam_req_due);
KAM_DUE_HOOK(kam_action_due);
KAM_DUE_HOOK(kam_feedback_due);
KAM_DUE_HOOK(kam_survey_due);
KAM_DUE_HOOK(kam_cadence_due);
KAM_DUE_HOOK(kam_risk_due);
KAM_DUE_HOOK(kam_elicit_due);
KAM_DUE_HOOK(kam_plan_due);
KAM_DUE_HOOK(kam_objective_due);
KAM_DUE_HOOK(kam_issue_due);
KAM_DUE_HOOK(kam_improve_due);

/* Of a field of any kind: nobody but a member or contact. */
int kam_person_check(const struct kam_record *r, int field,
		     struct kam_err *err) KAM_MUST_USE;
/* Where no account is given, those of the record that the field refers to. */
int kam_origin_scope(struct kam *k, struct kam_record *after, int field,
		     struct kam_err *err) KAM_MUST_USE;
/* A move that needs a reason needs one of its own. */
int kam_reason_check(const struct kam_record *before,
		     const struct kam_record *after, int field,
		     struct kam_err *err) KAM_MUST_USE;
/* A day of what has happened is not after today. */
int kam_not_ahead(struct kam *k, const struct kam_record *r, int field,
		  struct kam_err *err) KAM_MUST_USE;
/* issue.escalate.SEVERITY, issue.recur.* */
int kam_issue_setting_check(struct kam *k, const char *name, const char *value,
			    struct kam_err *err) KAM_MUST_USE;

#define KAM_PROMISE_HOOK(name)                                                 \
	int name(struct kam *k, struct kam_promise_list *list,                 \
		 struct kam_err *err) KAM_MUST_USE

KAM_PROMISE_HOOK(kam_action_promise);
KAM_PROMISE_HOOK(kam_feedback_promise);
KAM_PROMISE_HOOK(kam_occurrence_promise);
KAM_PROMISE_HOOK(kam_req_promise);

#define KAM_SIGNAL_HOOK(name)                                                  \
	int name(struct kam *k, int64_t account, struct kam_signal_list *list, \
		 struct kam_err *err) KAM_MUST_USE

KAM_SIGNAL_HOOK(kam_account_signal);
KAM_SIGNAL_HOOK(kam_action_signal);
KAM_SIGNAL_HOOK(kam_cadence_signal);
KAM_SIGNAL_HOOK(kam_comm_signal);
KAM_SIGNAL_HOOK(kam_feedback_signal);
KAM_SIGNAL_HOOK(kam_issue_signal);
KAM_SIGNAL_HOOK(kam_req_signal);
KAM_SIGNAL_HOOK(kam_survey_signal);

/* A language's code, where it is new: checked, and written by convention. */
int kam_language_field(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, int field,
		       struct kam_err *err) KAM_MUST_USE;

/* What each area plans by: plan.h explains. */
extern const struct kam_plan_area kam_account_plan, kam_req_plan, kam_comm_plan,
    kam_feedback_plan, kam_risk_plan, kam_issue_plan;
/* Figures of several areas: actions overdue, calendar days since the last
   conversation. */
extern const char kam_sql_actions_overdue[];
int kam_figure_silence(int64_t *value, int *set, struct kam *k,
		       const struct kam_plan_scope *scope, struct kam_err *err);
/* The calendar of a record's project, else of its account, else the register's;
   in the record's arena. */
int kam_scope_calendar(const struct kam_calendar **out, struct kam *k,
		       const struct kam_record *r,
		       struct kam_err *err) KAM_MUST_USE;
/* A field that has a rhythm, in its canonical form. */
struct kam_recurrence;
int kam_rhythm_check(struct kam_recurrence *rule, struct kam *k,
		     struct kam_record *after, int field,
		     struct kam_err *err) KAM_MUST_USE;
/* plan.review.TIER, plan.stale, plan.template.AREA */
int kam_plan_setting_check(struct kam *k, const char *name, const char *value,
			   struct kam_err *err) KAM_MUST_USE;
/* survey.throttle, survey.detractor, survey.comments */
int kam_survey_setting_check(struct kam *k, const char *name, const char *value,
			     struct kam_err *err) KAM_MUST_USE;
/* account.tier.weights, account.tier.levels */
int kam_tier_setting_check(const char *name, const char *value,
			   struct kam_err *err) KAM_MUST_USE;
/* Whether both amounts are set and of one currency. */
int kam_same_currency(const struct kam_value *a, const struct kam_value *b);

#endif
