/*
 * Many records at a time, for what is computed over all of them: where their
 * references lead, and those of given ids, without a statement for each.
 */
#ifndef KAM_REFERENCES_H
#define KAM_REFERENCES_H

#include <kam/store.h>

/* What a REF, REFS or ANY field of the kind's records holds: one call for each
   entry, by the id of the record that refers. */
typedef int (*kam_each_reference)(void *context, int64_t from,
				  const struct kam_kind *kind, int64_t to,
				  struct kam_err *err);
int kam_references_each(struct kam *k, const struct kam_kind *kind, int field,
			kam_each_reference each, void *context,
			struct kam_err *err) KAM_MUST_USE;

/* The records with these ids, those that are there, KAM_PAGE to a statement;
   their REFS and TAGS stay unset. Each is valid during its call only. */
int kam_records_each(struct kam *k, const struct kam_kind *kind,
		     const int64_t *ids, size_t n, kam_each_record each,
		     void *context, struct kam_err *err) KAM_MUST_USE;

#endif
