/*
 * What the verbs of plans share.
 */
#ifndef KAM_CMD_PLAN_H
#define KAM_CMD_PLAN_H

#include "crud.h"

#include <kam/plan.h>

/* plan_find.c: the plan itself, or the open one of an account or a project: of
   several that of the whole account. */
int cmd_plan_load(struct kam_record **out, struct cmd *c, const char *word,
		  struct kam_err *err) KAM_MUST_USE;
/* For the generic verbs: such words, the first n, become IDs. */
int cmd_plan_words(struct cmd *c, size_t n, struct kam_err *err) KAM_MUST_USE;
/* After a word that names no plan (err says so): the account, and the project
   or 0, that it names; else err stays. */
int cmd_plan_scope(int64_t *account, int64_t *project, struct cmd *c,
		   const char *word, struct kam_err *err) KAM_MUST_USE;
/* plan.c: the section of a plan by its name, or its ID. */
int cmd_plan_section(struct kam_record **out, struct cmd *c,
		     const struct kam_record *plan, const char *word,
		     struct kam_err *err) KAM_MUST_USE;
/* The plan that the first word names, if its state has the move. */
int cmd_plan_movable(struct kam_record **out, struct cmd *c, const char *verb,
		     struct kam_err *err) KAM_MUST_USE;
/* "PLAN-1  the title  (state)", or the plan in the format asked for. */
int cmd_plan_written(struct cmd *c, int64_t plan,
		     struct kam_err *err) KAM_MUST_USE;

/* plan_text.c: all sections as one text, "## name: Title" before each, and
   back; guidance for one, or for all where section is NULL */
int cmd_plan_text(struct kam_str *out, struct cmd *c,
		  const struct kam_record *plan,
		  struct kam_err *err) KAM_MUST_USE;
int cmd_plan_guidance(struct kam_str *out, struct cmd *c,
		      const struct kam_record *plan,
		      const struct kam_record *section,
		      struct kam_err *err) KAM_MUST_USE;
/* Writes a section's text where it differs from what section has, or all of
   them from such a text; inside an operation. */
int cmd_plan_write(struct cmd *c, const struct kam_record *section,
		   const char *text, struct kam_err *err) KAM_MUST_USE;
int cmd_plan_write_all(struct cmd *c, struct kam_record **sections, size_t n,
		       const char *text, struct kam_err *err) KAM_MUST_USE;

/* plan_edit.c */
struct cmd_plan_edit {
	struct cmd_from generic;
	const char *section, *text;
};
extern const struct cmd_option cmd_plan_edit_options[];
int cmd_plan_edit(struct cmd *c, void *values, struct kam_err *err);
int cmd_plan_revise(struct cmd *c, void *values, struct kam_err *err);

/* plan_version.c */
struct cmd_plan_version {
	const char *reason;
};
extern const struct cmd_option cmd_plan_version_options[];
int cmd_plan_version(struct cmd *c, void *values, struct kam_err *err);
int cmd_plan_versions(struct cmd *c, void *values, struct kam_err *err);
int cmd_plan_diff(struct cmd *c, void *values, struct kam_err *err);

/* plan_show.c */
struct cmd_plan_show {
	struct cmd_integer number;
};
extern const struct cmd_option cmd_plan_show_options[];
int cmd_plan_show(struct cmd *c, void *values, struct kam_err *err);
int cmd_plan_figures(struct cmd *c, void *values, struct kam_err *err);

/* plan_title.c: a plan's title as the next value; that of a record of any
   kind. */
void cmd_plan_title(struct kam_out *out, const struct kam_record *plan);
void cmd_title(struct cmd *c, struct kam_out *out, const struct kam_kind *kind,
	       int64_t id, const char *title);

/* plan_check.c, plan_template.c */
int cmd_plan_check(struct cmd *c, void *values, struct kam_err *err);
int cmd_plan_template(struct cmd *c, void *values, struct kam_err *err);

#endif
