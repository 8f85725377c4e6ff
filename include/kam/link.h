/*
 * Links: what one record is to another, and whether that still holds.
 *
 * A link is read from left to right: REQ-4 derives REQ-1, ACT-2 implements
 * REQ-4, RISK-1 causes RISK-2. Most lead from what came later to what it
 * rests on, as a child does to its parent (so do Doorstop's); a trace knows of
 * each relation which of its ends is below the other.
 *
 *	relation     below   covers  no circles
 *	derives      from    x       x       is a part of it, or follows from it
 *	satisfies    from    x
 *	implements   from    x
 *	verifies     from    x
 *	accepts      from
 *	answers      from    x
 *	mitigates    from    x
 *	replaces     from            x       is there in its place
 *	recurs       from            x       is the same problem again
 *	causes       to
 *	blocks       to              x
 *	became       to      x
 *	duplicates   neither
 *	conflicts    neither
 *	differs      neither                 is no duplicate of it, though alike
 *	relates      neither
 *
 * covers: the record below counts as cover of the one above, see trace.h. Of
 * two that neither is below, the way of writing does not matter.
 *
 * A link remembers the fingerprint (fingerprint.h) of the wording that it led
 * to when it was made. It is suspect while that record's wording is another,
 * until it is cleared or the wording is as it was; reading writes nothing.
 */
#ifndef KAM_LINK_H
#define KAM_LINK_H

#include <kam/store.h>

enum kam_below { KAM_BELOW_NEITHER, KAM_BELOW_FROM, KAM_BELOW_TO };

/* each 1 or 0 */
struct kam_relation {
	enum kam_below below;
	int covers;
	int part;    /* it has to be covered in turn */
	int ordered; /* refused where it would lead back to itself */
};

/* The words, NULL-terminated, and what each is; NULL for no such word. */
extern const char *const kam_relation_words[];
const struct kam_relation *kam_relation_find(const char *word);

/* One end of a link. */
struct kam_end {
	const struct kam_kind *kind;
	int64_t id;
};

/*
 * What a record of that number may have: notes about it, links from it and to
 * it, of this kind or of another. For looking them up only where there are any.
 */
enum { KAM_TIED_NOTES = 1 << 0, KAM_TIED_FROM = 1 << 1, KAM_TIED_TO = 1 << 2 };
int kam_link_tied(unsigned *tied, struct kam *k, int64_t id,
		  struct kam_err *err) KAM_MUST_USE;

/* The link that is the same, also the other way round where that does not
   matter; 0 where there is none. */
int kam_link_find(int64_t *id, struct kam *k, struct kam_end from,
		  const char *relation, struct kam_end to,
		  struct kam_err *err) KAM_MUST_USE;

/* Inside an operation: makes it unless it is there; *id is the link's. 1
   where it is new, else 0. source, where it was imported from, may be NULL.
   KAM_EINVALID for no such relation or a record linked to itself, KAM_EREFUSED
   for a circle. */
int kam_link_add(int64_t *id, struct kam *k, struct kam_end from,
		 const char *relation, struct kam_end to, const char *source,
		 struct kam_err *err) KAM_MUST_USE;

/* The links that lead from a record, in the order in which they were made. */
struct kam_link {
	int64_t id;
	const char *relation;
	struct kam_end to;
	const char *source; /* or NULL */
};
typedef int (*kam_each_link)(void *context, const struct kam_link *link,
			     struct kam_err *err);
/* For one record after the other: a reader keeps its statement. It takes no
   transaction; close it before the register is. */
struct kam_link_reader;
int kam_links_open(struct kam_link_reader **out, struct kam *k,
		   struct kam_err *err) KAM_MUST_USE;
int kam_links_each(struct kam_link_reader *reader, struct kam_end from,
		   kam_each_link each, void *context,
		   struct kam_err *err) KAM_MUST_USE;
void kam_links_close(struct kam_link_reader *reader); /* NULL is fine */

/* What a file names as the other end: by ID, or by the source of a record of
   one of the areas' kinds ("doorstop:REQ003"). KAM_ENOENT. */
int kam_link_end(struct kam_end *end, struct kam *k, const char *text,
		 struct kam_err *err) KAM_MUST_USE;

/* Inside an operation: it holds for the wording as it now is. reason may be
   NULL. */
int kam_link_clear(struct kam *k, int64_t id, const char *reason,
		   struct kam_err *err) KAM_MUST_USE;

#endif
