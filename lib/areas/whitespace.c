/*
 * Whitespace: what each unit of a customer buys of us, and what it doesn't.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <stdlib.h>
#include <string.h>

static const char *const whitespace_standing_words[] = {
	"na", "none", "open", "won", NULL,
};
static const struct kam_field whitespace_fields[KAM_WHITESPACE_FIELDS] = {
	[KAM_WHITESPACE_ACCOUNT] = { "account", KAM_REF,
				     KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				     N_("the account"), .target = "account" },
	[KAM_WHITESPACE_UNIT] = { "unit", KAM_TEXT, KAM_REQUIRED | KAM_LISTED,
				  N_("the unit of theirs that buys: a plant, "
				     "a department") },
	[KAM_WHITESPACE_OFFERING] = { "offering", KAM_TEXT,
				      KAM_REQUIRED | KAM_LISTED,
				      N_("what we offer") },
	[KAM_WHITESPACE_STANDING] = { "standing", KAM_WORD,
				      KAM_REQUIRED | KAM_LISTED,
				      N_("not theirs to buy, nothing yet, "
					 "being sold, bought"),
				      .words = whitespace_standing_words,
				      .initial = "none" },
	[KAM_WHITESPACE_VALUE] = { "value", KAM_MONEY, KAM_LISTED,
				   N_("worth in a year, won or to be won") },
	[KAM_WHITESPACE_REMARK] = { "remark", KAM_TEXT, 0,
				    N_("what it would take, who sells it "
				       "now") },
	[KAM_WHITESPACE_TAGS] = { "tags", KAM_TAGS, 0,
				  N_("words of your own") },
};
const struct kam_kind kam_whitespace_kind = {
	.name = "whitespace",
	.prefix = "WSP",
	.help = N_("what each unit of a customer buys of us, and what not"),
	.group = N_("Account plan"),
	.fields = whitespace_fields,
	.n_fields = KAM_WHITESPACE_FIELDS,
	.title = KAM_WHITESPACE_OFFERING,
	.key = KAM_NO_FIELD,
	.account = KAM_WHITESPACE_ACCOUNT,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_whitespace_rules, .twin = kam_whitespace_twin },
};

struct cells {
	struct kam *k;
	struct kam_arena *arena;
	const struct kam_record **rows;
	size_t n, room;
	/* only the one with them, where set */
	const char *unit, *offering;
};

static int take(void *context, struct kam_record *r, struct kam_err *err)
{
	struct cells *c = context;
	struct kam_record *kept;
	int rc;

	if (c->unit &&
	    (strcmp(r->values[KAM_WHITESPACE_UNIT].text, c->unit) ||
	     strcmp(r->values[KAM_WHITESPACE_OFFERING].text, c->offering)))
		return 0;
	if (c->n == c->room) {
		const struct kam_record **grown = kam_grow_in(
		    c->arena, c->rows, &c->room, c->n, sizeof *grown, err);

		if (!grown)
			return err->code;
		c->rows = grown;
	}
	rc = kam_record_load(&kept, c->k, c->arena, r->kind, r->id, err);
	c->rows[c->n++] = kept;
	return rc;
}

static int load(struct cells *c, int64_t account, struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, c->k, &kam_whitespace_kind, err);

	if (!rc)
		rc = kam_query_account(q, account, err);
	if (!rc)
		rc = kam_query_run(q, take, c, err);
	kam_query_release(q);
	return rc;
}

/* One cell says what a unit buys of an offering. */
int kam_whitespace_rules(struct kam *k, const struct kam_record *before,
			 struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;
	struct cells c = { .k = k,
			   .arena = after->arena,
			   .unit = v[KAM_WHITESPACE_UNIT].text,
			   .offering = v[KAM_WHITESPACE_OFFERING].text };
	int rc;

	(void)before;
	if (!v[KAM_WHITESPACE_ACCOUNT].set || !c.unit || !c.offering)
		return 0;
	rc = load(&c, v[KAM_WHITESPACE_ACCOUNT].integer, err);
	for (size_t i = 0; i < c.n && !rc; i++) {
		if (c.rows[i]->id == after->id)
			continue;
		kam_fail(err, KAM_EDUPLICATE,
			 _("WSP-%lld has what '%s' buys of '%s'"),
			 (long long)c.rows[i]->id, c.unit, c.offering);
		kam_field(err, "offering");
		kam_hint(err, "kam whitespace edit WSP-%lld",
			 (long long)c.rows[i]->id);
		rc = err->code;
	}
	return rc;
}

