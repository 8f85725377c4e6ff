#include "areas/hooks.h"
#include "areas/rating.h"

#include <kam/account_tier.h>
#include <kam/areas.h>
#include <kam/grow.h>
#include <kam/scoring.h>
#include <kam/setting.h>
#include <stdlib.h>
#include <string.h>

#define MILLION INT64_C(1000000)

struct tiering {
	struct kam *k;
	struct kam_arena *arena;
	struct kam_weights weights, levels;
	struct kam_tierings *out;
	size_t room;
};

static const char *const *tier_words(void)
{
	return kam_account_kind.fields[KAM_ACCOUNT_TIER].words;
}

int kam_tier_setting_check(const char *name, const char *value,
			   struct kam_err *err)
{
	struct kam_weights pairs;
	int rc = kam_weights_parse(&pairs, value, err);

	for (size_t i = 0; i < pairs.n && !rc; i++) {
		if (!strcmp(name, "account.tier.weights"))
			continue;
		if (kam_word_find(&kam_account_kind.fields[KAM_ACCOUNT_TIER],
				  pairs.names[i]) >= 0 &&
		    pairs.weights[i] > 0 &&
		    pairs.weights[i] <= KAM_TIER_MOST * MILLION)
			continue;
		kam_fail(err, KAM_EINVALID, _("'%s' is no level of a tier"),
			 pairs.names[i]);
		kam_hint(err, "%s",
			 _("tiers with a score of more than 0, up to 10: "
			   "strategic=8 key=6 standard=3"));
		rc = err->code;
	}
	return rc;
}

static int read_setting(struct kam_weights *out, struct tiering *t,
			const char *name, struct kam_err *err)
{
	const char *value;
	int rc = kam_setting_get(&value, t->k, t->arena, name, err);

	return rc ? rc : kam_weights_parse(out, value, err);
}

static int copy_text(const char **out, struct tiering *t,
		     const struct kam_value *v, struct kam_err *err)
{
	*out = v->set ? kam_arena_strdup(t->arena, v->text) : NULL;
	return v->set && !*out ? kam_fail_memory(err) : 0;
}

static int take_account(void *context, struct kam_record *r,
			struct kam_err *err)
{
	struct tiering *t = context;
	struct kam_tierings *out = t->out;
	struct kam_tiering *one;
	int rc;

	if (out->n == t->room) {
		struct kam_tiering *grown = kam_grow_in(
		    t->arena, out->items, &t->room, out->n, sizeof *grown, err);

		if (!grown)
			return err->code;
		out->items = grown;
	}
	one = &out->items[out->n++];
	one->account = r->id;
	one->n_criteria = one->missing = t->weights.n;
	one->criteria =
	    kam_arena_array(t->arena, t->weights.n + 1, sizeof *one->criteria);
	if (!one->criteria)
		return kam_fail_memory(err);
	for (size_t i = 0; i < t->weights.n; i++) {
		one->criteria[i].name =
		    kam_arena_strdup(t->arena, t->weights.names[i]);
		one->criteria[i].weight = t->weights.weights[i];
		if (!one->criteria[i].name)
			return kam_fail_memory(err);
	}
	rc = copy_text(&one->key, t, &r->values[KAM_ACCOUNT_KEY], err);
	if (!rc)
		rc =
		    copy_text(&one->name, t, &r->values[KAM_ACCOUNT_NAME], err);
	return rc ? rc
		  : copy_text(&one->tier, t, &r->values[KAM_ACCOUNT_TIER], err);
}

static int by_account(const void *a, const void *b)
{
	const struct kam_tiering *x = a, *y = b;

	return x->account < y->account ? -1 : x->account > y->account;
}

static int take_score(void *context, int64_t account, const char *criterion,
		      int64_t score, struct kam_err *err)
{
	const struct kam_tiering key = { .account = account };
	struct tiering *t = context;
	int at = kam_weights_find(&t->weights, criterion);
	struct kam_tiering *one = t->out->n
				      ? bsearch(&key, t->out->items, t->out->n,
						sizeof key, by_account)
				      : NULL;

	(void)err;
	if (!one || at < 0)
		return 0;
	one->criteria[at].rated = 1;
	one->criteria[at].score = score;
	one->missing--;
	return 0;
}

/* The highest tier whose least score it reaches. */
static const char *tier_of(const struct tiering *t, int64_t score)
{
	const char *const *words = tier_words();
	const char *found = words[0];

	for (size_t i = 0; words[i]; i++) {
		int at = kam_weights_find(&t->levels, words[i]);

		if (at >= 0 && score >= t->levels.weights[at])
			found = words[i];
	}
	return found;
}

static void judge(const struct tiering *t, struct kam_tiering *one)
{
	int64_t scores[KAM_WEIGHTS], weights[KAM_WEIGHTS], whole = 0, all = 0;
	size_t n = 0;

	for (size_t i = 0; i < one->n_criteria; i++) {
		const int64_t weight = one->criteria[i].weight;

		all += weight < 0 ? -weight : weight;
		if (!one->criteria[i].rated)
			continue;
		scores[n] = one->criteria[i].score;
		weights[n++] = weight;
		whole += weight < 0 ? -weight : weight;
	}
	if (!n)
		return;
	one->known = kam_score_share(whole, all);
	one->thin = one->known < MILLION / 2;
	one->score = kam_score_weighted(scores, weights, n);
	one->proposed = tier_of(t, one->score);
	for (size_t i = 0; i < one->n_criteria; i++) {
		struct kam_tier_criterion *c = &one->criteria[i];
		int64_t share = c->weight < 0 ? -c->weight : c->weight;

		/* its part of the mean: w × s / sum of |w| */
		if (c->rated)
			c->contribution = (c->weight < 0 ? -1 : 1) *
					  (kam_score_share(share, whole) /
					   1000 * (c->score / 1000));
	}
}

static int by_score(const void *a, const void *b)
{
	const struct kam_tiering *x = a, *y = b;

	if (!x->proposed != !y->proposed)
		return x->proposed ? -1 : 1;
	if (x->proposed && x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return by_account(a, b);
}

int kam_account_tier_weights(struct kam_weights *out, struct kam *k,
			     struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct tiering t = { .k = k, .arena = &scratch };
	int rc = read_setting(out, &t, "account.tier.weights", err);

	kam_arena_release(&scratch);
	return rc;
}

int kam_account_tiers(struct kam_tierings *out, struct kam *k,
		      struct kam_arena *arena, int64_t account,
		      struct kam_err *err)
{
	struct tiering t = { .k = k, .arena = arena, .out = out };
	struct kam_record *r;
	struct kam_query *q = NULL;
	int rc = read_setting(&t.weights, &t, "account.tier.weights", err);

	memset(out, 0, sizeof *out);
	if (!rc)
		rc = read_setting(&t.levels, &t, "account.tier.levels", err);
	if (!rc && account) {
		rc = kam_record_load(&r, k, arena, &kam_account_kind, account,
				     err);
		if (!rc)
			rc = take_account(&t, r, err);
	} else if (!rc) {
		rc = kam_query_open(&q, k, &kam_account_kind, err);
		if (!rc)
			rc = kam_query_run(q, take_account, &t, err);
		kam_query_release(q);
	}
	if (!rc)
		rc = kam_scores_each(k, &kam_account_kind, take_score, &t, err);
	for (size_t i = 0; i < out->n && !rc; i++)
		judge(&t, &out->items[i]);
	if (!rc && out->n)
		qsort(out->items, out->n, sizeof *out->items, by_score);
	return rc;
}
