/*
 * The register: records, their journal and how they are found.
 *
 * A struct kam is one open register with what a command may know of the world:
 * the time, the actor and the command line come from the caller, since the
 * library asks neither clock nor environment.
 *
 * Every write happens inside an operation, which is one transaction, one entry
 * of the journal and one unit of undo:
 *
 *	rc = kam_operation_begin(k, err);
 *	if (!rc)
 *		rc = kam_record_insert(k, record, err);
 *	rc = kam_operation_end(k, rc, err);    (commits, or rolls back on rc)
 *
 * Records live in the arena they were made with; the caller releases it.
 */
#ifndef KAM_STORE_H
#define KAM_STORE_H

#include <kam/arena.h>
#include <kam/catalogue.h>
#include <kam/err.h>
#include <stdint.h>

struct kam_db;
struct kam_driver;
struct kam_zone;
struct kam_calendar;
struct kam_money;

enum kam_access { KAM_READ, KAM_WRITE };

struct kam_open_options {
	const char *path;                /* of the file */
	const struct kam_driver *driver; /* NULL is SQLite */
	enum kam_access access;
	const struct kam_catalogue *catalogue; /* kam_kinds() of areas.h */
	/* which options there are is not known here: the verb of the noun that
	   takes fields and has an option called so, "" where every verb may
	   take it, NULL where none does. No field of the register's own gets
	   such a name (custom.h). NULL: any may. */
	const char *(*option)(const char *noun, const char *name);
	int64_t now;         /* UTC seconds */
	const char *actor;   /* who: "Wang Wei <wang@example.test>" */
	const char *command; /* the command line, secrets left out */
	int busy_ms;         /* how long to wait for a lock; 0 is 30 s */
	int unsynced; /* of a file that nobody relies on yet: whoever gives it
			 its place syncs it first */
	/* where the kinds with fields of the register's own live, which may
	   outlast it; NULL: with it */
	struct kam_arena *definitions;
	const volatile int *interrupted; /* set by a signal handler, or NULL */
};

/* KAM_ENOENT where there is none, KAM_ECORRUPT where it is damaged or no
   register, KAM_EACCESS, KAM_EBUSY; then *out is as it was. The options' texts
   are copied; their catalogue, definitions and interrupted must outlive *out.
   Who else could write the file is not looked at: that is the caller's. */
int kam_open(struct kam **out, const struct kam_open_options *options,
	     struct kam_err *err) KAM_MUST_USE;
/* Makes a register that isn't there yet, in a folder that is, and closes it;
   KAM_ECREATE where it can't. timezone: "Asia/Shanghai", or NULL, which is
   UTC; group: its group may read and write it too. */
int kam_init(const struct kam_open_options *options, const char *timezone,
	     int group, struct kam_err *err) KAM_MUST_USE;
/* Rolls back what is open; NULL is fine. */
void kam_close(struct kam *k);
/* For a program of one thread, before it opens its first register: the database
   then does without locks against other threads, some 6 % of a short call. */
void kam_single_threaded(void);
/* What tells this register from others: the beginning of its first
   operation's hash, hexadecimal. */
enum { KAM_REGISTER_MARK = 17 };
int kam_register_mark(char out[KAM_REGISTER_MARK], struct kam *k,
		      struct kam_err *err) KAM_MUST_USE;
/* The number of its schema. */
int kam_register_version(int32_t *out, struct kam *k,
			 struct kam_err *err) KAM_MUST_USE;
/* One state of the register for all that is read until the end. */
int kam_read_begin(struct kam *k, struct kam_err *err) KAM_MUST_USE;
void kam_read_end(struct kam *k);

const struct kam_catalogue *kam_catalogue_of(const struct kam *k);
int64_t kam_now(const struct kam *k);   /* UTC seconds */
int32_t kam_today(const struct kam *k); /* day number in the register's zone */

/* For areas' own queries: the database, which lib/db/db.h explains. */
struct kam_db *kam_database(struct kam *k);

/* The working calendar by which dates are read: set by the caller, borrowed;
   NULL is Monday to Friday. */
