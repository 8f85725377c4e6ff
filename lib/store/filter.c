/*
 * Filters: "priority.ge=should" into SQL with bound values.
 */
#include "store/query.h"

#include <kam/date.h>
#include <kam/typed.h>
#include <kam/utf8.h>
#include <kam/zone.h>
#include <string.h>

static const struct {
	const char *word;
	enum kam_compare op;
} ops[] = {
	{ "eq", KAM_COMPARE_EQ },    { "ne", KAM_COMPARE_NE },
	{ "lt", KAM_COMPARE_LT },    { "le", KAM_COMPARE_LE },
	{ "gt", KAM_COMPARE_GT },    { "ge", KAM_COMPARE_GE },
	{ "by", KAM_COMPARE_LE },    { "after", KAM_COMPARE_GT },
	{ "on", KAM_COMPARE_EQ },    { "before", KAM_COMPARE_LT },
	{ "since", KAM_COMPARE_GE },
};

static const char *sql_op(enum kam_compare op)
{
	static const char *const text[] = { "=", "<>", "<", "<=", ">", ">=" };

	return text[op];
}

int kam_filter_split(char *word, enum kam_compare *op, char **value,
		     struct kam_err *err)
{
	char *at = word + strcspn(word, "=~");
	char *dot;

	if (!*at) {
		kam_fail(err, KAM_EUSAGE, _("'%s' is not a filter"), word);
		kam_hint(err, "%s",
			 _("a filter is FIELD=VALUE, FIELD.ne=VALUE, "
			   "FIELD.by=DATE or FIELD~TEXT"));
		return err->code;
	}
	*op = *at == '~' ? KAM_COMPARE_CONTAINS : KAM_COMPARE_EQ;
	*at = '\0';
	*value = at + 1;
	dot = strchr(word, '.');
	if (!dot)
		return 0;
	*dot++ = '\0';
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
		if (!strcmp(dot, ops[i].word)) {
			*op = ops[i].op;
			return 0;
		}
	kam_fail(err, KAM_EUSAGE, _("no comparison '.%s'"), dot);
	kam_hint(err, "%s",
		 _("one of: ne lt le gt ge by after on before "
		   "since"));
	return err->code;
}

/* FIELD= : unset; FIELD.ne= : set */
static int add_unset(struct kam_query *q, int column, enum kam_compare op,
		     struct kam_err *err)
{
	const char *sql;

	if (column >= 0 && kam_field_is_list(&q->kind->fields[column])) {
		kam_str_printf(&q->where,
			       " AND %sEXISTS (SELECT 1 FROM list_value v "
			       "WHERE v.kind = '%s' AND v.record = t.id "
			       "AND v.field = '%s')",
			       op == KAM_COMPARE_NE ? "" : "NOT ",
			       q->kind->name, q->kind->fields[column].name);
		return kam_str_check(&q->where, err);
	}
	sql = kam_query_column(q, column, err);
	if (!sql)
		return err->code;
	kam_str_printf(&q->where, " AND %s IS %sNULL", sql,
		       op == KAM_COMPARE_NE ? "NOT " : "");
	return kam_str_check(&q->where, err);
}

/* Adds "(column op $n)"; for <> what is unset counts as different. */
static int add_compare(struct kam_query *q, const char *sql,
		       enum kam_compare op, int n, struct kam_err *err)
{
	if (n < 0)
		return n;
	if (op == KAM_COMPARE_NE)
		kam_str_printf(&q->where, "(%s IS NULL OR %s <> $%d)", sql, sql,
			       n);
	else
		kam_str_printf(&q->where, "%s %s $%d", sql, sql_op(op), n);
	return kam_str_check(&q->where, err);
}

