#include <kam/stranger.h>

#include "areas/sql.h"

#include <kam/areas.h>
#include <string.h>

enum { SQL_KNOWN, SQL_STRANGER };
/* $1 contact, $2 account, $3 kind, $4 record, $5 field. An operation's own
   entry comes last, so what is beyond the last entry is under way; a change
   without a field is a whole record. */
static const char *const texts[] = {
	/* as most are: asked first, since it is soon prepared */
	[SQL_KNOWN] = "SELECT 1 FROM list_value WHERE kind = 'contact' "
		      "AND record = $1 AND field = 'accounts' AND target = $2",
	[SQL_STRANGER] =
	    "SELECT c.\"name\", a.\"key\", o.\"key\" FROM contact c "
	    "JOIN account o ON o.id = $2 "
	    "JOIN list_value v ON v.kind = 'contact' AND v.field = 'accounts' "
	    "AND v.record = c.id JOIN account a ON a.id = v.target "
	    "WHERE c.id = $1 AND NOT EXISTS (SELECT 1 FROM list_value w "
	    "JOIN account b ON b.id = w.target WHERE w.kind = 'contact' "
	    "AND w.field = 'accounts' AND w.record = c.id AND (b.id = o.id "
	    "OR b.id = o.\"parent\" OR b.\"parent\" = o.id)) "
	    "AND EXISTS (SELECT 1 FROM change h WHERE h.operation > "
	    "COALESCE((SELECT max(id) FROM operation), 0) AND h.kind = $3 "
	    "AND h.record = $4 AND (h.field = $5 OR h.field IS NULL)) "
	    "ORDER BY v.position LIMIT 1",
};
const struct kam_sql kam_stranger_sql = { texts, sizeof texts / sizeof *texts };

struct asking {
	struct kam_strangers *out;
	struct kam *k;
	const struct kam_record *record;
	struct kam_stmt *known, *s; /* s: once there is a stranger */
};

static int read_row(struct asking *a, int field, int64_t contact,
		    struct kam_err *err)
{
	const char **const texts_of[] = {
		&a->out->items[a->out->n].name,
		&a->out->items[a->out->n].theirs,
		&a->out->items[a->out->n].ours,
	};
	struct kam_stranger *who = &a->out->items[a->out->n++];
	struct kam_arena *arena = a->record->arena;

	for (int i = 0; i < 3; i++) {
		const char *text = kam_stmt_text(a->s, i);

		*texts_of[i] = kam_arena_strdup(arena, text ? text : "");
		if (!*texts_of[i])
			return kam_fail_memory(err);
	}
	who->field = a->record->kind->fields[field].name;
	who->contact = kam_arena_printf(
	    arena, "%s-%lld", kam_contact_kind.prefix, (long long)contact);
	return who->contact ? 0 : kam_fail_memory(err);
}

static int is_known(struct asking *a, int64_t contact, struct kam_err *err)
{
	const struct kam_record *r = a->record;
	int rc;

	kam_stmt_bind_int(a->known, 1, contact);
	kam_stmt_bind_int(a->known, 2, r->values[r->kind->account].integer);
	rc = kam_stmt_step(a->known, err);
	kam_stmt_reset(a->known);
	return rc;
}

static int ask(struct asking *a, int field, int64_t contact,
	       struct kam_err *err)
{
	const struct kam_record *r = a->record;
	int rc = is_known(a, contact, err);

	if (rc)
		return rc < 0 ? rc : 0;
	if (!a->s)
		rc = kam_db_prepare(&a->s, kam_database(a->k),
				    texts[SQL_STRANGER], err);
	if (rc)
		return rc;
	kam_stmt_bind_int(a->s, 1, contact);
	kam_stmt_bind_int(a->s, 2, r->values[r->kind->account].integer);
	kam_stmt_bind_text(a->s, 3, r->kind->name);
	kam_stmt_bind_int(a->s, 4, r->id);
	kam_stmt_bind_text(a->s, 5, r->kind->fields[field].name);
	rc = kam_stmt_step(a->s, err);
	if (rc > 0)
		rc = read_row(a, field, contact, err);
	kam_stmt_reset(a->s);
	return rc;
}

/* How many contacts a value names: one or several of REFS. */
static size_t count_in(const struct kam_field *f, const struct kam_value *v)
{
	if (!v->set)
		return 0;
	if (f->type == KAM_ANY)
		return v->kind && kam_kind_is(v->kind, &kam_contact_kind);
	if (!f->target || strcmp(f->target, kam_contact_kind.name) != 0)
		return 0;
	return f->type == KAM_REF ? 1 : f->type == KAM_REFS ? v->n_refs : 0;
}

/* How many contacts the record names. */
static size_t count(const struct kam_record *r)
{
	size_t n = 0;

	for (int i = 0; i < r->kind->n_fields; i++)
		n += count_in(&r->kind->fields[i], &r->values[i]);
	return n;
}

static int ask_all(struct asking *a, struct kam_err *err)
{
	const struct kam_record *r = a->record;
	int rc = 0;

	for (int i = 0; i < r->kind->n_fields; i++) {
		const struct kam_field *f = &r->kind->fields[i];
		const struct kam_value *v = &r->values[i];
		size_t n = count_in(f, v);

		for (size_t j = 0; j < n && !rc; j++)
			rc = ask(a, i,
				 f->type == KAM_REFS ? v->refs[j].id
						     : v->integer,
				 err);
	}
	return rc;
}

int kam_strangers_find(struct kam_strangers *out, struct kam *k,
		       const struct kam_record *record, struct kam_err *err)
{
	struct asking a = { .out = out, .k = k, .record = record };
	const struct kam_kind *kind = record->kind;
	size_t n;
	int rc;

	memset(out, 0, sizeof *out);
	if (kind->account == KAM_NO_FIELD ||
	    kind->fields[kind->account].type != KAM_REF ||
	    !record->values[kind->account].set)
		return 0;
	n = count(record);
	if (!n)
		return 0;
	out->items = kam_arena_array(record->arena, n, sizeof *out->items);
	if (!out->items)
		return kam_fail_memory(err);
	rc = kam_db_prepare(&a.known, kam_database(k), texts[SQL_KNOWN], err);
	if (!rc)
		rc = ask_all(&a, err);
	kam_stmt_finalize(a.known);
	kam_stmt_finalize(a.s);
	return rc;
}
