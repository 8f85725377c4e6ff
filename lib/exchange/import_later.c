/*
 * References to records that came later in the file: set when all are there.
 */
#include "exchange/import.h"
#include <kam/utf8.h>

static int set(struct kam_import *in, const struct kam_later *later,
	       struct kam_record *r, struct kam_err *err)
{
	const struct kam_layout_column *c = &in->layout->columns[later->column];
	int64_t found;
	int rc;

	if (c->use == KAM_USE_FIELD)
		return kam_record_set(in->k, r, c->field, later->text, err);
	if (c->use == KAM_USE_NAMED)
		rc = kam_import_named(&found, in, later->column, later->text,
				      err);
	else
		rc = kam_find_source(&found, in->k, r->kind, later->text, err);
	if (!rc && !found)
		return kam_fail(err, KAM_ENOENT, _("no %s '%s' (%s)"),
				kam_kind_called(r->kind), later->name,
				later->text);
	return rc ? rc : kam_record_set_ref(in->k, r, c->field, found, err);
}

static int set_later(struct kam_import *in, const struct kam_later *later,
		     struct kam_err *err)
{
	const struct kam_kind *kind = in->layout->kind;
	struct kam_record *before, *after;
	int rc;

	if (later->relation)
		return kam_import_link(in, later, err);
	rc = kam_record_load(&before, in->k, &in->row, kind, later->id, err);
	if (!rc)
		rc = kam_record_load(&after, in->k, &in->row, kind, later->id,
				     err);
	if (!rc)
		rc = set(in, later, after, err);
	return rc ? rc : kam_record_update(in->k, before, after, err);
}

static size_t place_of(const struct kam_import *in,
		       const struct kam_later *later)
{
	return (size_t)in->columns[later->column] + 1;
}

/* A reference that the kind's own rules refuse is left out, and said. */
static void leave_out(struct kam_import *in, const struct kam_later *later,
		      const char *why)
{
	const struct kam_layout_column *c = &in->layout->columns[later->column];
	char text[768];

	(void)snprintf(text, sizeof text, _("%s '%s' is left out: %s"),
		       later->relation
			   ? later->relation
			   : in->layout->kind->fields[c->field].name,
		       later->name, why);
	kam_utf8_mend(text, sizeof text);
	kam_import_warning(in, later->line, place_of(in, later), text);
}

int kam_import_later(struct kam_import *in, struct kam_err *err)
{
	int rc = 0;

	for (const struct kam_later *l = in->later; l && !rc; l = l->next) {
		struct kam_err said;

		if (!l->id)
			continue; /* its row was refused */
		rc = set_later(in, l, err);
		said = *err;
		if (rc == KAM_EREFUSED) {
			kam_err_reset(err);
			leave_out(in, l, said.message);
			rc = 0;
		} else if (rc == KAM_ENOENT || rc == KAM_EINVALID) {
			kam_err_reset(err);
			rc = kam_import_error(in, l->line, place_of(in, l),
					      said.message, err);
		}
		kam_arena_reset(&in->row);
	}
	return rc;
}
