/*
 * Recover: what was left of erased texts. These have no salt of their own; the
 * entry that says they were erased has one, and the digest of what was left.
 * Where the two disagree one damaged byte is looked for, else the entry is made
 * to agree with what can be read.
 */
#include "store/recover.h"

#include "store/chain.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char sql_left[] =
    "SELECT operation, position, before, after FROM change WHERE salt IS NULL "
    "AND kind <> '" KAM_ERASURE "' "
    "UNION ALL SELECT id, 0, command, NULL FROM operation WHERE salt IS NULL "
    "UNION ALL SELECT id, -1, actor, NULL FROM operation "
    "WHERE actor_salt IS NULL";
static const char sql_erasure[] =
    "SELECT operation, position, salt, digest FROM change WHERE kind = "
    "'" KAM_ERASURE "' AND record = $1 AND field = $2 "
    "ORDER BY operation DESC, position DESC LIMIT 1";
/* where an entry that is lost was; else the last operation that erased */
static const char sql_place[] =
    "SELECT n.operation, n.position FROM known n WHERE n.kind = "
    "'" KAM_ERASURE
    "' AND n.record = $1 AND NOT EXISTS (SELECT 1 FROM change c "
    "WHERE c.operation = n.operation AND c.position = n.position) "
    "UNION ALL SELECT max(operation), max(position) + 1000000 FROM change "
    "WHERE field = '" KAM_ERASED_ON "' AND operation > $1 "
    "HAVING count(*) > 0 LIMIT 1";
static const char sql_add[] =
    "INSERT INTO change (operation, position, kind, record, field, salt, "
    "digest) VALUES ($1, $2, '" KAM_ERASURE "', $3, $4, $5, $6) "
    "ON CONFLICT DO NOTHING";
static const char sql_set_salt[] = "UPDATE change SET salt = $3, digest = $4 "
				   "WHERE operation = $1 AND position = $2";
static const char sql_set_change[] =
    "UPDATE change SET before = $3, after = $4 "
    "WHERE operation = $1 AND position = $2";
static const char sql_set_command[] =
    "UPDATE operation SET command = $3 WHERE id = $1";
static const char sql_set_actor[] =
    "UPDATE operation SET actor = $3 WHERE id = $1";

/* A text that was erased; position: 0 the command, -1 the actor. */
struct left {
	struct left *next;
	int64_t operation, position;
	char *first, *second;
};

/* The entry that says so. */
struct erasure {
	int64_t operation, position;
	uint8_t salt[KAM_SALT], digest[KAM_DIGEST];
};

static char *copy(struct kam_rescue *r, struct kam_stmt *s, int column,
		  int *failed)
{
	const char *text = kam_stmt_text(s, column);
	char *out = text ? kam_arena_strdup(r->arena, text) : NULL;

	*failed |= text && !out;
	return out;
}

static int read_left(struct left **out, struct kam_rescue *r,
		     struct kam_err *err)
{
	struct left **last = out;
	struct kam_stmt *s = NULL;
	int failed = 0, rc = kam_db_prepare(&s, r->k->db, sql_left, err);

	*out = NULL;
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		struct left *left = kam_arena_alloc(r->arena, sizeof *left);

