/*
 * Cells that name other records: by the source's id, by name, by ID.
 */
#include "exchange/import.h"

#include <kam/areas.h>
#include <kam/str.h>
#include <string.h>

const char *kam_import_source(struct kam_import *in, const char *id,
			      struct kam_err *err)
{
	size_t origin = strlen(in->layout->origin), length = strlen(id);
	char *source = kam_arena_alloc(&in->row, origin + 1 + length + 1);

	if (!source) {
		(void)kam_fail_memory(err);
		return NULL;
	}
	memcpy(source, in->layout->origin, origin);
	source[origin] = ':';
	memcpy(source + origin + 1, id, length + 1);
	return source;
}

/* Sets a REF, or adds to REFS. */
static int refer(struct kam_import *in, struct kam_record *r, int field,
		 int64_t id, struct kam_err *err)
{
	return r->kind->fields[field].type == KAM_REFS
		   ? kam_record_add_ref(in->k, r, field, id, NULL, err)
		   : kam_record_set_ref(in->k, r, field, id, err);
}

/* Someone here has the name but isn't from there: maybe the same, maybe not. */
static int warn_namesake(struct kam_import *in, size_t column, const char *name,
			 const struct kam_record *member, struct kam_err *err)
{
	struct kam_import_member *brought =
	    kam_arena_alloc(&in->row, sizeof *brought);
	int64_t ids[KAM_NAMES_SAME];
	int n = kam_names_find(ids, &in->members, name, 0, err);

	if (!brought)
		return kam_fail_memory(err);
	brought->name = name;
	brought->id = member->id;
	brought->next = in->brought;
	in->brought = brought;
	if (n > 0)
		kam_import_warn(in, column,
				_("'%s' is likely a duplicate of MEM-%lld; "
				  "--map '%s:%s=MEM-%lld' says that they are "
				  "the same"),
				name, (long long)ids[0],
				kam_import_label(in, column),
				kam_import_cell(in, column), (long long)ids[0]);
	return n < 0 ? n
		     : kam_names_add(&in->members, name, member->id, 1, err);
}

static int see_member(void *context, int64_t id, const char *text,
		      const char *source, struct kam_err *err)
{
	(void)source;
	return text ? kam_names_add(context, text, id, 0, err) : 0;
}

static void count_member(struct kam_import_result *result, const char *name)
{
	size_t n = strlen(result->named), room = sizeof result->named - n;

	/* whole names only */
	if (strlen(name) + 3 < room && result->members < 5)
		(void)snprintf(result->named + n, room, "%s%s", n ? ", " : "",
			       name);
	result->members++;
}

static int add_member(int64_t *id, struct kam_import *in, size_t column,
		      const char *name, const char *source, struct kam_err *err)
{
	struct kam_record *member;
	int rc = kam_record_new(&member, &in->row, &kam_member_kind, err);

	if (!rc && !in->members_read) {
		in->members_read = 1;
		rc = kam_texts_each(in->k, &kam_member_kind, KAM_MEMBER_NAME,
				    see_member, &in->members, err);
	}
	if (!rc)
		rc = kam_import_text(in, member, KAM_MEMBER_NAME, name, err);
	if (rc)
		return rc;
	member->source = source;
	rc = kam_record_insert(in->k, member, err);
	*id = member->id;
	if (!rc)
		count_member(in->result, name);
	return rc ? rc : warn_namesake(in, column, name, member, err);
}

static const struct kam_value *find_known(const struct kam_import *in,
					  const char *source)
{
	for (size_t i = 0; i < in->n_known; i++)
		if (!strcmp(in->known[i].source, source))
			return &in->known[i].value;
	return NULL;
}

/* The value of a REF, kept as long as the import, of the first few. */
static int keep_known(struct kam_import *in, const char *source,
		      const struct kam_value *value, struct kam_err *err)
{
	struct kam_import_known *known = &in->known[in->n_known];

	if (in->n_known == sizeof in->known / sizeof *in->known)
		return 0;
	known->value = *value;
	known->source = kam_arena_strdup(in->arena, source);
	known->value.text = kam_arena_strdup(in->arena, value->text);
	known->value.extra = kam_arena_strdup(in->arena, value->extra);
	if (!known->source || !known->value.text || !known->value.extra)
		return kam_fail_memory(err);
	in->n_known++;
	return 0;
}

