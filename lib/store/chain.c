#include "store/chain.h"

#include <string.h>

static void add_number(struct kam_sha256 *sha, uint64_t number)
{
	uint8_t bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(number >> (56 - 8 * i));
	kam_sha256_add(sha, bytes, sizeof bytes);
}

static void add_text(struct kam_sha256 *sha, const char *text)
{
	if (!text) {
		add_number(sha, UINT64_MAX);
		return;
	}
	add_number(sha, strlen(text));
	kam_sha256_add(sha, text, strlen(text));
}

void kam_chain_digest(uint8_t out[KAM_DIGEST], const uint8_t salt[KAM_SALT],
		      const char *first, const char *second)
{
	struct kam_sha256 sha;

	kam_sha256_begin(&sha);
	kam_sha256_add(&sha, salt, KAM_SALT);
	add_text(&sha, first);
	add_text(&sha, second);
	kam_sha256_end(out, &sha);
}

void kam_chain_begin(struct kam_sha256 *chain, const uint8_t before[KAM_DIGEST],
		     int64_t operation)
{
	kam_sha256_begin(chain);
	kam_sha256_add(chain, before, KAM_DIGEST);
	add_number(chain, (uint64_t)operation);
}

void kam_chain_change(struct kam_sha256 *chain, const char *kind, int64_t id,
		      const char *field, const uint8_t digest[KAM_DIGEST])
{
	add_text(chain, kind);
	add_number(chain, (uint64_t)id);
	add_text(chain, field);
	kam_sha256_add(chain, digest, KAM_DIGEST);
}

void kam_chain_end(uint8_t hash[KAM_DIGEST], struct kam_sha256 *chain,
		   int64_t reverts, const char *at, const uint8_t actor[KAM_DIGEST],
		   const uint8_t command[KAM_DIGEST])
{
	add_number(chain, (uint64_t)reverts);
	add_text(chain, at);
	kam_sha256_add(chain, actor, KAM_DIGEST);
	kam_sha256_add(chain, command, KAM_DIGEST);
	kam_sha256_end(hash, chain);
}
