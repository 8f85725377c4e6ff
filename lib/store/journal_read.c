/*
 * The journal, read: of one record oldest first, else newest operation first.
 */
#include "store/internal.h"

static const char sql_record[] =
    "SELECT o.id, o.at, o.actor, o.command, c.kind, c.record, c.field, "
    "c.before, c.after FROM change c JOIN operation o "
    "ON o.id = c.operation WHERE c.kind = $1 AND c.record = $2 "
    "ORDER BY c.operation, c.position";
static const char sql_all[] =
    "SELECT o.id, o.at, o.actor, o.command, c.kind, c.record, c.field, "
    "c.before, c.after FROM "
    "(SELECT id, at, actor, command FROM operation "
    "WHERE ($1 = 0 OR id = $1) AND at >= $2 ORDER BY id DESC LIMIT $3) o "
    "LEFT JOIN change c ON c.operation = o.id AND c.kind <> 'operation' "
    "ORDER BY o.id DESC, c.position";

static int prepare(struct kam_stmt **out, struct kam *k,
		   const struct kam_journal_query *query, struct kam_err *err)
{
	int rc =
	    kam_db_prepare(out, k->db, query->kind ? sql_record : sql_all, err);

	if (rc)
		return rc;
	if (query->kind) {
		kam_stmt_bind_text(*out, 1, query->kind->name);
		kam_stmt_bind_int(*out, 2, query->record);
		return 0;
	}
	kam_stmt_bind_int(*out, 1, query->operation);
	kam_stmt_bind_text(*out, 2, query->since ? query->since : "");
	kam_stmt_bind_int(*out, 3, query->limit ? query->limit : INT64_MAX);
	return 0;
}

int kam_journal_each(struct kam *k, const struct kam_journal_query *query,
		     kam_each_change each, void *context, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = prepare(&s, k, query, err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		struct kam_change change = {
			.operation = kam_stmt_int(s, 0),
			.at = kam_stmt_text(s, 1),
			.actor = kam_stmt_text(s, 2),
			.command = kam_stmt_text(s, 3),
			.record = kam_stmt_int(s, 5),
			.field = kam_stmt_text(s, 6),
			.before = kam_stmt_text(s, 7),
			.after = kam_stmt_text(s, 8),
		};
		const char *kind = kam_stmt_text(s, 4);

		if (kind)
			change.kind = kam_kind_find(k->catalogue, kind);
		rc = kam_stmt_failed(s) ? kam_fail_memory(err)
					: each(context, &change, err);
	}
	kam_stmt_finalize(s);
	return rc;
}
