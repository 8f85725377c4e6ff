/*
 * A survey's answers, as the tool that asked exports them, into a round.
 *
 * A row is an answer, its columns known by their names in English, German and
 * Chinese, the score's also by the question, or by --map: score, comment,
 * email, contact (an ID, or the id that a CRM has), name, date, asked, account,
 * project, touchpoint, id. Who answered is looked up by address, then by ID,
 * then by name, where one contact has it; one that isn't found is kept as text,
 * with a warning; no name is an anonymous answer. A row with a day on which
 * they were asked and no score is an invitation that nobody has answered.
 *
 * A row is known again by its id; without one by who answered, when and to
 * which touchpoint; without those by all that it says. So the same file once
 * more changes nothing, neither what was changed here since, and a row that
 * says something else changes the answer. As in other imports it is all rows
 * or none, unless the bad ones are put aside.
 */
#ifndef KAM_SURVEY_IMPORT_H
#define KAM_SURVEY_IMPORT_H

#include <kam/import.h>
#include <kam/survey.h>

/* Inside an operation; options: as kam_import_csv() has them, but for layout,
   kind and match. 0 also where the result holds errors. A file that is neither
   UTF-8, UTF-16 nor GB18030 is read as CP1252. */
int kam_survey_import(struct kam_import_result *result, struct kam *k,
		      struct kam_arena *arena, const struct kam_record *survey,
		      const struct kam_import_options *options,
		      const struct kam_input *input,
		      struct kam_err *err) KAM_MUST_USE;

#endif
