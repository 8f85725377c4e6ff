/*
 * The matrix: records and those that hang together with each.
 */
#include "areas/graph.h"

#include <kam/trace.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct filling {
	struct kam_graph g;
	int depth; /* the most */
	kam_each_matrix each;
	void *context;
	struct kam_matrix_cell *cells; /* a place for each node, thrice */
	size_t *nodes;                 /* theirs */
	size_t n;
	int stamp; /* of the nodes that this walk has reached */
};

static void reach(struct filling *f, size_t node, enum kam_trace_way way,
		  const struct kam_graph_edge *e, int depth)
{
	if (f->g.nodes[node].mark == f->stamp)
		return;
	f->g.nodes[node].mark = f->stamp;
	f->nodes[f->n] = node;
	f->cells[f->n++] = (struct kam_matrix_cell){
		.record = f->g.nodes[node].record,
		.way = way,
		.relation = e->word,
		.depth = depth,
		.suspect = kam_graph_suspect(&f->g, e),
	};
}

static void reach_next(struct filling *f, size_t node, enum kam_trace_way way,
		       int depth)
{
	const struct kam_graph *g = &f->g;
	const int up = way == KAM_TRACE_UP;
	const size_t *edges = up ? g->ups : g->downs;
	const size_t *from = up ? g->up_from : g->down_from;

	for (size_t i = from[node]; i < from[node + 1]; i++) {
		const struct kam_graph_edge *e = &g->edges[edges[i]];

		if (!e->beside)
			reach(f, up ? e->above : e->below, way, e, depth);
	}
}

static void walk(struct filling *f, size_t root, enum kam_trace_way way)
{
	size_t at = f->n;

	f->stamp++;
	f->g.nodes[root].mark = f->stamp;
	reach_next(f, root, way, 1);
	for (; at < f->n; at++)
		if (f->cells[at].depth < f->depth)
			reach_next(f, f->nodes[at], way,
				   f->cells[at].depth + 1);
}

static void walk_beside(struct filling *f, size_t root)
{
	const struct kam_graph *g = &f->g;

	f->stamp++;
	f->g.nodes[root].mark = f->stamp;
	for (size_t i = g->down_from[root]; i < g->down_from[root + 1]; i++)
		if (g->edges[g->downs[i]].beside)
			reach(f, g->edges[g->downs[i]].below, KAM_TRACE_BESIDE,
			      &g->edges[g->downs[i]], 1);
	for (size_t i = g->up_from[root]; i < g->up_from[root + 1]; i++)
		if (g->edges[g->ups[i]].beside)
			reach(f, g->edges[g->ups[i]].above, KAM_TRACE_BESIDE,
			      &g->edges[g->ups[i]], 1);
}

/* The prefix tells kinds apart, and puts them in an order. */
static int compare(const void *a, const void *b)
{
	const struct kam_matrix_cell *x = a, *y = b;
	const struct kam_end *one = &x->record.end, *two = &y->record.end;

	if (!kam_kind_is(one->kind, two->kind))
		return strcmp(one->kind->prefix, two->kind->prefix);
	if (one->id != two->id)
		return one->id < two->id ? -1 : 1;
	return (int)x->way - (int)y->way;
}

static int fill_row(void *context, struct kam_record *r, struct kam_err *err)
{
	struct filling *f = context;
	const struct kam_end end = { r->kind, r->id };
	const size_t node = kam_graph_find(&f->g, end);
	struct kam_matrix_row row = { .record = r, .cells = f->cells };

	f->n = 0;
	if (node < f->g.n_nodes) {
		walk(f, node, KAM_TRACE_UP);
		walk(f, node, KAM_TRACE_DOWN);
		walk_beside(f, node);
		qsort(f->cells, f->n, sizeof *f->cells, compare);
	}
	row.n = f->n;
	return f->each(f->context, &row, err);
}

int kam_matrix_each(struct kam *k, struct kam_query *q, int depth,
		    kam_each_matrix each, void *context, struct kam_err *err)
{
	const struct kam_end none = { NULL, 0 };
	struct filling f = { .depth = depth ? depth : INT_MAX,
			     .each = each,
			     .context = context };
	int rc = kam_graph_load(&f.g, k, none, err);

	if (!rc)
		rc = kam_graph_fill_all(&f.g, err);
	if (!rc) {
		f.cells = calloc(3 * f.g.n_nodes + 1, sizeof *f.cells);
		f.nodes = calloc(3 * f.g.n_nodes + 1, sizeof *f.nodes);
		if (!f.cells || !f.nodes)
			rc = kam_fail_memory(err);
	}
	if (!rc)
		rc = kam_query_run(q, fill_row, &f, err);
	free(f.cells);
	free(f.nodes);
	kam_graph_release(&f.g);
	return rc;
}
