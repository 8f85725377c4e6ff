/*
 * Signals of all kinds, weighed: health.h says how.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/health.h>
#include <kam/setting.h>
#include <stdlib.h>
#include <string.h>

int kam_signal_add(struct kam_signal **out, struct kam_signal_list *list,
		   const struct kam_signal_sort *sort, struct kam_err *err)
{
	struct kam_signal *s = &list->items[list->n];

	if (list->n == KAM_SIGNALS)
		return kam_fail(err, KAM_EINTERNAL, _("more than %d signals"),
				KAM_SIGNALS);
	list->n++;
	*s = (struct kam_signal){ .sort = sort, .missing = sort->missing };
	*out = s;
	return 0;
}

void kam_signal_is(struct kam_signal *signal, int64_t millionths)
{
	signal->missing = NULL;
	signal->value = millionths;
}

void kam_signal_is_share(struct kam_signal *s)
{
	const int64_t n = (int64_t)s->n_records;
	const int64_t good = n - (int64_t)s->n_against;

	if (n)
		kam_signal_is(
		    s, kam_divide_round(good * 100 * KAM_DECIMAL_ONE, n));
}

int kam_signal_record(struct kam_signal *signal, struct kam_signal_list *list,
		      const struct kam_kind *kind, int64_t id, int against,
		      struct kam_err *err)
{
	if (signal->n_records == signal->room) {
		size_t room = signal->room ? 2 * signal->room : 16;
		struct kam_signal_record *grown =
		    kam_arena_array(list->arena, room, sizeof *grown);

		if (!grown)
			return kam_fail_memory(err);
		if (signal->n_records)
			memcpy(grown, signal->records,
			       signal->n_records * sizeof *grown);
		signal->records = grown;
		signal->room = room;
	}
	signal->records[signal->n_records++] =
	    (struct kam_signal_record){ kind, id, against };
	signal->n_against += against != 0;
	return 0;
}

static int read_records(struct kam_signal *signal, struct kam_signal_list *list,
			struct kam *k, const struct kam_kind *kind,
			const char *sql, struct kam_err *err)
{
	char since[KAM_DATE_TEXT], today[KAM_DATE_TEXT];
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), sql, err);

	if (rc)
		return rc;
	kam_date_format(since, list->since);
	kam_date_format(today, kam_today(k));
	kam_stmt_bind_int(s, 1, list->account);
	kam_stmt_bind_text(s, 2, since);
	kam_stmt_bind_text(s, 3, today);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = kam_signal_record(signal, list, kind, kam_stmt_int(s, 0),
				       kam_stmt_int(s, 1) != 0, err);
	kam_stmt_finalize(s);
	return rc;
}

/* The signal with its records, still without a value. */
static int find_signal(struct kam_signal **out, struct kam_signal_list *list,
		       struct kam *k, const struct kam_signal_sort *sort,
		       const struct kam_kind *kind, const char *sql,
		       struct kam_err *err)
{
	int rc = kam_signal_add(out, list, sort, err);

	return rc ? rc : read_records(*out, list, k, kind, sql, err);
}

int kam_signal_share(struct kam_signal_list *list, struct kam *k,
		     const struct kam_signal_sort *sort,
		     const struct kam_kind *kind, const char *sql,
		     struct kam_err *err)
{
	struct kam_signal *s;
	int rc = find_signal(&s, list, k, sort, kind, sql, err);

	if (!rc)
		kam_signal_is_share(s);
	return rc;
}

int kam_signal_count(struct kam_signal_list *list, struct kam *k,
		     const struct kam_signal_sort *sort,
		     const struct kam_kind *kind, const char *sql,
		     struct kam_err *err)
{
	struct kam_signal *s;
	int rc = find_signal(&s, list, k, sort, kind, sql, err);

	if (!rc && s->n_records)
		kam_signal_is(s, (int64_t)s->n_against * KAM_DECIMAL_ONE);
	return rc;
}

/* Every kind's; of account 0 they are all there, and missing. */
static int find_signals(struct kam_signal_list *list, struct kam *k,
			struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(k);
	int rc = 0;

	for (int i = 0; i < all->n_kinds && !rc; i++)
		if (all->kinds[i]->hooks.signal)
			rc = all->kinds[i]->hooks.signal(k, list->account, list,
							 err);
	return rc;
}

struct rules {
	struct kam_health_pairs weights, scales;
	struct kam_health_bands bands;
	int64_t least; /* millionths */
	int64_t window, stale;
};

/* What the account has, else what all have. */
static int get(const char **value, struct kam *k, struct kam_arena *arena,
	       const char *name, const char *key, struct kam_err *err)
{
	const char *own =
	    key ? kam_arena_printf(arena, "health.%s.%s", name, key)
		: kam_arena_printf(arena, "health.%s", name);

	return own ? kam_setting_get(value, k, arena, own, err)
		   : kam_fail_memory(err);
}

static int read_rules(struct rules *r, struct kam *k, struct kam_arena *arena,
		      const char *key, struct kam_err *err)
{
	const char *value;
	int rc = get(&value, k, arena, "weights", key, err);

	if (!rc)
		rc = kam_health_weights_parse(&r->weights, value, err);
	if (!rc)
		rc = get(&value, k, arena, "scales", key, err);
	if (!rc)
		rc = kam_health_scales_parse(&r->scales, value, err);
	if (!rc)
		rc = get(&value, k, arena, "bands", key, err);
	if (!rc)
		rc = kam_health_bands_parse(&r->bands, value, err);
	if (!rc)
		rc = get(&value, k, arena, "coverage", key, err);
	if (!rc)
		rc = kam_ratio_parse(&r->least, value, err);
	if (!rc)
		rc = get(&value, k, arena, "window", key, err);
	if (!rc)
		rc = kam_integer_parse(&r->window, value, err);
	if (!rc)
		rc = get(&value, k, arena, "stale", key, err);
	return rc ? rc : kam_integer_parse(&r->stale, value, err);
}

