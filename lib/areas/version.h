/*
 * What agreements and baselines know of versions, beyond kam/agreement.h.
 */
#ifndef KAM_AREAS_VERSION_H
#define KAM_AREAS_VERSION_H

#include <kam/agreement.h>

/* 1 where the version says what the requirement says. */
int kam_version_same(const struct kam_record *version,
		     const struct kam_record *req);
/* The same of two versions. */
int kam_version_equal(const struct kam_record *a, const struct kam_record *b);
/* The number of a version that is new, and of the one that the requirement's
   wording has: the last one's where it says the same, else a new one. */
int kam_version_next(int64_t *number, struct kam *k,
		     const struct kam_record *req,
		     struct kam_err *err) KAM_MUST_USE;
int kam_version_number(int64_t *number, struct kam *k,
		       const struct kam_record *req,
		       struct kam_err *err) KAM_MUST_USE;
/* Keeps the requirement's wording as the version of that number. */
int kam_version_add(struct kam_record **out, struct kam *k,
		    const struct kam_record *req, int64_t number,
		    const char *reason, struct kam_err *err) KAM_MUST_USE;

#endif
