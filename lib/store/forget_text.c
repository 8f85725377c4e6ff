/*
 * What becomes of one value: in a record, and in the journal's canonical bytes.
 */
#include "store/forget.h"

#include <inttypes.h>
#include <kam/json.h>
#include <stdlib.h>
#include <string.h>

/* Texts that keep their form: a key becomes another, a setting its default. */
static void add_changed(struct kam_str *out, const struct kam_kind *kind,
			int64_t id, int field, const char *changed)
{
	if (field != KAM_NO_FIELD && field == kind->key)
		kam_str_printf(out, "erased-%" PRId64, id);
	else if (kind->role != KAM_ROLE_SETTING)
		kam_str_add(out, changed);
}

/* Remembers what another person is known by, for they may have been actors. */
static int keep_own(struct kam_forgetting *f, const char *text,
		    struct kam_err *err)
{
	int rc;

	if (kam_forget_is_own(f, text, strlen(text)))
		return 0;
	rc = kam_forget_grow(&f->own, f->n_own, &f->room_own, sizeof *f->own,
			     f->arena, err);
	if (rc)
		return rc;
	f->own[f->n_own] = kam_arena_strdup(f->arena, text);
	return f->own[f->n_own++] ? 0 : kam_fail_memory(err);
}

int kam_forget_is_own(const struct kam_forgetting *f, const char *text,
		      size_t length)
{
	for (size_t i = 0; i < f->n_own; i++)
		if (strlen(f->own[i]) == length &&
		    !memcmp(f->own[i], text, length))
			return 1;
	return 0;
}

int kam_forget_spare(int *kept, struct kam_forgetting *f, const char *text,
		     struct kam_err *err)
{
	int n = kam_mentions_share(&f->traits, text, err);

	if (!n)
		n = kam_mentions_count(&f->traits, text, err);
	*kept |= n > 0;
	return n > 0 ? keep_own(f, text, err) : n;
}

int kam_forget_text(struct kam_str *out, int *kept, struct kam_forgetting *f,
		    const struct kam_kind *kind, int64_t id, int field,
		    const char *text, struct kam_err *err)
{
	struct kam_str changed = KAM_STR_INIT;
	int n = 0;

	/* settings' names are kam's */
	if (kind->role == KAM_ROLE_SETTING && field >= 0 &&
	    (kind->fields[field].flags & KAM_UNIQUE))
		return 0;
	/* what is theirs goes whether or not it could be looked for */
	if (field >= 0 && (kind->fields[field].flags & KAM_PERSONAL) &&
	    kam_theirs_has(&f->theirs, kind, id)) {
		if (out)
			kam_str_add(out, kam_erased_text);
		return strcmp(text, kam_erased_text) != 0;
	}
	n = kam_traits_own(&f->traits, kind, field, text, err);
	if (n)
		return n < 0 ? n : kam_forget_spare(kept, f, text, err);
	if (field >= 0 && (kind->fields[field].flags & KAM_PERSONAL)) {
		n = kam_mentions_share(&f->traits, text, err);
		*kept |= n > 0;
		if (n)
			return n < 0 ? n : 0;
	}
	n = kam_mentions_replace(out ? &changed : NULL, &f->traits, text, err);
	if (n > 0 && out)
		add_changed(out, kind, id, field, changed.data);
	kam_str_release(&changed);
	return n;
}

/* Which fields' bytes hold text, and how many of their texts are looked at:
   of a file's name and digest, the first. */
static int texts_of(const struct kam_kind *kind, int field)
{
	if (field == KAM_NO_FIELD)
		return 1; /* the store's own: ~source */
	switch (kind->fields[field].type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_EVIDENCE:
		return 1;
	case KAM_REFS:
	case KAM_TAGS:
		return INT32_MAX;
	default:
		return 0;
	}
}

/* One text in its quotes. */
static int add_text(struct kam_str *out, struct kam_forgetting *f,
		    const struct kam_kind *kind, int64_t id, int field,
		    const char *bytes, size_t length, struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT, changed = KAM_STR_INIT;
	int kept = 0, n = 0;

	if (kam_canonical_text(&text, bytes, length)) {
		n = kam_str_check(&text, err);
		if (!n)
			n = kam_forget_text(&changed, &kept, f, kind, id, field,
					    text.data, err);
	}
	if (n > 0 && changed.length)
		kam_json_quote(out, changed.data, changed.length);
	else if (n > 0)
		kam_str_add(out, "null");
	else
		kam_str_add_bytes(out, bytes, length);
	kam_str_release(&text);
	kam_str_release(&changed);
	return n;
}

static int add_value(struct kam_str *out, struct kam_forgetting *f,
		     const struct kam_kind *kind, int64_t id, int field,
		     const char *bytes, size_t length, struct kam_err *err)
{
	int texts = texts_of(kind, field), all = 0;
	size_t at = 0;

	while (at < length) {
		size_t n = 1;
		int rc;

		if (bytes[at] != '"' || !texts) {
			kam_str_add_bytes(out, bytes + at, n);
			at += n;
			continue;
		}
		n = kam_canonical_length(bytes + at);
		rc = add_text(out, f, kind, id, field, bytes + at, n, err);
		if (rc < 0)
			return rc;
		all += rc;
		texts--;
		at += n;
	}
	return all;
}

