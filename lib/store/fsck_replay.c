/*
 * Replay: a record's journal is its history, so what the journal says must be
 * what is stored.
 */
#include "store/fsck.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char sql_changes[] =
    "SELECT c.kind, c.record, c.operation, c.field, c.after, o.at "
    "FROM change c JOIN operation o ON o.id = c.operation "
    "WHERE c.kind <> 'operation' "
    "ORDER BY c.kind, c.record, c.operation, c.position";

enum { MEMBERS = KAM_COLUMNS + 4 };

/* One record as its journal has it so far. */
struct replay {
	const struct kam_kind *kind;
	int64_t id;
	struct kam_arena arena;
	struct member {
		const char *name, *value; /* canonical bytes */
	} members[MEMBERS];
	int n;
	int alive;
	int64_t version, operation;
	const char *created, *modified;
};

/* Sets one member, keeping the order of names; NULL or "null" removes it. */
static int set_member(struct replay *r, const char *name, const char *value)
{
	int i = 0;

	while (i < r->n && strcmp(r->members[i].name, name) < 0)
		i++;
	if (i < r->n && !strcmp(r->members[i].name, name)) {
		memmove(&r->members[i], &r->members[i + 1],
			(size_t)(r->n - i - 1) * sizeof *r->members);
		r->n--;
	}
	if (!value || !strcmp(value, "null"))
		return 0;
	if (r->n == MEMBERS)
		return -1;
	memmove(&r->members[i + 1], &r->members[i],
		(size_t)(r->n - i) * sizeof *r->members);
	r->members[i].name = kam_arena_strdup(&r->arena, name);
	r->members[i].value = kam_arena_strdup(&r->arena, value);
	r->n++;
	return r->members[i].name && r->members[i].value ? 0 : -1;
}

/* Takes a whole record's canonical bytes apart; -1 where they aren't. */
static int set_whole(struct replay *r, const char *bytes)
{
	struct kam_canonical m;
	int rc;

	r->n = 0;
	while ((rc = kam_canonical_next(&m, &bytes)) > 0) {
		char *n = kam_arena_strndup(&r->arena, m.name, m.name_length);
		char *v = kam_arena_strndup(&r->arena, m.value, m.length);

		if (!n || !v || set_member(r, n, v))
			return -1;
	}
	return rc;
}

static void add_members(struct kam_str *out, const struct replay *r)
{
	kam_str_add_char(out, '{');
	for (int i = 0; i < r->n; i++)
		kam_str_printf(out, "%s\"%s\":%s", i ? "," : "",
			       r->members[i].name, r->members[i].value);
	kam_str_add_char(out, '}');
}

static int compare(struct kam_proof *p, const struct replay *r,
		   const struct kam_record *stored, struct kam_err *err)
{
	struct kam_str journal = KAM_STR_INIT, row = KAM_STR_INIT;
	int rc;

	add_members(&journal, r);
	kam_record_canonical(&row, stored);
	rc = kam_str_check(&journal, err);
	if (!rc)
		rc = kam_str_check(&row, err);
	if (!rc && strcmp(journal.data, row.data) != 0)
		kam_proof_say(p,
			      _("%s-%" PRId64 " is not what its journal "
				"says"),
			      r->kind->prefix, r->id);
	else if (!rc && (stored->version != r->version ||
			 strcmp(stored->created, r->created) != 0 ||
			 strcmp(stored->modified, r->modified) != 0))
		kam_proof_say(p,
			      _("%s-%" PRId64
				": its version or times are not its journal's"),
			      r->kind->prefix, r->id);
	kam_str_release(&journal);
	kam_str_release(&row);
	return rc;
}

