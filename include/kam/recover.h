/*
 * Recover: a new register from what a damaged file still holds.
 *
 * Every record of every page that can be read is taken and proved: a change by
 * its digest, an operation by the chain, a record by its journal. A record
 * whose row is lost or differs is rebuilt from its journal; a journal entry
 * that is lost is made again from the record where that tells what it said.
 * What can't be had is told, kind by kind and id by id. The damaged file isn't
 * changed.
 *
 * Where entries of the journal are lost the chain is made anew from there on,
 * so that the new register is whole; an operation that is lost has an entry
 * that says so.
 */
#ifndef KAM_RECOVER_H
#define KAM_RECOVER_H

#include <kam/store.h>

struct kam_recovered_kind {
	const struct kam_kind *kind;
	int64_t kept;      /* as they were */
	int64_t rebuilt;   /* from the journal: nothing is lost */
	int64_t corrected; /* kept, but their journal had to be made again */
	int64_t lost;
	/* "1-4,7"; "" for none */
	const char *rebuilt_ids, *corrected_ids, *lost_ids;
};

struct kam_recovered {
	const char *path;
	int64_t pages;      /* of the damaged file */
	int64_t unreadable; /* those the disk would not give */
	int64_t operations, changes; /* of the journal, kept */
	int64_t repaired; /* changes with a damaged byte, found by their digest */
	int64_t lost_operations, lost_changes;
	const char *lost_operation_ids; /* "4-5"; "" for none */
	int64_t remade_from; /* the first operation with a new hash; 0: none */
	int64_t dropped; /* rows that neither journal nor form vouch for */
	struct kam_recovered_kind *kinds; /* those that there was anything of */
	size_t n_kinds;
	int32_t newer; /* the schema that the file says it has, where this kam
			  doesn't know it; 0 */
	struct kam_fsck proof; /* of the new register */
	const char *finding;   /* the first one, or NULL */
};

/* of->path is the new register, which must not be there. KAM_ECORRUPT where
   the file holds nothing of a register. */
int kam_recover(struct kam_recovered *out, const struct kam_open_options *of,
                struct kam_arena *arena, const char *file,
                struct kam_err *err) KAM_MUST_USE;

/* 1 where nothing is lost or left out: every record, all of the journal, nothing
   of a newer kam's, and the new register is whole. */
int kam_recovered_all(const struct kam_recovered *r);

#endif
