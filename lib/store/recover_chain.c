/*
 * Recover: the journal, from what of it could be proved to a chain that is
 * whole again.
 */
#include "store/recover.h"

#include "store/chain.h"

#include <inttypes.h>
#include <kam/date.h>
#include <string.h>

static const char sql_changes[] =
    "SELECT position, kind, record, field, digest FROM change "
    "WHERE operation = $1 ORDER BY position";
static const char sql_operation[] =
    "SELECT at, actor_digest, digest, hash, reverts FROM operation "
    "WHERE id = $1";
static const char sql_last[] =
    "SELECT max(id) FROM (SELECT max(id) AS id FROM operation UNION ALL "
    "SELECT max(operation) FROM change UNION ALL "
    "SELECT max(operation) FROM known)";
static const char sql_time[] = "UPDATE operation SET at = $2 WHERE id = $1";
static const char sql_settled[] =
    "DELETE FROM known AS n WHERE n.operation = $1 AND NOT EXISTS "
    "(SELECT 1 FROM change c WHERE c.operation = n.operation AND "
    "c.position = n.position)";
static const char sql_is_there[] = "SELECT 1 FROM operation WHERE id = $2";
static const char sql_hurt[] =
    "SELECT operation, position FROM hurt ORDER BY operation, position";
static const char sql_try[] =
    "INSERT INTO change (operation, position, kind, record, field, before, "
    "after, salt, digest) SELECT operation, position, kind, record, field, "
    "before, after, salt, digest FROM hurt "
    "WHERE operation = $1 AND position = $2 ON CONFLICT DO NOTHING";
static const char sql_undo[] =
    "DELETE FROM change WHERE operation = $1 AND position = $2";
static const char sql_stand_in[] =
    "INSERT INTO operation (id, at, actor, command, salt, digest, actor_salt, "
    "actor_digest, hash) VALUES ($1, $2, 'kam recover', 'lost', $3, $4, $5, "
    "$6, $4)";
static const char sql_at[] = "SELECT at FROM operation WHERE id = $1";
static const char sql_made_in[] =
    "SELECT kind, record FROM change WHERE operation = $1 "
    "AND field IS NULL AND after IS NOT NULL LIMIT 1";
static const char sql_position[] = "UPDATE change SET position = $3 "
				   "WHERE operation = $1 AND position = $2";
/* entries that name a change which was erased, by its position */
static const char sql_renamed[] =
    "UPDATE change SET field = CAST($3 AS TEXT) WHERE kind = "
    "'" KAM_ERASURE "' AND record = $1 AND field = CAST($2 AS TEXT)";
/* entries of a text that isn't erased: it had to be made anew */
static const char sql_unerased[] =
    "DELETE FROM change WHERE kind = '" KAM_ERASURE "' AND NOT EXISTS "
    "(SELECT 1 FROM change AS c WHERE c.operation = change.record AND "
    "CAST(c.position AS TEXT) = change.field AND c.salt IS NULL) AND NOT "
    "EXISTS "
    "(SELECT 1 FROM operation o WHERE o.id = change.record AND "
    "((change.field = '" KAM_ERASED_COMMAND "' AND o.salt IS NULL) OR "
    "(change.field = '" KAM_ERASED_ACTOR "' AND o.actor_salt IS NULL)))";
static const char sql_hash[] = "UPDATE operation SET hash = $2 WHERE id = $1";

/* The changes of an operation into its chain; their number. */
static int add_changes(int64_t *n, struct kam_rescue *r,
		       struct kam_sha256 *chain, int64_t id,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, r->k, sql_changes, err);

	*n = 0;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		++*n;
		kam_chain_change(chain, kam_stmt_text(s, 1), kam_stmt_int(s, 2),
				 kam_stmt_text(s, 3), kam_stmt_blob(s, 4));
		rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
	}
	kam_stmt_reset(s);
	return rc;
}

/* The hash that an operation has by what is there, after `hash`, which it
   takes the place of; *stored is the one it has. */
static int hash_of(uint8_t hash[KAM_DIGEST], uint8_t stored[KAM_DIGEST],
		   struct kam_rescue *r, int64_t id, struct kam_err *err)
{
	struct kam_sha256 chain;
	struct kam_stmt *s = NULL;
	int64_t n;
	int rc;

	kam_chain_begin(&chain, hash, id);
	rc = add_changes(&n, r, &chain, id, err);
	if (!rc)
		rc = kam_cached_text(&s, r->k, sql_operation, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		kam_chain_end(hash, &chain, kam_stmt_int(s, 4),
			      kam_stmt_text(s, 0), kam_stmt_blob(s, 1), kam_stmt_blob(s, 2));
		memcpy(stored, kam_stmt_blob(s, 3), KAM_DIGEST);
		rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
	} else if (!rc) {
		memset(stored, 0, KAM_DIGEST);
	}
	kam_stmt_reset(s);
	return rc;
}

