/*
 * A fuzz target is a file fuzz_NAME.c with this function and some inputs in
 * seeds/NAME. It crashes, or calls abort(), where a promise does not hold.
 * replay.c runs a sample of each in the everyday tests; fuzz.sh runs them for
 * long under libFuzzer.
 */
#ifndef KAM_TEST_FUZZ_H
#define KAM_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#endif
