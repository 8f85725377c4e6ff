/*
 * Recover: each record against its journal. Where the journal is whole it is
 * believed, since every change of it is proved by its digest; where it lacks
 * something the row is, and the journal gets what it lacks.
 */
#include "store/recover.h"

#include "store/replay.h"

#include <inttypes.h>
#include <string.h>

static const char sql_lacking[] =
    "SELECT count(*) FROM known n WHERE n.kind = $1 AND n.record = $2 AND NOT "
    "EXISTS (SELECT 1 FROM change c WHERE c.operation = n.operation AND "
    "c.position = n.position)";
static const char sql_drop_lists[] =
    "DELETE FROM list_value WHERE kind = $1 AND record = $2";

/* Removes a row and its lists. */
static int drop(struct kam_rescue *r, const struct kam_kind *kind, int64_t id,
		struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	int64_t ignored;
	int rc;

	kam_str_printf(&sql, "DELETE FROM \"%s\" WHERE id = $2", kind->name);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_rescue_ask(&ignored, r, sql.data, kind->name, id, err);
	if (!rc)
		rc = kam_rescue_ask(&ignored, r, sql_drop_lists, kind->name, id,
				    err);
	kam_str_release(&sql);
	return rc;
}

/* Remembers a record that its journal doesn't explain. */
static int remember(struct kam_rescue *r, const struct kam_kind *kind,
		    int64_t id, const char *journal, struct kam_err *err)
{
	struct kam_wrong *wrong = kam_arena_alloc(r->arena, sizeof *wrong);

	if (!wrong ||
	    kam_ids_add(&kam_rescue_kind(r, kind)->corrected, r->arena, id))
		return kam_fail_memory(err);
	wrong->kind = kind;
	wrong->id = id;
	if (journal) {
		wrong->journal = kam_arena_strdup(r->arena, journal);
		if (!wrong->journal)
			return kam_fail_memory(err);
	}
	*r->last = wrong;
	r->last = &wrong->next;
	return 0;
}

static int lose(struct kam_rescue *r, const struct kam_replay *replay,
		struct kam_err *err)
{
	int rc = drop(r, replay->kind, replay->id, err);

	if (!rc && kam_ids_add(&kam_rescue_kind(r, replay->kind)->lost,
			       r->arena, replay->id))
		rc = kam_fail_memory(err);
	return rc;
}

/* The row that the journal says; a journal that makes none is told. */
static int rebuild(struct kam_rescue *r, struct kam_replay *replay,
		   struct kam_err *err)
{
	struct kam_rescue_kind *kind = kam_rescue_kind(r, replay->kind);
	struct kam_record *record;
	int rc = drop(r, replay->kind, replay->id, err);

	if (!rc)
		rc = kam_replay_record(&record, r->k, replay, err);
	if (!rc)
		rc = kam_record_write(r->k, record, err);
	if (rc == KAM_ECORRUPT || rc == KAM_EDUPLICATE || rc == KAM_EINTERNAL) {
		kam_err_reset(err);
		return lose(r, replay, err);
	}
	if (!rc && kam_ids_add(&kind->rebuilt, r->arena, replay->id))
		rc = kam_fail_memory(err);
	return rc;
}

/* A row that its whole journal contradicts; kept where that makes none. */
static int give_up(struct kam_rescue *r, struct kam_replay *replay,
		   struct kam_err *err)
{
	struct kam_record *record;
	int rc = kam_replay_record(&record, r->k, replay, err);

	if (rc == KAM_ECORRUPT) {
		kam_err_reset(err);
		return remember(r, replay->kind, replay->id, NULL, err);
	}
	return rc ? rc : drop(r, replay->kind, replay->id, err);
}

/* A row that is there, against a journal that may lack something. */
static int weigh(struct kam_rescue *r, struct kam_replay *replay,
		 const struct kam_record *stored, struct kam_err *err)
{
	struct kam_str journal = KAM_STR_INIT, row = KAM_STR_INIT;
	int64_t lacking = 0;
	int rc = 0;

	if (r->broken)
		rc = kam_rescue_ask(&lacking, r, sql_lacking,
				    replay->kind->name, replay->id, err);
	if (r->broken && stored->version > replay->version)
		lacking = 1;
	kam_replay_canonical(&journal, replay);
	kam_record_canonical(&row, stored);
	if (!rc)
		rc = kam_str_check(&journal, err);
	if (!rc)
		rc = kam_str_check(&row, err);
	if (rc)
		goto out;
	if (replay->removed)
		rc = drop(r, replay->kind, replay->id, err);
	else if (!replay->made || replay->unreadable)
		rc = remember(r, replay->kind, replay->id, NULL, err);
	else if (!strcmp(journal.data, row.data))
		kam_rescue_kind(r, replay->kind)->kept++;
	else if (lacking)
		rc = remember(r, replay->kind, replay->id, journal.data, err);
	else
		rc = give_up(r, replay, err);
out:
	kam_str_release(&journal);
	kam_str_release(&row);
	return rc;
}

static int compare(void *context, struct kam_replay *replay,
		   struct kam_err *err)
{
	struct kam_rescue *r = context;
	struct kam_record *stored = NULL;
	int rc;

	if (!replay->kind)
		return 0;
	rc = kam_record_load(&stored, r->k, &replay->arena, replay->kind,
			     replay->id, err);
	if (!rc)
		return weigh(r, replay, stored, err);
	if (rc != KAM_ENOENT && rc != KAM_ECORRUPT)
		return rc;
	kam_err_reset(err);
	return rc == KAM_ENOENT ? 0 : drop(r, replay->kind, replay->id, err);
}

