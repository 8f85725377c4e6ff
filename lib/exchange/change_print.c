/*
 * Values of the journal to a printer. Their canonical bytes are read by hand
 * where they are numbers: amounts go beyond what cJSON's doubles hold.
 */
#include <inttypes.h>
#include <kam/mention.h>
#include <kam/record_io.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct kam_arena arena;
	struct kam *k;
	int failed; /* out of memory */
};

/* The next value of an array or object; its end is where a value is empty. */
static const char *after(const char *text)
{
	text += kam_canonical_length(text);
	return *text == ',' || *text == ':' ? text + 1 : text;
}

static const char *read_text(struct reader *r, const char *text)
{
	cJSON *item = cJSON_ParseWithLength(text, kam_canonical_length(text));
	const char *read = "";

	if (cJSON_IsString(item))
		read = kam_arena_strdup(&r->arena, item->valuestring);
	r->failed |= !item || !read;
	cJSON_Delete(item);
	return read;
}

static const char *read_id(struct reader *r, const struct kam_kind *kind,
			   int64_t id)
{
	const char *text = kam_arena_printf(&r->arena, "%s-%" PRId64,
					    kind ? kind->prefix : "?", id);

	r->failed |= !text;
	return text;
}

/* [[3,"buyer"],[4,null]] or ["a tag","another"] */
static void read_list(struct kam_value *v, struct reader *r,
		      const struct kam_field *f, const struct kam_kind *target,
		      const char *text)
{
	struct kam_ref *refs;
	size_t n = 0;

	for (const char *at = text + 1; kam_canonical_length(at);
	     at = after(at))
		n++;
	refs = kam_arena_array(&r->arena, n + 1, sizeof *refs);
	r->failed |= !refs;
	v->refs = refs;
	v->n_refs = refs ? n : 0;
	text++;
	for (size_t i = 0; i < v->n_refs; i++, text = after(text)) {
		const char *role = f->type == KAM_TAGS ? text : after(text + 1);

		if (f->type == KAM_REFS) {
			refs[i].id = strtoll(text + 1, NULL, 10);
			refs[i].key = read_id(r, target, refs[i].id);
		}
		if (*role == '"')
			refs[i].role = read_text(r, role);
	}
}

static void read_value(struct kam_value *v, struct reader *r,
		       const struct kam_field *f, const char *text)
{
	const struct kam_catalogue *all = kam_catalogue_of(r->k);
	const struct kam_kind *target =
	    f->target ? kam_kind_find(all, f->target) : NULL;

	v->set = strncmp(text, "null", 4) != 0;
	if (!v->set)
		return;
	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_WORD:
	case KAM_DATE:
	case KAM_INSTANT:
		v->text = read_text(r, text);
		break;
	case KAM_REF:
		v->integer = strtoll(text, NULL, 10);
		v->text = read_id(r, target, v->integer);
		break;
	case KAM_MONEY:
		v->integer = strtoll(text + 1, NULL, 10);
		v->text = read_text(r, after(text + 1));
		break;
	case KAM_ANY:
		v->integer = strtoll(text + 1, NULL, 10);
		v->text = read_text(r, after(text + 1));
		v->kind = v->text ? kam_kind_find(all, v->text) : NULL;
		v->text = read_id(r, v->kind, v->integer);
		break;
	case KAM_EVIDENCE:
		v->text = read_text(r, text + 1);
		v->extra = read_text(r, after(text + 1));
		break;
	case KAM_REFS:
	case KAM_TAGS:
		read_list(v, r, f, target, text);
		break;
	default:
		v->integer = strtoll(text, NULL, 10);
	}
}

/* The store's own ("~status") are texts; of a field that isn't there any more
   only the bytes are known. NULL is null. */
static const char *read_unknown(struct reader *r, const char *text)
{
	const char *read;

	if (*text == '"')
		return read_text(r, text);
	if (!strncmp(text, "null", 4))
		return NULL;
	read = kam_arena_strndup(&r->arena, text, kam_canonical_length(text));
	r->failed |= !read;
	return read;
}

/* A field's value. */
static void print_one(struct kam_out *out, struct reader *r,
		      const struct kam_kind *kind, const char *name,
		      const char *text)
{
	int field = kam_field_find(kind, name);
	struct kam_value v = { 0 };
	const char *own;

	if (field != KAM_NO_FIELD) {
		read_value(&v, r, &kind->fields[field], text);
		v.set &= !r->failed;
		kam_value_print(out, r->k, &kind->fields[field], &v);
		return;
	}
	own = read_unknown(r, text);
	if (own && strcmp(name, "~status") == 0)
		kam_out_people(out, kam_gettext_in(kind->name, own));
	kam_out_text(out, own);
}

