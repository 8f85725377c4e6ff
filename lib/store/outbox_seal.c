/*
 * Mail isn't journalled, so each row has a digest of its own: what is damaged,
 * or written by somebody else, is found, and is not sent after a recovery.
 */
#include "store/outbox.h"

#include <kam/sha256.h>
#include <string.h>

enum { COLUMNS = KAM_OUTBOX_PARTS, ATTEMPTS = 10 };

static const char sql_unsealed[] =
    "SELECT " KAM_OUTBOX_COLUMNS
    " FROM outbox WHERE digest IS NULL ORDER BY id";
static const char sql_seal[] = "UPDATE outbox SET digest = $2 WHERE id = $1";
static const char sql_sealed[] =
    "SELECT " KAM_OUTBOX_COLUMNS ", digest FROM outbox ORDER BY id";

static void add_number(struct kam_sha256 *sha, uint64_t number)
{
	uint8_t bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(number >> (56 - 8 * i));
	kam_sha256_add(sha, bytes, sizeof bytes);
}

void kam_outbox_digest(uint8_t out[KAM_DIGEST],
		       const struct kam_outbox_part parts[KAM_OUTBOX_PARTS])
{
	struct kam_sha256 sha;

	kam_sha256_begin(&sha);
	for (int i = 0; i < COLUMNS; i++)
		if (parts[i].text) {
			add_number(&sha, parts[i].length);
			kam_sha256_add(&sha, parts[i].text, parts[i].length);
		} else {
			add_number(&sha, (uint64_t)parts[i].number);
		}
	kam_sha256_end(out, &sha);
}

/* The columns of a row; an absent text counts as the number -1. */
static void digest_row(uint8_t out[KAM_DIGEST], struct kam_stmt *s)
{
	struct kam_outbox_part parts[COLUMNS];

	for (int i = 0; i < COLUMNS; i++) {
		parts[i] = (struct kam_outbox_part){ .number = -1 };
		if (i == 0 || i == ATTEMPTS) {
			parts[i].number = kam_stmt_int(s, i);
		} else if (!kam_stmt_is_null(s, i)) {
			parts[i].text = kam_stmt_blob(s, i);
			parts[i].length = kam_stmt_length(s, i);
			if (!parts[i].text)
				parts[i].text = "";
		}
	}
	kam_outbox_digest(out, parts);
}

/* One row at a time: the statement that finds it sees what is written. */
int kam_outbox_seal(struct kam *k, struct kam_err *err)
{
	uint8_t digest[KAM_DIGEST];
	struct kam_stmt *s = NULL;
	int64_t id = 0;
	int rc, more = 1;

	while (more) {
		rc = kam_cached_text(&s, k, sql_unsealed, err);
		if (!rc)
			rc = kam_stmt_step(s, err);
		more = rc > 0;
		if (more) {
			id = kam_stmt_int(s, 0);
			digest_row(digest, s);
			rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
		}
		if (s)
			kam_stmt_reset(s);
		if (!rc && more)
			rc = kam_cached_text(&s, k, sql_seal, err);
		if (rc || !more)
			return rc;
		kam_stmt_bind_int(s, 1, id);
		kam_stmt_bind_blob(s, 2, digest, sizeof digest);
		rc = kam_stmt_step(s, err);
		kam_stmt_reset(s);
		if (rc)
			return rc;
	}
	return 0;
}

int kam_outbox_prove(struct kam *k, void (*bad)(void *context, int64_t id),
		     void *context, struct kam_err *err)
{
	uint8_t digest[KAM_DIGEST];
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_sealed, err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		digest_row(digest, s);
		rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
		if (!rc && (kam_stmt_length(s, COLUMNS) != KAM_DIGEST ||
			    memcmp(kam_stmt_blob(s, COLUMNS), digest,
				   KAM_DIGEST) != 0))
			bad(context, kam_stmt_int(s, 0));
	}
	kam_stmt_finalize(s);
	return rc;
}
