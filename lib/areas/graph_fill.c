/*
 * What is known of the records in a graph: titles, states, fingerprints.
 */
#include "areas/graph.h"

#include <kam/fingerprint.h>
#include <kam/references.h>
#include <stdlib.h>
#include <string.h>

static int64_t scope_of(const struct kam_record *r, int field)
{
	return field != KAM_NO_FIELD && r->kind->fields[field].type == KAM_REF
		   ? r->values[field].integer
		   : 0;
}

static int fill_node(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_graph *g = context;
	const struct kam_end end = { r->kind, r->id };
	struct kam_graph_node *node = &g->nodes[kam_graph_find(g, end)];
	char fingerprint[KAM_SHA256_TEXT];
	struct kam_str title = KAM_STR_INIT;
	int rc = kam_record_text(&title, r, r->kind->title, err);

	if (!rc)
		rc = kam_fingerprint(fingerprint, r, err);
	if (!rc) {
		node->record.title = kam_arena_strdup(&g->arena, title.data);
		node->fingerprint = kam_arena_strdup(&g->arena, fingerprint);
		if (!node->record.title || !node->fingerprint)
			rc = kam_fail_memory(err);
	}
	kam_str_release(&title);
	if (r->kind->n_states) {
		node->record.status = r->kind->states[r->status].name;
		node->record.closed = r->kind->states[r->status].closed;
	}
	node->record.account = scope_of(r, r->kind->account);
	node->record.project = scope_of(r, r->kind->project);
	return rc;
}

static int compare_ids(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static int fill_kind(struct kam_graph *g, const struct kam_kind *kind,
		     int64_t *ids, struct kam_err *err)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n_nodes; i++) {
		struct kam_graph_node *node = &g->nodes[i];

		if (!kam_kind_is(node->record.end.kind, kind) ||
		    !node->wanted || node->filled)
			continue;
		node->filled = 1;
		ids[n++] = node->record.end.id;
	}
	if (!n)
		return 0;
	qsort(ids, n, sizeof *ids, compare_ids);
	return kam_records_each(g->k, kind, ids, n, fill_node, g, err);
}

int kam_graph_fill(struct kam_graph *g, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(g->k);
	int64_t *ids = calloc(g->n_nodes + 1, sizeof *ids);
	int rc = ids ? 0 : kam_fail_memory(err);

	for (int i = 0; i < all->n_kinds && !rc; i++)
		rc = fill_kind(g, all->kinds[i], ids, err);
	free(ids);
	return rc;
}

int kam_graph_fill_all(struct kam_graph *g, struct kam_err *err)
{
	for (size_t i = 0; i < g->n_nodes; i++)
		g->nodes[i].wanted = 1;
	return kam_graph_fill(g, err);
}

int kam_graph_suspect(const struct kam_graph *g, const struct kam_graph_edge *e)
{
	const char *now = g->nodes[kam_graph_to(e)].fingerprint;

	return e->link && e->fingerprint && now &&
	       strcmp(e->fingerprint, now) != 0;
}
