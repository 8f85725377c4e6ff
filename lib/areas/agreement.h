/*
 * What the rules of agreements and the verbs that make them share.
 */
#ifndef KAM_AREAS_AGREEMENT_H
#define KAM_AREAS_AGREEMENT_H

#include <kam/store.h>

/* The index of a requirement's state; whether it is at its end. */
int kam_req_state(const char *name);
int kam_req_closed(const struct kam_record *req);
/* 1 where the wording is agreed to, whatever the state. */
int kam_req_locked(const struct kam_record *req);
/* The first field of the wording that differs, or KAM_NO_FIELD. */
int kam_req_reworded(const struct kam_record *before,
		     const struct kam_record *after);

/* The decision by which the wording in force is so, to be changed; *before is
   NULL where none is kept. */
int kam_req_decision(struct kam_record **before, struct kam_record **after,
		     struct kam *k, const struct kam_record *req,
		     struct kam_err *err) KAM_MUST_USE;

#endif
