/*
 * Which requirement needs which: REQ-1 blocks REQ-2 says that REQ-2 needs
 * REQ-1, REQ-2 derives REQ-1 says the same. Which contradict each other: REQ-1
 * conflicts REQ-2. And of which it is known that they are alike: REQ-1
 * duplicates REQ-2, or relates to it.
 */
#ifndef KAM_AREAS_REQ_LINKS_H
#define KAM_AREAS_REQ_LINKS_H

#include <kam/store.h>

enum kam_req_tie {
	KAM_TIE_NEEDS,
	KAM_TIE_CONFLICTS,
	KAM_TIE_DUPLICATES,
	KAM_TIE_RELATES
};

struct kam_req_link {
	enum kam_req_tie tie;
	int64_t req, other; /* req needs other */
	int64_t link;
};
struct kam_req_links {
	struct kam_req_link *items; /* by req, then other */
	size_t n, room;
};

int kam_req_links_load(struct kam_req_links *out, struct kam *k,
		       struct kam_err *err) KAM_MUST_USE;
void kam_req_links_release(struct kam_req_links *links);
/* The first of a requirement's; links->n where it has none. */
size_t kam_req_links_find(const struct kam_req_links *links, int64_t req);

/* 1 where two are tied so, whichever way the link leads. */
int kam_req_links_tied(const struct kam_req_links *links, int64_t a, int64_t b,
		       enum kam_req_tie how);

/* The state of a requirement, whichever filters left it out; -1 where there is
   none. */
int kam_req_state_of(int *state, struct kam *k, int64_t req,
		     struct kam_err *err) KAM_MUST_USE;
/* Whether those in the state are built, so that what needs them need not
   wait. */
int kam_req_is_built(int state);

#endif
