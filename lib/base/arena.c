#include <kam/arena.h>

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 16 * 1024 };

struct kam_arena_block {
	struct kam_arena_block *next;
	size_t used;
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
};

static size_t align_up(size_t size)
{
	return (size + alignof(max_align_t) - 1) &
	       ~(size_t)(alignof(max_align_t) - 1);
}

static void *take(struct kam_arena *arena, size_t size)
{
	struct kam_arena_block *block = arena->blocks;
	size_t need;
	void *at;

	if (size > SIZE_MAX / 2)
		return NULL;
	need = align_up(size ? size : 1);
	if (!block || block->size - block->used < need) {
		size_t room = need > BLOCK_SIZE ? need : BLOCK_SIZE;

		block = malloc(sizeof *block + room);
		if (!block)
			return NULL;
		block->next = arena->blocks;
		block->used = 0;
		block->size = room;
		arena->blocks = block;
	}
	at = block->bytes + block->used;
	block->used += need;
	return at;
}

void *kam_arena_alloc(struct kam_arena *arena, size_t size)
{
	void *at = take(arena, size);

	return at ? memset(at, 0, size) : NULL;
}

void *kam_arena_array(struct kam_arena *arena, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / 2 / size)
		return NULL;
	return kam_arena_alloc(arena, n * size);
}

char *kam_arena_strdup(struct kam_arena *arena, const char *text)
{
	return kam_arena_strndup(arena, text, strlen(text));
}

char *kam_arena_strndup(struct kam_arena *arena, const char *bytes,
			size_t length)
{
	char *copy = take(arena, length + 1);

	if (!copy)
		return NULL;
	copy[length] = '\0';
	return memcpy(copy, bytes, length);
}

char *kam_arena_printf(struct kam_arena *arena, const char *format, ...)
{
	va_list args;
	char *text, most[256];
	int length;

	va_start(args, format);
	length = vsnprintf(most, sizeof most, format, args);
	va_end(args);
	if (length < 0)
		return NULL;
	text = kam_arena_alloc(arena, (size_t)length + 1);
	if (!text)
		return NULL;
	if ((size_t)length < sizeof most) {
		memcpy(text, most, (size_t)length + 1);
		return text;
	}
	va_start(args, format);
	(void)vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	return text;
}

void kam_arena_reset(struct kam_arena *arena)
{
	struct kam_arena_block *keep = arena->blocks;

	if (!keep)
		return;
	arena->blocks = keep->next;
	kam_arena_release(arena);
	keep->next = NULL;
	keep->used = 0;
	arena->blocks = keep;
}

void kam_arena_release(struct kam_arena *arena)
{
	while (arena->blocks) {
		struct kam_arena_block *next = arena->blocks->next;

		free(arena->blocks);
		arena->blocks = next;
	}
}
