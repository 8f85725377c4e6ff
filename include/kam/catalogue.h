/*
 * The catalogue: what a kind of record is, described once.
 *
 * A kind (requirement, risk, account, …) is a const table: its name, ID prefix,
 * fields, states and the legal moves between them. Options, help, validation,
 * SQL, JSON keys, JSON Schema, CSV headers, completion and what the journal
 * records are derived from it. Field indexes are an enum beside the table, so
 * that code names fields at compile time:
 *
 *	enum { RISK_ACCOUNT, RISK_TITLE, …, RISK_FIELDS };
 *	const struct kam_field risk_fields[RISK_FIELDS] = {
 *		[RISK_TITLE] = { "title", KAM_TEXT, KAM_REQUIRED,
 *		                 .help = N_("the risk in one line") },
 *	};
 *
 * Every kind also has the columns that the store keeps itself: id, version,
 * status (where it has states), created, modified, source and source_digest.
 */
#ifndef KAM_CATALOGUE_H
#define KAM_CATALOGUE_H

#include <kam/err.h>
#include <kam/str.h>
#include <stddef.h>
#include <stdint.h>

enum kam_type {
	KAM_TEXT,     /* one line of text */
	KAM_PROSE,    /* many lines */
	KAM_WORD,     /* one of words[] */
	KAM_INTEGER,  /* within minimum … maximum */
	KAM_DECIMAL,  /* fixed point, millionths */
	KAM_RATIO,    /* fixed point, millionths; read as 0.35 or 35% */
	KAM_FLAG,     /* yes or no */
	KAM_DATE,     /* a calendar day, ISO */
	KAM_INSTANT,  /* a moment, UTC */
	KAM_CALENDAR_DURATION, /* minutes, a day has 1,440 */
	KAM_WORKING_DURATION,  /* minutes of work, a day has 480 */
	KAM_MONEY,    /* minor units and a currency */
	KAM_REF,      /* a record of the kind named by target */
	KAM_ANY,      /* a record of any kind */
	KAM_REFS,     /* several records of the kind target, each with a role */
	KAM_TAGS,     /* several words of the user's */
	KAM_EVIDENCE, /* a file's name and SHA-256 digest */
};

enum kam_field_flag {
	KAM_REQUIRED = 1 << 0, /* a record without it is refused */
	KAM_CUSTOMER = 1 << 1, /* may be shown to the customer; else internal */
	KAM_UNIQUE = 1 << 2,   /* no two records of the kind share it */
	KAM_LISTED = 1 << 3,   /* a column of the kind's list by default */
	KAM_FIXED = 1 << 4,    /* set by its own verb only, not by add and edit */
	/* tells whom it is about: a name, an address, a number; so a person is
	   looked for in texts, see forget.h */
	KAM_PERSONAL = 1 << 5,
	/* a part of the record's wording, which its fingerprint covers: a
	   change puts in doubt what was agreed to, or linked to; see
	   fingerprint.h. Not for references and tags. */
	KAM_WORDING = 1 << 6,
	/* a reference that a trace follows: up, to what the record came of, or
	   down, to what came of it; see trace.h */
	KAM_LEADS_UP = 1 << 7,
	KAM_LEADS_DOWN = 1 << 8,
	/* one that the register has beside those of the table, see custom.h:
	   its values are rows of list_value */
	KAM_CUSTOM = 1 << 9,
	/* a day on which something became of it: an event of the account's
	   timeline, see timeline.h */
	KAM_HAPPENED = 1 << 10,
	/* a text that is a rule by which something recurs, which people read in
	   their language; see recurrence.h */
	KAM_RECURS = 1 << 11,
};

struct kam_field {
	const char *name; /* snake_case; the option is --its-name */
	enum kam_type type;
	unsigned flags;           /* enum kam_field_flag */
	const char *help;         /* one line */
	const char *const *words; /* KAM_WORD: NULL-terminated, in rank order */
	const char *target;       /* KAM_REF, KAM_REFS: the name of a kind */
	int64_t minimum, maximum; /* KAM_INTEGER, where they differ */
	const char *initial;      /* default, as an option's text; or NULL */
	/* in English where the name alone reads wrong; or NULL. Translations
	   are of the name. */
	const char *label;
};

enum { KAM_STATES = 12, KAM_NEEDS = 4, KAM_NO_FIELD = -1 };

/* Nothing more is owed of a closed record: lists leave it out unless asked.
   Given up: and nothing came of it, so that it covers nothing either. */
enum kam_closing { KAM_OPEN, KAM_DONE, KAM_GIVEN_UP };

