/*
 * A brief: what to know of an account before a meeting, on one page; and, for
 * the customer, a report of what changed.
 *
 * Both are documents (document.h), whose sections come by importance and are
 * cut where they get long, with the command that shows the rest. The brief's
 * sections are people, late, said, ask, care, requirements, money, changes; the
 * report's changes, wanted and next. The report has the fields that the
 * catalogue marks KAM_CUSTOMER, and leaves out records that are internal as a
 * whole.
 *
 * What changed is the net change since a moment, from the journal: that of the
 * last conversation, of the last report that the customer got, or a day's
 * beginning. The last report is the latest of a delivery of regular feedback
 * (an occurrence given or late, from the beginning of its day on, so that
 * nothing is left out) and a message that was sent to an address of a contact.
 * Records that were removed since are told with the title that they had; not to
 * the customer where a record of the kind may be internal as a whole.
 */
#ifndef KAM_BRIEF_H
#define KAM_BRIEF_H

#include <kam/document.h>
#include <kam/store.h>

enum kam_brief_since {
	KAM_SINCE_TALK,
	KAM_SINCE_REPORT,
	KAM_SINCE_DAY,
};

struct kam_brief_query {
	int64_t account;
	const int64_t *with; /* contacts; none: the most influential */
	size_t n_with;
	enum kam_brief_since since;
	int32_t day;  /* KAM_SINCE_DAY */
	int customer; /* a report for the customer */
};

struct kam_brief {
	struct kam_document *doc;
	const char *key, *name; /* the account's */
	/* since when changes count: "conversation", "report", "date", or
	   "beginning" where there is none of these */
	const char *by;
	const char *since;     /* the instant; NULL: the beginning */
	const char *by_record; /* "COM-3", "OCC-2"; or NULL */
};

/* In the arena. */
int kam_brief_make(struct kam_brief *out, struct kam *k,
		   struct kam_arena *arena, const struct kam_brief_query *query,
		   struct kam_err *err) KAM_MUST_USE;

/* When somebody of ours last spoke with a contact, about whatever account:
 * *comm is 0 where nobody did. */
struct kam_last_talk {
	int64_t comm;
	int64_t at; /* UTC seconds */
};
int kam_last_talk_with(struct kam_last_talk *out, struct kam *k,
		       int64_t contact, struct kam_err *err) KAM_MUST_USE;

/* What a contact is in an account: "economic_buyer", or whatever they are
   called there; NULL where nothing is said. */
const char *kam_contact_role(const struct kam_record *contact, int64_t account);

#endif
