/*
 * Recover: entries of the journal that are damaged where no digest looks: the
 * number of an operation, when and by whom it was; a change's place, kind,
 * record or field. The chain's hash tells which of the few possible repairs is
 * the right one.
 */
#include "store/recover.h"

#include "store/chain.h"

#include <inttypes.h>
#include <string.h>

static const char sql_last[] =
    "SELECT max(id) FROM (SELECT max(id) AS id FROM operation UNION ALL "
    "SELECT max(c.operation) FROM change c JOIN known n ON n.operation = "
    "c.operation AND n.position = c.position AND n.kind = c.kind AND "
    "n.record = c.record)";
/* an operation that changes nothing isn't written: its number is damaged */
static const char sql_idle[] =
    "SELECT o.id FROM operation o WHERE NOT EXISTS (SELECT 1 FROM change c "
    "WHERE c.operation = o.id) AND NOT EXISTS (SELECT 1 FROM known n WHERE "
    "n.operation = o.id)";
static const char sql_missing[] =
    "SELECT DISTINCT c.operation FROM change c WHERE NOT EXISTS (SELECT 1 FROM "
    "operation o WHERE o.id = c.operation)";
static const char sql_move_operation[] =
    "UPDATE operation SET id = $2 WHERE id = $1";
static const char sql_drop_operation[] = "DELETE FROM operation WHERE id = $1";
/* changes that the index of changes knows by another place or record */
static const char sql_odd[] =
    "SELECT c.operation, c.position, c.kind, c.record, c.field FROM change c "
    "WHERE NOT EXISTS (SELECT 1 FROM known n WHERE n.operation = c.operation "
    "AND n.position = c.position AND n.kind = c.kind AND n.record = c.record)";
static const char sql_guesses[] =
    "SELECT n.operation, n.position, n.kind, n.record FROM known n WHERE "
    "(n.operation = $1 AND n.position = $2) OR (n.kind = $3 AND n.record = $4 "
    "AND NOT EXISTS (SELECT 1 FROM change c WHERE c.operation = n.operation "
    "AND c.position = n.position))";
static const char sql_move_change[] =
    "UPDATE change SET operation = $3, position = $4, kind = $5, record = $6 "
    "WHERE operation = $1 AND position = $2";
static const char sql_drop_change[] =
    "DELETE FROM change WHERE operation = $1 AND position = $2";
static const char sql_fields[] =
    "SELECT operation, position, kind, field FROM change WHERE operation = $1 "
    "AND field IS NOT NULL AND kind <> 'operation'";
static const char sql_set_field[] =
    "UPDATE change SET field = $3 WHERE operation = $1 AND position = $2";
static const char sql_beyond[] =
    "DELETE FROM change WHERE operation > $1 OR operation < 1";
static const char sql_known_beyond[] =
    "DELETE FROM known WHERE (operation > $1 OR operation < 1)";

/* The numbers of one column, so that tables can be changed after. */
static int read_ids(struct kam_ids *ids, struct kam_rescue *r, const char *sql,
		    struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, r->k->db, sql, err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = kam_ids_add(ids, r->arena, kam_stmt_int(s, 0))
			 ? kam_fail_memory(err)
			 : 0;
	kam_stmt_finalize(s);
	return rc;
}

static int fix_numbers(struct kam_rescue *r, struct kam_err *err)
{
	struct kam_ids idle = { 0 }, missing = { 0 };
	int rc = read_ids(&idle, r, sql_idle, err);

	if (!rc)
		rc = read_ids(&missing, r, sql_missing, err);
	for (size_t i = 0; !rc && i < idle.n; i++) {
		int64_t id = idle.items[i];
		int found = 0;

		for (size_t j = 0; !rc && !found && j < missing.n; j++) {
			int64_t to = missing.items[j];

			if (to == id)
				continue;
			rc = kam_rescue_run(r, sql_move_operation, id, to, 0,
					    err);
			if (!rc)
				found = kam_rescue_holds(r, to, err);
			if (found < 0)
				return found;
			if (!rc && !found)
				rc = kam_rescue_run(r, sql_move_operation, to,
						    id, 0, err);
			if (found)
				missing.items[j] = id; /* taken */
		}
		if (!rc && !found)
			rc = kam_rescue_run(r, sql_drop_operation, id, 0, 0,
					    err);
	}
	return rc;
}

struct odd {
	struct odd *next;
	int64_t operation, position, record;
	const char *kind;
};

/* Rows of (operation, position, kind, record) into a list. */
static int read_odd(struct odd **out, struct kam_rescue *r, struct kam_stmt *s,
		    struct kam_err *err)
{
	struct odd **last = out;
	int rc = 0;

	*out = NULL;
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		struct odd *odd = kam_arena_alloc(r->arena, sizeof *odd);

		rc = odd ? 0 : kam_fail_memory(err);
		if (rc)
			break;
		odd->operation = kam_stmt_int(s, 0);
		odd->position = kam_stmt_int(s, 1);
		odd->kind = kam_arena_strdup(r->arena, kam_stmt_text(s, 2));
		odd->record = kam_stmt_int(s, 3);
		if (!odd->kind || kam_stmt_failed(s))
			rc = kam_fail_memory(err);
		*last = odd;
		last = &odd->next;
	}
	return rc;
}

static int move_change(struct kam_rescue *r, const struct odd *from,
		       const struct odd *to, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, r->k, sql_move_change, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, from->operation);
	kam_stmt_bind_int(s, 2, from->position);
	kam_stmt_bind_int(s, 3, to->operation);
	kam_stmt_bind_int(s, 4, to->position);
	kam_stmt_bind_text(s, 5, to->kind);
	kam_stmt_bind_int(s, 6, to->record);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

