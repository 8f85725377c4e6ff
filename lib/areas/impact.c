/*
 * What a change of a record's wording touches.
 */
#include "areas/graph.h"

#include <kam/trace.h>
#include <stdlib.h>

struct reached {
	size_t node, via, edge;
	int depth, suspect;
	int below; /* what is below it is reached too */
};

struct spread {
	struct kam_graph g;
	struct reached *list; /* a place for each node */
	size_t n;
};

static void reach(struct spread *s, size_t node, size_t via, size_t edge,
		  int depth, int suspect, int below)
{
	struct kam_graph_node *there = &s->g.nodes[node];

	if (there->mark)
		return;
	there->mark = 1;
	there->wanted = 1;
	s->list[s->n++] = (struct reached){ .node = node,
					    .via = via,
					    .edge = edge,
					    .depth = depth,
					    .suspect = suspect,
					    .below = below };
}

/* Records that link to it, whichever of the two is below. */
static void reach_linked(struct spread *s, size_t root)
{
	const struct kam_graph *g = &s->g;

	for (size_t i = g->down_from[root]; i < g->down_from[root + 1]; i++) {
		const struct kam_graph_edge *e = &g->edges[g->downs[i]];

		if (e->link && !e->to_below)
			reach(s, e->below, root, g->downs[i], 1, 1, 1);
	}
	for (size_t i = g->up_from[root]; i < g->up_from[root + 1]; i++) {
		const struct kam_graph_edge *e = &g->edges[g->ups[i]];

		if (e->link && e->to_below)
			reach(s, e->above, root, g->ups[i], 1, 1, 0);
	}
}

static void reach_below(struct spread *s, size_t node, int depth)
{
	const struct kam_graph *g = &s->g;

	for (size_t i = g->down_from[node]; i < g->down_from[node + 1]; i++)
		if (!g->edges[g->downs[i]].beside)
			reach(s, g->edges[g->downs[i]].below, node, g->downs[i],
			      depth, 0, 1);
}

static int is_given_up(const struct spread *s, const struct reached *r)
{
	return s->g.nodes[r->node].record.closed == KAM_GIVEN_UP;
}

/* A level after the other, so that what was given up can end it there. */
static int spread_all(struct spread *s, struct kam_end from,
		      struct kam_err *err)
{
	const size_t root = kam_graph_find(&s->g, from);
	size_t done = 0;
	int rc;

	s->list = calloc(s->g.n_nodes + 1, sizeof *s->list);
	if (!s->list)
		return kam_fail_memory(err);
	s->g.nodes[root].mark = 1;
	reach_linked(s, root);
	reach_below(s, root, 1);
	while ((rc = kam_graph_fill(&s->g, err)) == 0 && done < s->n) {
		const size_t level = s->n;

		for (; done < level; done++)
			if (s->list[done].below &&
			    !is_given_up(s, &s->list[done]))
				reach_below(s, s->list[done].node,
					    s->list[done].depth + 1);
	}
	return rc;
}

int kam_impact_each(struct kam *k, struct kam_end from, kam_each_impact each,
		    void *context, struct kam_err *err)
{
	struct spread s = { .list = NULL };
	int rc = kam_graph_load(&s.g, k, from, err);

	if (!rc)
		rc = spread_all(&s, from, err);
	if (!rc)
		rc = kam_graph_decisions(&s.g, err);
	for (size_t i = 0; i < s.n && !rc; i++) {
		const struct reached *r = &s.list[i];
		const struct kam_graph_edge *e = &s.g.edges[r->edge];
		const struct kam_impact_row row = {
			.record = s.g.nodes[r->node].record,
			.suspect = r->suspect,
			.agreed = s.g.nodes[r->node].agreed,
			.depth = r->depth,
			.via = s.g.nodes[r->via].record.end,
			.relation = e->word,
			.link = e->link,
		};

		if (!is_given_up(&s, r))
			rc = each(context, &row, err);
	}
	free(s.list);
	kam_graph_release(&s.g);
	return rc;
}
