/*
 * What the files of links share.
 */
#ifndef KAM_AREAS_LINK_H
#define KAM_AREAS_LINK_H

#include <kam/link.h>

static inline int kam_end_same(struct kam_end a, struct kam_end b)
{
	return a.kind == b.kind && a.id == b.id;
}

/* KAM_EREFUSED, with the way, where the link would close a circle of its
   relation. */
int kam_link_circle(struct kam *k, struct kam_end from, const char *relation,
		    struct kam_end to, struct kam_err *err) KAM_MUST_USE;

#endif
