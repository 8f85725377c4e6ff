#include <kam/circle.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((size_t)-1)

/* The graph by node, and what Tarjan's search keeps of each. */
struct graph {
	size_t nodes;
	size_t *first, *to;         /* to[first[v] … first[v + 1]) */
	size_t *order, *low, *next; /* next edge to look at */
	size_t *component;
	size_t *stack, *path; /* of the search; open nodes, the way down */
	size_t n_stack, n_order, n_components;
	size_t *memory;
};

static int build(struct graph *g, const struct kam_edge *edges, size_t n_edges,
		 size_t nodes, struct kam_err *err)
{
	size_t *at = calloc(7 * nodes + 1 + n_edges, sizeof *at);

	if (!at)
		return kam_fail_memory(err);
	g->memory = at;
	g->nodes = nodes;
	g->first = at;
	g->to = g->first + nodes + 1;
	g->order = g->to + n_edges;
	g->low = g->order + nodes;
	g->next = g->low + nodes;
	g->component = g->next + nodes;
	g->stack = g->component + nodes;
	g->path = g->stack + nodes;
	for (size_t i = 0; i < n_edges; i++)
		g->first[edges[i].from + 1]++;
	for (size_t v = 0; v < nodes; v++) {
		g->first[v + 1] += g->first[v];
		g->next[v] = g->first[v];
		g->order[v] = g->component[v] = NONE;
	}
	for (size_t i = 0; i < n_edges; i++)
		g->to[g->next[edges[i].from]++] = edges[i].to;
	for (size_t v = 0; v < nodes; v++)
		g->next[v] = g->first[v];
	return 0;
}

static void enter(struct graph *g, size_t v)
{
	g->order[v] = g->low[v] = g->n_order++;
	g->stack[g->n_stack++] = v;
}

/* All that lead to v and from it are a component. */
static void leave(struct graph *g, size_t v)
{
	size_t u;

	if (g->low[v] != g->order[v])
		return;
	do {
		u = g->stack[--g->n_stack];
		g->component[u] = g->n_components;
	} while (u != v);
	g->n_components++;
}

/* Not by calling itself: a chain may have as many links as there are nodes. */
static void search(struct graph *g, size_t root)
{
	size_t depth = 0;

	g->path[depth++] = root;
	enter(g, root);
	while (depth) {
		size_t v = g->path[depth - 1];

		if (g->next[v] < g->first[v + 1]) {
			size_t to = g->to[g->next[v]++];

			if (g->order[to] == NONE) {
				enter(g, to);
				g->path[depth++] = to;
			} else if (g->component[to] == NONE &&
				   g->order[to] < g->low[v]) {
				g->low[v] = g->order[to];
			}
			continue;
		}
		leave(g, v);
		if (--depth && g->low[v] < g->low[g->path[depth - 1]])
			g->low[g->path[depth - 1]] = g->low[v];
	}
}

/* The shortest way from start to itself within its component, into g->path;
   how long it is, 0 where there is none. g->low is where each was come from. */
static size_t find_circle(struct graph *g, size_t start)
{
	size_t head = 0, tail = 0, n = 0, at = NONE;

	g->stack[tail++] = start;
	while (head < tail && at == NONE) {
		size_t v = g->stack[head++];

		for (size_t i = g->first[v]; i < g->first[v + 1]; i++) {
			size_t to = g->to[i];

			if (to == start) {
				at = v;
				break;
			}
			if (g->component[to] != g->component[start] ||
			    g->low[to] != NONE)
				continue;
			g->low[to] = v;
			g->stack[tail++] = to;
		}
	}
	for (; at != NONE && at != start; at = g->low[at])
		g->path[n++] = at;
	if (at == NONE)
		return 0;
	g->path[n++] = start;
	for (size_t i = 0; i < n / 2; i++) {
		size_t kept = g->path[i];

		g->path[i] = g->path[n - 1 - i];
		g->path[n - 1 - i] = kept;
	}
	return n;
}

int kam_circle_each(const struct kam_edge *edges, size_t n_edges, size_t nodes,
		    kam_each_circle each, void *context, struct kam_err *err)
{
	struct graph g = { 0 };
	int rc = nodes ? build(&g, edges, n_edges, nodes, err) : 0;

	for (size_t v = 0; v < nodes && !rc; v++)
		if (g.order[v] == NONE)
			search(&g, v);
	for (size_t v = 0; v < nodes && !rc; v++) {
		g.low[v] = NONE;
		g.next[v] = 0; /* whether its component was dealt with */
	}
	for (size_t v = 0; v < nodes && !rc; v++) {
		size_t n;

		if (g.next[g.component[v]])
			continue;
		g.next[g.component[v]] = 1;
		n = find_circle(&g, v);
		if (n)
			rc = each(context, g.path, n, err);
	}
	free(g.memory);
	return rc;
}
