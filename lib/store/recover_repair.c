/*
 * Recover: one damaged byte of a change. Its digest is that of what was
 * written, so the byte that gives it back can be found by trying all, and is
 * proved by being found.
 */
#include "store/recover.h"

#include "store/chain.h"

#include <string.h>

/* beyond so many bytes the search takes more than some seconds */
enum { LONGEST = 768 };

static int is_right(const uint8_t *salt, const char *before, const char *after,
		    const uint8_t *digest)
{
	uint8_t got[KAM_DIGEST];

	kam_chain_digest(got, salt, before, after);
	return !memcmp(got, digest, KAM_DIGEST);
}

int kam_repair_change(uint8_t salt[KAM_SALT], char *before, char *after,
		      const uint8_t digest[KAM_DIGEST])
{
	struct {
		uint8_t *bytes;
		size_t n;
	} parts[] = { { salt, KAM_SALT },
		      { (uint8_t *)before, before ? strlen(before) : 0 },
		      { (uint8_t *)after, after ? strlen(after) : 0 } };

	if (parts[1].n + parts[2].n > LONGEST)
		return 0;
	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
		for (size_t i = 0; i < parts[p].n; i++) {
			uint8_t was = parts[p].bytes[i];

			/* a text has no NUL */
			for (int byte = p > 0; byte < 256; byte++) {
				parts[p].bytes[i] = (uint8_t)byte;
				if (byte != was &&
				    is_right(salt, before, after, digest))
					return 1;
			}
			parts[p].bytes[i] = was;
		}
	return 0;
}
