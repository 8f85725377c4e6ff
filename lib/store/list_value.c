/*
 * REFS and TAGS fields, whose entries are rows of list_value, and custom ones,
 * whose one value is.
 */
#include "store/internal.h"

#include <string.h>

static const char sql_clear[] =
    "DELETE FROM list_value "
    "WHERE kind = $1 AND record = $2 AND field = $3";
static const char sql_add[] =
    "INSERT INTO list_value (kind, record, field, position, target, role) "
    "VALUES ($1, $2, $3, $4, $5, $6)";

static void bind_owner(struct kam_stmt *s, const struct kam_record *r,
		       const struct kam_field *f)
{
	kam_stmt_bind_text(s, 1, r->kind->name);
	kam_stmt_bind_int(s, 2, r->id);
	kam_stmt_bind_text(s, 3, f->name);
}

static int clear(struct kam *k, const struct kam_record *r,
		 const struct kam_field *f, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_clear, err);

	if (rc)
		return rc;
	bind_owner(s, r, f);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

int kam_list_write(struct kam *k, const struct kam_record *r, int field,
		   int is_new, struct kam_err *err)
{
	const struct kam_field *f = &r->kind->fields[field];
	const struct kam_value *v = &r->values[field];
	struct kam_stmt *s = NULL;
	int rc = is_new ? 0 : clear(k, r, f, err);

	if (!rc)
		rc = kam_cached_text(&s, k, sql_add, err);
	if (!rc && kam_value_has_rows(f, v) && !v->n_refs) {
		bind_owner(s, r, f);
		kam_stmt_bind_int(s, 4, 1);
		kam_custom_bind(s, 5, f, v);
		rc = kam_stmt_step(s, err);
		kam_stmt_reset(s);
	}
	if (v->n_refs && (f->flags & KAM_FIXED) &&
	    !strcmp(f->name, KAM_ALSO_FROM))
		k->also_from = KAM_ALSO_SOME;
	for (size_t i = 0; i < v->n_refs && !rc; i++) {
		bind_owner(s, r, f);
		kam_stmt_bind_int(s, 4, (int64_t)i + 1);
		if (v->refs[i].id)
			kam_stmt_bind_int(s, 5, v->refs[i].id);
		else
			kam_stmt_bind_null(s, 5);
		kam_stmt_bind_text(s, 6, v->refs[i].role);
		rc = kam_stmt_step(s, err);
		kam_stmt_reset(s);
	}
	return rc;
}