void kam_use_calendar(struct kam *k, const struct kam_calendar *calendar);
const struct kam_calendar *kam_calendar_of(const struct kam *k);
const struct kam_zone *kam_zone_of(const struct kam *k);

/* One entry of a KAM_REFS or KAM_TAGS field. */
struct kam_ref {
	int64_t id;        /* 0 for a tag */
	const char *role;  /* or NULL; the tag itself */
	const char *key;   /* the target's key, or its ID "CON-3" */
	const char *title; /* the target's title */
};

/*
 * A value by its field's type:
 *   text        TEXT PROSE WORD, DATE and INSTANT in ISO, MONEY's currency,
 *               EVIDENCE's file name; of REF and ANY what JSON gives: the
 *               target's key, or its ID ("CON-3")
 *   integer     INTEGER FLAG, DECIMAL and RATIO (millionths), durations
 *               (minutes), MONEY (minor units), the id of REF and ANY
 *   extra       EVIDENCE's SHA-256 in hexadecimal; the title of REF and ANY
 *   kind        ANY's
 *   refs, n     REFS; TAGS with the tag as role
 */
struct kam_value {
	int set;
	int64_t integer;
	const char *text;
	const char *extra;
	const struct kam_kind *kind;
	const struct kam_ref *refs;
	size_t n_refs;
};

struct kam_record {
	const struct kam_kind *kind;
	int64_t id;      /* 0 until it is stored */
	int64_t version; /* counts its changes from 1 */
	int status;      /* index of the state; 0 where the kind has none */
	const char *created, *modified;     /* instants */
	const char *source, *source_digest; /* where it was imported from */
	struct kam_value *values;           /* kind->n_fields */
	struct kam_arena *arena;
};

/* A record without values but the defaults. */
int kam_record_new(struct kam_record **out, struct kam_arena *arena,
		   const struct kam_kind *kind,
		   struct kam_err *err) KAM_MUST_USE;
int kam_record_load(struct kam_record **out, struct kam *k,
		    struct kam_arena *arena, const struct kam_kind *kind,
		    int64_t id, struct kam_err *err) KAM_MUST_USE;
/* Sets a field from what a person or program wrote; "" unsets it. */
int kam_record_set(struct kam *k, struct kam_record *record, int field,
		   const char *text, struct kam_err *err) KAM_MUST_USE;

/* Sets a field of money to an amount that the caller read. */
int kam_record_set_money(struct kam_record *record, int field,
			 const struct kam_money *m,
			 struct kam_err *err) KAM_MUST_USE;
/* Sets a reference to an id that the caller knows; 0 unsets it. */
int kam_record_set_ref(struct kam *k, struct kam_record *record, int field,
		       int64_t id, struct kam_err *err) KAM_MUST_USE;
/* Adds one entry to a REFS (target by id) or TAGS (role) field. */
int kam_record_add_ref(struct kam *k, struct kam_record *record, int field,
		       int64_t id, const char *role,
		       struct kam_err *err) KAM_MUST_USE;
/* A value as a person reads it ("35%", "1200.50 EUR", "2d"); what
   kam_record_set() reads back. For a column of enum kam_column too. */
int kam_record_text(struct kam_str *out, const struct kam_record *record,
		    int column, struct kam_err *err) KAM_MUST_USE;
/*
 * The same as a cell of kam's own CSV, and back: entries of a list stand
 * between ',' alone; one within an entry has '\' in front, as have blanks at
 * the entry's ends and a '\' that would be taken for such.
 */
int kam_record_cell(struct kam_str *out, const struct kam_record *record,
		    int column, struct kam_err *err) KAM_MUST_USE;
int kam_record_set_cell(struct kam *k, struct kam_record *record, int field,
			const char *text, struct kam_err *err) KAM_MUST_USE;

int kam_operation_begin(struct kam *k, struct kam_err *err) KAM_MUST_USE;
int kam_operation_end(struct kam *k, int rc, struct kam_err *err) KAM_MUST_USE;
/* What was committed through this handle, for whoever can't be told in the
   usual way. */
