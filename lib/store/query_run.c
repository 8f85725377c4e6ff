/*
 * Queries, run: rows in pages, so that lists of entries cost one statement a
 * page and memory stays where it is.
 */
#include "store/query.h"

#include <kam/grow.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

/* " FROM … WHERE …" is complete after this: the state's condition is in. */
static int finish_where(struct kam_query *q, struct kam_err *err)
{
	if (!q->closed_too && q->kind->n_states) {
		/* not NOT IN, for which SQLite makes and searches a table */
		for (int i = 0; i < q->kind->n_states; i++)
			if (q->kind->states[i].closed)
				kam_str_printf(&q->where,
					       " AND t.status <> '%s'",
					       q->kind->states[i].name);
		q->closed_too = 1;
	}
	return kam_str_check(&q->where, err);
}

/* 1 where the record holds what every '~' filter asks for, 0, or a code */
static int is_match(struct kam_query *q, const struct kam_record *r,
		    struct kam_str *text, struct kam_str *folded,
		    struct kam_err *err)
{
	for (int i = 0; i < q->n_contains; i++) {
		kam_str_reset(text);
		kam_str_reset(folded);
		if (kam_record_text(text, r, q->contains[i].column, err))
			return err->code;
		if (q->contains[i].column >= 0 &&
		    r->values[q->contains[i].column].set &&
		    r->kind->fields[q->contains[i].column].type == KAM_REF)
			kam_str_printf(
			    text, " %s",
			    r->values[q->contains[i].column].extra
				? r->values[q->contains[i].column].extra
				: "");
		kam_utf8_fold(folded, text->data);
		if (kam_str_check(folded, err))
			return err->code;
		if (!strstr(folded->data, q->contains[i].folded))
			return 0;
	}
	return 1;
}

struct page {
	struct kam_arena arena;
	struct kam_record *records[KAM_PAGE];
	size_t n;
	int64_t given;
	struct kam_str text, folded;
};

/* Hands the page over; 1 where the limit is reached. */
static int flush_page(struct kam_query *q, struct page *p, kam_each_record each,
		      void *context, struct kam_err *err)
{
	int rc = p->n ? kam_lists_read(q->k, p->records, p->n, err) : 0;

	for (size_t i = 0; i < p->n && !rc; i++) {
		rc = is_match(q, p->records[i], &p->text, &p->folded, err);
		if (rc <= 0)
			continue;
		rc = each(context, p->records[i], err);
		p->given++;
		if (!rc && q->limit && p->given == q->limit)
			rc = 1;
	}
	p->n = 0;
	kam_arena_reset(&p->arena);
	return rc;
}

static int prepare(struct kam_stmt **out, struct kam_query *q,
		   struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	int rc = finish_where(q, err);

	/* FIELD~TEXT looks into the titles */
	if (q->n_contains)
		q->labels = KAM_LABELS_ALL;
	kam_sql_select(&sql, q->kind, q->k->catalogue, q->labels);
	kam_str_printf(&sql, " WHERE 1 = 1%s ORDER BY %st.id", q->where.data,
		       q->order.data);
	if (q->limit && !q->n_contains)
		kam_str_printf(&sql, " LIMIT %lld", (long long)q->limit);
	if (!rc)
		rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(out, q->k->db, sql.data, err);
	kam_str_release(&sql);
	if (!rc)
		kam_query_bind_all(q, *out);
	return rc;
}

int kam_query_run(struct kam_query *q, kam_each_record each, void *context,
		  struct kam_err *err)
{
	struct page *p = calloc(1, sizeof *p);
	struct kam_stmt *s = NULL;
	int rc;

	if (!p)
		return kam_fail_memory(err);
	p->text.data = p->folded.data = kam_str_empty;
	rc = prepare(&s, q, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		rc = kam_row_read(&p->records[p->n], q->k, &p->arena, q->kind,
				  s, q->labels, err);
		if (!rc && ++p->n == KAM_PAGE)
			rc = flush_page(q, p, each, context, err);
	}
	if (!rc)
		rc = flush_page(q, p, each, context, err);
	kam_stmt_finalize(s);
	kam_str_release(&p->text);
	kam_str_release(&p->folded);
	kam_arena_release(&p->arena);
	free(p);
	return rc > 0 ? 0 : rc;
}

int kam_query_count(struct kam_query *q, int64_t *n, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc = finish_where(q, err);

	*n = 0;
	kam_str_printf(&sql, "SELECT count(*) FROM \"%s\" t WHERE 1 = 1%s",
		       q->kind->name, q->where.data);
	if (!rc)
		rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, q->k->db, sql.data, err);
	if (!rc) {
		kam_query_bind_all(q, s);
		rc = kam_stmt_step(s, err);
	}
	if (rc > 0)
		*n = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	kam_str_release(&sql);
	return rc < 0 ? rc : 0;
}

struct tally {
	struct kam_arena arena;
	struct count {
		const char *label;
		int64_t n;
	} * counts;
	size_t n, room;
	int column;
};

static int add_count(struct tally *t, const char *label, struct kam_err *err)
{
	struct count *grown;
	for (size_t i = 0; i < t->n; i++)
		if (!strcmp(t->counts[i].label, label)) {
			t->counts[i].n++;
			return 0;
		}
	grown = kam_grow(t->counts, &t->room, t->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	t->counts = grown;
	t->counts[t->n].label = kam_arena_strdup(&t->arena, label);
	if (!t->counts[t->n].label)
		return kam_fail_memory(err);
	t->counts[t->n++].n = 1;
	return 0;
}

/* A record with several values counts once under each. */
static int count_record(void *context, struct kam_record *r,
			struct kam_err *err)
{
	struct tally *t = context;
	struct kam_str text = KAM_STR_INIT;
	int rc = 0;

	if (t->column >= 0 && r->values[t->column].n_refs) {
		const struct kam_value *v = &r->values[t->column];

		for (size_t i = 0; i < v->n_refs && !rc; i++)
			rc = add_count(t,
				       v->refs[i].key ? v->refs[i].key
						      : v->refs[i].role,
				       err);
		return rc;
	}
	rc = kam_record_text(&text, r, t->column, err);
	if (!rc)
		rc = add_count(t, text.data, err);
	kam_str_release(&text);
	return rc;
}

static int compare_counts(const void *a, const void *b)
{
	const struct count *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->label, y->label);
}

int kam_query_count_by(struct kam_query *q, int column, kam_each_count each,
		       void *context, struct kam_err *err)
{
	struct tally t = { .column = column };
	int rc = kam_query_run(q, count_record, &t, err);

	if (!rc && t.n)
		qsort(t.counts, t.n, sizeof *t.counts, compare_counts);
	for (size_t i = 0; i < t.n && !rc; i++)
		rc = each(context, t.counts[i].label, t.counts[i].n, err);
	free(t.counts);
	kam_arena_release(&t.arena);
	return rc;
}
