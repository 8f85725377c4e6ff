/*
 * The columns of a row of the ledger, and the statements that give them.
 */
#ifndef KAM_AREAS_PROMISE_SQL_H
#define KAM_AREAS_PROMISE_SQL_H

#include "areas/sql.h"

enum {
	WHICH_ID,
	WHAT,
	DUE,
	DONE,
	STATUS,
	VERSION,
	SEVERITY,
	TYPE,
	REASON,
	SAID,
	SAID_ON,
	ACCOUNT,
	PROJECT,
	OWNER,
	OWNER_ID,
	CONTACT,
	CONTACT_NAME,
	CALENDAR,
	INTERNAL
};

/* Each with the statement that counts those of it that are late, and with its
   own for one account. */
enum { LATE_OF = 1, ONE_OF = 2 };
enum {
	OF_ACTION,
	LATE_OF_ACTION,
	ONE_OF_ACTION,
	OF_CALL,
	LATE_OF_CALL,
	ONE_OF_CALL,
	OF_ANSWER,
	LATE_OF_ANSWER,
	ONE_OF_ANSWER,
	OF_RESOLUTION,
	LATE_OF_RESOLUTION,
	ONE_OF_RESOLUTION,
	OF_OCCURRENCE,
	LATE_OF_OCCURRENCE,
	ONE_OF_OCCURRENCE,
	OF_REQ,
	LATE_OF_REQ,
	ONE_OF_REQ,
	STORY
};

#endif
