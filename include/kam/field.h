/*
 * Definitions of custom fields as records: found and emptied. What they do is
 * in custom.h.
 */
#ifndef KAM_FIELD_H
#define KAM_FIELD_H

#include <kam/store.h>

/* The definition that goes by "req.sla"; 0 where there is none, and where the
   text isn't of that form. */
int kam_field_named(int64_t *id, struct kam *k, const char *text,
		    struct kam_err *err) KAM_MUST_USE;
/* Inside an operation: takes its values from the records that have one, a
   change of each; how many those were. */
int kam_field_clear(int64_t *n, struct kam *k,
		    const struct kam_record *definition,
		    struct kam_err *err) KAM_MUST_USE;

#endif
