/*
 * Lists of references and of tags: as people write them, and as cells of kam's
 * own CSV.
 */
#include "store/internal.h"

#include <kam/typed.h>
#include <string.h>

static int add_item(struct kam *k, struct kam_record *r, int field, char *item,
		    struct kam_err *err)
{
	const struct kam_field *f = &r->kind->fields[field];
	char *role = NULL;
	int64_t id = 0;
	int rc;

	if (!*item)
		return 0;
	if (f->type == KAM_TAGS)
		return kam_record_add_ref(k, r, field, 0, item, err);
	role = kam_typed_colon(item);
	rc = kam_resolve(&id, k, kam_kind_find(k->catalogue, f->target), item,
			 err);
	return rc ? rc : kam_record_add_ref(k, r, field, id, role, err);
}

static char *trim(char *item)
{
	item += strspn(item, " ");
	for (size_t n = strlen(item); n && item[n - 1] == ' '; n--)
		item[n - 1] = '\0';
	return item;
}

/* A name may have a mark in it that stands between two elsewhere: parts that
   are nobody's are tried as one. */
static int add_whole(struct kam *k, struct kam_record *r, int field,
		     const char *text, struct kam_err *err)
{
	char *copy = kam_arena_strdup(r->arena, text);
	struct kam_err said = *err;
	int rc;

	kam_err_reset(err);
	if (!copy)
		return kam_fail_memory(err);
	memset(&r->values[field], 0, sizeof r->values[field]);
	rc = add_item(k, r, field, trim(copy), err);
	if (rc == KAM_ENOENT || rc == KAM_EINVALID)
		*err = said;
	return rc ? err->code : 0;
}

/* "acme:buyer,beta" or "red,blue" */
int kam_list_set(struct kam *k, struct kam_record *r, int field,
		 const char *text, struct kam_err *err)
{
	char *copy = kam_arena_strdup(r->arena, text);
	int rc = copy ? 0 : kam_fail_memory(err), parts = 0;

	while (!rc && copy) {
		char *next = kam_typed_split(copy, KAM_TYPED_PAUSE);

		parts |= next != NULL;
		rc = add_item(k, r, field, trim(copy), err);
		copy = next;
	}
	if (parts && r->kind->fields[field].type == KAM_REFS &&
	    (rc == KAM_ENOENT || rc == KAM_EINVALID))
		return add_whole(k, r, field, text, err);
	return rc;
}

/* The entry at *at in its own words, and where the next begins, or NULL. */
static char *next_entry(char **at)
{
	char *from = *at + strspn(*at, " "), *to = from, *end = from, *in;

	for (in = from; *in && *in != ','; in++) {
		int kept = *in == '\\' && in[1] && strchr("\\, ", in[1]);

		in += kept;
		*to++ = *in;
		if (kept || *in != ' ')
			end = to;
	}
	*at = *in ? in + 1 : NULL;
	*end = '\0';
	return from;
}

int kam_record_set_cell(struct kam *k, struct kam_record *record, int field,
			const char *text, struct kam_err *err)
{
	struct kam_value *v = &record->values[field];
	char *at;
	int rc = 0;

	if (!kam_field_is_list(&record->kind->fields[field]))
		return kam_record_set(k, record, field, text, err);
	memset(v, 0, sizeof *v);
	at = kam_arena_strdup(record->arena, text);
	if (!at)
		return kam_fail_memory(err);
	while (!rc && at) {
		char *entry = next_entry(&at);

		rc = add_item(k, record, field, entry, err);
	}
	if (rc) {
		memset(v, 0, sizeof *v);
		kam_field(err, record->kind->fields[field].name);
	}
	return rc;
}

int kam_record_cell(struct kam_str *out, const struct kam_record *record,
		    int column, struct kam_err *err)
{
	const struct kam_value *v;

	if (column < 0 || !kam_field_is_list(&record->kind->fields[column]))
		return kam_record_text(out, record, column, err);
	v = &record->values[column];
	for (size_t i = 0; i < v->n_refs; i++) {
		const struct kam_ref *ref = &v->refs[i];

		kam_str_printf(out, "%s%s%s", i ? "," : "",
			       ref->key ? ref->key : "",
			       ref->key && ref->role ? ":" : "");
		kam_str_add_entry(out, ref->role ? ref->role : "");
	}
	return kam_str_check(out, err);
}
