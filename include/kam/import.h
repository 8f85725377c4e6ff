/*
 * Records from other systems' exports, and from kam's own CSV.
 *
 * Rows are matched by the source's own id ("zoho:zcrm_123"): a row that says
 * what it said last time changes nothing, so that a second import, and a
 * change made here since, both stay. A row without an id is known by a digest
 * of what it says, however its dates are written. Relations go by the source's
 * ids, or by a customer's name where the system writes only that and one record
 * has it. All rows or none: any error refuses the file, unless the bad rows are
 * put aside.
 *
 * The layout "csv" is kam's own: a column for each field of a kind, as lists
 * in CSV have them. A row with an ID changes that record, if it is still the
 * one, and still as it was, when the file was written; or makes it again.
 *
 *	rc = kam_operation_begin(k, err);
 *	if (!rc)
 *		rc = kam_import_csv(&result, k, &arena, &options, &input, err);
 *	if (!rc && result.refused)
 *		…kam_operation_cancel(k): nothing was written…
 *
 * Memory: a record's; for each of the register and the file 21 to 43 bytes to
 * know duplicates by, for each row as many to know its id or what it says by;
 * as many for each record with --match and where a column names those of
 * another kind; and each reference to one further down in the file.
 */
#ifndef KAM_IMPORT_H
#define KAM_IMPORT_H

#include <kam/csv.h>
#include <kam/store.h>

enum { KAM_IMPORT_ERRORS = 100 };

struct kam_import_issue {
	size_t line, column; /* from 1; column 0: the row as a whole */
	const char *message;
};

struct kam_import_result {
	int64_t created, updated, unchanged, skipped;
	struct kam_import_issue errors[KAM_IMPORT_ERRORS];
	size_t n_errors; /* kept; refused counts all */
	int64_t refused;
	int broken; /* the file ends in what is no CSV */
	struct kam_import_issue warnings[KAM_IMPORT_ERRORS];
	size_t n_warnings;    /* kept */
	int64_t warned;       /* all of an import's rows */
	int64_t strangers;    /* mail that concerns no contact */
	int64_t members;      /* of the firm, whom rows named and nobody was */
	char named[160];      /* the first of them: "Li Lei, Wang" */
	int64_t duplicates;   /* rows that became records although one that is
				 likely the same was there */
	const char *unread;   /* "Rating, Fax": columns that hold something and
				 have no place here; or NULL */
	const char *encoding; /* of the file: "GB18030" */
};

/* The names of the layouts there are, from 0; NULL beyond the last. */
const char *kam_import_layout(size_t at);

/* The kind of its records; NULL for "csv" and what is no layout. */
const struct kam_kind *kam_import_kind(const char *layout);

/* The layout whose columns a file has; NULL where it has none's, or is no CSV.
   Reads the head only. */
const char *kam_import_fits(const struct kam_input *input,
			    const char *encoding);

/* A column that a layout reads, for the manual. */
struct kam_import_reads {
	const char *names[41]; /* the usual one first; ended by NULL */
	const char *fills; /* a field's name; "id": the row is known by it */
	int required;      /* the file must have it */
	const char *const *words; /* theirs, ours, theirs, ours, …, or NULL */
};
/* The layout's columns from 0; 0 beyond the last. */
int kam_import_reads(struct kam_import_reads *out, const char *layout,
		     size_t at);

struct kam_import_options {
	const char *layout;   /* one of those, or "csv" */
	const char *kind;     /* of csv */
	const char *encoding; /* as kam_csv_open() takes it */
	const char *timezone; /* of its times; NULL: the register's */
	const char *dates;    /* "mdy", "dmy": what 1/5/2026 is; NULL: what the
				 file's other dates show, where they do */
	const char *match;    /* a field by which records are found where their
				 source isn't known; or NULL */
	/* "COLUMN=LABEL", "COLUMN:VALUE=VALUE": see --map in kam help import */
	const char *const *maps;
	size_t n_maps;
	int64_t account, project; /* of new rows without one; or 0 */
	/* where set, a bad row is taken back and given to it; one that is
	   flawed as CSV, too, as kam_csv_what() says then */
	int (*bad)(void *context, const struct kam_csv *row, const char *why,
		   struct kam_err *err);
	void *context;
};

/* The column that a file of bad rows has for what is wrong with them; an
   import passes over it. */
#define KAM_IMPORT_REASON "kam_error"

/*
 * Inside an operation. 0 also where the result holds errors; KAM_EUSAGE for
 * no such layout, kind or field; messages live in the arena.
 */
int kam_import_csv(struct kam_import_result *result, struct kam *k,
		   struct kam_arena *arena,
		   const struct kam_import_options *options,
		   const struct kam_input *input,
		   struct kam_err *err) KAM_MUST_USE;

#endif