struct kam_written {
	int64_t operation;  /* the last one; 0: none */
	const char *prefix; /* of its first record's kind: "REQ"; or NULL */
	int64_t record;
	int64_t others; /* records beside that; one that comes up again after
			   another is counted again */
	int more;       /* something that is in no operation, as a message */
};
void kam_written(struct kam_written *out, const struct kam *k);
/* Undoes all of it: for what only shows what would happen. */
void kam_operation_cancel(struct kam *k);

/* A place within an operation to which it can be taken back, journal and all;
   one at a time. drop keeps what came since. */
int kam_mark_set(struct kam *k, struct kam_err *err) KAM_MUST_USE;
int kam_mark_back(struct kam *k, struct kam_err *err) KAM_MUST_USE;
int kam_mark_drop(struct kam *k, struct kam_err *err) KAM_MUST_USE;

/* Inside an operation. insert gives the record its id and version. */
int kam_record_insert(struct kam *k, struct kam_record *record,
		      struct kam_err *err) KAM_MUST_USE;
/* KAM_ECONFLICT where the stored version is not before's. */
int kam_record_update(struct kam *k, const struct kam_record *before,
		      struct kam_record *after,
		      struct kam_err *err) KAM_MUST_USE;
/* KAM_EREFUSED where a KAM_FIXED field differs: only its own verb sets it. */
int kam_record_check_fixed(const struct kam_record *before,
			   const struct kam_record *after,
			   struct kam_err *err) KAM_MUST_USE;
/* KAM_EINUSE where other records refer to it. */
int kam_record_remove(struct kam *k, const struct kam_record *record,
		      struct kam_err *err) KAM_MUST_USE;
/* The same without asking the record's kind (struct kam_hooks, release): for
   what goes with another. */
int kam_record_discard(struct kam *k, const struct kam_record *record,
		       struct kam_err *err) KAM_MUST_USE;
/* Takes a record along a move of its lifecycle; update comes after. */
int kam_record_move(struct kam *k, struct kam_record *record,
		    const struct kam_move *move,
		    struct kam_err *err) KAM_MUST_USE;

/*
 * The id of what a person named: REQ-12, 12, a key, or a title that only one
 * record of the kind has. KAM_ENOENT, or KAM_EINVALID where it is ambiguous.
 */
int kam_resolve(int64_t *id, struct kam *k, const struct kam_kind *kind,
		const char *text, struct kam_err *err) KAM_MUST_USE;

/* "REQ-12", or the key where the kind has one: how a message names it. */
int kam_record_name(struct kam_str *out, const struct kam_record *r,
		    struct kam_err *err) KAM_MUST_USE;
/* A key from a name: "Müller & Söhne GmbH" -> "mueller-soehne", Chinese kept,
   the company form left out, -2, -3 … where taken among the kind's. */
int kam_key_for(const char **key, struct kam *k, struct kam_arena *arena,
		const struct kam_kind *kind, const char *name, int64_t scope,
		struct kam_err *err) KAM_MUST_USE;
/* Adds what tells a firm's name from others': folded, without marks, blanks and
   legal forms, as "acmeworks" for "ACME Works GmbH & Co. KG"; 华东电气 for
   华东电气集团有限公司. */
void kam_name_core(struct kam_str *out, const char *name);
/* The one whose title is exactly that; 0 where none has it, KAM_EINVALID where
   several have */
int kam_find_title(int64_t *id, struct kam *k, const struct kam_kind *kind,
		   const char *title, struct kam_err *err) KAM_MUST_USE;
/* The record imported from a source ("zoho:zcrm_123"); 0 where there is none */
int kam_find_source(int64_t *id, struct kam *k, const struct kam_kind *kind,
		    const char *source, struct kam_err *err) KAM_MUST_USE;
/* 1 where that may find a record by a source of the origin ("zoho"), 0 where it
   surely finds none, or a negative code */
int kam_origin_known(struct kam *k, const struct kam_kind *kind,
		     const char *origin, struct kam_err *err) KAM_MUST_USE;

