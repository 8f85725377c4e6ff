/*
 * Cover: what stands for a record below it, and what is missing.
 */
#include "areas/graph.h"

#include <kam/trace.h>
#include <stdlib.h>
#include <string.h>

const char *const kam_coverage_words[KAM_COVERAGES] = {
	[KAM_COVERED] = N_("covered"),
	[KAM_UNCOVERED] = N_("uncovered"),
	[KAM_OUTDATED] = N_("outdated"),
	[KAM_SHALLOW] = N_("shallow"),
};
const char *const kam_gap_words[] = {
	[KAM_GAP_UNCOVERED] = N_("uncovered"),
	[KAM_GAP_OUTDATED] = N_("outdated"),
	[KAM_GAP_SHALLOW] = N_("shallow"),
	[KAM_GAP_ORPHANED] = N_("orphaned"),
};

struct judging {
	struct kam_graph g;
	kam_each_gap each;
	void *context;
	struct kam_gap_reason *reasons; /* room for a node's edges */
	struct kam_end *covers;
	size_t room;
};

static int is_alive(const struct kam_graph_node *node)
{
	return node->record.title && node->record.closed != KAM_GIVEN_UP;
}

/* A node's mark is whether it is covered in turn, its `at` how many parts of
   it are not. */
static int settles(struct kam_graph *g, size_t node)
{
	struct kam_graph_node *n = &g->nodes[node];
	int covered = 0;

	n->at = 0;
	for (size_t i = g->down_from[node]; i < g->down_from[node + 1]; i++) {
		const struct kam_graph_edge *e = &g->edges[g->downs[i]];
		const struct kam_graph_node *below = &g->nodes[e->below];

		if (!e->covers || !is_alive(below))
			continue;
		covered = 1;
		n->at += e->part && below->record.closed != KAM_DONE;
	}
	return is_alive(n) && covered && !n->at;
}

/* From those that nothing is missing of to those that they are a part of;
   those in a circle stay without. */
static int settle_all(struct kam_graph *g, struct kam_err *err)
{
	size_t *settled = calloc(g->n_nodes + 1, sizeof *settled), n = 0;

	if (!settled)
		return kam_fail_memory(err);
	for (size_t i = 0; i < g->n_nodes; i++) {
		const int done = g->nodes[i].record.closed == KAM_DONE;

		g->nodes[i].mark = settles(g, i) || done;
		/* one that is done was not counted as missing */
		if (g->nodes[i].mark && !done)
			settled[n++] = i;
	}
	while (n) {
		const size_t node = settled[--n];

		for (size_t i = g->up_from[node]; i < g->up_from[node + 1];
		     i++) {
			const struct kam_graph_edge *e = &g->edges[g->ups[i]];
			struct kam_graph_node *above = &g->nodes[e->above];

			if (!e->part || above->mark || !is_alive(above) ||
			    --above->at)
				continue;
			above->mark = 1;
			settled[n++] = e->above;
		}
	}
	free(settled);
	return 0;
}

static int make_room(struct judging *j, size_t n, struct kam_err *err)
{
	if (n <= j->room)
		return 0;
	free(j->reasons);
	free(j->covers);
	j->room = 2 * n;
	j->reasons = calloc(j->room, sizeof *j->reasons);
	j->covers = calloc(j->room, sizeof *j->covers);
	return j->reasons && j->covers ? 0 : kam_fail_memory(err);
}

static void add_reason(struct judging *j, struct kam_gap_row *row,
		       enum kam_gap gap, const struct kam_graph_edge *e,
		       size_t node)
{
	struct kam_gap_reason *reason = &j->reasons[row->n_reasons++];

	memset(reason, 0, sizeof *reason);
	reason->gap = gap;
	if (e) {
		reason->record = j->g.nodes[node].record.end;
		reason->link = e->link;
	}
}

static void judge_below(struct judging *j, struct kam_gap_row *row, size_t node)
{
	const struct kam_graph *g = &j->g;
	int outdated = 0, shallow = 0;

	for (size_t i = g->down_from[node]; i < g->down_from[node + 1]; i++) {
		const struct kam_graph_edge *e = &g->edges[g->downs[i]];
		const struct kam_graph_node *below = &g->nodes[e->below];

		if (!e->covers || !is_alive(below))
			continue;
		j->covers[row->n_covered_by++] = below->record.end;
		if (kam_graph_suspect(g, e)) {
			outdated = 1;
			add_reason(j, row, KAM_GAP_OUTDATED, e, e->below);
		}
		if (e->part && !below->mark) {
			shallow = 1;
			add_reason(j, row, KAM_GAP_SHALLOW, e, e->below);
		}
	}
	row->coverage = outdated  ? KAM_OUTDATED
			: shallow ? KAM_SHALLOW
				  : KAM_COVERED;
}

static void judge_above(struct judging *j, struct kam_gap_row *row, size_t node)
{
	const struct kam_graph *g = &j->g;

	for (size_t i = g->up_from[node]; i < g->up_from[node + 1]; i++) {
		const struct kam_graph_edge *e = &g->edges[g->ups[i]];

		if (!e->covers || !e->link || is_alive(&g->nodes[e->above]))
			continue;
		row->orphaned = 1;
		add_reason(j, row, KAM_GAP_ORPHANED, e, e->above);
	}
}

static int judge(void *context, struct kam_record *r, struct kam_err *err)
{
	struct judging *j = context;
	const struct kam_graph *g = &j->g;
	const struct kam_end end = { r->kind, r->id };
	const size_t node = kam_graph_find(g, end);
	const int closed =
	    r->kind->n_states ? r->kind->states[r->status].closed : 0;
	struct kam_gap_row row = { .record = r };
	int rc;

	if (closed == KAM_GIVEN_UP)
		return 0;
	rc = make_room(
	    j,
	    1 + (node == g->n_nodes
		     ? 0
		     : 2 * (g->down_from[node + 1] - g->down_from[node]) +
			   g->up_from[node + 1] - g->up_from[node]),
	    err);
	if (rc)
		return rc;
	if (node < g->n_nodes)
		judge_below(j, &row, node);
	if (closed == KAM_DONE) {
		row.coverage = KAM_COVERED;
		row.n_reasons = 0;
	} else if (!row.n_covered_by) {
		row.coverage = KAM_UNCOVERED;
		add_reason(j, &row, KAM_GAP_UNCOVERED, NULL, 0);
	}
	if (node < g->n_nodes)
		judge_above(j, &row, node);
	row.reasons = j->reasons;
	row.covered_by = j->covers;
	return j->each(j->context, &row, err);
}

int kam_gaps_each(struct kam *k, struct kam_query *q, kam_each_gap each,
		  void *context, struct kam_err *err)
{
	const struct kam_end none = { NULL, 0 };
	struct judging j = { .each = each, .context = context };
	int rc = kam_graph_load(&j.g, k, none, err);

	for (size_t i = 0; i < j.g.n_edges; i++)
		if (j.g.edges[i].covers) {
			j.g.nodes[j.g.edges[i].above].wanted = 1;
			j.g.nodes[j.g.edges[i].below].wanted = 1;
		}
	if (!rc)
		rc = kam_graph_fill(&j.g, err);
	if (!rc)
		rc = settle_all(&j.g, err);
	if (!rc)
		rc = kam_query_run(q, judge, &j, err);
	free(j.reasons);
	free(j.covers);
	kam_graph_release(&j.g);
	return rc;
}
