/*
 * What the shared files of cmd/ know of each other; verbs need cmd.h only.
 */
#ifndef KAM_CMD_ENGINE_H
#define KAM_CMD_ENGINE_H

#include "cmd.h"

#include <limits.h>
#include <signal.h>

/* What main.c lists. */
extern const struct cmd_noun *const cmd_nouns[]; /* ended by NULL */
extern const struct cmd_verb *const cmd_words[]; /* ended by NULL */

/* options.c: the words of a command line, in order. */
struct cmd_common { /* what the common options fill, before it is understood */
	struct cmd_many config; /* -c KEY=VALUE */
	const char *json, *format, *fields, *sort, *count_by, *colour;
	const char *account, *project, *path;
	const char *mail, *once, *subject, *audience, *as_of;
	struct cmd_integer limit;
	int even_if_empty, mail_dry_run;
	int all, exit_code, nul, porcelain, csv_raw, quiet, no_pager;
	int help, version;
};
struct cmd_line {
	char **argv;
	int argc;
	int at;    /* the next one */
	int ended; /* "--" was met */
	struct cmd_common common;
};
/* Common options up to the next word: 1 with it, 0 at the end, or a code. */
int cmd_line_word(const char **word, struct cmd_line *line, struct cmd *c,
		  struct kam_err *err) KAM_MUST_USE;
/* All the rest, for c->verb. */
int cmd_line_rest(struct cmd_line *line, struct cmd *c, void *values,
		  struct kam_err *err) KAM_MUST_USE;
/* Reads what the options further on say of the register: where it is, and
   configuration. */
void cmd_line_ahead(struct cmd_line *line, struct cmd *c);
/* option_value.c: from line->common to c->globals. */
int cmd_globals_read(struct cmd *c, const struct cmd_line *line,
		     struct kam_err *err) KAM_MUST_USE;

/* option_table.c, option_value.c: one option and its value. */
struct cmd_match {
	const struct cmd_option *option; /* or NULL for a field */
	int field;
	void *values; /* what the option's offset counts from */
	int no;       /* --no-FLAG of a field */
};
/* Finds an option by name or letter: 1, or 0 where there is none. values are
   those of the verb's own options. */
int cmd_option_find(struct cmd_match *match, struct cmd_line *line,
		    const struct cmd *c, void *values, const char *name,
		    size_t length);
int cmd_option_letter(struct cmd_match *match, struct cmd_line *line,
		      const struct cmd *c, void *values, char letter);
/* KAM_EUSAGE for a text like "--statsu=open" */
int cmd_option_unknown(const struct cmd *c, const char *text,
		       struct kam_err *err);
int cmd_option_set(const struct cmd_match *match, struct cmd *c,
		   const char *name, const char *value,
		   struct kam_err *err) KAM_MUST_USE;
/* Whether the option may stand without a value; takes one by "=" only. */
int cmd_option_bare(const struct cmd_match *match, const struct cmd *c);
/* A field's option name: "due-by"; fills buffer, returns it. */
enum { CMD_OPTION_NAME = 64 };
const char *cmd_field_option(char buffer[CMD_OPTION_NAME], const char *field);
/* Whether add and edit take the field. */
int cmd_field_taken(const struct cmd *c, int field);

/* evidence.c: fields that name a file become what is kept of it. */
int cmd_evidence_fields(struct cmd *c, struct kam_err *err) KAM_MUST_USE;

/* config.c: settings of presentation and transport, in git's style. */
enum cmd_level {
	CMD_LEVEL_SYSTEM,
	CMD_LEVEL_USER,
	CMD_LEVEL_REGISTER,
	CMD_LEVEL_ENVIRONMENT,
	CMD_LEVEL_LINE,
};
struct cmd_entry {
	struct cmd_entry *next; /* in order of level, then of appearance */
	enum cmd_level level;
	const char *key, *value;
	const char *origin; /* a file's path, or "environment" … */
	size_t from, to;    /* its bytes in the file */
};
struct cmd_config {
	struct cmd_entry *entries;
	const char *user_path;     /* where it is or would be */
	const char *register_path; /* NULL where no .kam folder is in use */
	int early;                 /* only what the files say, so far */
};
/* What the files of system and user say, or nothing where one is broken: for
   the language of whatever comes next. */
