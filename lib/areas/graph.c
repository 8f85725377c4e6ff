#include "areas/graph.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <kam/references.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_LINKS, SQL_DECISIONS };
static const char *const texts[] = {
	[SQL_LINKS] = "SELECT id, \"from_record_kind\", \"from_record\", "
		      "\"relation\", \"to_record_kind\", \"to_record\", "
		      "\"fingerprint\" FROM link ORDER BY id",
	[SQL_DECISIONS] = "SELECT \"about_kind\", \"about\", \"outcome\" "
			  "FROM decision ORDER BY id",
};
const struct kam_sql kam_graph_sql = { texts, sizeof texts / sizeof *texts };

/* Where a record's node is, or is to be, in the table of places. */
static size_t place_of(const struct kam_graph *g, struct kam_end end)
{
	uint64_t h = ((uint64_t)end.id * 1000003 ^ (uintptr_t)end.kind) *
		     UINT64_C(0x9e3779b97f4a7c15);
	size_t at = (size_t)(h >> 32) & (g->n_places - 1);

	while (g->places[at]) {
		const struct kam_end *there =
		    &g->nodes[g->places[at] - 1].record.end;

		if (kam_kind_is(there->kind, end.kind) && there->id == end.id)
			break;
		at = (at + 1) & (g->n_places - 1);
	}
	return at;
}

size_t kam_graph_find(const struct kam_graph *g, struct kam_end end)
{
	size_t at = g->n_places ? place_of(g, end) : 0;

	return g->n_places && g->places[at] ? g->places[at] - 1 : g->n_nodes;
}

static int grow_places(struct kam_graph *g, struct kam_err *err)
{
	size_t n = g->n_places ? 2 * g->n_places : 1024;
	size_t *grown = calloc(n, sizeof *grown);

	if (!grown)
		return kam_fail_memory(err);
	free(g->places);
	g->places = grown;
	g->n_places = n;
	for (size_t i = 0; i < g->n_nodes; i++)
		g->places[place_of(g, g->nodes[i].record.end)] = i + 1;
	return 0;
}

static int add_node(size_t *node, struct kam_graph *g, struct kam_end end,
		    struct kam_err *err)
{
	struct kam_graph_node *grown;
	size_t at;
	int rc = 2 * (g->n_nodes + 1) > g->n_places ? grow_places(g, err) : 0;

	if (rc)
		return rc;
	at = place_of(g, end);
	if (g->places[at]) {
		*node = g->places[at] - 1;
		return 0;
	}
	grown =
	    kam_grow(g->nodes, &g->nodes_room, g->n_nodes, sizeof *grown, err);
	if (!grown)
		return err->code;
	g->nodes = grown;
	memset(&g->nodes[g->n_nodes], 0, sizeof *g->nodes);
	g->nodes[g->n_nodes].record.end = end;
	*node = g->n_nodes++;
	g->places[at] = g->n_nodes;
	return 0;
}

/* The edge comes with words and flags, its ends are filled in. */
static int add_edge(struct kam_graph *g, const struct kam_graph_edge *edge,
		    struct kam_end above, struct kam_end below,
		    struct kam_err *err)
{
	struct kam_graph_edge *e, *grown;
	int rc;

	grown =
	    kam_grow(g->edges, &g->edges_room, g->n_edges, sizeof *grown, err);
	if (!grown)
		return err->code;
	g->edges = grown;
	e = &g->edges[g->n_edges];
	*e = *edge;
	rc = add_node(&e->above, g, above, err);
	if (!rc)
		rc = add_node(&e->below, g, below, err);
	g->n_edges += !rc;
	return rc;
}

static int read_link(struct kam_graph *g, struct kam_stmt *s,
		     struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(g->k);
	const char *from_kind = kam_stmt_text(s, 1);
	const char *word = kam_stmt_text(s, 3);
	const char *to_kind = kam_stmt_text(s, 4);
	const char *fingerprint = kam_stmt_text(s, 6);
	struct kam_end from = { kam_kind_find(all, from_kind ? from_kind : ""),
				kam_stmt_int(s, 2) };
	struct kam_end to = { kam_kind_find(all, to_kind ? to_kind : ""),
			      kam_stmt_int(s, 5) };
	const struct kam_relation *r = kam_relation_find(word ? word : "");
	struct kam_graph_edge e = { .link = kam_stmt_int(s, 0) };

	if (kam_stmt_failed(s))
		return kam_fail_memory(err);
	if (!from.kind || !to.kind || !r)
		return 0; /* fsck says what is wrong with it */
	for (int i = 0; kam_relation_words[i]; i++)
		if (!strcmp(kam_relation_words[i], word))
			e.word = kam_relation_words[i];
	e.beside = r->below == KAM_BELOW_NEITHER;
	e.to_below = r->below != KAM_BELOW_FROM;
	e.covers = r->covers;
	e.part = r->part;
	if (fingerprint) {
		e.fingerprint = kam_arena_strdup(&g->arena, fingerprint);
		if (!e.fingerprint)
			return kam_fail_memory(err);
	}
	return e.to_below ? add_edge(g, &e, from, to, err)
			  : add_edge(g, &e, to, from, err);
}

