/*
 * Links to records whose wording has changed since, and what changed.
 */
#include "areas/graph.h"

#include <kam/fingerprint.h>
#include <kam/trace.h>
#include <string.h>

/* The wording of a record, a canonical value for each field; taken back one
   change after the other until it has the fingerprint that is looked for. */
struct wording {
	struct kam_arena *arena;
	const struct kam_kind *kind;
	const char *now[KAM_COLUMNS], *then[KAM_COLUMNS];
	struct change {
		struct change *before;
		int field;
		const char *value, *at, *actor;
	} * last;
};

static int see_change(void *context, const struct kam_change *c,
		      struct kam_err *err)
{
	struct wording *w = context;
	const int field = c->field ? kam_field_find(w->kind, c->field) : -1;
	struct change *change;

	if (field < 0 || !kam_is_wording(w->kind, field))
		return 0;
	change = kam_arena_alloc(w->arena, sizeof *change);
	if (!change)
		return kam_fail_memory(err);
	change->before = w->last;
	change->field = field;
	change->at = kam_arena_strdup(w->arena, c->at);
	change->actor = kam_arena_strdup(w->arena, c->actor ? c->actor : "");
	change->value =
	    c->before ? kam_arena_strdup(w->arena, c->before) : NULL;
	if (!change->at || !change->actor || (c->before && !change->value))
		return kam_fail_memory(err);
	w->last = change;
	return 0;
}

/* Of the wording as it is: the members of its canonical bytes. */
static int read_now(struct wording *w, struct kam *k, int64_t id,
		    struct kam_err *err)
{
	struct kam_str bytes = KAM_STR_INIT;
	struct kam_canonical m;
	struct kam_record *r;
	const char *at;
	int rc = kam_record_load(&r, k, w->arena, w->kind, id, err);

	if (rc)
		return rc;
	kam_wording_canonical(&bytes, r);
	rc = kam_str_check(&bytes, err);
	at = bytes.data;
	while (!rc && kam_canonical_next(&m, &at) > 0) {
		char name[KAM_LABEL_TEXT];
		int field;

		(void)snprintf(name, sizeof name, "%.*s", (int)m.name_length,
			       m.name);
		field = kam_field_find(w->kind, name);
		w->now[field] = kam_arena_strndup(w->arena, m.value, m.length);
		if (!w->now[field])
			rc = kam_fail_memory(err);
	}
	kam_str_release(&bytes);
	memcpy(w->then, w->now, sizeof w->then);
	return rc;
}

/* As kam_wording_canonical() puts them together. */
static int is_wording(const struct wording *w, const char *fingerprint,
		      struct kam_err *err)
{
	char text[KAM_SHA256_TEXT];
	struct kam_str bytes = KAM_STR_INIT;
	struct kam_sha256 sha;
	const char *last = "";
	int rc;

	kam_str_add_char(&bytes, '{');
	for (;;) {
		int next = -1;

		for (int i = 0; i < w->kind->n_fields; i++)
			if (w->then[i] &&
			    strcmp(w->kind->fields[i].name, last) > 0 &&
			    (next < 0 ||
			     strcmp(w->kind->fields[i].name,
				    w->kind->fields[next].name) < 0))
				next = i;
		if (next < 0)
			break;
		last = w->kind->fields[next].name;
		kam_str_printf(&bytes, "%s\"%s\":%s",
			       bytes.length > 1 ? "," : "", last,
			       w->then[next]);
	}
	kam_str_add_char(&bytes, '}');
	rc = kam_str_check(&bytes, err);
	kam_sha256_begin(&sha);
	kam_sha256_add(&sha, bytes.data, bytes.length);
	kam_sha256_text(text, &sha);
	kam_str_release(&bytes);
	return rc ? rc : !strcmp(text, fingerprint);
}

/* Takes changes back, newest first; 1 where that finds the wording. The
   journal has an erased value as none. */
static int take_back(struct wording *w, const char *fingerprint,
		     const struct change **first, struct kam_err *err)
{
	int rc = 0;

	for (const struct change *c = w->last; c && !rc; c = c->before) {
		w->then[c->field] =
		    c->value && strcmp(c->value, "null") != 0 ? c->value : NULL;
		*first = c;
		rc = is_wording(w, fingerprint, err);
	}
	return rc;
}

static int find_changes(struct kam_suspect *s, struct kam *k,
			struct kam_arena *arena, const char *fingerprint,
			struct kam_err *err)
{
	const struct kam_journal_query query = { .kind = s->to.end.kind,
						 .record = s->to.end.id };
	struct wording w = { .arena = arena, .kind = s->to.end.kind };
	const struct change *first = NULL;
	int rc = read_now(&w, k, s->to.end.id, err);

	if (!rc)
		rc = kam_journal_each(k, &query, see_change, &w, err);
	if (!rc)
		rc = take_back(&w, fingerprint, &first, err);
	if (rc <= 0)
		return rc;
	s->at = first->at;
	s->actor = first->actor;
	for (int i = 0; i < w.kind->n_fields; i++)
		if (w.then[i] != w.now[i] &&
		    (!w.then[i] || !w.now[i] || strcmp(w.then[i], w.now[i])))
			s->changes[s->n_changes++] =
			    (struct kam_suspect_change){
				    w.kind->fields[i].name,
				    w.then[i],
				    w.now[i],
			    };
	return 0;
}

/* Whether the query asks for links of the record. */
static int is_asked(const struct kam_suspect_query *q,
		    const struct kam_trace_record *from)
{
	return (!q->kind || kam_kind_is(q->kind, from->end.kind)) &&
	       (!q->id || q->id == from->end.id) &&
	       (!q->account || q->account == from->account) &&
	       (!q->project || q->project == from->project) &&
	       from->closed != KAM_GIVEN_UP;
}

static int give(struct kam_graph *g, const struct kam_graph_edge *e,
		const struct kam_suspect_query *q, kam_each_suspect each,
		void *context, struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct kam_suspect s = {
		.link = e->link,
		.relation = e->word,
		.from = g->nodes[kam_graph_from(e)].record,
		.to = g->nodes[kam_graph_to(e)].record,
	};
	int rc = 0;

	if (!q->bare)
		rc = find_changes(&s, g->k, &arena, e->fingerprint, err);
	if (!rc)
		rc = each(context, &s, err);
	kam_arena_release(&arena);
	return rc;
}

int kam_suspect_each(struct kam *k, const struct kam_suspect_query *query,
		     kam_each_suspect each, void *context, struct kam_err *err)
{
	const struct kam_end none = { NULL, 0 };
	struct kam_graph g;
	int rc = kam_graph_load(&g, k, none, err);

	for (size_t i = 0; i < g.n_edges; i++)
		if (g.edges[i].link &&
		    (!query->kind ||
		     g.nodes[kam_graph_from(&g.edges[i])].record.end.kind ==
			 query->kind)) {
			g.nodes[g.edges[i].above].wanted = 1;
			g.nodes[g.edges[i].below].wanted = 1;
		}
	if (!rc)
		rc = kam_graph_fill(&g, err);
	/* links come before fields, in their own order */
	for (size_t i = 0; i < g.n_edges && g.edges[i].link && !rc; i++) {
		const struct kam_graph_edge *e = &g.edges[i];

		if (kam_graph_suspect(&g, e) &&
		    is_asked(query, &g.nodes[kam_graph_from(e)].record))
			rc = give(&g, e, query, each, context, err);
	}
	kam_graph_release(&g);
	return rc;
}
