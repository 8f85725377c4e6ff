/*
 * The kam program: what a verb gets and what it says about itself.
 *
 *	kam [options] NOUN VERB [ID …] [--field value …] [filter …]
 *	kam [options] WORD …
 *
 * A noun is a kind of the catalogue (its verbs are the generic ones, a verb
 * per move of its lifecycle, and those of its own file, which win), or a noun
 * of its own without a kind. A word needs no noun: init, status, config. Each
 * verb is a row that says what it needs; run.c provides it:
 *
 *	struct score { struct cmd_integer probability, impact; };
 *	static const struct cmd_option score_options[] = {
 *		{ "probability", 'p', CMD_INTEGER, N_("N"),
 *		  N_("how likely it is"), CMD_AT(struct score, probability),
 *		  .required = 1 },
 *		{ NULL },
 *	};
 *	static int score(struct cmd *c, void *values, struct kam_err *err)
 *	{
 *		const struct score *v = values;
 *		…c->words[0], v->probability.value…
 *	}
 *	static const struct cmd_verb verbs[] = {
 *		{ "score", score, CMD_REGISTER_WRITE, 1, 1, score_options,
 *		  sizeof(struct score), "ID --probability N --impact N",
 *		  N_("rate a risk's probability and impact"),
 *		  "kam risk score 3 --probability 4 --impact 3" },
 *		{ NULL },
 *	};
 *	const struct cmd_noun cmd_noun_risk = { "risk", "risk", NULL, verbs };
 *
 * and a line in main.c. A verb returns 0 or a negative kam_code with err set,
 * never prints nor exits: what it has to say goes to cmd_out(), which writes
 * after the register's transaction has ended, and not at all when it fails.
 */
#ifndef KAM_CMD_H
#define KAM_CMD_H

#include <kam/arena.h>
#include <kam/catalogue.h>
#include <kam/err.h>
#include <kam/out.h>
#include <kam/store.h>
#include <stddef.h>
#include <stdint.h>

/* Options of a verb's own. */
enum cmd_form {
	CMD_FLAG,    /* int: 1 where given */
	CMD_TEXT,    /* const char *: NULL where not given; once only */
	CMD_MANY,    /* struct cmd_many: each time it was given */
	CMD_INTEGER, /* struct cmd_integer */
	CMD_MAYBE,   /* const char *: "" for --name, else of --name=value */
};
struct cmd_integer {
	int set;
	int64_t value;
};
struct cmd_many {
	const char **items;
	size_t n;
};
#define CMD_AT(type, member) .at = offsetof(type, member)

struct cmd_option {       /* tables end with a NULL name */
	const char *name; /* "dry-run" is --dry-run */
	char letter;      /* 'n' is -n; 0 for none */
	enum cmd_form form;
	const char *argument; /* its name in help, N_("DATE"); NULL: a flag */
	const char *help;     /* one line, N_() */
	size_t at;            /* offset in the verb's values */
	int required;         /* refused (64) without it */
};

