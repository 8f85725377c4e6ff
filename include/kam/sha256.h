/*
 * SHA-256 (FIPS 180-4), by nettle: with the processor's own instructions it
 * takes a seventh of the time that plain C does, which imports and proofs
 * spend most of theirs on.
 *
 *	kam_sha256_begin(&sha);
 *	kam_sha256_add(&sha, bytes, n);
 *	kam_sha256_text(text, &sha);
 */
#ifndef KAM_SHA256_H
#define KAM_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { KAM_SHA256 = 32, KAM_SHA256_TEXT = 65 };

struct kam_sha256 {
	uint64_t state[16]; /* the library's; may be copied */
};

void kam_sha256_begin(struct kam_sha256 *sha);
void kam_sha256_add(struct kam_sha256 *sha, const void *bytes, size_t n);
void kam_sha256_end(uint8_t out[KAM_SHA256], struct kam_sha256 *sha);
/* The same in hexadecimal. */
void kam_sha256_text(char out[KAM_SHA256_TEXT], struct kam_sha256 *sha);
/* n bytes as 2n hexadecimal digits, without a NUL; returns where they end. */
char *kam_hex(char *out, const uint8_t *bytes, size_t n);

#endif