/* A record's journal is complete: the stored row must be it. */
static int finish(struct kam_proof *p, struct replay *r, struct kam_err *err)
{
	struct kam_record *stored = NULL;
	int rc;

	if (!r->kind)
		return 0;
	rc = kam_record_load(&stored, p->k, &r->arena, r->kind, r->id, err);
	if (rc == KAM_ENOENT || rc == KAM_ECORRUPT) {
		if (r->alive || rc == KAM_ECORRUPT)
			kam_proof_say(p,
				      _("%s-%" PRId64
					" is in the journal but not stored"),
				      r->kind->prefix, r->id);
		kam_err_reset(err);
		rc = 0;
	} else if (!rc && !r->alive) {
		kam_proof_say(p, _("%s-%" PRId64 " was removed but is stored"),
			      r->kind->prefix, r->id);
	} else if (!rc) {
		p->result->records++;
		rc = compare(p, r, stored, err);
	}
	kam_arena_reset(&r->arena);
	r->kind = NULL;
	return rc;
}

static int apply(struct kam_proof *p, struct replay *r, struct kam_stmt *s,
		 struct kam_err *err)
{
	const char *field = kam_stmt_text(s, 3), *after = kam_stmt_text(s, 4);
	int64_t operation = kam_stmt_int(s, 2);
	int rc = 0;

	r->modified = kam_arena_strdup(&r->arena, kam_stmt_text(s, 5));
	if (!r->modified)
		return kam_fail_memory(err);
	if (!field && after) {
		rc = set_whole(r, after);
		r->alive = 1;
		r->version = 1;
		r->created = r->modified;
	} else if (!field) {
		r->alive = 0;
	} else {
		rc = set_member(r, field, after);
		r->version += operation != r->operation;
	}
	r->operation = operation;
	if (rc)
		kam_proof_say(p, _("%s-%" PRId64 ": its journal is unreadable"),
			      r->kind->prefix, r->id);
	return kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
}

static int replay_row(struct kam_proof *p, struct replay *r, struct kam_stmt *s,
		      struct kam_err *err)
{
	const char *name = kam_stmt_text(s, 0);
	const struct kam_kind *kind =
	    kam_kind_find(p->k->catalogue, name ? name : "");
	int64_t id = kam_stmt_int(s, 1);
	int rc = 0;

	if (!kind) {
		kam_proof_say(p, _("the journal names a kind '%s'"),
			      name ? name : "");
		return 0;
	}
	if (r->kind != kind || r->id != id) {
		rc = finish(p, r, err);
		r->kind = kind;
		r->id = id;
		r->n = 0;
		r->alive = 0;
		r->version = r->operation = 0;
		r->created = r->modified = "";
	}
	return rc ? rc : apply(p, r, s, err);
}

/* Rows that no operation made. */
static int find_strangers(struct kam_proof *p, const struct kam_kind *kind,
			  struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	kam_str_printf(&sql,
		       "SELECT t.id FROM \"%s\" t WHERE NOT EXISTS "
		       "(SELECT 1 FROM change c WHERE c.kind = '%s' "
		       "AND c.record = t.id) ORDER BY t.id",
		       kind->name, kind->name);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, p->k->db, sql.data, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		kam_proof_say(p,
			      _("%s-%" PRId64 " is stored but not in the "
				"journal"),
			      kind->prefix, kam_stmt_int(s, 0));
		rc = 0;
	}
	kam_stmt_finalize(s);
	kam_str_release(&sql);
	return rc;
}

int kam_proof_replay(struct kam_proof *p, struct kam_err *err)
{
	struct replay *r = calloc(1, sizeof *r);
	struct kam_stmt *s = NULL;
	int rc;

	if (!r)
		return kam_fail_memory(err);
	rc = kam_db_prepare(&s, p->k->db, sql_changes, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = replay_row(p, r, s, err);
	if (!rc)
		rc = finish(p, r, err);
	kam_stmt_finalize(s);
	kam_arena_release(&r->arena);
	free(r);
	for (int i = 0; i < p->k->catalogue->n_kinds && !rc; i++)
		rc = find_strangers(p, p->k->catalogue->kinds[i], err);
	return rc;
}
