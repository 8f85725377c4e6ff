/*
 * A record's journal is its history, so what the journal says must be what is
 * stored.
 */
#include "store/fsck.h"
#include "store/replay.h"

#include <inttypes.h>
#include <string.h>

static int compare(struct kam_proof *p, const struct kam_replay *r,
		   const struct kam_record *stored, struct kam_err *err)
{
	struct kam_str journal = KAM_STR_INIT, row = KAM_STR_INIT;
	int rc;

	kam_replay_canonical(&journal, r);
	kam_record_canonical(&row, stored);
	rc = kam_str_check(&journal, err);
	if (!rc)
		rc = kam_str_check(&row, err);
	if (!rc && strcmp(journal.data, row.data) != 0)
		kam_proof_say(p,
			      _("%s-%" PRId64 " is not what its journal "
				"says"),
			      r->kind->prefix, r->id);
	else if (!rc && (stored->version != r->version ||
			 strcmp(stored->created, r->created) != 0 ||
			 strcmp(stored->modified, r->modified) != 0))
		kam_proof_say(p,
			      _("%s-%" PRId64
				": its version or times are not its journal's"),
			      r->kind->prefix, r->id);
	kam_str_release(&journal);
	kam_str_release(&row);
	return rc;
}

/* What the row says of itself names the record, what the file says doesn't. */
static void say_unreadable(struct kam_proof *p, const struct kam_replay *r,
			   const struct kam_err *err)
{
	char id[64];

	(void)snprintf(id, sizeof id, "%s-%" PRId64, r->kind->prefix, r->id);
	if (!strncmp(err->message, id, strlen(id)))
		kam_proof_say(p, "%s", err->message);
	else
		kam_proof_say(p, _("%s cannot be read: %s"), id, err->message);
}

/* The stored row must be what its journal says. */
static int prove(void *context, struct kam_replay *r, struct kam_err *err)
{
	struct kam_proof *p = context;
	struct kam_record *stored = NULL;
	int rc;

	if (!r->kind) {
		kam_proof_say(p, _("the journal names a kind '%s'"), r->name);
		return 0;
	}
	if (r->unreadable)
		kam_proof_say(p, _("%s-%" PRId64 ": its journal is unreadable"),
			      r->kind->prefix, r->id);
	rc = kam_record_load(&stored, p->k, &r->arena, r->kind, r->id, err);
	if (rc == KAM_ECORRUPT) {
		say_unreadable(p, r, err);
		kam_err_reset(err);
		rc = 0;
	} else if (rc == KAM_ENOENT) {
		if (r->alive)
			kam_proof_say(p,
				      _("%s-%" PRId64
					" is in the journal but not stored"),
				      r->kind->prefix, r->id);
		kam_err_reset(err);
		rc = 0;
	} else if (!rc && !r->alive) {
		kam_proof_say(p, _("%s-%" PRId64 " was removed but is stored"),
			      r->kind->prefix, r->id);
	} else if (!rc) {
		p->result->records++;
		rc = kam_proof_needs(p, stored, err);
		if (!rc)
			rc = compare(p, r, stored, err);
	}
	return rc;
}

/* Rows that no operation made. */
static int find_strangers(struct kam_proof *p, const struct kam_kind *kind,
			  struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	kam_str_printf(&sql,
		       "SELECT t.id FROM \"%s\" t WHERE NOT EXISTS "
		       "(SELECT 1 FROM change c WHERE c.kind = '%s' "
		       "AND c.record = t.id) ORDER BY t.id",
		       kind->name, kind->name);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, p->k->db, sql.data, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		kam_proof_say(p,
			      _("%s-%" PRId64 " is stored but not in the "
				"journal"),
			      kind->prefix, kam_stmt_int(s, 0));
		rc = 0;
	}
	kam_stmt_finalize(s);
	kam_str_release(&sql);
	return rc;
}

int kam_proof_replay(struct kam_proof *p, struct kam_err *err)
{
	int rc = kam_replay_each(p->k, prove, p, err);

	for (int i = 0; i < p->k->catalogue->n_kinds && !rc; i++)
		rc = find_strangers(p, p->k->catalogue->kinds[i], err);
	return rc;
}
