#include <kam/grow.h>
#include <stdint.h>
#include <stdlib.h>

void *kam_grow(void *items, size_t *room, size_t n, size_t size,
	       struct kam_err *err)
{
	const size_t more = *room ? 2 * *room : 64;
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
