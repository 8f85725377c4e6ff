/*
 * What the files of the search share.
 *
 * search.c           gathers, orders, limits
 * search_row.c       reads a record's texts and judges them
 * search_walk.c      all records, straight from the file
 * search_scope.c     which account and project a record belongs to
 * search_show.c      what people see of a hit
 * search_index.c     the index's file: opened, checked, removed
 * search_index_fill.c  made, and brought up to date
 * search_index_new.c   what it begins with, what it lacks
 * search_index_find.c  asked
 */
#ifndef KAM_STORE_SEARCH_H
#define KAM_STORE_SEARCH_H

#include "store/internal.h"

#include <kam/search.h>

/* What one record's texts say of the needles. */
struct kam_search_judge {
	const struct kam_needles *needles;
	struct kam_str folded;
	size_t counts[KAM_NEEDLES];
	int weights[KAM_NEEDLES]; /* of the best place, 0: none yet */
	int field, weight;        /* of the best match of all */
};
void kam_search_judge_begin(struct kam_search_judge *j);
/* The record's score but for its state and age; 0 where a needle is missing. */
int64_t kam_search_judge_end(const struct kam_search_judge *j);

/* Whether the search reads what the field says. */
int kam_search_reads(const struct kam_field *f);
/* Each text of a record: a field's value, or one of a list's. */
typedef int (*kam_each_search_text)(void *context, const struct kam_kind *kind,
				    int field, const char *text,
				    struct kam_err *err);
int kam_search_judge_text(struct kam_search_judge *j,
			  const struct kam_kind *kind, int field,
			  const char *text, struct kam_err *err) KAM_MUST_USE;

/* What else a record's row says. */
struct kam_search_rest {
	int status; /* -1: none */
	char modified[KAM_INSTANT_TEXT];
};
/* Of texts that no NUL need end, or NULL. */
void kam_search_rest_set(struct kam_search_rest *rest,
			 const struct kam_kind *kind, const char *modified,
			 size_t length, const char *status);
int kam_search_row_rest(struct kam_search_rest *rest, struct kam *k,
			const struct kam_kind *kind, int64_t id,
			struct kam_err *err) KAM_MUST_USE;

/* What a record's own row says of whose it is; 0 and NULL: nothing. */
struct kam_search_own {
	int64_t account, project;
	const struct kam_kind *parent; /* what it can't be without */
	int64_t parent_id;
};
enum { KAM_SEARCH_OWN = 4 }; /* columns */
void kam_search_own_columns(struct kam_str *sql, const struct kam_kind *kind);
void kam_search_own_read(struct kam_search_own *out, const struct kam *k,
			 struct kam_stmt *s, int column);
/* As kam_search_scope(), of a record whose row was read. */
int kam_search_scope_of(struct kam_search_scope *out, struct kam *k,
			const struct kam_kind *kind, int64_t id, int64_t wanted,
			const struct kam_search_own *own,
			struct kam_err *err) KAM_MUST_USE;

/* Each record: its texts, then itself. */
typedef int (*kam_each_search_id)(void *context, const struct kam_kind *kind,
				  int64_t id, struct kam_err *err);
struct kam_search_reader {
	struct kam *k;
	kam_each_search_text text;
	kam_each_search_id end;
	void *context;
	struct kam_search_rest *rest; /* of the record that ends; or NULL */
	/* where one is read alone: filled before it ends; or NULL */
	struct kam_search_own *own;
};
/* A kind's fields that are texts of its own row. */
struct kam_search_fields {
	int at[KAM_COLUMNS], n;
	int lists; /* some others have rows of their own */
};
void kam_search_fields(struct kam_search_fields *f,
		       const struct kam_kind *kind);
/* Those others, of all records of a kind by id: *lists, which is finalized by
   the caller, stands on the first where there is *more. */
int kam_search_begin_lists(struct kam_stmt **lists, int *more, struct kam *k,
			   const struct kam_kind *kind,
			   struct kam_err *err) KAM_MUST_USE;
/* One record's, once the statement stands on them or before. */
int kam_search_read_lists(const struct kam_search_reader *reader,
			  const struct kam_kind *kind, int64_t id,
			  struct kam_stmt *lists, int *more,
			  struct kam_err *err) KAM_MUST_USE;
