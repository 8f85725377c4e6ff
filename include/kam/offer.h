/*
 * A few records for a person to choose from, by what they have typed of a
 * name: "REQ-1", "req-", "12", "acm", "acme/por". It reads a bounded number of
 * rows however many the register has, since a shell asks at every key:
 *
 *	struct kam_offer_query query = { .kind = &kam_req_kind,
 *					 .prefix = "REQ-1", .limit = 200 };
 *	rc = kam_offer_each(k, &query, each, context, err);
 *
 * Names have the form that was typed: a number where it was one, an ID where
 * it could become one, else the key where the kind has keys. The newest come
 * first; keys in their own order.
 */
#ifndef KAM_OFFER_H
#define KAM_OFFER_H

#include <kam/store.h>

struct kam_offer_query {
	const struct kam_kind *kind;
	const char *prefix; /* "" begins every name */
	/* bits, 1u << index of the state; 0: in any. These and the account are
	   looked for among the newest 5,000 that the prefix leaves. */
	unsigned states;
	int64_t account; /* 0: of any */
	int limit;
};

/* Text is the register's own and lives until the call returns. */
typedef int (*kam_each_offer)(void *context, const char *name,
			      const char *title, struct kam_err *err);
int kam_offer_each(struct kam *k, const struct kam_offer_query *query,
		   kam_each_offer each, void *context,
		   struct kam_err *err) KAM_MUST_USE;

/* Tags, or roles, in use in a TAGS or REFS field of the newest records, in
   their order. */
int kam_offer_words(struct kam *k, const struct kam_kind *kind, int field,
		    const char *prefix, int limit, kam_each_offer each,
		    void *context, struct kam_err *err) KAM_MUST_USE;

#endif
