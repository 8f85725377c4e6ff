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

/* The records that refer to one, each once, as the catalogue lists kinds. */
struct kam_referring {
	const struct kam_kind *kind;
	int64_t id;
};
struct kam_referrers {
	struct kam_referring *items; /* in the arena */
	size_t n, room;
};
int kam_referrers_find(struct kam_referrers *out, struct kam *k,
		       struct kam_arena *arena, const struct kam_kind *kind,
		       int64_t id, struct kam_err *err) KAM_MUST_USE;
/* In a record that is loaded, whatever refers to one record refers to another
   of the kind; 0: to none, which lists have as nothing. */
int kam_record_point(struct kam *k, struct kam_record *record,
		     const struct kam_kind *kind, int64_t from, int64_t to,
		     struct kam_err *err) KAM_MUST_USE;
/* Adds an entry to a list unless it is there; one without a role gets it. */
int kam_record_join_ref(struct kam *k, struct kam_record *record, int field,
			int64_t id, const char *role,
			struct kam_err *err) KAM_MUST_USE;
/* Inside an operation: writes a record in which only references differ,
   without asking its kind, whose rules may hold it as it was agreed. Anything
   else that differs is KAM_EINTERNAL. */
int kam_record_repoint(struct kam *k, const struct kam_record *before,
		       struct kam_record *after,
		       struct kam_err *err) KAM_MUST_USE;

#endif
