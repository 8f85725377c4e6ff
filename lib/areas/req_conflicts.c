/*
 * Contradictions: by links, by wordings, by what needs what.
 */
#include "areas/req_links.h"
#include "areas/req_texts.h"

#include <kam/areas.h>
#include <kam/circle.h>
#include <kam/grow.h>
#include <kam/req_conflicts.h>
#include <stdlib.h>
#include <string.h>

const char *const kam_conflict_words[KAM_CONFLICT_RULES] = {
	N_("linked"),   N_("figures"), N_("negation"), N_("deadline"),
	N_("priority"), N_("order"),   N_("wont"),     N_("circle"),
};

/* A requirement, as far as that is of interest here. */
struct one {
	int64_t id;
	const char *title, *due; /* due: NULL where unset */
	int priority, status;    /* priority: -1 where unset */
};
struct search {
	struct kam_conflicts *out;
	struct kam *k;
	struct one *ones; /* by id */
	size_t n, room;
	struct kam_req_texts texts;
	struct kam_req_links links;
};

static struct kam_conflict *add(struct search *s, enum kam_conflict_rule rule,
				const struct one *a, const struct one *b,
				struct kam_err *err)
{
	struct kam_conflicts *c = s->out;
	struct kam_conflict *item;

	if (c->n == c->room) {
		struct kam_conflict *grown =
		    kam_grow(c->items, &c->room, c->n, sizeof *grown, err);

		if (!grown)
			return NULL;
		c->items = grown;
	}
	item = &c->items[c->n++];
	memset(item, 0, sizeof *item);
	item->rule = rule;
	item->id = a->id;
	item->other = b->id;
	item->title = a->title;
	item->other_title = b->title;
	return item;
}

static int fill(struct one *one, struct search *s, const struct kam_record *req,
		struct kam_err *err)
{
	const struct kam_value *v = req->values;
	struct kam_arena *arena = &s->out->arena;

	memset(one, 0, sizeof *one);
	one->id = req->id;
	one->status = req->status;
	one->title = kam_arena_strdup(arena, v[KAM_REQ_TITLE].text);
	if (v[KAM_REQ_DUE].set)
		one->due = kam_arena_strdup(arena, v[KAM_REQ_DUE].text);
	one->priority =
	    v[KAM_REQ_PRIORITY].set
		? kam_word_find(&kam_req_kind.fields[KAM_REQ_PRIORITY],
				v[KAM_REQ_PRIORITY].text)
		: -1;
	return one->title && (one->due || !v[KAM_REQ_DUE].set)
		   ? 0
		   : kam_fail_memory(err);
}

