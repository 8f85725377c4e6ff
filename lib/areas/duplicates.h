/*
 * What the parts of finding duplicates share.
 */
#ifndef KAM_AREAS_DUPLICATES_H
#define KAM_AREAS_DUPLICATES_H

#include <kam/credit_code.h>
#include <kam/duplicates.h>
#include <kam/phone.h>

struct kam_alike_record {
	struct kam_alike shown;
	const char *core; /* of the name; for likeness */
	const char *country;
	const char *code; /* credit code, where it is valid; or NULL */
};
/* What records are put together by: all with the same text. */
struct kam_alike_key {
	const char *text;
	size_t record; /* index */
	enum kam_likeness like;
	int code; /* a telephone's country, 0 unknown */
};
struct kam_alike_pair {
	size_t a, b; /* a < b */
	enum kam_likeness like;
	int percent;
};
struct kam_likening {
	struct kam *k;
	struct kam_arena *arena;
	const struct kam_kind *kind;
	int64_t account;
	struct kam_alike_record *records; /* by id */
	size_t n, room;
	struct kam_alike_key *keys;
	size_t n_keys, keys_room;
	struct kam_alike_pair *pairs;
	size_t n_pairs, pairs_room;
};

/* Fills records and keys. */
int kam_alike_read(struct kam_likening *l, struct kam_err *err) KAM_MUST_USE;
int kam_alike_pair_add(struct kam_likening *l, size_t a, size_t b,
		       enum kam_likeness like, int percent,
		       struct kam_err *err) KAM_MUST_USE;
void kam_alike_release(struct kam_likening *l);

#endif
