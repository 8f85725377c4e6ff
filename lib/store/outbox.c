#include "store/internal.h"

#include <kam/address.h>
#include <kam/date.h>
#include <kam/outbox.h>
#include <string.h>

#include "store/outbox.h"

#include <kam/past.h>

const char *const kam_mail_states[] = {
	[KAM_MAIL_QUEUED] = N_("queued"),   [KAM_MAIL_SENDING] = N_("sending"),
	[KAM_MAIL_SENT] = N_("sent"),       [KAM_MAIL_UNKNOWN] = N_("unknown"),
	[KAM_MAIL_DROPPED] = N_("dropped"), NULL,
};

static const char sql_find[] = "SELECT id FROM outbox WHERE report = $1 "
			       "AND person = $2 AND period = $3";
static const char sql_next[] = "SELECT COALESCE(max(id), 0) + 1 FROM outbox";
static const char sql_add[] =
    "INSERT INTO outbox (status, report, person, period, sender, recipient, "
    "subject, message_id, message, attempts, queued) "
    "VALUES ('queued', $1, $2, $3, $4, $5, $6, $7, $8, 0, $9) "
    "ON CONFLICT (report, person, period) DO NOTHING RETURNING id";
static const char sql_open[] =
    "SELECT " KAM_OUTBOX_COLUMNS " FROM outbox "
    "WHERE status IN ('queued', 'sending', 'unknown') "
    "AND ($1 = 0 OR id = $1) AND id >= $2 ORDER BY id LIMIT $3";
static const char sql_all[] =
    "SELECT " KAM_OUTBOX_COLUMNS " FROM outbox "
    "WHERE ($1 = 0 OR id = $1) AND id >= $2 ORDER BY id DESC LIMIT $3";
static const char sql_ends[] =
    "SELECT lower(hex(hash)) FROM operation WHERE id IN "
    "((SELECT min(id) FROM operation), (SELECT max(id) FROM operation)) "
    "ORDER BY id";

int kam_outbox_begin(struct kam *k, struct kam_err *err)
{
	int rc = kam_past_refuse(k, err);

	if (!rc)
		rc = kam_db_begin_write(k->db, err);
	k->in_outbox = !rc;
	return rc;
}

int kam_outbox_end(struct kam *k, int rc, struct kam_err *err)
{
	k->in_outbox = 0;
	if (!rc)
		rc = kam_outbox_seal(k, err);
	if (!rc)
		return kam_commit(k, err);
	kam_db_rollback(k->db);
	return rc;
}

/* The first column of the only row; 0 where there is none. */
static int take_id(int64_t *id, struct kam_stmt *s, struct kam_err *err)
{
	int rc = kam_stmt_step(s, err);

	*id = rc > 0 ? kam_stmt_int(s, 0) : 0;
	/* to its end: RETURNING has done its work only then */
	if (rc > 0)
		rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc < 0 ? rc : 0;
}

int kam_outbox_find(int64_t *id, struct kam *k, const char *report,
		    const char *person, const char *period, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_find, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, report);
	kam_stmt_bind_text(s, 2, person);
	kam_stmt_bind_text(s, 3, period);
	return take_id(id, s, err);
}

int kam_outbox_next_id(int64_t *id, struct kam *k, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_next, err);

	return rc ? rc : take_id(id, s, err);
}

/* What would be a header, or an argument of a program. */
static int check(const struct kam_outgoing *m, struct kam_err *err)
{
	int rc = kam_address_check(m->sender, err);

	if (!rc)
		rc = kam_address_check(m->recipient, err);
	if (!rc)
		rc = kam_header_check("Subject", m->subject, err);
	if (!rc)
		rc = kam_header_check("Message-ID", m->message_id, err);
	return rc;
}

int kam_outbox_add(struct kam *k, struct kam_outgoing *m, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char now[KAM_INSTANT_TEXT];
	int rc = check(m, err);

	if (!rc)
		rc = kam_cached_text(&s, k, sql_add, err);
	if (rc)
		return rc;
	kam_instant_format(now, k->now);
	kam_stmt_bind_text(s, 1, m->report);
	kam_stmt_bind_text(s, 2, m->person);
	kam_stmt_bind_text(s, 3, m->period);
	kam_stmt_bind_text(s, 4, m->sender);
	kam_stmt_bind_text(s, 5, m->recipient);
	kam_stmt_bind_text(s, 6, m->subject);
	kam_stmt_bind_text(s, 7, m->message_id);
	kam_stmt_bind_text(s, 8, m->message);
	kam_stmt_bind_text(s, 9, now);
	return take_id(&m->id, s, err);
}

int kam_outbox_row(struct kam_outgoing *m, struct kam_stmt *s,
		   struct kam_err *err)
{
	const char *state = kam_stmt_text(s, 1);
	int i = 0;

	*m = (struct kam_outgoing){
		.id = kam_stmt_int(s, 0),
		.report = kam_stmt_text(s, 2),
		.person = kam_stmt_text(s, 3),
		.period = kam_stmt_text(s, 4),
		.sender = kam_stmt_text(s, 5),
		.recipient = kam_stmt_text(s, 6),
		.subject = kam_stmt_text(s, 7),
		.message_id = kam_stmt_text(s, 8),
		.message = kam_stmt_text(s, 9),
		.attempts = kam_stmt_int(s, 10),
		.queued = kam_stmt_text(s, 11),
		.tried = kam_stmt_text(s, 12),
		.next_try = kam_stmt_text(s, 13),
		.error = kam_stmt_text(s, 14),
	};
	if (kam_stmt_failed(s) || !state)
		return kam_fail_memory(err);
	while (kam_mail_states[i] && strcmp(kam_mail_states[i], state) != 0)
		i++;
	m->state = (enum kam_mail_state)i;
	return 0;
}

int kam_outbox_each(struct kam *k, const struct kam_outbox_query *query,
		    kam_each_outgoing each, void *context, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc =
	    kam_db_prepare(&s, k->db, query->open ? sql_open : sql_all, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, query->id);
	kam_stmt_bind_int(s, 2, query->since);
	kam_stmt_bind_int(s, 3, query->limit ? query->limit : INT64_MAX);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		struct kam_outgoing m;

		rc = kam_outbox_row(&m, s, err);
		if (!rc)
			rc = each(context, &m, err);
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_journal_ends(char first[65], char last[65], struct kam *k,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_ends, err);

	first[0] = last[0] = '\0';
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *hash = kam_stmt_text(s, 0);

		if (!hash) {
			rc = kam_fail_memory(err);
			break;
		}
		if (!first[0])
			(void)snprintf(first, 65, "%s", hash);
		(void)snprintf(last, 65, "%s", hash);
		rc = 0;
	}
	kam_stmt_finalize(s);
	return rc;
}
