/*
 * Recover: what was found of the journal, each entry proved by its digest, or
 * mended where one byte of it is damaged.
 */
#include "store/recover.h"

#include "store/chain.h"
#include "store/schema.h"

#include <kam/utf8.h>
#include <string.h>

static const char sql_change[] =
    "INSERT INTO change (operation, position, kind, record, field, before, "
    "after, salt, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT DO NOTHING";
static const char sql_hurt[] =
    "INSERT INTO hurt (operation, position, kind, record, field, before, "
    "after, salt, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT DO NOTHING";
static const char sql_operation[] =
    "INSERT INTO operation (id, at, actor, command, salt, digest, actor_salt, "
    "actor_digest, hash, reverts) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
    "ON CONFLICT DO NOTHING";
static const char sql_migration[] =
    "UPDATE migration SET at = $1, digest = $2 WHERE version = $3";

static char *copy(struct kam_arena *arena, const struct kam_field_bytes *f)
{
	return f->type == KAM_SERIAL_NULL
		   ? NULL
		   : kam_arena_strndup(arena, (const char *)f->bytes,
				       f->length);
}

/* A change whose digest is not its own: one byte may be found by trying; else
   it is put aside, with the digest that it should have, for the chain. */
static int take_hurt(struct kam_rescue *r, const struct kam_salvaged *row,
		     char *before, char *after, struct kam_err *err)
{
	struct kam_field_bytes fields[9];
	struct kam_salvaged mended = *row;
	uint8_t salt[KAM_SALT], digest[KAM_DIGEST];
	struct kam_stmt *s = NULL;
	const char *sql = sql_hurt;
	int rc;

	memcpy(fields, row->fields, sizeof fields);
	memcpy(salt, fields[7].bytes, sizeof salt);
	mended.fields = fields;
	fields[5].bytes = (const uint8_t *)before;
	fields[6].bytes = (const uint8_t *)after;
	fields[7].bytes = salt;
	if (r->repairs-- > 0 &&
	    kam_repair_change(salt, before, after, fields[8].bytes)) {
		sql = sql_change;
		r->out->repaired++;
	} else {
		kam_chain_digest(digest, salt, before, after);
		fields[8].bytes = digest;
	}
	rc = kam_cached_text(&s, r->k, sql, err);
	return rc ? rc : kam_rescue_insert(r, s, &mended, NULL, err);
}

static int is_erasure(const struct kam_field_bytes *kind)
{
	return kind->length == sizeof KAM_ERASURE - 1 &&
	       !memcmp(kind->bytes, KAM_ERASURE, kind->length);
}

/* What was erased has no salt, and what says so has its texts elsewhere: of
   these only the chain can tell. */
int kam_rescue_change(struct kam_rescue *r, const struct kam_salvaged *row,
		      struct kam_err *err)
{
	const struct kam_field_bytes *f = row->fields;
	struct kam_arena scratch = { 0 };
	struct kam_stmt *s = NULL;
	uint8_t digest[KAM_DIGEST];
	char *before, *after;
	int rc = kam_cached_text(&s, r->k, sql_change, err);

	if (rc || f[8].length != KAM_DIGEST || !kam_rescue_is_kind(r, &f[2]))
		return rc;
	if (f[7].type == KAM_SERIAL_NULL || is_erasure(&f[2]))
		return kam_rescue_insert(r, s, row, NULL, err);
	if (f[7].length != KAM_SALT)
		return 0;
	before = copy(&scratch, &f[5]);
	after = copy(&scratch, &f[6]);
	if ((!before && f[5].type != KAM_SERIAL_NULL) ||
	    (!after && f[6].type != KAM_SERIAL_NULL)) {
		kam_arena_release(&scratch);
		return kam_fail_memory(err);
	}
	kam_chain_digest(digest, f[7].bytes, before, after);
	if (memcmp(digest, f[8].bytes, KAM_DIGEST) != 0)
		rc = take_hurt(r, row, before, after, err);
	else
		rc = kam_rescue_insert(r, s, row, NULL, err);
	kam_arena_release(&scratch);
	return rc;
}

/* A text with one byte replaced where that makes it one, so that its length
   stays; else with all that is malformed replaced. */
