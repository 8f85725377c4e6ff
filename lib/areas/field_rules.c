/*
 * What a definition of a field may be, and what follows when one is written.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/custom.h>
#include <kam/field.h>
#include <string.h>

static const char *text_of(const struct kam_record *r, int field)
{
	return r->values[field].set ? r->values[field].text : NULL;
}

static struct kam_definition definition_of(const struct kam_record *r)
{
	const struct kam_value *v = r->values;

	return (struct kam_definition){
		.noun = text_of(r, KAM_FIELD_NOUN),
		.name = text_of(r, KAM_FIELD_NAME),
		.type = text_of(r, KAM_FIELD_TYPE),
		.words = text_of(r, KAM_FIELD_WORDS),
		.target = text_of(r, KAM_FIELD_TARGET),
		.initial = text_of(r, KAM_FIELD_DEFAULT),
		.label = text_of(r, KAM_FIELD_LABEL),
		.meaning = text_of(r, KAM_FIELD_MEANING),
		.audience = text_of(r, KAM_FIELD_AUDIENCE),
		.has_minimum = v[KAM_FIELD_MINIMUM].set,
		.has_maximum = v[KAM_FIELD_MAXIMUM].set,
		.minimum = v[KAM_FIELD_MINIMUM].integer,
		.maximum = v[KAM_FIELD_MAXIMUM].integer,
		.required = v[KAM_FIELD_REQUIRED].integer == 1,
		.listed = v[KAM_FIELD_LISTED].integer == 1,
	};
}

static int query(struct kam_query **out, struct kam *k, const char *noun,
		 const char *name, struct kam_err *err)
{
	struct kam_str filter = KAM_STR_INIT;
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, k, &kam_field_kind, err);

	kam_str_printf(&filter, "noun=%s", noun);
	if (!rc)
		rc = kam_str_check(&filter, err);
	if (!rc)
		rc = kam_query_where(q, filter.data, err);
	kam_str_truncate(&filter, 0);
	kam_str_printf(&filter, "name=%s", name ? name : "");
	if (!rc && name)
		rc = kam_str_check(&filter, err);
	if (!rc && name)
		rc = kam_query_where(q, filter.data, err);
	kam_str_release(&filter);
	if (rc)
		kam_query_release(q);
	*out = q;
	return rc;
}

struct found {
	int64_t id; /* the last one */
	int64_t n;
	int64_t besides; /* is not counted */
};

static int find(void *context, struct kam_record *r, struct kam_err *err)
{
	struct found *f = context;

	(void)err;
	if (r->id == f->besides)
		return 0;
	f->id = r->id;
	f->n++;
	return 0;
}

static int look(struct found *f, struct kam *k, const char *noun,
		const char *name, struct kam_err *err)
{
	struct kam_query *q;
	int rc = query(&q, k, noun, name, err);

	if (rc)
		return rc;
	rc = kam_query_run(q, find, f, err);
	kam_query_release(q);
	return rc;
}

int kam_field_named(int64_t *id, struct kam *k, const char *text,
		    struct kam_err *err)
{
	const char *dot = strchr(text, '.');
	const struct kam_kind *kind;
	struct found f = { 0 };
	char noun[64];
	int rc = 0;

	*id = 0;
	if (!dot || dot == text || !dot[1] ||
	    (size_t)(dot - text) >= sizeof noun)
		return 0;
	memcpy(noun, text, (size_t)(dot - text));
	noun[dot - text] = '\0';
	kind = kam_kind_named(kam_catalogue_of(k), noun);
	rc = look(&f, k, kind ? kind->name : noun, dot + 1, err);
	*id = f.id;
	return rc;
}

static int check_others(struct kam *k, const struct kam_record *r,
			const struct kam_definition *d, struct kam_err *err)
{
	struct found same = { .besides = r->id }, all = same;
	int rc = look(&same, k, d->noun, d->name, err);

	if (!rc && same.n) {
		kam_fail(err, KAM_EDUPLICATE,
			 _("the field '%s.%s' is there already"), d->noun,
			 d->name);
		kam_field(err, "name");
		kam_hint(err, "kam field show %s.%s", d->noun, d->name);
		return err->code;
	}
	if (!rc)
		rc = look(&all, k, d->noun, NULL, err);
	if (!rc && all.n >= KAM_CUSTOM_MOST)
		return kam_fail(err, KAM_EREFUSED,
				_("a noun has no more than %d fields of your "
				  "own"),
				KAM_CUSTOM_MOST);
	return rc;
}

