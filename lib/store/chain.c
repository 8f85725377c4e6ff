#include "store/chain.h"

#include <string.h>

static void add_number(SHA2_CTX *sha, uint64_t number)
{
	uint8_t bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(number >> (56 - 8 * i));
	SHA256Update(sha, bytes, sizeof bytes);
}

static void add_text(SHA2_CTX *sha, const char *text)
{
	if (!text) {
		add_number(sha, UINT64_MAX);
		return;
	}
	add_number(sha, strlen(text));
	SHA256Update(sha, (const uint8_t *)text, strlen(text));
}

void kam_chain_digest(uint8_t out[KAM_DIGEST], const uint8_t salt[KAM_SALT],
		      const char *first, const char *second)
{
	SHA2_CTX sha;

	SHA256Init(&sha);
	SHA256Update(&sha, salt, KAM_SALT);
	add_text(&sha, first);
	add_text(&sha, second);
	SHA256Final(out, &sha);
}

void kam_chain_begin(struct kam_sha256 *chain, const uint8_t before[KAM_DIGEST],
		     int64_t operation)
{
	SHA256Init(&chain->state);
	SHA256Update(&chain->state, before, KAM_DIGEST);
	add_number(&chain->state, (uint64_t)operation);
}

void kam_chain_change(struct kam_sha256 *chain, const char *kind, int64_t id,
		      const char *field, const uint8_t digest[KAM_DIGEST])
{
	add_text(&chain->state, kind);
	add_number(&chain->state, (uint64_t)id);
	add_text(&chain->state, field);
	SHA256Update(&chain->state, digest, KAM_DIGEST);
}

void kam_chain_end(uint8_t hash[KAM_DIGEST], struct kam_sha256 *chain,
		   const char *at, const char *actor,
		   const uint8_t digest[KAM_DIGEST])
{
	add_text(&chain->state, at);
	add_text(&chain->state, actor);
	SHA256Update(&chain->state, digest, KAM_DIGEST);
	SHA256Final(hash, &chain->state);
}
