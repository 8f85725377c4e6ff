/*
 * Records and how they hang together, as trace.h says, in memory.
 */
#ifndef KAM_AREAS_GRAPH_H
#define KAM_AREAS_GRAPH_H

#include <kam/arena.h>
#include <kam/trace.h>

struct kam_graph_node {
	struct kam_trace_record record; /* all but end: once filled */
	const char *fingerprint;
	int wanted, filled;
	int agreed; /* kam_graph_decisions() */
	int mark;   /* the walker's */
	size_t at;  /* the walker's */
};

struct kam_graph_edge {
	size_t above, below; /* nodes; beside: from and to */
	int beside, covers, part;
	const char *word;
	int64_t link;            /* 0: a field */
	const char *fingerprint; /* the link's, of what it leads to */
	int to_below;            /* the link leads to the one below */
};

struct kam_graph {
	struct kam *k;
	struct kam_arena arena;
	struct kam_graph_node *nodes;
	size_t n_nodes, nodes_room;
	struct kam_graph_edge *edges;
	size_t n_edges, edges_room;
	size_t *places, n_places; /* hash of nodes, 0 or node + 1 */
	/* edges by the node above and by the one below: those of node i are
	   downs[down_from[i]] … downs[down_from[i + 1] - 1] */
	size_t *downs, *down_from, *ups, *up_from;
};

/* Reads links and marked fields; root, where it has a kind, is a node too.
   Release it whatever comes. */
int kam_graph_load(struct kam_graph *g, struct kam *k, struct kam_end root,
		   struct kam_err *err) KAM_MUST_USE;
void kam_graph_release(struct kam_graph *g);
/* The node of a record, or n_nodes. */
size_t kam_graph_find(const struct kam_graph *g, struct kam_end end);
/* Reads the wanted nodes that are not filled yet. */
int kam_graph_fill(struct kam_graph *g, struct kam_err *err) KAM_MUST_USE;
int kam_graph_fill_all(struct kam_graph *g, struct kam_err *err) KAM_MUST_USE;
/* Reads which records were agreed to. */
int kam_graph_decisions(struct kam_graph *g, struct kam_err *err) KAM_MUST_USE;

/* The node that a link leads to, and from. */
static inline size_t kam_graph_to(const struct kam_graph_edge *e)
{
	return e->to_below ? e->below : e->above;
}
static inline size_t kam_graph_from(const struct kam_graph_edge *e)
{
	return e->to_below ? e->above : e->below;
}
/* Whether what the link leads to has another wording; its node is filled. */
int kam_graph_suspect(const struct kam_graph *g,
		      const struct kam_graph_edge *e);

#endif