		if (left) {
			left->operation = kam_stmt_int(s, 0);
			left->position = kam_stmt_int(s, 1);
			left->first = copy(r, s, 2, &failed);
			left->second = copy(r, s, 3, &failed);
			*last = left;
			last = &left->next;
		}
		rc = !left || failed || kam_stmt_failed(s)
			 ? kam_fail_memory(err)
			 : 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

/* How entries call it. */
enum { WHAT = 24 };
static const char *what_of(char what[WHAT], const struct left *left)
{
	if (left->position > 0)
		(void)snprintf(what, WHAT, "%" PRId64, left->position);
	else
		(void)snprintf(what, WHAT, "%s",
			       left->position ? KAM_ERASED_ACTOR
					      : KAM_ERASED_COMMAND);
	return what;
}

/* 1 with the last entry about a text, 0 where there is none */
static int find_erasure(struct erasure *e, struct kam_rescue *r,
			const struct left *left, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char what[WHAT];
	int rc = kam_cached_text(&s, r->k, sql_erasure, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, left->operation);
	kam_stmt_bind_text(s, 2, what_of(what, left));
	rc = kam_stmt_step(s, err);
	if (rc > 0 && kam_stmt_length(s, 2) == KAM_SALT &&
	    kam_stmt_length(s, 3) == KAM_DIGEST) {
		e->operation = kam_stmt_int(s, 0);
		e->position = kam_stmt_int(s, 1);
		memcpy(e->salt, kam_stmt_blob(s, 2), KAM_SALT);
		memcpy(e->digest, kam_stmt_blob(s, 3), KAM_DIGEST);
	} else if (rc > 0) {
		rc = 0;
	}
	kam_stmt_reset(s);
	return rc;
}

static int set_left(struct kam_rescue *r, const struct left *left,
		    struct kam_err *err)
{
	const char *sql = left->position > 0    ? sql_set_change
			  : left->position == 0 ? sql_set_command
						: sql_set_actor;
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, r->k, sql, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, left->operation);
	kam_stmt_bind_text(s, 3, left->first);
	if (left->position > 0) {
		kam_stmt_bind_int(s, 2, left->position);
		kam_stmt_bind_text(s, 4, left->second);
	}
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

static int set_erasure(struct kam_rescue *r, const struct erasure *e,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, r->k, sql_set_salt, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, e->operation);
	kam_stmt_bind_int(s, 2, e->position);
	kam_stmt_bind_blob(s, 3, e->salt, KAM_SALT);
	kam_stmt_bind_blob(s, 4, e->digest, KAM_DIGEST);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

/* The entry is lost: another in its place. */
static int add_erasure(struct kam_rescue *r, const struct left *left,
		       struct kam_err *err)
{
	struct erasure e = { 0 };
	struct kam_stmt *s = NULL;
	char what[WHAT];
	int rc = kam_cached_text(&s, r->k, sql_place, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, left->operation);
	rc = kam_stmt_step(s, err);
	e.operation = rc > 0 ? kam_stmt_int(s, 0) : 0;
	e.position = rc > 0 ? kam_stmt_int(s, 1) : 0;
	kam_stmt_reset(s);
	if (rc <= 0)
		return rc;
	rc = kam_salt(e.salt, r->k, err);
	if (!rc)
		rc = kam_cached_text(&s, r->k, sql_add, err);
	if (rc)
		return rc;
	kam_chain_digest(e.digest, e.salt, left->first, left->second);
	kam_stmt_bind_int(s, 1, e.operation);
	kam_stmt_bind_int(s, 2, e.position);
	kam_stmt_bind_int(s, 3, left->operation);
	kam_stmt_bind_text(s, 4, what_of(what, left));
	kam_stmt_bind_blob(s, 5, e.salt, KAM_SALT);
	kam_stmt_bind_blob(s, 6, e.digest, KAM_DIGEST);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

static int agree(struct kam_rescue *r, const struct left *left,
		 struct kam_err *err)
{
	uint8_t digest[KAM_DIGEST];
	struct erasure e;
	int rc = find_erasure(&e, r, left, err);

	if (rc <= 0)
		return rc ? rc : add_erasure(r, left, err);
	kam_chain_digest(digest, e.salt, left->first, left->second);
	if (!memcmp(digest, e.digest, sizeof digest))
		return 0;
	if (r->repairs-- > 0 &&
	    kam_repair_change(e.salt, left->first, left->second, e.digest))
		r->out->repaired++;
	else
		kam_chain_digest(e.digest, e.salt, left->first, left->second);
	rc = set_left(r, left, err);
	return rc ? rc : set_erasure(r, &e, err);
}

int kam_rescue_erased(struct kam_rescue *r, struct kam_err *err)
{
	struct left *left;
	int rc = read_left(&left, r, err);

	for (; !rc && left; left = left->next)
		rc = agree(r, left, err);
	return rc;
}