static void make_valid(struct kam_str *out, const struct kam_field_bytes *f)
{
	kam_str_add_bytes(out, (const char *)f->bytes, f->length);
	for (size_t i = 0; !out->failed && i < out->length; i++) {
		char was = out->data[i];

		if (kam_utf8_valid(out->data, out->length))
			return;
		out->data[i] = '?';
		if (kam_utf8_valid(out->data, out->length))
			return;
		out->data[i] = was;
	}
	kam_str_reset(out);
	kam_utf8_repair(out, (const char *)f->bytes, f->length);
}

/* A text of an operation, with its salt and digest: one damaged byte is looked
   for; else the digest becomes that of what is there. */
static void mend_text(struct kam_rescue *r, struct kam_field_bytes *text,
		      struct kam_field_bytes *salt,
		      struct kam_field_bytes *digest, struct kam_str *valid,
		      uint8_t bytes[KAM_SALT + KAM_DIGEST])
{
	uint8_t *own = bytes + KAM_SALT;

	make_valid(valid, text);
	text->bytes = (const uint8_t *)valid->data;
	text->length = valid->length;
	if (salt->type == KAM_SERIAL_NULL || valid->failed)
		return; /* it was erased: its digest is of what it was */
	memcpy(bytes, salt->bytes, KAM_SALT);
	kam_chain_digest(own, bytes, valid->data, NULL);
	if (memcmp(own, digest->bytes, KAM_DIGEST) != 0 && r->repairs-- > 0 &&
	    kam_repair_change(bytes, valid->data, NULL, digest->bytes)) {
		r->out->repaired++;
		kam_chain_digest(own, bytes, valid->data, NULL);
	}
	salt->bytes = bytes;
	digest->bytes = own;
}

/* Its texts are kept as far as they can be read; the chain tells. */
int kam_rescue_operation(struct kam_rescue *r, const struct kam_salvaged *row,
			 struct kam_err *err)
{
	/* which fields are a text's: the text, its salt, its digest */
	static const int parts[2][3] = { { 2, 6, 7 }, { 3, 4, 5 } };
	struct kam_field_bytes f[10];
	struct kam_salvaged mended = *row;
	struct kam_str texts[3] = { KAM_STR_INIT, KAM_STR_INIT, KAM_STR_INIT };
	uint8_t bytes[2][KAM_SALT + KAM_DIGEST];
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, r->k, sql_operation, err);

	memcpy(f, row->fields, sizeof f);
	mended.fields = f;
	for (int i = 4; i < 9; i++)
		if (f[i].type != KAM_SERIAL_NULL &&
		    f[i].length != (i == 4 || i == 6 ? KAM_SALT : KAM_DIGEST))
			return rc;
	make_valid(&texts[2], &f[1]);
	f[1].bytes = (const uint8_t *)texts[2].data;
	f[1].length = texts[2].length;
	for (int i = 0; i < 2; i++)
		mend_text(r, &f[parts[i][0]], &f[parts[i][1]], &f[parts[i][2]],
			  &texts[i], bytes[i]);
	for (int i = 0; i < 3 && !rc; i++)
		rc = kam_str_check(&texts[i], err);
	if (!rc)
		rc = kam_rescue_insert(r, s, &mended, &row->rowid, err);
	for (int i = 0; i < 3; i++)
		kam_str_release(&texts[i]);
	return rc;
}

int kam_rescue_migration(struct kam_rescue *r, const struct kam_salvaged *row,
			 struct kam_err *err)
{
	const struct kam_field_bytes *f = row->fields;
	struct kam_arena scratch = { 0 };
	char *at = copy(&scratch, &f[1]);
	struct kam_stmt *s = NULL;
	uint8_t digest[KAM_DIGEST];
	int rc = at ? kam_cached_text(&s, r->k, sql_migration, err)
		    : kam_fail_memory(err);

	if (!rc) {
		kam_migration_digest(digest, row->rowid, at, f[2].number);
		kam_stmt_bind_text(s, 1, at);
		kam_stmt_bind_blob(s, 2, digest, sizeof digest);
		kam_stmt_bind_int(s, 3, row->rowid);
		if (f[3].length == sizeof digest &&
		    !memcmp(f[3].bytes, digest, sizeof digest))
			rc = kam_stmt_step(s, err);
		kam_stmt_reset(s);
	}
	kam_arena_release(&scratch);
	return rc;
}
