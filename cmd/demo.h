/*
 * The register that `kam demo` makes: a story told in kam's own commands, each
 * with who typed it and when. Two files tell it, demo_en.c and demo_zh.c.
 *
 *	{ LENA, "-19wd 16:20", "req agree 'Single sign-on' --agreed-with "
 *			       "'Ingrid Paulsen' --agreed-via meeting" },
 *
 * Whatever kam can do a line can: a new noun or field is shown by new lines
 * here, and by nothing else. `when` is a day as --due takes it and a time of
 * the register's clock; "" is the moment of the line before, a minute later.
 * Days in braces, {+3wd} or {today}, become dates; all of them count from the
 * day on which the register is made, by weeks from Monday to Friday. Lines
 * stand in the order of time, and end before that day. Words are quoted as for
 * a shell, by single quotes. A record is named by its key or title, or where
 * only an ID will do by {KIND:TITLE}, since IDs change with the lines above.
 *
 * Names are invented and addresses end in .test, so that nothing reaches
 * anybody.
 */
#ifndef KAM_CMD_DEMO_H
#define KAM_CMD_DEMO_H

#include "engine.h"

struct demo_line { /* tables end with a NULL command */
	const char *who, *when, *command;
};

struct demo_story {
	const char *language;     /* "en" */
	const char *name, *email; /* whom `me` is to be */
	const struct demo_line *lines;
};

extern const struct demo_story demo_story_en, demo_story_zh;

struct kam_zone;
struct demo {
	struct cmd *c;
	const struct demo_story *story;
	struct kam_zone *zone;
	int32_t today;
	const char *folder; /* FOLDER/.kam, once it is made */
	const char *made;   /* where it is until then */
	const char *path;   /* the register's there */
	int mark;           /* says that it is being made; -1: not yet */
	int64_t at;         /* when the last line was typed */
};

/* demo_folder.c: sets made and mark. What earlier ones left that were killed
   is removed. */
int demo_folder_make(struct demo *d, const char *above,
		     struct kam_err *err) KAM_MUST_USE;
/* Gives it its name where rc is 0, else removes it. */
int demo_folder_end(struct demo *d, int rc, struct kam_err *err) KAM_MUST_USE;

/* demo.c: how the register is opened; to read it unless access is changed. */
void demo_options(struct kam_open_options *options, const struct demo *d);

/* demo_line.c: sets at. */
int demo_moment(struct demo *d, const char *when,
		struct kam_err *err) KAM_MUST_USE;
int demo_line_run(struct demo *d, const struct demo_line *line,
		  struct kam_err *err) KAM_MUST_USE;

#endif
