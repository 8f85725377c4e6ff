/*
 * What the two files of salvage share.
 */
#ifndef KAM_DB_SALVAGE_INTERNAL_H
#define KAM_DB_SALVAGE_INTERNAL_H

#include "db/salvage.h"

enum { KAM_SALVAGE_TABLES = 100, KAM_SALVAGE_NAME = 64 };

struct kam_salvage {
	int fd;
	uint32_t size, pages;
	uint8_t *page, *other; /* KAM_PAGE_MOST each */
	uint8_t *payload;      /* a record that overflows */
	size_t room;
	struct {
		char name[KAM_SALVAGE_NAME];
		uint32_t root;
		int columns;
	} tables[KAM_SALVAGE_TABLES];
	size_t n_tables;
	/* by page: 1 + index of the table whose tree leads to it; 0 none;
	   -1: several */
	int *owner;
	uint32_t *stack;
};

void kam_salvage_read(struct kam_salvage *s, uint8_t *into, uint32_t number);
/* Fills tables and owner. */
int kam_salvage_trees(struct kam_salvage *s, const char *const *schema,
		      struct kam_err *err) KAM_MUST_USE;

#endif
