/*
 * The search: records judged, whether all are read or an index names some;
 * then put in order.
 */
#include "store/search.h"

#include <kam/date.h>
#include <kam/grow.h>
#include <kam/past.h>
#include <stdlib.h>
#include <string.h>

enum { OPEN = 15, RECENT = 20, RECENT_DAYS = 30 };

struct found {
	const struct kam_kind *kind;
	int64_t id, score;
	int64_t at; /* when it was last changed */
	int status, field;
	char modified[KAM_INSTANT_TEXT];
};

struct search {
	struct kam *k;
	const struct kam_search_query *query;
	struct kam_search_judge judge;
	struct found *items;
	size_t n, room;
	int64_t read;
	struct kam_search_rest rest; /* of the record that ends */
	int walking;                 /* the walk counts what it reads */
	int64_t parsed;              /* the last instant */
	int64_t
	    newest_from; /* n when an index began to give the newest first */
	/* records that were read already, where one may be named twice */
	struct seen {
		const struct kam_kind *kind;
		int64_t id;
	} * seen;
	size_t n_seen, seen_room; /* a power of two */
};

static int take_text(void *context, const struct kam_kind *kind, int field,
		     const char *text, struct kam_err *err)
{
	return kam_search_judge_text(&((struct search *)context)->judge, kind,
				     field, text, err);
}

/* Many in a row were changed at once. */
static int64_t instant_of(struct search *s, const char *modified)
{
	struct kam_err none = { 0 };

	if (s->n && !strcmp(s->items[s->n - 1].modified, modified))
		return s->items[s->n - 1].at;
	return kam_instant_parse(&s->parsed, modified, &none) ? s->k->now
							      : s->parsed;
}

static int64_t age_of(const struct search *s, int64_t at)
{
	int64_t days = (s->k->now - at) / 86400;

	return days > 0 ? days : 0;
}

/* 1 where scope and filter have nothing against it */
static int is_wanted(struct search *s, const struct kam_kind *kind, int64_t id,
		     struct kam_err *err)
{
	const struct kam_search_query *q = s->query;
	struct kam_search_scope scope;
	int rc;

	if (q->accept && !q->accept(q->context, id))
		return 0;
	if (!q->account && !q->project)
		return 1;
	rc = kam_search_scope(&scope, s->k, kind, id, q->account, err);
	if (rc)
		return rc;
	return (!q->account || scope.account == q->account) &&
	       (!q->project || scope.project == q->project);
}

static int keep(struct search *s, const struct kam_kind *kind, int64_t id,
		int64_t score, struct kam_err *err)
{
	struct found *grown =
	    kam_grow(s->items, &s->room, s->n, sizeof *grown, err);
	const struct kam_search_rest *rest = &s->rest;
	struct found *f;
	int64_t at;

	if (!grown)
		return err->code;
	s->items = grown;
	if (rest->status < 0 || !kind->states[rest->status].closed)
		score += OPEN;
	at = instant_of(s, rest->modified);
	score += RECENT * RECENT_DAYS / (RECENT_DAYS + age_of(s, at));
	f = &s->items[s->n++];
	*f = (struct found){ kind,           id, score, at, rest->status,
			     s->judge.field, "" };
	memcpy(f->modified, rest->modified, sizeof f->modified);
	return 0;
}

/* All texts of a record have been judged; the next one's come. */
static int end_row(void *context, const struct kam_kind *kind, int64_t id,
		   struct kam_err *err)
{
	struct search *s = context;
	int64_t score;
	int rc = 0;

	s->read += !s->walking;
	if (s->judge.field == KAM_NO_FIELD)
		return 0;
	score = kam_search_judge_end(&s->judge);
	if (score)
		rc = is_wanted(s, kind, id, err);
	if (rc > 0)
		rc = keep(s, kind, id, score, err);
	kam_search_judge_begin(&s->judge);
	return rc;
}

