/*
 * Recover: the damaged file's records into the tables of the new register.
 */
#include "store/recover.h"

#include "store/chain.h"
#include "store/outbox.h"

#include <inttypes.h>
#include <kam/utf8.h>
#include <string.h>

static const char sql_list[] =
    "INSERT INTO saved (kind, record, field, position, target, role) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
static const char sql_known[] =
    "INSERT INTO known (kind, record, operation, position) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
static const char sql_mail[] =
    "INSERT INTO outbox VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
    "$12, $13, $14, $15, $16) ON CONFLICT DO NOTHING";
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

int kam_rescue_is_kind(const struct kam_rescue *r,
		       const struct kam_field_bytes *f)
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
int kam_rescue_insert(struct kam_rescue *r, struct kam_stmt *s,
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

/* A message, as its digest proves it; another must not be sent. */
static int take_mail(struct kam_rescue *r, const struct kam_salvaged *row,
		     struct kam_err *err)
{
	struct kam_outbox_part parts[KAM_OUTBOX_PARTS];
	const struct kam_field_bytes *f = row->fields;
	struct kam_stmt *s = NULL;
	uint8_t digest[KAM_DIGEST];
	int rc;

	for (int i = 0; i < KAM_OUTBOX_PARTS; i++) {
		parts[i] = (struct kam_outbox_part){ .number = -1 };
		if (f[i].type == KAM_SERIAL_INT)
			parts[i].number = f[i].number;
		if (f[i].type != KAM_SERIAL_TEXT)
			continue;
		parts[i].text = (const char *)f[i].bytes;
		parts[i].length = f[i].length;
	}
	parts[0].number = row->rowid;
	kam_outbox_digest(digest, parts);
	if (f[KAM_OUTBOX_PARTS].length != KAM_DIGEST ||
	    memcmp(f[KAM_OUTBOX_PARTS].bytes, digest, sizeof digest) != 0) {
		r->out->dropped++;
		return 0;
	}
	rc = kam_cached_text(&s, r->k, sql_mail, err);
	return rc ? rc : kam_rescue_insert(r, s, row, &row->rowid, err);
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
			rc = kam_rescue_insert(r, s, row, &row->rowid, err);
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
		return kam_rescue_change(r, row, err);
	if (!row->is_row && has_form(row, "titiIT") &&
	    kam_rescue_is_kind(r, row->fields)) {
		rc = kam_cached_text(&s, r->k, sql_list, err);
		return rc ? rc : kam_rescue_insert(r, s, row, NULL, err);
	}
	if (!row->is_row && has_form(row, "tiii") &&
	    kam_rescue_is_kind(r, row->fields)) {
		rc = kam_cached_text(&s, r->k, sql_known, err);
		return rc ? rc : kam_rescue_insert(r, s, row, NULL, err);
	}
	if (!row->is_row)
		return 0;
	if ((!row->table || !strcmp(row->table, "operation")) &&
	    has_form(row, "ntttBbBbbI"))
		return kam_rescue_operation(r, row, err);
	if (has_form(row, "ntib"))
		return kam_rescue_migration(r, row, err);
	if (has_form(row, "nttttttttTitTTTb"))
		return take_mail(r, row, err);
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
