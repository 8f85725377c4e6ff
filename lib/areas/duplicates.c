/*
 * Duplicates: pairs that have something in common, and how likely they are one.
 */
#include "areas/duplicates.h"

#include <kam/areas.h>
#include <kam/similar.h>
#include <stdlib.h>
#include <string.h>

const char *const kam_likeness_words[KAM_LIKENESSES] = {
	[KAM_LIKE_LINKED] = N_("linked"),
	[KAM_LIKE_CREDIT_CODE] = N_("credit_code"),
	[KAM_LIKE_MAIL] = N_("mail"),
	[KAM_LIKE_NAME] = N_("name"),
	[KAM_LIKE_CORE] = N_("core"),
	[KAM_LIKE_SIMILAR] = N_("similar"),
	[KAM_LIKE_PERSON] = N_("person"),
	[KAM_LIKE_PHONE] = N_("phone"),
	[KAM_LIKE_DOMAIN] = N_("domain"),
};
static const int account_percent[KAM_LIKENESSES] = {
	[KAM_LIKE_CREDIT_CODE] = 99, [KAM_LIKE_NAME] = 90,
	[KAM_LIKE_CORE] = 80,        [KAM_LIKE_PHONE] = 50,
	[KAM_LIKE_DOMAIN] = 50,
};
static const int contact_percent[KAM_LIKENESSES] = {
	[KAM_LIKE_MAIL] = 95,
	[KAM_LIKE_NAME] = 35,
	[KAM_LIKE_PERSON] = 75,
	[KAM_LIKE_PHONE] = 60,
};

static int compare_keys(const void *a, const void *b)
{
	const struct kam_alike_key *x = a, *y = b;
	int text;

	if (x->like != y->like)
		return x->like < y->like ? -1 : 1;
	text = strcmp(x->text, y->text);
	if (text)
		return text;
	return x->record < y->record ? -1 : x->record > y->record;
}

/* A number without its country's code may be another country's. */
static int is_other_country(const struct kam_likening *l,
			    const struct kam_alike_key *x,
			    const struct kam_alike_key *y)
{
	const char *a = l->records[x->record].country;
	const char *b = l->records[y->record].country;

	if (x->like != KAM_LIKE_PHONE)
		return 0;
	if (x->code && y->code)
		return x->code != y->code;
	return a && b && strcmp(a, b) != 0;
}

static int pair_keys(struct kam_likening *l, const struct kam_alike_key *x,
		     const struct kam_alike_key *y, struct kam_err *err)
{
	const int *percent = kam_kind_is(l->kind, &kam_contact_kind)
				 ? contact_percent
				 : account_percent;
	enum kam_likeness like = x->like;
	const struct kam_alike *a = &l->records[x->record].shown;
	const struct kam_alike *b = &l->records[y->record].shown;

	if (x->record == y->record || is_other_country(l, x, y))
		return 0;
	if (like == KAM_LIKE_NAME && kam_kind_is(l->kind, &kam_contact_kind) &&
	    a->account && a->account == b->account)
		like = KAM_LIKE_PERSON;
	return kam_alike_pair_add(l, x->record, y->record, like, percent[like],
				  err);
}

/* Those from one key to the next with another text. */
static int pair_block(struct kam_likening *l, const struct kam_alike_key *block,
		      size_t n, struct kam_err *err)
{
	int many = n > KAM_DUPLICATES_SAME, rc = 0;
	int proves =
	    block->like != KAM_LIKE_PHONE && block->like != KAM_LIKE_DOMAIN;

	if (many && !proves)
		return 0;
	for (size_t i = 0; i < n && !rc; i++)
		for (size_t j = i + 1; j < n && !rc; j++) {
			rc = pair_keys(l, &block[i], &block[j], err);
			if (many)
				break;
		}
	return rc;
}

static int pair_all(struct kam_likening *l, struct kam_err *err)
{
	size_t from = 0;
	int rc = 0;

	if (l->n_keys)
		qsort(l->keys, l->n_keys, sizeof *l->keys, compare_keys);
	for (size_t i = 1; i <= l->n_keys && !rc; i++) {
		if (i < l->n_keys && l->keys[i].like == l->keys[from].like &&
		    !strcmp(l->keys[i].text, l->keys[from].text))
			continue;
		rc = pair_block(l, &l->keys[from], i - from, err);
		from = i;
	}
	return rc;
}

/* Numbers tell branches apart: the 13th from the 14th. */
static int same_digits(const char *a, const char *b)
{
	static const char digits[] = "0123456789";

	for (;; a++, b++) {
		a += strcspn(a, digits);
		b += strcspn(b, digits);
		if (*a != *b)
			return 0;
		if (!*a)
			return 1;
	}
}

