/*
 * Circles in a directed graph: what waits for itself.
 *
 * Each strongly connected component (R. Tarjan, "Depth-first search and linear
 * graph algorithms", 1972) with a circle gives one: a shortest way from its
 * lowest node back to it. Time is linear but for that.
 */
#ifndef KAM_CIRCLE_H
#define KAM_CIRCLE_H

#include <kam/err.h>
#include <stddef.h>

struct kam_edge {
	size_t from, to; /* nodes, from 0 */
};
/* The nodes of a circle in its order, the lowest first; valid during the
   call. A code of its own ends the search. */
typedef int (*kam_each_circle)(void *context, const size_t *nodes, size_t n,
			       struct kam_err *err);
/* Circles come in the order of their lowest nodes. */
int kam_circle_each(const struct kam_edge *edges, size_t n_edges, size_t nodes,
		    kam_each_circle each, void *context,
		    struct kam_err *err) KAM_MUST_USE;

#endif
