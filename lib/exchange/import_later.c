/*
 * References to records that came later in the file: set when all are there.
 */
#include "exchange/import.h"

static int set_later(struct kam_import *in, const struct kam_later *later,
		     struct kam_err *err)
{
	const struct kam_kind *kind = in->layout->kind;
	struct kam_record *before, *after;
	int64_t found;
	int rc = kam_find_source(&found, in->k, kind, later->source, err);

	if (!rc && !found)
		return kam_fail(err, KAM_ENOENT, _("no %s '%s' (%s)"),
				kind->name, later->name, later->source);
	if (!rc)
		rc = kam_record_load(&before, in->k, &in->row, kind, later->id,
				     err);
	if (!rc)
		rc = kam_record_load(&after, in->k, &in->row, kind, later->id,
				     err);
	if (!rc)
		rc = kam_record_set_ref(in->k, after, later->field, found, err);
	return rc ? rc : kam_record_update(in->k, before, after, err);
}

/* A reference that the kind's own rules refuse is left out, and said. */
static void leave_out(struct kam_import *in, const struct kam_later *later,
		      const char *why)
{
	char text[768];

	(void)snprintf(text, sizeof text, _("%s '%s' is left out: %s"),
		       in->layout->kind->fields[later->field].name, later->name,
		       why);
	kam_import_warning(in, later->line, later->column, text);
}

int kam_import_later(struct kam_import *in, struct kam_err *err)
{
	int rc = 0;

	for (const struct kam_later *l = in->later; l && !rc; l = l->next) {
		if (!l->id)
			continue; /* its row was refused */
		rc = set_later(in, l, err);
		if (rc == KAM_EREFUSED) {
			leave_out(in, l, err->message);
			kam_err_reset(err);
			rc = 0;
		} else if (rc == KAM_ENOENT) {
			struct kam_err said = *err;

			kam_err_reset(err);
			rc = kam_import_error(in, l->line, l->column,
					      said.message, err);
		}
		kam_arena_reset(&in->row);
	}
	return rc;
}
