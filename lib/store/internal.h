/*
 * What the files of the store share and nobody else sees.
 */
#ifndef KAM_STORE_INTERNAL_H
#define KAM_STORE_INTERNAL_H

#include "db/db.h"

#include <kam/date.h>
#include <kam/store.h>
#include <kam/str.h>

enum { KAM_DIGEST = 32, KAM_SALT = 16, KAM_CACHED = 64, KAM_PAGE = 128 };

struct kam_sha256;

struct kam {
	struct kam_db *db;
	const struct kam_catalogue *catalogue;
	struct kam_zone *zone;
	const struct kam_calendar *calendar;
	int64_t now;
	char stamp[KAM_INSTANT_TEXT]; /* now */
	int32_t today;
	const char *actor;
	char *command;
	struct kam_open_options options; /* as it was opened, own copies */
	struct kam_arena *definitions;   /* of custom fields */
	struct kam_arena arena; /* lives as long as the register is open */
	/* statements that a command may run thousands of times */
	struct {
		const void *owner; /* a kind, or the SQL's own address */
		int purpose;
		struct kam_stmt *stmt;
	} cached[KAM_CACHED];
	int n_cached;
	/* the open operation: its number, 0 where none is; its changes so far;
	   and the running digest of them, see journal.c */
	int64_t operation;
	int64_t reverts; /* the operation that it takes back, 0 for none */
	int64_t n_changes;
	struct kam_sha256 *chain;
	/* random bytes for salts, some at a time; how many are used up */
	uint8_t salts[16 * KAM_SALT];
	size_t salted;
	int64_t marked_changes; /* kam_mark_set() */
	struct {
		struct kam_written so_far;
		const char *last; /* prefix and id of the last change */
		int64_t last_id;
	} writing, marked_writing;  /* of the open operation */
	struct kam_written written; /* committed */
	int past;                   /* kam_past_open(): not to be written */
	int redefined; /* custom fields changed in the open operation */
	/* whether any record has further sources, see source.c */
	enum kam_also {
		KAM_ALSO_UNKNOWN,
		KAM_ALSO_NONE,
		KAM_ALSO_SOME
	} also_from;
	int in_outbox; /* kam_outbox_begin(): reads are within it */
};

/* A new file, without tables yet, that goes away again unless a transaction is
   committed. */
int kam_open_new(struct kam **out, const struct kam_open_options *options,
		 int group, struct kam_err *err) KAM_MUST_USE;

/* Commits what belongs to no operation. */
int kam_commit(struct kam *k, struct kam_err *err) KAM_MUST_USE;

/* One more, over a database of the caller's, which it takes over. */
int kam_open_over(struct kam **out, const struct kam_open_options *options,
		  struct kam_db *db, struct kam_err *err) KAM_MUST_USE;
/* Sets the clock, and the zone by the register's setting. */
int kam_clock_set(struct kam *k, int64_t now, struct kam_err *err) KAM_MUST_USE;

/* Database columns of one field: how many (inline: asked of every value that
   is read), and the second one's suffix. */
static inline int kam_field_columns(const struct kam_field *f)
{
	if (f->flags & KAM_CUSTOM)
		return 0;
	switch (f->type) {
	case KAM_MONEY:
	case KAM_ANY:
	case KAM_EVIDENCE:
		return 2;
	case KAM_REFS:
	case KAM_TAGS:
		return 0;
	default:
		return 1;
	}
}

const char *kam_field_suffix(const struct kam_field *f);
/* 1 where what the field holds, several values or one, is in rows of list_value
 */
int kam_field_is_row(const struct kam_field *f);
/* Whether a value has such rows. */
int kam_value_has_rows(const struct kam_field *f, const struct kam_value *v);

/* list.c: adds what people wrote to REFS or TAGS. */
int kam_list_set(struct kam *k, struct kam_record *r, int field,
		 const char *text, struct kam_err *err) KAM_MUST_USE;

/* custom.c: the kind as the register has it, with its own fields. */
const struct kam_kind *kam_kind_here(const struct kam *k,
				     const struct kam_kind *kind);
/* Reads the definitions, so that k->catalogue has them; once more where a
   record of the kind that they are was written. */
int kam_custom_load(struct kam *k, struct kam_err *err) KAM_MUST_USE;
int kam_custom_wrote(struct kam *k, const struct kam_kind *kind,
		     struct kam_err *err) KAM_MUST_USE;
/* custom_make.c: the field of a definition, which lends its texts; the kind
   with that field behind. */
