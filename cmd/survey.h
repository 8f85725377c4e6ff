/*
 * The verbs of surveys, which several files have between them.
 */
#ifndef KAM_CMD_SURVEY_H
#define KAM_CMD_SURVEY_H

#include "crud.h"
#include "view.h"

#include <kam/survey.h>

/* survey_answer.c, survey_import.c */
struct cmd_survey_answer {
	const char *contact, *respondent, *score, *comment, *on, *account,
	    *project, *touchpoint, *from;
	int again;
};
struct cmd_survey_import {
	const char *encoding, *timezone, *dates, *skip_bad;
	struct cmd_many maps;
	int dry_run;
};
extern const struct cmd_option cmd_survey_answer_options[],
    cmd_survey_import_options[];
int cmd_survey_answer(struct cmd *c, void *values, struct kam_err *err);
int cmd_survey_import(struct cmd *c, void *values, struct kam_err *err);

/* survey_invite.c */
struct cmd_survey_invite {
	const char *via, *on;
	int dry_run;
};
extern const struct cmd_option cmd_survey_invite_options[];
int cmd_survey_invite(struct cmd *c, void *values, struct kam_err *err);

/* survey_score.c, survey_trend.c */
struct cmd_survey_score {
	const char *by;
};
struct cmd_survey_trend {
	const char *by, *type;
};
extern const struct cmd_option cmd_survey_score_options[],
    cmd_survey_trend_options[];
int cmd_survey_score(struct cmd *c, void *values, struct kam_err *err);
int cmd_survey_trend(struct cmd *c, void *values, struct kam_err *err);

/* survey_figure.c: "33.3", "81%", "5.30", as its measure is written. */
void cmd_survey_add_number(struct kam_str *out, enum kam_measure measure,
			   double number);
/* figures under the key of a column, where it is shown: a
   score, marked where it is of few answers; the interval, "12.5 to 40.1" to
   people; a share; a mark of few answers. */
void cmd_survey_score_cell(const struct cmd_view *v, size_t column,
			   enum kam_measure measure, int64_t n, double score);
void cmd_survey_interval_cell(const struct cmd_view *v, size_t column,
			      enum kam_measure measure, int known, double from,
			      double to);
void cmd_survey_share_cell(const struct cmd_view *v, size_t column,
			   double share);
void cmd_survey_flag_cell(const struct cmd_view *v, size_t column, int64_t n);
/* Answers by score: an object; to people lines of bars up to a width, or NULL
   for none. */
void cmd_survey_spread_cell(const struct cmd_view *v, size_t column,
			    const struct kam_tally *tally, const char *bars);
/* How the figures are made, in English. */
const char *cmd_survey_definition(const struct kam_tally *tally);
/* "nps" */
const char *cmd_survey_type(enum kam_measure measure);

/* survey_show.c: what show tells besides, see show_more.c */
int cmd_tell_survey(struct kam_str *text, struct cmd *c,
		    const struct kam_record *r, struct kam_err *err);

/* survey_comments.c */
struct cmd_survey_comments {
	int to_feedback;
};
extern const struct cmd_option cmd_survey_comments_options[];
int cmd_survey_comments(struct cmd *c, void *values, struct kam_err *err);

#endif