static int field_of(const struct kam_kind *kind, const char *name,
		    size_t length)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (!strncmp(kind->fields[i].name, name, length) &&
		    !kind->fields[i].name[length])
			return i;
	return KAM_NO_FIELD;
}

static int is_own(const char *name, size_t length, const char *own)
{
	return strlen(own) == length && !strncmp(name, own, length);
}

/* Names of states and digests are no text. */
static int holds_text(const char *name, size_t length)
{
	return *name != '~' || is_own(name, length, "~source");
}

static int add_member(struct kam_str *out, struct kam_forgetting *f,
		      const struct kam_kind *kind, int64_t id,
		      const struct kam_canonical *m, struct kam_err *err)
{
	int field = field_of(kind, m->name, m->name_length);

	kam_str_printf(out, "%s\"%.*s\":", out->length > 1 ? "," : "",
		       (int)m->name_length, m->name);
	if (holds_text(m->name, m->name_length))
		return add_value(out, f, kind, id, field, m->value, m->length,
				 err);
	kam_str_add_bytes(out, m->value, m->length);
	return 0;
}

/* A whole record; with `digest`, that of its text goes too. */
static int add_whole(struct kam_str *out, struct kam_forgetting *f,
		     const struct kam_kind *kind, int64_t id, const char *bytes,
		     int digest, struct kam_err *err)
{
	struct kam_canonical m;
	int all = 0, n = 0;

	kam_str_add_char(out, '{');
	while (n >= 0 && kam_canonical_next(&m, &bytes) > 0) {
		if (digest != KAM_NO_FIELD &&
		    field_of(kind, m.name, m.name_length) == digest) {
			m.value = "\"[erased]\"";
			m.length = strlen(m.value);
		}
		n = add_member(out, f, kind, id, &m, err);
		all += n;
	}
	kam_str_add_char(out, '}');
	return n < 0 ? n : all;
}

int kam_forget_digest(const struct kam_kind *kind)
{
	return kam_field_find(kind, "digest");
}

int kam_forget_bytes(struct kam_str *out, struct kam_forgetting *f,
		     const struct kam_kind *kind, int64_t id, const char *field,
		     const char *bytes, struct kam_err *err)
{
	int n;

	if (field && !holds_text(field, strlen(field))) {
		kam_str_add(out, bytes);
		return 0;
	}
	if (field)
		return add_value(out, f, kind, id, kam_field_find(kind, field),
				 bytes, strlen(bytes), err);
	n = add_whole(out, f, kind, id, bytes, KAM_NO_FIELD, err);
	if (n <= 0 || kam_forget_digest(kind) == KAM_NO_FIELD)
		return n;
	kam_str_truncate(out, 0);
	return add_whole(out, f, kind, id, bytes, kam_forget_digest(kind), err);
}

/* [[1,"buyer"]] as [[1,null]]; what is no list has no roles */
static void add_without_roles(struct kam_str *out, const char *bytes,
			      size_t length)
{
	size_t at = 0;

	while (at < length) {
		size_t n =
		    bytes[at] == '"' ? kam_canonical_length(bytes + at) : 1;

		if (bytes[at] == '"')
			kam_str_add(out, "null");
		else
			kam_str_add_bytes(out, bytes + at, n);
		at += n;
	}
}

static int stays(const struct kam_forgetting *f, const char *name,
		 size_t length)
{
	return is_own(name, length, "~status") ||
	       is_own(name, length, "erased_on") ||
	       (f->kind->account != KAM_NO_FIELD &&
		is_own(name, length, f->kind->fields[f->kind->account].name));
}

/* What an earlier forgetting wrote. */
static int is_left(const struct kam_forgetting *f, const char *bytes)
{
	size_t n = strlen(f->name);

	return !strcmp(bytes, "null") || !strncmp(bytes, "\"erased:", 8) ||
	       !strncmp(bytes, "[\"erased:", 9) ||
	       (bytes[0] == '"' && !strncmp(bytes + 1, f->name, n) &&
		bytes[n + 1] == '"');
}

static void add_own(struct kam_str *out, const char *name, const char *bytes,
		    size_t length)
{
	/* a state and a day have no roles */
	if (*name == '~' || *bytes == '"')
		kam_str_add_bytes(out, bytes, length);
	else
		add_without_roles(out, bytes, length);
}

int kam_forget_own_bytes(struct kam_str *out, const struct kam_forgetting *f,
			 const char *field, const char *bytes)
{
	const char *title = f->kind->fields[f->kind->title].name;
	struct kam_canonical m;
	int first = 1;

	if (field && !stays(f, field, strlen(field)) && !is_left(f, bytes))
		return 0;
	if (field) {
		add_own(out, field, bytes, strlen(bytes));
		return 1;
	}
	kam_str_add_char(out, '{');
	while (kam_canonical_next(&m, &bytes) > 0) {
		int is_title = is_own(m.name, m.name_length, title);

		if (!is_title && !stays(f, m.name, m.name_length))
			continue;
		kam_str_printf(out, "%s\"%.*s\":", first ? "" : ",",
			       (int)m.name_length, m.name);
		first = 0;
		if (is_title)
			kam_json_quote(out, f->name, strlen(f->name));
		else
			add_own(out, m.name, m.value, m.length);
	}
	kam_str_add_char(out, '}');
	return 1;
}