struct kam_definition;
int kam_custom_make(struct kam_field *out, struct kam_arena *arena,
		    const struct kam_open_options *of,
		    const struct kam_definition *d,
		    struct kam_err *err) KAM_MUST_USE;
int kam_custom_extend(struct kam_kind *out, struct kam_arena *arena,
		      const struct kam_field *field,
		      struct kam_err *err) KAM_MUST_USE;
/* custom_value.c: which column of list_value holds it, "target" or "role" */
const char *kam_custom_column(const struct kam_field *f);
/* Binds target and role of a custom field's one row from $n on. */
void kam_custom_bind(struct kam_stmt *s, int n, const struct kam_field *f,
		     const struct kam_value *v);
/* Fills the custom fields of up to KAM_PAGE records of one kind. */
int kam_custom_read(struct kam *k, struct kam_record **records, size_t n,
		    struct kam_err *err) KAM_MUST_USE;

/* "agreed_with" as its option, "agreed-with"; fills buffer, returns it. */
const char *kam_option_name(char buffer[KAM_LABEL_TEXT],
			    const struct kam_field *f);

/*
 * A statement made once and kept. build writes its SQL the first time; owner
 * and purpose tell it from others. It comes back reset.
 */
enum kam_purpose {
	KAM_SQL_TEXT, /* owner is the SQL */
	KAM_SQL_INSERT,
	KAM_SQL_LOAD,
	KAM_SQL_REMOVE,
	KAM_SQL_LABEL,
	KAM_SQL_SOURCE,
	KAM_SQL_SOURCE_OF,
	KAM_SQL_ORIGIN,
	KAM_SQL_ERASED,
	KAM_SQL_KEY,
	KAM_SQL_KEY_WITHIN,  /* one account's */
	KAM_SQL_PAGE,        /* entries of a field, for a page of records */
	KAM_SQL_SPAN,        /* for those between two ids */
	KAM_SQL_SINGLE,      /* for one */
	KAM_SQL_RESCUE,      /* and how many columns the row has */
	KAM_SQL_SEARCH,      /* its texts */
	KAM_SQL_SEARCH_REST, /* its state and age */
	KAM_SQL_SCOPE,       /* what it belongs to */
};
/* How the rows of records are asked for: KAM_SQL_PAGE, _SPAN or _SINGLE. */
enum kam_purpose kam_page_purpose(struct kam_record **records, size_t n,
				  int64_t *first, int64_t *last);
typedef void (*kam_build)(struct kam_str *sql, const struct kam *k,
			  const void *owner, int purpose);
int kam_cached(struct kam_stmt **out, struct kam *k, const void *owner,
	       int purpose, kam_build build, struct kam_err *err) KAM_MUST_USE;
int kam_cached_text(struct kam_stmt **out, struct kam *k, const char *sql,
		    struct kam_err *err) KAM_MUST_USE;

/* Adds the SQL of what JSON calls a record: its key, or "CON-" and the id. */
void kam_sql_key(struct kam_str *sql, const struct kam_kind *kind,
		 const char *alias);
/* What is read of each record that one refers to; as many columns. */
enum kam_labels {
	KAM_LABELS_NONE,
	KAM_LABELS_KEYS,
	KAM_LABELS_ALL, /* the titles too */
};
/* Adds "SELECT … FROM kind t LEFT JOIN …": what kam_row_read() reads. Without
   labels there are no joins. */
void kam_sql_select(struct kam_str *sql, const struct kam_kind *kind,
		    const struct kam_catalogue *catalogue,
		    enum kam_labels labels);
/* Fills a record's own columns from a row of kam_sql_select(). */
int kam_row_read(struct kam_record **out, struct kam *k,
		 struct kam_arena *arena, const struct kam_kind *kind,
		 struct kam_stmt *s, enum kam_labels labels,
		 struct kam_err *err) KAM_MUST_USE;
/* Writes a new row of the record's table, but no lists; sets its id. */
int kam_row_write(struct kam *k, struct kam_record *r,
		  struct kam_err *err) KAM_MUST_USE;
/* Fills the fields of up to KAM_PAGE records of one kind whose values are
   rows. */
int kam_lists_read(struct kam *k, struct kam_record **records, size_t n,
		   struct kam_err *err) KAM_MUST_USE;
/* Writes one field of a stored record whose values are rows, in place of the
   entries that it had unless it is new. */
int kam_list_write(struct kam *k, const struct kam_record *r, int field,
		   int is_new, struct kam_err *err) KAM_MUST_USE;