struct kam_state {
	const char *name;
	const char *help;
	int closed; /* enum kam_closing */
};

struct kam_move {
	const char *verb;
	unsigned from; /* bits: 1u << index of the state */
	int to;        /* index of the state */
	const char *help;
	/* fields that must be set by then, ended by 0 as every kind's field 0
	   is its scope or title, never a move's; see kam_needs in the tables */
	int needs[KAM_NEEDS];
	/* the field that receives today's date where it is unset, or 0 */
	int stamps;
};

struct kam;
struct kam_record;
struct kam_due_list;
struct kam_promise_list;
struct kam_signal_list;
struct kam_plan_area;

/* What a kind has to say beyond its table; each may be NULL. */
struct kam_hooks {
	/* cross-field rules; before is NULL for a new record */
	int (*check)(struct kam *k, const struct kam_record *before,
	             struct kam_record *after, struct kam_err *err);
	/* what follows from a write, in the same operation; after is NULL where
	   the record was removed; not called for a record that comes back with
	   the id it had, as from an export */
	int (*follow)(struct kam *k, const struct kam_record *before,
	              struct kam_record *after, struct kam_err *err);
	/* what goes with it: called before a record is removed */
	int (*release)(struct kam *k, const struct kam_record *record,
		       struct kam_err *err);
	/* what an undo must leave as it is, in force as it may be by now: KAM_EREFUSED
	   with the verb that withdraws it; or what it would make of fields that
	   were never so together. before is NULL for a record that
	   would come back, after for one that would go */
	int (*keeps)(struct kam *k, const struct kam_record *before,
		     const struct kam_record *after, struct kam_err *err);
	/* what it owes and when */
	int (*due)(struct kam *k, struct kam_due_list *list,
	           struct kam_err *err);
	/* what of it was promised to a customer (promise.h) */
	int (*promise)(struct kam *k, struct kam_promise_list *list,
	               struct kam_err *err);
	/* its part of an account's health */
	int (*signal)(struct kam *k, int64_t account,
	              struct kam_signal_list *list, struct kam_err *err);
	/* 1 where a record is internal as a whole, whatever its fields are */
	int (*internal)(const struct kam_record *record);
	/* the other record of the kind that says of the same what this one
	   does, where there may be only one such: *id, or 0; what merging
	   (merge.h) folds it into. KAM_EREFUSED where the two can't be one. */
	int (*twin)(int64_t *id, struct kam *k, struct kam_record *record,
		    struct kam_err *err);
	/* what show gives besides the record, as members of a JSON Schema's
	   properties, each with a comma in front */
	const char *shown;
	/* how its area is planned: sections, figures, tables (plan.h) */
	const struct kam_plan_area *plan;
};

/* What the library itself takes a kind for; of each role but the first there is
   one kind at most, a test's catalogue may lack them. */
enum kam_role {
	KAM_ROLE_NONE,
	KAM_ROLE_ACCOUNT, /* what the field `account` of others refers to */
	KAM_ROLE_PROJECT, /* likewise `project` */
	KAM_ROLE_FIELD,   /* defines fields of the register's own: custom.h */
	KAM_ROLE_SETTING, /* known by name, not by number: setting.h */
};

struct kam_kind {
	const char *name; /* the noun, and the table */
	/* what people type for it where that is two words; NULL: its name */
	const char *typed;
	const char *prefix; /* "REQ" of REQ-12 */
	const char *help;   /* one line, plural */
	const char *group;  /* heading in kam help; NULL hides it there */
	const struct kam_field *fields;
	int n_fields;
	const struct kam_state *states; /* the first is the initial one */
	int n_states;
	const struct kam_move *moves;
	int n_moves;
	int title;   /* the field that stands for the record in one line */
	int key;     /* the field that is its key, or KAM_NO_FIELD */
	int account; /* the field that ties it to an account, or KAM_NO_FIELD */
	int project; /* likewise to a project */
	/* the field that says when it came about, which is an event of the
	   account's timeline; KAM_COLUMN_CREATED: when it was made; 0: it is
	   none, as every kind's field 0 is its scope or title */
	int happened;
	enum kam_role role;
	struct kam_hooks hooks;
};

/*
 * Whether both are the same noun. A register with fields of its own has copies
 * of the kinds that they belong to, so kinds are not compared by address.
 */
static inline int kam_kind_is(const struct kam_kind *a,
                              const struct kam_kind *b)
{
	return a == b || (a && b && a->name == b->name);
}