/* Someone of the firm's, made where the register doesn't know them yet. */
static int set_member(struct kam_import *in, struct kam_record *r,
		      size_t column, const char *id, struct kam_err *err)
{
	int field = in->layout->columns[column].field;
	const char *name = kam_import_cell(
	    in, kam_import_column(in, KAM_USE_MEMBER_NAME, field));
	const char *source = kam_import_source(in, id, err);
	const struct kam_value *known;
	int is_one = r->kind->fields[field].type == KAM_REF, rc;
	int64_t found;

	if (!source)
		return err->code;
	known = is_one ? find_known(in, source) : NULL;
	if (known) {
		r->values[field] = *known;
		return 0;
	}
	rc = kam_find_source(&found, in->k, &kam_member_kind, source, err);
	if (!rc && !found)
		rc = add_member(&found, in, column, *name ? name : id, source,
				err);
	if (!rc)
		rc = refer(in, r, field, found, err);
	if (!rc && is_one)
		rc = keep_known(in, source, &r->values[field], err);
	return rc;
}

static int fail_missing(const char *kind, const char *name, const char *id,
			struct kam_err *err)
{
	kam_fail(err, KAM_ENOENT, _("no %s '%s' (%s)"), _(kind), name, id);
	kam_hint(err, "%s",
		 _("import the accounts first, or take the row out"));
	return err->code;
}

/* A record of whichever of the areas' kinds was imported from there. */
static int set_about(struct kam_import *in, struct kam_record *r, int field,
		     const char *id, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(in->k);
	const char *name = kam_import_cell(
	    in, kam_import_column(in, KAM_USE_RECORD_NAME, field));
	const char *source = kam_import_source(in, id, err), *text;
	int64_t found = 0;
	int rc = source ? 0 : err->code;
	int i = -1;

	while (!rc && !found && ++i < all->n_kinds)
		if (all->kinds[i]->group)
			rc = kam_find_source(&found, in->k, all->kinds[i],
					     source, err);
	if (rc)
		return rc;
	if (!found)
		return fail_missing(_("record"), name, id, err);
	text = kam_arena_printf(&in->row, "%s-%lld", all->kinds[i]->prefix,
				(long long)found);
	return text ? kam_record_set(in->k, r, field, text, err)
		    : kam_fail_memory(err);
}

int kam_import_wait(struct kam_import *in, size_t column, const char *text,
		    const char *name, const char *relation, struct kam_err *err)
{
	struct kam_later *later = kam_arena_alloc(in->arena, sizeof *later);

	if (!later)
		return kam_fail_memory(err);
	later->column = column;
	later->text = kam_arena_strdup(in->arena, text);
	later->name = kam_arena_strdup(in->arena, name);
	later->line = kam_csv_line(in->csv);
	if (relation)
		later->relation = kam_arena_strdup(in->arena, relation);
	if (!later->text || !later->name || (relation && !later->relation))
		return kam_fail_memory(err);
	*in->last = later;
	in->last = &later->next;
	return 0;
}

/* An entry of REFS must be there; so must a REF, but one of the file's own
   kind may come later in it. */
static int set_record(struct kam_import *in, struct kam_record *r,
		      size_t column, const char *id, struct kam_err *err)
{
	int field = in->layout->columns[column].field;
	const struct kam_kind *target = kam_import_target(in, column);
	const char *name = kam_import_cell(
	    in, kam_import_column(in, KAM_USE_RECORD_NAME, field));
	const char *source = kam_import_source(in, id, err);
	int64_t found;
	int rc = source ? kam_find_source(&found, in->k, target, source, err)
			: err->code;

	if (rc)
		return rc;
	if (found && (target != r->kind || found != r->id))
		return refer(in, r, field, found, err);
	if (target == r->kind && r->kind->fields[field].type == KAM_REF)
		return kam_import_wait(in, column, source, name, NULL, err);
	return fail_missing(target->name, name, id, err);
}

static int fail_ambiguous(struct kam_import *in, size_t column,
			  const char *name, const int64_t *ids, int n,
			  struct kam_err *err)
{
	const char *prefix = kam_import_target(in, column)->prefix;
	struct kam_str all = KAM_STR_INIT;

