/*
 * What refers to a record, and referring to another in its place.
 */
#include "store/internal.h"

#include <kam/grow.h>
#include <kam/references.h>
#include <string.h>

static int refers_to(const struct kam_field *f, const struct kam_kind *target)
{
	return f->type == KAM_ANY ||
	       ((f->type == KAM_REF || f->type == KAM_REFS) &&
		!strcmp(f->target, target->name));
}

/* The records of one kind that refer to $1; 0 where none can. */
static int build_referrers(struct kam_str *sql, const struct kam_kind *kind,
			   const struct kam_kind *target)
{
	int n = 0;

	for (int i = 0; i < kind->n_fields; i++) {
		const struct kam_field *f = &kind->fields[i];

		if (!refers_to(f, target))
			continue;
		if (n++)
			kam_str_add(sql, " UNION ");
		if (kam_field_is_row(f)) {
			kam_str_printf(sql,
				       "SELECT record FROM list_value "
				       "WHERE kind = '%s' AND field = '%s' "
				       "AND target = $1",
				       kind->name, f->name);
			continue;
		}
		kam_str_printf(sql, "SELECT id FROM \"%s\" WHERE \"%s\" = $1",
			       kind->name, f->name);
		if (f->type == KAM_ANY)
			kam_str_printf(sql, " AND \"%s%s\" = '%s'", f->name,
				       kam_field_suffix(f), target->name);
	}
	kam_str_add(sql, " ORDER BY 1");
	return n;
}

static int add(struct kam_referrers *out, struct kam_arena *arena,
	       const struct kam_kind *kind, int64_t id, struct kam_err *err)
{
	if (out->n == out->room) {
		struct kam_referring *grown = kam_grow_in(
		    arena, out->items, &out->room, out->n, sizeof *grown, err);

		if (!grown)
			return err->code;
		out->items = grown;
	}
	out->items[out->n++] = (struct kam_referring){ kind, id };
	return 0;
}

static int find_of(struct kam_referrers *out, struct kam *k,
		   struct kam_arena *arena, const struct kam_kind *from,
		   const struct kam_kind *kind, int64_t id, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int any = build_referrers(&sql, from, kind);
	int rc = kam_str_check(&sql, err);

	if (!rc && any)
		rc = kam_db_prepare(&s, k->db, sql.data, err);
	kam_str_release(&sql);
	if (rc || !any)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = add(out, arena, from, kam_stmt_int(s, 0), err);
	kam_stmt_finalize(s);
	return rc;
}

int kam_referrers_find(struct kam_referrers *out, struct kam *k,
		       struct kam_arena *arena, const struct kam_kind *kind,
		       int64_t id, struct kam_err *err)
{
	int rc = 0;

	memset(out, 0, sizeof *out);
	for (int i = 0; i < k->catalogue->n_kinds && !rc; i++)
		rc = find_of(out, k, arena, k->catalogue->kinds[i], kind, id,
			     err);
	return rc;
}

/* Entries of a list: the same record twice is one, unless its roles differ. */
static int point_list(struct kam *k, struct kam_record *r, int field,
		      int64_t from, int64_t to, struct kam_err *err)
{
	const struct kam_value old = r->values[field];
	int rc = kam_record_set(k, r, field, "", err);

	for (size_t i = 0; i < old.n_refs && !rc; i++) {
		int64_t id = old.refs[i].id == from ? to : old.refs[i].id;

		if (id)
			rc = kam_record_join_ref(k, r, field, id,
						 old.refs[i].role, err);
	}
	return rc;
}

int kam_record_join_ref(struct kam *k, struct kam_record *r, int field,
			int64_t id, const char *role, struct kam_err *err)
{
	struct kam_value *v = &r->values[field];
	struct kam_ref *refs = (struct kam_ref *)v->refs;

	for (size_t i = 0; i < v->n_refs && id; i++) {
		if (refs[i].id != id || (refs[i].role && role))
			continue;
		if (!refs[i].role)
			refs[i].role = role;
		return 0;
	}
	return kam_record_add_ref(k, r, field, id, role, err);
}

static int has_entry(const struct kam_value *v, int64_t id)
{
	for (size_t i = 0; i < v->n_refs; i++)
		if (v->refs[i].id == id)
			return 1;
	return 0;
}

int kam_record_point(struct kam *k, struct kam_record *r,
		     const struct kam_kind *kind, int64_t from, int64_t to,
		     struct kam_err *err)
{
	char name[KAM_ID_TEXT];
	int rc = 0;

	kam_id_format(name, kind, to);
	for (int i = 0; i < r->kind->n_fields && !rc; i++) {
		const struct kam_field *f = &r->kind->fields[i];
		const struct kam_value *v = &r->values[i];

		if (!v->set || !refers_to(f, kind))
			continue;
		if (f->type == KAM_REFS && has_entry(v, from))
			rc = point_list(k, r, i, from, to, err);
		else if (f->type == KAM_REF && v->integer == from)
			rc = kam_record_set_ref(k, r, i, to, err);
		else if (f->type == KAM_ANY && kam_kind_is(v->kind, kind) &&
			 v->integer == from)
			rc = kam_record_set(k, r, i, to ? name : "", err);
	}
	return rc;
}