struct kam_catalogue {
	const struct kam_kind *const *kinds;
	int n_kinds;
};
/* The kind that has a role; NULL where none has. */
const struct kam_kind *kam_kind_by_role(const struct kam_catalogue *catalogue,
					enum kam_role role);

/*
 * A column of a kind: the index of a field, or one of those that the store
 * keeps, which are negative.
 */
enum kam_column {
	KAM_COLUMN_NONE = -1,
	KAM_COLUMN_ID = -2,
	KAM_COLUMN_STATUS = -3, /* only of kinds with states */
	KAM_COLUMN_VERSION = -4,
	KAM_COLUMN_CREATED = -5,
	KAM_COLUMN_MODIFIED = -6,
	KAM_COLUMN_SOURCE = -7,
	/* not among the columns of kam_columns_all(): for exports */
	KAM_COLUMN_SOURCE_DIGEST = -8,
};
/* By name ("id", "status", a field's); KAM_COLUMN_NONE where there is none. */
int kam_column_find(const struct kam_kind *kind, const char *name);
const char *kam_column_name(const struct kam_kind *kind, int column);
enum kam_type kam_column_type(const struct kam_kind *kind, int column);
/* For people: "due_by" is "Due by", translated. Fills buffer, returns it. */
enum { KAM_LABEL_TEXT = 64 };
const char *kam_column_label(char buffer[KAM_LABEL_TEXT],
                             const struct kam_kind *kind, int column);
/*
 * All columns in their order in JSON, CSV and the full view: id, the fields,
 * status, version, created, modified, source. Up to KAM_COLUMNS; returns n.
 */
enum { KAM_COLUMNS = 96 };
int kam_columns_all(int columns[KAM_COLUMNS], const struct kam_kind *kind);
/* Those that a list shows by default: id, the KAM_LISTED ones, status. */
int kam_columns_listed(int columns[KAM_COLUMNS], const struct kam_kind *kind);

/* By noun, or by ID prefix (any case); NULL where there is none. */
const struct kam_kind *kam_kind_find(const struct kam_catalogue *catalogue,
                                     const char *name);
/* By noun as a person wrote it: comm-plan is comm_plan. */
const struct kam_kind *kam_kind_named(const struct kam_catalogue *catalogue,
                                      const char *typed);
const struct kam_kind *kam_kind_by_prefix(const struct kam_catalogue *catalogue,
                                          const char *prefix, size_t length);

/* As people type it: "comm plan"; what hints and examples say. */
const char *kam_kind_typed(const struct kam_kind *kind);
/* As people call it: translated, else as they type it. */
const char *kam_kind_called(const struct kam_kind *kind);

/* Indexes by name, or KAM_NO_FIELD / -1. */
int kam_field_find(const struct kam_kind *kind, const char *name);
int kam_state_find(const struct kam_kind *kind, const char *name);
/* 1 where the field holds several values; it is never null, but may hold none. */
int kam_field_is_list(const struct kam_field *field);
const struct kam_move *kam_move_find(const struct kam_kind *kind,
                                     const char *verb);
int kam_word_find(const struct kam_field *field, const char *word);
/* The same of what a person wrote: also as lists show it in their language. */
int kam_state_typed(const struct kam_kind *kind, const char *text);
int kam_word_typed(const struct kam_field *field, const char *text);
/* Adds a word to "wont, could": what a hint offers, with what lists show of it
   where that is another: "wont (不会有)". context: the field's or kind's name. */
void kam_word_offer(struct kam_str *out, const char *context, const char *word);

/*
 * Reads REQ-12 (any case) into kind and id. 0, or KAM_ENOENT where the text
 * has not the form of an ID or no kind has its prefix.
 */
int kam_id_parse(const struct kam_kind **kind, int64_t *id,
                 const struct kam_catalogue *catalogue, const char *text,
                 struct kam_err *err) KAM_MUST_USE;

/* "REQ-12" */
enum { KAM_ID_TEXT = 64 };
void kam_id_format(char out[KAM_ID_TEXT], const struct kam_kind *kind,
		   int64_t id);

/* Adds "analyse, defer, drop": the moves that are legal from a state. */
void kam_moves_from(struct kam_str *out, const struct kam_kind *kind,
                    int state);

/* The nearest of n words to a mistyped one (edit distance ≤ 2), or NULL. */
const char *kam_suggest(const char *typed, const char *const *words, size_t n);

/*
 * The self-check: names and roles unique, names well formed, words and
 * references resolve, scopes are the account's and the project's, every state
 * reachable, moves' fields exist, every field has help.
 */
int kam_catalogue_check(const struct kam_catalogue *catalogue,
                        struct kam_err *err) KAM_MUST_USE;

#endif
