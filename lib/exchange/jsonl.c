#include <kam/json.h>
#include <kam/jsonl.h>
#include <kam/record_io.h>
#include <kam/setting.h>
#include <stdlib.h>
#include <string.h>

struct export
{
	struct kam_out *out;
	struct kam *k;
	int columns[KAM_COLUMNS + 1], n;
};

static int print_record(void *context, struct kam_record *r,
			struct kam_err *err)
{
	struct export *e = context;
	int rc;

	kam_out_row(e->out);
	kam_out_key(e->out, "kind");
	kam_out_text(e->out, r->kind->name);
	rc = kam_record_print(e->out, e->k, r, e->columns, e->n, err);
	kam_out_end(e->out);
	return rc;
}

int kam_jsonl_export_query(struct kam_out *out, struct kam *k,
			   struct kam_query *q, const struct kam_kind *kind,
			   struct kam_err *err)
{
	struct export e = { .out = out, .k = k };

	e.n = kam_columns_all(e.columns, kind);
	e.columns[e.n++] = KAM_COLUMN_SOURCE_DIGEST;
	kam_query_keys_only(q);
	return kam_query_run(q, print_record, &e, err);
}

static int export_kind(struct kam_out *out, struct kam *k,
		       const struct kam_kind *kind, struct kam_err *err)
{
	struct kam_query *q;
	int rc = kam_query_open(&q, k, kind, err);

	if (rc)
		return rc;
	kam_query_closed_too(q);
	rc = kam_jsonl_export_query(out, k, q, kind, err);
	kam_query_release(q);
	return rc;
}

int kam_jsonl_export(struct kam_out *out, struct kam *k, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(k);
	int rc = 0;

	kam_out_list(out, NULL, 0);
	for (int i = 0; i < all->n_kinds && !rc; i++)
		rc = export_kind(out, k, all->kinds[i], err);
	kam_out_end(out);
	return rc;
}

/* What a line has left to be set once every record is there. */
struct rest {
	struct rest *next;
	const struct kam_kind *kind;
	int64_t id;
	size_t line;
	cJSON *fields;
};

/* A line whose required reference leads to a line further on. */
struct waiting {
	struct waiting *next;
	size_t line;
	cJSON *object;
};

struct import {
	struct kam *k;
	struct kam_arena arena; /* reset per record */
	struct rest *rest, **last;
	struct waiting *waiting, **last_waiting;
	int64_t *created;
};

static int index_of(const struct kam_catalogue *all,
		    const struct kam_kind *kind)
{
	int i = 0;

	while (!kam_kind_is(all->kinds[i], kind))
		i++;
	return i;
}

/* A reference that may lead to a record which comes later. */
static int is_later(const struct kam_catalogue *all,
		    const struct kam_kind *kind, const struct kam_field *f)
{
	if (f->flags & KAM_REQUIRED)
		return 0;
	if (f->type == KAM_ANY)
		return 1;
	if (f->type != KAM_REF && f->type != KAM_REFS)
		return 0;
	return index_of(all, kam_kind_find(all, f->target)) >=
	       index_of(all, kind);
}

/* What of the object may lead to a record further on. */
static int detach(cJSON *fields, struct import *in, const struct kam_kind *kind,
		  cJSON *object, struct kam_err *err)
{
	for (int i = 0; i < kind->n_fields; i++) {
		const char *name = kind->fields[i].name;
		cJSON *item;

		if (!is_later(kam_catalogue_of(in->k), kind, &kind->fields[i]))
			continue;
		item = cJSON_DetachItemFromObjectCaseSensitive(object, name);
		if (item && (cJSON_IsNull(item) ||
			     (cJSON_IsArray(item) && !item->child))) {
			cJSON_Delete(item);
			continue;
		}
		if (item && !cJSON_AddItemToObject(fields, name, item)) {
			cJSON_Delete(item);
			return kam_fail_memory(err);
		}
	}
	return 0;
}

static int keep_rest(struct import *in, const struct kam_kind *kind, int64_t id,
		     size_t line, cJSON *object, struct kam_err *err)
{
	cJSON *fields = cJSON_CreateObject();
	struct rest *rest;
	int rc = fields ? detach(fields, in, kind, object, err)
			: kam_fail_memory(err);

	if (rc || !fields->child) {
		cJSON_Delete(fields);
		return rc;
	}
	rest = calloc(1, sizeof *rest);
	if (!rest) {
		cJSON_Delete(fields);
		return kam_fail_memory(err);
	}
	rest->kind = kind;
	rest->id = id;
	rest->line = line;
	rest->fields = fields;
	*in->last = rest;
	in->last = &rest->next;
	return 0;
}

static const char *text_of(const cJSON *object, const char *key)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

	return cJSON_IsString(item) ? item->valuestring : "";
}

static int read_head(const struct kam_kind **kind, int64_t *id,
		     struct import *in, cJSON *object, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(in->k);
	const struct kam_kind *of_id = NULL;

	*kind = kam_kind_find(all, text_of(object, "kind"));
	if (!*kind)
		return kam_fail(err, KAM_EINVALID, _("no kind '%s'"),
				text_of(object, "kind"));
	if (kam_id_parse(&of_id, id, all, text_of(object, "id"), err) ||
	    !kam_kind_is(of_id, *kind)) {
		kam_err_reset(err);
		return kam_fail(err, KAM_EINVALID,
				_("'%s' is not the ID of any %s"),
				text_of(object, "id"), _((*kind)->name));
	}
	cJSON_DeleteItemFromObjectCaseSensitive(object, "kind");
	return 0;
}