/* A member of {"account":1,"title":"Two","~status":"captured"}. */
struct member {
	const char *name, *value;
	int column;
};

/* The next one that is shown: 1, or 0 at the end; *at is the object at first.
 */
static int next_member(struct member *m, struct reader *r,
		       const struct kam_kind *kind, const char **at)
{
	*at += **at == '{';
	while (!r->failed && kam_canonical_length(*at)) {
		m->name = read_text(r, *at);
		m->value = after(*at);
		*at = after(m->value);
		if (r->failed)
			return 0;
		m->column = kam_column_find(kind, *m->name == '~' ? m->name + 1
								  : m->name);
		if (m->column != KAM_COLUMN_NONE &&
		    m->column != KAM_COLUMN_SOURCE_DIGEST)
			return 1;
	}
	return 0;
}

/* In JSON's own form. */
static void print_record(struct kam_out *out, struct reader *r,
			 const struct kam_kind *kind, const char *text)
{
	struct member m;

	kam_out_map(out);
	while (next_member(&m, r, kind, &text)) {
		kam_out_key(out, kam_column_name(kind, m.column));
		print_one(out, r, kind, m.name, m.value);
	}
	kam_out_end(out);
}

int kam_change_print(struct kam_out *out, struct kam *k,
		     const struct kam_change *change, const char *value,
		     struct kam_err *err)
{
	struct reader r = { .k = k };

	if (!value && change->field)
		kam_out_text(out, kam_erased_text);
	else if (!value)
		kam_out_null(out);
	else if (change->field)
		print_one(out, &r, change->kind, change->field, value);
	else
		print_record(out, &r, change->kind, value);
	kam_arena_release(&r.arena);
	return r.failed ? kam_fail_memory(err) : 0;
}

/* A member as people read it. */
static int say(struct kam_str *out, struct reader *r,
	       const struct kam_kind *kind, const struct member *m,
	       struct kam_err *err)
{
	struct kam_record record = { .kind = kind };
	const char *own = NULL;

	if (m->column < 0 && *m->value == '"')
		own = read_text(r, m->value);
	if (m->column < 0) {
		if (own && *own && m->column == KAM_COLUMN_STATUS)
			own = _(own);
		kam_str_add(out, own ? own : "");
		return r->failed ? kam_fail_memory(err)
				 : kam_str_check(out, err);
	}
	record.values = kam_arena_array(&r->arena, (size_t)kind->n_fields,
					sizeof *record.values);
	if (!record.values)
		return kam_fail_memory(err);
	read_value(&record.values[m->column], r, &kind->fields[m->column],
		   m->value);
	return r->failed ? kam_fail_memory(err)
			 : kam_record_text(out, &record, m->column, err);
}

int kam_change_text(struct kam_str *out, struct kam *k,
		    const struct kam_change *change, const char *value,
		    struct kam_err *err)
{
	const char *name = change->field + (*change->field == '~');
	const struct member m = { change->field, value,
				  kam_column_find(change->kind, name) };
	struct reader r = { .k = k };
	int rc = 0;

	if (!value) {
		kam_str_add(out, kam_erased_text);
	} else if (m.column != KAM_COLUMN_NONE) {
		rc = say(out, &r, change->kind, &m, err);
	} else {
		const char *text = read_unknown(&r, value);

		kam_str_add(out, text ? text : "");
		rc = r.failed ? kam_fail_memory(err) : kam_str_check(out, err);
	}
	kam_arena_release(&r.arena);
	return rc;
}

int kam_change_each(struct kam *k, const struct kam_change *change,
		    const char *value, kam_each_said each, void *context,
		    struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	struct reader r = { .k = k };
	struct member m;
	int rc = 0;

	while (!rc && next_member(&m, &r, change->kind, &value)) {
		kam_str_truncate(&text, 0);
		rc = say(&text, &r, change->kind, &m, err);
		if (!rc)
			rc = each(context, m.column, text.data, err);
	}
	if (!rc && r.failed)
		rc = kam_fail_memory(err);
	kam_arena_release(&r.arena);
	kam_str_release(&text);
	return rc;
}
