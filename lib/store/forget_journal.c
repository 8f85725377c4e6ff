/*
 * The journal's changes: a page at a time, so that memory stays where it is.
 */
#include "store/chain.h"
#include "store/forget.h"

#include <inttypes.h>
#include <string.h>

enum { PAGE = 200 };

static const char sql_page[] =
    "SELECT operation, position, kind, record, field, before, after "
    "FROM change WHERE (operation, position) > ($1, $2) AND operation < $3 "
    "AND kind <> '" KAM_ERASURE "' ORDER BY operation, position LIMIT $4";
static const char sql_change[] =
    "UPDATE change SET before = $3, after = $4, salt = NULL "
    "WHERE operation = $1 AND position = $2";
/* the salt of what was left by an earlier erasure would prove guesses at it */
static const char sql_superseded[] =
    "UPDATE change SET salt = NULL WHERE kind = '" KAM_ERASURE "' "
    "AND record = $1 AND field = $2 AND salt IS NOT NULL";

/* A change that is to be written. */
struct rewrite {
	struct rewrite *next;
	int64_t operation, position;
	const char *before, *after;
};

struct page {
	struct kam_forgetting *f;
	int64_t operation, position; /* of the last row seen */
	struct rewrite *first, **last;
	size_t n; /* rows seen */
};

int kam_forget_erasure(struct kam_forgetting *f, int64_t operation,
		       const char *what, const char *first, const char *second,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, f->k, sql_superseded, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, operation);
	kam_stmt_bind_text(s, 2, what);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc ? rc
		  : kam_journal_erasure(f->k, operation, what, first, second,
					err);
}

/* What a before or after becomes: *out is it, or NULL for nothing. 1 where it
   is another than it was. */
static int change_value(const char **out, struct kam_forgetting *f,
			const struct kam_kind *kind, int64_t id,
			const char *field, const char *bytes,
			struct kam_err *err)
{
	struct kam_str changed = KAM_STR_INIT;
	int stays = 1, rc = 0;

	*out = NULL;
	if (!bytes)
		return 0;
	if (kam_kind_is(kind, f->kind) && id == f->id)
		stays = kam_forget_own_bytes(&changed, f, field, bytes);
	else
		rc = kam_forget_bytes(&changed, f, kind, id, field, bytes, err);
	if (rc >= 0)
		rc = kam_str_check(&changed, err);
	if (!rc && stays) {
		rc = strcmp(changed.data, bytes) != 0;
		*out = kam_arena_strdup(&f->scratch, changed.data);
		if (!*out)
			rc = kam_fail_memory(err);
	} else if (!rc) {
		rc = 1;
	}
	kam_str_release(&changed);
	return rc;
}

static int look_at(struct page *p, struct kam_stmt *s, struct kam_err *err)
{
	struct kam_forgetting *f = p->f;
	const char *name = kam_stmt_text(s, 2), *field = kam_stmt_text(s, 4);
	const struct kam_kind *kind =
	    kam_kind_find(f->k->catalogue, name ? name : "");
	int64_t id = kam_stmt_int(s, 3);
	const char *before, *after;
	struct rewrite *r;
	int changed, rc;

	p->operation = kam_stmt_int(s, 0);
	p->position = kam_stmt_int(s, 1);
	p->n++;
	if (!kind)
		return kam_fail(err, KAM_ECORRUPT,
				_("the journal names a kind '%s'"),
				name ? name : "");
	rc =
	    change_value(&before, f, kind, id, field, kam_stmt_text(s, 5), err);
	changed = rc;
	if (rc >= 0)
		rc = change_value(&after, f, kind, id, field,
				  kam_stmt_text(s, 6), err);
	changed |= rc;
	if (rc < 0 || kam_stmt_failed(s))
		return rc < 0 ? rc : kam_fail_memory(err);
	if (!changed)
		return 0;
	r = kam_arena_alloc(&f->scratch, sizeof *r);
	if (!r)
		return kam_fail_memory(err);
	r->operation = p->operation;
	r->position = p->position;
	r->before = before;
	r->after = after;
	*p->last = r;
	p->last = &r->next;
	for (int i = 0; i < f->k->catalogue->n_kinds; i++)
		f->result->changes[i] +=
		    kam_kind_is(f->k->catalogue->kinds[i], kind);
	return 0;
}

static int write_change(struct kam_forgetting *f, const struct rewrite *r,
			struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char position[24];
	int rc = kam_cached_text(&s, f->k, sql_change, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, r->operation);
	kam_stmt_bind_int(s, 2, r->position);
	kam_stmt_bind_text(s, 3, r->before);
	kam_stmt_bind_text(s, 4, r->after);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	snprintf(position, sizeof position, "%" PRId64, r->position);
	return rc ? rc
		  : kam_forget_erasure(f, r->operation, position, r->before,
				       r->after, err);
}

static int read_page(struct page *p, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, p->f->k, sql_page, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, p->operation);
	kam_stmt_bind_int(s, 2, p->position);
	kam_stmt_bind_int(s, 3, p->f->k->operation);
	kam_stmt_bind_int(s, 4, PAGE);
	p->n = 0;
	p->first = NULL;
	p->last = &p->first;
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = look_at(p, s, err);
	kam_stmt_reset(s);
	return rc;
}

int kam_forget_journal(struct kam_forgetting *f, struct kam_err *err)
{
	struct page p = { .f = f };
	int rc;

	do {
		rc = read_page(&p, err);
		for (struct rewrite *r = p.first; r && !rc; r = r->next)
			rc = write_change(f, r, err);
		kam_arena_reset(&f->scratch);
	} while (!rc && p.n == PAGE);
	return rc;
}
