/*
 * Rows of the register into records: the columns that a kind's table has, and
 * the entries of its lists, a page of records at a time.
 */
#include "store/internal.h"

#include <inttypes.h>
#include <string.h>

static const char sql_tags[] =
    "SELECT record, 0, role, NULL, NULL FROM list_value "
    "WHERE kind = $1 AND field = $2";

static const char *copy(struct kam_arena *arena, struct kam_stmt *s, int column)
{
	const char *text = kam_stmt_text(s, column);

	return text ? kam_arena_strdup(arena, text) : NULL;
}

/* Of a value in two columns both are set or neither; -1 else. */
static int check_pair(const struct kam_field *f, const struct kam_value *v,
		      struct kam_stmt *s, int at)
{
	if (kam_field_columns(f) != 2)
		return 0;
	if (kam_stmt_is_null(s, at) != kam_stmt_is_null(s, at + 1))
		return -1;
	return f->type == KAM_ANY && v->set && !v->kind ? -1 : 0;
}

/* the fields' columns follow the seven that every kind has; -1 where the value
   is none */
static int read_field(struct kam *k, struct kam_record *r, int field,
		      struct kam_stmt *s, int at)
{
	const struct kam_field *f = &r->kind->fields[field];
	struct kam_value *v = &r->values[field];

	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_WORD:
	case KAM_DATE:
	case KAM_INSTANT:
		v->text = copy(r->arena, s, at);
		break;
	case KAM_INTEGER:
	case KAM_DECIMAL:
	case KAM_RATIO:
	case KAM_FLAG:
	case KAM_CALENDAR_DURATION:
	case KAM_WORKING_DURATION:
		v->integer = kam_stmt_int(s, at);
		break;
	case KAM_REF:
		v->integer = kam_stmt_int(s, at);
		v->text = copy(r->arena, s, at + 1);
		v->extra = copy(r->arena, s, at + 2);
		break;
	case KAM_MONEY:
		v->integer = kam_stmt_int(s, at);
		v->text = copy(r->arena, s, at + 1);
		break;
	case KAM_ANY:
		v->integer = kam_stmt_int(s, at);
		v->kind =
		    kam_kind_find(k->catalogue, kam_stmt_is_null(s, at + 1)
						    ? ""
						    : kam_stmt_text(s, at + 1));
		if (v->kind)
			v->text = kam_arena_printf(r->arena, "%s-%" PRId64,
						   v->kind->prefix, v->integer);
		break;
	case KAM_EVIDENCE:
		v->text = copy(r->arena, s, at);
		v->extra = copy(r->arena, s, at + 1);
		break;
	case KAM_REFS:
	case KAM_TAGS:
		return 0;
	}
	v->set = !kam_stmt_is_null(s, at);
	if (check_pair(f, v, s, at))
		return -1;
	return kam_field_columns(f) + (f->type == KAM_REF ? 2 : 0);
}

/* 1 where what the row holds was not copied for want of memory */
static int is_short(const struct kam_record *r, struct kam_stmt *s)
{
	if (kam_stmt_failed(s) || !r->created || !r->modified)
		return 1;
	for (int i = 0; i < r->kind->n_fields; i++) {
		enum kam_type type = r->kind->fields[i].type;

		if (r->values[i].set && !r->values[i].text &&
		    (type <= KAM_WORD || type == KAM_DATE ||
		     type == KAM_INSTANT || type == KAM_MONEY ||
		     type == KAM_EVIDENCE || type == KAM_ANY))
			return 1;
	}
	return 0;
}

int kam_row_read(struct kam_record **out, struct kam *k,
		 struct kam_arena *arena, const struct kam_kind *kind,
		 struct kam_stmt *s, struct kam_err *err)
{
	struct kam_record *r = kam_arena_alloc(arena, sizeof *r);
	int at = 7;