/* An instant against a day: the day's first moment, or the next day's. */
static int add_moment(struct kam_query *q, const char *sql, enum kam_compare op,
		      const char *text, struct kam_err *err)
{
	char at[KAM_INSTANT_TEXT], next[KAM_INSTANT_TEXT];
	int64_t instant;
	int32_t day;
	int a, b;

	if (kam_date_read(&day, text, q->k->today, q->k->calendar, err)) {
		kam_err_reset(err);
		if (kam_instant_read(&instant, text, q->k->now, q->k->zone,
				     err))
			return err->code;
		kam_instant_format(at, instant);
		a = kam_query_bind_text(q, at, err);
		return add_compare(q, sql, op, a, err);
	}
	kam_instant_format(at, kam_zone_instant(q->k->zone, day, 0));
	kam_instant_format(next, kam_zone_instant(q->k->zone, day + 1, 0));
	if (op != KAM_COMPARE_EQ && op != KAM_COMPARE_NE) {
		a = kam_query_bind_text(
		    q, op == KAM_COMPARE_LT || op == KAM_COMPARE_GE ? at : next,
		    err);
		return add_compare(q, sql,
				   op == KAM_COMPARE_LT || op == KAM_COMPARE_LE
				       ? KAM_COMPARE_LT
				       : KAM_COMPARE_GE,
				   a, err);
	}
	a = kam_query_bind_text(q, at, err);
	b = kam_query_bind_text(q, next, err);
	if (a < 0 || b < 0)
		return err->code;
	if (op == KAM_COMPARE_EQ)
		kam_str_printf(&q->where, "(%s >= $%d AND %s < $%d)", sql, a,
			       sql, b);
	else
		kam_str_printf(&q->where,
			       "(%s IS NULL OR %s < $%d OR %s >= $%d)", sql,
			       sql, a, sql, b);
	return kam_str_check(&q->where, err);
}

/* The value as the field's type reads it, from a scratch record. */
static int read_value(struct kam_value *out, struct kam_query *q, int column,
		      const char *text, struct kam_err *err)
{
	struct kam_record *r;
	int rc = kam_record_new(&r, &q->arena, q->kind, err);

	if (!rc)
		rc = kam_record_set(q->k, r, column, text, err);
	if (!rc)
		*out = r->values[column];
	return rc;
}

/* Only "FIELD=" and "FIELD.ne=" ask for what is unset. */
static int fail_empty(const char *name, struct kam_err *err)
{
	kam_fail(err, KAM_EUSAGE, _("a filter on '%s' has an empty value"),
		 name);
	kam_hint(err,
		 _("'%s=' finds where it is unset, '%s.ne=' where it is "
		   "set"),
		 name, name);
	return err->code;
}

static int add_entry(struct kam_query *q, int column, const char *text,
		     struct kam_err *err)
{
	const struct kam_field *f = &q->kind->fields[column];
	int n, rc;
	int64_t id = 0;

	if (f->type == KAM_REFS) {
		rc = kam_resolve(&id, q->k,
				 kam_kind_find(q->k->catalogue, f->target),
				 text, err);
		if (rc)
			return rc;
	}
	n = f->type == KAM_TAGS ? kam_query_bind_text(q, text, err)
				: kam_query_bind_int(q, id, err);
	if (n < 0)
		return n;
	kam_str_printf(&q->where,
		       "EXISTS (SELECT 1 FROM list_value v WHERE v.kind = "
		       "'%s' AND v.record = t.id AND v.field = '%s' AND "
		       "v.%s = $%d)",
		       q->kind->name, f->name,
		       f->type == KAM_TAGS ? "role" : "target", n);
	return kam_str_check(&q->where, err);
}

/* One value of one field: "t.x = $1" */
static int add_one(struct kam_query *q, int column, enum kam_compare op,
		   const char *text, struct kam_err *err)
{
	const struct kam_field *f = &q->kind->fields[column];
	struct kam_value v = { 0 };
	const char *sql;
	int rc, n;

	if (kam_field_is_list(f))
		return add_entry(q, column, text, err);
	sql = kam_query_column(q, column, err);
	if (!sql)
		return err->code;
	if (f->type == KAM_INSTANT)
		return add_moment(q, sql, op, text, err);
	rc = read_value(&v, q, column, text, err);
	if (!rc && !v.set)
		rc = fail_empty(f->name, err);
	if (rc)
		return rc;
	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_DATE:
	case KAM_EVIDENCE:
		n = kam_query_bind_text(q, v.text, err);
		return add_compare(q, sql, op, n, err);
	default:
		n = kam_query_bind_int(q, v.integer, err);
	}
	if (f->type != KAM_MONEY && f->type != KAM_ANY)
		return add_compare(q, sql, op, n, err);
	kam_str_add(&q->where, "(");
	rc = add_compare(q, sql, op, n, err);
	if (rc)
		return rc;
	/* money compares within one currency, ANY within one kind */
	n = kam_query_bind_text(q, f->type == KAM_ANY ? v.kind->name : v.text,
				err);
	if (n < 0)
		return n;
	sql = kam_query_second(q, column, err);
	if (!sql)
		return err->code;
	kam_str_printf(&q->where, " %s %s %s $%d)",
		       op == KAM_COMPARE_NE ? "OR" : "AND", sql,
		       op == KAM_COMPARE_NE ? "<>" : "=", n);
	return kam_str_check(&q->where, err);
}

