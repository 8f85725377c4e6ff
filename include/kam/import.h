/*
 * Records from other systems' exports.
 *
 * Rows are matched by the source's own id ("zoho:zcrm_123"): a row that says
 * what it said last time changes nothing, so that a second import, and a
 * change made here since, both stay. Relations go by those ids. All rows or
 * none: any error refuses the file.
 *
 *	rc = kam_operation_begin(k, err);
 *	if (!rc)
 *		rc = kam_import_csv(&result, k, &arena, &options, bytes, length,
 *		                    err);
 *	if (!rc && result.n_errors)
 *		…kam_operation_cancel(k): nothing was written…
 */
#ifndef KAM_IMPORT_H
#define KAM_IMPORT_H

#include <kam/store.h>

enum { KAM_IMPORT_ERRORS = 100 };

struct kam_import_issue {
	size_t line, column; /* from 1; column 0: the row as a whole */
	const char *message;
};

struct kam_import_result {
	int64_t created, updated, unchanged, skipped;
	struct kam_import_issue errors[KAM_IMPORT_ERRORS];
	size_t n_errors;
	struct kam_import_issue warnings[KAM_IMPORT_ERRORS];
	size_t n_warnings;  /* kept; there may have been more */
	const char *unread; /* "Rating, Fax": columns that hold something and
			       have no place here; or NULL */
};

/* The names of the layouts there are, from 0; NULL beyond the last. */
const char *kam_import_layout(size_t at);

struct kam_import_options {
	const char *layout;
	const char *encoding; /* as kam_csv_open() takes it */
	const char *timezone; /* of its times; NULL: the register's */
};

/*
 * Inside an operation. 0 also where the result holds errors; KAM_EUSAGE for
 * no such layout; messages live in the arena.
 */
int kam_import_csv(struct kam_import_result *result, struct kam *k,
		   struct kam_arena *arena,
		   const struct kam_import_options *options, const char *bytes,
		   size_t length, struct kam_err *err) KAM_MUST_USE;

#endif