/* What is missing, once every row that is wrong is out of its way. */
static int fill_in(void *context, struct kam_replay *replay,
		   struct kam_err *err)
{
	struct kam_rescue *r = context;
	struct kam_record *stored = NULL;
	int rc;

	if (!replay->kind || replay->removed)
		return 0;
	rc = kam_record_load(&stored, r->k, &replay->arena, replay->kind,
			     replay->id, err);
	if (rc != KAM_ENOENT)
		return rc;
	kam_err_reset(err);
	return replay->made && !replay->unreadable ? rebuild(r, replay, err)
						   : lose(r, replay, err);
}

/* Definitions of fields first: other records' values are read by them. */
static int is_definition(const struct kam_replay *replay)
{
	return replay->kind && replay->kind->role == KAM_ROLE_FIELD;
}

static int compare_definition(void *context, struct kam_replay *replay,
			      struct kam_err *err)
{
	return is_definition(replay) ? compare(context, replay, err) : 0;
}

static int fill_in_definition(void *context, struct kam_replay *replay,
			      struct kam_err *err)
{
	return is_definition(replay) ? fill_in(context, replay, err) : 0;
}

static int compare_other(void *context, struct kam_replay *replay,
			 struct kam_err *err)
{
	return is_definition(replay) ? 0 : compare(context, replay, err);
}

/* Rows without any journal: taken in where the journal is damaged, else they
   are none of this register's. */
static int find_strangers(struct kam_rescue *r, const struct kam_kind *kind,
			  struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_str sql = KAM_STR_INIT;
	struct kam_ids ids = { 0 };
	struct kam_record *record;
	struct kam_stmt *s = NULL;
	int rc;

	kam_str_printf(&sql,
		       "SELECT t.id FROM \"%s\" t WHERE NOT EXISTS (SELECT 1 "
		       "FROM change c WHERE c.kind = '%s' AND c.record = t.id)",
		       kind->name, kind->name);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, r->k->db, sql.data, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = kam_ids_add(&ids, r->arena, kam_stmt_int(s, 0))
			 ? kam_fail_memory(err)
			 : 0;
	kam_stmt_finalize(s);
	kam_str_release(&sql);
	for (size_t i = 0; !rc && i < ids.n; i++) {
		rc = r->broken ? kam_record_load(&record, r->k, &scratch, kind,
						 ids.items[i], err)
			       : KAM_ECORRUPT;
		if (!rc) {
			rc = remember(r, kind, ids.items[i], NULL, err);
		} else if (rc == KAM_ECORRUPT) {
			kam_err_reset(err);
			r->out->dropped++;
			rc = drop(r, kind, ids.items[i], err);
		}
		kam_arena_reset(&scratch);
	}
	kam_arena_release(&scratch);
	return rc;
}

/* Entries of lists whose record's number is damaged. */
static int drop_entries(struct kam_rescue *r, const struct kam_kind *kind,
			struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	int rc;

	kam_str_printf(&sql,
		       "DELETE FROM list_value WHERE kind = '%s' AND record "
		       "NOT IN (SELECT id FROM \"%s\")",
		       kind->name, kind->name);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_exec(r->k->db, sql.data, err);
	kam_str_release(&sql);
	return rc;
}

/* Versions and times as the journal, which is now whole, has them. */
static int settle(void *context, struct kam_replay *replay, struct kam_err *err)
{
	struct kam_rescue *r = context;
	struct kam_str sql = KAM_STR_INIT;
	struct kam_record *stored = NULL;
	struct kam_stmt *s = NULL;
	int rc;

	if (!replay->kind || !replay->alive)
		return 0;
	rc = kam_record_load(&stored, r->k, &replay->arena, replay->kind,
			     replay->id, err);
	if (rc == KAM_ENOENT || rc == KAM_ECORRUPT) {
		kam_err_reset(err);
		return 0;
	}
	if (rc || (stored->version == replay->version &&
		   !strcmp(stored->created, replay->created) &&
		   !strcmp(stored->modified, replay->modified)))
		return rc;
	kam_str_printf(&sql,
		       "UPDATE \"%s\" SET version = $1, created = $2, "
		       "modified = $3 WHERE id = $4",
		       replay->kind->name);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, r->k->db, sql.data, err);
	if (!rc) {
		kam_stmt_bind_int(s, 1, replay->version);
		kam_stmt_bind_text(s, 2, replay->created);
		kam_stmt_bind_text(s, 3, replay->modified);
		kam_stmt_bind_int(s, 4, replay->id);
		rc = kam_stmt_step(s, err);
	}
	kam_stmt_finalize(s);
	kam_str_release(&sql);
	return rc;
}

int kam_rescue_records(struct kam_rescue *r, struct kam_err *err)
{
	const struct kam_catalogue *all = r->k->catalogue;
	int rc = kam_replay_each(r->k, compare_definition, r, err);

	if (!rc)
		rc = kam_replay_each(r->k, fill_in_definition, r, err);
	if (!rc)
		rc = kam_custom_load(r->k, err);
	if (!rc)
		rc = kam_replay_each(r->k, compare_other, r, err);
	for (int i = 0; i < all->n_kinds && !rc; i++)
		rc = find_strangers(r, all->kinds[i], err);
	if (!rc)
		rc = kam_replay_each(r->k, fill_in, r, err);
	for (int i = 0; i < all->n_kinds && !rc; i++)
		rc = drop_entries(r, all->kinds[i], err);
	if (!rc && r->wrong)
		rc = kam_rescue_correct(r, err);
	return rc ? rc : kam_replay_each(r->k, settle, r, err);
}
