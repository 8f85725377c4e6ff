/*
 * Which records have a text, such as a name: 21 to 43 bytes a record (entries
 * of 16, of which 3 to 6 in 8 are used), so that a file of a million rows stays
 * within memory. Texts are compared folded (case, width), by a hash of 63 bits.
 */
#ifndef KAM_EXCHANGE_NAMES_H
#define KAM_EXCHANGE_NAMES_H

#include <kam/err.h>
#include <stddef.h>
#include <stdint.h>

struct kam_names {
	struct kam_names_entry {
		uint64_t hash; /* the top bit: imported from this source */
		int64_t id;    /* 0: a free place; -1: taken away */
	} * entries;           /* open addressing; a power of two of them */
	size_t n, room;
};

/* own: it was imported from the file's own source. At most KAM_NAMES_SAME of
   one text are kept, which is enough to say that it is ambiguous. */
enum { KAM_NAMES_SAME = 4 };
int kam_names_add(struct kam_names *names, const char *text, int64_t id,
		  int own, struct kam_err *err) KAM_MUST_USE;
/* How many have it; ids: the first of them. own: only those. */
int kam_names_find(int64_t ids[KAM_NAMES_SAME], const struct kam_names *names,
		   const char *text, int own, struct kam_err *err) KAM_MUST_USE;
/* The same of a number in place of a text, for a table of numbers alone. */
int kam_names_add_number(struct kam_names *names, int64_t number, int64_t id,
			 struct kam_err *err) KAM_MUST_USE;
int kam_names_find_number(int64_t ids[KAM_NAMES_SAME],
			  const struct kam_names *names, int64_t number);
/* Forgets one that was added. */
int kam_names_remove(struct kam_names *names, const char *text, int64_t id,
		     struct kam_err *err) KAM_MUST_USE;
void kam_names_release(struct kam_names *names);

#endif
