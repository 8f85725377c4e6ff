/*
 * What a record cannot do without, and no table's text guards: a key is how
 * scripts and other records' references name it, and only kam's own checks
 * keep it and what else is required.
 */
#include "store/fsck.h"

#include <inttypes.h>

static int is_missing(const struct kam_field *f, const struct kam_value *v)
{
	if (!v->set)
		return 1;
	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
		return !*v->text;
	case KAM_REFS:
	case KAM_TAGS:
		return !v->n_refs;
	default:
		return 0;
	}
}

int kam_proof_lacks(const struct kam_record *stored, int field)
{
	const struct kam_kind *kind = stored->kind;
	const struct kam_field *f = &kind->fields[field];

	return (field == kind->key || f->flags & KAM_REQUIRED) &&
	       !(f->flags & KAM_CUSTOM) &&
	       is_missing(f, &stored->values[field]);
}

static int say_missing(struct kam_proof *p, const struct kam_record *r,
		       const struct kam_field *f, struct kam_err *err)
{
	char what[256];

	(void)snprintf(what, sizeof what, _("%s-%" PRId64 " has no %s"),
		       r->kind->prefix, r->id, f->name);
	return kam_proof_say_field(p, r->kind, f, r->id, what, err);
}

int kam_proof_needs(struct kam_proof *p, const struct kam_record *stored,
		    struct kam_err *err)
{
	const struct kam_kind *kind = stored->kind;
	int rc = 0;

	for (int i = 0; i < kind->n_fields && !rc; i++)
		if (kam_proof_lacks(stored, i))
			rc = say_missing(p, stored, &kind->fields[i], err);
	return rc;
}

/* The version makes it read the rows: the index may be what is damaged. */
static void build_shared(struct kam_str *sql, const struct kam_kind *kind,
			 const struct kam_field *f)
{
	kam_str_printf(sql,
		       "SELECT max(id), min(id), max(version) FROM \"%s\" "
		       "WHERE \"%s\" || '' <> '' GROUP BY \"%s\" || ''",
		       kind->name, f->name, f->name);
	if (!(f->flags & KAM_UNIQUE) && kind->account != KAM_NO_FIELD)
		kam_str_printf(sql, ", \"%s\"",
			       kind->fields[kind->account].name);
	kam_str_add(sql, " HAVING count(*) > 1 ORDER BY 1");
}

/* With such an index no edit is taken. */
static int find_shared(struct kam_proof *p, const struct kam_kind *kind,
		       const struct kam_field *f, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	build_shared(&sql, kind, f);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, p->k->db, sql.data, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		kam_proof_say(p,
			      _("%s-%" PRId64 " has the %s of %s-%" PRId64
				": 'kam recover' makes it anew from the "
				"journal"),
			      kind->prefix, kam_stmt_int(s, 0), f->name,
			      kind->prefix, kam_stmt_int(s, 1));
		rc = 0;
	}
	kam_stmt_finalize(s);
	kam_str_release(&sql);
	return rc;
}

static int find_all_shared(struct kam_proof *p, const struct kam_kind *kind,
			   struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; i < kind->n_fields && !rc; i++)
		if (i == kind->key || kind->fields[i].flags & KAM_UNIQUE)
			rc = find_shared(p, kind, &kind->fields[i], err);
	return rc;
}

int kam_proof_keys(struct kam_proof *p, struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; i < p->k->catalogue->n_kinds && !rc; i++)
		rc = find_all_shared(p, p->k->catalogue->kinds[i], err);
	return rc;
}
