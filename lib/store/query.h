/*
 * What the files of a query share: its SQL as it grows, and what is bound.
 */
#ifndef KAM_STORE_QUERY_H
#define KAM_STORE_QUERY_H

#include "store/internal.h"

enum { KAM_QUERY_VALUES = 96, KAM_QUERY_CONTAINS = 8 };

enum kam_compare {
	KAM_COMPARE_EQ,
	KAM_COMPARE_NE,
	KAM_COMPARE_LT,
	KAM_COMPARE_LE,
	KAM_COMPARE_GT,
	KAM_COMPARE_GE,
	KAM_COMPARE_CONTAINS,
};

struct kam_query {
	struct kam *k;
	const struct kam_kind *kind;
	struct kam_arena arena;
	struct kam_str where; /* " AND …" for each filter */
	struct kam_str order; /* "… , " for each column */
	struct kam_query_value {
		const char *text; /* or NULL: the number */
		int64_t number;
	} values[KAM_QUERY_VALUES];
	int n_values;
	/* FIELD~TEXT: compared here, since SQL folds no case but ASCII's */
	struct kam_query_contains {
		int column;
		const char *folded;
	} contains[KAM_QUERY_CONTAINS];
	int n_contains;
	int closed_too;
	enum kam_labels labels;
	int64_t limit; /* 0: none */
};

/* "due.by=+7d" into its three parts; the word is cut up in place. */
int kam_filter_split(char *word, enum kam_compare *op, char **value,
		     struct kam_err *err) KAM_MUST_USE;
/* Binds one more value; returns its $n, or a negative code. */
int kam_query_bind_text(struct kam_query *q, const char *text,
			struct kam_err *err) KAM_MUST_USE;
int kam_query_bind_int(struct kam_query *q, int64_t number,
		       struct kam_err *err) KAM_MUST_USE;
/* The column's SQL, or KAM_EINVALID for one that is a list. */
const char *kam_query_column(struct kam_query *q, int column,
			     struct kam_err *err) KAM_MUST_USE;
/* The second column of what has two: a currency, a kind. */
const char *kam_query_second(struct kam_query *q, int column,
			     struct kam_err *err) KAM_MUST_USE;
/* KAM_EFIELD with the columns there are */
int kam_query_no_column(const struct kam_kind *kind, const char *name,
			struct kam_err *err);
/* "status=open", "priority.ge=should"; value is cut up in place. */
int kam_query_status(struct kam_query *q, enum kam_compare op, char *value,
		     struct kam_err *err) KAM_MUST_USE;
int kam_query_word(struct kam_query *q, int column, enum kam_compare op,
		   char *value, struct kam_err *err) KAM_MUST_USE;
int kam_query_bind_all(struct kam_query *q, struct kam_stmt *s);

#endif
