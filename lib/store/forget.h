/*
 * What the parts of forgetting share.
 */
#ifndef KAM_STORE_FORGET_H
#define KAM_STORE_FORGET_H

#include "store/internal.h"

#include <kam/forget.h>

/* forget_theirs.c: records that are somebody's own beside theirs, by all that
   the journal has: those of kinds that need one of their kind and have personal
   fields. */
struct kam_theirs {
	struct {
		const struct kam_kind *kind;
		int64_t id;
	} * items;
	size_t n;
};
int kam_theirs_read(struct kam_theirs *out, struct kam *k,
		    struct kam_arena *arena, const struct kam_kind *person,
		    int64_t id, struct kam_err *err) KAM_MUST_USE;
int kam_theirs_has(const struct kam_theirs *t, const struct kam_kind *kind,
		   int64_t id);

struct kam_forgetting;
/* The operations that changed such records, maybe the person's too, and no
   other; ascending. */
int kam_theirs_operations(int64_t **out, size_t *n, struct kam_forgetting *f,
			  struct kam_err *err) KAM_MUST_USE;

struct kam_forgetting {
	struct kam *k;
	struct kam_arena *arena;  /* the result's */
	struct kam_arena scratch; /* reset per page or record */
	const struct kam_kind *kind;
	int64_t id;
	char name[64]; /* "(erased CON-3)" */
	struct kam_mentions traits;
	struct kam_theirs theirs;
	struct kam_forget_result *result;
	size_t room_hits, room_general;
	const char **own; /* what other people are known by, though a mention */
	size_t n_own, room_own;
};

/* A text that another person is known by stays; *kept is set where there is a
   mention in it. */
int kam_forget_spare(int *kept, struct kam_forgetting *f, const char *text,
		     struct kam_err *err) KAM_MUST_USE;
int kam_forget_is_own(const struct kam_forgetting *f, const char *text,
		      size_t length);

/* A field's value, one of its texts: how many mentions it has; with any, what
   it becomes ("" for none) is added to out, which may be NULL. *kept is set
   where it is the record's own and stays. */
int kam_forget_text(struct kam_str *out, int *kept, struct kam_forgetting *f,
		    const struct kam_kind *kind, int64_t id, int field,
		    const char *text, struct kam_err *err) KAM_MUST_USE;
/* The same of a change's value: canonical bytes of a field, or of a whole
   record where field is NULL. out is filled, with mentions or without. */
int kam_forget_bytes(struct kam_str *out, struct kam_forgetting *f,
		     const struct kam_kind *kind, int64_t id, const char *field,
		     const char *bytes, struct kam_err *err) KAM_MUST_USE;
/* Of the person's own record: what of the bytes may stay; 0 for nothing. */
int kam_forget_own_bytes(struct kam_str *out, const struct kam_forgetting *f,
			 const char *field, const char *bytes);

/* The field that holds a digest of what the record says, which would prove
   guesses at what was erased; KAM_NO_FIELD where there is none. */
int kam_forget_digest(const struct kam_kind *kind);

/* Everybody else's records, the person's own, the journal. */
int kam_forget_records(struct kam_forgetting *f,
		       struct kam_err *err) KAM_MUST_USE;
int kam_forget_person(struct kam_forgetting *f,
		      struct kam_err *err) KAM_MUST_USE;
int kam_forget_journal(struct kam_forgetting *f,
		       struct kam_err *err) KAM_MUST_USE;
int kam_forget_commands(struct kam_forgetting *f,
			struct kam_err *err) KAM_MUST_USE;

/* Who did something: *out is set, into the arena, where a mention goes. */
int kam_forget_actor(const char **out, struct kam_forgetting *f,
		     struct kam_arena *arena, const char *actor,
		     struct kam_err *err) KAM_MUST_USE;

int kam_forget_outbox(struct kam_forgetting *f,
		      struct kam_err *err) KAM_MUST_USE;

/* Journals that a text was erased, and what stands there now. */
int kam_forget_erasure(struct kam_forgetting *f, int64_t operation,
		       const char *what, const char *first, const char *second,
		       struct kam_err *err) KAM_MUST_USE;
/* Adds a hit to the result. */
int kam_forget_hit(struct kam_forgetting *f, const struct kam_kind *kind,
		   int64_t id, int64_t values, const char *kept,
		   struct kam_err *err) KAM_MUST_USE;
/* An array in the arena with room for one more, doubled when it is full. */
int kam_forget_grow(void *items, size_t n, size_t *room, size_t size,
		    struct kam_arena *arena, struct kam_err *err) KAM_MUST_USE;

/* source.c: "zoho:123" as "erased:SALT:DIGEST", which kam_find_source() finds
   by the source all the same. */
int kam_source_erase(const char **out, struct kam *k, struct kam_arena *arena,
		     const char *source, struct kam_err *err) KAM_MUST_USE;

#endif
