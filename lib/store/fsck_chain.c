#include "store/chain.h"
#include "store/fsck.h"

#include <inttypes.h>
#include <string.h>

static const char sql_operations[] =
    "SELECT id, at, actor, command, salt, digest, hash FROM operation "
    "ORDER BY id";
static const char sql_changes[] =
    "SELECT operation, kind, record, field, before, after, salt, digest, "
    "position FROM change ORDER BY operation, position";

struct walk {
	struct kam_proof *p;
	struct kam_stmt *changes;
	int more; /* changes holds a row not yet used */
	int64_t operation;
	uint8_t hash[KAM_DIGEST];
};

static int next_change(struct walk *w, struct kam_err *err)
{
	int rc = kam_stmt_step(w->changes, err);

	w->more = rc > 0;
	return rc < 0 ? rc : 0;
}

/* 1 where column `at` holds the bytes */
static int is_blob(struct kam_stmt *s, int at, const uint8_t *bytes, size_t n)
{
	return kam_stmt_length(s, at) == n &&
	       !memcmp(kam_stmt_blob(s, at), bytes, n);
}

static int add_change(struct walk *w, struct kam_sha256 *chain,
		      int64_t position, struct kam_err *err)
{
	struct kam_stmt *s = w->changes;
	uint8_t digest[KAM_DIGEST];
	const char *kind = kam_stmt_text(s, 1);

	if (kam_stmt_length(s, 6) != KAM_SALT || !kind) {
		kam_proof_say(
		    w->p,
		    _("operation %" PRId64 ": a change without salt or kind"),
		    w->operation);
		return next_change(w, err);
	}
	kam_chain_digest(digest, kam_stmt_blob(s, 6), kam_stmt_text(s, 4),
			 kam_stmt_text(s, 5));
	if (!is_blob(s, 7, digest, sizeof digest) ||
	    kam_stmt_int(s, 8) != position)
		kam_proof_say(w->p,
			      _("operation %" PRId64 ": change %" PRId64
				" of %s %" PRId64 " is not what was written"),
			      w->operation, position, kind, kam_stmt_int(s, 2));
	kam_chain_change(chain, kind, kam_stmt_int(s, 2), kam_stmt_text(s, 3),
			 digest);
	w->p->result->changes++;
	return next_change(w, err);
}

static int check_operation(struct walk *w, struct kam_stmt *s,
			   struct kam_err *err)
{
	struct kam_sha256 chain;
	uint8_t digest[KAM_DIGEST] = { 0 };
	int64_t id = kam_stmt_int(s, 0), position = 1;
	int rc = 0;

	if (id != w->operation + 1)
		kam_proof_say(
		    w->p,
		    _("operations %" PRId64 " to %" PRId64 " are missing"),
		    w->operation + 1, id - 1);
	w->operation = id;
	kam_chain_begin(&chain, w->hash, id);
	while (!rc && w->more && kam_stmt_int(w->changes, 0) < id) {
		kam_proof_say(w->p, _("a change of no operation: %" PRId64),
			      kam_stmt_int(w->changes, 0));
		rc = next_change(w, err);
	}
	while (!rc && w->more && kam_stmt_int(w->changes, 0) == id)
		rc = add_change(w, &chain, position++, err);
	if (rc)
		return rc;
	if (kam_stmt_length(s, 4) == KAM_SALT)
		kam_chain_digest(digest, kam_stmt_blob(s, 4),
				 kam_stmt_text(s, 3), NULL);
	if (!is_blob(s, 5, digest, sizeof digest))
		kam_proof_say(w->p,
			      _("operation %" PRId64
				": its command is not what was written"),
			      id);
	kam_chain_end(w->hash, &chain, kam_stmt_text(s, 1), kam_stmt_text(s, 2),
		      digest);
	if (!is_blob(s, 6, w->hash, sizeof w->hash)) {
		kam_proof_say(
		    w->p,
		    _("operation %" PRId64 ": the chain of hashes is broken"),
		    id);
		if (kam_stmt_length(s, 6) == KAM_DIGEST)
			memcpy(w->hash, kam_stmt_blob(s, 6), KAM_DIGEST);
	}
	w->p->result->operations++;
	return kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
}

int kam_proof_chain(struct kam_proof *p, struct kam_err *err)
{
	struct walk w = { .p = p };
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&w.changes, p->k->db, sql_changes, err);

	if (!rc)
		rc = kam_db_prepare(&s, p->k->db, sql_operations, err);
	if (!rc)
		rc = next_change(&w, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = check_operation(&w, s, err);
	if (!rc && w.more)
		kam_proof_say(p,
			      _("changes of an operation that isn't there: "
				"%" PRId64),
			      kam_stmt_int(w.changes, 0));
	for (size_t i = 0; i < sizeof w.hash; i++)
		snprintf(p->result->head + 2 * i, 3, "%02x", w.hash[i]);
	kam_stmt_finalize(w.changes);
	kam_stmt_finalize(s);
	return rc;
}
