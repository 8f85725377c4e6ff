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
struct kam_zone;

enum kam_access { KAM_READ, KAM_WRITE };

struct kam_open_options {
	const char *path;
	enum kam_access access;
	const struct kam_catalogue *catalogue;
	int64_t now;         /* UTC seconds */
	const char *actor;   /* who: "Wang Wei <wang@example.test>" */
	const char *command; /* the command line, secrets left out */
	int busy_ms;         /* how long to wait for a lock; 0 is 30 s */
	const volatile int *interrupted; /* set by a signal handler, or NULL */
};

int kam_open(struct kam **out, const struct kam_open_options *options,
             struct kam_err *err) KAM_MUST_USE;
int kam_init(const struct kam_open_options *options, int shared_group,
             struct kam_err *err) KAM_MUST_USE;
/* Rolls back what is open; NULL is fine. */
void kam_close(struct kam *k);

const struct kam_catalogue *kam_catalogue_of(const struct kam *k);
int64_t kam_now(const struct kam *k);   /* UTC seconds */
int32_t kam_today(const struct kam *k); /* day number in the register's zone */

/* One entry of a KAM_REFS field. */
struct kam_ref {
	int64_t id;
	const char *role;  /* or NULL */
	const char *label; /* the target's key or title */
};

/*
 * A value by its field's type:
 *   text        TEXT PROSE WORD, DATE and INSTANT in ISO, MONEY's currency,
 *               EVIDENCE's file name, ANY's kind; what people read of a REF
 *   integer     INTEGER FLAG, DECIMAL and RATIO (millionths), durations
 *               (minutes), MONEY (minor units), the id of REF and ANY
 *   extra       EVIDENCE's SHA-256 in hexadecimal; ANY's label
 *   refs, n     REFS; TAGS with the tag as role
 */
struct kam_value {
	int set;
	int64_t integer;
	const char *text;
	const char *extra;
	const struct kam_ref *refs;
	size_t n_refs;
};

struct kam_record {
	const struct kam_kind *kind;
	int64_t id;      /* 0 until it is stored */
	int64_t version; /* counts its changes from 1 */
	int status;      /* index of the state; 0 where the kind has none */
	const char *created, *modified; /* instants */
	const char *source, *source_digest; /* where it was imported from */
	struct kam_value *values;       /* kind->n_fields */
	struct kam_arena *arena;
};

/* A record without values but the defaults. */
int kam_record_new(struct kam_record **out, struct kam_arena *arena,
                   const struct kam_kind *kind, struct kam_err *err)
    KAM_MUST_USE;
int kam_record_load(struct kam_record **out, struct kam *k,
                    struct kam_arena *arena, const struct kam_kind *kind,
                    int64_t id, struct kam_err *err) KAM_MUST_USE;
/* Sets a field from what a person or program wrote; "" unsets it. */
int kam_record_set(struct kam *k, struct kam_record *record, int field,
                   const char *text, struct kam_err *err) KAM_MUST_USE;

int kam_operation_begin(struct kam *k, struct kam_err *err) KAM_MUST_USE;
int kam_operation_end(struct kam *k, int rc, struct kam_err *err) KAM_MUST_USE;

/* Inside an operation. insert gives the record its id and version. */
int kam_record_insert(struct kam *k, struct kam_record *record,
                      struct kam_err *err) KAM_MUST_USE;
/* KAM_ECONFLICT where the stored version is not before's. */
int kam_record_update(struct kam *k, const struct kam_record *before,
                      struct kam_record *after, struct kam_err *err)
    KAM_MUST_USE;
/* KAM_EINUSE where other records refer to it. */
int kam_record_remove(struct kam *k, const struct kam_record *record,
                      struct kam_err *err) KAM_MUST_USE;
/* Takes a record along a move of its lifecycle; update comes after. */
int kam_record_move(struct kam *k, struct kam_record *record,
                    const struct kam_move *move, struct kam_err *err)
    KAM_MUST_USE;

/*
 * The id of what a person named: REQ-12, 12, a key, or a title that only one
 * record of the kind has. KAM_ENOENT, or KAM_EINVALID where it is ambiguous.
 */
int kam_resolve(int64_t *id, struct kam *k, const struct kam_kind *kind,
                const char *text, struct kam_err *err) KAM_MUST_USE;

/*
 * The canonical bytes of a record: a JSON object of its set fields in the
 * order of their names, references as IDs. The chain, fingerprints, the
 * export hash and the archive are made of them.
 */
void kam_record_canonical(struct kam_str *out, const struct kam_record *r);

#endif
