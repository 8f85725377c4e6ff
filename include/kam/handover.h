/*
 * Handing an account over: a pack that whoever takes it can work from, and the
 * owner of all that is open.
 *
 * Reassigned is what has the field "owner", belongs to the account, is not
 * closed and is the old owner's: the account itself, its contacts, projects,
 * requirements, actions, risks … of whatever kind. What has no owner of its own
 * follows the account. What names the old owner otherwise (who sends a report,
 * who is an escalation's step) stays and is listed, since it may be meant.
 * A note on the account records it.
 */
#ifndef KAM_HANDOVER_H
#define KAM_HANDOVER_H

#include <kam/document.h>
#include <kam/store.h>

struct kam_handover_item {
	const struct kam_kind *kind;
	int64_t id;
	const char *title;
	const char *field; /* which names the old owner */
};
struct kam_handover {
	struct kam_document *doc;
	const char *account; /* key */
	const char *from;    /* key; NULL: it had no owner */
	const char *to;
	struct kam_handover_item *items; /* reassigned */
	size_t n;
	struct kam_handover_item *others; /* that name the old owner still */
	size_t n_others;
	int64_t note;
};

/* Inside an operation; the result lives in the arena. KAM_EINVALID where the
   member has it already, KAM_EREFUSED where they have left. */
int kam_handover(struct kam_handover *out, struct kam *k,
		 struct kam_arena *arena, int64_t account, int64_t to,
		 struct kam_err *err) KAM_MUST_USE;

#endif
