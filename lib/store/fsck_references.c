#include "store/fsck.h"

#include <inttypes.h>

/* Runs a query of (record) rows, each with a reference to nothing. f: NULL is a
   row of a list whose own record is gone. */
static int say_rows(struct kam_proof *p, const struct kam_kind *kind,
		    const struct kam_field *f, struct kam_str *sql,
		    struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char what[256];
	int rc = kam_str_check(sql, err);

	if (!rc)
		rc = kam_db_prepare(&s, p->k->db, sql->data, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		int64_t id = kam_stmt_int(s, 0);

		(void)snprintf(what, sizeof what,
			       _("%s-%" PRId64 ": its %s refers to a record "
				 "that isn't there"),
			       kind->prefix, id, f ? f->name : "list_value");
		rc = 0;
		if (f)
			rc = kam_proof_say_field(p, kind, f, id, what, err);
		else
			kam_proof_say(p, "%s", what);
	}
	kam_stmt_finalize(s);
	kam_str_reset(sql);
	return rc;
}

/* The database says so too, but not which record and what to do. */
static int check_ref(struct kam_proof *p, const struct kam_kind *kind,
		     const struct kam_field *f, struct kam_str *sql,
		     struct kam_err *err)
{
	kam_str_printf(sql,
		       "SELECT t.id FROM \"%s\" t LEFT JOIN \"%s\" r "
		       "ON r.id = t.\"%s\" WHERE t.\"%s\" IS NOT NULL "
		       "AND r.id IS NULL ORDER BY t.id",
		       kind->name, f->target, f->name, f->name);
	return say_rows(p, kind, f, sql, err);
}

static int check_refs(struct kam_proof *p, const struct kam_kind *kind,
		      const struct kam_field *f, struct kam_str *sql,
		      struct kam_err *err)
{
	kam_str_printf(sql,
		       "SELECT v.record FROM list_value v LEFT JOIN \"%s\" r "
		       "ON r.id = v.target WHERE v.kind = '%s' "
		       "AND v.field = '%s' AND r.id IS NULL",
		       f->target, kind->name, f->name);
	return say_rows(p, kind, f, sql, err);
}

static int check_any(struct kam_proof *p, const struct kam_kind *kind,
		     const struct kam_field *f, struct kam_str *sql,
		     struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; i < p->k->catalogue->n_kinds && !rc; i++) {
		const char *target = p->k->catalogue->kinds[i]->name;

		kam_str_printf(sql,
			       "SELECT t.id FROM \"%s\" t LEFT JOIN \"%s\" r "
			       "ON r.id = t.\"%s\" WHERE t.\"%s_kind\" = '%s' "
			       "AND r.id IS NULL",
			       kind->name, target, f->name, f->name, target);
		rc = say_rows(p, kind, f, sql, err);
	}
	return rc;
}

/* Entries whose own record is gone. */
static int check_owners(struct kam_proof *p, const struct kam_kind *kind,
			struct kam_str *sql, struct kam_err *err)
{
	kam_str_printf(sql,
		       "SELECT v.record FROM list_value v LEFT JOIN \"%s\" t "
		       "ON t.id = v.record WHERE v.kind = '%s' "
		       "AND t.id IS NULL",
		       kind->name, kind->name);
	return say_rows(p, kind, NULL, sql, err);
}

int kam_proof_references(struct kam_proof *p, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	int rc = 0;

	for (int i = 0; i < p->k->catalogue->n_kinds && !rc; i++) {
		const struct kam_kind *kind = p->k->catalogue->kinds[i];

		rc = check_owners(p, kind, &sql, err);
		for (int j = 0; j < kind->n_fields && !rc; j++) {
			const struct kam_field *f = &kind->fields[j];

			if (f->type == KAM_REFS ||
			    (f->type == KAM_REF && kam_field_is_row(f)))
				rc = check_refs(p, kind, f, &sql, err);
			else if (f->type == KAM_REF)
				rc = check_ref(p, kind, f, &sql, err);
			else if (f->type == KAM_ANY)
				rc = check_any(p, kind, f, &sql, err);
		}
	}
	kam_str_release(&sql);
	return rc;
}