static int take_similar(void *context, size_t later, size_t earlier,
			int percent, struct kam_err *err)
{
	struct kam_likening *l = context;
	const char *a = l->records[earlier].core, *b = l->records[later].core;

	if (!strcmp(a, b) || !same_digits(a, b))
		return 0;
	return kam_alike_pair_add(l, earlier, later, KAM_LIKE_SIMILAR,
				  percent - 20, err);
}

static int pair_similar(struct kam_likening *l, struct kam_err *err)
{
	struct kam_similar_text *texts = calloc(l->n + 1, sizeof *texts);
	int rc;

	if (!texts)
		return kam_fail_memory(err);
	for (size_t i = 0; i < l->n; i++)
		texts[i] =
		    (struct kam_similar_text){ l->records[i].core, 1, i + 1 };
	rc = kam_similar_each(texts, l->n, KAM_SIMILAR_PERCENT, take_similar, l,
			      err);
	free(texts);
	return rc;
}

static int compare_pairs(const void *a, const void *b)
{
	const struct kam_alike_pair *x = a, *y = b;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	if (x->b != y->b)
		return x->b < y->b ? -1 : 1;
	return (int)x->like - (int)y->like;
}

/* What two have in common, of the same kind once; a name that is the same
   needs no core. 0 where they are said to differ. */
static int judge(struct kam_duplicate *d, const struct kam_likening *l,
		 const struct kam_alike_pair *pairs, size_t n)
{
	const struct kam_alike_record *a = &l->records[pairs->a];
	const struct kam_alike_record *b = &l->records[pairs->b];
	double differ = 1;

	*d = (struct kam_duplicate){ .a = a->shown, .b = b->shown };
	for (size_t i = 0; i < n; i++) {
		const struct kam_alike_pair *p = &pairs[i];

		if (p->like == KAM_LIKE_LINKED && !p->percent)
			return 0;
		if (d->reasons & 1u << p->like ||
		    (p->like == KAM_LIKE_CORE &&
		     d->reasons & 1u << KAM_LIKE_NAME))
			continue;
		d->reasons |= 1u << p->like;
		differ *= (100 - p->percent) / 100.0;
		if (p->like == KAM_LIKE_SIMILAR)
			d->similar = p->percent + 20;
	}
	if (a->code && b->code && strcmp(a->code, b->code) != 0)
		differ = 1 - (1 - differ) / 2;
	d->score = (int)(100 * (1 - differ) + 0.5);
	return 1;
}

static int compare_found(const void *a, const void *b)
{
	const struct kam_duplicate *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->a.id != y->a.id)
		return x->a.id < y->a.id ? -1 : 1;
	return x->b.id < y->b.id ? -1 : x->b.id > y->b.id;
}

static int gather(struct kam_duplicates *out, struct kam_likening *l, int least,
		  struct kam_err *err)
{
	size_t from = 0;

	out->items =
	    kam_arena_array(l->arena, l->n_pairs + 1, sizeof *out->items);
	if (!out->items)
		return kam_fail_memory(err);
	if (l->n_pairs)
		qsort(l->pairs, l->n_pairs, sizeof *l->pairs, compare_pairs);
	for (size_t i = 1; i <= l->n_pairs; i++) {
		struct kam_duplicate *d = &out->items[out->n];

		if (i < l->n_pairs && l->pairs[i].a == l->pairs[from].a &&
		    l->pairs[i].b == l->pairs[from].b)
			continue;
		out->n +=
		    judge(d, l, &l->pairs[from], i - from) && d->score >= least;
		from = i;
	}
	if (out->n)
		qsort(out->items, out->n, sizeof *out->items, compare_found);
	return 0;
}

int kam_duplicates_find(struct kam_duplicates *out, struct kam *k,
			struct kam_arena *arena, const struct kam_kind *kind,
			int64_t account, int least, struct kam_err *err)
{
	struct kam_likening l = {
		.k = k,
		.arena = arena,
		.kind = kind,
		.account = account,
	};
	int rc = kam_alike_read(&l, err);

	memset(out, 0, sizeof *out);
	out->looked_at = (int64_t)l.n;
	if (!rc)
		rc = pair_all(&l, err);
	if (!rc && kam_kind_is(kind, &kam_account_kind))
		rc = pair_similar(&l, err);
	if (!rc)
		rc = gather(out, &l, least, err);
	kam_alike_release(&l);
	return rc;
}
