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

/* A text's hash, byte by byte, of 63 bits. */
uint64_t kam_names_hash(const char *text);
/* own: it was imported from the file's own source. At most KAM_NAMES_SAME of
   one text are kept, which is enough to say that it is ambiguous. */
enum { KAM_NAMES_SAME = 4 };
int kam_names_add(struct kam_names *names, const char *text, int64_t id,
		  int own, struct kam_err *err) KAM_MUST_USE;
/* How many have it; ids: the first of them. own: only those. */
int kam_names_find(int64_t ids[KAM_NAMES_SAME], const struct kam_names *names,
		   const char *text, int own, struct kam_err *err) KAM_MUST_USE;
/* Finds as that does, of any source, and then adds as the first does. */
int kam_names_meet(int64_t ids[KAM_NAMES_SAME], struct kam_names *names,
		   const char *text, int64_t id, int own,
		   struct kam_err *err) KAM_MUST_USE;
/* Forgets one that was added. */
int kam_names_remove(struct kam_names *names, const char *text, int64_t id,
		     struct kam_err *err) KAM_MUST_USE;
void kam_names_release(struct kam_names *names);

/* The line on which each record stands: 16 to 32 bytes a record whose number
   is higher than those before, as of new ones, else as a name. */
struct kam_lines {
	struct kam_lines_entry {
		int64_t record, line;
	} * entries; /* by record */
	size_t n, room;
	struct kam_names others;
};
/* The first line of a record is kept. */
int kam_lines_add(struct kam_lines *lines, int64_t record, size_t line,
		  struct kam_err *err) KAM_MUST_USE;
/* 0 where there is none. */
size_t kam_lines_find(const struct kam_lines *lines, int64_t record);
void kam_lines_release(struct kam_lines *lines);

/*
 * Whether a text was met before, as far as half a megabyte can tell, however
 * many there are: a Bloom filter of one hash (Bloom, Space/time trade-offs in
 * hash coding with allowable errors, CACM 13:7, 1970). Once n were met, a new
 * one is taken for one of them with a chance of n in KAM_SIEVE_BITS.
 */
enum { KAM_SIEVE_BITS = 4 * 1024 * 1024 };
struct kam_sieve {
	uint64_t *bits;
};
/* 0 where it surely was not, 1 where it may have been, byte by byte; it is met
   now. */
int kam_sieve_meet(struct kam_sieve *sieve, const char *text,
		   struct kam_err *err) KAM_MUST_USE;
void kam_sieve_release(struct kam_sieve *sieve);

#endif
