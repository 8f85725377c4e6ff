/*
 * What the files of next share.
 */
#ifndef KAM_AREAS_NEXT_H
#define KAM_AREAS_NEXT_H

#include "areas/sql.h"

struct kam_next_account {
	int64_t id, owner_id;
	int64_t tier; /* how high, in millionths */
	const char *owner;
};
struct kam_next_accounts {
	struct kam_next_account *items; /* by id; the caller frees them */
	size_t n, room;
};
int kam_next_accounts(struct kam_next_accounts *out, struct kam *k,
		      struct kam_arena *arena,
		      struct kam_err *err) KAM_MUST_USE;
/* NULL where there is none */
const struct kam_next_account *
kam_next_account(const struct kam_next_accounts *g, int64_t id);

/* How high a word ranks in its field, in millionths; 0 where it is none. */
int64_t kam_next_rank(const struct kam_field *f, const char *word);
#endif
