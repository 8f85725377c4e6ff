/*
 * For a program linked with --wrap=malloc,--wrap=calloc,--wrap=realloc: its
 * allocations are counted, and those asked for fail.
 */
#ifndef KAM_TEST_ALLOCATIONS_H
#define KAM_TEST_ALLOCATIONS_H

#include <stddef.h>
#include <stdint.h>

/* the linker's names for the real functions and for what replaces them */
void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t n);

static int64_t allocations, failing; /* failing: the one that does, 0: none */
static int sticky;                   /* and all after it */

static int fails(void)
{
	allocations++;
	return failing &&
	       (allocations == failing || (sticky && allocations > failing));
}

void *__wrap_malloc(size_t n)
{
	return fails() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t n)
{
	return fails() ? NULL : __real_realloc(old, n);
}

#endif
