/*
 * Requirements that contradict each other, as far as that can be seen.
 *
 *	linked    a link says so: REQ-1 conflicts REQ-2
 *	figures   nearly the same wording (80 %, as similar.h has it, numbers
 *	          and negations aside), other figures (normal.h)
 *	negation  nearly the same wording and figures, and one negates
 *	deadline  nearly the same wording and figures, other due dates
 *	priority  the same, other priorities
 *	order     it is due before one that it needs
 *	wont      a Must that needs a Won't, or any that needs one that is
 *	          deferred or dropped
 *	circle    it needs itself, by way of others
 *
 * REQ-2 needs REQ-1 where REQ-1 blocks REQ-2, or REQ-2 derives REQ-1. Wordings
 * are those of titles and statements, within an account; two that are linked as
 * duplicates or related were looked at and aren't told of for their wording.
 */
#ifndef KAM_REQ_CONFLICTS_H
#define KAM_REQ_CONFLICTS_H

#include <kam/store.h>

enum kam_conflict_rule {
	KAM_CONFLICT_LINKED,
	KAM_CONFLICT_FIGURES,
	KAM_CONFLICT_NEGATION,
	KAM_CONFLICT_DEADLINE,
	KAM_CONFLICT_PRIORITY,
	KAM_CONFLICT_ORDER,
	KAM_CONFLICT_WONT,
	KAM_CONFLICT_CIRCLE,
	KAM_CONFLICT_RULES
};
extern const char *const kam_conflict_words[KAM_CONFLICT_RULES];

struct kam_conflict {
	enum kam_conflict_rule rule;
	int64_t id, other;
	const char *title, *other_title;
	/* what differs: figures, days, words of priority or state; NULL where
	   nothing does */
	const char *here, *there;
	int64_t link; /* LINKED, ORDER, WONT, CIRCLE: one that ties them */
	const int64_t *circle; /* CIRCLE: all of it, from id on */
	size_t n_circle;
};

struct kam_conflicts {
	struct kam_arena arena;
	struct kam_conflict *items; /* by id, rule, other */
	size_t n, room;
};
/* Those of what the query leaves, with each other and with what they need.
   Release afterwards. */
int kam_req_conflicts(struct kam_conflicts *c, struct kam *k,
		      struct kam_query *q, struct kam_err *err) KAM_MUST_USE;
void kam_conflicts_release(struct kam_conflicts *c);

#endif
