/*
 * Arrays that grow: room for one more of n items.
 *
 *	struct item *grown = kam_grow(items, &room, n, sizeof *items, err);
 *
 *	if (!grown)
 *		return err->code;
 *	items = grown;
 *	items[n++] = …;
 */
#ifndef KAM_GROW_H
#define KAM_GROW_H

#include <kam/arena.h>
#include <kam/err.h>
#include <stddef.h>

/* The items, maybe elsewhere, with *room for more than n of a size: doubled
   where it is used up. NULL and KAM_ENOMEM, and the old ones as they were,
   where there is no memory. The caller frees them. */
void *kam_grow(void *items, size_t *room, size_t n, size_t size,
	       struct kam_err *err) KAM_MUST_USE;
/* The same in an arena, which keeps the old ones too until it is released. */
void *kam_grow_in(struct kam_arena *arena, void *items, size_t *room, size_t n,
		  size_t size, struct kam_err *err) KAM_MUST_USE;

#endif