	for (int i = 0; i < n; i++)
		kam_str_printf(&all, "%s%s-%lld", i ? ", " : "", prefix,
			       (long long)ids[i]);
	kam_fail(err, KAM_EINVALID,
		 _("'%s' is the name of several: %s%s; choose with --map "
		   "'%s:%s=%s-%lld'"),
		 name, all.data, n == KAM_NAMES_SAME ? " …" : "",
		 kam_import_label(in, column), name, prefix, (long long)ids[0]);
	kam_str_release(&all);
	return err->code;
}

int kam_import_named(int64_t *id, struct kam_import *in, size_t column,
		     const char *name, struct kam_err *err)
{
	const struct kam_kind *target = kam_import_target(in, column);
	const struct kam_names *names =
	    target == in->layout->kind ? &in->names : &in->targets;
	int64_t ids[KAM_NAMES_SAME];
	int n = kam_names_find(ids, names, name, 1, err);

	if (!n)
		n = kam_names_find(ids, names, name, 0, err);
	if (n > 1)
		return fail_ambiguous(in, column, name, ids, n, err);
	if (!n)
		return kam_fail(err, KAM_ENOENT, _("no %s is called '%s'"),
				_(target->name), name);
	*id = n > 0 ? ids[0] : 0;
	return n < 0 ? n : 0;
}

/* A name of the file's own kind may also be given to a record further down,
   so it waits even where one has it. */
static int set_named(struct kam_import *in, struct kam_record *r, size_t column,
		     const char *name, struct kam_err *err)
{
	int field = in->layout->columns[column].field;
	int64_t id;
	int rc;

	if (kam_import_target(in, column) == r->kind)
		return kam_import_wait(in, column, name, name, NULL, err);
	rc = kam_import_named(&id, in, column, name, err);
	return rc ? rc : refer(in, r, field, id, err);
}

/* In kam's own layout: by ID, key or name. */
static int set_own(struct kam_import *in, struct kam_record *r, size_t column,
		   const char *text, struct kam_err *err)
{
	int field = in->layout->columns[column].field;
	int rc = kam_record_set(in->k, r, field, text, err);

	if (rc != KAM_ENOENT || kam_import_target(in, column) != r->kind)
		return rc;
	kam_err_reset(err);
	return kam_import_wait(in, column, text, text, NULL, err);
}

/* Whom --map names is from there, too: the next file finds them by itself. */
static int note_member(struct kam_import *in, size_t column, int64_t id,
		       struct kam_err *err)
{
	const char *source =
	    kam_import_source(in, kam_import_cell(in, column), err);
	struct kam_record *before, *after;
	int64_t there;
	int rc = source ? kam_find_source(&there, in->k, &kam_member_kind,
					  source, err)
			: err->code;

	if (rc || there)
		return rc;
	rc = kam_record_load(&before, in->k, &in->row, &kam_member_kind, id,
			     err);
	if (!rc)
		rc = kam_record_load(&after, in->k, &in->row, &kam_member_kind,
				     id, err);
	if (!rc)
		rc = kam_record_from(in->k, after, source, NULL, err);
	return rc ? rc : kam_record_update(in->k, before, after, err);
}

int kam_import_refer(struct kam_import *in, struct kam_record *r, size_t column,
		     const char *cell, int mapped, struct kam_err *err)
{
	const struct kam_layout_column *c = &in->layout->columns[column];
	int64_t id;
	int rc;

	if (mapped && c->use == KAM_USE_ABOUT)
		return kam_record_set(in->k, r, c->field, cell, err);
	if (mapped) {
		rc = kam_resolve(&id, in->k, kam_import_target(in, column),
				 cell, err);
		if (!rc && c->use == KAM_USE_MEMBER)
			rc = note_member(in, column, id, err);
		return rc ? rc : refer(in, r, c->field, id, err);
	}
	switch (c->use) {
	case KAM_USE_MEMBER:
		return set_member(in, r, column, cell, err);
	case KAM_USE_RECORD:
		return set_record(in, r, column, cell, err);
	case KAM_USE_NAMED:
		return set_named(in, r, column, cell, err);
	case KAM_USE_ABOUT:
		return set_about(in, r, c->field, cell, err);
	default:
		return set_own(in, r, column, cell, err);
	}
}