static int take_one(void *context, struct kam_record *req, struct kam_err *err)
{
	struct one *grown;
	struct search *s = context;

	grown = kam_grow(s->ones, &s->room, s->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	s->ones = grown;
	if (fill(&s->ones[s->n++], s, req, err))
		return err->code;
	return kam_req_texts_add(&s->texts, req, 0, err);
}

static int compare_ones(const void *a, const void *b)
{
	const struct one *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static const struct one *find(const struct search *s, int64_t id)
{
	const struct one wanted = { .id = id };

	return s->n ? bsearch(&wanted, s->ones, s->n, sizeof *s->ones,
			      compare_ones)
		    : NULL;
}

static const char *priority_word(int priority)
{
	return priority < 0
		   ? NULL
		   : kam_req_kind.fields[KAM_REQ_PRIORITY].words[priority];
}

/* Which contradiction two of nearly the same wording have; -1: none. */
static int judge(const struct kam_req_text *a, const struct kam_req_text *b)
{
	if (strcmp(a->amounts, b->amounts) != 0)
		return KAM_CONFLICT_FIGURES;
	if (strcmp(a->numbers, b->numbers) != 0)
		return -1; /* labels: one of a list */
	if (a->negations != b->negations)
		return KAM_CONFLICT_NEGATION;
	if (a->due && b->due && strcmp(a->due, b->due) != 0)
		return KAM_CONFLICT_DEADLINE;
	if (a->priority >= 0 && b->priority >= 0 && a->priority != b->priority)
		return KAM_CONFLICT_PRIORITY;
	return -1;
}

/* The two sides, in the conflicts' arena: the texts' goes before it. */
static int set_sides(struct search *s, struct kam_conflict *item,
		     const char *here, const char *there, struct kam_err *err)
{
	item->here = kam_arena_strdup(&s->out->arena, here);
	item->there = kam_arena_strdup(&s->out->arena, there);
	return item->here && item->there ? 0 : kam_fail_memory(err);
}

static int take_pair(void *context, size_t later, size_t earlier, int percent,
		     struct kam_err *err)
{
	struct search *s = context;
	const struct kam_req_text *a = &s->texts.items[later];
	const struct kam_req_text *b = &s->texts.items[earlier];
	struct kam_conflict *item;
	int rule = judge(a, b), rc = 0;

	(void)percent;
	if (rule < 0 ||
	    kam_req_links_tied(&s->links, a->id, b->id, KAM_TIE_DUPLICATES) ||
	    kam_req_links_tied(&s->links, a->id, b->id, KAM_TIE_RELATES))
		return 0;
	item = s->out->n ? &s->out->items[s->out->n - 1] : NULL;
	if (item && item->id == a->id && item->other == b->id)
		return 1;
	item = add(s, (enum kam_conflict_rule)rule, find(s, a->id),
		   find(s, b->id), err);
	if (!item)
		return err->code;
	if (rule == KAM_CONFLICT_FIGURES)
		rc = set_sides(s, item, a->figures, b->figures, err);
	else if (rule == KAM_CONFLICT_DEADLINE)
		rc = set_sides(s, item, a->due, b->due, err);
	else if (rule == KAM_CONFLICT_PRIORITY)
		rc = set_sides(s, item, priority_word(a->priority),
			       priority_word(b->priority), err);
	return rc ? rc : 1;
}

/* One that the query left out, where it is needed. */
static int load(struct one *one, struct search *s, int64_t id,
		struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_record *req;
	int rc = kam_record_load(&req, s->k, &scratch, &kam_req_kind, id, err);

	if (!rc)
		rc = fill(one, s, req, err);
	kam_arena_release(&scratch);
	return rc;
}

static int look_at_need(struct search *s, const struct kam_req_link *link,
			const struct one *a, const struct one *b,
			struct kam_err *err)
{
	const struct kam_field *priority =
	    &kam_req_kind.fields[KAM_REQ_PRIORITY];
	const int deferred = kam_state_find(&kam_req_kind, "deferred");
	const int must = kam_word_find(priority, "must");
	const int wont = kam_word_find(priority, "wont");
	struct kam_conflict *item;

	if (kam_req_is_built(b->status))
		return 0;
	if (a->due && b->due && strcmp(a->due, b->due) < 0) {
		item = add(s, KAM_CONFLICT_ORDER, a, b, err);
		if (!item)
			return err->code;
		item->link = link->link;
		item->here = a->due;
		item->there = b->due;
	}
	if (b->status < deferred &&
	    (a->priority != must || b->priority != wont))
		return 0;
	item = add(s, KAM_CONFLICT_WONT, a, b, err);
	if (!item)
		return err->code;
	item->link = link->link;
	item->here = a->priority < 0 ? kam_req_kind.states[a->status].name
				     : priority_word(a->priority);
	item->there = b->status >= deferred
			  ? kam_req_kind.states[b->status].name
			  : priority_word(b->priority);
	return 0;
}

static int look_at_link(struct search *s, const struct kam_req_link *link,
			struct kam_err *err)
{
	const struct one *a = find(s, link->req), *b = find(s, link->other);
	struct kam_conflict *item;
	struct one left_out;

	if (link->tie == KAM_TIE_CONFLICTS && a && b) {
		item = add(s, KAM_CONFLICT_LINKED, a, b, err);
		if (item)
			item->link = link->link;
		return item ? 0 : err->code;
	}
	if (link->tie != KAM_TIE_NEEDS || !a)
		return 0;
	if (!b) {
		if (load(&left_out, s, link->other, err))
			return err->code;
		b = &left_out;
	}
	return look_at_need(s, link, a, b, err);
}

static int take_circle(void *context, const size_t *nodes, size_t n,
		       struct kam_err *err)
{
	struct search *s = context;
	const struct one *a = &s->ones[nodes[0]];
	const struct one *b = &s->ones[nodes[n > 1]];
	struct kam_conflict *item = add(s, KAM_CONFLICT_CIRCLE, a, b, err);
	int64_t *circle = kam_arena_array(&s->out->arena, n, sizeof *circle);

	if (!item || !circle)
		return kam_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		circle[i] = s->ones[nodes[i]].id;
	item->circle = circle;
	item->n_circle = n;
	for (size_t i = kam_req_links_find(&s->links, a->id);
	     i < s->links.n && s->links.items[i].req == a->id; i++)
		if (s->links.items[i].tie == KAM_TIE_NEEDS &&
		    s->links.items[i].other == b->id)
			item->link = s->links.items[i].link;
	return 0;
}

static int look_for_circles(struct search *s, struct kam_err *err)
{
	struct kam_edge *edges = malloc((s->links.n + 1) * sizeof *edges);
	size_t n = 0;
	int rc;

	if (!edges)
		return kam_fail_memory(err);
	for (size_t i = 0; i < s->links.n; i++) {
		const struct one *a = find(s, s->links.items[i].req);
		const struct one *b = find(s, s->links.items[i].other);

		if (s->links.items[i].tie != KAM_TIE_NEEDS || !a || !b)
			continue;
		edges[n].from = (size_t)(a - s->ones);
		edges[n++].to = (size_t)(b - s->ones);
	}
	rc = kam_circle_each(edges, n, s->n, take_circle, s, err);
	free(edges);
	return rc;
}

static int compare(const void *a, const void *b)
{
	const struct kam_conflict *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	return x->other < y->other ? -1 : x->other > y->other;
}

int kam_req_conflicts(struct kam_conflicts *c, struct kam *k,
		      struct kam_query *q, struct kam_err *err)
{
	struct search s = { .out = c, .k = k };
	int rc = kam_query_run(q, take_one, &s, err);

	if (!rc && s.n)
		qsort(s.ones, s.n, sizeof *s.ones, compare_ones);
	if (!rc)
		rc = kam_req_links_load(&s.links, k, err);
	if (!rc)
		rc = kam_similar_each(s.texts.similar, s.texts.n,
				      KAM_SIMILAR_PERCENT, take_pair, &s, err);
	for (size_t i = 0; i < s.links.n && !rc; i++)
		rc = look_at_link(&s, &s.links.items[i], err);
	if (!rc)
		rc = look_for_circles(&s, err);
	if (!rc && c->n)
		qsort(c->items, c->n, sizeof *c->items, compare);
	kam_req_texts_release(&s.texts);
	kam_req_links_release(&s.links);
	free(s.ones);
	return rc;
}

void kam_conflicts_release(struct kam_conflicts *c)
{
	free(c->items);
	kam_arena_release(&c->arena);
	c->items = NULL;
	c->n = c->room = 0;
}
