/*
 * The hash chain of operations.
 *
 * A change's digest is SHA-256 of its salt, then of before and after, each
 * with its length in front; an operation's hash is SHA-256 of the hash before
 * it, its own number, for each change the kind, the id, the field and the
 * change's digest, then the time, the actor and the digest of the salted
 * command line. Values may so be erased later and the chain still holds.
 * Integers go in as eight bytes, most significant first; text with its length
 * in front; an absent text as length 2^64 - 1.
 */
#ifndef KAM_STORE_CHAIN_H
#define KAM_STORE_CHAIN_H

#include "store/internal.h"

#include <kam/sha256.h>

/* SHA-256 of a salt and two texts, each of which may be NULL */
void kam_chain_digest(uint8_t out[KAM_DIGEST], const uint8_t salt[KAM_SALT],
		      const char *first, const char *second);
/* before: the hash of the operation before, zeros for the first one's */
void kam_chain_begin(struct kam_sha256 *chain, const uint8_t before[KAM_DIGEST],
		     int64_t operation);
void kam_chain_change(struct kam_sha256 *chain, const char *kind, int64_t id,
		      const char *field, const uint8_t digest[KAM_DIGEST]);
void kam_chain_end(uint8_t hash[KAM_DIGEST], struct kam_sha256 *chain,
		   const char *at, const char *actor,
		   const uint8_t digest[KAM_DIGEST]);

#endif
