/*
 * Values of custom fields: one row of list_value each.
 */
#include "store/internal.h"

#include <inttypes.h>
#include <kam/custom.h>
#include <string.h>

static int is_text(const struct kam_field *f)
{
	return f->type == KAM_TEXT || f->type == KAM_PROSE ||
	       f->type == KAM_WORD || f->type == KAM_DATE ||
	       f->type == KAM_INSTANT;
}

const char *kam_custom_column(const struct kam_field *f)
{
	return is_text(f) ? "role" : "target";
}

void kam_custom_bind(struct kam_stmt *s, int n, const struct kam_field *f,
		     const struct kam_value *v)
{
	if (is_text(f))
		kam_stmt_bind_null(s, n);
	else
		kam_stmt_bind_int(s, n, v->integer);
	if (is_text(f) || f->type == KAM_MONEY)
		kam_stmt_bind_text(s, n + 1, v->text);
	else
		kam_stmt_bind_null(s, n + 1);
}

/* $1 kind, then the ids as in row.c's lists, from $2 on */
static void build_values(struct kam_str *sql, const struct kam *k,
			 const void *owner, int purpose)
{
	(void)k;
	(void)owner;
	kam_str_add(sql, "SELECT record, field, target, role FROM list_value "
			 "WHERE kind = $1 AND record ");
	kam_str_add(sql,
		    purpose == KAM_SQL_SPAN ? "BETWEEN $2 AND $3" : "IN ($2");
	for (int i = 1; purpose == KAM_SQL_PAGE && i < KAM_PAGE; i++)
		kam_str_printf(sql, ",$%d", i + 2);
	kam_str_add(sql, purpose == KAM_SQL_SPAN ? "" : ")");
}

static int read_value(struct kam_record *r, struct kam_stmt *s,
		      struct kam_err *err)
{
	const char *name = kam_stmt_text(s, 1), *text;
	int field = name ? kam_field_find(r->kind, name) : KAM_NO_FIELD;
	const struct kam_field *f;
	struct kam_value *v;

	if (field == KAM_NO_FIELD ||
	    !(r->kind->fields[field].flags & KAM_CUSTOM))
		return kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
	f = &r->kind->fields[field];
	v = &r->values[field];
	if (kam_stmt_is_null(s, 2) != is_text(f) ||
	    kam_stmt_is_null(s, 3) == (is_text(f) || f->type == KAM_MONEY))
		return kam_fail(err, KAM_ECORRUPT,
				_("%s-%" PRId64 ": its %s is damaged"),
				r->kind->prefix, r->id, f->name);
	v->set = 1;
	v->integer = kam_stmt_int(s, 2);
	if (kam_stmt_is_null(s, 3))
		return 0;
	text = kam_stmt_text(s, 3);
	v->text = text ? kam_arena_strdup(r->arena, text) : NULL;
	return v->text ? 0 : kam_fail_memory(err);
}

/* Keys and titles come after, so that no statement is open meanwhile. */
static int label_references(struct kam *k, struct kam_record *r,
			    struct kam_err *err)
{
	int rc = 0;

	for (int i = r->kind->n_fields - 1; i >= 0 && !rc; i--) {
		const struct kam_field *f = &r->kind->fields[i];
		struct kam_value *v = &r->values[i];

		if (!(f->flags & KAM_CUSTOM))
			break;
		if (f->type != KAM_REF || !v->set)
			continue;
		rc = kam_label(&v->text, &v->extra, k, r->arena,
			       kam_kind_find(k->catalogue, f->target),
			       v->integer, err);
		if (rc == KAM_ENOENT) {
			kam_err_reset(err);
			rc = 0;
		}
	}
	return rc;
}

