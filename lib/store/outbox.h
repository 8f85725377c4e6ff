/*
 * What the outbox's files share: how a row of it is read.
 */
#ifndef KAM_STORE_OUTBOX_H
#define KAM_STORE_OUTBOX_H

#include "store/internal.h"

#include <kam/outbox.h>

#define KAM_OUTBOX_COLUMNS                                                     \
	"id, status, report, person, period, sender, recipient, subject, "     \
	"message_id, message, attempts, queued, tried, next_try, error"

/* Texts are those of the row, until the next step. */
int kam_outbox_row(struct kam_outgoing *m, struct kam_stmt *s,
		   struct kam_err *err) KAM_MUST_USE;

/* The value of one of the columns above: a text, or where it is NULL a number,
   which is -1 for what is absent. */
struct kam_outbox_part {
	const char *text;
	size_t length;
	int64_t number;
};
enum { KAM_OUTBOX_PARTS = 15 };
/* What a row's digest is to be. */
void kam_outbox_digest(uint8_t out[KAM_DIGEST],
		       const struct kam_outbox_part parts[KAM_OUTBOX_PARTS]);
/* Gives the rows that were written their digests: every statement that writes
   sets digest to NULL, and the transaction ends with this. */
int kam_outbox_seal(struct kam *k, struct kam_err *err) KAM_MUST_USE;
/* Every row that isn't what was written. */
int kam_outbox_prove(struct kam *k, void (*bad)(void *context, int64_t id),
		     void *context, struct kam_err *err) KAM_MUST_USE;

#endif
