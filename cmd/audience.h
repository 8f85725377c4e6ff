/*
 * For whom output is made. What is made for a customer has the fields that the
 * catalogue marks KAM_CUSTOMER and no others, of one account alone, and leaves
 * out records that are internal as a whole (struct kam_hooks, internal).
 *
 * It is for a customer where --audience customer says so, and where it is
 * mailed to an address that is a contact's, or of a domain that contacts have
 * and no member: then whatever else was said.
 */
#ifndef KAM_CMD_AUDIENCE_H
#define KAM_CMD_AUDIENCE_H

#include "cmd.h"

enum { CMD_AUDIENCE_ACCOUNTS = 16 };
struct cmd_audience {
	int customer;
	/* the accounts that the reader belongs to; none: not known */
	int64_t accounts[CMD_AUDIENCE_ACCOUNTS];
	size_t n;
};

/* KAM_EUSAGE for a verb whose output is not made for customers. */
int cmd_audience_check(const struct cmd *c, struct kam_err *err) KAM_MUST_USE;
/* Who reads what is mailed to an address. */
int cmd_audience_of(struct cmd_audience *out, struct cmd *c,
		    const char *address, struct kam_err *err) KAM_MUST_USE;
/* Leaves the columns that a customer may see; KAM_EREFUSED where the kind is
   internal, or where a column that was asked for is. */
int cmd_audience_columns(const struct cmd *c, const struct kam_kind *kind,
			 int columns[KAM_COLUMNS], int *n,
			 struct kam_err *err) KAM_MUST_USE;
/* KAM_EUSAGE where a list for a customer is of no account, KAM_EREFUSED where
   it is of another's. */
int cmd_audience_scope(const struct cmd *c, struct kam_err *err) KAM_MUST_USE;
/* Whether the reader may see a record. */
int cmd_audience_sees(const struct cmd *c, const struct kam_record *r);

#endif