enum cmd_flag {
	/* c->k is open, inside kam_read_begin(): one state for all it reads */
	CMD_REGISTER_READ = 1 << 0,
	/* c->k is open for writing; the verb does the operation itself */
	CMD_REGISTER_WRITE = 1 << 1,
	/* the kind's fields are options, c->fields; KAM_FIXED ones are not */
	CMD_FIELDS = 1 << 2,
	/* with CMD_FIELDS: account and project, where not given, are those of
	   the scope, and -A and -P set them too (add) */
	CMD_SCOPE_FIELDS = 1 << 3,
	/* words of the form FIELD=VALUE, FIELD.op=VALUE, FIELD~TEXT go to
	   c->filters; takes --sort --limit --count-by --all --exit-code */
	CMD_FILTERS = 1 << 4,
	/* the scope is not looked up, -A and -P are left as text */
	CMD_NO_SCOPE = 1 << 5,
	/* c->k stays NULL, without an error, where there is no register */
	CMD_REGISTER_MAYBE = 1 << 6,
	/* all words up to the end are its own, options too (git's way) */
	CMD_RAW = 1 << 7,
	/* not in help and completion */
	CMD_HIDDEN = 1 << 8,
	/* configuration is not read: help and version work with a broken one */
	CMD_NO_CONFIG = 1 << 9,
	/* c->register_path is known, but c->k stays NULL: the register may be
	   damaged or missing; a .kam folder that has backups is enough */
	CMD_REGISTER_PATH = 1 << 10,
	/* a report: takes --mail and what goes with it, so it may run several
	   times, once a message, and must print all it says */
	CMD_REPORT = 1 << 11,
	/* with CMD_REPORT: its rows belong to members, and it asks
	   cmd_mail_takes() for each; --mail owners works */
	CMD_OWNED = 1 << 12,
	/* with CMD_REPORT: mailed once a day unless --once says else, and not
	   in quiet hours and on days off */
	CMD_REMINDER = 1 << 13,
	/* with CMD_REPORT: takes --audience customer, see audience.h */
	CMD_AUDIENCE = 1 << 14,
	/* with CMD_FILTERS: what @NAME stands for is put in by the verb, since
	   an option of its own says of which noun it is */
	CMD_FILTERS_OWN = 1 << 15,
};
enum { CMD_ANY = -1 };

struct cmd;
typedef int (*cmd_run)(struct cmd *c, void *values, struct kam_err *err);

struct cmd_verb { /* tables end with a NULL name */
	const char *name;
	cmd_run run;
	unsigned flags;  /* enum cmd_flag */
	int least, most; /* how many words besides options; CMD_ANY */
	const struct cmd_option *options; /* or NULL */
	size_t values;       /* size of what the options fill, zeroed before */
	const char *usage;   /* after "kam NOUN VERB": "ID --impact N" */
	const char *help;    /* one line, N_() */
	const char *example; /* a line that runs, or NULL */
	/* it leads to the verbs of this noun: "kam comm plan add" is "kam
	   comm_plan add"; or NULL */
	const char *noun;
};

struct cmd_noun {
	const char *name;
	const char *kind; /* of the catalogue, or NULL: only its own verbs */
	const char *help; /* NULL: the kind's */
	const struct cmd_verb *verbs; /* its own, or NULL */
	const char *usual; /* the verb where none is given; NULL: refused */
};

/* What the options common to all verbs said. */
struct cmd_globals {
	enum kam_format format;
	int json;             /* errors are an object too */
	const char *fields;   /* --fields, --json=…: "id,title", or NULL */
	const char *sort;     /* or NULL */
	const char *count_by; /* or NULL */
	int64_t limit;        /* 0: none */
	int all;              /* closed ones too */
	int exit_code;        /* 1 where rows were found */
	int nul;
	int csv_raw;
	int quiet;
	int no_pager;
	int help;
	const char *colour;            /* always, never, auto; NULL: not said */
	const char *account;           /* -A, as written */
	const char *project;           /* -P */
	const char *path;              /* --register */
	const char *as_of;             /* as written, or NULL */
	const struct cmd_many *config; /* -c */
	/* CMD_REPORT: NULL or 0 where not said */
	const char *mail; /* --mail owners, or addresses */
	const char *once; /* "day", "week" */
	const char *subject;
	int even_if_empty;
	int mail_dry_run;
	int customer; /* --audience customer */
};

struct cmd_config;
struct cmd_mailing;  /* mailing.h */
struct cmd_audience; /* audience.h */

struct cmd {
	struct kam_arena arena; /* lives as long as the command */
	struct kam *k;          /* NULL unless the verb's flags ask for it */
	struct kam_out *out;    /* through cmd_out() */
	struct kam_str text;    /* plain text instead: help, completion; what
				   is stored goes through kam_utf8_show() */
	struct kam_str doubts;  /* a line each, for cmd_warn() once all is
				   written */
	struct kam_str below;   /* remarks that wait until all is written */
	struct cmd_config *config;
	struct cmd_globals globals;
	const struct kam_catalogue *catalogue;

	const struct cmd_noun *noun; /* NULL for a word */
	const struct kam_kind *kind; /* NULL where the noun has none */
	const struct cmd_verb *verb;
	const char *verb_name;       /* as typed: a move's name too */
	const struct kam_move *move; /* of a verb made from a move */