	if (!r)
		return kam_fail_memory(err);
	r->kind = kind;
	r->arena = arena;
	r->values =
	    kam_arena_array(arena, (size_t)kind->n_fields, sizeof *r->values);
	if (!r->values)
		return kam_fail_memory(err);
	r->id = kam_stmt_int(s, 0);
	r->version = kam_stmt_int(s, 1);
	if (kind->n_states) {
		const char *status = kam_stmt_text(s, 2);

		r->status = status ? kam_state_find(kind, status) : -1;
		if (r->status < 0)
			return kam_fail(
			    err, KAM_ECORRUPT,
			    _("%s-%" PRId64 ": its status '%s' is none of "
			      "the kind's"),
			    kind->prefix, r->id, status ? status : "");
	}
	r->created = copy(arena, s, 3);
	r->modified = copy(arena, s, 4);
	r->source = copy(arena, s, 5);
	r->source_digest = copy(arena, s, 6);
	if (kam_stmt_is_null(s, 3) || kam_stmt_is_null(s, 4))
		return kam_fail(err, KAM_ECORRUPT,
				_("%s-%" PRId64 ": its times are missing"),
				kind->prefix, r->id);
	for (int i = 0; i < kind->n_fields; i++) {
		int n = read_field(k, r, i, s, at);

		if (n < 0 && !kam_stmt_failed(s))
			return kam_fail(err, KAM_ECORRUPT,
					_("%s-%" PRId64 ": its %s is damaged"),
					kind->prefix, r->id,
					kind->fields[i].name);
		at += n;
		if (n < 0)
			break;
	}
	if (is_short(r, s))
		return kam_fail_memory(err);
	*out = r;
	return 0;
}

/* $1 kind, $2 field, and from $3 the ids: KAM_PAGE of them, or one. */
static void build_list(struct kam_str *sql, const struct kam *k,
		       const void *owner, int purpose)
{
	const struct kam_field *f = owner;
	const struct kam_kind *target =
	    f->type == KAM_REFS ? kam_kind_find(k->catalogue, f->target) : NULL;
	int n = purpose == KAM_SQL_PAGE ? KAM_PAGE : 1;

	if (target) {
		kam_str_add(sql, "SELECT v.record, v.target, v.role, ");
		kam_sql_key(sql, target, "r");
		kam_str_printf(sql,
			       ", r.\"%s\" FROM list_value v "
			       "LEFT JOIN \"%s\" r ON r.id = v.target "
			       "WHERE v.kind = $1 AND v.field = $2",
			       target->fields[target->title].name,
			       target->name);
	} else {
		kam_str_add(sql, sql_tags);
	}
	kam_str_add(sql, " AND record IN (");
	for (int i = 0; i < n; i++)
		kam_str_printf(sql, "%s$%d", i ? "," : "", i + 3);
	kam_str_add(sql, ") ORDER BY record, position");
}

static int add_entry(struct kam_record *r, int field, struct kam_stmt *s,
		     struct kam_err *err)
{
	struct kam_value *v = &r->values[field];
	struct kam_ref *refs = (struct kam_ref *)v->refs;

	/* grown by doubling; the arena keeps the old ones until its reset */
	if (!(v->n_refs & (v->n_refs - 1))) {
		refs = kam_arena_array(r->arena, v->n_refs ? 2 * v->n_refs : 1,
				       sizeof *refs);
		if (!refs)
			return kam_fail_memory(err);
		if (v->n_refs)
			memcpy(refs, v->refs, v->n_refs * sizeof *refs);
		v->refs = refs;
	}
	refs[v->n_refs].id = kam_stmt_int(s, 1);
	refs[v->n_refs].role = copy(r->arena, s, 2);
	refs[v->n_refs].key = copy(r->arena, s, 3);
	refs[v->n_refs].title = copy(r->arena, s, 4);
	v->n_refs++;
	v->set = 1;
	return kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
}

static int read_list(struct kam *k, struct kam_record **records, size_t n,
		     int field, struct kam_err *err)
{
	const struct kam_kind *kind = records[0]->kind;
	struct kam_stmt *s = NULL;
	int rc =
	    kam_cached(&s, k, &kind->fields[field],
		       n == 1 ? KAM_SQL_SINGLE : KAM_SQL_PAGE, build_list, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	kam_stmt_bind_text(s, 2, kind->fields[field].name);
	for (size_t i = 0; i < n; i++)
		kam_stmt_bind_int(s, (int)i + 3, records[i]->id);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		size_t i = 0;

		while (i < n && records[i]->id != kam_stmt_int(s, 0))
			i++;
		rc = i < n ? add_entry(records[i], field, s, err) : 0;
	}
	kam_stmt_reset(s);
	return rc;
}

int kam_lists_read(struct kam *k, struct kam_record **records, size_t n,
		   struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; n && !rc && i < records[0]->kind->n_fields; i++)
		if (kam_field_is_list(&records[0]->kind->fields[i]))
			rc = read_list(k, records, n, i, err);
	return rc;
}
