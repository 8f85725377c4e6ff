/*
 * A fuzz target without a fuzzer: its seeds, and mutations of them that a
 * given number makes the same on every machine.
 *
 *	replay_NAME MUTATIONS SEED FILE…
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUT = 4096 };

static uint64_t state;

/* xorshift64* (Vigna 2016) */
static uint64_t next(void)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return state * UINT64_C(2685821657736338717);
}

static size_t below(size_t n)
{
	return n ? (size_t)(next() % n) : 0;
}

/* One edit: a byte changed, a stretch taken out, put in twice or cut off. */
static size_t mutate(uint8_t *bytes, size_t n)
{
	size_t at = below(n), length = below(n - at < 16 ? n - at : 16);

	switch (below(5)) {
	case 0:
		if (n)
			bytes[at] = (uint8_t)next();
		return n;
	case 1:
		if (n)
			bytes[at] ^= (uint8_t)(1u << below(8));
		return n;
	case 2:
		memmove(bytes + at, bytes + at + length, n - at - length);
		return n - length;
	case 3:
		if (n + length > INPUT)
			return n;
		memmove(bytes + at + length, bytes + at, n - at);
		return n + length;
	default:
		return at;
	}
}

static size_t read_seed(uint8_t bytes[INPUT], const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t n;

	if (!file) {
		perror(path);
		exit(1);
	}
	n = fread(bytes, 1, INPUT, file);
	(void)fclose(file);
	return n;
}

int main(int argc, char **argv)
{
	static uint8_t seed[INPUT], bytes[INPUT];
	unsigned long mutations;

	if (argc < 4)
		return 64;
	mutations = strtoul(argv[1], NULL, 10);
	state = strtoull(argv[2], NULL, 10) | 1;
	for (int i = 3; i < argc; i++) {
		size_t n = read_seed(seed, argv[i]);

		(void)LLVMFuzzerTestOneInput(seed, n);
		for (unsigned long m = 0; m < mutations; m++) {
			size_t length = n;

			memcpy(bytes, seed, n);
			for (size_t edits = 1 + below(6); edits; edits--)
				length = mutate(bytes, length);
			(void)LLVMFuzzerTestOneInput(bytes, length);
		}
	}
	printf("%lu inputs\n", (unsigned long)(argc - 3) * (mutations + 1));
	return 0;
}
