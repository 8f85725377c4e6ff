/*
 * What the parts of the proof share.
 */
#ifndef KAM_STORE_FSCK_H
#define KAM_STORE_FSCK_H

#include "store/internal.h"

/* The edit that mends a record, which its journal was replayed for. */
struct kam_mend {
	const struct kam_kind *kind;
	int64_t id;
	const char *options; /* " --title …"; NULL: no edit mends it */
};
struct kam_proof {
	struct kam *k;
	struct kam_fsck *result;
	void (*finding)(void *context, const char *what);
	void *context;
	struct kam_arena arena;
	struct kam_mend *mends; /* in the arena, by kind and id */
	size_t n_mends, room;
};

/* Reports one finding. */
void kam_proof_say(struct kam_proof *p, const char *format, ...)
    KAM_PRINTF(2, 3);
/* The store's own tables: migrations, list entries, the highest ids. */
int kam_proof_own(struct kam_proof *p, struct kam_err *err) KAM_MUST_USE;
/* The chain: every change's digest, every operation's hash. */
int kam_proof_chain(struct kam_proof *p, struct kam_err *err) KAM_MUST_USE;
/* A text without its salt must have been erased, and be as that left it. */
int kam_proof_erased(struct kam_proof *p, int64_t operation, const char *what,
		     const char *first, const char *second,
		     struct kam_err *err) KAM_MUST_USE;
/* A change that says that a text was erased. */
struct kam_erasure {
	int64_t operation, position; /* its own */
	int64_t of;                  /* the operation erased from */
	const char *what;
	int has_salt;
	int has_text; /* a before or after of its own, which it may not have */
};
int kam_proof_erasure(struct kam_proof *p, const struct kam_erasure *e,
		      struct kam_err *err) KAM_MUST_USE;
/* Every record's changes, replayed, give the record that is stored. */
int kam_proof_replay(struct kam_proof *p, struct kam_err *err) KAM_MUST_USE;
/* Reports what is wrong with a field, and the edit that mends it and all else
   that the record lost, where its rules take one; of the rest fsck's own hint
   speaks. The journal of a record is replayed for the first of its findings.
   what: "REQ-1 has no title". */
int kam_proof_say_field(struct kam_proof *p, const struct kam_kind *kind,
			const struct kam_field *f, int64_t id, const char *what,
			struct kam_err *err) KAM_MUST_USE;
/* 1 where a stored record has not what its kind requires of a field. */
int kam_proof_lacks(const struct kam_record *stored, int field);
/* A stored record has what each of its kind needs: its key, its required
   fields; not those of the register's own, which older records may lack. */
int kam_proof_needs(struct kam_proof *p, const struct kam_record *stored,
		    struct kam_err *err) KAM_MUST_USE;
/* No two records share a key in its scope. */
int kam_proof_keys(struct kam_proof *p, struct kam_err *err) KAM_MUST_USE;
/* Every reference leads somewhere. */
int kam_proof_references(struct kam_proof *p, struct kam_err *err) KAM_MUST_USE;

#endif