int kam_rescue_holds(struct kam_rescue *r, int64_t id, struct kam_err *err)
{
	uint8_t hash[KAM_DIGEST] = { 0 }, ignored[KAM_DIGEST];
	uint8_t stored[KAM_DIGEST];
	int rc = 0;

	if (id > 1)
		rc = hash_of(ignored, hash, r, id - 1, err);
	if (!rc)
		rc = hash_of(hash, stored, r, id, err);
	return rc ? rc : !memcmp(hash, stored, sizeof hash);
}

/* A change whose digest was damaged, not what it says: the chain knows. */
static int try_hurt(struct kam_rescue *r, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, r->k->db, sql_hurt, err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		int64_t id = kam_stmt_int(s, 0), position = kam_stmt_int(s, 1);

		rc = kam_rescue_run(r, sql_try, id, position, 0, err);
		if (!rc)
			rc = kam_rescue_holds(r, id, err);
		r->out->repaired += rc > 0;
		if (!rc)
			rc = kam_rescue_run(r, sql_undo, id, position, 0, err);
		rc = rc > 0 ? 0 : rc;
	}
	kam_stmt_finalize(s);
	return rc;
}

/* When a lost operation was: a record that it made knows; else about then. */
static int when(const char **at, struct kam_rescue *r, int64_t id,
		struct kam_err *err)
{
	const struct kam_kind *kind = NULL;
	struct kam_record *record;
	struct kam_err none = { 0 };
	struct kam_stmt *s = NULL;
	int64_t made = 0;
	int rc = kam_cached_text(&s, r->k, sql_made_in, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	if (kam_stmt_step(s, &none) > 0) {
		kind = kam_kind_find(r->k->catalogue, kam_stmt_text(s, 0));
		made = kam_stmt_int(s, 1);
	}
	kam_stmt_reset(s);
	if (kind &&
	    !kam_record_load(&record, r->k, r->arena, kind, made, &none)) {
		*at = record->created;
		return 0;
	}
	rc = kam_cached_text(&s, r->k, sql_at, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id - 1);
	rc = kam_stmt_step(s, err);
	*at = rc > 0 ? kam_arena_strdup(r->arena, kam_stmt_text(s, 0)) : NULL;
	kam_stmt_reset(s);
	if (!rc)
		rc = kam_stamp(r->k, at, r->arena, err);
	return rc > 0 ? (*at ? 0 : kam_fail_memory(err)) : rc;
}

static int stand_in(struct kam_rescue *r, int64_t id, struct kam_err *err)
{
	uint8_t salt[2][KAM_SALT], digest[2][KAM_DIGEST];
	struct kam_stmt *s = NULL;
	const char *at;
	int rc = when(&at, r, id, err);

	for (int i = 0; !rc && i < 2; i++)
		rc = kam_salt(salt[i], r->k, err);
	if (!rc)
		rc = kam_cached_text(&s, r->k, sql_stand_in, err);
	if (rc)
		return rc;
	kam_chain_digest(digest[0], salt[0], "lost", NULL);
	kam_chain_digest(digest[1], salt[1], "kam recover", NULL);
	kam_stmt_bind_int(s, 1, id);
	kam_stmt_bind_text(s, 2, at);
	for (int i = 0; i < 2; i++) {
		kam_stmt_bind_blob(s, 3 + 2 * i, salt[i], KAM_SALT);
		kam_stmt_bind_blob(s, 4 + 2 * i, digest[i], KAM_DIGEST);
	}
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	if (!rc && kam_ids_add(&r->lost_operations, r->arena, id))
		rc = kam_fail_memory(err);
	return rc;
}

/* One byte of when it was, found by the hash. */
static int repair_time(struct kam_rescue *r, int64_t id, struct kam_err *err)
{
	uint8_t hash[KAM_DIGEST] = { 0 }, ignored[KAM_DIGEST];
	uint8_t digests[2][KAM_DIGEST], stored[KAM_DIGEST];
	struct kam_sha256 chain;
	struct kam_stmt *s = NULL;
	char at[2 * KAM_INSTANT_TEXT] = "";
	int64_t n, reverts = 0;
	int rc = id > 1 ? hash_of(ignored, hash, r, id - 1, err) : 0, right = 0;

	kam_chain_begin(&chain, hash, id);
	if (!rc)
		rc = add_changes(&n, r, &chain, id, err);
	if (!rc)
		rc = kam_cached_text(&s, r->k, sql_operation, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		(void)snprintf(at, sizeof at, "%s", kam_stmt_text(s, 0));
		memcpy(digests[0], kam_stmt_blob(s, 1), KAM_DIGEST);
		memcpy(digests[1], kam_stmt_blob(s, 2), KAM_DIGEST);
		memcpy(stored, kam_stmt_blob(s, 3), KAM_DIGEST);
		reverts = kam_stmt_int(s, 4);
	}
	kam_stmt_reset(s);
	for (char *c = at; rc > 0 && *c && !right; c++) {
		char was = *c;

		for (int byte = 1; byte < 256 && !right; byte++) {
			struct kam_sha256 copy = chain;

			*c = (char)byte;
			kam_chain_end(hash, &copy, reverts, at, digests[0],
				      digests[1]);
			right = !memcmp(hash, stored, sizeof hash);
		}
		if (!right)
			*c = was;
	}
	if (rc < 0 || !right)
		return rc < 0 ? rc : 0;
	rc = kam_cached_text(&s, r->k, sql_time, err);
	if (rc)
		return rc;
	r->out->repaired++;
	kam_stmt_bind_int(s, 1, id);
	kam_stmt_bind_text(s, 2, at);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

/* What can be mended of an operation is; 1 where its hash then holds. */
static int mend(struct kam_rescue *r, int64_t id, struct kam_err *err)
{
	int rc = kam_rescue_holds(r, id, err);

	if (rc)
		return rc;
	rc = kam_rescue_fields(r, id, err);
	if (!rc)
		rc = kam_rescue_holds(r, id, err);
	if (rc || r->repairs-- <= 0)
		return rc;
	rc = repair_time(r, id, err);
	return rc ? rc : kam_rescue_holds(r, id, err);
}

int kam_rescue_operations(struct kam_rescue *r, struct kam_err *err)
{
	int64_t last, there;
	int rc = try_hurt(r, err);

	if (!rc)
		rc = kam_rescue_odd(&last, r, err);
	for (int64_t id = 1; !rc && id <= last; id++) {
		rc = kam_rescue_ask(&there, r, sql_is_there, NULL, id, err);
		if (rc)
			break;
		if (!there) {
			rc = stand_in(r, id, err);
			r->broken++;
			continue;
		}
		r->out->operations++;
		rc = mend(r, id, err);
		r->broken += !rc;
		/* where nothing is lacking the index of changes is wrong */
		if (rc > 0)
			rc = kam_rescue_run(r, sql_settled, id, 0, 0, err);
	}
	return rc;
}

/* beyond every position that there may be */
enum { FAR = 1000000000 };

/* Positions from 1 without a gap. */
static int renumber(struct kam_rescue *r, int64_t id, struct kam_err *err)
{
	struct kam_ids at = { 0 };
	struct kam_stmt *s = NULL;
	size_t gap = 0;
	int rc = kam_cached_text(&s, r->k, sql_changes, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = kam_ids_add(&at, r->arena, kam_stmt_int(s, 0))
			 ? kam_fail_memory(err)
			 : 0;
	kam_stmt_reset(s);
	while (gap < at.n && at.items[gap] == (int64_t)gap + 1)
		gap++;
	/* out of each other's way first */
	for (size_t i = gap; !rc && i < at.n; i++)
		rc = kam_rescue_run(r, sql_position, id, at.items[i],
				    FAR + (int64_t)i + 1, err);
	for (size_t i = gap; !rc && i < at.n; i++) {
		rc = kam_rescue_run(r, sql_position, id, FAR + (int64_t)i + 1,
				    (int64_t)i + 1, err);
		if (!rc)
			rc = kam_rescue_run(r, sql_renamed, id, at.items[i],
					    (int64_t)i + 1, err);
	}
	return rc;
}

static int set_hash(struct kam_rescue *r, int64_t id,
		    const uint8_t hash[KAM_DIGEST], struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, r->k, sql_hash, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	kam_stmt_bind_blob(s, 2, hash, KAM_DIGEST);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

int kam_rescue_chain(struct kam_rescue *r, struct kam_err *err)
{
	uint8_t hash[KAM_DIGEST] = { 0 }, stored[KAM_DIGEST];
	int64_t last;
	int rc = kam_db_exec(r->k->db, sql_unerased, err);

	if (!rc)
		rc = kam_rescue_ask(&last, r, sql_last, NULL, 0, err);
	for (int64_t id = 1; !rc && id <= last; id++) {
		rc = renumber(r, id, err);
		if (!rc)
			rc = hash_of(hash, stored, r, id, err);
		if (rc || !memcmp(hash, stored, sizeof hash))
			continue;
		if (!r->out->remade_from)
			r->out->remade_from = id;
		rc = set_hash(r, id, hash, err);
	}
	return rc;
}