/* Key and title of a record; KAM_ENOENT where it isn't there. */
int kam_label(const char **key, const char **title, struct kam *k,
	      struct kam_arena *arena, const struct kam_kind *kind, int64_t id,
	      struct kam_err *err) KAM_MUST_USE;
/* Names a record that refers to this one, or leaves *who empty. */
int kam_referrer(struct kam_str *who, struct kam *k,
		 const struct kam_record *record,
		 struct kam_err *err) KAM_MUST_USE;
/* 0 where text may be a key: no ID, no number, no character that has a
   meaning in a command */
int kam_key_check(const struct kam *k, const char *text,
		  struct kam_err *err) KAM_MUST_USE;

/* What kam_key_for() would give, whether it is taken or not. */
int kam_key_guess(const char **key, struct kam *k, struct kam_arena *arena,
		  const struct kam_kind *kind, const char *name,
		  struct kam_err *err) KAM_MUST_USE;

/* Gives a record, in its arena, the key that kam_key_for() makes of its title.
 */
int kam_key_of_title(struct kam_record *r, struct kam *k,
		     struct kam_err *err) KAM_MUST_USE;

/* Required fields and the kind's own rules; before is NULL for a new one. */
int kam_record_check(struct kam *k, const struct kam_record *before,
		     struct kam_record *after,
		     struct kam_err *err) KAM_MUST_USE;
/* Writes what differs as an update does, but the journal gets no before, and
   the kind's rules are not asked: what an erasure leaves need not keep them. */
int kam_record_erase(struct kam *k, const struct kam_record *before,
		     struct kam_record *after,
		     struct kam_err *err) KAM_MUST_USE;
/* What undo writes: as the public ones do, journal and all, but the kinds are
   not asked. A record is remade with its id, version and times. */
int kam_record_rewrite(struct kam *k, const struct kam_record *before,
		       struct kam_record *after,
		       struct kam_err *err) KAM_MUST_USE;
int kam_record_unmake(struct kam *k, const struct kam_record *record,
		      struct kam_err *err) KAM_MUST_USE;
int kam_record_remake(struct kam *k, struct kam_record *record,
		      struct kam_err *err) KAM_MUST_USE;
/* A row with its lists. */
int kam_record_write(struct kam *k, struct kam_record *record,
		     struct kam_err *err) KAM_MUST_USE;
/* Counts a change of a stored record that is written without it, before its
   entry in the journal. */
int kam_record_touch(struct kam *k, const struct kam_kind *kind, int64_t id,
		     struct kam_err *err) KAM_MUST_USE;
/* Now, as an instant in the arena. */
int kam_stamp(struct kam *k, const char **out, struct kam_arena *arena,
	      struct kam_err *err) KAM_MUST_USE;
/* Binds the columns of one field from $n on; returns the next n. */
int kam_bind_field(struct kam_stmt *s, int n, const struct kam_field *f,
		   const struct kam_value *v);
/* Says KAM_EDUPLICATE of the key rather than of the index; returns rc. */
int kam_say_taken(const struct kam_record *r, int rc, struct kam_err *err);
/* The journal's entry of a record that came or went. */
int kam_journal_whole(struct kam *k, const struct kam_record *r, int removed,
		      struct kam_err *err) KAM_MUST_USE;

/* Adds the canonical bytes of one value; null where it is unset. */
void kam_value_canonical(struct kam_str *out, const struct kam_field *f,
			 const struct kam_value *v);

/* Opens the entry of an operation, see journal.c. */
int kam_journal_begin(struct kam *k, struct kam_err *err) KAM_MUST_USE;
/*
 * Writes one change of the open operation: field is NULL for a whole record;
 * before and after are canonical bytes or NULL.
 */
int kam_journal_change(struct kam *k, const struct kam_kind *kind, int64_t id,
		       const char *field, const char *before, const char *after,
		       struct kam_err *err) KAM_MUST_USE;
/* Says that another operation's text was erased, and what stands there now:
   what is its change's position, "command" or "actor"; see chain.h. */
int kam_journal_erasure(struct kam *k, int64_t operation, const char *what,
			const char *first, const char *second,
			struct kam_err *err) KAM_MUST_USE;
/* Random bytes. */
int kam_salt(uint8_t salt[KAM_SALT], struct kam *k,
	     struct kam_err *err) KAM_MUST_USE;
/* Completes the open operation's entry with its hash. */
int kam_journal_end(struct kam *k, struct kam_err *err) KAM_MUST_USE;
/* Where the open entry stands, and back to there. */
void kam_journal_mark(struct kam *k);
void kam_journal_back(struct kam *k);
/* Forgets the open operation. */
void kam_journal_drop(struct kam *k);

#endif