/* A register that was just made has settings of its own already. */
static int import_setting(struct import *in, const cJSON *object,
			  struct kam_err *err)
{
	int rc = kam_setting_set(in->k, text_of(object, "name"),
				 text_of(object, "value"), err);

	*in->created += !rc;
	return rc;
}

static int import_object(struct import *in, cJSON *object, size_t line,
			 struct kam_err *err)
{
	const struct kam_kind *kind;
	struct kam_record *r = NULL;
	int64_t id;
	int rc = read_head(&kind, &id, in, object, err);

	if (!rc && kind->role == KAM_ROLE_SETTING)
		return import_setting(in, object, err);
	if (!rc)
		rc = keep_rest(in, kind, id, line, object, err);
	if (!rc)
		rc = kam_record_new(&r, &in->arena, kind, err);
	if (!rc)
		rc = kam_record_read(in->k, r, object, err);
	if (!rc) {
		r->id = id;
		rc = kam_record_insert(in->k, r, err);
	}
	*in->created += !rc;
	return rc;
}

/* 1 where a record that the object needs isn't there yet. */
static int must_wait(struct import *in, const cJSON *object,
		     struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(in->k);
	const struct kam_kind *kind =
	    kam_kind_find(all, text_of(object, "kind"));

	for (int i = 0; kind && i < kind->n_fields; i++) {
		const struct kam_field *f = &kind->fields[i];
		const struct kam_kind *target;
		struct kam_err none = { 0 };
		struct kam_record *there;
		int64_t id;
		int rc;

		if (f->type != KAM_ANY || !(f->flags & KAM_REQUIRED) ||
		    kam_id_parse(&target, &id, all, text_of(object, f->name),
				 &none))
			continue;
		rc = kam_record_load(&there, in->k, &in->arena, target, id,
				     &none);
		if (rc == KAM_ENOENT)
			return 1;
		if (rc) {
			*err = none;
			return rc;
		}
	}
	return 0;
}

static int keep_waiting(struct import *in, cJSON *object, size_t line,
			struct kam_err *err)
{
	struct waiting *w = calloc(1, sizeof *w);

	if (!w) {
		cJSON_Delete(object);
		return kam_fail_memory(err);
	}
	w->object = object;
	w->line = line;
	*in->last_waiting = w;
	in->last_waiting = &w->next;
	return 0;
}

/* Those that waited, as often as one of them finds what it needs. */
static int import_waiting(size_t *line, struct import *in, struct kam_err *err)
{
	int moved = 1, rc = 0;

	while (in->waiting && !rc) {
		struct waiting **at = &in->waiting;
		int any = 0;

		while (*at && !rc) {
			struct waiting *w = *at;

			*line = w->line;
			rc = moved ? must_wait(in, w->object, err) : 0;
			if (rc > 0) {
				rc = 0;
				at = &w->next;
				continue;
			}
			if (!rc)
				rc = import_object(in, w->object, w->line, err);
			kam_arena_reset(&in->arena);
			*at = w->next;
			cJSON_Delete(w->object);
			free(w);
			any = 1;
		}
		/* what nothing can help is tried once more, for its error */
		moved = any;
	}
	return rc;
}

static int import_rest(struct import *in, const struct rest *rest,
		       struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, in->k, &in->arena, rest->kind,
				 rest->id, err);

	if (!rc)
		rc = kam_record_load(&after, in->k, &in->arena, rest->kind,
				     rest->id, err);
	if (!rc)
		rc = kam_record_read(in->k, after, rest->fields, err);
	return rc ? rc : kam_record_update(in->k, before, after, err);
}

static int say_line(size_t line, const struct kam_err *inner,
		    struct kam_err *err)
{
	if (!inner->code)
		return err->code;
	kam_fail(err, inner->code, _("line %zu: %s"), line, inner->message);
	kam_field(err, inner->field);
	kam_hint(err, "%s", inner->hint);
	return err->code;
}

static int import_all(struct import *in, struct kam_json_input *input,
		      struct kam_err *err)
{
	struct kam_err inner = { 0 };
	cJSON *object;
	size_t line = 0;
	int rc = 0;

	while (!rc && (rc = kam_json_next(&object, input, err)) > 0) {
		line = input->line;
		rc = must_wait(in, object, &inner);
		if (rc > 0) {
			rc = keep_waiting(in, object, line, &inner);
			continue;
		}
		if (!rc)
			rc = import_object(in, object, line, &inner);
		cJSON_Delete(object);
		kam_arena_reset(&in->arena);
	}
	if (!rc)
		rc = import_waiting(&line, in, &inner);
	for (struct rest *r = in->rest; r && !rc; r = r->next) {
		line = r->line;
		rc = import_rest(in, r, &inner);
		kam_arena_reset(&in->arena);
	}
	return rc ? say_line(line, &inner, err) : 0;
}

int kam_jsonl_import(int64_t *created, struct kam *k,
		     const struct kam_input *bytes, struct kam_err *err)
{
	struct import in = { .k = k, .created = created };
	struct kam_json_input input = { .input = bytes };
	int rc;

	*created = 0;
	in.last = &in.rest;
	in.last_waiting = &in.waiting;
	rc = import_all(&in, &input, err);
	kam_json_input_release(&input);
	while (in.rest) {
		struct rest *next = in.rest->next;

		cJSON_Delete(in.rest->fields);
		free(in.rest);
		in.rest = next;
	}
	while (in.waiting) {
		struct waiting *next = in.waiting->next;

		cJSON_Delete(in.waiting->object);
		free(in.waiting);
		in.waiting = next;
	}
	kam_arena_release(&in.arena);
	return rc;
}
