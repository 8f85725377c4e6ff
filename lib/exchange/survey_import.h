/*
 * What reading a survey's file and its cells share.
 */
#ifndef KAM_EXCHANGE_SURVEY_IMPORT_H
#define KAM_EXCHANGE_SURVEY_IMPORT_H

#include "exchange/answers.h"
#include "exchange/import.h"

#include <kam/survey_import.h>

enum kam_survey_column {
	KAM_SURVEY_IN_SCORE,
	KAM_SURVEY_IN_ID,
	KAM_SURVEY_IN_EMAIL,
	KAM_SURVEY_IN_CONTACT,
	KAM_SURVEY_IN_NAME,
	KAM_SURVEY_IN_ON,
	KAM_SURVEY_IN_TOUCHPOINT,
	KAM_SURVEY_IN_COMMENT,
	KAM_SURVEY_IN_ASKED,
	KAM_SURVEY_IN_ACCOUNT,
	KAM_SURVEY_IN_PROJECT,
	KAM_SURVEY_IN_COLUMNS
};

struct kam_survey_file {
	struct kam_import in; /* first: a row finds the rest by it */
	const struct kam_record *survey;
	struct kam_answers people; /* contacts by address, name and source */
	int people_read;
	int heads, rows_read; /* lines of names after the first; others */
};

extern const struct kam_layout kam_survey_layout;
/* What the questions have in them. */
extern const struct kam_import_like kam_survey_like[];

/* A cell as --map reads it, without blanks around it; NULL is out of memory. */
const char *kam_survey_cell(struct kam_import *in, size_t column);
/* All of a row; *column is the layout's where it fails. */
int kam_survey_cells(struct kam_survey_answer *a, size_t *column,
		     struct kam_survey_file *s,
		     struct kam_err *err) KAM_MUST_USE;
/* The layout's column, among those that the file has, of what an error is
   about; its size where of none. */
size_t kam_survey_column(const struct kam_import *in,
			 const struct kam_err *err);

#endif