/*
 * A record has one source; where several systems know it, those that came
 * later are entries of its field KAM_ALSO_FROM, if its kind has one: the
 * source, a blank, the first KAM_ALSO_DIGEST digits of its digest. It is found
 * by any of them.
 */
#define KAM_ALSO_FROM "also_from"
enum { KAM_ALSO_DIGEST = 16 };
/* Says where an import has the record from: as its source where it has none
   or that one, else among the further ones. digest may be NULL. */
int kam_record_from(struct kam *k, struct kam_record *record,
		    const char *source, const char *digest,
		    struct kam_err *err) KAM_MUST_USE;
/* 1 where it was imported from that source and said the same then */
int kam_record_is_from(const struct kam_record *record, const char *source,
		       const char *digest);
/* The length of the source in a further one's entry */
size_t kam_also_length(const char *entry);

/* The other way round: the one of a system ("zoho"), else the record's own;
   origin may be NULL. NULL where it has none. */
int kam_source_of(const char **source, struct kam *k, struct kam_arena *arena,
		  const struct kam_kind *kind, int64_t id, const char *origin,
		  struct kam_err *err) KAM_MUST_USE;
/* The same of a loaded one. */
int kam_record_source(const char **source, const struct kam_record *record,
		      const char *origin, struct kam_err *err) KAM_MUST_USE;

/* Every record of the kind with one of its text fields; text and source may be
   NULL. Cheap, and in no order. */
typedef int (*kam_each_text)(void *context, int64_t id, const char *text,
			     const char *source, struct kam_err *err);
int kam_texts_each(struct kam *k, const struct kam_kind *kind, int field,
		   kam_each_text each, void *context,
		   struct kam_err *err) KAM_MUST_USE;

/*
 * Queries: filters (all must hold), order, limit.
 *
 *	kam_query_open(&q, k, kind, err);
 *	kam_query_where(q, "due.by=+7d", err);
 *	kam_query_sort(q, "-due,priority", err);
 *	kam_query_run(q, each, context, err);
 *
 * A filter is FIELD=VALUE, FIELD.ne=, .lt= .le= .gt= .ge= (words by rank),
 * .by= (on or before) .after= (after) for dates, FIELD= (unset), FIELD.ne=
 * (set), FIELD~TEXT (contains, case folded); several values: a,b,c. `me`
 * stands for the actor where the field refers to members. Records in a closed
 * state are left out unless asked for or a filter names status.
 */
struct kam_query;
typedef int (*kam_each_record)(void *context, struct kam_record *record,
			       struct kam_err *err);
typedef int (*kam_each_count)(void *context, const char *label, int64_t count,
			      struct kam_err *err);

int kam_query_open(struct kam_query **out, struct kam *k,
		   const struct kam_kind *kind,
		   struct kam_err *err) KAM_MUST_USE;
void kam_query_release(struct kam_query *q); /* NULL is fine */
int kam_query_where(struct kam_query *q, const char *filter,
		    struct kam_err *err) KAM_MUST_USE;
void kam_query_closed_too(struct kam_query *q);
/* Only what belongs to the account, the project. */
int kam_query_account(struct kam_query *q, int64_t account,
		      struct kam_err *err) KAM_MUST_USE;
int kam_query_project(struct kam_query *q, int64_t project,
		      struct kam_err *err) KAM_MUST_USE;
/* Comma-separated columns, "-" before one for descending; unset ones last.
   Ends with the id, which is also the default order. */
int kam_query_sort(struct kam_query *q, const char *columns,
		   struct kam_err *err) KAM_MUST_USE;
/* The records come without the titles of what they refer to, which JSON and
   CSV don't show: a long list is quicker so. */
void kam_query_keys_only(struct kam_query *q);
void kam_query_limit(struct kam_query *q, int64_t limit);
/* Records come in order, each valid during its call only. */
int kam_query_run(struct kam_query *q, kam_each_record each, void *context,
		  struct kam_err *err) KAM_MUST_USE;
