/*
 * What identifies a person, and which fields mention them.
 */
#include "store/chain.h"
#include "store/forget.h"

#include <inttypes.h>
#include <string.h>

enum { LEAST_DIGITS = 5 }; /* of a telephone number, as in mention.h */

static const char sql_changes[] = "SELECT field, before, after FROM change "
				  "WHERE kind = $1 AND record = $2";

struct reading {
	struct kam_mentions *traits;
	const struct kam_kind *kind; /* of the record at hand */
	const struct kam_kind *person;
	int (*general)(void *context, const char *text, struct kam_err *err);
	void *context;
	struct kam_str text;
};

static enum kam_trait trait_of(const struct reading *r, int field,
			       const char *text)
{
	const struct kam_kind *kind = r->kind;

	if (kam_kind_is(kind, r->person) && field == kind->title)
		return KAM_TRAIT_NAME;
	if (kind->fields[field].type == KAM_PROSE)
		return KAM_TRAIT_POSTAL;
	return strchr(text, '@') ? KAM_TRAIT_MAIL : KAM_TRAIT_NUMBER;
}

/* One value that the field has or had, in canonical bytes. */
static int add_value(struct reading *r, const char *name, size_t name_length,
		     const char *bytes, size_t length, struct kam_err *err)
{
	const struct kam_kind *kind = r->kind;
	int field = 0, rc;

	while (field < kind->n_fields &&
	       (strncmp(kind->fields[field].name, name, name_length) != 0 ||
		kind->fields[field].name[name_length]))
		field++;
	if (field == kind->n_fields ||
	    !(kind->fields[field].flags & KAM_PERSONAL) ||
	    (!kam_kind_is(kind, r->person) && field != kind->title))
		return 0;
	kam_str_truncate(&r->text, 0);
	if (!kam_canonical_text(&r->text, bytes, length))
		return 0;
	if (kam_str_check(&r->text, err))
		return err->code;
	/* what somebody was forgotten by identifies nobody */
	if (strstr(r->text.data, kam_erased_text) ||
	    (field == kind->title && !strncmp(r->text.data, "(erased ", 8)))
		return 0;
	rc = kam_mentions_add(r->traits, trait_of(r, field, r->text.data),
			      r->text.data, err);
	if (rc || kam_mentions_has(r->traits, r->text.data))
		return rc < 0 ? rc : 0;
	return r->general(r->context, r->text.data, err);
}

static int add_bytes(struct reading *r, const char *field, const char *bytes,
		     struct kam_err *err)
{
	struct kam_canonical m;
	int rc = 0;

	if (!bytes)
		return 0;
	if (field)
		return add_value(r, field, strlen(field), bytes, strlen(bytes),
				 err);
	while (!rc && kam_canonical_next(&m, &bytes) > 0)
		rc =
		    add_value(r, m.name, m.name_length, m.value, m.length, err);
	return rc;
}

/* All that one record ever said; *found where the journal knows it. */
static int read_record(int *found, struct reading *r, struct kam *k, int64_t id,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_changes, err);

	*found = 0;
	if (!rc) {
		kam_stmt_bind_text(s, 1, r->kind->name);
		kam_stmt_bind_int(s, 2, id);
	}
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *field = kam_stmt_text(s, 0);

		*found = 1;
		rc = add_bytes(r, field, kam_stmt_text(s, 1), err);
		if (!rc)
			rc = add_bytes(r, field, kam_stmt_text(s, 2), err);
		if (!rc && kam_stmt_failed(s))
			rc = kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}

/* What else is theirs: the addresses of their channels. */
static int read_theirs(struct reading *r, struct kam *k, int64_t id,
		       struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct kam_theirs theirs;
	int found, rc = kam_theirs_read(&theirs, k, &arena, r->person, id, err);

	for (size_t i = 0; i < theirs.n && !rc; i++) {
		r->kind = theirs.items[i].kind;
		rc = read_record(&found, r, k, theirs.items[i].id, err);
	}
	kam_arena_release(&arena);
	return rc;
}

