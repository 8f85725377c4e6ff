/*
 * The store's own tables, as far as neither the chain nor a record's journal
 * covers them: migrations, the positions of list entries, and the highest id
 * that each table has given.
 */
#include "store/fsck.h"
#include "store/outbox.h"
#include "store/schema.h"

#include <inttypes.h>
#include <string.h>

static const char sql_migrations[] =
    "SELECT version, at, reader, digest FROM migration ORDER BY version";
static const char sql_lists[] =
    "SELECT kind, record, field, position FROM list_value "
    "ORDER BY kind, record, field, position";
/* the highest id of each kind by the journal; those that SQLite keeps */
static const char sql_given[] =
    "SELECT kind, max(record) FROM change WHERE field IS NULL AND (after IS "
    "NOT NULL OR salt IS NULL) GROUP BY kind "
    "UNION ALL SELECT 'operation', max(id) FROM operation HAVING count(*) > 0 "
    "ORDER BY 1";
static const char sql_sequence[] =
    "SELECT name, seq, typeof(name), typeof(seq) FROM sqlite_sequence "
    "ORDER BY name, rowid";

static int check_migrations(struct kam_proof *p, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	uint8_t digest[KAM_DIGEST];
	int64_t n = 0;
	int rc = kam_db_prepare(&s, p->k->db, sql_migrations, err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *at = kam_stmt_text(s, 1);

		kam_migration_digest(digest, kam_stmt_int(s, 0), at,
				     kam_stmt_int(s, 2));
		if (kam_stmt_int(s, 0) != ++n ||
		    kam_stmt_length(s, 3) != KAM_DIGEST ||
		    memcmp(kam_stmt_blob(s, 3), digest, KAM_DIGEST) != 0)
			kam_proof_say(
			    p,
			    _("migration %" PRId64 " is not what was written"),
			    kam_stmt_int(s, 0));
		rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

/* An entry's field, or NULL where it is none's. */
static const struct kam_field *list_field(const struct kam_proof *p,
					  const char *kind, const char *field)
{
	const struct kam_kind *k =
	    kam_kind_find(p->k->catalogue, kind ? kind : "");
	int i = k && field ? kam_field_find(k, field) : KAM_NO_FIELD;

	return i != KAM_NO_FIELD && kam_field_is_row(&k->fields[i])
		   ? &k->fields[i]
		   : NULL;
}

/* Entries of a list are numbered from 1. */
static int check_lists(struct kam_proof *p, struct kam_err *err)
{
	const struct kam_field *last = NULL;
	struct kam_stmt *s = NULL;
	int64_t record = 0, position = 0;
	int rc = kam_db_prepare(&s, p->k->db, sql_lists, err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const struct kam_field *f =
		    list_field(p, kam_stmt_text(s, 0), kam_stmt_text(s, 2));

		rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
		if (f != last || kam_stmt_int(s, 1) != record)
			position = 0;
		last = f;
		record = kam_stmt_int(s, 1);
		if (!rc && (!f || kam_stmt_int(s, 3) != ++position))
			kam_proof_say(p,
				      _("a list of record %" PRId64
					" is not what was written"),
				      record);
	}
	kam_stmt_finalize(s);
	return rc;
}

/* 1 where the next rows name the same table and number, 2 where they differ, 0
   where both are at their end */
static int step_both(struct kam_stmt *a, struct kam_stmt *b,
		     struct kam_err *err)
{
	int x = kam_stmt_step(a, err), y = x < 0 ? x : kam_stmt_step(b, err);
	const char *name, *other;

	if (x < 0 || y < 0)
		return err->code;
	if (!x && !y)
		return 0;
	if (!x || !y)
		return 2;
	name = kam_stmt_text(a, 0);
	other = kam_stmt_text(b, 0);
	if (kam_stmt_failed(a) || kam_stmt_failed(b))
		return kam_fail_memory(err);
	return name && other && !strcmp(name, other) &&
		       kam_stmt_int(a, 1) == kam_stmt_int(b, 1) &&
		       !strcmp(kam_stmt_text(b, 2), "text") &&
		       !strcmp(kam_stmt_text(b, 3), "integer")
		   ? 1
		   : 2;
}

/* An id that was given once is not given again: the numbers must be kept. */
static int check_sequence(struct kam_proof *p, struct kam_err *err)
{
	struct kam_stmt *given = NULL, *kept = NULL;
	int rc = kam_db_prepare(&given, p->k->db, sql_given, err);

	if (!rc)
		rc = kam_db_prepare(&kept, p->k->db, sql_sequence, err);
	if (!rc)
		do
			rc = step_both(given, kept, err);
		while (rc == 1);
	if (rc == 2) {
		kam_proof_say(p, "%s",
			      _("the highest ids are not those that the "
				"journal gave"));
		rc = 0;
	}
	kam_stmt_finalize(given);
	kam_stmt_finalize(kept);
	return rc;
}

static void say_mail(void *context, int64_t id)
{
	kam_proof_say(context,
		      _("message %" PRId64 " of the outbox is not what was "
			"written"),
		      id);
}

int kam_proof_own(struct kam_proof *p, struct kam_err *err)
{
	int rc = check_migrations(p, err);

	if (!rc)
		rc = check_lists(p, err);
	if (!rc)
		rc = kam_outbox_prove(p->k, say_mail, p, err);
	return rc ? rc : check_sequence(p, err);
}