/* How many there are, without reading them; of filters of the form FIELD~TEXT
   and of a limit it takes no notice. */
int kam_query_count(struct kam_query *q, int64_t *n,
		    struct kam_err *err) KAM_MUST_USE;
/* How many records per value of a column, most first. */
int kam_query_count_by(struct kam_query *q, int column, kam_each_count each,
		       void *context, struct kam_err *err) KAM_MUST_USE;

/* Journal: what was changed, newest first, or oldest first of one record. */
struct kam_change {
	int64_t operation;
	const char *at, *actor, *command;
	const struct kam_kind *kind; /* NULL: an operation without changes */
	int64_t record;
	const char *field; /* NULL: created (no before) or removed */
	/* canonical JSON; NULL where the record wasn't there, and of a field
	   where the value was erased */
	const char *before, *after;
	int64_t
	    reverts; /* the operation takes that one back; 0: none; undo.h */
	int64_t changes; /* of the operation, where they are counted */
};
struct kam_journal_query {
	const struct kam_kind *kind; /* with record: only its changes */
	int64_t record;
	int64_t operation; /* only this one */
	const char *since; /* instant */
	/* not with kind: by an instant; who has that in their name, in any case
	   of Latin letters; that changed records of this kind */
	const char *until, *actor;
	const struct kam_kind *of;
	int64_t limit; /* operations; 0: all */
	/* not with kind: each operation once, without a change of its own but
	   with their number, which costs little however many there are */
	int counted;
};
typedef int (*kam_each_change)(void *context, const struct kam_change *change,
			       struct kam_err *err);
int kam_journal_each(struct kam *k, const struct kam_journal_query *query,
		     kam_each_change each, void *context,
		     struct kam_err *err) KAM_MUST_USE;
/* The last operation's number and hash, hexadecimal, and its time: to be noted
   where nobody can reach it who can write the register. Number 0: none. */
enum { KAM_HASH_TEXT = 65 };
int kam_journal_head(int64_t *operation, char hash[KAM_HASH_TEXT],
		     const char **at, struct kam *k, struct kam_arena *arena,
		     struct kam_err *err) KAM_MUST_USE;
/* The operation that has a hash, or one that begins so (16 digits at least, an
   even number); 0 where none has. Proved by kam_fsck() only. */
int kam_journal_find(int64_t *operation, struct kam *k, const char *hash,
		     struct kam_err *err) KAM_MUST_USE;

/*
 * The proof: the file's structure, the schema's text, the chain of operations,
 * every record against its journal, every reference. Each finding is one line;
 * 0 also where there are findings, and where a damaged page cuts a part off,
 * which is a finding too: then the counts are of what was read.
 */
struct kam_fsck {
	int64_t operations, changes, records, findings;
	char head[65]; /* the last operation's hash, hexadecimal; "" where the
			  journal could not be read to its end */
};
int kam_fsck(struct kam_fsck *result, struct kam *k,
	     void (*finding)(void *context, const char *what), void *context,
	     struct kam_err *err) KAM_MUST_USE;

/* Of one that is too damaged to be opened: what is wrong with its pages, as far
   as they can be read. */
int kam_fsck_pages(const struct kam_open_options *options,
		   void (*finding)(void *context, const char *what),
		   void *context, struct kam_err *err) KAM_MUST_USE;

/*
 * The canonical bytes of a record: a JSON object of its set fields in the
 * order of their names, references as IDs. The chain, fingerprints, the
 * export hash and the archive are made of them.
 */
void kam_record_canonical(struct kam_str *out, const struct kam_record *r);
/* Bytes of the value, of such bytes, that a text begins with. */
size_t kam_canonical_length(const char *text);
/* The next member of an object: 1, 0 at its end, -1 where it is none. *at is
   the object at first. Names have no escapes. */
struct kam_canonical {
	const char *name, *value;
	size_t name_length, length;
};
int kam_canonical_next(struct kam_canonical *member, const char **at);
/* Adds what a text's bytes say; 0 where they are no text. */
int kam_canonical_text(struct kam_str *out, const char *bytes, size_t length);

#endif
