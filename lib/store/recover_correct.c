/*
 * Recover: what the journal lacks of records that were kept.
 */
#include "store/recover.h"

#include "store/replay.h"

#include <string.h>

/* where a creation that is lost was, and the newest change that is */
static const char sql_first_lacking[] =
    "SELECT n.operation, n.position FROM known n WHERE n.kind = $1 AND "
    "n.record = $2 AND NOT EXISTS (SELECT 1 FROM change c WHERE c.operation = "
    "n.operation AND c.position = n.position) ORDER BY 1, 2 LIMIT 1";
static const char sql_last_lacking[] =
    "SELECT n.operation, n.position FROM known n WHERE n.kind = $1 AND "
    "n.record = $2 AND NOT EXISTS (SELECT 1 FROM change c WHERE c.operation = "
    "n.operation AND c.position = n.position) ORDER BY 1 DESC, 2 DESC LIMIT 1";
static const char sql_backwards[] =
    "SELECT field, before FROM change WHERE kind = $1 AND record = $2 "
    "AND field IS NOT NULL ORDER BY operation DESC, position DESC";
/* Positions of what is added to an operation, after all that it has;
   kam_rescue_chain() numbers them anew. */
enum { ADDED = 1000000 };

/* What the record was when it was made: its changes taken back. */
static int take_back(struct kam_replay *first, struct kam_rescue *r,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, r->k, sql_backwards, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, first->kind->name);
	kam_stmt_bind_int(s, 2, first->id);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		rc = 0;
		if (kam_replay_set(first, kam_stmt_text(s, 0),
				   kam_stmt_text(s, 1)))
			rc = kam_fail_memory(err);
	}
	kam_stmt_reset(s);
	return rc;
}

/* The next change goes to where one is lacking, later ones after all that the
   operation has. */
struct place {
	int64_t operation, position; /* 0: none is known to be lacking */
};

static int put_change(struct kam_rescue *r, struct place *place,
		      const struct kam_replay *of, const char *name,
		      const char *before, const char *after,
		      struct kam_err *err)
{
	r->k->operation = place->operation;
	r->k->n_changes =
	    place->position ? place->position - 1 : ADDED + r->added++;
	place->position = 0;
	return kam_journal_change(r->k, of->kind, of->id, name, before, after,
				  err);
}

/* One change for each member that differs. */
static int add_changes(struct kam_rescue *r, struct place *place,
		       const struct kam_replay *from,
		       const struct kam_replay *to, struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; !rc && i < to->n; i++) {
		const struct kam_member *m = &to->members[i];
		const char *before = kam_replay_member(from, m->name);

		if (!before || strcmp(before, m->value) != 0)
			rc =
			    put_change(r, place, to, m->name,
				       before ? before : "null", m->value, err);
	}
	for (int i = 0; !rc && i < from->n; i++) {
		const struct kam_member *m = &from->members[i];

		if (!kam_replay_member(to, m->name))
			rc = put_change(r, place, to, m->name, m->value, "null",
					err);
	}
	return rc;
}

static int find_place(struct place *place, struct kam_rescue *r,
		      const struct kam_wrong *wrong, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(
	    &s, r->k, wrong->journal ? sql_last_lacking : sql_first_lacking,
	    err);

	*place = (struct place){ 0 };
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, wrong->kind->name);
	kam_stmt_bind_int(s, 2, wrong->id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		place->operation = kam_stmt_int(s, 0);
		place->position = kam_stmt_int(s, 1);
		rc = 0;
	}
	kam_stmt_reset(s);
	return rc;
}

/* Puts what the journal lacks where it is known to lack something, else into
   an operation of recover's own. */
static int correct(struct kam_rescue *r, const struct kam_wrong *wrong,
		   int64_t own, int *own_used, struct kam_replay *from,
		   struct kam_replay *to, struct kam_err *err)
{
	struct kam_str bytes = KAM_STR_INIT;
	struct kam_record *record;
	struct place place;
	int rc = kam_record_load(&record, r->k, &to->arena, wrong->kind,
				 wrong->id, err);

	from->kind = to->kind = wrong->kind;
	from->id = to->id = wrong->id;
	if (!rc) {
		kam_record_canonical(&bytes, record);
		rc = kam_str_check(&bytes, err);
	}
	if (!rc)
		rc = find_place(&place, r, wrong, err);
	if (!rc && (kam_replay_whole(to, bytes.data) ||
		    (wrong->journal && kam_replay_whole(from, wrong->journal))))
		rc = kam_fail_memory(err);
	if (rc)
		goto out;
	if (!wrong->journal && place.operation)
		rc = take_back(to, r, err);
	if (!place.operation) {
		place.operation = own;
		*own_used = 1;
	}
	if (wrong->journal) {
		rc = add_changes(r, &place, from, to, err);
		goto out;
	}
	kam_str_reset(&bytes);
	kam_replay_canonical(&bytes, to);
	if (!rc)
		rc = kam_str_check(&bytes, err);
	if (!rc)
		rc = put_change(r, &place, to, NULL, NULL, bytes.data, err);
out:
	kam_str_release(&bytes);
	return rc;
}

int kam_rescue_correct(struct kam_rescue *r, struct kam_err *err)
{
	struct kam_replay *pair = kam_arena_array(r->arena, 2, sizeof *pair);
	int64_t own;
	int own_used = 0;
	int rc = pair ? kam_journal_begin(r->k, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	own = r->k->operation;
	for (const struct kam_wrong *w = r->wrong; w && !rc; w = w->next) {
		memset(pair, 0, 2 * sizeof *pair);
		rc = correct(r, w, own, &own_used, &pair[0], &pair[1], err);
		kam_arena_release(&pair[0].arena);
		kam_arena_release(&pair[1].arena);
	}
	r->k->operation = own;
	if (!rc && own_used)
		rc = kam_journal_end(r->k, err);
	kam_journal_drop(r->k);
	return rc;
}