void cmd_config_load_early(struct cmd *c);
/* System, user, environment and -c; the register's is added after. */
int cmd_config_load(struct cmd *c, const struct cmd_line *line,
		    struct kam_err *err) KAM_MUST_USE;
int cmd_config_load_register(struct cmd *c, const char *folder,
			     struct kam_err *err) KAM_MUST_USE;
const struct cmd_entry *cmd_config_entry(const struct cmd *c, const char *key);
/* "section.name", "section.sub.name": lower-cased but for sub; or NULL */
const char *cmd_config_key(struct cmd *c, const char *key);
/* The keys that kam itself reads; ends with a NULL key. A key that ends in a
   dot stands for all that begin so. */
struct cmd_config_key {
	const char *key, *help; /* N_() */
};
extern const struct cmd_config_key cmd_config_known[];
/* Whether a register's own file may set it. */
int cmd_config_allowed(const char *key, const char *value);

/* config_file.c: the text of such a file; config_read.c: its bytes. */
int cmd_config_parse(struct cmd_entry **out, struct cmd *c, const char *path,
		     const char *text, size_t length,
		     struct kam_err *err) KAM_MUST_USE;
/* *text is NULL where there is none. */
int cmd_config_read(const char **text, size_t *length, struct cmd *c,
		    const char *path, int own_only,
		    struct kam_err *err) KAM_MUST_USE;

/* config_write.c: changes made together, atomically. */
struct cmd_edit {
	const char *key;
	const char *value; /* NULL removes every one of the key */
	int add;           /* besides those there are */
};
int cmd_config_write(struct cmd *c, const char *path,
		     const struct cmd_edit *edits, size_t n,
		     struct kam_err *err) KAM_MUST_USE;

/* register.c: where it is. */
/* Sets c->register_path (absolute) and *folder, the .kam it lies in, or NULL.
   Neither where there is none. KAM_EACCESS where it is another's. */
int cmd_register_find(struct cmd *c, const char **folder,
		      struct kam_err *err) KAM_MUST_USE;
/* A path from the working folder on. */
int cmd_absolute(const char **out, struct cmd *c, const char *path,
		 struct kam_err *err) KAM_MUST_USE;
/* as_of.c: what --as-of excludes; the register as it was then, its clock too.
 */
int cmd_as_of_check(const struct cmd *c, struct kam_err *err) KAM_MUST_USE;
int cmd_as_of(struct cmd *c, struct kam_err *err) KAM_MUST_USE;
/* register.c: opens it as the verb's flags ask; the same options for others. */
int cmd_register_open(struct cmd *c, struct kam_err *err) KAM_MUST_USE;
void cmd_register_options(struct kam_open_options *options,
			  const struct cmd *c);
/* The world read, and the options, to look something up that nobody waits for:
   without c->verb, for reading, and hardly waiting itself. */
int cmd_register_glance(struct kam_open_options *options, struct cmd *c,
			const struct cmd_line *line,
			struct kam_err *err) KAM_MUST_USE;
/* trust.c */
int cmd_register_trusted(struct cmd *c, const char *parent,
			 struct kam_err *err) KAM_MUST_USE;
/* Makes a folder and those above it, 0700; KAM_ECREATE */
int cmd_make_folders(const char *path, struct kam_err *err) KAM_MUST_USE;

/* world.c: clock, actor, command line, home */
int cmd_world_read(struct cmd *c, const struct cmd_line *line,
		   struct kam_err *err) KAM_MUST_USE;
/* c->now: what time it is, or what KAM_NOW says. */
int cmd_clock_read(struct cmd *c, struct kam_err *err) KAM_MUST_USE;
const char *cmd_home(struct cmd *c);
/* "/x/y" of an environment variable with an absolute path, else NULL */
const char *cmd_environment_path(const char *name);

/* scope.c: account and project */
int cmd_scope_resolve(struct cmd *c, struct kam_err *err) KAM_MUST_USE;

/* terminal.c, pager.c */
int cmd_colour(const struct cmd *c, int fd);
size_t cmd_width(int fd);
struct cmd_pager {
	int fd;
	long pid;
};
/* 1 where a pager took the place of stdout, else 0 */
int cmd_pager_start(struct cmd_pager *pager, const struct cmd *c);
void cmd_pager_end(struct cmd_pager *pager);

/* option_table.c: the n-th table of shared options that the verb takes, NULL
   after the last */