static int read_all(struct search *s, struct kam_err *err)
{
	const struct kam_search_reader reader = { s->k, take_text, end_row, s,
						  &s->rest };
	const struct kam_catalogue *all = s->k->catalogue;
	int rc;

	s->walking = 1;
	rc = kam_search_walk(&reader, &s->read, &s->query->needles,
			     s->query->kind, err);
	s->walking = 0;
	if (rc)
		return rc < 0 ? rc : 0;
	s->n = 0;
	s->read = 0;
	kam_search_judge_begin(&s->judge);
	for (int i = 0; i < all->n_kinds && !rc; i++)
		if (!s->query->kind || s->query->kind == all->kinds[i])
			rc = kam_search_read_all(&reader, all->kinds[i], err);
	return rc;
}

/* Where it is among those that were seen, or where it would be. */
static size_t place_of(const struct search *s, const struct kam_kind *kind,
		       int64_t id)
{
	size_t i = ((size_t)id * 2654435761u + (size_t)kind->prefix[0]) &
		   (s->seen_room - 1);

	while (s->seen[i].kind &&
	       (!kam_kind_is(s->seen[i].kind, kind) || s->seen[i].id != id))
		i = (i + 1) & (s->seen_room - 1);
	return i;
}

static int grow_seen(struct search *s, struct kam_err *err)
{
	struct seen *old = s->seen;
	size_t n = s->seen_room;

	if (2 * s->n_seen < n)
		return 0;
	s->seen_room = n ? 2 * n : 256;
	s->seen = calloc(s->seen_room, sizeof *s->seen);
	if (!s->seen) {
		s->seen = old;
		s->seen_room = n;
		return kam_fail_memory(err);
	}
	for (size_t i = 0; i < n; i++)
		if (old[i].kind)
			s->seen[place_of(s, old[i].kind, old[i].id)] = old[i];
	free(old);
	return 0;
}

/* One that an index or the journal names; 1 where no more are asked for. */
static int take_id(void *context, const struct kam_kind *kind, int64_t id,
		   struct kam_err *err)
{
	struct search *s = context;
	const struct kam_search_reader reader = { s->k, take_text, end_row, s,
						  &s->rest };
	int rc = grow_seen(s, err);
	size_t at;

	if (rc || (s->query->kind && !kam_kind_is(s->query->kind, kind)))
		return rc;
	at = place_of(s, kind, id);
	if (s->seen[at].kind)
		return 0;
	s->seen[at] = (struct seen){ kind, id };
	s->n_seen++;
	rc = kam_search_read_one(&reader, kind, id, err);
	if (rc < 0)
		return rc;
	return s->query->limit && s->query->order == KAM_SEARCH_NEWEST &&
	       s->newest_from >= 0 &&
	       (int64_t)s->n - s->newest_from >= s->query->limit;
}

/* What an index names, and what was changed since it was made. */
static int ask_index(struct search *s, struct kam_search_index *index,
		     struct kam_err *err)
{
	int rc = index->behind
		     ? kam_search_changed(s->k, index->state.operation, 0,
					  take_id, s, err)
		     : 0;

	s->newest_from = (int64_t)s->n;
	return rc ? rc
		  : kam_search_index_find(index, s->k, &s->query->needles,
					  take_id, s, err);
}

