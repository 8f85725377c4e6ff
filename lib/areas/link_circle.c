/*
 * Links that would lead back to where they begin.
 */
#include "areas/link.h"
#include "areas/sql.h"

#include <kam/grow.h>
#include <stdlib.h>

enum { SQL_UP, SQL_DOWN };
static const char *const texts[] = {
	[SQL_UP] = "SELECT \"to_record_kind\", \"to_record\" FROM link "
		   "WHERE \"from_record\" = $1 AND \"from_record_kind\" = $2 "
		   "AND \"relation\" = $3 ORDER BY id",
	[SQL_DOWN] = "SELECT id FROM link WHERE \"to_record\" = $1 "
		     "AND \"to_record_kind\" = $2 AND \"relation\" = $3 "
		     "LIMIT 1",
};
const struct kam_sql kam_link_circle_sql = {
	texts,
	sizeof texts / sizeof *texts,
};

/* Records that the link would lead on to, each with the one before it. */
struct chain {
	struct kam *k;
	const char *relation;
	struct step {
		struct kam_end end;
		size_t before;
	} * steps;
	size_t n, room;
};

static int add_step(struct chain *c, struct kam_end end, size_t before,
		    struct kam_err *err)
{
	struct step *grown;

	for (size_t i = 0; i < c->n; i++)
		if (kam_end_same(c->steps[i].end, end))
			return 0;
	grown = kam_grow(c->steps, &c->room, c->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	c->steps = grown;
	c->steps[c->n].end = end;
	c->steps[c->n++].before = before;
	return 0;
}

/* Adds what the i-th leads to. */
static int follow(struct chain *c, size_t i, struct kam_err *err)
{
	const struct kam_end from = c->steps[i].end;
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(c->k), texts[SQL_UP], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, from.id);
	kam_stmt_bind_text(s, 2, from.kind->name);
	kam_stmt_bind_text(s, 3, c->relation);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *kind = kam_stmt_text(s, 0);
		struct kam_end end = {
			kam_kind_find(kam_catalogue_of(c->k), kind ? kind : ""),
			kam_stmt_int(s, 1),
		};

		rc = end.kind ? add_step(c, end, i, err) : 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

/* Only what something leads to already can be led back to. */
static int has_below(struct kam *k, struct kam_end from, const char *relation,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_DOWN], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, from.id);
	kam_stmt_bind_text(s, 2, from.kind->name);
	kam_stmt_bind_text(s, 3, relation);
	rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	return rc;
}

/* "REQ-1 derives REQ-3 derives REQ-2 derives REQ-1" */
static int fail_circle(const struct chain *c, struct kam_end from, size_t at,
		       struct kam_err *err)
{
	struct kam_str path = KAM_STR_INIT, text = KAM_STR_INIT;
	char id[KAM_ID_TEXT];

	for (;; at = c->steps[at].before) {
		kam_id_format(id, c->steps[at].end.kind, c->steps[at].end.id);
		kam_str_reset(&text);
		kam_str_printf(&text, " %s %s%s", c->relation, id, path.data);
		kam_str_reset(&path);
		kam_str_add(&path, text.data);
		if (!at)
			break;
	}
	kam_id_format(id, from.kind, from.id);
	kam_fail(err, KAM_EREFUSED, _("this would be a circle: %s%s"), id,
		 path.data);
	kam_hint(err, _("take one of these links away first: kam %s unlink"),
		 kam_kind_typed(from.kind));
	kam_str_release(&path);
	kam_str_release(&text);
	return err->code;
}

int kam_link_circle(struct kam *k, struct kam_end from, const char *relation,
		    struct kam_end to, struct kam_err *err)
{
	struct chain c = { .k = k, .relation = relation };
	int rc = has_below(k, from, relation, err);

	if (rc <= 0)
		return rc;
	rc = add_step(&c, to, 0, err);
	for (size_t i = 0; i < c.n && !rc; i++) {
		if (kam_end_same(c.steps[i].end, from))
			rc = fail_circle(&c, from, i, err);
		else
			rc = follow(&c, i, err);
	}
	free(c.steps);
	return rc;
}
