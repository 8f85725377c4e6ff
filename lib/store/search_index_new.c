/*
 * What the search's index begins with, and what it lacks.
 */
#include "store/search.h"

#include <kam/file.h>
#include <string.h>

enum { PAGE = 4096 };

/* in the order of its key, or SQLite would go through all of another index */
static const char sql_changed[] = "SELECT kind, record FROM change WHERE "
				  "operation > $1 ORDER BY operation LIMIT $2";
int kam_search_changed(struct kam *k, int64_t operation, int64_t most,
		       kam_each_search_id each, void *context,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_changed, err);

	if (!rc) {
		kam_stmt_bind_int(s, 1, operation);
		kam_stmt_bind_int(s, 2, most ? most : -1);
	}
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *name = kam_stmt_text(s, 0);
		const struct kam_kind *kind =
		    kam_kind_find(k->catalogue, name ? name : "");

		/* what was erased in the journal is no record */
		rc = kind ? each(context, kind, kam_stmt_int(s, 1), err) : 0;
		if (rc)
			break;
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

int kam_search_index_empty(struct kam_draft *d, struct kam_err *err)
{
	static const unsigned char head[] = {
		'S', 'Q', 'L', 'i', 't', 'e',       ' ', 'f', 'o', 'r', 'm',
		'a', 't', ' ', '3', 0,   PAGE >> 8, 0,   1,   1,   0,   64,
		32,  32,  0,   0,   0,   1,         0,   0,   0,   1
	};
	unsigned char page[PAGE] = { 0 };

	memcpy(page, head, sizeof head);
	page[47] = 4;   /* the schema's format */
	page[59] = 1;   /* UTF-8 */
	page[95] = 1;   /* the size above is right as of change 1 */
	page[100] = 13; /* a leaf without cells, which would begin at its end */
	page[105] = PAGE >> 8;
	return kam_draft_write(d, page, sizeof page, err);
}
