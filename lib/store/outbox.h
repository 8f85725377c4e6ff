/*
 * What the outbox's files share: how a row of it is read.
 */
#ifndef KAM_STORE_OUTBOX_H
#define KAM_STORE_OUTBOX_H

#include "db/db.h"

#include <kam/outbox.h>

#define KAM_OUTBOX_COLUMNS                                                     \
	"id, status, report, person, period, sender, recipient, subject, "     \
	"message_id, message, attempts, queued, tried, next_try, error"

/* Texts are those of the row, until the next step. */
int kam_outbox_row(struct kam_outgoing *m, struct kam_stmt *s,
		   struct kam_err *err) KAM_MUST_USE;

#endif