static int differs(const struct kam_record *a, const struct kam_record *b,
		   int field)
{
	const struct kam_value *x = &a->values[field], *y = &b->values[field];

	return x->set != y->set || x->integer != y->integer ||
	       strcmp(x->text ? x->text : "", y->text ? y->text : "") != 0;
}

struct trying {
	struct kam *k;
	struct kam_arena arena;
	const struct kam_kind *kind;
	const struct kam_definition *d;
	const struct kam_field *field;
};

static int try_value(void *context, int64_t id, const char *text,
		     const char *source, struct kam_err *err)
{
	struct trying *t = context;
	struct kam_err why = { 0 };
	int rc = 0;

	(void)source;
	if (text)
		rc = kam_custom_try(t->k, &t->arena, t->d->noun, t->field, text,
				    &why);
	kam_arena_reset(&t->arena);
	if (!rc)
		return 0;
	kam_fail(err, KAM_EINUSE, _("%s %lld has '%.60s' there"),
		 kam_kind_called(t->kind), (long long)id, text);
	kam_hint(err, _("kam %s list %s=%.60s --all shows all that have it"),
		 kam_kind_typed(t->kind), t->d->name, text);
	return err->code;
}

/* What is there must still be a value of it. */
static int check_values(struct kam *k, const struct kam_record *before,
			const struct kam_definition *d,
			const struct kam_field *field, struct kam_err *err)
{
	const struct kam_kind *kind =
	    kam_kind_find(kam_catalogue_of(k), d->noun);
	int at = kam_field_find(kind, before->values[KAM_FIELD_NAME].text);
	struct trying t = { .k = k, .kind = kind, .d = d, .field = field };
	int rc;

	if (at == KAM_NO_FIELD)
		return 0;
	rc = kam_texts_each(k, kind, at, try_value, &t, err);
	kam_arena_release(&t.arena);
	return rc;
}

static int check_change(struct kam *k, const struct kam_record *before,
			const struct kam_record *after,
			const struct kam_definition *d,
			const struct kam_field *field, struct kam_err *err)
{
	const char *name = before->values[KAM_FIELD_NAME].text;
	int64_t n;
	int rc = kam_custom_count(&n, k, before->values[KAM_FIELD_NOUN].text,
				  name, err);

	if (rc || !n)
		return rc;
	if (differs(before, after, KAM_FIELD_NOUN) ||
	    differs(before, after, KAM_FIELD_TYPE) ||
	    differs(before, after, KAM_FIELD_TARGET)) {
		kam_fail(err, KAM_EINUSE,
			 _("records that have a value of '%s': %lld"), name,
			 (long long)n);
		kam_hint(err, "%s",
			 _("add another field, carry the values over, then "
			   "remove this one"));
		return err->code;
	}
	if (differs(before, after, KAM_FIELD_WORDS) ||
	    differs(before, after, KAM_FIELD_MINIMUM) ||
	    differs(before, after, KAM_FIELD_MAXIMUM))
		return check_values(k, before, d, field, err);
	return 0;
}

static int check(struct kam *k, const struct kam_record *before,
		 const struct kam_record *after, struct kam_err *err)
{
	const struct kam_definition d = definition_of(after);
	struct kam_field field;
	int rc;

	if (!d.noun || !d.name || !d.type)
		return 0; /* required: said after */
	rc = kam_custom_field(&field, k, after->arena, &d, err);
	/* what has the name already keeps it: the option may be newer */
	if (!rc && (!before || differs(before, after, KAM_FIELD_NAME) ||
		    differs(before, after, KAM_FIELD_NOUN)))
		rc = kam_custom_check_option(k, &d, err);
	if (!rc)
		rc = check_others(k, after, &d, err);
	return rc || !before ? rc
			     : check_change(k, before, after, &d, &field, err);
}

