/*
 * Salvage: every record that a damaged file still holds, page by page, without
 * SQLite.
 *
 *	rc = kam_salvage_open(&s, path, kam_schema_1, err);
 *	if (!rc)
 *		rc = kam_salvage_each(s, row, context, err);
 *	kam_salvage_close(s);
 *
 * Trees are walked from the roots that the file's schema table names, or else
 * those that the schema's statements would give. Records of pages that no tree
 * leads to come without a table. On a page whose head or pointers are damaged
 * cells are looked for in the bytes that nothing else uses. Records may be
 * damaged themselves: what they say is for the caller to prove.
 *
 * Changes nothing. The file is read as it is: a hot journal is not looked at.
 */
#ifndef KAM_DB_SALVAGE_H
#define KAM_DB_SALVAGE_H

#include "db/page.h"

#include <kam/err.h>

struct kam_salvage;

struct kam_salvaged {
	uint32_t page;
	const char *table; /* NULL: of a tree that can't be told */
	int is_row;        /* of a table with rowids; else of an index or a
			      table without */
	int64_t rowid;
	const struct kam_field_bytes *fields;
	int n;
};

int kam_salvage_open(struct kam_salvage **out, const char *path,
		     const char *const *schema,
		     struct kam_err *err) KAM_MUST_USE;
/* Valid during the call only. */
int kam_salvage_each(struct kam_salvage *s,
		     int (*row)(void *context, const struct kam_salvaged *row,
				struct kam_err *err),
		     void *context, struct kam_err *err) KAM_MUST_USE;
/* How many columns a table has; 0 where there is none. */
int kam_salvage_columns(const struct kam_salvage *s, const char *table);
uint32_t kam_salvage_pages(const struct kam_salvage *s);
void kam_salvage_close(struct kam_salvage *s); /* NULL is fine */

#endif
