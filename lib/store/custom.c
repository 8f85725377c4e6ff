/*
 * Custom fields: the kinds with those that the register defines.
 */
#include "store/internal.h"

#include <kam/custom.h>
#include <string.h>

/* asked of every register: short, as few have any */
static const char sql_any[] = "SELECT 1 FROM field";
static const char sql_definitions[] =
    "SELECT \"noun\", \"name\", \"type\", \"words\", \"target\", \"default\", "
    "\"label\", \"meaning\", \"audience\", \"minimum\", \"maximum\", "
    "\"required\", \"listed\" FROM field ORDER BY id";

static int read_definition(struct kam_definition *d, struct kam *k,
			   struct kam_stmt *s, struct kam_err *err)
{
	const char **const texts[] = {
		&d->noun,    &d->name,  &d->type,    &d->words,    &d->target,
		&d->initial, &d->label, &d->meaning, &d->audience,
	};

	*d = (struct kam_definition){ 0 };
	for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
		const char *text = kam_stmt_text(s, i);

		*texts[i] =
		    text ? kam_arena_strdup(k->definitions, text) : NULL;
		if (kam_stmt_failed(s) || (text && !*texts[i]))
			return kam_fail_memory(err);
	}
	d->has_minimum = !kam_stmt_is_null(s, 9);
	d->has_maximum = !kam_stmt_is_null(s, 10);
	d->minimum = kam_stmt_int(s, 9);
	d->maximum = kam_stmt_int(s, 10);
	d->required = kam_stmt_int(s, 11) == 1;
	d->listed = kam_stmt_int(s, 12) == 1;
	return 0;
}

/* One more field of its kind, which is the register's own from the first on.
   What makes none, as a name that the table has by now, is left out: its
   record is there to be mended. */
static int take(struct kam *k, const struct kam_kind **kinds,
		const struct kam_catalogue *all, const struct kam_definition *d,
		struct kam_err *err)
{
	struct kam_field field;
	struct kam_kind *kind;
	int i = 0;

	if (kam_custom_make(&field, k->definitions, &k->options, d, err)) {
		if (err->code == KAM_ENOMEM)
			return err->code;
		kam_err_reset(err);
		return 0;
	}
	while (strcmp(kinds[i]->name, d->noun) != 0)
		i++;
	if (kam_field_find(kinds[i], d->name) != KAM_NO_FIELD ||
	    kinds[i]->n_fields - all->kinds[i]->n_fields == KAM_CUSTOM_MOST)
		return 0;
	kind = kam_arena_alloc(k->definitions, sizeof *kind);
	if (!kind)
		return kam_fail_memory(err);
	*kind = *kinds[i];
	kinds[i] = kind;
	return kam_custom_extend(kind, k->definitions, &field, err);
}

static int load(struct kam *k, struct kam_err *err)
{
	const struct kam_catalogue *all = k->options.catalogue;
	struct kam_catalogue *own =
	    kam_arena_alloc(k->definitions, sizeof *own);
	const struct kam_kind **kinds = kam_arena_array(
	    k->definitions, (size_t)all->n_kinds, sizeof *kinds);
	struct kam_definition d;
	struct kam_stmt *s = NULL;
	int rc = own && kinds ? 0 : kam_fail_memory(err);

	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql_definitions, err);
	if (rc)
		return rc;
	memcpy(kinds, all->kinds, (size_t)all->n_kinds * sizeof *kinds);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		rc = read_definition(&d, k, s, err);
		if (!rc && d.noun && d.name && d.type)
			rc = take(k, kinds, all, &d, err);
	}
	kam_stmt_finalize(s);
	*own = (struct kam_catalogue){ kinds, all->n_kinds };
	if (!rc)
		k->catalogue = own;
	return rc;
}

int kam_custom_load(struct kam *k, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc;

	k->catalogue = k->options.catalogue;
	/* a catalogue without them: a test's */
	if (!kam_kind_by_role(k->catalogue, KAM_ROLE_FIELD))
		return 0;
	rc = kam_db_prepare(&s, k->db, sql_any, err);
	if (!rc)
		rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	return rc > 0 ? load(k, err) : rc;
}

int kam_custom_wrote(struct kam *k, const struct kam_kind *kind,
		     struct kam_err *err)
{
	if (kind->role != KAM_ROLE_FIELD)
		return 0;
	k->redefined = 1;
	return kam_custom_load(k, err);
}

const struct kam_kind *kam_kind_here(const struct kam *k,
				     const struct kam_kind *kind)
{
	if (k->catalogue == k->options.catalogue)
		return kind;
	for (int i = 0; i < k->catalogue->n_kinds; i++)
		if (kam_kind_is(k->catalogue->kinds[i], kind))
			return k->catalogue->kinds[i];
	return kind;
}
