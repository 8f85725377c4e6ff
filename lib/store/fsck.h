/*
 * What the parts of the proof share.
 */
#ifndef KAM_STORE_FSCK_H
#define KAM_STORE_FSCK_H

#include "store/internal.h"

struct kam_proof {
	struct kam *k;
	struct kam_fsck *result;
	void (*finding)(void *context, const char *what);
	void *context;
};

/* Reports one finding. */
void kam_proof_say(struct kam_proof *p, const char *format, ...)
    KAM_PRINTF(2, 3);
/* The chain: every change's digest, every operation's hash. */
int kam_proof_chain(struct kam_proof *p, struct kam_err *err) KAM_MUST_USE;
/* Every record's changes, replayed, give the record that is stored. */
int kam_proof_replay(struct kam_proof *p, struct kam_err *err) KAM_MUST_USE;
/* Every reference that no foreign key guards leads somewhere. */
int kam_proof_references(struct kam_proof *p, struct kam_err *err) KAM_MUST_USE;

#endif