/* A noun is kept by its name, whichever mark it was typed with. */
static void keep_noun(struct kam *k, struct kam_value *v)
{
	const struct kam_kind *kind =
	    v->set ? kam_kind_named(kam_catalogue_of(k), v->text) : NULL;

	if (kind)
		v->text = kind->name;
}

int kam_field_check(struct kam *k, const struct kam_record *before,
		    struct kam_record *after, struct kam_err *err)
{
	keep_noun(k, &after->values[KAM_FIELD_NOUN]);
	keep_noun(k, &after->values[KAM_FIELD_TARGET]);
	return check(k, before, after, err);
}

/* Values that records got since stay what they are. */
int kam_field_keeps(struct kam *k, const struct kam_record *before,
		    const struct kam_record *after, struct kam_err *err)
{
	return after ? check(k, before, after, err)
		     : kam_field_release(k, before, err);
}

/* The values go where the name goes. */
static int rename_values(struct kam *k, const struct kam_record *before,
			 const struct kam_record *after, struct kam_err *err)
{
	const char *from = before->values[KAM_FIELD_NAME].text;
	const struct kam_kind *kind = kam_kind_find(
	    kam_catalogue_of(k), after->values[KAM_FIELD_NOUN].text);
	int to = kam_field_find(kind, after->values[KAM_FIELD_NAME].text);

	if (to == KAM_NO_FIELD || !differs(before, after, KAM_FIELD_NAME))
		return 0;
	return kam_custom_rename(k, kind, &kind->fields[to], from, err);
}

int kam_field_follow(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	return before && after ? rename_values(k, before, after, err) : 0;
}

int kam_field_release(struct kam *k, const struct kam_record *record,
		      struct kam_err *err)
{
	const char *noun = record->values[KAM_FIELD_NOUN].text;
	const char *name = record->values[KAM_FIELD_NAME].text;
	int64_t n;
	int rc = kam_custom_count(&n, k, noun, name, err);

	if (rc || !n)
		return rc;
	kam_fail(err, KAM_EINUSE, _("records that have a value of '%s': %lld"),
		 name, (long long)n);
	kam_hint(err, _("they go too with: kam field rm %s.%s --values --yes"),
		 noun, name);
	return err->code;
}

struct holders {
	struct kam_arena arena;
	int64_t *ids;
	size_t n, room;
};

static int hold(void *context, int64_t id, const char *text, const char *source,
		struct kam_err *err)
{
	struct holders *h = context;

	(void)source;
	if (!text)
		return 0;
	if (h->n == h->room) {
		size_t room = h->room ? 2 * h->room : 64;
		int64_t *ids = kam_arena_array(&h->arena, room, sizeof *ids);

		if (!ids)
			return kam_fail_memory(err);
		if (h->n)
			memcpy(ids, h->ids, h->n * sizeof *ids);
		h->ids = ids;
		h->room = room;
	}
	h->ids[h->n++] = id;
	return 0;
}

static int clear_one(struct kam *k, const struct kam_kind *kind, int64_t id,
		     int field, struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, k, &arena, kind, id, err);

	if (!rc)
		rc = kam_record_load(&after, k, &arena, kind, id, err);
	if (!rc)
		rc = kam_record_set(k, after, field, "", err);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
	kam_arena_release(&arena);
	return rc;
}

int kam_field_clear(int64_t *n, struct kam *k,
		    const struct kam_record *definition, struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_find(
	    kam_catalogue_of(k), definition->values[KAM_FIELD_NOUN].text);
	int field =
	    kam_field_find(kind, definition->values[KAM_FIELD_NAME].text);
	struct holders h = { .ids = NULL };
	int rc = 0;

	*n = 0;
	if (field == KAM_NO_FIELD || !(kind->fields[field].flags & KAM_CUSTOM))
		return 0;
	rc = kam_texts_each(k, kind, field, hold, &h, err);
	for (size_t i = 0; i < h.n && !rc; i++)
		rc = clear_one(k, kind, h.ids[i], field, err);
	*n = (int64_t)h.n;
	kam_arena_release(&h.arena);
	return rc;
}
