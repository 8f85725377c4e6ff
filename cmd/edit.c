/*
 * edit, the moves of a lifecycle, tag and untag: records that change.
 */
#include "crud.h"

#include <kam/record_io.h>
#include <string.h>

static int any_field(const struct cmd *c)
{
	for (int i = 0; i < c->kind->n_fields; i++)
		if (c->fields[i])
			return 1;
	return 0;
}

int cmd_check_version(const struct kam_record *r,
		      const struct cmd_integer *version, struct kam_err *err)
{
	if (!version->set || version->value == r->version)
		return 0;
	kam_fail(err, KAM_ECONFLICT, _("%s-%lld is at version %lld, not %lld"),
		 r->kind->prefix, (long long)r->id, (long long)r->version,
		 (long long)version->value);
	kam_hint(err, _("look at it again: kam %s show %s-%lld"),
		 kam_kind_typed(r->kind), r->kind->prefix, (long long)r->id);
	return err->code;
}

/* The record twice: as it is, and to be changed. */
static int load_pair(struct kam_record **before, struct kam_record **after,
		     struct cmd *c, struct kam_arena *arena, int64_t id,
		     struct kam_err *err)
{
	int rc = kam_record_load(before, c->k, arena, c->kind, id, err);

	return rc ? rc : kam_record_load(after, c->k, arena, c->kind, id, err);
}

static int load_word(struct kam_record **before, struct kam_record **after,
		     struct cmd *c, const char *word, struct kam_err *err)
{
	int64_t id;
	int rc = kam_resolve(&id, c->k, c->kind, word, err);

	return rc ? rc : load_pair(before, after, c, &c->arena, id, err);
}

static int edit_words(struct cmd_written *w, const struct cmd_from *v,
		      struct kam_err *err)
{
	struct cmd *c = w->c;
	int rc = 0;

	for (size_t i = 0; i < c->n_words && !rc; i++) {
		struct kam_record *before, *after;

		rc = load_word(&before, &after, c, c->words[i], err);
		if (!rc)
			rc = cmd_check_version(before, &v->version, err);
		if (!rc)
			rc = cmd_set_fields(c, after, err);
		if (!rc && c->move)
			rc = kam_record_move(c->k, after, c->move, err);
		if (!rc)
			rc = kam_record_update(c->k, before, after, err);
		if (!rc)
			rc = cmd_written_add(w, after, err);
	}
	return rc;
}

struct editing {
	struct cmd_written *w;
	const struct cmd_from *v;
};

static int edit_object(void *context, struct kam_arena *arena, cJSON *object,
		       size_t line, struct kam_err *err)
{
	const struct editing *editing = context;
	struct cmd_written *w = editing->w;
	struct cmd *c = w->c;
	struct kam_record *before, *after;
	int64_t id;
	int rc = cmd_object_id(&id, c, object, err);

	(void)line;
	if (!rc && !id) {
		rc = kam_fail(err, KAM_EINVALID, "%s",
			      _("an object without its id"));
		kam_hint(err, _("each needs \"id\": \"%s-12\""),
			 c->kind->prefix);
	}
	if (!rc)
		rc = load_pair(&before, &after, c, arena, id, err);
	if (!rc)
		rc = cmd_check_version(before, &editing->v->version, err);
	if (!rc)
		rc = kam_record_read(c->k, after, object, err);
	if (!rc)
		rc = kam_record_check_fixed(before, after, err);
	if (!rc)
		rc = cmd_set_fields(c, after, err);
	if (!rc)
		rc = kam_record_update(c->k, before, after, err);
	return rc ? rc : cmd_written_add(w, after, err);
}

static int edit_input(struct cmd_written *w, const struct cmd_from *v,
		      struct kam_err *err)
{
	struct editing editing = { w, v };
	const char *text;
	size_t length;
	int rc = cmd_input(&text, &length, w->c, v->path, err);

	return rc ? rc
		  : cmd_objects_each(text, length, edit_object, &editing, err);
}

static int edit_all(struct cmd *c, const struct cmd_from *v,
		    struct kam_err *err)
{
	struct cmd_written w;
	int rc = cmd_written_begin(&w, c, v->path || c->n_words > 1, err);

	if (!rc)
		rc = v->path ? edit_input(&w, v, err) : edit_words(&w, v, err);
	return rc ? rc : cmd_written_end(&w, err);
}

int cmd_edit(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_from *v = values;
	int rc;

	if (!v->path && !c->n_words)
		return cmd_usage(c, err, "%s", _("which record?"));
	if (v->path && c->n_words)
		return cmd_usage(c, err, "%s",
				 _("with --from the IDs are in the file"));
	if (!v->path && !any_field(c))
		return cmd_usage(c, err, "%s", _("no field to change"));
	rc = kam_operation_begin(c->k, err);
	return rc ? rc : kam_operation_end(c->k, edit_all(c, v, err), err);
}

int cmd_move(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc : kam_operation_end(c->k, edit_all(c, values, err), err);
}

static int tags_of(int *field, const struct cmd *c, struct kam_err *err)
{
	for (*field = 0; *field < c->kind->n_fields; ++*field)
		if (c->kind->fields[*field].type == KAM_TAGS)
			return 0;
	return kam_fail(err, KAM_EUSAGE, _("no %s has tags"),
			kam_kind_called(c->kind));
}

/* All tags but the words. */
static int without(struct cmd *c, struct kam_record *r, int field,
		   const struct kam_record *before, struct kam_err *err)
{
	const struct kam_value *old = &before->values[field];
	int rc = kam_record_set(c->k, r, field, "", err);

	for (size_t i = 0; i < old->n_refs && !rc; i++) {
		int named = 0;

		for (size_t w = 1; w < c->n_words; w++)
			named |= !strcmp(c->words[w], old->refs[i].role);
		if (!named)
			rc = kam_record_add_ref(c->k, r, field, 0,
						old->refs[i].role, err);
	}
	return rc;
}

static int retag(struct cmd *c, int remove, struct kam_err *err)
{
	struct kam_record *before, *after;
	int field, rc = tags_of(&field, c, err);

	if (!rc)
		rc = load_word(&before, &after, c, c->words[0], err);
	if (!rc && remove)
		rc = without(c, after, field, before, err);
	for (size_t i = 1; i < c->n_words && !rc && !remove; i++)
		rc =
		    kam_record_add_ref(c->k, after, field, 0, c->words[i], err);
	if (!rc)
		rc = kam_record_update(c->k, before, after, err);
	return rc ? rc : cmd_written(c, after, err);
}

int cmd_tag(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	(void)values;
	return rc ? rc : kam_operation_end(c->k, retag(c, 0, err), err);
}

int cmd_untag(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	(void)values;
	return rc ? rc : kam_operation_end(c->k, retag(c, 1, err), err);
}
