/*
 * Records for other systems, and as kam's own CSV.
 *
 * What is written has the headers, the order of the columns, the encoding and
 * the date forms of the system's own exports; kam_import_csv() reads it to the
 * same records again. Columns that the register doesn't know are empty. Ids
 * are the source's; a record that didn't come from there has kam's ("ACC-3").
 */
#ifndef KAM_EXPORT_H
#define KAM_EXPORT_H

#include <kam/out.h>
#include <kam/store.h>

struct kam_export_options {
	const char *layout;   /* as for imports */
	const char *timezone; /* of its times; NULL: the register's */
};
struct kam_export_result {
	const char *encoding; /* what the system expects: "GB18030", or
				 "UTF-8", which begins with a BOM */
	int64_t unsaid;       /* values that the layout has no way to say */
	const char *example;  /* the first of them, in the arena */
};

/* Prints the query's records, of the layout's kind (of any for "csv"), as rows
   of a list; the columns live in the arena. */
int kam_export_csv(struct kam_export_result *result, struct kam_out *out,
		   struct kam *k, struct kam_query *q,
		   const struct kam_kind *kind, struct kam_arena *arena,
		   const struct kam_export_options *options,
		   struct kam_err *err) KAM_MUST_USE;

/* SHA-256 over the canonical bytes of every record, in hexadecimal: equal
   registers have the same, whatever their journals. */
enum { KAM_EXPORT_HASH = 65 };
int kam_export_hash(char hash[KAM_EXPORT_HASH], int64_t *records, struct kam *k,
		    struct kam_err *err) KAM_MUST_USE;

#endif
