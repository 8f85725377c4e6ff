#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <kam/plan.h>
#include <kam/wallet.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_PLANS, SQL_WHITESPACE };
static const char *const texts[] = {
	/* the newest plan in force of each account */
	[SQL_PLANS] = "SELECT a.id, a.\"key\", a.\"name\", a.\"tier\", "
		      "p.\"revenue_currency\", p.\"revenue\", p.\"spend\", 0 "
		      "FROM account a JOIN plan p ON p.id = (SELECT max(q.id) "
		      "FROM plan q WHERE q.\"account\" = a.id "
		      "AND q.\"project\" IS NULL AND q.\"area\" = 'account' "
		      "AND q.status <> 'closed' AND q.\"revenue\" IS NOT NULL "
		      "AND q.\"spend\" IS NOT NULL "
		      "AND q.\"revenue_currency\" = q.\"spend_currency\") "
		      "WHERE a.status <> 'closed' AND ($1 = 0 OR a.id = $1) "
		      "ORDER BY a.id",
	[SQL_WHITESPACE] =
	    "SELECT a.id, a.\"key\", a.\"name\", a.\"tier\", "
	    "w.\"value_currency\", "
	    "sum(CASE WHEN w.\"standing\" = 'won' THEN w.\"value\" ELSE 0 "
	    "END), sum(w.\"value\"), "
	    "(SELECT count(*) FROM whitespace n WHERE n.\"account\" = a.id "
	    "AND n.\"standing\" <> 'na' AND n.\"value\" IS NULL) "
	    "FROM account a JOIN whitespace w ON w.\"account\" = a.id "
	    "WHERE a.status <> 'closed' AND ($1 = 0 OR a.id = $1) "
	    "AND w.\"standing\" <> 'na' AND w.\"value\" IS NOT NULL "
	    "GROUP BY a.id, a.\"key\", a.\"name\", a.\"tier\", "
	    "w.\"value_currency\" ORDER BY a.id",
};
const struct kam_sql kam_wallet_sql = { texts, sizeof texts / sizeof *texts };

struct reading {
	struct kam_wallet *items;
	size_t n, room, n_plans;
};

static int copy(const char **out, struct kam_arena *arena, struct kam_stmt *s,
		int column, struct kam_err *err)
{
	const char *text = kam_stmt_text(s, column);

	*out = text ? kam_arena_strdup(arena, text) : NULL;
	return kam_stmt_failed(s) || (text && !*out) ? kam_fail_memory(err) : 0;
}

/* A plan says it for the whole account; whitespace then says no more. */
static int has_plan(const struct reading *r, int64_t account)
{
	for (size_t i = 0; i < r->n_plans; i++)
		if (r->items[i].account == account)
			return 1;
	return 0;
}

static int take(struct reading *r, struct kam_arena *arena, struct kam_stmt *s,
		const char *by, struct kam_err *err)
{
	struct kam_wallet *grown =
	    kam_grow(r->items, &r->room, r->n, sizeof *grown, err);
	struct kam_wallet *w;
	const char *currency;
	int rc;

	if (!grown)
		return err->code;
	r->items = grown;
	w = &r->items[r->n];
	memset(w, 0, sizeof *w);
	w->account = kam_stmt_int(s, 0);
	w->ours = kam_stmt_int(s, 5);
	w->potential = kam_stmt_int(s, 6);
	w->gap = w->potential > w->ours ? w->potential - w->ours : 0;
	w->unvalued = kam_stmt_int(s, 7);
	w->share = kam_share_of_wallet(w->ours, w->potential);
	w->by = by;
	rc = copy(&w->key, arena, s, 1, err);
	if (!rc)
		rc = copy(&w->name, arena, s, 2, err);
	if (!rc)
		rc = copy(&w->tier, arena, s, 3, err);
	if (!rc)
		rc = copy(&currency, arena, s, 4, err);
	if (!rc)
		(void)snprintf(w->currency, sizeof w->currency, "%s",
			       currency ? currency : "");
	r->n += !rc;
	return rc;
}

static int read_rows(struct reading *r, struct kam *k, struct kam_arena *arena,
		     int sql, int64_t account, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[sql], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, account);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = sql == SQL_WHITESPACE && has_plan(r, kam_stmt_int(s, 0))
			 ? 0
			 : take(r, arena, s,
				sql == SQL_PLANS ? "plan" : "whitespace", err);
	kam_stmt_finalize(s);
	if (sql == SQL_PLANS)
		r->n_plans = r->n;
	return rc;
}

static int compare(const void *a, const void *b)
{
	const struct kam_wallet *x = a, *y = b;
	int currency = strcmp(x->currency, y->currency);

	if (currency)
		return currency;
	if (x->gap != y->gap)
		return x->gap > y->gap ? -1 : 1;
	return x->account < y->account ? -1 : x->account > y->account;
}

static int add(int64_t *sum, int64_t value, struct kam_err *err)
{
	if (value > 0 && *sum > INT64_MAX - value)
		return kam_fail(err, KAM_EINVALID, "%s",
				_("the sum is too large"));
	*sum += value;
	return 0;
}

/* Rows come by currency. */
static int sum_up(struct kam_wallets *out, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < out->n && !rc; i++) {
		struct kam_wallet *w = &out->items[i];
		struct kam_wallet_sum *s;

		if (!i || strcmp(w->currency, w[-1].currency) != 0) {
			s = &out->sums[out->n_sums++];
			memcpy(s->currency, w->currency, sizeof s->currency);
		}
		s = &out->sums[out->n_sums - 1];
		w->rank = ++s->accounts;
		rc = add(&s->ours, w->ours, err);
		if (!rc)
			rc = add(&s->potential, w->potential, err);
		if (!rc)
			rc = add(&s->gap, w->gap, err);
		s->share = kam_share_of_wallet(s->ours, s->potential);
	}
	return rc;
}

int kam_wallet_find(struct kam_wallets *out, struct kam *k,
		    struct kam_arena *arena, int64_t account,
		    struct kam_err *err)
{
	struct reading r = { 0 };
	int rc = read_rows(&r, k, arena, SQL_PLANS, account, err);

	memset(out, 0, sizeof *out);
	if (!rc)
		rc = read_rows(&r, k, arena, SQL_WHITESPACE, account, err);
	if (!rc && r.n)
		qsort(r.items, r.n, sizeof *r.items, compare);
	if (!rc) {
		out->items = kam_arena_array(arena, r.n + 1, sizeof *r.items);
		out->sums = kam_arena_array(arena, r.n + 1, sizeof *out->sums);
		rc = out->items && out->sums ? 0 : kam_fail_memory(err);
	}
	if (!rc) {
		if (r.n)
			memcpy(out->items, r.items, r.n * sizeof *r.items);
		out->n = r.n;
		rc = sum_up(out, err);
	}
	free(r.items);
	return rc;
}
