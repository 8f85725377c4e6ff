/*
 * Operations: one transaction and one entry of the journal, or neither.
 */
#include "store/internal.h"

#include <kam/past.h>

/* Fields that were defined in what is rolled back are none. */
static void redefine(struct kam *k)
{
	struct kam_err none = { 0 };

	if (k->redefined && kam_custom_load(k, &none))
		k->catalogue = k->options.catalogue;
	k->redefined = 0;
}

int kam_operation_begin(struct kam *k, struct kam_err *err)
{
	int rc = kam_past_refuse(k, err);

	if (rc)
		return rc;
	rc = kam_db_begin_write(k->db, err);
	if (!rc)
		rc = kam_journal_begin(k, err);
	if (rc) {
		kam_journal_drop(k);
		kam_db_rollback(k->db);
	}
	return rc;
}

int kam_commit(struct kam *k, struct kam_err *err)
{
	int rc = kam_db_commit(k->db, err);

	k->written.more |= !rc;
	return rc;
}

void kam_written(struct kam_written *out, const struct kam *k)
{
	*out = k->written;
}

int kam_operation_end(struct kam *k, int rc, struct kam_err *err)
{
	/* what changed nothing leaves no entry */
	if (!rc && k->n_changes)
		rc = kam_journal_end(k, err);
	if (!rc && k->n_changes)
		rc = kam_db_commit(k->db, err);
	else
		kam_db_rollback(k->db);
	if (!rc && k->n_changes) {
		k->writing.so_far.more |= k->written.more;
		k->written = k->writing.so_far;
	}
	kam_journal_drop(k);
	if (rc)
		redefine(k);
	k->redefined = 0;
	return rc;
}

void kam_operation_cancel(struct kam *k)
{
	kam_db_rollback(k->db);
	kam_journal_drop(k);
	redefine(k);
}

int kam_mark_set(struct kam *k, struct kam_err *err)
{
	int rc = kam_db_exec(k->db, "SAVEPOINT mark", err);

	if (!rc)
		kam_journal_mark(k);
	return rc;
}

int kam_mark_back(struct kam *k, struct kam_err *err)
{
	int rc = kam_db_exec(k->db, "ROLLBACK TO mark; RELEASE mark", err);

	kam_journal_back(k);
	if (!rc)
		redefine(k);
	return rc;
}

int kam_mark_drop(struct kam *k, struct kam_err *err)
{
	return kam_db_exec(k->db, "RELEASE mark", err);
}

int kam_read_begin(struct kam *k, struct kam_err *err)
{
	return k->in_outbox ? 0 : kam_db_begin_read(k->db, err);
}

void kam_read_end(struct kam *k)
{
	if (!k->in_outbox)
		kam_db_rollback(k->db);
}
