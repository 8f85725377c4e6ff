/*
 * Contacts of other customers in an account's records: a requirement that
 * somebody of another account agreed to, a report that goes to them. It may be
 * meant (a consultant, a firm that works for both), so it is told and not
 * refused.
 */
#ifndef KAM_STRANGER_H
#define KAM_STRANGER_H

#include <kam/store.h>

struct kam_stranger {
	const char *field;          /* the record's, that names them */
	const char *contact, *name; /* "CON-2", "Anna Weber" */
	const char *theirs, *ours;  /* keys: of their account, the record's */
};

struct kam_strangers {
	struct kam_stranger *items; /* in the record's arena */
	size_t n;
};

/*
 * Those whom the operation that is under way put into the record: not one of
 * their accounts is the record's, nor above or directly below it. None for a
 * record that has no account, and none who is of no account.
 */
int kam_strangers_find(struct kam_strangers *out, struct kam *k,
		       const struct kam_record *record,
		       struct kam_err *err) KAM_MUST_USE;

#endif
