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
