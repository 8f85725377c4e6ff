/*
 * rm: records that nothing refers to.
 */
#include "crud.h"

static int remove_all(struct cmd *c, const struct cmd_rm *v,
		      struct kam_err *err)
{
	struct cmd_written w;
	int rc = cmd_written_begin(&w, c, c->n_words > 1, err);

	for (size_t i = 0; i < c->n_words && !rc; i++) {
		struct kam_record *r;

		rc = cmd_load(&r, c, c->kind, c->words[i], err);
		if (!rc)
			rc = kam_record_remove(c->k, r, err);
		if (!rc)
			rc = cmd_written_add(&w, r, err);
	}
	if (!rc)
		rc = cmd_written_end(&w, err);
	if (!rc && v->dry_run)
		cmd_say(c, "%s", _("nothing was removed: --dry-run"));
	return rc;
}

int cmd_remove(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_rm *v = values;
	int rc;

	if (!v->yes && !v->dry_run) {
		cmd_usage(c, err, "%s", _("removing needs --yes"));
		return err->code;
	}
	rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = remove_all(c, v, err);
	if (!v->dry_run)
		return kam_operation_end(c->k, rc, err);
	kam_operation_cancel(c->k);
	return rc;
}