static int read_links(struct kam_graph *g, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(g->k), texts[SQL_LINKS], err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = read_link(g, s, err);
	kam_stmt_finalize(s);
	return rc;
}

struct reading {
	struct kam_graph *g;
	const struct kam_kind *kind;
	const struct kam_field *field;
};

static int add_reference(void *context, int64_t from,
			 const struct kam_kind *kind, int64_t to,
			 struct kam_err *err)
{
	const struct reading *r = context;
	const struct kam_end own = { r->kind, from }, other = { kind, to };
	const int down = (r->field->flags & KAM_LEADS_DOWN) != 0;
	const struct kam_graph_edge e = { .word = r->field->name,
					  .covers = down,
					  .to_below = down };
	int64_t link = 0;
	int rc = 0;

	/* what a field and a link say alike is said once */
	if (down && kam_relation_find(r->field->name))
		rc = kam_link_find(&link, r->g->k, own, r->field->name, other,
				   err);
	if (rc || link)
		return rc;
	return down ? add_edge(r->g, &e, own, other, err)
		    : add_edge(r->g, &e, other, own, err);
}

static int read_references(struct kam_graph *g, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(g->k);
	int rc = 0;

	for (int i = 0; i < all->n_kinds; i++)
		for (int f = 0; f < all->kinds[i]->n_fields && !rc; f++) {
			struct reading r = { g, all->kinds[i],
					     &all->kinds[i]->fields[f] };

			if (r.field->flags & (KAM_LEADS_UP | KAM_LEADS_DOWN))
				rc = kam_references_each(
				    g->k, r.kind, f, add_reference, &r, err);
		}
	return rc;
}

/* A counting sort of the edges by one of their ends. */
static int order(size_t **edges, size_t **from, const struct kam_graph *g,
		 int by_above, struct kam_err *err)
{
	size_t *starts = calloc(g->n_nodes + 2, sizeof *starts);
	size_t *sorted = calloc(g->n_edges + 1, sizeof *sorted);

	*from = starts;
	*edges = sorted;
	if (!starts || !sorted)
		return kam_fail_memory(err);
	for (size_t i = 0; i < g->n_edges; i++)
		starts[(by_above ? g->edges[i].above : g->edges[i].below) +
		       2]++;
	for (size_t i = 2; i < g->n_nodes + 2; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < g->n_edges; i++)
		sorted[starts[(by_above ? g->edges[i].above
					: g->edges[i].below) +
			      1]++] = i;
	return 0;
}

int kam_graph_load(struct kam_graph *g, struct kam *k, struct kam_end root,
		   struct kam_err *err)
{
	size_t node;
	int rc = 0;

	memset(g, 0, sizeof *g);
	g->k = k;
	if (root.kind)
		rc = add_node(&node, g, root, err);
	if (!rc)
		rc = read_links(g, err);
	if (!rc)
		rc = read_references(g, err);
	if (!rc)
		rc = order(&g->downs, &g->down_from, g, 1, err);
	if (!rc)
		rc = order(&g->ups, &g->up_from, g, 0, err);
	return rc;
}

void kam_graph_release(struct kam_graph *g)
{
	free(g->nodes);
	free(g->edges);
	free(g->places);
	free(g->downs);
	free(g->down_from);
	free(g->ups);
	free(g->up_from);
	kam_arena_release(&g->arena);
}

int kam_graph_decisions(struct kam_graph *g, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(g->k);
	struct kam_stmt *s = NULL;
	int rc =
	    kam_db_prepare(&s, kam_database(g->k), texts[SQL_DECISIONS], err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *kind = kam_stmt_text(s, 0);
		const char *outcome = kam_stmt_text(s, 2);
		struct kam_end end = { kam_kind_find(all, kind ? kind : ""),
				       kam_stmt_int(s, 1) };
		size_t at = kam_graph_find(g, end);

		rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
		if (at < g->n_nodes && outcome)
			g->nodes[at].agreed = !strcmp(outcome, "agreed") ||
					      !strcmp(outcome, "approved") ||
					      !strcmp(outcome, "accepted");
	}
	kam_stmt_finalize(s);
	return rc;
}
