/*
 * Recover: the damaged file's records into the tables of the new register.
 */
#include "store/recover.h"

#include "store/chain.h"
#include "store/schema.h"

#include <inttypes.h>
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
    "actor_digest, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT DO NOTHING";
static const char sql_list[] =
    "INSERT INTO saved (kind, record, field, position, target, role) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
static const char sql_known[] =
    "INSERT INTO known (kind, record, operation, position) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
static const char sql_migration[] =
    "UPDATE migration SET at = $1, digest = $2 WHERE version = $3";
static const char sql_given[] =
    "SELECT 1 FROM change WHERE kind = $1 AND record = $2 "
    "AND field IS NULL AND after IS NOT NULL";
static const char sql_lists[] =
    "INSERT INTO list_value (kind, record, field, position, target, role) "
    "SELECT kind, record, field, row_number() OVER (PARTITION BY kind, record, "
    "field ORDER BY position), target, role FROM saved";

/* Whether the fields have these types: i an integer, t a text, b bytes, n
   nothing; I, T and B may be nothing too. */
static int has_form(const struct kam_salvaged *row, const char *form)
{
	if ((size_t)row->n != strlen(form))
		return 0;
	for (int i = 0; i < row->n; i++) {
		enum kam_serial type = row->fields[i].type;

		if (type == KAM_SERIAL_NULL && strchr("nITB", form[i]))
			continue;
		if ((type == KAM_SERIAL_INT && strchr("iI", form[i])) ||
		    (type == KAM_SERIAL_TEXT && strchr("tT", form[i])) ||
		    (type == KAM_SERIAL_BLOB && strchr("bB", form[i])))
			continue;
		return 0;
	}
	return 1;
}

static int is_text(const struct kam_field_bytes *f, const char *text)
{
	return f->length == strlen(text) && !memcmp(f->bytes, text, f->length);
}

static int is_kind(const struct kam_rescue *r, const struct kam_field_bytes *f)
{
	char name[64];

	if (f->length >= sizeof name)
		return 0;
	memcpy(name, f->bytes, f->length);
	name[f->length] = '\0';
	return kam_kind_find(r->k->catalogue, name) ||
	       !strcmp(name, KAM_ERASURE);
}

/* Binds the fields from $first on; 1 where one is no text that kam stores. */
static int bind(struct kam_stmt *s, int first, const struct kam_salvaged *row,
		int from, struct kam_arena *arena, int *failed)
{
	for (int i = from; i < row->n; i++, first++) {
		const struct kam_field_bytes *f = &row->fields[i];
		char *text;

		switch (f->type) {
		case KAM_SERIAL_NULL:
			kam_stmt_bind_null(s, first);
			break;
		case KAM_SERIAL_INT:
			kam_stmt_bind_int(s, first, f->number);
			break;
		case KAM_SERIAL_BLOB:
			kam_stmt_bind_blob(s, first, f->bytes, f->length);
			break;
		case KAM_SERIAL_TEXT:
			if (!kam_utf8_valid((const char *)f->bytes, f->length))
				return 1;
			text = kam_arena_strndup(arena, (const char *)f->bytes,
						 f->length);
			*failed |= !text;
			kam_stmt_bind_text(s, first, text);
			break;
		case KAM_SERIAL_REAL:
			return 1;
		}
	}
	return 0;
}

/* Inserts a row; one that the table refuses is dropped. */
static int insert(struct kam_rescue *r, struct kam_stmt *s,
		  const struct kam_salvaged *row, const int64_t *rowid,
		  struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_err why = { 0 };
	int failed = 0, rc = 0, bad;

	if (rowid)
		kam_stmt_bind_int(s, 1, *rowid);
	bad = bind(s, rowid ? 2 : 1, row, rowid ? 1 : 0, &scratch, &failed);
	if (failed)
		rc = kam_fail_memory(&why);
	else if (!bad)
		rc = kam_stmt_step(s, &why);
	kam_stmt_reset(s);
	kam_arena_release(&scratch);
	if (rc == KAM_EINTERNAL || rc == KAM_EDUPLICATE || rc == KAM_EINUSE ||
	    rc == KAM_EINVALID) {
		bad = 1;
		rc = 0;
	}
	r->out->dropped += bad;
	r->rows += !bad && !rc;
	if (rc)
		*err = why;
	return rc < 0 ? rc : 0;
}

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
	return rc ? rc : insert(r, s, &mended, NULL, err);
}

/* What was erased has no salt, and what says so has its texts elsewhere: of
   these only the chain can tell. */
