/*
 * The journal: one operation per command, its changes, and the hash chain that
 * chain.h describes.
 */
#include "store/chain.h"

#include <kam/date.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static const char sql_last[] =
    "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1";
static const char sql_operation[] =
    "INSERT INTO operation (id, at, actor, command, salt, digest, actor_salt, "
    "actor_digest, hash, reverts) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
static const char sql_change[] =
    "INSERT INTO change (operation, position, kind, record, field, "
    "before, after, salt, digest) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

int kam_salt(uint8_t salt[KAM_SALT], struct kam *k, struct kam_err *err)
{
	if (k->salted == 0 || k->salted == sizeof k->salts) {
		if (getrandom(k->salts, sizeof k->salts, 0) !=
		    (ssize_t)sizeof k->salts)
			return kam_fail(err, KAM_EIO, "%s",
					_("no random numbers to be had"));
		k->salted = 0;
	}
	memcpy(salt, k->salts + k->salted, KAM_SALT);
	/* what is erased later must not be found here */
	memset(k->salts + k->salted, 0, KAM_SALT);
	k->salted += KAM_SALT;
	return 0;
}

/* The number and hash of the newest operation; 0 and zeros for none. */
static int read_last(struct kam *k, int64_t *id, uint8_t hash[KAM_DIGEST],
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_last, err);

	*id = 0;
	memset(hash, 0, KAM_DIGEST);
	if (!rc)
		rc = kam_stmt_step(s, err);
	if (rc > 0) {
		*id = kam_stmt_int(s, 0);
		if (kam_stmt_length(s, 1) == KAM_DIGEST)
			memcpy(hash, kam_stmt_blob(s, 1), KAM_DIGEST);
		rc = 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_journal_begin(struct kam *k, struct kam_err *err)
{
	uint8_t hash[KAM_DIGEST];
	int rc = read_last(k, &k->operation, hash, err);

	if (rc)
		return rc;
	k->operation++;
	k->n_changes = 0;
	memset(&k->writing, 0, sizeof k->writing);
	k->writing.so_far.operation = k->operation;
	/* the second is for kam_journal_mark() */
	k->chain = calloc(2, sizeof *k->chain);
	if (!k->chain)
		return kam_fail_memory(err);
	kam_chain_begin(k->chain, hash, k->operation);
	return 0;
}

void kam_journal_mark(struct kam *k)
{
	k->chain[1] = k->chain[0];
	k->marked_changes = k->n_changes;
	k->marked_writing = k->writing;
}

void kam_journal_back(struct kam *k)
{
	k->chain[0] = k->chain[1];
	k->n_changes = k->marked_changes;
	k->writing = k->marked_writing;
}

void kam_journal_drop(struct kam *k)
{
	free(k->chain);
	k->chain = NULL;
	k->operation = 0;
	k->reverts = 0;
	k->n_changes = 0;
}

/* elsewhere: the texts stand in what was erased, not in this row */
static int write_change(struct kam *k, const char *kind, int64_t id,
			const char *field, const char *before,
			const char *after, int elsewhere, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	uint8_t salt[KAM_SALT], digest[KAM_DIGEST];
	int rc = kam_salt(salt, k, err);

	if (!rc)
		rc = kam_cached_text(&s, k, sql_change, err);
	if (rc)
		return rc;
	kam_chain_digest(digest, salt, before, after);
	kam_chain_change(k->chain, kind, id, field, digest);
	kam_stmt_bind_int(s, 1, k->operation);
	kam_stmt_bind_int(s, 2, ++k->n_changes);
	kam_stmt_bind_text(s, 3, kind);
	kam_stmt_bind_int(s, 4, id);
	kam_stmt_bind_text(s, 5, field);
	kam_stmt_bind_text(s, 6, elsewhere ? NULL : before);
	kam_stmt_bind_text(s, 7, elsewhere ? NULL : after);
	kam_stmt_bind_blob(s, 8, salt, sizeof salt);
	kam_stmt_bind_blob(s, 9, digest, sizeof digest);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

static void count_record(struct kam *k, const struct kam_kind *kind, int64_t id)
{
	struct kam_written *w = &k->writing.so_far;

	if (k->writing.last == kind->prefix && k->writing.last_id == id)
		return;
	k->writing.last = kind->prefix;
	k->writing.last_id = id;
	if (!w->prefix) {
		w->prefix = kind->prefix;
		w->record = id;
	} else if (w->prefix != kind->prefix || w->record != id) {
		w->others++;
	}
}

int kam_journal_change(struct kam *k, const struct kam_kind *kind, int64_t id,
		       const char *field, const char *before, const char *after,
		       struct kam_err *err)
{
	count_record(k, kind, id);
	return write_change(k, kind->name, id, field, before, after, 0, err);
}

int kam_journal_erasure(struct kam *k, int64_t operation, const char *what,
			const char *first, const char *second,
			struct kam_err *err)
{
	return write_change(k, KAM_ERASURE, operation, what, first, second, 1,
			    err);
}

int kam_journal_end(struct kam *k, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	uint8_t salt[KAM_SALT], digest[KAM_DIGEST], hash[KAM_DIGEST];
	uint8_t actor_salt[KAM_SALT], actor[KAM_DIGEST];
	char at[KAM_INSTANT_TEXT];
	int rc = kam_salt(salt, k, err);

	if (!rc)
		rc = kam_salt(actor_salt, k, err);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql_operation, err);
	if (rc)
		return rc;
	kam_instant_format(at, k->now);
	kam_chain_digest(digest, salt, k->command, NULL);
	kam_chain_digest(actor, actor_salt, k->actor, NULL);
	kam_chain_end(hash, k->chain, k->reverts, at, actor, digest);
	kam_stmt_bind_int(s, 1, k->operation);
	kam_stmt_bind_text(s, 2, at);
	kam_stmt_bind_text(s, 3, k->actor);
	kam_stmt_bind_text(s, 4, k->command);
	kam_stmt_bind_blob(s, 5, salt, sizeof salt);
	kam_stmt_bind_blob(s, 6, digest, sizeof digest);
	kam_stmt_bind_blob(s, 7, actor_salt, sizeof actor_salt);
	kam_stmt_bind_blob(s, 8, actor, sizeof actor);
	kam_stmt_bind_blob(s, 9, hash, sizeof hash);
	/* what isn't bound is null */
	if (k->reverts)
		kam_stmt_bind_int(s, 10, k->reverts);
	rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	return rc;
}
