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
	CALENDAR
};

enum {
	OF_ACTION,
	OF_CALL,
	OF_ANSWER,
	OF_RESOLUTION,
	OF_OCCURRENCE,
	OF_REQ,
	STORY
};

#endif
