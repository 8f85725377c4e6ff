/*
 * Replay: a record as its journal has it.
 */
#ifndef KAM_STORE_REPLAY_H
#define KAM_STORE_REPLAY_H

#include "store/internal.h"

enum { KAM_MEMBERS = KAM_COLUMNS + 4 };

struct kam_replay {
	const struct kam_kind *kind; /* NULL: of an unknown kind, `name` */
	const char *name;
	int64_t id;
	struct kam_arena arena; /* the caller may use it too */
	struct kam_member {
		const char *name, *value; /* canonical bytes */
	} members[KAM_MEMBERS];
	int n;
	int made;                   /* its creation was among the changes */
	int alive;                  /* made, and not removed */
	int removed;                /* its last change */
	int unreadable;             /* a change was not canonical bytes */
	int64_t version, operation; /* the last one */
	const char *created, *modified;
};

/* Every record of the journal in order of kind and id, valid during the call;
   unknown kinds once for each change. */
typedef int (*kam_each_replay)(void *context, struct kam_replay *r,
			       struct kam_err *err);
int kam_replay_each(struct kam *k, kam_each_replay each, void *context,
		    struct kam_err *err) KAM_MUST_USE;
/* Empty, for one record. */
void kam_replay_begin(struct kam_replay *r, const struct kam_kind *kind,
		      int64_t id);
/* One record, as the operations before one left it; one that was removed is as
   it was then, not alive. */
int kam_replay_one(struct kam_replay *r, struct kam *k,
		   const struct kam_kind *kind, int64_t id, int64_t before,
		   struct kam_err *err) KAM_MUST_USE;
/* Sets one member, keeping the order of names, NULL or "null" unsets it; all of
   them from a whole record's canonical bytes. KAM_ENOMEM, or -1 where that
   can't be. */
int kam_replay_set(struct kam_replay *r, const char *name, const char *value);
int kam_replay_whole(struct kam_replay *r, const char *bytes);
/* The record's canonical bytes. */
void kam_replay_canonical(struct kam_str *out, const struct kam_replay *r);
/* A member's canonical bytes; NULL where it is unset. */
const char *kam_replay_member(const struct kam_replay *r, const char *name);

/* The record that the members make; KAM_ECORRUPT where they make none. */
int kam_replay_record(struct kam_record **out, struct kam *k,
		      struct kam_replay *replay,
		      struct kam_err *err) KAM_MUST_USE;

#endif