const struct cmd_option *cmd_shared_options(const struct cmd *c, int n);
/* The option of struct kam_open_options: of every verb, of the generic ones and
   of the noun's own. */
const char *cmd_option_of(const char *noun, const char *name);

/*
 * main.c: a command, from its first word to its output. What the caller has
 * put into c->config, now and actor stays as it is.
 */
int cmd_dispatch(struct cmd *c, struct cmd_line *line,
		 struct kam_err *err) KAM_MUST_USE;

/* init.c */
/* This machine's time zone by its name; NULL where it is unknown. */
const char *cmd_local_zone(struct cmd *c);
/* A folder without "/" and "/." at its end: how long it is. */
int cmd_folder_length(const char *path);
/* init_share.c: gives the folder .kam to the group of the one above it. */
int cmd_share_folder(struct cmd *c, const char *folder, const char *above,
		     struct kam_err *err) KAM_MUST_USE;
/* Says on stderr what the others have to do, or what is in their way. The
   group's name, NULL where there is none. */
const char *cmd_share_advise(struct cmd *c, const char *above);

/* run.c */
/*
 * The register's own fields are options, too: opens it as the verb asks before
 * all options are read, with what is said of it further on, so that c->kind has
 * them. Does nothing where the verb takes no fields, and where there is no
 * register: then they are none. 1 where c->kind has more fields than before.
 */
int cmd_fields_early(struct cmd *c, const struct cmd_line *line);
int cmd_run_verb(struct cmd *c, struct cmd_line *line,
		 struct kam_err *err) KAM_MUST_USE;
/* fields.c: c->catalogue, c->kind and c->fields as the open register has
   them. */
int cmd_use_catalogue(struct cmd *c, struct kam_err *err) KAM_MUST_USE;
/* The same for help and completion: opened to read, and without a word where
   that can't be. */
void cmd_fields_for_help(struct cmd *c);
/* output.c: writes c->out or c->text. */
int cmd_flush(struct cmd *c, struct kam_err *err) KAM_MUST_USE;
/* language.c: what _() speaks, by core.language, else by the environment */
void cmd_language_start(struct cmd *c);
/* once more, where all of the configuration is known */
void cmd_language_said(struct cmd *c);
/* report.c: a line for stderr, broken between words where that is a terminal;
   what is in it already is safe to show */
void cmd_add_message(struct kam_str *out, const char *line);
/* the object of kam-json(5) that an error or a warning is for programs, on a
   line of its own; texts that are "" are null */
void cmd_add_object(struct kam_str *out, const char *code, const char *message,
		    const char *hint, const char *field);
/* the error on stderr; returns the exit status */
int cmd_report(const struct cmd *c, const struct kam_err *err);

/* unsaid.c: adds to an error what was done before it, if anything was; unsaid:
   all of it, and only the output failed. Returns the code. */
int cmd_fail_done(const struct cmd *c, int unsaid, struct kam_err *err);

/* external.c: users' own programs, kam-NAME on PATH */
enum { CMD_NOT_FOUND = 1 };
/* CMD_NOT_FOUND, or 0 with c->status, or a code */
int cmd_external_run(struct cmd *c, const char *name, char **argv,
		     struct kam_err *err) KAM_MUST_USE;
/* The path of such a program: 1, or 0 where there is none */
int cmd_external_find(char path[PATH_MAX], const char *name);
/* A program of the PATH's absolute folders: 1 with its path, else 0 */
int cmd_program_find(char path[PATH_MAX], const char *file);
/* Runs a program with default signals; *status as the shell's $? */
int cmd_spawn(const char *path, char **argv, int *status,
	      struct kam_err *err) KAM_MUST_USE;
/* helper_said.c: what kam-NAME wrote into a file, a line each: warnings, or
   added to the error that there is */
void cmd_helper_warn(const struct cmd *c, int fd, const char *name);
void cmd_helper_complain(struct kam_err *err, int fd, const char *name);

/* helper.c: the path of kam-NAME, PATH_MAX bytes; 0 where it is missing */
int cmd_helper_find(char *path, const char *name);
/* N_(): where a missing one comes from */
extern const char cmd_helper_missing[];

/* alias.c: 1 where line was rewritten, 2 where it ran, 0 where there is no
   alias */
int cmd_alias_expand(struct cmd *c, struct cmd_line *line, const char *name,
		     struct cmd_many *seen, struct kam_err *err) KAM_MUST_USE;
