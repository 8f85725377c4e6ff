/*
 * Where records came from: found by the source, also by one that was erased.
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

static void add_hex(struct kam_str *out, const uint8_t *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		kam_str_printf(out, "%02x", bytes[i]);
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

/* Few are ever erased: each is tried. */
static int find_erased(int64_t *id, struct kam *k, const struct kam_kind *kind,
		       const char *source, struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc = kam_cached(&s, k, kind, KAM_SQL_ERASED, build_source, err);

	if (rc)
		return rc;
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
	if (rc || kam_field_find(kind, KAM_ERASED_ON) == KAM_NO_FIELD)
		return rc < 0 ? rc : 0;
	return find_erased(id, k, kind, source, err);
}
