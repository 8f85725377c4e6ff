#include <kam/sha256.h>
#include <nettle/sha2.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(struct kam_sha256),
	       "the library's state fits");

static struct sha256_ctx *of(struct kam_sha256 *sha)
{
	return (struct sha256_ctx *)(void *)sha;
}

void kam_sha256_begin(struct kam_sha256 *sha)
{
	sha256_init(of(sha));
}

void kam_sha256_add(struct kam_sha256 *sha, const void *bytes, size_t n)
{
	sha256_update(of(sha), n, bytes);
}

void kam_sha256_end(uint8_t out[KAM_SHA256], struct kam_sha256 *sha)
{
	sha256_digest(of(sha), KAM_SHA256, out);
}

char *kam_hex(char *out, const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	return out;
}

void kam_sha256_text(char out[KAM_SHA256_TEXT], struct kam_sha256 *sha)
{
	uint8_t bytes[KAM_SHA256];

	kam_sha256_end(bytes, sha);
	*kam_hex(out, bytes, sizeof bytes) = '\0';
}
