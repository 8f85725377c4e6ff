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

/* A row on its way into a record. */
struct reading {
	struct kam *k;
	struct kam_record *record;
	struct kam_stmt *row;
	enum kam_labels labels;
	int failed;          /* for want of memory */
	const char *damaged; /* the name of a field whose value is none */
};

/* A text column; NULL where it is null. */
static const char *copy(struct reading *in, int column)
{
	const char *text = kam_stmt_text(in->row, column), *kept;

	if (!text)
		return NULL;
	kept = kam_arena_strdup(in->record->arena, text);
	in->failed |= !kept;
	return kept;
}

static void read_any(struct reading *in, const struct kam_field *f,
		     struct kam_value *v, int at)
{
	const char *name = kam_stmt_text(in->row, at + 1);

	v->kind = kam_kind_find(in->k->catalogue, name ? name : "");
	if (!v->kind) {
		in->damaged = f->name;
		return;
	}
	v->text = kam_arena_printf(in->record->arena, "%s-%" PRId64,
				   v->kind->prefix, v->integer);
	in->failed |= !v->text;
}

/* One that is set; what is unset stays zero. */
static void read_value(struct reading *in, const struct kam_field *f,
		       struct kam_value *v, int at)
{
	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_WORD:
	case KAM_DATE:
	case KAM_INSTANT:
		v->text = copy(in, at);
		return;
	case KAM_EVIDENCE:
		v->text = copy(in, at);
		v->extra = copy(in, at + 1);
		return;
	case KAM_REFS:
	case KAM_TAGS:
		return;
	default:
		break;
	}
	v->integer = kam_stmt_int(in->row, at);
	if (f->type == KAM_REF) {
		if (!in->labels)
			return;
		v->text = copy(in, at + 1);
		if (in->labels == KAM_LABELS_ALL)
			v->extra = copy(in, at + 2);
	} else if (f->type == KAM_MONEY) {
		v->text = copy(in, at + 1);
	} else if (f->type == KAM_ANY) {
		read_any(in, f, v, at);
	}
}

/* the fields' columns follow the seven that every kind has */
static void read_fields(struct reading *in)
{
	struct kam_record *r = in->record;
	int at = 7;

	for (int i = 0; i < r->kind->n_fields; i++) {
		const struct kam_field *f = &r->kind->fields[i];
		int columns = kam_field_columns(f);

		r->values[i].set = columns && !kam_stmt_is_null(in->row, at);
		/* of a value in two columns both are set or neither */
		if (columns == 2 &&
		    r->values[i].set == kam_stmt_is_null(in->row, at + 1))
			in->damaged = f->name;
		else if (r->values[i].set)
			read_value(in, f, &r->values[i], at);
		at += columns;
		if (f->type == KAM_REF && columns)
			at += (int)in->labels;
	}
}

static int read_status(struct reading *in, struct kam_err *err)
{
	struct kam_record *r = in->record;
	const char *status;

	if (!r->kind->n_states)
		return 0;
	status = kam_stmt_text(in->row, 2);
	r->status = status ? kam_state_find(r->kind, status) : -1;
	if (r->status >= 0)
		return 0;
	return kam_fail(err, KAM_ECORRUPT,
			_("%s-%" PRId64 ": its status '%s' is none of the "
			  "kind's"),
			r->kind->prefix, r->id, status ? status : "");
}

int kam_row_read(struct kam_record **out, struct kam *k,
		 struct kam_arena *arena, const struct kam_kind *kind,
		 struct kam_stmt *s, enum kam_labels labels,
		 struct kam_err *err)
{
	struct kam_record *r;
	struct reading in = { .k = k, .row = s, .labels = labels };
	int rc = kam_record_new(&r, arena, kind, err);

	if (rc)
		return rc;
	in.record = r;
	r->id = kam_stmt_int(s, 0);
	r->version = kam_stmt_int(s, 1);
	rc = read_status(&in, err);
	if (rc)
		return rc;
	r->created = copy(&in, 3);
	r->modified = copy(&in, 4);
	r->source = copy(&in, 5);
	r->source_digest = copy(&in, 6);
	read_fields(&in);
	if (in.failed || kam_stmt_failed(s))
		return kam_fail_memory(err);
	if (!r->created || !r->modified)
		return kam_fail(err, KAM_ECORRUPT,
				_("%s-%" PRId64 ": its times are missing"),
				kind->prefix, r->id);
	if (in.damaged)
		return kam_fail(err, KAM_ECORRUPT,
				_("%s-%" PRId64 ": its %s is damaged"),
				kind->prefix, r->id, in.damaged);
	*out = r;
	return 0;
}

