/*
 * What next knows of accounts: whose they are, and how high they stand.
 */
#include "areas/next.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <kam/urgency.h>
#include <stdlib.h>

static const char *const texts[] = {
	"SELECT a.id, a.\"tier\", m.id, m.\"key\" FROM account a LEFT JOIN "
	"member m ON m.id = a.\"owner\" ORDER BY a.id",
};
const struct kam_sql kam_next_accounts_sql = { texts,
					       sizeof texts / sizeof *texts };

int64_t kam_next_rank(const struct kam_field *f, const char *word)
{
	int n = 0, rank = word ? kam_word_find(f, word) : -1;

	while (f->words[n])
		n++;
	if (rank < 0)
		return 0;
	return kam_urgency_word(rank + 1, n);
}

int kam_next_accounts(struct kam_next_accounts *out, struct kam *k,
		      struct kam_arena *arena, struct kam_err *err)
{
	const struct kam_field *tier =
	    &kam_account_kind.fields[KAM_ACCOUNT_TIER];
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[0], err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *owner = kam_stmt_text(s, 3);
		struct kam_next_account *a;

		a = kam_grow(out->items, &out->room, out->n, sizeof *out->items,
			     err);
		if (!a) {
			rc = err->code;
			break;
		}
		out->items = a;
		a += out->n++;
		a->id = kam_stmt_int(s, 0);
		a->tier = kam_next_rank(tier, kam_stmt_text(s, 1));
		a->owner_id = kam_stmt_int(s, 2);
		a->owner = owner ? kam_arena_strdup(arena, owner) : NULL;
		rc = owner && !a->owner ? kam_fail_memory(err) : 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

const struct kam_next_account *
kam_next_account(const struct kam_next_accounts *g, int64_t id)
{
	size_t from = 0, to = g->n;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (g->items[middle].id < id)
			from = middle + 1;
		else
			to = middle;
	}
	return from < g->n && g->items[from].id == id ? &g->items[from] : NULL;
}
