#include "store/internal.h"

#include <kam/references.h>

static void build_references(struct kam_str *sql, const struct kam_kind *kind,
			     const struct kam_field *f)
{
	if (kam_field_is_row(f)) {
		kam_str_printf(sql,
			       "SELECT record, target, NULL FROM list_value "
			       "WHERE kind = '%s' AND field = '%s' "
			       "AND target IS NOT NULL ORDER BY record, "
			       "position",
			       kind->name, f->name);
		return;
	}
	kam_str_printf(sql, "SELECT id, \"%s\", ", f->name);
	if (f->type == KAM_ANY)
		kam_str_printf(sql, "\"%s%s\"", f->name, kam_field_suffix(f));
	else
		kam_str_add(sql, "NULL");
	kam_str_printf(sql, " FROM \"%s\" WHERE \"%s\" IS NOT NULL ORDER BY id",
		       kind->name, f->name);
}

int kam_references_each(struct kam *k, const struct kam_kind *kind, int field,
			kam_each_reference each, void *context,
			struct kam_err *err)
{
	const struct kam_field *f = &kind->fields[field];
	const struct kam_kind *target =
	    f->target ? kam_kind_find(k->catalogue, f->target) : NULL;
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	build_references(&sql, kind, f);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql.data, err);
	kam_str_release(&sql);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *name = kam_stmt_text(s, 2);
		const struct kam_kind *to =
		    name ? kam_kind_find(k->catalogue, name) : target;

		rc = kam_stmt_failed(s) ? kam_fail_memory(err)
		     : to               ? each(context, kam_stmt_int(s, 0), to,
					       kam_stmt_int(s, 1), err)
					: 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

static int read_page(struct kam_stmt *s, struct kam *k, struct kam_arena *arena,
		     const struct kam_kind *kind, kam_each_record each,
		     void *context, struct kam_err *err)
{
	struct kam_record *r;
	int rc;

	while ((rc = kam_stmt_step(s, err)) > 0) {
		rc = kam_row_read(&r, k, arena, kind, s, KAM_LABELS_ALL, err);
		if (!rc)
			rc = each(context, r, err);
		if (rc)
			return rc;
	}
	return rc;
}

int kam_records_each(struct kam *k, const struct kam_kind *kind,
		     const int64_t *ids, size_t n, kam_each_record each,
		     void *context, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_arena arena = { 0 };
	struct kam_stmt *s = NULL;
	int rc;

	kam_sql_select(&sql, kind, k->catalogue, KAM_LABELS_ALL);
	kam_str_add(&sql, " WHERE t.id IN ($1");
	for (int i = 1; i < KAM_PAGE; i++)
		kam_str_printf(&sql, ",$%d", i + 1);
	kam_str_add(&sql, ") ORDER BY t.id");
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql.data, err);
	kam_str_release(&sql);
	for (size_t at = 0; at < n && !rc; at += KAM_PAGE) {
		/* what is not bound is null, which no id is */
		for (size_t i = at; i < n && i < at + KAM_PAGE; i++)
			kam_stmt_bind_int(s, (int)(i - at) + 1, ids[i]);
		rc = read_page(s, k, &arena, kind, each, context, err);
		kam_stmt_reset(s);
		kam_arena_reset(&arena);
	}
	kam_stmt_finalize(s);
	kam_arena_release(&arena);
	return rc;
}