/* 1 where one of the places that the index knows makes the chain hold */
static int try_places(struct kam_rescue *r, const struct odd *odd,
		      struct kam_err *err)
{
	struct odd *guesses;
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, r->k->db, sql_guesses, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, odd->operation);
	kam_stmt_bind_int(s, 2, odd->position);
	kam_stmt_bind_text(s, 3, odd->kind);
	kam_stmt_bind_int(s, 4, odd->record);
	rc = read_odd(&guesses, r, s, err);
	kam_stmt_finalize(s);
	for (const struct odd *g = guesses; g && !rc; g = g->next) {
		int right;

		rc = move_change(r, odd, g, err);
		if (rc)
			break;
		right = kam_rescue_holds(r, g->operation, err);
		if (right)
			return right;
		rc = move_change(r, g, odd, err);
	}
	return rc;
}

/* One that fits nowhere and can't be what it says is lost. */
static int fix_places(struct kam_rescue *r, int64_t last, struct kam_err *err)
{
	struct odd *all;
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, r->k->db, sql_odd, err);

	if (!rc)
		rc = read_odd(&all, r, s, err);
	kam_stmt_finalize(s);
	for (const struct odd *odd = rc ? NULL : all; odd && !rc;
	     odd = odd->next) {
		int right = odd->operation <= last
				? kam_rescue_holds(r, odd->operation, err)
				: 0;

		if (right < 0)
			return right;
		if (right)
			continue;
		right = try_places(r, odd, err);
		if (right < 0)
			return right;
		r->out->repaired += right;
		if (!right && (odd->record < 1 || odd->position < 1))
			rc = kam_rescue_run(r, sql_drop_change, odd->operation,
					    odd->position, 0, err);
	}
	return rc;
}

/* What a change may name of a kind, by number; NULL beyond the last. */
static const char *member_name(const struct kam_kind *kind, int i)
{
	static const char *const own[] = { "~source", "~source_digest",
					   "~status" };

	if (i < kind->n_fields)
		return kind->fields[i].name;
	i -= kind->n_fields;
	return i < (int)(sizeof own / sizeof *own) ? own[i] : NULL;
}

static int set_field(struct kam_rescue *r, int64_t operation, int64_t position,
		     const char *field, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, r->k, sql_set_field, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, operation);
	kam_stmt_bind_int(s, 2, position);
	kam_stmt_bind_text(s, 3, field);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

/* A change of a field that the kind hasn't: one of the names of its length is
   right, or the change is lost. */
static int fix_field(struct kam_rescue *r, int64_t operation, int64_t position,
		     const struct kam_kind *kind, const char *field,
		     struct kam_err *err)
{
	const char *name;
	int rc = 0;

	for (int i = 0; (name = member_name(kind, i)); i++)
		if (!strcmp(name, field))
			return 0;
	for (int i = 0; !rc && (name = member_name(kind, i)); i++) {
		int right = 0;

		if (strlen(name) != strlen(field))
			continue;
		rc = set_field(r, operation, position, name, err);
		if (!rc)
			right = kam_rescue_holds(r, operation, err);
		r->out->repaired += right > 0;
		if (right)
			return right < 0 ? right : 0;
	}
	return rc ? rc
		  : kam_rescue_run(r, sql_drop_change, operation, position, 0,
				   err);
}

int kam_rescue_fields(struct kam_rescue *r, int64_t operation,
		      struct kam_err *err)
{
	struct {
		int64_t position;
		const struct kam_kind *kind;
		const char *field;
	} odd[KAM_ODD_MOST];
	struct kam_stmt *s = NULL;
	int n = 0, rc = kam_db_prepare(&s, r->k->db, sql_fields, err);

	if (!rc)
		kam_stmt_bind_int(s, 1, operation);
	while (!rc && n < KAM_ODD_MOST && (rc = kam_stmt_step(s, err)) > 0) {
		const char *kind = kam_stmt_text(s, 2), *name;
		const char *field = kam_stmt_text(s, 3);
		int i = 0;

		odd[n].kind =
		    kind ? kam_kind_find(r->k->catalogue, kind) : NULL;
		rc = odd[n].kind && field ? 0 : kam_fail_memory(err);
		while (!rc && (name = member_name(odd[n].kind, i)) &&
		       strcmp(name, field) != 0)
			i++;
		if (rc || name)
			continue;
		odd[n].position = kam_stmt_int(s, 1);
		odd[n].field = kam_arena_strdup(r->arena, field);
		if (!odd[n++].field)
			rc = kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	for (int i = 0; i < n && rc >= 0; i++)
		rc = fix_field(r, operation, odd[i].position, odd[i].kind,
			       odd[i].field, err);
	return rc > 0 ? 0 : rc;
}

int kam_rescue_odd(int64_t *last, struct kam_rescue *r, struct kam_err *err)
{
	int rc = fix_numbers(r, err);

	if (!rc)
		rc = kam_rescue_ask(last, r, sql_last, NULL, 0, err);
	if (!rc)
		rc = fix_places(r, *last, err);
	if (!rc)
		rc = kam_rescue_ask(last, r, sql_last, NULL, 0, err);
	if (!rc)
		rc = kam_rescue_run(r, sql_beyond, *last, 0, 0, err);
	return rc ? rc : kam_rescue_run(r, sql_known_beyond, *last, 0, 0, err);
}
