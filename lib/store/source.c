/*
 * Where records came from: found by the source, also by one that was erased,
 * and by what further systems know them as.
 *
 * The ids of other systems name people. What is left of one that was erased is
 * a digest, salted each time, so that a file with the id is recognised, and
 * whoever has only the register learns nothing from it.
 */
#include "store/chain.h"
#include "store/forget.h"

#include <string.h>

#define ERASED "erased:"

static void build_source(struct kam_str *sql, const struct kam *k,
			 const void *owner, int purpose)
{
	(void)k;
	kam_str_printf(sql, "SELECT id, source FROM \"%s\" WHERE source ",
		       ((const struct kam_kind *)owner)->name);
	kam_str_add(sql, purpose == KAM_SQL_SOURCE
			     ? "= $1"
			     : ">= '" ERASED "' AND source < 'erased;'");
}

static const char sql_any_also[] =
    "SELECT 1 FROM list_value WHERE field = '" KAM_ALSO_FROM "' LIMIT 1";
/* entries are the source, a blank and a digest: "!" comes next to the blank */
static const char sql_also[] =
    "SELECT record, role FROM list_value WHERE field = '" KAM_ALSO_FROM "' "
    "AND kind = $1 AND role >= $2 || ' ' AND role < $2 || '!'";
static const char sql_also_of[] =
    "SELECT role FROM list_value WHERE field = '" KAM_ALSO_FROM "' "
    "AND kind = $1 AND record = $2 ORDER BY position";
static const char sql_also_erased[] =
    "SELECT record, role FROM list_value WHERE field = '" KAM_ALSO_FROM "' "
    "AND kind = $1 AND role >= '" ERASED "' AND role < 'erased;'";

static void add_hex(struct kam_str *out, const uint8_t *bytes, size_t n)
{
	char *at = kam_str_extend(out, 2 * n);

	if (at)
		(void)kam_hex(at, bytes, n);
}

static void add_digest(struct kam_str *out, const uint8_t salt[KAM_SALT],
		       const char *source)
{
	uint8_t digest[KAM_DIGEST];

	kam_chain_digest(digest, salt, source, NULL);
	kam_str_add(out, ERASED);
	add_hex(out, salt, KAM_SALT);
	kam_str_add_char(out, ':');
	add_hex(out, digest, KAM_DIGEST);
}

int kam_source_erase(const char **out, struct kam *k, struct kam_arena *arena,
		     const char *source, struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	uint8_t salt[KAM_SALT];
	int rc = kam_salt(salt, k, err);

	if (!rc) {
		add_digest(&text, salt, source);
		rc = kam_str_check(&text, err);
	}
	if (!rc) {
		*out = kam_arena_strdup(arena, text.data);
		rc = *out ? 0 : kam_fail_memory(err);
	}
	kam_str_release(&text);
	return rc;
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* 1 where the erased text was made from the source */
static int is_of(struct kam_str *text, const char *erased, const char *source)
{
	const char *at = erased + sizeof ERASED - 1;
	uint8_t salt[KAM_SALT];

	for (size_t i = 0; i < KAM_SALT; i++, at += 2) {
		if (digit(at[0]) < 0 || digit(at[1]) < 0)
			return 0;
		salt[i] = (uint8_t)(16 * digit(at[0]) + digit(at[1]));
	}
	kam_str_truncate(text, 0);
	add_digest(text, salt, source);
	return !strcmp(text->data, erased);
}

static int try_each(int64_t *id, struct kam_stmt *s, const char *source,
		    struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc = 0;

	while (!*id && (rc = kam_stmt_step(s, err)) > 0) {
		const char *erased = kam_stmt_text(s, 1);

		if (erased && is_of(&text, erased, source))
			*id = kam_stmt_int(s, 0);
	}
	if (rc >= 0)
		rc = kam_stmt_failed(s) ? kam_fail_memory(err)
					: kam_str_check(&text, err);
	kam_stmt_reset(s);
	kam_str_release(&text);
	return rc;
}

/* Few are ever erased: each is tried. */
static int find_erased(int64_t *id, struct kam *k, const struct kam_kind *kind,
		       const char *source, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached(&s, k, kind, KAM_SQL_ERASED, build_source, err);

	if (!rc)
		rc = try_each(id, s, source, err);
	if (rc || *id || k->also_from != KAM_ALSO_SOME)
		return rc;
	rc = kam_cached_text(&s, k, sql_also_erased, err);
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	return try_each(id, s, source, err);
}

/* Most registers have none: asked once. */
static int has_also(struct kam *k, const struct kam_kind *kind,
		    struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = 0;

	if (k->also_from == KAM_ALSO_UNKNOWN) {
		rc = kam_cached_text(&s, k, sql_any_also, err);
		if (!rc)
			rc = kam_stmt_step(s, err);
		if (rc >= 0)
			k->also_from = rc ? KAM_ALSO_SOME : KAM_ALSO_NONE;
		kam_stmt_reset(s);
	}
	return rc < 0 ? rc
		      : k->also_from == KAM_ALSO_SOME &&
			    kam_field_find(kind, KAM_ALSO_FROM) != KAM_NO_FIELD;
}

size_t kam_also_length(const char *entry)
{
	size_t n = strlen(entry);

	return n > KAM_ALSO_DIGEST + 1 && entry[n - KAM_ALSO_DIGEST - 1] == ' '
		   ? n - KAM_ALSO_DIGEST - 1
		   : n;
}

static int find_also(int64_t *id, struct kam *k, const struct kam_kind *kind,
		     const char *source, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = has_also(k, kind, err);

	if (rc <= 0)
		return rc;
	rc = kam_cached_text(&s, k, sql_also, err);
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	kam_stmt_bind_text(s, 2, source);
	while (!*id && (rc = kam_stmt_step(s, err)) > 0) {
		const char *entry = kam_stmt_text(s, 1);

		/* "a 1 DIGEST" begins as "a" does */
		if (entry && kam_also_length(entry) == strlen(source))
			*id = kam_stmt_int(s, 0);
	}
	if (rc >= 0)
		rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
	kam_stmt_reset(s);
	return rc;
}

int kam_find_source(int64_t *id, struct kam *k, const struct kam_kind *kind,
		    const char *source, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached(&s, k, kind, KAM_SQL_SOURCE, build_source, err);

	*id = 0;
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, source);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		*id = kam_stmt_int(s, 0);
	kam_stmt_reset(s);
	if (!rc)
		rc = find_also(id, k, kind, source, err);
	if (rc || *id || kam_field_find(kind, KAM_ERASED_ON) == KAM_NO_FIELD)
		return rc < 0 ? rc : 0;
	return find_erased(id, k, kind, source, err);
}

