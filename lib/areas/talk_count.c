/*
 * Conversations counted by what they have in common.
 */
#include "areas/sql.h"
#include "areas/talk.h"

#include <kam/areas.h>
#include <kam/quantile.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_CONTACT, SQL_ACCOUNT };
static const char *const texts[] = {
	[SQL_CONTACT] = "SELECT \"name\" FROM contact WHERE id = $1",
	[SQL_ACCOUNT] = "SELECT \"key\" FROM account WHERE id = $1",
};
const struct kam_sql kam_talk_count_sql = { texts,
					    sizeof texts / sizeof *texts };

/* A conversation under one of its values; those of none have key -1. */
struct entry {
	int64_t key;
	size_t talk;
};

struct counting {
	struct kam *k;
	struct kam_arena *arena;
	const struct kam_talks *talks;
	enum kam_talk_by by;
	struct entry *entries; /* by key, then time */
	size_t n;
	int64_t *minutes; /* room for the answer times of one group */
};

static int by_key(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->talk < y->talk ? -1 : x->talk > y->talk;
}

static void enter(struct counting *c, size_t i)
{
	const struct kam_talk *t = &c->talks->items[i];
	int64_t key = -1;

	if (c->by == KAM_TALK_BY_CONTACT) {
		for (size_t w = 0; w < t->n_with; w++)
			c->entries[c->n++] =
			    (struct entry){ c->talks->contacts[t->with[w]], i };
		if (t->n_with)
			return;
	} else if (c->by == KAM_TALK_BY_ACCOUNT) {
		key = t->account;
	} else if (c->by == KAM_TALK_BY_CHANNEL) {
		key = t->channel;
	} else if (t->direction != KAM_TALK_UNSAID) {
		key = t->direction == KAM_TALK_IN ? 0 : 1;
	}
	c->entries[c->n++] = (struct entry){ key, i };
}

static int read_text(const char **out, const struct counting *c, int sql,
		     int64_t id, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(c->k), texts[sql], err);

	*out = NULL;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0 && kam_stmt_text(s, 0)) {
		*out = kam_arena_strdup(c->arena, kam_stmt_text(s, 0));
		rc = *out ? 0 : kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

static int say(struct kam_talk_figures *f, const struct counting *c,
	       int64_t key, struct kam_err *err)
{
	const struct kam_field *fields = kam_comm_kind.fields;

	if (key < 0)
		return 0;
	switch (c->by) {
	case KAM_TALK_BY_CONTACT:
		f->value =
		    kam_arena_printf(c->arena, "CON-%lld", (long long)key);
		return f->value ? read_text(&f->name, c, SQL_CONTACT, key, err)
				: kam_fail_memory(err);
	case KAM_TALK_BY_ACCOUNT:
		return read_text(&f->value, c, SQL_ACCOUNT, key, err);
	case KAM_TALK_BY_CHANNEL:
		f->value = fields[KAM_COMM_CHANNEL].words[key];
		return 0;
	default:
		f->value = fields[KAM_COMM_DIRECTION].words[key];
		return 0;
	}
}

static void add(struct kam_talk_figures *f, struct counting *c,
		const struct kam_talk *t)
{
	f->count++;
	f->in += t->direction == KAM_TALK_IN;
	f->out += t->direction == KAM_TALK_OUT;
	f->last = t->at > f->last ? t->at : f->last;
	f->talk += t->duration;
	if (t->direction != KAM_TALK_IN)
		return;
	if (t->answer >= 0)
		c->minutes[f->answered++] = t->answer;
	else
		f->awaiting++;
}

/* One group from its first entry on; *at is that of the next. */
static int count_group(struct kam_talk_figures *f, struct counting *c,
		       size_t *at, struct kam_err *err)
{
	int64_t key = c->entries[*at].key;

	memset(f, 0, sizeof *f);
	f->last = INT64_MIN;
	f->p50 = f->p90 = -1;
	for (; *at < c->n && c->entries[*at].key == key; ++*at)
		add(f, c, &c->talks->items[c->entries[*at].talk]);
	if (f->answered) {
		size_t n = (size_t)f->answered;

		kam_quantile_sort(c->minutes, n);
		f->p50 = kam_quantile_nearest(c->minutes, n, 50);
		f->p90 = kam_quantile_nearest(c->minutes, n, 90);
	}
	return say(f, c, key, err);
}

static int by_count(const void *a, const void *b)
{
	const struct kam_talk_figures *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	if (x->last != y->last)
		return x->last > y->last ? -1 : 1;
	return strcmp(x->value ? x->value : "", y->value ? y->value : "");
}

int kam_talk_count(struct kam_talk_figures **out, size_t *n, struct kam *k,
		   struct kam_arena *arena, const struct kam_talks *talks,
		   enum kam_talk_by by, int64_t since, struct kam_err *err)
{
	struct counting c = {
		.k = k, .arena = arena, .talks = talks, .by = by
	};
	struct kam_arena scratch = { 0 };
	size_t room = 1, at = 0;
	int rc = 0;

	*n = 0;
	for (size_t i = 0; i < talks->n; i++)
		room += 1 + talks->items[i].n_with;
	c.entries = kam_arena_array(&scratch, room, sizeof *c.entries);
	c.minutes = kam_arena_array(&scratch, room, sizeof *c.minutes);
	*out = kam_arena_array(&scratch, room, sizeof **out);
	if (!c.entries || !c.minutes || !*out)
		rc = kam_fail_memory(err);
	for (size_t i = 0; !rc && i < talks->n; i++)
		if (talks->items[i].at >= since)
			enter(&c, i);
	if (!rc)
		qsort(c.entries, c.n, sizeof *c.entries, by_key);
	while (!rc && at < c.n)
		rc = count_group(&(*out)[(*n)++], &c, &at, err);
	if (!rc) {
		struct kam_talk_figures *kept =
		    kam_arena_array(arena, *n + 1, sizeof *kept);

		if (kept)
			memcpy(kept, *out, *n * sizeof *kept);
		else
			rc = kam_fail_memory(err);
		*out = kept;
	}
	kam_arena_release(&scratch);
	if (!rc)
		qsort(*out, *n, sizeof **out, by_count);
	return rc;
}
