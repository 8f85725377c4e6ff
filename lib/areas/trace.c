/*
 * The tree above and below a record.
 */
#include "areas/graph.h"

#include <kam/grow.h>
#include <kam/trace.h>
#include <stdlib.h>

enum { MARK_NONE, MARK_OPEN, MARK_DONE };

struct row {
	size_t node, edge, parent;
	enum kam_trace_way way;
	int depth, last;
	enum kam_trace_seen seen;
};

/* A record whose neighbours are being gone through. */
struct frame {
	size_t node, at;
};

struct walk {
	struct kam_graph g;
	int depth; /* the most, or 0 */
	struct row *rows;
	size_t n_rows, rows_room;
	struct frame *frames;
	size_t n_frames, frames_room;
};

static int add_row(struct walk *w, size_t node, size_t edge, size_t parent,
		   enum kam_trace_way way, int depth, struct kam_err *err)
{
	struct row *row, *grown;

	grown = kam_grow(w->rows, &w->rows_room, w->n_rows, sizeof *grown, err);
	if (!grown)
		return err->code;
	w->rows = grown;
	row = &w->rows[w->n_rows++];
	*row = (struct row){ .node = node,
			     .edge = edge,
			     .parent = parent,
			     .way = way,
			     .depth = depth };
	w->g.nodes[node].wanted = 1;
	return 0;
}

static int push(struct walk *w, size_t node, const size_t *from,
		struct kam_err *err)
{
	struct frame *grown;

	grown = kam_grow(w->frames, &w->frames_room, w->n_frames, sizeof *grown,
			 err);
	if (!grown)
		return err->code;
	w->frames = grown;
	w->frames[w->n_frames].node = node;
	w->frames[w->n_frames++].at = from[node];
	w->g.nodes[node].mark = MARK_OPEN;
	return 0;
}

static int has_more(const struct walk *w, size_t node, const size_t *edges,
		    const size_t *from)
{
	for (size_t i = from[node]; i < from[node + 1]; i++)
		if (!w->g.edges[edges[i]].beside)
			return 1;
	return 0;
}

/* One neighbour: a row, and what is beyond it unless that was there before. */
static int visit(struct walk *w, size_t edge, enum kam_trace_way way,
		 const size_t *edges, const size_t *from, struct kam_err *err)
{
	const struct kam_graph_edge *e = &w->g.edges[edge];
	const size_t node = way == KAM_TRACE_UP ? e->above : e->below;
	const int mark = w->g.nodes[node].mark, depth = (int)w->n_frames;
	int rc = add_row(w, node, edge, w->frames[w->n_frames - 1].node, way,
			 depth, err);

	if (rc)
		return rc;
	if (mark == MARK_OPEN) {
		w->rows[w->n_rows - 1].seen = KAM_TRACE_CIRCLE;
		return 0;
	}
	if (!has_more(w, node, edges, from) || depth == w->depth)
		return 0;
	if (mark == MARK_DONE) {
		w->rows[w->n_rows - 1].seen = KAM_TRACE_AGAIN;
		return 0;
	}
	return push(w, node, from, err);
}

static int walk_way(struct walk *w, size_t root, enum kam_trace_way way,
		    struct kam_err *err)
{
	const size_t *edges = way == KAM_TRACE_UP ? w->g.ups : w->g.downs;
	const size_t *from =
	    way == KAM_TRACE_UP ? w->g.up_from : w->g.down_from;
	int rc;

	for (size_t i = 0; i < w->g.n_nodes; i++)
		w->g.nodes[i].mark = MARK_NONE;
	rc = push(w, root, from, err);
	while (!rc && w->n_frames) {
		struct frame *f = &w->frames[w->n_frames - 1];

		if (f->at == from[f->node + 1]) {
			w->g.nodes[f->node].mark = MARK_DONE;
			w->n_frames--;
			continue;
		}
		if (w->g.edges[edges[f->at++]].beside)
			continue;
		rc = visit(w, edges[f->at - 1], way, edges, from, err);
	}
	return rc;
}

static int walk_beside(struct walk *w, size_t root, struct kam_err *err)
{
	const struct kam_graph *g = &w->g;
	int rc = 0;

	for (size_t i = g->down_from[root]; i < g->down_from[root + 1] && !rc;
	     i++)
		if (g->edges[g->downs[i]].beside)
			rc =
			    add_row(w, g->edges[g->downs[i]].below, g->downs[i],
				    root, KAM_TRACE_BESIDE, 1, err);
	for (size_t i = g->up_from[root]; i < g->up_from[root + 1] && !rc; i++)
		if (g->edges[g->ups[i]].beside)
			rc = add_row(w, g->edges[g->ups[i]].above, g->ups[i],
				     root, KAM_TRACE_BESIDE, 1, err);
	return rc;
}

/* A row is its parent's last one where none of its depth follows before one
   of less. */
static int mark_last(struct walk *w, struct kam_err *err)
{
	unsigned char *follows;
	int deepest = 0;

	for (size_t i = 0; i < w->n_rows; i++)
		if (w->rows[i].depth > deepest)
			deepest = w->rows[i].depth;
	follows = calloc((size_t)deepest + 2, 1);
	if (!follows)
		return kam_fail_memory(err);
	for (size_t i = w->n_rows; i-- > 0;) {
		struct row *row = &w->rows[i];

		row->last = !follows[row->depth];
		follows[row->depth] = 1;
		/* deeper ones were cleared when the row below was passed */
		follows[row->depth + 1] = 0;
	}
	free(follows);
	return 0;
}

static int give(struct walk *w, const struct row *row, kam_each_trace each,
		void *context, struct kam_err *err)
{
	const struct kam_graph *g = &w->g;
	struct kam_trace_row out = {
		.record = g->nodes[row->node].record,
		.way = row->way,
		.depth = row->depth,
		.last = row->last,
		.parent = g->nodes[row->parent].record.end,
		.seen = row->seen,
	};

	if (row->depth) {
		const struct kam_graph_edge *e = &g->edges[row->edge];

		out.relation = e->word;
		out.link = e->link;
		out.suspect = kam_graph_suspect(g, e);
	}
	return each(context, &out, err);
}

static int walk_all(struct walk *w, const struct kam_trace_query *q,
		    struct kam_err *err)
{
	const size_t root = kam_graph_find(&w->g, q->from);
	const int both = !q->up && !q->down;
	int rc = add_row(w, root, 0, root, KAM_TRACE_SELF, 0, err);

	w->depth = q->depth;
	if (!rc && (both || q->up))
		rc = walk_way(w, root, KAM_TRACE_UP, err);
	if (!rc && (both || q->down))
		rc = walk_way(w, root, KAM_TRACE_DOWN, err);
	if (!rc && both)
		rc = walk_beside(w, root, err);
	if (!rc)
		rc = mark_last(w, err);
	/* both ends of a link, to tell whether it is suspect */
	return rc ? rc : kam_graph_fill(&w->g, err);
}

int kam_trace_each(struct kam *k, const struct kam_trace_query *query,
		   kam_each_trace each, void *context, struct kam_err *err)
{
	struct walk w = { .rows = NULL };
	int rc = kam_graph_load(&w.g, k, query->from, err);

	if (!rc)
		rc = walk_all(&w, query, err);
	for (size_t i = 0; i < w.n_rows && !rc; i++)
		rc = give(&w, &w.rows[i], each, context, err);
	free(w.rows);
	free(w.frames);
	kam_graph_release(&w.g);
	return rc;
}