/* ':' and what is next to it */
static void build_origin(struct kam_str *sql, const struct kam *k,
			 const void *owner, int purpose)
{
	(void)k;
	(void)purpose;
	kam_str_printf(sql,
		       "SELECT 1 FROM \"%s\" WHERE (source >= $1 || ':' AND "
		       "source < $1 || ';') OR (source >= '" ERASED "' AND "
		       "source < 'erased;') LIMIT 1",
		       ((const struct kam_kind *)owner)->name);
}

int kam_origin_known(struct kam *k, const struct kam_kind *kind,
		     const char *origin, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached(&s, k, kind, KAM_SQL_ORIGIN, build_origin, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, origin);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc ? rc : has_also(k, kind, err);
}

static int is_of_origin(const char *source, const char *origin)
{
	size_t n = origin ? strlen(origin) : 0;

	return source && n && !strncmp(source, origin, n) && source[n] == ':';
}

static void build_source_of(struct kam_str *sql, const struct kam *k,
			    const void *owner, int purpose)
{
	(void)k;
	(void)purpose;
	kam_str_printf(sql, "SELECT source FROM \"%s\" WHERE id = $1",
		       ((const struct kam_kind *)owner)->name);
}

/* A further one that is of the system, where the record's own isn't. */
static int also_of(const char **source, struct kam *k, struct kam_arena *arena,
		   const struct kam_kind *kind, int64_t id, const char *origin,
		   struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = has_also(k, kind, err);

	if (rc > 0)
		rc = kam_cached_text(&s, k, sql_also_of, err);
	if (!s)
		return rc < 0 ? rc : 0;
	kam_stmt_bind_text(s, 1, kind->name);
	kam_stmt_bind_int(s, 2, id);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *entry = kam_stmt_text(s, 0);

		rc = 0;
		if (!is_of_origin(entry, origin))
			continue;
		*source =
		    kam_arena_strndup(arena, entry, kam_also_length(entry));
		rc = *source ? 0 : kam_fail_memory(err);
		break;
	}
	kam_stmt_reset(s);
	return rc;
}

int kam_source_of(const char **source, struct kam *k, struct kam_arena *arena,
		  const struct kam_kind *kind, int64_t id, const char *origin,
		  struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc =
	    kam_cached(&s, k, kind, KAM_SQL_SOURCE_OF, build_source_of, err);

	*source = NULL;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0 && !kam_stmt_is_null(s, 0)) {
		const char *text = kam_stmt_text(s, 0);

		*source = text ? kam_arena_strdup(arena, text) : NULL;
		rc = *source ? 0 : kam_fail_memory(err);
	}
	kam_stmt_reset(s);
	if (rc < 0 || !origin || is_of_origin(*source, origin))
		return rc < 0 ? rc : 0;
	return also_of(source, k, arena, kind, id, origin, err);
}