static int take_change(struct kam_rescue *r, const struct kam_salvaged *row,
		       struct kam_err *err)
{
	const struct kam_field_bytes *f = row->fields;
	struct kam_arena scratch = { 0 };
	struct kam_stmt *s = NULL;
	uint8_t digest[KAM_DIGEST];
	char *before, *after;
	int rc = kam_cached_text(&s, r->k, sql_change, err);

	if (rc || f[8].length != KAM_DIGEST || !is_kind(r, &f[2]))
		return rc;
	if (f[7].type == KAM_SERIAL_NULL || is_text(&f[2], KAM_ERASURE))
		return insert(r, s, row, NULL, err);
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
		rc = insert(r, s, row, NULL, err);
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
static int take_operation(struct kam_rescue *r, const struct kam_salvaged *row,
			  struct kam_err *err)
{
	/* which fields are a text's: the text, its salt, its digest */
	static const int parts[2][3] = { { 2, 6, 7 }, { 3, 4, 5 } };
	struct kam_field_bytes f[9];
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
		rc = insert(r, s, &mended, &row->rowid, err);
	for (int i = 0; i < 3; i++)
		kam_str_release(&texts[i]);
	return rc;
}

static int take_migration(struct kam_rescue *r, const struct kam_salvaged *row,
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

static void build_row(struct kam_str *sql, const struct kam *k,
		      const void *owner, int purpose)
{
	const struct kam_kind *kind = owner;

	(void)k;
	/* all columns in their order, as the file has them */
	kam_str_printf(sql, "INSERT INTO \"%s\" VALUES (", kind->name);
	for (int i = 1; i <= purpose - KAM_SQL_RESCUE; i++)
		kam_str_printf(sql, "%s$%d", i > 1 ? ", " : "", i);
	kam_str_add(sql, ") ON CONFLICT DO NOTHING");
}

/* A row of a kind; where its table isn't known, of each kind whose journal
   made a record of its id: the journal tells later which it was. */
static int take_record(struct kam_rescue *r, const struct kam_salvaged *row,
		       struct kam_err *err)
{
	const struct kam_catalogue *all = r->k->catalogue;
	int rc = 0;

	for (int i = 0; i < all->n_kinds && !rc; i++) {
		const struct kam_kind *kind = all->kinds[i];
		struct kam_stmt *s = NULL;
		int64_t given = 1;

		if (kam_salvage_columns(r->salvage, kind->name) != row->n ||
		    (row->table && strcmp(row->table, kind->name) != 0))
			continue;
		if (!row->table)
			rc = kam_rescue_ask(&given, r, sql_given, kind->name,
					    row->rowid, err);
		if (rc || !given)
			continue;
		rc = kam_cached(&s, r->k, kind, KAM_SQL_RESCUE + row->n,
				build_row, err);
		if (!rc)
			rc = insert(r, s, row, &row->rowid, err);
	}
	return rc;
}

static int take(void *context, const struct kam_salvaged *row,
		struct kam_err *err)
{
	struct kam_rescue *r = context;
	struct kam_stmt *s = NULL;
	int rc = 0;

	if (r->orphans)
		return row->is_row && !row->table ? take_record(r, row, err)
						  : 0;
	if (!row->is_row && has_form(row, "iitiTTTBb"))
		return take_change(r, row, err);
	if (!row->is_row && has_form(row, "titiIT") &&
	    is_kind(r, row->fields)) {
		rc = kam_cached_text(&s, r->k, sql_list, err);
		return rc ? rc : insert(r, s, row, NULL, err);
	}
	if (!row->is_row && has_form(row, "tiii") && is_kind(r, row->fields)) {
		rc = kam_cached_text(&s, r->k, sql_known, err);
		return rc ? rc : insert(r, s, row, NULL, err);
	}
	if (!row->is_row)
		return 0;
	if ((!row->table || !strcmp(row->table, "operation")) &&
	    has_form(row, "ntttBbBbb"))
		return take_operation(r, row, err);
	if (has_form(row, "ntib"))
		return take_migration(r, row, err);
	return row->table ? take_record(r, row, err) : 0;
}

int kam_rescue_rows(struct kam_rescue *r, struct kam_err *err)
{
	int rc = kam_salvage_each(r->salvage, take, r, err);

	r->orphans = 1;
	if (!rc)
		rc = kam_salvage_each(r->salvage, take, r, err);
	return rc ? rc : kam_db_exec(r->k->db, sql_lists, err);
}
