#include <kam/grow.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 64, FIRST_IN_ARENA = 16 };

void *kam_grow(void *items, size_t *room, size_t n, size_t size,
	       struct kam_err *err)
{
	const size_t more = *room ? 2 * *room : FIRST;
	void *grown;

	if (n < *room)
		return items;
	grown = more > SIZE_MAX / size ? NULL : realloc(items, more * size);
	if (grown)
		*room = more;
	else
		(void)kam_fail_memory(err);
	return grown;
}

void *kam_grow_in(struct kam_arena *arena, void *items, size_t *room, size_t n,
		  size_t size, struct kam_err *err)
{
	const size_t more = *room ? 2 * *room : FIRST_IN_ARENA;
	void *grown;

	if (n < *room)
		return items;
	grown = kam_arena_array(arena, more, size);
	if (!grown) {
		(void)kam_fail_memory(err);
		return NULL;
	}
	if (n)
		memcpy(grown, items, n * size);
	*room = more;
	return grown;
}
