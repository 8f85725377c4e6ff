/*
 * The register's own exchange form: a line of JSON per record, {"kind":"req",
 * …} and then what kam_record_print() prints, kinds in catalogue order, records
 * by id. What is exported and imported into an empty register comes out the
 * same again, but for versions and times.
 */
#ifndef KAM_JSONL_H
#define KAM_JSONL_H

#include <kam/input.h>
#include <kam/out.h>
#include <kam/store.h>

/* Prints every record as a row of a list whose columns are NULL. */
int kam_jsonl_export(struct kam_out *out, struct kam *k,
		     struct kam_err *err) KAM_MUST_USE;
/* The rows of one query's records, in a list that the caller opened. */
int kam_jsonl_export_query(struct kam_out *out, struct kam *k,
			   struct kam_query *q, const struct kam_kind *kind,
			   struct kam_err *err) KAM_MUST_USE;
/*
 * Inside an operation. Records keep their ids, which must be free. Optional
 * references may lead to a record further on. *created counts them. A refused
 * line fails the whole: KAM_EINVALID and the like, with its number.
 */
int kam_jsonl_import(int64_t *created, struct kam *k,
		     const struct kam_input *input,
		     struct kam_err *err) KAM_MUST_USE;

#endif
