#include <kam/areas.h>

static const struct kam_kind *const kinds[] = {
	/* first, as what they define is asked for from then on */
	&kam_field_kind,
	&kam_member_kind,
	&kam_calendar_kind,
	&kam_calendar_day_kind,
	&kam_account_kind,
	&kam_project_kind,
	&kam_contact_kind,
	&kam_channel_kind,
	&kam_escalation_kind,
	&kam_req_kind,
	&kam_kano_kind,
	&kam_elicit_kind,
	&kam_answer_kind,
	&kam_comm_kind,
	&kam_action_kind,
	&kam_feedback_kind,
	&kam_survey_kind,
	&kam_reply_kind,
	&kam_cadence_kind,
	&kam_occurrence_kind,
	&kam_comm_plan_kind,
	&kam_risk_kind,
	&kam_assessment_kind,
	&kam_issue_kind,
	&kam_improve_kind,
	&kam_plan_kind,
	&kam_plan_section_kind,
	&kam_objective_kind,
	&kam_whitespace_kind,
	&kam_note_kind,
	&kam_link_kind,
	&kam_setting_kind,
	&kam_measurement_kind,
	&kam_checklist_line_kind,
	&kam_score_kind,
	&kam_decision_kind,
	&kam_revision_kind,
	&kam_baseline_kind,
	&kam_baseline_line_kind,
	&kam_review_kind,
};

const struct kam_catalogue *kam_kinds(void)
{
	static const struct kam_catalogue catalogue = {
		kinds,
		sizeof kinds / sizeof *kinds,
	};

	return &catalogue;
}
