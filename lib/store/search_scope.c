/*
 * Which account and project a record belongs to: by its own fields, else by
 * those of the record that it can't be without.
 */
#include "store/search.h"

#include <string.h>

enum { HOPS = 4 };

static const char sql_accounts[] =
    "SELECT target FROM list_value WHERE kind = $1 AND record = $2 AND field = "
    "$3 ORDER BY CASE WHEN target = $4 THEN 0 ELSE 1 END, position";

/* The field that says what it is about or a part of. */
static int parent_of(const struct kam_kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++) {
		const struct kam_field *f = &kind->fields[i];

		if ((f->type == KAM_REF || f->type == KAM_ANY) &&
		    (f->flags & (KAM_REQUIRED | KAM_CUSTOM)) == KAM_REQUIRED)
			return i;
	}
	return KAM_NO_FIELD;
}

static int names(const struct kam_kind *kind, int field)
{
	return field != KAM_NO_FIELD && kind->fields[field].type == KAM_REF;
}

void kam_search_own_columns(struct kam_str *sql, const struct kam_kind *kind)
{
	int parent = parent_of(kind);

	if (names(kind, kind->account))
		kam_str_printf(sql, ", t.\"%s\"",
			       kind->fields[kind->account].name);
	else
		kam_str_add(sql, kind->role == KAM_ROLE_ACCOUNT ? ", t.id"
								: ", NULL");
	if (names(kind, kind->project))
		kam_str_printf(sql, ", t.\"%s\"",
			       kind->fields[kind->project].name);
	else
		kam_str_add(sql, kind->role == KAM_ROLE_PROJECT ? ", t.id"
								: ", NULL");
	if (parent == KAM_NO_FIELD)
		kam_str_add(sql, ", NULL, NULL");
	else if (kind->fields[parent].type == KAM_ANY)
		kam_str_printf(sql, ", t.\"%s_kind\", t.\"%s\"",
			       kind->fields[parent].name,
			       kind->fields[parent].name);
	else
		kam_str_printf(sql, ", '%s', t.\"%s\"",
			       kind->fields[parent].target,
			       kind->fields[parent].name);
}

void kam_search_own_read(struct kam_search_own *out, const struct kam *k,
			 struct kam_stmt *s, int column)
{
	const char *parent = kam_stmt_text(s, column + 2);

	out->account = kam_stmt_int(s, column);
	out->project = kam_stmt_int(s, column + 1);
	out->parent = parent ? kam_kind_find(k->catalogue, parent) : NULL;
	out->parent_id = kam_stmt_int(s, column + 3);
}

static void build(struct kam_str *sql, const struct kam *k, const void *owner,
		  int purpose)
{
	const struct kam_kind *kind = owner;

	(void)k;
	(void)purpose;
	kam_str_add(sql, "SELECT t.id");
	kam_search_own_columns(sql, kind);
	kam_str_printf(sql, " FROM \"%s\" t WHERE t.id = $1", kind->name);
}

static int read_accounts(struct kam_search_scope *out, struct kam *k,
			 const struct kam_kind *kind, int64_t id,
			 int64_t wanted, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_accounts, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	kam_stmt_bind_int(s, 2, id);
	kam_stmt_bind_text(s, 3, kind->fields[kind->account].name);
	kam_stmt_bind_int(s, 4, wanted);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		out->account = kam_stmt_int(s, 0);
	kam_stmt_reset(s);
	return rc < 0 ? rc : 0;
}

static int read_own(struct kam_search_own *out, struct kam *k,
		    const struct kam_kind *kind, int64_t id,
		    struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached(&s, k, kind, KAM_SQL_SCOPE, build, err);

	memset(out, 0, sizeof *out);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		kam_search_own_read(out, k, s, 1);
	kam_stmt_reset(s);
	return rc < 0 ? rc : 0;
}

static int has_accounts(const struct kam_kind *kind)
{
	return kind->account != KAM_NO_FIELD &&
	       kam_field_is_list(&kind->fields[kind->account]);
}

int kam_search_scope_of(struct kam_search_scope *out, struct kam *k,
			const struct kam_kind *kind, int64_t id, int64_t wanted,
			const struct kam_search_own *own, struct kam_err *err)
{
	struct kam_search_own at = *own;
	int rc = 0;

	memset(out, 0, sizeof *out);
	for (int hop = 1; !has_accounts(kind); hop++) {
		out->account = at.account;
		out->project = at.project;
		if (out->account || !at.parent || hop == HOPS)
			return 0;
		kind = at.parent;
		id = at.parent_id;
		rc = has_accounts(kind) ? 0 : read_own(&at, k, kind, id, err);
		if (rc)
			return rc;
	}
	return read_accounts(out, k, kind, id, wanted, err);
}

int kam_search_scope(struct kam_search_scope *out, struct kam *k,
		     const struct kam_kind *kind, int64_t id, int64_t wanted,
		     struct kam_err *err)
{
	struct kam_search_own own = { 0 };
	int rc = has_accounts(kind) ? 0 : read_own(&own, k, kind, id, err);

	return rc ? rc
		  : kam_search_scope_of(out, k, kind, id, wanted, &own, err);
}