/* The value of alias.NAME, NULL where there is none; and the line with the
   words of a value in the place of what was read so far, which gives 1. */
int cmd_alias_find(const char **value, struct cmd *c, struct cmd_line *line,
		   const char *name, struct kam_err *err) KAM_MUST_USE;
int cmd_alias_rewrite(struct cmd *c, struct cmd_line *line, const char *value,
		      struct kam_err *err) KAM_MUST_USE;

/* help.c, help_verb.c */
void cmd_help_all(struct cmd *c);
void cmd_help_noun(struct cmd *c, const struct cmd_noun *noun,
		   const struct kam_kind *kind);
void cmd_help_verb(struct cmd *c);
/* help_page.c: 1 where the manual's page of a noun or word was opened, 0 where
   its text is to be written instead */
int cmd_help_page(struct cmd *c, const char *name);
/* The page of a topic, whatever the output; CMD_NOT_FOUND where it is none. */
extern const char *const cmd_help_topics[]; /* ended by NULL */
int cmd_help_topic(struct cmd *c, const char *name,
		   struct kam_err *err) KAM_MUST_USE;
/* help_other.c: 1 where an alias or a program on PATH is called so; all of
   them */
int cmd_help_other(struct cmd *c, const char *name);
void cmd_help_others(struct cmd *c);
/* help_text.c: "  name        text wrapped at 80 columns" */
void cmd_help_row(struct kam_str *out, const char *name, const char *text);
/* words from a column on, the first line begun already */
void cmd_help_wrapped(struct kam_str *out, const char *text, size_t indent,
		      size_t column);
/* the same, broken before another column than the 80th */
void cmd_wrapped(struct kam_str *out, const char *text, size_t indent,
		 size_t column, size_t screen);
/* a verb's usage, its placeholders translated: "ID --due DATE" */
void cmd_add_usage(struct kam_str *out, const char *usage);
/* words after a heading, comma separated, wrapped */
void cmd_help_words(struct kam_str *out, const char *heading,
		    const char *const *words, size_t n);
/* help_verb.c: in other languages than English, what the field's words mean: 1
   where that was added */
int cmd_add_meanings(struct kam_str *out, const struct kam_field *f);
const char *cmd_help_argument(struct cmd *c, const struct kam_field *f);

/* lookup.c: whether a word or noun is called so: no alias or program can be */
int cmd_is_built_in(struct cmd *c, const char *name);
/* KAM_EUSAGE with the nearest name */
int cmd_unknown(const struct cmd *c, struct kam_err *err, const char *what,
		const char *name, const char *const *names, size_t n,
		const char *otherwise);

extern const struct cmd_noun cmd_noun_calendar, cmd_noun_setting, cmd_noun_comm,
    cmd_noun_contact, cmd_noun_feedback, cmd_noun_member, cmd_noun_risk;
extern const struct cmd_noun cmd_noun_req, cmd_noun_baseline, cmd_noun_elicit,
    cmd_noun_plan, cmd_noun_objective, cmd_noun_whitespace;
extern const struct cmd_noun cmd_noun_account, cmd_noun_comm_plan,
    cmd_noun_field, cmd_noun_filter, cmd_noun_survey;
extern const struct cmd_noun cmd_noun_issue, cmd_noun_improve, cmd_noun_promise;
extern const struct cmd_verb cmd_word_search, cmd_word_next, cmd_word_agenda;
extern const struct cmd_verb cmd_word_status, cmd_word_schema, cmd_word_due,
    cmd_word_import, cmd_word_export, cmd_word_forget, cmd_word_log,
    cmd_word_fsck, cmd_word_undo, cmd_word_redo, cmd_word_diff;
extern const struct cmd_verb cmd_word_backup, cmd_word_restore,
    cmd_word_recover;
extern const struct cmd_verb cmd_word_init, cmd_word_config, cmd_word_use,
    cmd_word_help, cmd_word_version, cmd_word_complete, cmd_word_manual;
extern const struct cmd_noun cmd_noun_mail;
extern const struct cmd_verb cmd_word_remind, cmd_word_demo, cmd_word_doctor;
extern const struct cmd_verb cmd_word_trace, cmd_word_impact;
extern const struct cmd_verb cmd_word_brief;
extern volatile sig_atomic_t cmd_signal; /* the signal that came, or 0 */

#endif