static void weigh(struct kam_signal *s, const struct rules *r)
{
	const struct kam_health_pair *weight =
	    kam_health_pair(&r->weights, s->sort->name);
	const struct kam_health_pair *scale =
	    kam_health_pair(&r->scales, s->sort->name);

	s->weight =
	    weight ? weight->a : s->sort->weight * (int64_t)KAM_DECIMAL_ONE;
	s->worst = scale ? scale->a : s->sort->worst * (int64_t)KAM_DECIMAL_ONE;
	s->best = scale ? scale->b : s->sort->best * (int64_t)KAM_DECIMAL_ONE;
	if (!s->missing)
		s->points = kam_health_points(s->value, s->worst, s->best);
}

static int64_t cost(const struct kam_signal *s)
{
	return s->weight * (100 * (int64_t)KAM_DECIMAL_ONE - s->points);
}

/* What costs most first; the rest by weight. */
static int compare(const void *a, const void *b)
{
	const struct kam_signal *x = a, *y = b;

	if (!x->missing != !y->missing)
		return x->missing ? 1 : -1;
	if (!x->missing && cost(x) != cost(y))
		return cost(x) > cost(y) ? -1 : 1;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return strcmp(x->sort->name, y->sort->name);
}

static void add_up(struct kam_health *h, const struct rules *r)
{
	struct kam_signal_list *list = &h->signals;
	struct kam_health_part parts[KAM_SIGNALS];
	struct kam_health_sum sum;

	for (size_t i = 0; i < list->n; i++)
		weigh(&list->items[i], r);
	if (list->n)
		qsort(list->items, list->n, sizeof *list->items, compare);
	for (size_t i = 0; i < list->n; i++) {
		const struct kam_signal *s = &list->items[i];

		parts[i] = (struct kam_health_part){ !s->missing, s->weight,
						     s->points, 0 };
		h->known += !s->missing;
	}
	kam_health_add_up(&sum, parts, list->n, r->least);
	for (size_t i = 0; i < list->n; i++)
		list->items[i].contribution = parts[i].contribution;
	h->scored = sum.scored;
	h->coverage = sum.coverage;
	h->least = r->least;
	h->score = sum.scored ? sum.score : 0;
	h->band = sum.scored ? kam_health_band(&r->bands, sum.score) : NULL;
}

int kam_health_find(struct kam_health *out, struct kam *k,
		    struct kam_arena *arena, int64_t account,
		    struct kam_err *err)
{
	struct kam_record *r;
	struct rules rules;
	int rc = kam_record_load(&r, k, arena, &kam_account_kind, account, err);

	*out = (struct kam_health){ .account = account };
	if (!rc)
		rc = read_rules(&rules, k, arena,
				r->values[KAM_ACCOUNT_KEY].text, err);
	if (rc)
		return rc;
	out->signals.arena = arena;
	out->signals.account = account;
	out->signals.since = kam_today(k) - (int32_t)rules.window + 1;
	out->signals.fresh = kam_today(k) - (int32_t)rules.stale;
	rc = find_signals(&out->signals, k, err);
	if (!rc)
		add_up(out, &rules);
	return rc;
}

const struct kam_signal *kam_health_worst(const struct kam_health *health)
{
	const struct kam_signal *s = health->signals.items;

	return health->known && s->weight &&
		       s->points < 100 * (int64_t)KAM_DECIMAL_ONE
		   ? s
		   : NULL;
}

/* The names in a setting are signals'. */
static int check_names(struct kam *k, const struct kam_health_pairs *pairs,
		       struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_signal_list list = { .arena = &scratch };
	struct kam_str all = KAM_STR_INIT;
	int rc = find_signals(&list, k, err);

	for (size_t i = 0; i < list.n; i++)
		kam_str_printf(&all, "%s%s", i ? ", " : "",
			       list.items[i].sort->name);
	for (size_t i = 0; i < pairs->n && !rc; i++) {
		size_t at = 0;

		while (at < list.n && strcmp(list.items[at].sort->name,
					     pairs->items[i].name) != 0)
			at++;
		if (at < list.n)
			continue;
		rc = kam_fail(err, KAM_EINVALID, _("no signal '%s'"),
			      pairs->items[i].name);
		kam_hint(err, _("one of: %s"), all.data);
	}
	kam_str_release(&all);
	kam_arena_release(&scratch);
	return rc;
}

static int check_days(const char *value, struct kam_err *err)
{
	int64_t days;
	int rc = kam_integer_parse(&days, value, err);

	if (!rc && (days < 1 || days > 3660)) {
		rc = kam_fail(err, KAM_EINVALID,
			      _("'%s' is no number of days from 1 to %d"),
			      value, 3660);
		kam_hint(err, "90");
	}
	return rc;
}

int kam_health_setting_check(struct kam *k, const char *name, const char *value,
			     struct kam_err *err)
{
	const char *own = kam_setting_find(name)->name;
	struct kam_health_pairs pairs;
	struct kam_health_bands bands;
	int64_t ratio;
	int rc;

	if (!strcmp(own, "health.bands"))
		return kam_health_bands_parse(&bands, value, err);
	if (!strcmp(own, "health.coverage"))
		return kam_ratio_parse(&ratio, value, err);
	if (!strcmp(own, "health.window") || !strcmp(own, "health.stale"))
		return check_days(value, err);
	rc = strcmp(own, "health.weights")
		 ? kam_health_scales_parse(&pairs, value, err)
		 : kam_health_weights_parse(&pairs, value, err);
	return rc ? rc : check_names(k, &pairs, err);
}
