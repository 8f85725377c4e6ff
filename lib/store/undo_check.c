/*
 * Undo: what is in its way.
 */
#include "store/undo.h"

#include <inttypes.h>

static const char sql_later[] =
    "SELECT c.operation, c.kind, c.record, x.field, c.field, o.command "
    "FROM change x JOIN change c ON c.kind = x.kind AND c.record = x.record "
    "AND c.operation > $1 AND (x.field IS NULL OR c.field IS NULL OR "
    "c.field = x.field) JOIN operation o ON o.id = c.operation "
    "WHERE x.operation = $1 AND x.kind <> 'operation' AND o.reverts IS NULL "
    "ORDER BY c.operation DESC, c.position";
static const char sql_last[] =
    "SELECT c.operation, c.kind, c.record, c.field, c.field, o.command "
    "FROM change c JOIN operation o ON o.id = c.operation "
    "WHERE c.kind = $1 AND c.record = $2 AND "
    "($3 = '' OR c.field IS NULL OR c.field = $3) "
    "ORDER BY c.operation DESC, c.position DESC LIMIT 1";

/* As the history of a record has it; what it was called, where the kind has no
   such field any more. */
static const char *label_of(char label[KAM_LABEL_TEXT],
			    const struct kam_kind *kind, const char *field)
{
	const char *name = field + (*field == '~');
	int column = kind ? kam_column_find(kind, name) : KAM_COLUMN_NONE;

	return column == KAM_COLUMN_NONE
		   ? name
		   : kam_column_label(label, kind, column);
}

/* The row of either query, as an error. */
static int say(struct kam_undoing *u, struct kam_stmt *s, struct kam_err *err)
{
	const char *name = kam_stmt_text(s, 1), *field = kam_stmt_text(s, 3);
	const struct kam_kind *kind =
	    kam_kind_find(u->k->catalogue, name ? name : "");
	const char *command = kam_stmt_text(s, 5);
	int64_t operation = kam_stmt_int(s, 0);
	char label[KAM_LABEL_TEXT];

	/* a field of one that is gone, or was made, is not the point */
	if (!field || kam_stmt_is_null(s, 4))
		kam_fail(
		    err, KAM_EREFUSED,
		    _("operation %" PRId64 " changed %s-%" PRId64 " since"),
		    operation, kind ? kind->prefix : "?", kam_stmt_int(s, 2));
	else
		kam_fail(err, KAM_EREFUSED,
			 _("operation %" PRId64 " changed %s of %s-%" PRId64
			   " since"),
			 operation, label_of(label, kind, field),
			 kind ? kind->prefix : "?", kam_stmt_int(s, 2));
	kam_hint(err,
		 _("that was '%.120s'; 'kam undo %" PRId64 "' comes first"),
		 command ? command : "", operation);
	return err->code;
}

int kam_undo_check(struct kam_undoing *u, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, u->k->db, sql_later, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, u->out->reverts);
	while ((rc = kam_stmt_step(s, err)) > 0)
		if (!kam_reverted_by(&u->reverted, kam_stmt_int(s, 0))) {
			rc = say(u, s, err);
			break;
		}
	kam_stmt_finalize(s);
	return rc;
}

int kam_undo_touched(struct kam_undoing *u, const struct kam_kind *kind,
		     int64_t id, const char *field, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, u->k->db, sql_last, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	kam_stmt_bind_int(s, 2, id);
	kam_stmt_bind_text(s, 3, field ? field : "");
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		rc = say(u, s, err);
	else if (!rc)
		rc = kam_fail(err, KAM_ECORRUPT,
			      _("%s-%" PRId64 " is not in the journal"),
			      kind->prefix, id);
	kam_stmt_finalize(s);
	return rc;
}

int kam_undo_dangles(const struct kam_kind *from, int64_t id,
		     const struct kam_kind *to, int64_t target,
		     struct kam_err *err)
{
	kam_fail(err, KAM_EREFUSED, _("%s-%" PRId64 " refers to %s-%" PRId64),
		 from->prefix, id, to->prefix, target);
	kam_hint(err,
		 _("'kam log %s-%" PRId64 "' and 'kam log %s-%" PRId64
		   "' tell which operations come first"),
		 from->prefix, id, to->prefix, target);
	return err->code;
}

static void build_dangling(struct kam_str *sql, const struct kam_kind *from,
			   const struct kam_field *f, const struct kam_kind *to)
{
	if (kam_field_is_row(f))
		kam_str_printf(sql,
			       "SELECT v.record, v.target FROM list_value v "
			       "WHERE v.target BETWEEN $1 AND $2 "
			       "AND v.kind = '%s' AND v.field = '%s' AND NOT "
			       "EXISTS (SELECT 1 FROM \"%s\" r WHERE r.id = "
			       "v.target) LIMIT 1",
			       from->name, f->name, to->name);
	else
		kam_str_printf(sql,
			       "SELECT t.id, t.\"%s\" FROM \"%s\" t WHERE "
			       "t.\"%s\" BETWEEN $1 AND $2 AND NOT EXISTS "
			       "(SELECT 1 FROM \"%s\" r WHERE r.id = t.\"%s\")",
			       f->name, from->name, f->name, to->name, f->name);
	if (f->type == KAM_ANY)
		kam_str_printf(sql, " AND t.\"%s_kind\" = '%s'", f->name,
			       to->name);
	if (!kam_field_is_row(f))
		kam_str_add(sql, " LIMIT 1");
}

static int check_field(struct kam_undoing *u, const struct kam_kind *from,
		       const struct kam_field *f, const struct kam_kind *to,
		       const struct kam_span *gone, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	build_dangling(&sql, from, f, to);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, u->k->db, sql.data, err);
	kam_str_release(&sql);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, gone->least);
	kam_stmt_bind_int(s, 2, gone->most);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		rc = kam_undo_dangles(from, kam_stmt_int(s, 0), to,
				      kam_stmt_int(s, 1), err);
	kam_stmt_finalize(s);
	return rc;
}

static int may_refer(const struct kam_undoing *u, const struct kam_field *f,
		     const struct kam_kind *to)
{
	if (f->type == KAM_ANY)
		return 1;
	return (f->type == KAM_REF || f->type == KAM_REFS) &&
	       kam_kind_find(u->k->catalogue, f->target) == to;
}

int kam_undo_check_references(struct kam_undoing *u, struct kam_err *err)
{
	const struct kam_catalogue *all = u->k->catalogue;
	int rc = 0;

	for (int to = 0; to < all->n_kinds && !rc; to++) {
		if (!u->gone[to].least)
			continue;
		for (int i = 0; i < all->n_kinds && !rc; i++) {
			const struct kam_kind *from = all->kinds[i];

			for (int j = 0; j < from->n_fields && !rc; j++)
				if (may_refer(u, &from->fields[j],
					      all->kinds[to]))
					rc = check_field(
					    u, from, &from->fields[j],
					    all->kinds[to], &u->gone[to], err);
		}
	}
	return rc;
}
