/*
 * A questionnaire's answers, as a survey tool exports them, into a session of
 * elicitation.
 *
 * Two layouts are read. One row per respondent: a column says who it was, each
 * other one is a question, its name in the head. Or one row per answer: the
 * columns question, answer and, if it is said, respondent and quote (names in
 * English, German and Chinese are known).
 *
 * Who answered is looked up among the contacts, by address, ID or name; one
 * that isn't found is kept as text, and named in a warning. Where no name is
 * given it is the row, "#2". An answer is known again by session, question and
 * respondent as the file has them, so that reading the file a second time
 * changes nothing, and neither what was changed here since; where the file has
 * another answer, that is taken. A respondent's second answer to a question in
 * the same file is left out, with a warning.
 */
#ifndef KAM_ANSWERS_H
#define KAM_ANSWERS_H

#include <kam/import.h>
#include <kam/store.h>

struct kam_answers_options {
	int64_t elicit;
	const char
	    *respondent; /* the column of who answered; NULL: found out */
	const char *const *ignored; /* columns that are no questions */
	size_t n_ignored;
	const char *encoding; /* as kam_csv_open() takes it; or NULL */
};

/* Inside an operation. KAM_EINVALID where the file is neither of the two, with
   the line where a row is broken; issues live in the arena. */
int kam_answers_import(struct kam_import_result *result, struct kam *k,
		       struct kam_arena *arena,
		       const struct kam_answers_options *options,
		       const struct kam_input *input,
		       struct kam_err *err) KAM_MUST_USE;

#endif