	const char **words; /* besides noun, verb, options and filters */
	size_t n_words;
	const char **filters;
	size_t n_filters;
	const char *saved_sort; /* of a saved one among them, or NULL */
	/* CMD_FIELDS: kind->n_fields texts, NULL where not given, "" to unset;
	   TAGS and REFS given several times are joined by "," */
	const char **fields;

	/* the scope, 0 where there is none: -A -P, else KAM_ACCOUNT and
	   KAM_PROJECT, else what `kam use` set */
	int64_t account, project;
	const char *account_key, *project_key; /* "acme", "acme/portal" */

	/* main.c: the process ends with it, so that a register that was only
	   read need not be taken apart first, a twentieth of a short call */
	int last;
	int prepared;              /* run.c: the register was looked for */
	const char *register_path; /* where c->k or `kam init` has it */
	int64_t now;               /* UTC seconds */
	const char *actor;
	const char *command; /* for the journal */

	/* what a report is of, translated: a document's heading, a message's
	   subject; set before cmd_out(). NULL: the kind's or verb's help */
	const char *title;
	struct cmd_mailing *mailing; /* NULL unless the report is mailed */
	const struct cmd_audience *audience; /* who reads it; never NULL */

	/* a line of kam demo: what it says goes nowhere, and the register is
	   not synced yet */
	int staged;

	/* run.c: what the verb has committed by the end. A verb sets finished
	   itself where it has done something that is in no register, so that
	   an output that fails then doesn't look as if nothing was done */
	struct kam_written written;
	int finished;

	/* the exit status where the verb succeeds: 1 for verbs that judge */
	int status;
};

/* The printer in the format that the options ask for, made at first call. */
int cmd_out(struct cmd *c, struct kam_out **out,
	    struct kam_err *err) KAM_MUST_USE;
/* Columns whose labels are N_() in a static table, translated; NULL is out of
   memory. */
const struct kam_out_column *
cmd_translated(struct cmd *c, const struct kam_out_column *columns, size_t n);
/* cmd_out() with a list or a record of such a table begun, for the caller to
   end. */
int cmd_out_list(struct cmd *c, struct kam_out **out,
		 const struct kam_out_column *table, size_t n,
		 struct kam_err *err) KAM_MUST_USE;
int cmd_out_record(struct cmd *c, struct kam_out **out,
		   const struct kam_out_column *table, size_t n,
		   struct kam_err *err) KAM_MUST_USE;
/* KAM_EUSAGE; the hint is the verb's usage. */
int cmd_usage(const struct cmd *c, struct kam_err *err, const char *format, ...)
    KAM_PRINTF(3, 4);
/* A key and its value. */
void cmd_print_text(struct kam_out *out, const char *key, const char *text);
void cmd_print_integer(struct kam_out *out, const char *key, int64_t value);
/* A line for people on stderr; not with --quiet, nor in machine formats. */
void cmd_say(const struct cmd *c, const char *format, ...) KAM_PRINTF(2, 3);
/* The same, only where stderr is a terminal: a person wonders what was done,
   and cron must not mail it. */
void cmd_tell(const struct cmd *c, const char *format, ...) KAM_PRINTF(2, 3);
/* Both below the results, once these are written: what is to be known of them
   stands where one looks last. How figures are defined is broken into lines in
   a file too; a hint isn't, so that its command can be copied. Of a report that
   is mailed they are not for who mails it: the definition goes into the
   message, as _() gave it; the others are dropped. */
void cmd_say_below(struct cmd *c, const char *format, ...) KAM_PRINTF(2, 3);
void cmd_tell_below(struct cmd *c, const char *format, ...) KAM_PRINTF(2, 3);
void cmd_define_below(struct cmd *c, const char *definition);
/* A warning, in every format and with --quiet, which is of remarks: what a
   script must not lose either. With --json an object on a line of its own. */
void cmd_warn(const struct cmd *c, const char *format, ...) KAM_PRINTF(2, 3);
/* The same with what to do about it: a line of its own below, and the object's
   "hint". */
