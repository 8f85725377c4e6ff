/*
 * The outbox while it is sent: one message is claimed, sent, settled. Each
 * step is a compare-and-set in a transaction of its own, so that two who send
 * at once never have the same one.
 */
#include "store/internal.h"
#include "store/outbox.h"

#include <kam/date.h>

static const char sql_claim[] =
    "UPDATE outbox SET status = 'sending', attempts = attempts + 1, "
    "tried = $2, next_try = NULL, error = NULL, digest = NULL WHERE id = "
    "(SELECT id FROM outbox WHERE ($1 = 0 OR id = $1) AND id > $3 "
    "AND ((status = 'queued' AND ($1 <> 0 OR $4 <> 0 OR next_try IS NULL "
    "OR next_try <= $2)) OR (status = 'unknown' AND $1 <> 0)) "
    "ORDER BY id LIMIT 1) RETURNING " KAM_OUTBOX_COLUMNS;
static const char sql_attempts[] =
    "SELECT attempts FROM outbox WHERE id = $1 AND status = 'sending'";
static const char sql_settle[] =
    "UPDATE outbox SET status = $2, error = $3, next_try = $4, message = "
    "CASE WHEN $2 = 'sent' THEN NULL ELSE message END, digest = NULL "
    "WHERE id = $1 AND status = 'sending'";
static const char sql_orphans[] =
    "UPDATE outbox SET status = 'unknown', error = $1, digest = NULL "
    "WHERE status = 'sending'";
static const char sql_state[] = "SELECT status FROM outbox WHERE id = $1";
static const char sql_drop[] =
    "UPDATE outbox SET status = 'dropped', message = NULL, next_try = NULL, "
    "digest = NULL "
    "WHERE id = $1 AND status IN ('queued', 'unknown')";

static const char *copy(struct kam_arena *arena, const char *text, int *failed)
{
	const char *out = text ? kam_arena_strdup(arena, text) : NULL;

	*failed |= text && !out;
	return out;
}

static int keep(struct kam_outgoing *m, struct kam_arena *arena,
		struct kam_err *err)
{
	int failed = 0;

	m->report = copy(arena, m->report, &failed);
	m->person = copy(arena, m->person, &failed);
	m->period = copy(arena, m->period, &failed);
	m->sender = copy(arena, m->sender, &failed);
	m->recipient = copy(arena, m->recipient, &failed);
	m->subject = copy(arena, m->subject, &failed);
	m->message_id = copy(arena, m->message_id, &failed);
	m->message = copy(arena, m->message, &failed);
	m->queued = copy(arena, m->queued, &failed);
	m->tried = copy(arena, m->tried, &failed);
	m->next_try = m->error = NULL;
	return failed ? kam_fail_memory(err) : 0;
}

static int claim(struct kam_outgoing *out, struct kam *k,
		 struct kam_arena *arena, const struct kam_outbox_claim *which,
		 struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char now[KAM_INSTANT_TEXT];
	int rc = kam_db_prepare(&s, k->db, sql_claim, err), found = 0;

	if (rc)
		return rc;
	kam_instant_format(now, k->now);
	kam_stmt_bind_int(s, 1, which->id);
	kam_stmt_bind_text(s, 2, now);
	kam_stmt_bind_int(s, 3, which->after);
	kam_stmt_bind_int(s, 4, which->all);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		found = 1;
		rc = kam_outbox_row(out, s, err);
		if (!rc)
			rc = keep(out, arena, err);
	}
	kam_stmt_finalize(s);
	return rc ? rc : found;
}

int kam_outbox_claim(struct kam_outgoing *out, struct kam *k,
		     struct kam_arena *arena,
		     const struct kam_outbox_claim *which, struct kam_err *err)
{
	int rc = kam_db_begin_write(k->db, err), found;

	if (rc)
		return rc;
	found = claim(out, k, arena, which, err);
	if (found <= 0) {
		kam_db_rollback(k->db);
		return found;
	}
	rc = kam_outbox_seal(k, err);
	if (rc)
		kam_db_rollback(k->db);
	else
		rc = kam_commit(k, err);
	return rc ? rc : found;
}

/* Not at all before the second try, then longer and longer. */
static int64_t pause_after(int64_t attempts, int refused)
{
	static const int pauses[] = { 0, 300, 900, 3600, 14400, 43200 };
	const int64_t most = sizeof pauses / sizeof *pauses;

	return pauses[(attempts < most && !refused ? attempts : most) - 1];
}

static int read_attempts(int64_t *attempts, struct kam *k, int64_t id,
			 struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_attempts, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		*attempts = kam_stmt_int(s, 0);
		rc = 0;
	} else if (!rc) {
		rc = kam_fail(err, KAM_ECONFLICT,
			      _("message %lld is not being sent any more"),
			      (long long)id);
	}
	kam_stmt_finalize(s);
	return rc;
}

static int settle(struct kam *k, int64_t id,
		  const struct kam_outbox_outcome *outcome, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char next[KAM_INSTANT_TEXT];
	int64_t attempts;
	int rc = read_attempts(&attempts, k, id, err);

	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql_settle, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	kam_stmt_bind_text(s, 2, kam_mail_states[outcome->state]);
	kam_stmt_bind_text(s, 3, outcome->error);
	if (outcome->state == KAM_MAIL_QUEUED) {
		kam_instant_format(
		    next, k->now + pause_after(attempts, outcome->refused));
		kam_stmt_bind_text(s, 4, next);
	} else {
		kam_stmt_bind_null(s, 4);
	}
	rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	return rc;
}

static int end(struct kam *k, int rc, struct kam_err *err)
{
	if (!rc)
		rc = kam_outbox_seal(k, err);
	if (!rc)
		return kam_commit(k, err);
	kam_db_rollback(k->db);
	return rc;
}

int kam_outbox_settle(struct kam *k, int64_t id,
		      const struct kam_outbox_outcome *outcome,
		      struct kam_err *err)
{
	int rc = kam_db_begin_write(k->db, err);

	return rc ? rc : end(k, settle(k, id, outcome, err), err);
}

static int orphans(struct kam *k, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_orphans, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, _("kam ended before it knew the outcome"));
	rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	return rc;
}

int kam_outbox_orphans(struct kam *k, struct kam_err *err)
{
	int rc = kam_db_begin_write(k->db, err);

	return rc ? rc : end(k, orphans(k, err), err);
}

/* Says why a message was not dropped. */
static int refuse_drop(struct kam *k, int64_t id, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_state, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *state = kam_stmt_text(s, 0);

		rc = kam_fail(err, KAM_EREFUSED, _("message %lld is %s"),
			      (long long)id, state ? _(state) : "?");
	} else if (!rc) {
		rc = kam_fail(err, KAM_ENOENT, _("no message %lld"),
			      (long long)id);
	}
	kam_hint(err, "%s", _("'kam mail queue' shows what waits"));
	kam_stmt_finalize(s);
	return rc;
}

static int drop(struct kam *k, int64_t id, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_drop, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	if (!rc && !kam_db_changes(k->db))
		rc = refuse_drop(k, id, err);
	return rc;
}

int kam_outbox_drop(struct kam *k, int64_t id, struct kam_err *err)
{
	int rc = kam_db_begin_write(k->db, err);

	return rc ? rc : end(k, drop(k, id, err), err);
}
