/*
 * What differs between two states of the register, record by record: net, so
 * that what was changed and changed back, or made and removed again, isn't
 * told. Read from the journal: only records that were touched in between are
 * looked at.
 */
#ifndef KAM_DIFFERENCE_H
#define KAM_DIFFERENCE_H

#include <kam/store.h>

enum kam_differs { KAM_DIFFERS_NEW, KAM_DIFFERS_GONE, KAM_DIFFERS_CHANGED };

struct kam_difference {
	enum kam_differs what;
	const struct kam_kind *kind;
	int64_t id;
	const char *title; /* as it is in the later state, or was */
	/* fields with their values before and after as the journal has them,
	   NULL where unset; the store's own begin with "~" */
	const struct kam_differing {
		const char *field, *before, *after;
	} *fields;
	size_t n;
};
typedef int (*kam_each_difference)(void *context,
				   const struct kam_difference *difference,
				   struct kam_err *err);

struct kam_difference_query {
	int64_t after, until;        /* operations; until 0: the last */
	const struct kam_kind *kind; /* or NULL: all */
	/* 0: all; else what belongs to it, itself or by what it belongs to */
	int64_t account, project;
	int gone; /* only what is gone: nothing else is looked at */
};

/* In order of kind and id; each valid during its call. In a transaction. */
int kam_difference_each(struct kam *k, const struct kam_difference_query *query,
			kam_each_difference each, void *context,
			struct kam_err *err) KAM_MUST_USE;

#endif
