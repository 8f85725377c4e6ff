/*
 * How records are named: keys, IDs and titles, and which record refers to one.
 */
#include "store/internal.h"

#include <inttypes.h>
#include <string.h>

/* $1: id; key and title of one record */
static void build_label(struct kam_str *sql, const struct kam *k,
			const void *owner, int purpose)
{
	const struct kam_kind *kind = owner;

	(void)k;
	(void)purpose;
	kam_str_add(sql, "SELECT ");
	kam_sql_key(sql, kind, "t");
	kam_str_printf(sql, ", t.\"%s\" FROM \"%s\" t WHERE t.id = $1",
		       kind->fields[kind->title].name, kind->name);
}

int kam_label(const char **key, const char **title, struct kam *k,
	      struct kam_arena *arena, const struct kam_kind *kind, int64_t id,
	      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached(&s, k, kind, KAM_SQL_LABEL, build_label, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *text = kam_stmt_text(s, 1);

		*key = kam_arena_strdup(
		    arena, kam_stmt_is_null(s, 0) ? "" : kam_stmt_text(s, 0));
		*title = kam_arena_strdup(arena, text ? text : "");
		rc = *key && *title && !kam_stmt_failed(s)
			 ? 0
			 : kam_fail_memory(err);
	} else if (!rc) {
		rc = kam_fail(err, KAM_ENOENT, _("no %s '%s-%" PRId64 "'"),
			      kam_kind_called(kind), kind->prefix, id);
		kam_hint(err, _("see 'kam %s list'"), kam_kind_typed(kind));
	}
	kam_stmt_reset(s);
	return rc;
}

int kam_record_name(struct kam_str *out, const struct kam_record *r,
		    struct kam_err *err)
{
	const struct kam_kind *kind = r->kind;

	if (kind->key == KAM_NO_FIELD || !r->values[kind->key].set) {
		kam_str_printf(out, "%s-%" PRId64, kind->prefix, r->id);
		return kam_str_check(out, err);
	}
	if (!(kind->fields[kind->key].flags & KAM_UNIQUE) &&
	    kind->account != KAM_NO_FIELD && r->values[kind->account].set)
		kam_str_printf(out, "%s/", r->values[kind->account].text);
	kam_str_add(out, r->values[kind->key].text);
	return kam_str_check(out, err);
}

/* Adds "UNION ALL SELECT 'PREFIX', id …" for each way to refer to a kind. */
static void build_referrer(struct kam_str *sql, const struct kam *k,
			   const void *owner, int purpose)
{
	const struct kam_kind *kind = owner;

	(void)purpose;
	kam_str_printf(sql, "SELECT kind, record FROM (SELECT v.kind, v.record "
			    "FROM list_value v WHERE v.target = $1 AND (0 = 1");
	for (int i = 0; i < k->catalogue->n_kinds; i++) {
		const struct kam_kind *from = k->catalogue->kinds[i];

		for (int f = 0; f < from->n_fields; f++)
			if (kam_field_is_row(&from->fields[f]) &&
			    from->fields[f].target &&
			    !strcmp(from->fields[f].target, kind->name))
				kam_str_printf(sql,
					       " OR (v.kind = '%s' AND "
					       "v.field = '%s')",
					       from->name,
					       from->fields[f].name);
	}
	kam_str_add(sql, ") LIMIT 1) q");
}

/* One column of one kind that may refer to the record. */
static int find_in(struct kam_str *who, struct kam *k,
		   const struct kam_kind *from, const struct kam_field *f,
		   const struct kam_record *r, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	kam_str_printf(&sql, "SELECT id FROM \"%s\" WHERE \"%s\" = $1",
		       from->name, f->name);
	if (f->type == KAM_ANY)
		kam_str_printf(&sql, " AND \"%s_kind\" = '%s'", f->name,
			       r->kind->name);
	if (kam_kind_is(from, r->kind))
		kam_str_add(&sql, " AND id <> $1");
	kam_str_add(&sql, " ORDER BY id LIMIT 1");
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql.data, err);
	if (!rc) {
		kam_stmt_bind_int(s, 1, r->id);
		rc = kam_stmt_step(s, err);
	}
	if (rc > 0) {
		kam_str_printf(who, "%s-%" PRId64, from->prefix,
			       kam_stmt_int(s, 0));
		rc = kam_str_check(who, err);
	}
	kam_stmt_finalize(s);
	kam_str_release(&sql);
	return rc;
}

static int find_in_lists(struct kam_str *who, struct kam *k,
			 const struct kam_record *r, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	struct kam_str sql = KAM_STR_INIT;
	int rc;

	build_referrer(&sql, k, r->kind, 0);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql.data, err);
	if (!rc) {
		kam_stmt_bind_int(s, 1, r->id);
		rc = kam_stmt_step(s, err);
	}
	if (rc > 0) {
		const struct kam_kind *from =
		    kam_kind_find(k->catalogue, kam_stmt_text(s, 0));

		kam_str_printf(who, "%s-%" PRId64, from ? from->prefix : "?",
			       kam_stmt_int(s, 1));
		rc = kam_str_check(who, err);
	}
	kam_stmt_finalize(s);
	kam_str_release(&sql);
	return rc;
}

int kam_referrer(struct kam_str *who, struct kam *k,
		 const struct kam_record *record, struct kam_err *err)
{
	int rc = find_in_lists(who, k, record, err);

	for (int i = 0; i < k->catalogue->n_kinds && !rc && !who->length; i++) {
		const struct kam_kind *from = k->catalogue->kinds[i];

		for (int j = 0; j < from->n_fields && !rc && !who->length;
		     j++) {
			const struct kam_field *f = &from->fields[j];

			if (f->type == KAM_ANY ||
			    (f->type == KAM_REF && !kam_field_is_row(f) &&
			     !strcmp(f->target, record->kind->name)))
				rc = find_in(who, k, from, f, record, err);
		}
	}
	return rc;
}
