/*
 * Arenas: memory that is freed all at once.
 *
 * A command has one for what it reads; a list resets a scratch arena per row.
 * Blocks are zeroed and aligned for any type. NULL means out of memory: the
 * caller turns it into kam_fail_memory().
 *
 *	struct kam_arena arena = { 0 };
 *	char *name = kam_arena_strdup(&arena, text);
 *	kam_arena_release(&arena);
 */
#ifndef KAM_ARENA_H
#define KAM_ARENA_H

#include <kam/err.h>
#include <stddef.h>

struct kam_arena_block;

struct kam_arena {
	struct kam_arena_block *blocks; /* the newest first */
};

void *kam_arena_alloc(struct kam_arena *arena, size_t size) KAM_MUST_USE;
/* n objects of a size, zeroed; NULL also where n * size overflows */
void *kam_arena_array(struct kam_arena *arena, size_t n,
                      size_t size) KAM_MUST_USE;
char *kam_arena_strdup(struct kam_arena *arena, const char *text) KAM_MUST_USE;
/* copies bytes and ends them with a NUL */
char *kam_arena_strndup(struct kam_arena *arena, const char *bytes,
                        size_t length) KAM_MUST_USE;
char *kam_arena_printf(struct kam_arena *arena, const char *format, ...)
    KAM_PRINTF(2, 3) KAM_MUST_USE;

/* Empties the arena for reuse and keeps one block; release gives all back. */
void kam_arena_reset(struct kam_arena *arena);
void kam_arena_release(struct kam_arena *arena);

#endif
