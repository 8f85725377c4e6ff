/*
 * What a record says of where it came from: its source, and further ones.
 */
#include "store/internal.h"

#include <string.h>

/* The further sources of a record; NULL where its kind has none. */
static struct kam_value *also_of(const struct kam_record *r)
{
	int field = kam_field_find(r->kind, KAM_ALSO_FROM);

	return field == KAM_NO_FIELD ? NULL : &r->values[field];
}

static int is_same(const char *entry, const char *source)
{
	size_t n = strlen(source);

	return kam_also_length(entry) == n && !strncmp(entry, source, n);
}

/* "zoho:123 3f2a…" */
static const char *make_entry(struct kam_arena *arena, const char *source,
			      const char *digest)
{
	return digest ? kam_arena_printf(arena, "%s %.*s", source,
					 KAM_ALSO_DIGEST, digest)
		      : kam_arena_printf(arena, "%s %0*d", source,
					 KAM_ALSO_DIGEST, 0);
}

int kam_record_from(struct kam *k, struct kam_record *r, const char *source,
		    const char *digest, struct kam_err *err)
{
	struct kam_value *also, others = { 0 };
	struct kam_ref *refs;
	const char *entry;

	(void)k;
	if (!r->source || !strcmp(r->source, source)) {
		r->source = source;
		r->source_digest = digest;
		return 0;
	}
	also = also_of(r);
	if (!also)
		return 0;
	refs = kam_arena_array(r->arena, also->n_refs + 1, sizeof *refs);
	entry = make_entry(r->arena, source, digest);
	if (!refs || !entry)
		return kam_fail_memory(err);
	for (size_t i = 0; i < also->n_refs; i++)
		if (!is_same(also->refs[i].role, source))
			refs[others.n_refs++] = also->refs[i];
	refs[others.n_refs++] = (struct kam_ref){ .role = entry };
	also->refs = refs;
	also->n_refs = others.n_refs;
	also->set = 1;
	return 0;
}

int kam_record_has_source(const struct kam_record *r, const char *source)
{
	const struct kam_value *also = also_of(r);

	if (r->source && !strcmp(r->source, source))
		return 1;
	for (size_t i = 0; also && i < also->n_refs; i++)
		if (is_same(also->refs[i].role, source))
			return 1;
	return 0;
}

/* An operation that says where the record is from, or makes it, is an import's;
   the newest of those that wrote the member. */
static const char sql_imported[] =
    "SELECT c.field, c.after FROM change c WHERE c.kind = $1 AND c.record = $2 "
    "AND (c.field IS NULL OR c.field = $3) AND EXISTS (SELECT 1 FROM change d "
    "WHERE d.kind = $1 AND d.record = $2 AND d.operation = c.operation AND "
    "(d.field IS NULL OR d.field IN ('~source_digest', '" KAM_ALSO_FROM "'))) "
    "ORDER BY c.operation DESC, c.position DESC LIMIT 1";

/* A whole record's member, "null" where it has none of that name. */
static const char *member_of(struct kam_arena *arena, const char *whole,
			     const char *name)
{
	struct kam_canonical m;

	while (kam_canonical_next(&m, &whole) > 0)
		if (m.name_length == strlen(name) &&
		    !memcmp(m.name, name, m.name_length))
			return kam_arena_strndup(arena, m.value, m.length);
	return "null";
}

int kam_record_imported(const char **value, struct kam *k,
			struct kam_arena *arena,
			const struct kam_record *record, const char *member,
			struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_imported, err);

	*value = NULL;
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, record->kind->name);
	kam_stmt_bind_int(s, 2, record->id);
	kam_stmt_bind_text(s, 3, member);
	rc = kam_stmt_step(s, err);
	if (rc > 0 && !kam_stmt_is_null(s, 1)) {
		const char *after = kam_stmt_text(s, 1);

		if (after)
			*value = kam_stmt_is_null(s, 0)
				     ? member_of(arena, after, member)
				     : kam_arena_strdup(arena, after);
		rc = *value ? 0 : kam_fail_memory(err);
	}
	kam_stmt_reset(s);
	return rc < 0 ? rc : 0;
}

int kam_record_is_from(const struct kam_record *r, const char *source,
		       const char *digest)
{
	const struct kam_value *also = also_of(r);

	if (r->source && r->source_digest && !strcmp(r->source, source))
		return !strcmp(r->source_digest, digest);
	for (size_t i = 0; also && i < also->n_refs; i++)
		if (is_same(also->refs[i].role, source))
			return !strncmp(also->refs[i].role + strlen(source) + 1,
					digest, KAM_ALSO_DIGEST);
	return 0;
}

int kam_record_source(const char **source, const struct kam_record *r,
		      const char *origin, struct kam_err *err)
{
	const struct kam_value *also = also_of(r);
	size_t n = strlen(origin);

	*source = r->source;
	if (r->source && !strncmp(r->source, origin, n) && r->source[n] == ':')
		return 0;
	for (size_t i = 0; also && i < also->n_refs; i++) {
		const char *entry = also->refs[i].role;

		if (strncmp(entry, origin, n) != 0 || entry[n] != ':')
			continue;
		*source =
		    kam_arena_strndup(r->arena, entry, kam_also_length(entry));
		return *source ? 0 : kam_fail_memory(err);
	}
	return 0;
}