int kam_traits_read(struct kam_mentions *traits, struct kam *k,
		    const struct kam_kind *kind, int64_t id,
		    int (*general)(void *context, const char *text,
				   struct kam_err *err),
		    void *context, struct kam_err *err)
{
	struct reading r = {
		traits, kind, kind, general, context, KAM_STR_INIT
	};
	int found, rc = read_record(&found, &r, k, id, err);

	if (!rc)
		rc = read_theirs(&r, k, id, err);
	kam_str_release(&r.text);
	if (rc || found)
		return rc;
	kam_fail(err, KAM_ENOENT, _("no %s '%s-%" PRId64 "', now or ever"),
		 kam_kind_called(kind), kind->prefix, id);
	kam_hint(err, _("see 'kam %s list'"), kam_kind_typed(kind));
	return err->code;
}

/* A name has no address in it and no number, an address no words beside it;
   the title of a person is a name, that of a channel an address. */
static int has_form(const char *text, int is_name)
{
	const char *at = strchr(text, '@');
	size_t digits = 0;

	for (const char *c = text; *c; c++)
		digits += *c >= '0' && *c <= '9';
	if (is_name)
		return !at && digits < LEAST_DIGITS;
	if (at)
		return !strchr(at + 1, '@') &&
		       !text[strcspn(text, " \t\n,;<>()")];
	return digits && !text[strspn(text, "0123456789+-./() ")];
}

int kam_traits_own(struct kam_mentions *traits, const struct kam_kind *kind,
		   int field, const char *text, struct kam_err *err)
{
	int n;

	if (kind->title == KAM_NO_FIELD ||
	    !(kind->fields[kind->title].flags & KAM_PERSONAL))
		return 0;
	if (field == KAM_NO_FIELD || field == kind->key)
		return 1;
	if (!(kind->fields[field].flags & KAM_PERSONAL))
		return 0;
	if (kind->fields[field].type != KAM_PROSE)
		return has_form(text, field == kind->title &&
					  kam_field_find(kind, "email") !=
					      KAM_NO_FIELD);
	traits->not_postal = 1;
	n = kam_mentions_count(traits, text, err);
	traits->not_postal = 0;
	return n < 0 ? n : !n;
}

int kam_traits_count(struct kam_mentions *traits, const struct kam_record *r,
		     int field, struct kam_err *err)
{
	const struct kam_value *v = &r->values[field];
	int n = 0, rc = 0;

	switch (r->kind->fields[field].type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_EVIDENCE:
		return v->set ? kam_mentions_count(traits, v->text, err) : 0;
	case KAM_REFS:
	case KAM_TAGS:
		for (size_t i = 0; i < v->n_refs && rc >= 0; i++) {
			if (v->refs[i].role)
				rc = kam_mentions_count(traits, v->refs[i].role,
							err);
			n += rc;
		}
		return rc < 0 ? rc : n;
	default:
		return 0;
	}
}

int kam_record_refers(const struct kam_record *r, int field,
		      const struct kam_kind *kind, int64_t id)
{
	const struct kam_field *f = &r->kind->fields[field];
	const struct kam_value *v = &r->values[field];

	if (!v->set)
		return 0;
	if (f->type == KAM_ANY)
		return kam_kind_is(v->kind, kind) && v->integer == id;
	if ((f->type != KAM_REF && f->type != KAM_REFS) ||
	    strcmp(f->target, kind->name) != 0)
		return 0;
	for (size_t i = 0; i < v->n_refs; i++)
		if (v->refs[i].id == id)
			return 1;
	return f->type == KAM_REF && v->integer == id;
}

int kam_record_erased(const struct kam_record *r)
{
	int field = kam_field_find(r->kind, KAM_ERASED_ON);

	return field != KAM_NO_FIELD && r->values[field].set;
}
