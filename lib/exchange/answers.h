/*
 * What reading a questionnaire's head and its rows share.
 */
#ifndef KAM_EXCHANGE_ANSWERS_H
#define KAM_EXCHANGE_ANSWERS_H

#include "exchange/names.h"

#include <kam/answers.h>

struct kam_answers {
	struct kam *k;
	struct kam_arena *arena; /* of the result */
	struct kam_arena row;    /* reset per row */
	const struct kam_answers_options *options;
	struct kam_import_result *result;
	struct kam_csv *csv;
	struct kam_names contacts; /* by name and by address */
	struct kam_names seen;     /* sources of this file, by line */
	struct kam_names unknown;  /* respondents that were warned of */
	/* columns; -1: none; without a question every other column is one */
	long respondent, question, answer, quote;
};

/* Which columns say what. */
int kam_answers_head(struct kam_answers *a, struct kam_err *err) KAM_MUST_USE;
/* 1 for a column that is no question. */
int kam_answers_ignored(const struct kam_answers *a, long column);
/* The contacts by what a file may call them. */
int kam_answers_contacts(struct kam_answers *a,
			 struct kam_err *err) KAM_MUST_USE;
/* Who answered; 0 where that is no contact, which is warned of once. */
int kam_answers_who(int64_t *contact, struct kam_answers *a, const char *who,
		    struct kam_err *err) KAM_MUST_USE;
/* A warning of the row at hand. */
int kam_answers_warn(struct kam_answers *a, const char *text,
		     struct kam_err *err) KAM_MUST_USE;

#endif
