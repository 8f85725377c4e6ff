/*
 * Undo: custom fields, whose definitions are records that come and go too.
 */
#include "store/undo.h"

#include <inttypes.h>
#include <kam/custom.h>
#include <stdlib.h>
#include <string.h>

/* What a field of $2's, "$3" once, is called by now: renaming it took the
   values along, each a change of both names. */
static const char sql_renamed[] =
    "SELECT f.\"name\" FROM change c JOIN field f ON f.id = c.record "
    "WHERE c.operation = $1 AND c.kind = 'field' AND c.field = 'name' "
    "AND f.\"noun\" = $2 AND c.before = $3";

static const char sql_definition[] =
    "SELECT id, \"type\", \"target\" FROM field WHERE \"noun\" = $1 "
    "AND \"name\" = $2";

/* One that is no more, or isn't what it was. */
static int no_field(const struct kam_kind *kind, int64_t id, const char *name,
		    struct kam_err *err)
{
	kam_fail(err, KAM_EREFUSED,
		 _("%s-%" PRId64 " would get a '%s' that its field does not "
		   "hold any more"),
		 kind->prefix, id, name);
	kam_hint(err, "%s",
		 _("'kam log --noun field' tells what became of it"));
	return err->code;
}

static int find_name(const char **name, struct kam_undoing *u,
		     const struct kam_kind *kind, const char *canonical,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, u->k, sql_renamed, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, u->out->reverts);
	kam_stmt_bind_text(s, 2, kind->name);
	kam_stmt_bind_text(s, 3, canonical);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		*name = kam_arena_strdup(&u->arena, kam_stmt_text(s, 0));
		rc = *name ? 1 : kam_fail_memory(err);
	}
	kam_stmt_reset(s);
	return rc;
}

int kam_undo_name(const char **name, struct kam_undoing *u,
		  const struct kam_kind *kind, int64_t id, const char *field,
		  struct kam_err *err)
{
	const struct kam_field f = { .type = KAM_TEXT };
	const struct kam_value v = { .set = 1, .text = field };
	struct kam_str bytes = KAM_STR_INIT;
	int rc;

	*name = field;
	if (*field == '~' || kam_field_find(kind, field) != KAM_NO_FIELD)
		return 0;
	kam_value_canonical(&bytes, &f, &v);
	rc = kam_str_check(&bytes, err);
	if (!rc)
		rc = find_name(name, u, kind, bytes.data, err);
	kam_str_release(&bytes);
	if (!rc)
		return no_field(kind, id, field, err);
	return rc < 0 ? rc : 0;
}

int kam_undo_rename(struct kam_undoing *u, const struct kam_record *before,
		    const struct kam_record *after, struct kam_err *err)
{
	const int name = kam_field_find(after->kind, "name");
	const int noun = kam_field_find(after->kind, "noun");
	const struct kam_kind *kind;
	int to;

	if (after->kind->role != KAM_ROLE_FIELD ||
	    !strcmp(before->values[name].text, after->values[name].text))
		return 0;
	kind = kam_kind_find(u->k->catalogue, after->values[noun].text);
	to = kam_field_find(kind, after->values[name].text);
	return to == KAM_NO_FIELD
		   ? 0
		   : kam_custom_rename(u->k, kind, &kind->fields[to],
				       before->values[name].text, err);
}

static int holds(const struct kam_field *f, const struct kam_value *v)
{
	if (!(f->flags & KAM_CUSTOM) || !v->set)
		return 1;
	if (f->type == KAM_WORD)
		return kam_word_find(f, v->text) >= 0;
	return f->type != KAM_INTEGER || f->minimum == f->maximum ||
	       (v->integer >= f->minimum && v->integer <= f->maximum);
}

static int is_custom(const struct kam_kind *kind, const char *name)
{
	int field = name ? kam_field_find(kind, name) : KAM_NO_FIELD;

	return field != KAM_NO_FIELD && kind->fields[field].flags & KAM_CUSTOM;
}

struct definition {
	int64_t id;
	const char *type, *target; /* canonical; in u->arena */
};

static const char *canonical(struct kam_undoing *u, const char *text)
{
	const struct kam_field f = { .type = KAM_TEXT };
	const struct kam_value v = { .set = text != NULL, .text = text };
	struct kam_str bytes = KAM_STR_INIT;
	const char *kept;

	kam_value_canonical(&bytes, &f, &v);
	kept = bytes.failed ? NULL : kam_arena_strdup(&u->arena, bytes.data);
	kam_str_release(&bytes);
	return kept;
}

static int load_definition(struct definition *d, struct kam_undoing *u,
			   const struct kam_kind *kind, const char *name,
			   struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, u->k, sql_definition, err);

	*d = (struct definition){ 0 };
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	kam_stmt_bind_text(s, 2, name);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		d->id = kam_stmt_int(s, 0);
		d->type = canonical(u, kam_stmt_text(s, 1));
		d->target = canonical(u, kam_stmt_text(s, 2));
		if (!d->type || !d->target)
			rc = kam_fail_memory(err);
	}
	kam_stmt_reset(s);
	return rc < 0 ? rc : 0;
}

/* Whether the definition was of the same type and target before an
   operation. */
static int was_same(int *same, const struct definition *d,
		    struct kam_undoing *u, int64_t before, struct kam_err *err)
{
	struct kam_replay *then = calloc(1, sizeof *then);
	const char *type, *target;
	int rc;

	if (!then)
		return kam_fail_memory(err);
	rc = kam_replay_one(then, u->k, kam_kind_find(u->k->catalogue, "field"),
			    d->id, before, err);
	type = kam_replay_member(then, "type");
	target = kam_replay_member(then, "target");
	*same = !rc && then->alive && !strcmp(type ? type : "null", d->type) &&
		!strcmp(target ? target : "null", d->target);
	kam_arena_release(&then->arena);
	free(then);
	return rc;
}

int kam_undo_same(struct kam_undoing *u, const struct kam_kind *kind,
		  int64_t id, const char *name, struct kam_err *err)
{
	struct definition d;
	int same = 0, rc;

	if (!is_custom(kind, name))
		return 0;
	rc = load_definition(&d, u, kind, name, err);
	/* it may have been made by the operation, or removed */
	for (int64_t after = 0; after < 2 && !rc && d.id && !same; after++)
		rc = was_same(&same, &d, u, u->out->reverts + after, err);
	return rc || same || !d.id ? rc : no_field(kind, id, name, err);
}

int kam_undo_record(struct kam_record **out, struct kam_undoing *u,
		    struct kam_err *err)
{
	struct kam_replay *r = u->replay;
	int rc;

	for (int i = 0; i < r->n; i++) {
		const char *name = r->members[i].name;

		if (*name != '~' &&
		    kam_field_find(r->kind, name) == KAM_NO_FIELD)
			return no_field(r->kind, r->id, name, err);
	}
	rc = kam_replay_record(out, u->k, r, err);
	if (rc == KAM_ECORRUPT && is_custom(r->kind, err->field)) {
		const char *name =
		    r->kind->fields[kam_field_find(r->kind, err->field)].name;

		kam_err_reset(err);
		return no_field(r->kind, r->id, name, err);
	}
	for (int i = 0; i < r->kind->n_fields && !rc; i++)
		if (!holds(&r->kind->fields[i], &(*out)->values[i]))
			rc = no_field(r->kind, r->id, r->kind->fields[i].name,
				      err);
	return rc;
}
