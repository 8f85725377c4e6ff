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

#endif
