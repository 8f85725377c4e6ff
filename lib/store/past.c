#include "store/replay.h"

#include <inttypes.h>
#include <kam/past.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

static const char sql_later[] = "SELECT 1 FROM operation WHERE id > $1 LIMIT 1";
static const char sql_touched[] =
    "SELECT DISTINCT kind, record FROM change WHERE operation > $1 "
    "AND kind <> 'operation' ORDER BY kind, record";
static const char sql_lists[] =
    "DELETE FROM list_value WHERE kind = $1 AND record = $2";
static const char sql_changes[] = "DELETE FROM change WHERE operation > $1";
static const char sql_operations[] = "DELETE FROM operation WHERE id > $1";
static const char sql_mail[] = "DELETE FROM outbox WHERE queued > $1";

/* Definitions of fields come back before what has values of them. */
enum part { OF_FIELDS, OF_THE_REST, OF_ALL };

/* The copy's own journal tells what was: none of it is cut off before the end,
   and a copy can be taken further back. */
struct rewind {
	struct kam *past;
	struct kam_replay *replay;
	int64_t operation;
};

static void build_remove(struct kam_str *sql, const struct kam *k,
			 const void *owner, int purpose)
{
	const struct kam_kind *kind = owner;

	(void)k;
	(void)purpose;
	kam_str_printf(sql, "DELETE FROM \"%s\" WHERE id = $1", kind->name);
}

/* What it became since, away with it. */
static int remove_present(struct rewind *w, const struct kam_kind *kind,
			  int64_t id, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc =
	    kam_cached(&s, w->past, kind, KAM_SQL_REMOVE, build_remove, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	if (!rc)
		rc = kam_cached_text(&s, w->past, sql_lists, err);
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, kind->name);
	kam_stmt_bind_int(s, 2, id);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

static int write_past(struct rewind *w, const struct kam_kind *kind, int64_t id,
		      struct kam_err *err)
{
	struct kam_record *r;
	int rc =
	    kam_replay_one(w->replay, w->past, kind, id, w->operation + 1, err);

	if (rc || !w->replay->alive)
		return rc;
	rc = kam_replay_record(&r, w->past, w->replay, err);
	return rc ? rc : kam_record_write(w->past, r, err);
}

static int is_of(enum part part, const struct kam_kind *kind)
{
	return part == OF_ALL ||
	       (kind->role == KAM_ROLE_FIELD) == (part == OF_FIELDS);
}

/* Every record that was touched since. All that is there goes before anything
   comes back: a key may have passed from one to another. */
static int each_touched(struct rewind *w, enum part part,
			int (*each)(struct rewind *w,
				    const struct kam_kind *kind, int64_t id,
				    struct kam_err *err),
			struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, w->past->db, sql_touched, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, w->operation);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *name = kam_stmt_text(s, 0);
		const struct kam_kind *kind =
		    kam_kind_find(w->past->catalogue, name ? name : "");

		if (!kind)
			rc = kam_fail(err, KAM_ECORRUPT,
				      _("the journal names a kind '%s'"),
				      name ? name : "");
		else
			rc = is_of(part, kind)
				 ? each(w, kind, kam_stmt_int(s, 1), err)
				 : 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

/* $1 a number, or for text != NULL that */
static int cut(struct rewind *w, const char *sql, const char *text,
	       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, w->past->db, sql, err);

	if (rc)
		return rc;
	if (text)
		kam_stmt_bind_text(s, 1, text);
	else
		kam_stmt_bind_int(s, 1, w->operation);
	rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	return rc;
}

static int put_back(struct rewind *w, struct kam_err *err)
{
	int rc = each_touched(w, OF_ALL, remove_present, err);

	if (!rc)
		rc = each_touched(w, OF_FIELDS, write_past, err);
	if (!rc)
		rc = kam_custom_load(w->past, err);
	if (!rc)
		rc = each_touched(w, OF_THE_REST, write_past, err);
	return rc;
}

static int take_back(struct rewind *w, const struct kam_moment *moment,
		     struct kam_err *err)
{
	char at[KAM_INSTANT_TEXT];
	int rc = kam_db_exec(w->past->db,
			     "PRAGMA query_only = OFF; "
			     "PRAGMA foreign_keys = OFF; BEGIN",
			     err);

	kam_instant_format(at, moment->now);
	if (!rc)
		rc = put_back(w, err);
	if (!rc)
		rc = cut(w, sql_changes, NULL, err);
	if (!rc)
		rc = cut(w, sql_operations, NULL, err);
	if (!rc)
		rc = cut(w, sql_mail, at, err);
	if (!rc)
		rc = kam_db_exec(w->past->db, "COMMIT; PRAGMA query_only = ON",
				 err);
	return rc;
}

static int rewind_copy(struct kam *past, const struct kam_moment *moment,
		       struct kam_err *err)
{
	struct rewind w = { .past = past, .operation = moment->operation };
	int rc;

	w.replay = calloc(1, sizeof *w.replay);
	rc = w.replay ? take_back(&w, moment, err) : kam_fail_memory(err);
	if (w.replay)
		kam_arena_release(&w.replay->arena);
	free(w.replay);
	past->also_from = KAM_ALSO_UNKNOWN;
	return rc ? rc : kam_clock_set(past, moment->now, err);
}

int kam_past_copy(struct kam **out, struct kam *k,
		  const struct kam_moment *moment, struct kam_err *err)
{
	struct kam_db *db = NULL;
	struct kam *past = NULL;
	int rc = kam_db_snapshot(&db, k->db, err);

	if (!rc)
		rc = kam_open_over(&past, &k->options, db, err);
	if (rc)
		return rc;
	past->past = 1;
	rc = rewind_copy(past, moment, err);
	if (rc) {
		kam_close(past);
		return rc;
	}
	*out = past;
	return 0;
}

int kam_past_further(struct kam *past, const struct kam_moment *moment,
		     struct kam_err *err)
{
	return rewind_copy(past, moment, err);
}

static int replace(struct kam **k, const struct kam_moment *moment,
		   struct kam_err *err)
{
	struct kam *past;
	int rc = kam_past_copy(&past, *k, moment, err);

	kam_read_end(*k);
	if (rc)
		return rc;
	kam_close(*k);
	*k = past;
	return 0;
}

/* Nothing to be taken back: it is what it was, but for the clock. */
int kam_past_open(struct kam **k, const struct kam_moment *moment,
		  struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_read_begin(*k, err);

	if (rc)
		return rc;
	rc = kam_db_prepare(&s, (*k)->db, sql_later, err);
	if (!rc) {
		kam_stmt_bind_int(s, 1, moment->operation);
		rc = kam_stmt_step(s, err);
	}
	kam_stmt_finalize(s);
	if (rc > 0) {
		rc = replace(k, moment, err);
	} else {
		kam_read_end(*k);
		if (!rc)
			rc = kam_clock_set(*k, moment->now, err);
	}
	if (!rc)
		(*k)->past = 1;
	return rc;
}

int kam_is_past(const struct kam *k)
{
	return k->past;
}

int kam_past_refuse(const struct kam *k, struct kam_err *err)
{
	if (!k->past)
		return 0;
	kam_fail(err, KAM_EREFUSED, "%s", _("what was is not changed"));
	kam_hint(err, "%s", _("--as-of is for reading only"));
	return err->code;
}
