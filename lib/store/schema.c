#include "store/schema.h"

#include "store/chain.h"

#include <inttypes.h>
#include <string.h>

static const char sql_migration[] =
    "INSERT INTO migration (version, at, reader, digest) "
    "VALUES ($1, $2, $3, $4)";
static const char sql_schema[] =
    "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
    "AND name NOT LIKE 'sqlite%' ORDER BY rowid";

/* No operation has a migration in its hash: it has a digest of its own. */
void kam_migration_digest(uint8_t out[KAM_DIGEST], int64_t version,
			  const char *at, int64_t reader)
{
	static const uint8_t no_salt[KAM_SALT];
	char numbers[48];

	(void)snprintf(numbers, sizeof numbers, "%" PRId64 " %" PRId64, version,
		       reader);
	kam_chain_digest(out, no_salt, at, numbers);
}

int kam_schema_create(struct kam_db *db, const char *at, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	uint8_t digest[KAM_DIGEST];
	int rc = 0;

	for (int i = 0; kam_schema_1[i] && !rc; i++)
		rc = kam_db_exec(db, kam_schema_1[i], err);
	if (!rc)
		rc = kam_db_prepare(&s, db, sql_migration, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, KAM_SCHEMA);
	kam_stmt_bind_text(s, 2, at);
	kam_stmt_bind_int(s, 3, KAM_SCHEMA);
	kam_migration_digest(digest, KAM_SCHEMA, at, KAM_SCHEMA);
	kam_stmt_bind_blob(s, 4, digest, sizeof digest);
	rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	return rc ? rc : kam_db_set_stamp(db, KAM_APPLICATION, KAM_SCHEMA, err);
}

static int fail_foreign(struct kam_err *err)
{
	kam_fail(err, KAM_ECORRUPT, "%s", _("this is not a kam register"));
	kam_hint(err, "%s",
		 _("its tables are not those that kam makes: 'kam restore' "
		   "brings a backup back, 'kam recover' saves what can be "
		   "read; or name another file"));
	return err->code;
}

static int check_stamp(struct kam_db *db, struct kam_err *err)
{
	int32_t application, version;
	int rc = kam_db_stamp(db, &application, &version, err);

	if (rc)
		return rc;
	if (application != KAM_APPLICATION || version < 1)
		return fail_foreign(err);
	if (version <= KAM_SCHEMA)
		return 0;
	kam_fail(err, KAM_EREFUSED,
		 _("the register was made by a newer kam (schema %d)"),
		 (int)version);
	kam_hint(err, _("this kam knows schema %d: install a newer one"),
		 KAM_SCHEMA);
	return err->code;
}

int kam_schema_check(struct kam_db *db, struct kam_err *err)
{
	const char *const *expected = kam_schema_1;
	struct kam_stmt *s = NULL;
	int rc = check_stamp(db, err);

	if (!rc)
		rc = kam_db_prepare(&s, db, sql_schema, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *sql = kam_stmt_text(s, 0);

		if (!sql || !*expected || strcmp(*expected++, sql) != 0) {
			rc = fail_foreign(err);
			break;
		}
		rc = 0;
	}
	if (!rc && *expected)
		rc = fail_foreign(err);
	kam_stmt_finalize(s);
	return rc;
}
