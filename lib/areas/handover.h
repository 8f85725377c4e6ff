/*
 * What the parts of a hand-over share.
 */
#ifndef KAM_AREAS_HANDOVER_H
#define KAM_AREAS_HANDOVER_H

#include <kam/handover.h>

struct kam_handing {
	struct kam *k;
	struct kam_arena *arena;
	struct kam_handover *out;
	struct kam_record *account, *to;
	struct kam_record *from; /* NULL: nobody had it */
	size_t items_room, others_room;
};

/* The pack, as things are before anything is reassigned. */
int kam_handover_document(struct kam_handing *h,
			  struct kam_err *err) KAM_MUST_USE;
/* Its sections of what is promised and of what else is due. */
/* What people read in place of a record's title, as kam_title_shown(). */
const char *kam_handover_title(struct kam_handing *h,
			       const struct kam_kind *kind, int64_t id,
			       const char *title);
int kam_handover_owed(struct kam_handing *h, struct kam_err *err) KAM_MUST_USE;

#endif
