#include "areas/req_links.h"

#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_LINKS, SQL_STATE };
static const char *const texts[] = {
	[SQL_LINKS] = "SELECT id, \"from_record\", \"relation\", \"to_record\" "
		      "FROM link WHERE \"from_record_kind\" = 'req' "
		      "AND \"to_record_kind\" = 'req' "
		      "AND \"relation\" IN ('blocks', 'derives', 'conflicts', "
		      "'duplicates', 'relates')",
	[SQL_STATE] = "SELECT status FROM req WHERE id = $1",
};
const struct kam_sql kam_req_links_sql = { texts,
					   sizeof texts / sizeof *texts };

static int compare(const void *a, const void *b)
{
	const struct kam_req_link *x = a, *y = b;

	if (x->req != y->req)
		return x->req < y->req ? -1 : 1;
	if (x->other != y->other)
		return x->other < y->other ? -1 : 1;
	return x->link < y->link ? -1 : x->link > y->link;
}

static enum kam_req_tie tie(const char *relation)
{
	return !strcmp(relation, "conflicts")    ? KAM_TIE_CONFLICTS
	       : !strcmp(relation, "duplicates") ? KAM_TIE_DUPLICATES
	       : !strcmp(relation, "relates")    ? KAM_TIE_RELATES
						 : KAM_TIE_NEEDS;
}

static int add(struct kam_req_links *links, struct kam_stmt *s,
	       struct kam_err *err)
{
	struct kam_req_link *grown;
	const char *relation = kam_stmt_text(s, 2);
	int64_t from = kam_stmt_int(s, 1), to = kam_stmt_int(s, 3);
	struct kam_req_link *link;

	if (!relation)
		return kam_fail_memory(err);
	grown =
	    kam_grow(links->items, &links->room, links->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	links->items = grown;
	link = &links->items[links->n++];
	link->link = kam_stmt_int(s, 0);
	link->tie = tie(relation);
	link->req = !strcmp(relation, "blocks") ? to : from;
	link->other = link->req == to ? from : to;
	return 0;
}

int kam_req_links_load(struct kam_req_links *out, struct kam *k,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_LINKS], err);

	memset(out, 0, sizeof *out);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = add(out, s, err);
	kam_stmt_finalize(s);
	if (!rc && out->n)
		qsort(out->items, out->n, sizeof *out->items, compare);
	return rc;
}

void kam_req_links_release(struct kam_req_links *links)
{
	free(links->items);
	memset(links, 0, sizeof *links);
}

size_t kam_req_links_find(const struct kam_req_links *links, int64_t req)
{
	size_t low = 0, high = links->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (links->items[middle].req < req)
			low = middle + 1;
		else
			high = middle;
	}
	return low < links->n && links->items[low].req == req ? low : links->n;
}

static int leads(const struct kam_req_links *links, int64_t from, int64_t to,
		 enum kam_req_tie how)
{
	for (size_t i = kam_req_links_find(links, from);
	     i < links->n && links->items[i].req == from; i++)
		if (links->items[i].other == to && links->items[i].tie == how)
			return 1;
	return 0;
}

int kam_req_links_tied(const struct kam_req_links *links, int64_t a, int64_t b,
		       enum kam_req_tie how)
{
	return leads(links, a, b, how) || leads(links, b, a, how);
}

int kam_req_state_of(int *state, struct kam *k, int64_t req,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_STATE], err);

	*state = -1;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, req);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *name = kam_stmt_text(s, 0);

		rc = name ? 0 : kam_fail_memory(err);
		if (name)
			*state = kam_state_find(&kam_req_kind, name);
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_req_is_built(int state)
{
	return state >= kam_state_find(&kam_req_kind, "implemented") &&
	       state <= kam_state_find(&kam_req_kind, "accepted");
}