void cmd_warn_hint(const struct cmd *c, const char *hint, const char *format,
		   ...) KAM_PRINTF(3, 4);
/*
 * Whether a row that belongs to a member (0: to nobody) goes into what is
 * being printed: always, unless it's a message to somebody else. Ask it once
 * for each row, before counting it.
 */
int cmd_mail_takes(struct cmd *c, int64_t member);
/* The same by the member's key, or NULL. */
int cmd_mail_takes_key(struct cmd *c, const char *key);
/* Who reads a message knows names: in one, what people see in place of the next
   value, which is the member's key. */
void cmd_mail_name(struct cmd *c, struct kam_out *out, const char *key);
/* A value of the configuration, the last one set; NULL where there is none. */
const char *cmd_config(const struct cmd *c, const char *key);
/*
 * Runs kam-NAME with the input as its standard input and gives what it wrote.
 * argv[0] is filled in; what it complained of is in the error, or told as
 * warnings where it did its work. KAM_EHELPER (69) where it is missing or fails,
 * KAM_EINVALID where it refuses its input.
 */
int cmd_helper_run(struct kam_str *output, const struct cmd *c,
		   const char *name, char **argv, int input,
		   struct kam_err *err) KAM_MUST_USE;
/* The same for output of any length, into an unlinked file: *output is its
   descriptor, which the caller closes. */
int cmd_helper_spool(int *output, const struct cmd *c, const char *name,
		     char **argv, int input, struct kam_err *err) KAM_MUST_USE;
/* An unlinked file in TMPDIR; the caller closes it. */
int cmd_temporary(int *fd, struct kam_err *err) KAM_MUST_USE;
/* Whether a signal asked to stop: for loops that don't touch the register. */
int cmd_interrupted(void);

/*
 * The columns that a list or record shows: those of --fields or --json=…
 * (KAM_EFIELD with the valid ones), else the listed ones, or all for all != 0
 * and for machine formats. Fills columns, *n.
 */
int cmd_columns(const struct cmd *c, const struct kam_kind *kind, int all,
		int columns[KAM_COLUMNS], int *n,
		struct kam_err *err) KAM_MUST_USE;

/* A kind by its table, with the fields that the register has of its own. */
const struct kam_kind *cmd_kind(const struct cmd *c,
				const struct kam_kind *kind);

/* KAM_EFIELD, with the fields that there are */
int cmd_no_field(const struct kam_kind *kind, const char *name,
		 struct kam_err *err);

/* Generic verbs of every kind, crud.c: add list show edit rm history note
   link unlink tag untag; the row that all moves share (c->move is set). */
extern const struct cmd_verb cmd_generic_verbs[];
extern const struct cmd_verb cmd_move_verb;

/*
 * Look-ups, for help, completion and dispatch. A noun is found by its name
 * for every kind and every noun of main.c; one made from a kind lives in the
 * arena.
 */
const struct cmd_noun *cmd_noun_find(struct cmd *c, const char *name);
/* The words that are typed for a noun: "comm plan". */
const char *cmd_noun_typed(const struct cmd *c, const char *name);
/* Sets c->noun, c->kind. */
void cmd_noun_use(struct cmd *c, const struct cmd_noun *noun);
const struct cmd_verb *cmd_word_find(const char *name);
/* Sets *move for a move's verb, else to NULL. */
const struct cmd_verb *cmd_verb_find(const struct cmd_noun *noun,
				     const struct kam_kind *kind,
				     const char *name,
				     const struct kam_move **move);
/* Names, up to room; each returns how many. */
enum { CMD_NAMES = 160 };
size_t cmd_names_of_nouns(const char *names[CMD_NAMES]);
size_t cmd_names_of_words(const char *names[CMD_NAMES]);
size_t cmd_names_of_verbs(const char *names[CMD_NAMES],
			  const struct cmd_noun *noun,
			  const struct kam_kind *kind);
/* The options that every verb takes, those of CMD_FILTERS, of CMD_REPORT. */
extern const struct cmd_option cmd_common_options[];
extern const struct cmd_option cmd_filter_options[];
extern const struct cmd_option cmd_report_options[];

#endif
