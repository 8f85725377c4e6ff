#include "store/chain.h"
#include "store/fsck.h"

#include <inttypes.h>
#include <string.h>

static const char sql_operations[] =
    "SELECT id, at, actor, command, salt, digest, hash, actor_salt, "
    "actor_digest, reverts FROM operation ORDER BY id";
static const char sql_changes[] =
    "SELECT operation, kind, record, field, before, after, salt, digest, "
    "position FROM change ORDER BY operation, position";

struct walk {
	struct kam_proof *p;
	struct kam_stmt *changes;
	int more; /* changes holds a row not yet used */
	int64_t operation;
	int erases, forgets; /* in the operation at hand */
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

/* The digest of a change as it must be, where its texts say so. */
static int check_texts(uint8_t digest[KAM_DIGEST], struct walk *w,
		       const char *kind, int64_t position, struct kam_err *err)
{
	struct kam_stmt *s = w->changes;
	const struct kam_erasure erasure = {
		.operation = w->operation,
		.position = position,
		.of = kam_stmt_int(s, 2),
		.what = kam_stmt_text(s, 3),
		.has_salt = !kam_stmt_is_null(s, 6),
		.has_text = !kam_stmt_is_null(s, 4) || !kam_stmt_is_null(s, 5),
	};
	char what[24];

	if (kam_stmt_length(s, 7) == KAM_DIGEST)
		memcpy(digest, kam_stmt_blob(s, 7), KAM_DIGEST);
	if (!strcmp(kind, KAM_ERASURE)) {
		w->erases = 1;
		return kam_proof_erasure(w->p, &erasure, err);
	}
	if (kam_stmt_is_null(s, 6)) {
		snprintf(what, sizeof what, "%" PRId64, position);
		return kam_proof_erased(w->p, w->operation, what,
					kam_stmt_text(s, 4),
					kam_stmt_text(s, 5), err);
	}
	if (kam_stmt_length(s, 6) == KAM_SALT)
		kam_chain_digest(digest, kam_stmt_blob(s, 6),
				 kam_stmt_text(s, 4), kam_stmt_text(s, 5));
	return 0;
}

static int add_change(struct walk *w, struct kam_sha256 *chain,
		      int64_t position, struct kam_err *err)
{
	struct kam_stmt *s = w->changes;
	uint8_t digest[KAM_DIGEST] = { 0 };
	const char *kind = kam_stmt_text(s, 1), *field = kam_stmt_text(s, 3);
	int rc;

	if (!kind) {
		kam_proof_say(w->p,
			      _("operation %" PRId64 ": a change without kind"),
			      w->operation);
		return next_change(w, err);
	}
	rc = check_texts(digest, w, kind, position, err);
	if (rc)
		return rc;
	if (!is_blob(s, 7, digest, sizeof digest) ||
	    kam_stmt_int(s, 8) != position)
		kam_proof_say(w->p,
			      _("operation %" PRId64 ": change %" PRId64
				" of %s %" PRId64 " is not what was written"),
			      w->operation, position, kind, kam_stmt_int(s, 2));
	w->forgets |=
	    field && !strcmp(field, KAM_ERASED_ON) && !kam_stmt_is_null(s, 5);
	kam_chain_change(chain, kind, kam_stmt_int(s, 2), field, digest);
	w->p->result->changes++;
	return next_change(w, err);
}

/* The command or the actor: its digest, checked where the text is there. */
static int check_text(uint8_t digest[KAM_DIGEST], struct walk *w,
		      struct kam_stmt *s, const char *what, int salt,
		      struct kam_err *err)
{
	const int is_command = !strcmp(what, KAM_ERASED_COMMAND);
	const char *text = kam_stmt_text(s, is_command ? 3 : 2);

	memset(digest, 0, KAM_DIGEST);
	if (kam_stmt_is_null(s, salt)) {
		if (kam_stmt_length(s, salt + 1) == KAM_DIGEST)
			memcpy(digest, kam_stmt_blob(s, salt + 1), KAM_DIGEST);
		return kam_proof_erased(w->p, w->operation, what, text, NULL,
					err);
	}
	if (kam_stmt_length(s, salt) == KAM_SALT)
		kam_chain_digest(digest, kam_stmt_blob(s, salt), text, NULL);
	if (is_blob(s, salt + 1, digest, KAM_DIGEST))
		return 0;
	if (is_command)
		kam_proof_say(w->p,
			      _("operation %" PRId64
				": its command is not what was written"),
			      w->operation);
	else
		kam_proof_say(w->p,
			      _("operation %" PRId64
				": its actor is not who was written"),
			      w->operation);
	return 0;
}

static int check_changes(struct walk *w, struct kam_sha256 *chain,
			 struct kam_err *err)
{
	int64_t id = w->operation, position = 1;
	int rc = 0;

	w->erases = w->forgets = 0;
	while (!rc && w->more && kam_stmt_int(w->changes, 0) < id) {
		kam_proof_say(w->p, _("a change of no operation: %" PRId64),
			      kam_stmt_int(w->changes, 0));
		rc = next_change(w, err);
	}
	while (!rc && w->more && kam_stmt_int(w->changes, 0) == id)
		rc = add_change(w, chain, position++, err);
	if (!rc && w->erases && !w->forgets)
		kam_proof_say(
		    w->p, _("operation %" PRId64 " erases, but forgets nobody"),
		    id);
	return rc;
}

static int check_operation(struct walk *w, struct kam_stmt *s,
			   struct kam_err *err)
{
	struct kam_sha256 chain;
	uint8_t command[KAM_DIGEST], actor[KAM_DIGEST];
	int64_t id = kam_stmt_int(s, 0);
	int rc;

	if (id != w->operation + 1)
		kam_proof_say(
		    w->p,
		    _("operations %" PRId64 " to %" PRId64 " are missing"),
		    w->operation + 1, id - 1);
	w->operation = id;
	kam_chain_begin(&chain, w->hash, id);
	rc = check_changes(w, &chain, err);
	if (!rc)
		rc = check_text(command, w, s, KAM_ERASED_COMMAND, 4, err);
	if (!rc)
		rc = check_text(actor, w, s, KAM_ERASED_ACTOR, 7, err);
	if (rc)
		return rc;
	kam_chain_end(w->hash, &chain, kam_stmt_int(s, 9), kam_stmt_text(s, 1),
		      actor, command);
	/* no null where the chain has none, as 0 would pass for it */
	if (!kam_stmt_is_null(s, 9) &&
	    (kam_stmt_int(s, 9) < 1 || kam_stmt_int(s, 9) >= id))
		kam_proof_say(w->p,
			      _("operation %" PRId64
				": it reverts none before it"),
			      id);
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
