/*
 * Figures of satisfaction as columns.
 */
#include "survey.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <math.h>

const char *cmd_survey_type(enum kam_measure measure)
{
	return kam_survey_kind.fields[KAM_SURVEY_TYPE].words[measure];
}

static int64_t millionths(double number)
{
	return llround(number * KAM_DECIMAL_ONE);
}

void cmd_survey_add_number(struct kam_str *out, enum kam_measure measure,
			   double number)
{
	if (measure == KAM_CSAT)
		kam_str_printf(out, "%.0f%%", 100 * number);
	else
		kam_str_printf(out, "%.*f", measure == KAM_CES ? 2 : 1,
			       fabs(number) < 0.05 ? 0 : number);
}

void cmd_survey_score_cell(const struct cmd_view *v, size_t column,
			   enum kam_measure measure, int64_t n, double score)
{
	struct kam_str text = KAM_STR_INIT;

	if (!cmd_view_key(v, column))
		return;
	if (!n) {
		kam_out_null(v->out);
		return;
	}
	cmd_survey_add_number(&text, measure, score);
	if (n < KAM_FEW)
		kam_str_printf(&text, " (n < %d)", KAM_FEW);
	kam_out_people(v->out, text.data);
	kam_out_decimal(v->out, millionths(score));
	kam_str_release(&text);
}

void cmd_survey_interval_cell(const struct cmd_view *v, size_t column,
			      enum kam_measure measure, int known, double from,
			      double to)
{
	struct kam_str text = KAM_STR_INIT;

	if (!cmd_view_key(v, column))
		return;
	if (!known) {
		kam_out_null(v->out);
		return;
	}
	cmd_survey_add_number(&text, measure, from);
	kam_str_add(&text, " … ");
	cmd_survey_add_number(&text, measure, to);
	kam_out_people(v->out, text.data);
	kam_out_array(v->out);
	kam_out_decimal(v->out, millionths(from));
	kam_out_decimal(v->out, millionths(to));
	kam_out_end(v->out);
	kam_str_release(&text);
}

void cmd_survey_share_cell(const struct cmd_view *v, size_t column,
			   double share)
{
	char text[KAM_DECIMAL_TEXT];

	if (!cmd_view_key(v, column))
		return;
	if (share < 0) {
		kam_out_null(v->out);
		return;
	}
	kam_ratio_format(
	    text, kam_decimal_round(millionths(share), KAM_DECIMAL_ONE / 100));
	kam_out_people(v->out, text);
	kam_out_decimal(v->out, millionths(share));
}

void cmd_survey_flag_cell(const struct cmd_view *v, size_t column, int64_t n)
{
	char text[16];

	(void)snprintf(text, sizeof text, "n < %d", KAM_FEW);
	cmd_view_text(v, column, n < KAM_FEW ? text : NULL);
}

void cmd_survey_spread_cell(const struct cmd_view *v, size_t column,
			    const struct kam_tally *tally, const char *bars)
{
	char key[KAM_INTEGER_TEXT];

	if (!cmd_view_key(v, column))
		return;
	if (bars)
		kam_out_people(v->out, bars);
	kam_out_map(v->out);
	for (int i = 0; i <= tally->scale.high - tally->scale.low; i++) {
		key[kam_integer_format(key, tally->scale.low + i)] = '\0';
		cmd_print_integer(v->out, key, tally->counts[i]);
	}
	kam_out_end(v->out);
}

const char *cmd_survey_definition(const struct kam_tally *tally)
{
	switch (tally->measure) {
	case KAM_NPS:
		return N_("NPS: percentage of 9-10 less that of 0-6; interval "
			  "of 95 % by the variance formula");
	case KAM_CSAT:
		return tally->scale.high == 5
			   ? N_("CSAT: share of the top two boxes, 4-5 of 1-5; "
				"interval of 95 % by Wilson")
		       : tally->scale.high == 7
			   ? N_("CSAT: share of the top two boxes, 6-7 of 1-7; "
				"interval of 95 % by Wilson")
			   : N_("CSAT: share of the top two boxes, 9-10 of "
				"1-10; interval of 95 % by Wilson");
	default:
		return N_("CES 2.0: mean of 1-7, 7 being the easiest; interval "
			  "of 95 % by Student's t");
	}
}