static int find_indexed(int *asked, struct search *s, struct kam_err *err)
{
	struct kam_search_index index;
	enum kam_index_found found;
	int64_t records;
	int rc = kam_search_index_open(&found, &index, s->k, err);

	*asked = 0;
	/* maybe only newer than what this reads: another made it meanwhile */
	if (!rc && found == KAM_INDEX_STALE) {
		kam_read_end(s->k);
		rc = kam_read_begin(s->k, err);
		if (!rc)
			rc = kam_search_index_open(&found, &index, s->k, err);
	}
	if (!rc && found == KAM_INDEX_STALE) {
		/* the reads that it is made by are its own */
		kam_read_end(s->k);
		rc = kam_search_index_make(&records, s->k, err);
		if (rc != KAM_ENOMEM && rc != KAM_EINTERRUPT) {
			kam_err_reset(err);
			rc = kam_read_begin(s->k, err);
		}
		if (!rc)
			rc = kam_search_index_open(&found, &index, s->k, err);
	}
	if (rc || found != KAM_INDEX_CURRENT)
		return rc;
	rc = ask_index(s, &index, err);
	kam_search_index_close(&index);
	if (rc != KAM_EINTERRUPT && rc != KAM_ENOMEM && rc < 0) {
		/* whatever is wrong with it, the register has all */
		kam_err_reset(err);
		rc = KAM_SEARCH_UNASKED;
	}
	*asked = !rc;
	if (rc == KAM_SEARCH_UNASKED)
		s->n = 0;
	return rc < 0 ? rc : 0;
}

static int compare_newest(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? 1 : -1;
	if (x->kind != y->kind && !kam_kind_is(x->kind, y->kind))
		return strcmp(x->kind->name, y->kind->name);
	return x->id < y->id ? 1 : -(x->id > y->id);
}

static int compare_ranked(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return compare_newest(a, b);
}

/* They were found by id, and of equal ones the newest comes first: turned
   round, many are in order. */
static void put_in_order(struct search *s)
{
	int (*compare)(const void *, const void *) =
	    s->query->order == KAM_SEARCH_NEWEST ? compare_newest
						 : compare_ranked;
	size_t i = 1;

	for (size_t from = 0, to = s->n; from + 1 < to; from++) {
		struct found f = s->items[--to];

		s->items[to] = s->items[from];
		s->items[from] = f;
	}
	while (i < s->n && compare(&s->items[i - 1], &s->items[i]) <= 0)
		i++;
	if (i < s->n)
		qsort(s->items, s->n, sizeof *s->items, compare);
}

static int show(struct kam_search_result *out, const struct search *s,
		struct kam_arena *arena, struct kam_err *err)
{
	struct kam_search_shown shown = { s->k, arena, s->query, 0, NULL };
	int64_t most = s->query->limit;
	int rc = 0;

	out->n = most && (int64_t)s->n > most ? (size_t)most : s->n;
	out->hits = kam_arena_array(arena, out->n + 1, sizeof *out->hits);
	if (!out->hits)
		return kam_fail_memory(err);
	for (size_t i = 0; i < out->n && !rc; i++) {
		const struct found *f = &s->items[i];
		struct kam_search_hit *hit = &out->hits[i];

		hit->kind = f->kind;
		hit->id = f->id;
		hit->score = f->score;
		hit->status = f->status;
		hit->field = f->field;
		hit->modified = s->query->leave & KAM_SEARCH_WHEN
				    ? ""
				    : kam_arena_strdup(arena, f->modified);
		rc = hit->modified ? kam_search_show(hit, &shown, err)
				   : kam_fail_memory(err);
	}
	return rc;
}

int kam_search(struct kam_search_result *out, struct kam *k,
	       struct kam_arena *arena, const struct kam_search_query *query,
	       struct kam_err *err)
{
	struct search s = { .k = k, .query = query, .newest_from = -1 };
	int rc = 0;

	memset(out, 0, sizeof *out);
	s.judge.needles = &query->needles;
	s.judge.folded.data = kam_str_empty;
	kam_search_judge_begin(&s.judge);
	/* what was is not what the index beside the register is of */
	if (!query->no_index && !kam_is_past(k))
		rc = find_indexed(&out->indexed, &s, err);
	s.read = out->indexed ? s.read : 0;
	if (!rc && !out->indexed)
		rc = read_all(&s, err);
	if (!rc)
		put_in_order(&s);
	out->read = s.read;
	if (!rc)
		rc = show(out, &s, arena, err);
	kam_str_release(&s.judge.folded);
	free(s.items);
	free(s.seen);
	return rc;
}