/* $1 kind, $2 field, and from $3 the ids: KAM_PAGE of them, the first and the
   last of them, or the one. */
static void build_list(struct kam_str *sql, const struct kam *k,
		       const void *owner, int purpose)
{
	const struct kam_field *f = owner;
	const struct kam_kind *target =
	    f->type == KAM_REFS ? kam_kind_find(k->catalogue, f->target) : NULL;

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
	kam_str_add(sql, purpose == KAM_SQL_SPAN
			     ? " AND record BETWEEN $3 AND $4"
			     : " AND record IN ($3");
	for (int i = 1; purpose == KAM_SQL_PAGE && i < KAM_PAGE; i++)
		kam_str_printf(sql, ",$%d", i + 3);
	kam_str_add(sql, purpose == KAM_SQL_SPAN ? "" : ")");
	kam_str_add(sql, " ORDER BY record, position");
}

static int add_entry(struct kam_record *r, int field, struct kam_stmt *s,
		     struct kam_err *err)
{
	struct reading in = { .record = r, .row = s };
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
	refs[v->n_refs].role = copy(&in, 2);
	refs[v->n_refs].key = copy(&in, 3);
	refs[v->n_refs].title = copy(&in, 4);
	v->n_refs++;
	v->set = 1;
	return in.failed || kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
}

/* IDs that lie close are asked for as a span: of 100,000 records in order a
   fifth of the time. */
enum kam_purpose kam_page_purpose(struct kam_record **records, size_t n,
				  int64_t *first, int64_t *last)
{
	*first = *last = records[0]->id;
	for (size_t i = 1; i < n; i++) {
		*first = records[i]->id < *first ? records[i]->id : *first;
		*last = records[i]->id > *last ? records[i]->id : *last;
	}
	if (n == 1)
		return KAM_SQL_SINGLE;
	return *last - *first < 4 * KAM_PAGE ? KAM_SQL_SPAN : KAM_SQL_PAGE;
}

static int read_list(struct kam *k, struct kam_record **records, size_t n,
		     int field, struct kam_err *err)
{
	const struct kam_kind *kind = records[0]->kind;
	struct kam_stmt *s = NULL;
	int64_t first, last;
	size_t i = 0;
	int purpose = (int)kam_page_purpose(records, n, &first, &last);
	int rc =
	    kam_cached(&s, k, &kind->fields[field], purpose, build_list, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	kam_stmt_bind_text(s, 2, kind->fields[field].name);
	if (purpose == KAM_SQL_SPAN) {
		kam_stmt_bind_int(s, 3, first);
		kam_stmt_bind_int(s, 4, last);
	}
	for (size_t j = 0; purpose != KAM_SQL_SPAN && j < n; j++)
		kam_stmt_bind_int(s, (int)j + 3, records[j]->id);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		int64_t id = kam_stmt_int(s, 0);
		size_t tried = 0;

		/* both are likely in the same order: on from the last one */
		for (; tried < n && records[i]->id != id; tried++)
			i = (i + 1) % n;
		rc = tried < n ? add_entry(records[i], field, s, err) : 0;
	}
	kam_stmt_reset(s);
	return rc;
}

int kam_lists_read(struct kam *k, struct kam_record **records, size_t n,
		   struct kam_err *err)
{
	const struct kam_kind *kind = n ? records[0]->kind : NULL;
	int rc = 0;

	for (int i = 0; n && !rc && i < kind->n_fields; i++)
		if (kam_field_is_list(&kind->fields[i]))
			rc = read_list(k, records, n, i, err);
	/* they stand last */
	if (!rc && n && kind->fields[kind->n_fields - 1].flags & KAM_CUSTOM)
		rc = kam_custom_read(k, records, n, err);
	return rc;
}
