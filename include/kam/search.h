/*
 * The search through all text of all records: titles, prose, names, addresses,
 * tags, roles, names of files, of every kind, closed or not.
 *
 * A record is found where every needle (needle.h) is in one of its texts, maybe
 * each in another. It is exact: what is found is what reading every text finds.
 *
 * Scores order what is found; each needle gives
 *
 *   100 where it is in the title, key or name, 50 in tags and roles, else 30;
 *   2 more for each further occurrence, at most 20;
 *
 * the mean over the needles counts, rounded down, and the record adds
 *
 *   15 where it is open, or has no states;
 *   20 × 30 / (30 + days since it was last changed), rounded down.
 *
 * An index makes it fast where there are very many records (search_index_*.c).
 * It is a file of its own beside the register, REGISTER.search, made by
 * kam_search_index_make() and from then on kept current by the searches. It is
 * never believed: what it names is read from the register and judged as without
 * it, and where it is missing, unreadable, another's or of another state of the
 * register, every text is read instead. What forgets a person removes it
 * (kam_compact()) and makes it anew.
 */
#ifndef KAM_SEARCH_H
#define KAM_SEARCH_H

#include <kam/needle.h>
#include <kam/store.h>

enum kam_search_order { KAM_SEARCH_RANKED, KAM_SEARCH_NEWEST };

enum kam_search_part {
	KAM_SEARCH_SNIPPET = 1 << 0,
	KAM_SEARCH_TITLE = 1 << 1,
	KAM_SEARCH_OF = 1 << 2,   /* account and project */
	KAM_SEARCH_WHEN = 1 << 3, /* modified */
};

struct kam_search_query {
	struct kam_needles needles;
	enum kam_search_order order;
	const struct kam_kind *kind; /* only of this one; NULL: of all */
	int64_t account, project;    /* ids; 0: any. See kam_search_scope */
	int64_t limit;               /* 0: all */
	int no_index;
	unsigned leave; /* enum kam_search_part: what nobody will read */
	/* 1 where a record may be among the hits; NULL: all may */
	int (*accept)(void *context, int64_t id);
	void *context;
};

struct kam_search_hit {
	const struct kam_kind *kind;
	int64_t id, score;
	int status; /* index of the state; -1 where the kind has none */
	int field;  /* of the best match */
	const char *modified;
	const char *title;             /* as a record's is shown */
	const char *account, *project; /* keys, or NULL; "acme/portal" */
	/* about the first match in that field, on one line, cut off with "…" */
	const char *snippet;
	size_t from, to; /* bytes of the snippet that match */
};

struct kam_search_result {
	struct kam_search_hit *hits; /* in order; all in the arena */
	size_t n;
	int64_t read; /* records whose texts were read */
	int indexed;  /* the index named them */
};

/* Outside of an operation. Where the index is to be made anew or has fallen
   far behind, kam_read_begin() may begin again. */
int kam_search(struct kam_search_result *out, struct kam *k,
	       struct kam_arena *arena, const struct kam_search_query *query,
	       struct kam_err *err) KAM_MUST_USE;

/*
 * What a record belongs to: the account and project that its fields name; of a
 * record that has no such fields, those of the record that it is about or is a
 * part of. Of several accounts, `wanted` where it is among them, else the
 * first.
 */
struct kam_search_scope {
	int64_t account, project; /* ids, or 0 */
};
int kam_search_scope(struct kam_search_scope *out, struct kam *k,
		     const struct kam_kind *kind, int64_t id, int64_t wanted,
		     struct kam_err *err) KAM_MUST_USE;

/* Makes the index, anew where there is one: what it holds, in records. Begins
   reads itself: call it outside of kam_read_begin(). KAM_ECREATE, KAM_EACCESS
   or KAM_EIO where its file cannot be had. */
int kam_search_index_make(int64_t *records, struct kam *k,
			  struct kam_err *err) KAM_MUST_USE;
/* Removes it: 1 where there was one. KAM_EIO */
int kam_search_index_remove(struct kam *k, struct kam_err *err) KAM_MUST_USE;
/* Its path, in the register's arena; NULL is out of memory. */
const char *kam_search_index_path(struct kam *k);

#endif