/* a,b,c: any of them, or with .ne none; text is taken whole */
static int add_any_of(struct kam_query *q, int column, enum kam_compare op,
		      char *value, struct kam_err *err)
{
	const struct kam_field *f = &q->kind->fields[column];
	int whole = f->type == KAM_TEXT || f->type == KAM_PROSE ||
		    f->type == KAM_MONEY || op > KAM_COMPARE_NE;
	int list = kam_field_is_list(f), rc = 0;

	kam_str_printf(&q->where, " AND %s(",
		       list && op == KAM_COMPARE_NE ? "NOT " : "");
	while (value && !rc) {
		char *next =
		    whole ? NULL : kam_typed_split(value, KAM_TYPED_COMMA);

		rc = add_one(q, column, op, value, err);
		if (next)
			kam_str_add(&q->where, op == KAM_COMPARE_NE && !list
						   ? " AND "
						   : " OR ");
		value = next;
	}
	kam_str_add(&q->where, ")");
	return rc;
}

static int add_contains(struct kam_query *q, int column, const char *text,
			struct kam_err *err)
{
	struct kam_str folded = KAM_STR_INIT;
	const char *copy;

	if (q->n_contains == KAM_QUERY_CONTAINS)
		return kam_fail(err, KAM_EUSAGE, _("more than %d '~' filters"),
				KAM_QUERY_CONTAINS);
	kam_utf8_fold(&folded, text);
	copy = folded.failed ? NULL : kam_arena_strdup(&q->arena, folded.data);
	kam_str_release(&folded);
	if (!copy)
		return kam_fail_memory(err);
	q->contains[q->n_contains].column = column;
	q->contains[q->n_contains++].folded = copy;
	return 0;
}

/* 1,REQ-2: any of them, or with .ne none */
static int add_ids(struct kam_query *q, const char *sql, enum kam_compare op,
		   char *value, struct kam_err *err)
{
	int rc = 0;

	kam_str_add(&q->where, "(");
	while (value && !rc) {
		char *next = op > KAM_COMPARE_NE
				 ? NULL
				 : kam_typed_split(value, KAM_TYPED_COMMA);
		int64_t id = 0;

		rc = kam_resolve(&id, q->k, q->kind, value, err);
		if (!rc)
			rc = add_compare(q, sql, op,
					 kam_query_bind_int(q, id, err), err);
		if (next)
			kam_str_add(&q->where,
				    op == KAM_COMPARE_NE ? " AND " : " OR ");
		value = next;
	}
	kam_str_add(&q->where, ")");
	return rc;
}

/* id, version, created, modified, source */
static int add_own(struct kam_query *q, int column, enum kam_compare op,
		   char *value, struct kam_err *err)
{
	const char *sql = kam_query_column(q, column, err);
	int n;

	if (!sql)
		return err->code;
	kam_str_add(&q->where, " AND ");
	if (column == KAM_COLUMN_CREATED || column == KAM_COLUMN_MODIFIED)
		return add_moment(q, sql, op, value, err);
	if (column == KAM_COLUMN_SOURCE || column == KAM_COLUMN_SOURCE_DIGEST) {
		n = kam_query_bind_text(q, value, err);
		return add_compare(q, sql, op, n, err);
	}
	if (column == KAM_COLUMN_ID)
		return add_ids(q, sql, op, value, err);
	n = kam_query_bind_int(q, strtoll(value, NULL, 10), err);
	return add_compare(q, sql, op, n, err);
}

int kam_query_where(struct kam_query *q, const char *filter,
		    struct kam_err *err)
{
	char *word = kam_arena_strdup(&q->arena, filter), *value = NULL;
	enum kam_compare op = KAM_COMPARE_EQ;
	int column, rc;

	if (!word)
		return kam_fail_memory(err);
	rc = kam_filter_split(word, &op, &value, err);
	if (rc)
		return rc;
	column = kam_column_find(q->kind, word);
	if (column == KAM_COLUMN_NONE)
		return kam_query_no_column(q->kind, word, err);
	if (op == KAM_COMPARE_CONTAINS)
		return add_contains(q, column, value, err);
	if (!*value && op <= KAM_COMPARE_NE)
		return add_unset(q, column, op, err);
	if (!*value)
		return fail_empty(word, err);
	if (column == KAM_COLUMN_STATUS)
		return kam_query_status(q, op, value, err);
	if (column < 0)
		return add_own(q, column, op, value, err);
	if (q->kind->fields[column].type == KAM_WORD)
		return kam_query_word(q, column, op, value, err);
	return add_any_of(q, column, op, value, err);
}
