#include "store/recover.h"

#include "store/schema.h"

#include <inttypes.h>
#include <kam/date.h>
#include <kam/file.h>
#include <stdlib.h>
#include <string.h>

enum { REPAIRS = 8 };

/* What is taken but has no table in a register: of `known`, what the index of
   changes says there is; `hurt`, changes that their digest doesn't prove. */
static const char sql_temporary[] =
    "CREATE TEMP TABLE known (kind TEXT NOT NULL, record INTEGER NOT NULL, "
    "operation INTEGER NOT NULL, position INTEGER NOT NULL, "
    "PRIMARY KEY (kind, record, operation, position)) WITHOUT ROWID;"
    "CREATE TEMP TABLE saved (kind TEXT NOT NULL, record INTEGER NOT NULL, "
    "field TEXT NOT NULL, position INTEGER NOT NULL, target INTEGER, role "
    "TEXT, PRIMARY KEY (kind, record, field, position)) WITHOUT ROWID;"
    "CREATE TEMP TABLE hurt (operation INTEGER NOT NULL, position INTEGER NOT "
    "NULL, kind TEXT NOT NULL, record INTEGER NOT NULL, field TEXT, before "
    "TEXT, after TEXT, salt BLOB, digest BLOB, "
    "PRIMARY KEY (operation, position)) WITHOUT ROWID";
static const char sql_count_changes[] = "SELECT count(*) FROM change";
static const char sql_count_lost[] =
    "SELECT count(*) FROM (SELECT operation, position FROM known UNION "
    "SELECT operation, position FROM hurt) n WHERE NOT EXISTS (SELECT 1 FROM "
    "change c WHERE c.operation = n.operation AND c.position = n.position)";
static const char sql_lost_records[] =
    "SELECT DISTINCT n.kind, n.record FROM known n WHERE n.kind <> 'operation' "
    "AND NOT EXISTS (SELECT 1 "
    "FROM change c WHERE c.kind = n.kind AND c.record = n.record) "
    "ORDER BY n.kind, n.record";
/* ids that were given are not given again */
static const char sql_sequence[] =
    "UPDATE sqlite_sequence SET seq = (SELECT max(c.record) FROM change c "
    "WHERE c.kind = name AND c.field IS NULL AND c.after IS NOT NULL) "
    "WHERE name IN (SELECT kind FROM change WHERE field IS NULL AND after IS "
    "NOT NULL);"
    "INSERT INTO sqlite_sequence (name, seq) SELECT c.kind, max(c.record) FROM "
    "change c WHERE c.field IS NULL AND c.after IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM sqlite_sequence s WHERE s.name = c.kind) GROUP BY c.kind";

int kam_ids_add(struct kam_ids *ids, struct kam_arena *arena, int64_t id)
{
	if (!(ids->n & (ids->n - 1))) { /* full: the arena keeps the old */
		int64_t *grown = kam_arena_array(arena, ids->n ? 2 * ids->n : 1,
						 sizeof *grown);

		if (!grown)
			return -1;
		if (ids->n)
			memcpy(grown, ids->items, ids->n * sizeof *grown);
		ids->items = grown;
	}
	ids->items[ids->n++] = id;
	return 0;
}

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* "1-4,7"; NULL is out of memory */
static const char *ids_text(const struct kam_ids *ids, struct kam_arena *arena)
{
	struct kam_str text = KAM_STR_INIT;
	const char *copy;

	if (ids->n)
		qsort(ids->items, ids->n, sizeof *ids->items, by_number);
	for (size_t i = 0, j; i < ids->n; i = j) {
		for (j = i + 1;
		     j < ids->n &&
		     ids->items[j] == ids->items[i] + (int64_t)(j - i);)
			j++;
		kam_str_printf(&text, "%s%" PRId64, i ? "," : "",
			       ids->items[i]);
		if (j > i + 1)
			kam_str_printf(&text, "-%" PRId64, ids->items[j - 1]);
	}
	copy = text.failed ? NULL : kam_arena_strdup(arena, text.data);
	kam_str_release(&text);
	return copy;
}

