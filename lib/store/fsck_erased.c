/*
 * What was erased, proved: chain.h says how an erasure is recorded.
 */
#include "store/chain.h"
#include "store/fsck.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char sql_last[] =
    "SELECT operation, position, salt, digest FROM change "
    "WHERE kind = '" KAM_ERASURE "' AND record = $1 AND field = $2 "
    "ORDER BY operation DESC, position DESC LIMIT 1";
static const char sql_command[] = "SELECT salt IS NULL FROM operation "
				  "WHERE id = $1";
static const char sql_actor[] = "SELECT actor_salt IS NULL FROM operation "
				"WHERE id = $1";
static const char sql_change[] =
    "SELECT salt IS NULL FROM change WHERE operation = $1 AND position = $2";

/* The last erasure of a text: 1 with the statement at it, which the caller
   resets, 0 where there is none, or a code. */
static int find_last(struct kam_stmt **s, struct kam_proof *p,
		     int64_t operation, const char *what, struct kam_err *err)
{
	int rc = kam_cached_text(s, p->k, sql_last, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(*s, 1, operation);
	kam_stmt_bind_text(*s, 2, what);
	return kam_stmt_step(*s, err);
}

int kam_proof_erased(struct kam_proof *p, int64_t operation, const char *what,
		     const char *first, const char *second, struct kam_err *err)
{
	uint8_t digest[KAM_DIGEST];
	struct kam_stmt *s = NULL;
	int rc = find_last(&s, p, operation, what, err), same = 0;

	if (rc < 0)
		return rc;
	if (rc && kam_stmt_length(s, 2) == KAM_SALT &&
	    kam_stmt_length(s, 3) == KAM_DIGEST) {
		kam_chain_digest(digest, kam_stmt_blob(s, 2), first, second);
		same = !memcmp(digest, kam_stmt_blob(s, 3), KAM_DIGEST);
	}
	kam_stmt_reset(s);
	if (!rc)
		kam_proof_say(p,
			      _("operation %" PRId64
				": %s was blanked, but nobody was forgotten"),
			      operation, what);
	else if (!same)
		kam_proof_say(p,
			      _("operation %" PRId64
				": %s is not what was left when it was erased"),
			      operation, what);
	return 0;
}

/* 1 where the text that an erasure names has lost its salt */
static int is_erased(struct kam_proof *p, int64_t operation, const char *what,
		     struct kam_err *err)
{
	const char *sql = sql_change;
	struct kam_stmt *s = NULL;
	int rc;

	if (!strcmp(what, KAM_ERASED_COMMAND))
		sql = sql_command;
	else if (!strcmp(what, KAM_ERASED_ACTOR))
		sql = sql_actor;
	rc = kam_cached_text(&s, p->k, sql, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, operation);
	if (sql == sql_change)
		kam_stmt_bind_int(s, 2, strtoll(what, NULL, 10));
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		rc = kam_stmt_int(s, 0) == 1;
	kam_stmt_reset(s);
	return rc;
}

int kam_proof_erasure(struct kam_proof *p, const struct kam_erasure *e,
		      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc, is_last = 0, good = 0;

	if (e->what && e->of < e->operation) {
		rc = find_last(&s, p, e->of, e->what, err);
		if (rc < 0)
			return rc;
		is_last = rc && kam_stmt_int(s, 0) == e->operation &&
			  kam_stmt_int(s, 1) == e->position;
		kam_stmt_reset(s);
		rc = is_last ? is_erased(p, e->of, e->what, err) : 1;
		if (rc < 0)
			return rc;
		good = rc && !e->has_text && e->has_salt == is_last;
	}
	if (!good)
		kam_proof_say(p,
			      _("operation %" PRId64 ": what it erased of "
				"operation %" PRId64 " is there again"),
			      e->operation, e->of);
	return 0;
}