/*
 * As kam_search_read_all(), of every kind or only that one, straight from the
 * file, but for records that the needles can't be in; *read counts all. 1, or 0
 * where it can't be had so: what was given counts for nothing then.
 */
int kam_search_walk(const struct kam_search_reader *reader, int64_t *read,
		    const struct kam_needles *needles,
		    const struct kam_kind *only,
		    struct kam_err *err) KAM_MUST_USE;
/* Every record of a kind, by id. */
int kam_search_read_all(const struct kam_search_reader *reader,
			const struct kam_kind *kind,
			struct kam_err *err) KAM_MUST_USE;
/* One: 1, or 0 where it isn't there. */
int kam_search_read_one(const struct kam_search_reader *reader,
			const struct kam_kind *kind, int64_t id,
			struct kam_err *err) KAM_MUST_USE;

/* Fills what people see of a hit. */
struct kam_search_shown {
	struct kam *k;
	struct kam_arena *arena;
	const struct kam_search_query *query;
	int64_t account; /* the last one, and its key */
	const char *key;
};
int kam_search_show(struct kam_search_hit *hit, struct kam_search_shown *shown,
		    struct kam_err *err) KAM_MUST_USE;

/* Of the register: the newest operation, and whether another is the one that
   an index was made of. */
struct kam_search_state {
	char mark[KAM_REGISTER_MARK];
	int64_t operation;
	uint8_t hash[KAM_DIGEST];
};
int kam_search_state(struct kam_search_state *out, struct kam *k,
		     struct kam_err *err) KAM_MUST_USE;

struct kam_search_index {
	struct kam_db *db;
	struct kam_search_state state; /* of the register, that it has */
	int64_t built, docs;           /* records when it was made; lines now */
	int behind;                    /* something was changed since */
};
enum kam_index_found { KAM_INDEX_NONE, KAM_INDEX_STALE, KAM_INDEX_CURRENT };
/*
 * Opens it, to be read: CURRENT, with what changed since still to be looked at,
 * STALE, or NONE, also where it can't be used. Only want of memory and a signal
 * are errors. Close it.
 */
int kam_search_index_open(enum kam_index_found *found,
			  struct kam_search_index *index, struct kam *k,
			  struct kam_err *err) KAM_MUST_USE;
void kam_search_index_close(struct kam_search_index *index);
/* The options by which its file is opened or made. */
void kam_search_index_options(struct kam_db_options *options,
			      const struct kam *k, enum kam_db_mode mode);
/* Brings it up to date. */
int kam_search_index_update(struct kam *k, struct kam_err *err) KAM_MUST_USE;
/* What identifies the texts that it holds: kinds and fields. */
void kam_search_index_format(char out[65], const struct kam *k);
extern const char *const kam_search_index_schema[]; /* ended by NULL */
enum { KAM_INDEX_APPLICATION = 0x6b616d73, KAM_INDEX_VERSION = 1 }; /* "kams" */
/* An SQLite database without a table, so that the draft can be opened. */
struct kam_draft;
int kam_search_index_empty(struct kam_draft *d,
			   struct kam_err *err) KAM_MUST_USE;
/* Before its file is replaced or removed: nobody writes it until *db, which may
   be NULL, is closed. */
int kam_search_index_hold(struct kam_db **db, struct kam *k, const char *path,
			  struct kam_err *err) KAM_MUST_USE;

/* Each record that the needles may be in, the newest first, until each gives
   something else than 0. KAM_SEARCH_UNASKED where they have no words. */
enum { KAM_SEARCH_UNASKED = 1 };
int kam_search_index_find(struct kam_search_index *index, struct kam *k,
			  const struct kam_needles *needles,
			  kam_each_search_id each, void *context,
			  struct kam_err *err) KAM_MUST_USE;

/* Records changed since an operation; one may come several times. */
int kam_search_changed(struct kam *k, int64_t operation, int64_t most,
		       kam_each_search_id each, void *context,
		       struct kam_err *err) KAM_MUST_USE;

#endif