struct kam_rescue_kind *kam_rescue_kind(struct kam_rescue *r,
					const struct kam_kind *kind)
{
	int i = 0;

	while (!kam_kind_is(r->k->catalogue->kinds[i], kind))
		i++;
	return &r->kinds[i];
}

int kam_rescue_run(struct kam_rescue *r, const char *sql, int64_t a, int64_t b,
		   int64_t c, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, r->k, sql, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, a);
	if (strstr(sql, "$2"))
		kam_stmt_bind_int(s, 2, b);
	if (strstr(sql, "$3"))
		kam_stmt_bind_int(s, 3, c);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

int kam_rescue_ask(int64_t *out, struct kam_rescue *r, const char *sql,
		   const char *kind, int64_t id, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, r->k->db, sql, err);

	*out = 0;
	if (rc)
		return rc;
	if (strstr(sql, "$1"))
		kam_stmt_bind_text(s, 1, kind);
	if (strstr(sql, "$2"))
		kam_stmt_bind_int(s, 2, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		*out = kam_stmt_int(s, 0);
		rc = 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

/* Records of which only the index of changes still tells. */
static int find_lost(struct kam_rescue *r, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, r->k->db, sql_lost_records, err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *name = kam_stmt_text(s, 0);
		const struct kam_kind *kind =
		    name ? kam_kind_find(r->k->catalogue, name) : NULL;
		struct kam_rescue_kind *its;
		int64_t id = kam_stmt_int(s, 1);
		int kept = 0;

		rc = name ? 0 : kam_fail_memory(err);
		if (!kind)
			continue;
		/* adopted where a row was there */
		its = kam_rescue_kind(r, kind);
		for (size_t i = 0; i < its->corrected.n; i++)
			kept |= its->corrected.items[i] == id;
		if (!kept && kam_ids_add(&its->lost, r->arena, id))
			rc = kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}

static int rescue(struct kam_rescue *r, struct kam_err *err)
{
	int rc = kam_rescue_rows(r, err);

	if (!rc && !r->rows) {
		kam_fail(err, KAM_ECORRUPT, "%s",
			 _("nothing of a register could be read"));
		kam_hint(err, "%s", _("'kam backup --list' shows the backups"));
		rc = err->code;
	}
	/* the names of custom fields are known from here on */
	if (!rc)
		rc = kam_custom_load(r->k, err);
	if (!rc)
		rc = kam_rescue_erased(r, err);
	if (!rc)
		rc = kam_rescue_operations(r, err);
	if (!rc)
		rc = kam_rescue_ask(&r->out->changes, r, sql_count_changes,
				    NULL, 0, err);
	if (!rc)
		rc = kam_rescue_ask(&r->out->lost_changes, r, sql_count_lost,
				    NULL, 0, err);
	if (!rc)
		rc = kam_rescue_records(r, err);
	if (!rc)
		rc = find_lost(r, err);
	if (!rc)
		rc = kam_rescue_chain(r, err);
	return rc ? rc : kam_db_exec(r->k->db, sql_sequence, err);
}

static int report(struct kam_rescue *r, struct kam_err *err)
{
	const struct kam_catalogue *all = r->k->catalogue;
	struct kam_recovered *out = r->out;

	out->lost_operations = (int64_t)r->lost_operations.n;
	out->lost_operation_ids = ids_text(&r->lost_operations, r->arena);
	out->kinds = kam_arena_array(r->arena, (size_t)all->n_kinds + 1,
				     sizeof *out->kinds);
	if (!out->lost_operation_ids || !out->kinds)
		return kam_fail_memory(err);
	for (int i = 0; i < all->n_kinds; i++) {
		const struct kam_rescue_kind *from = &r->kinds[i];
		struct kam_recovered_kind *to = &out->kinds[out->n_kinds];

		*to = (struct kam_recovered_kind){
			.kind = all->kinds[i],
			.kept = from->kept,
			.rebuilt = (int64_t)from->rebuilt.n,
			.corrected = (int64_t)from->corrected.n,
			.lost = (int64_t)from->lost.n,
			.rebuilt_ids = ids_text(&from->rebuilt, r->arena),
			.corrected_ids = ids_text(&from->corrected, r->arena),
			.lost_ids = ids_text(&from->lost, r->arena),
		};
		if (!to->rebuilt_ids || !to->corrected_ids || !to->lost_ids)
			return kam_fail_memory(err);
		out->n_kinds +=
		    to->kept || to->rebuilt || to->corrected || to->lost;
	}
	return 0;
}

/* The whole rescue in one transaction. Foreign keys are not asked: what refers
   to a record that is lost is kept, and told by the proof. */
static int fill(struct kam_rescue *r, struct kam_err *err)
{
	char at[KAM_INSTANT_TEXT];
	int rc = kam_db_exec(r->k->db, "PRAGMA foreign_keys = OFF", err);

	kam_instant_format(at, r->k->now);
	if (!rc)
		rc = kam_db_begin_write(r->k->db, err);
	if (!rc)
		rc = kam_schema_create(r->k->db, at, err);
	if (!rc)
		rc = kam_db_exec(r->k->db, sql_temporary, err);
	if (!rc)
		rc = rescue(r, err);
	if (!rc)
		rc = report(r, err);
	if (!rc)
		return kam_db_commit(r->k->db, err);
	kam_db_rollback(r->k->db);
	return rc;
}

static void keep_first(void *context, const char *what)
{
	struct kam_rescue *r = context;

	if (!r->out->finding)
		r->out->finding = kam_arena_strdup(r->arena, what);
}

static int prove(struct kam_rescue *r, const struct kam_open_options *of,
		 struct kam_err *err)
{
	struct kam *k = NULL;
	int rc = kam_open(&k, of, err);

	if (!rc)
		rc = kam_read_begin(k, err);
	if (!rc)
		rc = kam_fsck(&r->out->proof, k, keep_first, r, err);
	kam_close(k);
	return rc;
}

int kam_recover(struct kam_recovered *out, const struct kam_open_options *of,
		struct kam_arena *arena, const char *file, struct kam_err *err)
{
	struct kam_rescue r = { .out = out,
				.arena = arena,
				.repairs = REPAIRS };
	struct kam_open_options new = *of;
	struct kam_draft copy = { .fd = -1 };
	int rc;

	*out = (struct kam_recovered){ .path = of->path };
	/* the result names kinds */
	new.definitions = arena;
	r.last = &r.wrong;
	r.kinds = kam_arena_array(arena, (size_t)of->catalogue->n_kinds,
				  sizeof *r.kinds);
	rc = r.kinds ? kam_rescue_copy(&copy, &out->unreadable, of, arena, file,
				       err)
		     : kam_fail_memory(err);
	if (!rc)
		out->newer = kam_rescue_newer(&copy);
	if (!rc)
		rc = kam_salvage_open(&r.salvage, copy.path, kam_schema_1, err);
	if (!rc)
		rc = kam_open_new(&r.k, &new, 0, err);
	if (!rc) {
		out->pages = kam_salvage_pages(r.salvage);
		rc = fill(&r, err);
	}
	kam_close(r.k);
	kam_salvage_close(r.salvage);
	kam_draft_release(&copy);
	return rc ? rc : prove(&r, of, err);
}

int kam_recovered_all(const struct kam_recovered *r)
{
	int64_t lost = r->lost_operations + r->lost_changes + r->dropped;

	for (size_t i = 0; i < r->n_kinds; i++)
		lost += r->kinds[i].lost + r->kinds[i].corrected;
	return !lost && !r->newer && !r->proof.findings;
}
