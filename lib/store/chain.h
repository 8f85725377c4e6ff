/*
 * The hash chain of operations.
 *
 * A change's digest is SHA-256 of its salt, then of before and after, each
 * with its length in front; an operation's hash is SHA-256 of the hash before
 * it, its own number, for each change the kind, the id, the field and the
 * change's digest, then the number of the operation that it reverts (0 for
 * none), the time and the digests of the salted actor and of the salted
 * command line. Integers go in as eight bytes, most significant
 * first; text with its length in front; an absent text as length 2^64 - 1.
 *
 * What is erased later: the text is replaced by what may stay, its salt goes
 * (with it, a guess at the text could be proved right), its digest stays, and
 * so the chain holds. The operation that erases has, for each such text, a
 * change of the kind KAM_ERASURE whose record is the operation erased from,
 * whose field is the change's position, "command" or "actor", and whose salt
 * and digest are of what stands there now; of several, the last counts, and
 * those before have lost their salts. Only an operation that also marks a
 * person as erased (KAM_ERASED_ON is set) may have them.
 *
 * So it stays provable which operations there were, when, in what order, which
 * fields of which records each changed, and that whatever was not erased is as
 * it was written; that each erased text was erased by an operation which says
 * whom it was for, and is as that one left it. What stood there before, and
 * that no more was taken away than had to be, is not: nobody can tell any
 * longer, which is what erasure means. A text that is blanked in any other way
 * is found.
 */
#ifndef KAM_STORE_CHAIN_H
#define KAM_STORE_CHAIN_H

#include "store/internal.h"

#include <kam/sha256.h>

#define KAM_ERASURE "operation"
#define KAM_ERASED_ON "erased_on"
#define KAM_ERASED_COMMAND "command"
#define KAM_ERASED_ACTOR "actor"

/* SHA-256 of a salt and two texts, each of which may be NULL */
void kam_chain_digest(uint8_t out[KAM_DIGEST], const uint8_t salt[KAM_SALT],
		      const char *first, const char *second);
/* before: the hash of the operation before, zeros for the first one's */
void kam_chain_begin(struct kam_sha256 *chain, const uint8_t before[KAM_DIGEST],
		     int64_t operation);
void kam_chain_change(struct kam_sha256 *chain, const char *kind, int64_t id,
		      const char *field, const uint8_t digest[KAM_DIGEST]);
/* reverts: the operation that it takes back, 0 for none */
void kam_chain_end(uint8_t hash[KAM_DIGEST], struct kam_sha256 *chain,
		   int64_t reverts, const char *at, const uint8_t actor[KAM_DIGEST],
		   const uint8_t command[KAM_DIGEST]);

#endif