int kam_whitespace_twin(int64_t *id, struct kam *k, struct kam_record *r,
			struct kam_err *err)
{
	const struct kam_value *v = r->values;
	struct cells c = { .k = k,
			   .arena = r->arena,
			   .unit = v[KAM_WHITESPACE_UNIT].text,
			   .offering = v[KAM_WHITESPACE_OFFERING].text };
	int rc = load(&c, v[KAM_WHITESPACE_ACCOUNT].integer, err);

	*id = 0;
	for (size_t i = 0; i < c.n && !rc; i++)
		if (c.rows[i]->id != r->id)
			*id = c.rows[i]->id;
	return rc;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The different texts of a field, sorted. */
static int gather(const char ***out, size_t *n, const struct cells *c,
		  int field, struct kam_err *err)
{
	const char **all = kam_arena_array(c->arena, c->n + 1, sizeof *all);
	size_t kept = 0;

	if (!all)
		return kam_fail_memory(err);
	for (size_t i = 0; i < c->n; i++)
		all[i] = c->rows[i]->values[field].text;
	qsort(all, c->n, sizeof *all, compare);
	for (size_t i = 0; i < c->n; i++)
		if (!kept || strcmp(all[kept - 1], all[i]) != 0)
			all[kept++] = all[i];
	*out = all;
	*n = kept;
	return 0;
}

static size_t place(const char **all, size_t n, const char *text)
{
	const char **found = bsearch(&text, all, n, sizeof *all, compare);

	return found ? (size_t)(found - all) : 0;
}

int kam_whitespace_load(struct kam_whitespace *out, struct kam *k,
			struct kam_arena *arena, int64_t account,
			struct kam_err *err)
{
	struct cells c = { .k = k, .arena = arena };
	int rc = load(&c, account, err);

	memset(out, 0, sizeof *out);
	if (!rc)
		rc = gather(&out->units, &out->n_units, &c, KAM_WHITESPACE_UNIT,
			    err);
	if (!rc)
		rc = gather(&out->offerings, &out->n_offerings, &c,
			    KAM_WHITESPACE_OFFERING, err);
	if (rc)
		return rc;
	out->cells = kam_arena_array(arena, out->n_units * out->n_offerings + 1,
				     sizeof *out->cells);
	if (!out->cells)
		return kam_fail_memory(err);
	for (size_t i = 0; i < c.n; i++) {
		const struct kam_value *v = c.rows[i]->values;
		size_t unit = place(out->units, out->n_units,
				    v[KAM_WHITESPACE_UNIT].text);

		out->cells[unit * out->n_offerings +
			   place(out->offerings, out->n_offerings,
				 v[KAM_WHITESPACE_OFFERING].text)] = c.rows[i];
	}
	return 0;
}

static int set_values(struct kam *k, struct kam_record *r, const char *standing,
		      const char *value, const char *remark,
		      struct kam_err *err)
{
	int rc = standing ? kam_record_set(k, r, KAM_WHITESPACE_STANDING,
					   standing, err)
			  : 0;

	if (!rc && value)
		rc = kam_record_set(k, r, KAM_WHITESPACE_VALUE, value, err);
	if (!rc && remark)
		rc = kam_record_set(k, r, KAM_WHITESPACE_REMARK, remark, err);
	return rc;
}

int kam_whitespace_set(struct kam_record **out, struct kam *k,
		       struct kam_arena *arena, int64_t account,
		       const char *unit, const char *offering,
		       const char *standing, const char *value,
		       const char *remark, struct kam_err *err)
{
	struct cells c = {
		.k = k, .arena = arena, .unit = unit, .offering = offering
	};
	struct kam_record *r = NULL;
	int rc = load(&c, account, err);

	if (rc)
		return rc;
	if (c.n) {
		rc = kam_record_load(&r, k, arena, &kam_whitespace_kind,
				     c.rows[0]->id, err);
		if (!rc)
			rc = set_values(k, r, standing, value, remark, err);
		if (!rc)
			rc = kam_record_update(k, c.rows[0], r, err);
		*out = r;
		return rc;
	}
	rc = kam_record_new(&r, arena, &kam_whitespace_kind, err);
	if (!rc)
		rc = kam_record_set_ref(k, r, KAM_WHITESPACE_ACCOUNT, account,
					err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_WHITESPACE_UNIT, unit, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_WHITESPACE_OFFERING, offering,
				    err);
	if (!rc)
		rc = set_values(k, r, standing, value, remark, err);
	if (!rc)
		rc = kam_record_insert(k, r, err);
	*out = r;
	return rc;
}
