/*
 * What the files of recover share. They work in this order, all of it in one
 * transaction of the new register:
 *
 * recover_file.c     copies the damaged file
 * recover_rows.c     takes what the damaged file holds
 * recover_journal.c  the journal's part of it
 * recover_erased.c   what of it was erased
 * recover_odd.c      finds what is damaged where no digest looks
 * recover_records.c  compares records with their journal, mends either
 * recover_correct.c  writes what the journal lacks
 * recover_chain.c    stands in for lost operations, makes the chain whole
 * recover.c          leads, counts and proves
 */
#ifndef KAM_STORE_RECOVER_H
#define KAM_STORE_RECOVER_H

#include "db/salvage.h"
#include "store/internal.h"

#include <kam/recover.h>

struct kam_draft;

/* Copies a damaged file into a draft, its journal played back into it. */
int kam_rescue_copy(struct kam_draft *copy, int64_t *unreadable,
		    const struct kam_open_options *of, struct kam_arena *arena,
		    const char *file, struct kam_err *err) KAM_MUST_USE;

/* The schema that the file's first page says, where kam knows only older ones;
   else 0. */
int32_t kam_rescue_newer(const struct kam_draft *copy);

struct kam_ids { /* in order */
	int64_t *items;
	size_t n;
};

struct kam_rescue {
	struct kam *k; /* the new register */
	struct kam_arena *arena;
	struct kam_salvage *salvage;
	struct kam_recovered *out;
	struct kam_rescue_kind {
		int64_t kept;
		struct kam_ids rebuilt, corrected, lost;
	} * kinds; /* by their index in the catalogue */
	struct kam_ids lost_operations;
	int orphans;    /* the pass over rows whose table isn't known */
	int repairs;    /* tries left to find one damaged byte */
	int64_t rows;   /* taken */
	int64_t added;  /* changes to the journal */
	int64_t broken; /* operations whose hash doesn't follow */
	/* records whose journal lacks something */
	struct kam_wrong {
		struct kam_wrong *next;
		const struct kam_kind *kind;
		int64_t id;
		const char *journal; /* canonical bytes; NULL: no creation */
	} * wrong, **last;
};

/* -1 is out of memory */
int kam_ids_add(struct kam_ids *ids, struct kam_arena *arena, int64_t id);
struct kam_rescue_kind *kam_rescue_kind(struct kam_rescue *r,
					const struct kam_kind *kind);
/* Runs a statement of which $1, $2, $3 are numbers, as many as it has. */
int kam_rescue_run(struct kam_rescue *r, const char *sql, int64_t a, int64_t b,
		   int64_t c, struct kam_err *err) KAM_MUST_USE;
/* The number that a query gives, of which $1 is a kind and $2 a record, as far
   as it has them; 0 where there is no row or it is null. */
int kam_rescue_ask(int64_t *out, struct kam_rescue *r, const char *sql,
		   const char *kind, int64_t id,
		   struct kam_err *err) KAM_MUST_USE;

/* Whether a text names a kind, or an erasure. */
int kam_rescue_is_kind(const struct kam_rescue *r,
		       const struct kam_field_bytes *f);
/* Inserts a row, its first column the rowid unless that is NULL; one that the
   table refuses is counted and dropped. */
int kam_rescue_insert(struct kam_rescue *r, struct kam_stmt *s,
		      const struct kam_salvaged *row, const int64_t *rowid,
		      struct kam_err *err) KAM_MUST_USE;
int kam_rescue_change(struct kam_rescue *r, const struct kam_salvaged *row,
		      struct kam_err *err) KAM_MUST_USE;
int kam_rescue_operation(struct kam_rescue *r, const struct kam_salvaged *row,
			 struct kam_err *err) KAM_MUST_USE;
int kam_rescue_migration(struct kam_rescue *r, const struct kam_salvaged *row,
			 struct kam_err *err) KAM_MUST_USE;

/* What was left of erased texts, and the entries that say they were. */
int kam_rescue_erased(struct kam_rescue *r, struct kam_err *err) KAM_MUST_USE;
int kam_rescue_rows(struct kam_rescue *r, struct kam_err *err) KAM_MUST_USE;
/* 1 where the operation's hash follows from the one before and its changes */
int kam_rescue_holds(struct kam_rescue *r, int64_t id,
		     struct kam_err *err) KAM_MUST_USE;
/* Damage where no digest looks; *last is the newest operation's number. */
int kam_rescue_odd(int64_t *last, struct kam_rescue *r,
		   struct kam_err *err) KAM_MUST_USE;
/* Changes of an operation whose field's name is damaged. */
enum { KAM_ODD_MOST = 16 };
int kam_rescue_fields(struct kam_rescue *r, int64_t operation,
		      struct kam_err *err) KAM_MUST_USE;
/* Entries for operations that are lost. */
int kam_rescue_operations(struct kam_rescue *r,
			  struct kam_err *err) KAM_MUST_USE;
int kam_rescue_records(struct kam_rescue *r, struct kam_err *err) KAM_MUST_USE;
/* Journal entries for r->wrong. */
int kam_rescue_correct(struct kam_rescue *r, struct kam_err *err) KAM_MUST_USE;
/* Positions, digests and hashes of the whole journal. */
int kam_rescue_chain(struct kam_rescue *r, struct kam_err *err) KAM_MUST_USE;

/* One damaged byte of salt, before or after: 1 where it was found. */
int kam_repair_change(uint8_t salt[KAM_SALT], char *before, char *after,
		      const uint8_t digest[KAM_DIGEST]);

#endif