int kam_custom_read(struct kam *k, struct kam_record **records, size_t n,
		    struct kam_err *err)
{
	const struct kam_kind *kind = records[0]->kind;
	struct kam_stmt *s = NULL;
	int64_t first, last;
	size_t i = 0;
	int purpose = (int)kam_page_purpose(records, n, &first, &last);
	int rc = kam_cached(&s, k, &kind->fields[kind->n_fields - 1], purpose,
			    build_values, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	if (purpose == KAM_SQL_SPAN) {
		kam_stmt_bind_int(s, 2, first);
		kam_stmt_bind_int(s, 3, last);
	}
	for (size_t j = 0; purpose != KAM_SQL_SPAN && j < n; j++)
		kam_stmt_bind_int(s, (int)j + 2, records[j]->id);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		int64_t id = kam_stmt_int(s, 0);
		size_t tried = 0;

		for (; tried < n && records[i]->id != id; tried++)
			i = (i + 1) % n;
		rc = tried < n ? read_value(records[i], s, err) : 0;
	}
	kam_stmt_reset(s);
	for (size_t j = 0; j < n && !rc; j++)
		rc = label_references(k, records[j], err);
	return rc;
}

static const char sql_count[] =
    "SELECT count(*) FROM list_value WHERE kind = $1 AND field = $2";

int kam_custom_count(int64_t *n, struct kam *k, const char *noun,
		     const char *name, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_count, err);

	*n = 0;
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, noun);
	kam_stmt_bind_text(s, 2, name);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		*n = kam_stmt_int(s, 0);
	kam_stmt_reset(s);
	return rc < 0 ? rc : 0;
}

static const char sql_holders[] =
    "SELECT record, target, role FROM list_value WHERE kind = $1 AND field = "
    "$2 ORDER BY record";
static const char sql_rename[] =
    "UPDATE list_value SET field = $4 WHERE kind = $1 AND record = $2 AND "
    "field = $3";

struct holder {
	struct holder *next;
	int64_t id;
	struct kam_value value;
};

static int read_holders(struct holder **out, struct kam *k,
			struct kam_arena *arena, const char *noun,
			const char *name, struct kam_err *err)
{
	struct holder **last = out;
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_holders, err);

	*out = NULL;
	if (!rc) {
		kam_stmt_bind_text(s, 1, noun);
		kam_stmt_bind_text(s, 2, name);
	}
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		struct holder *h = kam_arena_alloc(arena, sizeof *h);
		const char *text = kam_stmt_text(s, 2);

		rc = h ? 0 : kam_fail_memory(err);
		if (rc)
			break;
		h->id = kam_stmt_int(s, 0);
		h->value.set = 1;
		h->value.integer = kam_stmt_int(s, 1);
		h->value.text = text ? kam_arena_strdup(arena, text) : NULL;
		if (kam_stmt_failed(s) || (text && !h->value.text))
			rc = kam_fail_memory(err);
		*last = h;
		last = &h->next;
	}
	kam_stmt_finalize(s);
	return rc;
}

static int rename_row(struct kam *k, const struct kam_kind *kind, int64_t id,
		      const char *from, const char *to, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_rename, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	kam_stmt_bind_int(s, 2, id);
	kam_stmt_bind_text(s, 3, from);
	kam_stmt_bind_text(s, 4, to);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

static int rename_one(struct kam *k, const struct kam_kind *kind,
		      const struct kam_field *f, const struct holder *h,
		      const char *from, struct kam_err *err)
{
	struct kam_str bytes = KAM_STR_INIT;
	int rc = kam_record_touch(k, kind, h->id, err);

	kam_value_canonical(&bytes, f, &h->value);
	if (!rc)
		rc = kam_str_check(&bytes, err);
	if (!rc)
		rc = rename_row(k, kind, h->id, from, f->name, err);
	if (!rc)
		rc = kam_journal_change(k, kind, h->id, from, bytes.data,
					"null", err);
	if (!rc)
		rc = kam_journal_change(k, kind, h->id, f->name, "null",
					bytes.data, err);
	kam_str_release(&bytes);
	return rc;
}

int kam_custom_rename(struct kam *k, const struct kam_kind *kind,
		      const struct kam_field *field, const char *from,
		      struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct holder *all;
	int rc = read_holders(&all, k, &arena, kind->name, from, err);

	for (const struct holder *h = rc ? NULL : all; h && !rc; h = h->next)
		rc = rename_one(k, kind, field, h, from, err);
	kam_arena_release(&arena);
	return rc;
}
