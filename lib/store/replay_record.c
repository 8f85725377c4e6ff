/*
 * Canonical bytes back into values: a record from its journal.
 */
#include "store/replay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static int fail(const struct kam_record *r, const char *name,
		struct kam_err *err)
{
	kam_fail(err, KAM_ECORRUPT,
		 _("%s-%" PRId64 ": the journal's %s is damaged"),
		 r->kind->prefix, r->id, name);
	kam_field(err, name);
	return err->code;
}

/* A quoted text into the arena: 1, 0 where it is none, -1 out of memory. */
static int read_text(const char **out, struct kam_arena *arena,
		     const char *bytes, size_t length)
{
	struct kam_str text = KAM_STR_INIT;
	int rc = kam_canonical_text(&text, bytes, length);

	*out = text.failed ? NULL : kam_arena_strdup(arena, text.data);
	kam_str_release(&text);
	return rc && !*out ? -1 : rc;
}

/* The next element of an array whose text begins at *at: 1 with it, 0 at the
   end, -1 where it isn't an array. */
static int next_element(const char **element, size_t *length, const char **at)
{
	const char *c = *at;

	if (*c != '[' && *c != ',')
		return *c == ']' && !c[1] ? 0 : -1;
	if (*c == '[' && c[1] == ']')
		return c[2] ? -1 : 0;
	*element = c + 1;
	*length = kam_canonical_length(c + 1);
	*at = c + 1 + *length;
	return 1;
}

static int read_number(int64_t *out, const char *bytes, size_t length)
{
	char *end;

	*out = strtoll(bytes, &end, 10);
	return length > 0 && end == bytes + length;
}

/* [12,"EUR"] and ["name","digest"]: the first, as it is, and a text. */
static int read_pair(const char **first, size_t *length, const char **text,
		     struct kam_arena *arena, const char *bytes)
{
	const char *second;
	size_t n;

	if (next_element(first, length, &bytes) <= 0 ||
	    next_element(&second, &n, &bytes) <= 0 || strcmp(bytes, "]") != 0)
		return 0;
	return read_text(text, arena, second, n);
}

/* "a" of tags, or [1,"buyer"], [2,null] */
static int read_ref(struct kam_ref *ref, struct kam_arena *arena,
		    const char *bytes, size_t length, int is_tag)
{
	char *whole = kam_arena_strndup(arena, bytes, length);
	const char *at = whole, *id, *role;
	size_t n, m;

	if (!whole)
		return -1;
	if (is_tag)
		return read_text(&ref->role, arena, bytes, length);
	if (next_element(&id, &n, &at) <= 0 ||
	    next_element(&role, &m, &at) <= 0 || strcmp(at, "]") != 0 ||
	    !read_number(&ref->id, id, n))
		return 0;
	if (m == 4 && !strncmp(role, "null", 4))
		return 1;
	return read_text(&ref->role, arena, role, m);
}

static int read_list(struct kam_value *v, struct kam_arena *arena,
		     const char *bytes, int is_tags)
{
	const char *at = bytes, *element;
	struct kam_ref *refs;
	size_t length, n = 0;
	int rc;

	while ((rc = next_element(&element, &length, &at)) > 0)
		n++;
	refs = rc ? NULL : kam_arena_array(arena, n + 1, sizeof *refs);
	if (!refs)
		return rc ? 0 : -1;
	v->refs = refs;
	rc = 1;
	for (at = bytes; rc > 0 && next_element(&element, &length, &at) > 0;)
		rc = read_ref(&refs[v->n_refs++], arena, element, length,
			      is_tags);
	return rc;
}

/* 1, 0 where the bytes are no value of the field, -1 out of memory */
static int read_value(struct kam_record *r, const struct kam_catalogue *all,
		      int field, const char *bytes)
{
	struct kam_value *v = &r->values[field];
	const struct kam_field *f = &r->kind->fields[field];
	const char *first, *name;
	size_t n;
	int rc;

	v->set = 1;
	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_WORD:
	case KAM_DATE:
	case KAM_INSTANT:
		return read_text(&v->text, r->arena, bytes, strlen(bytes));
	case KAM_MONEY:
		rc = read_pair(&first, &n, &v->text, r->arena, bytes);
		return rc > 0 ? read_number(&v->integer, first, n) : rc;
	case KAM_ANY:
		rc = read_pair(&first, &n, &name, r->arena, bytes);
		if (rc <= 0)
			return rc;
		v->kind = kam_kind_find(all, name);
		return v->kind && read_number(&v->integer, first, n);
	case KAM_EVIDENCE:
		rc = read_pair(&first, &n, &v->extra, r->arena, bytes);
		return rc > 0 ? read_text(&v->text, r->arena, first, n) : rc;
	case KAM_REFS:
	case KAM_TAGS:
		return read_list(v, r->arena, bytes, f->type == KAM_TAGS);
	default:
		return read_number(&v->integer, bytes, strlen(bytes));
	}
}

/* "~status" and its like. */
static int read_own(struct kam_record *r, const struct kam_member *m)
{
	const char *text;
	int rc = read_text(&text, r->arena, m->value, strlen(m->value));

	if (rc <= 0)
		return rc;
	if (!strcmp(m->name, "~source"))
		r->source = text;
	else if (!strcmp(m->name, "~source_digest"))
		r->source_digest = text;
	else if (!strcmp(m->name, "~status"))
		r->status = kam_state_find(r->kind, text);
	else
		return 0;
	return r->status >= 0;
}

int kam_replay_record(struct kam_record **out, struct kam *k,
		      struct kam_replay *replay, struct kam_err *err)
{
	struct kam_record *r;
	int rc = kam_record_new(&r, &replay->arena, replay->kind, err);

	if (rc)
		return rc;
	r->id = replay->id;
	r->version = replay->version;
	r->created = replay->created;
	r->modified = replay->modified;
	for (int i = 0; i < replay->n; i++) {
		const struct kam_member *m = &replay->members[i];
		int field = kam_field_find(r->kind, m->name);

		rc = field == KAM_NO_FIELD
			 ? read_own(r, m)
			 : read_value(r, k->catalogue, field, m->value);
		if (rc < 0)
			return kam_fail_memory(err);
		if (!rc)
			return fail(r, m->name, err);
	}
	*out = r;
	return 0;
}
