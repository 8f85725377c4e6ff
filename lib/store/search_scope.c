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

/* account, project, the parent's kind and id */
static void build(struct kam_str *sql, const struct kam *k, const void *owner,
		  int purpose)
{
	const struct kam_kind *kind = owner;
	int parent = parent_of(kind);

	(void)k;
	(void)purpose;
	kam_str_add(sql, "SELECT ");
	if (names(kind, kind->account))
		kam_str_printf(sql, "t.\"%s\"",
			       kind->fields[kind->account].name);
	else
		kam_str_add(sql,
			    strcmp(kind->name, "account") ? "NULL" : "t.id");
	if (names(kind, kind->project))
		kam_str_printf(sql, ", t.\"%s\"",
			       kind->fields[kind->project].name);
	else
		kam_str_add(sql, strcmp(kind->name, "project") ? ", NULL"
							       : ", t.id");
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

/* Its own; then *kind and *id are the parent's, or *kind is NULL. */
static int read_own(struct kam_search_scope *out, struct kam *k,
		    const struct kam_kind **kind, int64_t *id,
		    struct kam_err *err)
{
	const struct kam_kind *of = *kind;
	struct kam_stmt *s = NULL;
	int rc = kam_cached(&s, k, of, KAM_SQL_SCOPE, build, err);

	*kind = NULL;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, *id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *parent = kam_stmt_text(s, 2);

		out->account = kam_stmt_int(s, 0);
		out->project = kam_stmt_int(s, 1);
		if (!out->account && parent) {
			*kind = kam_kind_find(k->catalogue, parent);
			*id = kam_stmt_int(s, 3);
		}
	}
	kam_stmt_reset(s);
	return rc < 0 ? rc : 0;
}

int kam_search_scope(struct kam_search_scope *out, struct kam *k,
		     const struct kam_kind *kind, int64_t id, int64_t wanted,
		     struct kam_err *err)
{
	int rc = 0;

	memset(out, 0, sizeof *out);
	for (int hop = 0; kind && hop < HOPS && !rc; hop++) {
		int several = kind->account != KAM_NO_FIELD &&
			      kam_field_is_list(&kind->fields[kind->account]);

		if (several)
			return read_accounts(out, k, kind, id, wanted, err);
		rc = read_own(out, k, &kind, &id, err);
	}
	return rc;
}
