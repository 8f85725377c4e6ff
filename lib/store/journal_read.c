/*
 * The journal, read: of one record oldest first, else newest operation first.
 */
#include "store/keep.h"

#include <string.h>

static const char sql_record[] =
    "SELECT o.id, o.at, o.actor, o.command, c.kind, c.record, c.field, "
    "c.before, c.after, o.reverts, 0 FROM change c JOIN operation o "
    "ON o.id = c.operation WHERE c.kind = $1 AND c.record = $2 "
    "ORDER BY c.operation, c.position";
#define OPERATIONS                                                             \
	"(SELECT id, at, actor, command, reverts FROM operation "              \
	"WHERE ($1 = 0 OR id = $1) AND at >= $2 AND ($4 = '' OR at <= $4) "    \
	"AND ($5 = '' OR replace(lower(actor), lower($5), '') <> "             \
	"lower(actor)) AND ($6 = '' OR EXISTS (SELECT 1 FROM change x WHERE "  \
	"x.operation = operation.id AND x.kind = $6)) "                        \
	"ORDER BY id DESC LIMIT $3) o "
static const char sql_all[] =
    "SELECT o.id, o.at, o.actor, o.command, c.kind, c.record, c.field, "
    "c.before, c.after, o.reverts, 0 FROM " OPERATIONS
    "LEFT JOIN change c ON c.operation = o.id AND c.kind <> 'operation' "
    "ORDER BY o.id DESC, c.position";
static const char sql_counted[] =
    "SELECT o.id, o.at, o.actor, o.command, NULL, 0, NULL, NULL, NULL, "
    "o.reverts, (SELECT count(*) FROM change c WHERE c.operation = o.id AND "
    "c.kind <> 'operation') FROM " OPERATIONS "ORDER BY o.id DESC";

static const char sql_at[] = "SELECT at FROM operation WHERE id = $1";
static const char sql_hash[] = "SELECT id FROM operation "
			       "WHERE substr(hash, 1, $2) = $1 LIMIT 1";

static int prepare(struct kam_stmt **out, struct kam *k,
		   const struct kam_journal_query *query, struct kam_err *err)
{
	const char *sql = query->kind      ? sql_record
			  : query->counted ? sql_counted
					   : sql_all;
	int rc = kam_db_prepare(out, k->db, sql, err);

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
	kam_stmt_bind_text(*out, 4, query->until ? query->until : "");
	kam_stmt_bind_text(*out, 5, query->actor ? query->actor : "");
	kam_stmt_bind_text(*out, 6, query->of ? query->of->name : "");
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
			.reverts = kam_stmt_int(s, 9),
			.changes = kam_stmt_int(s, 10),
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

int kam_journal_head(int64_t *operation, char hash[KAM_HASH_TEXT],
		     const char **at, struct kam *k, struct kam_arena *arena,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_read_head(operation, hash, k->db, err);

	*at = NULL;
	if (rc || !*operation)
		return rc;
	rc = kam_db_prepare(&s, k->db, sql_at, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, *operation);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		*at = kam_arena_strdup(arena, kam_stmt_text(s, 0));
		rc = *at ? 0 : kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}

/* "0f" is 15; -1 for what isn't hexadecimal */
static int read_digit(char c)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;
	const int n = at ? (int)(at - digits) : -1;

	return n > 15 ? n - 6 : n;
}

int kam_journal_find(int64_t *operation, struct kam *k, const char *hash,
		     struct kam_err *err)
{
	const size_t n = strlen(hash);
	uint8_t bytes[KAM_DIGEST];
	struct kam_stmt *s = NULL;
	int bad = n < 16 || n > sizeof bytes * 2 || n % 2, rc;

	for (size_t i = 0; i < n && !bad; i += 2) {
		int high = read_digit(hash[i]), low = read_digit(hash[i + 1]);

		bad = high < 0 || low < 0;
		if (!bad)
			bytes[i / 2] = (uint8_t)(high << 4 | low);
	}
	*operation = 0;
	if (bad) {
		kam_fail(err, KAM_EUSAGE, _("'%.70s' is no hash"), hash);
		kam_hint(err, "%s",
			 _("16 to 64 hexadecimal digits, as 'kam log --head' "
			   "gives them"));
		return err->code;
	}
	rc = kam_db_prepare(&s, k->db, sql_hash, err);
	if (rc)
		return rc;
	kam_stmt_bind_blob(s, 1, bytes, n / 2);
	kam_stmt_bind_int(s, 2, (int64_t)(n / 2));
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		*operation = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}
