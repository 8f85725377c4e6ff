/*
 * Queries: opened, ordered, narrowed to an account or a project.
 */
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

int kam_query_open(struct kam_query **out, struct kam *k,
		   const struct kam_kind *kind, struct kam_err *err)
{
	struct kam_query *q = calloc(1, sizeof *q);

	if (!q)
		return kam_fail_memory(err);
	q->k = k;
	q->kind = kam_kind_here(k, kind);
	q->labels = KAM_LABELS_ALL;
	q->where.data = kam_str_empty;
	q->order.data = kam_str_empty;
	*out = q;
	return 0;
}

void kam_query_release(struct kam_query *q)
{
	if (!q)
		return;
	kam_str_release(&q->where);
	kam_str_release(&q->order);
	kam_arena_release(&q->arena);
	free(q);
}

static int bind(struct kam_query *q, const char *text, int64_t number,
		struct kam_err *err)
{
	if (q->n_values == KAM_QUERY_VALUES)
		return kam_fail(err, KAM_EUSAGE,
				_("more than %d values in the filters"),
				KAM_QUERY_VALUES);
	q->values[q->n_values].text = text;
	q->values[q->n_values].number = number;
	return ++q->n_values;
}

int kam_query_bind_text(struct kam_query *q, const char *text,
			struct kam_err *err)
{
	const char *copy = kam_arena_strdup(&q->arena, text);

	return copy ? bind(q, copy, 0, err) : kam_fail_memory(err);
}

int kam_query_bind_int(struct kam_query *q, int64_t number, struct kam_err *err)
{
	return bind(q, NULL, number, err);
}

int kam_query_bind_all(struct kam_query *q, struct kam_stmt *s)
{
	for (int i = 0; i < q->n_values; i++)
		if (q->values[i].text)
			kam_stmt_bind_text(s, i + 1, q->values[i].text);
		else
			kam_stmt_bind_int(s, i + 1, q->values[i].number);
	return q->n_values;
}

/* What the one row of a custom field has, as a column that is null where there
   is none: a number where the field has numbers, so that it compares so. */
static const char *row_column(struct kam_query *q, const struct kam_field *f,
			      const char *column, struct kam_err *err)
{
	const char *sql = kam_arena_printf(
	    &q->arena,
	    "(SELECT v.%s FROM list_value v WHERE v.kind = '%s' AND v.record = "
	    "t.id AND v.field = '%s')",
	    column, q->kind->name, f->name);

	if (!sql)
		kam_fail_memory(err);
	return sql;
}

const char *kam_query_second(struct kam_query *q, int column,
			     struct kam_err *err)
{
	const struct kam_field *f = &q->kind->fields[column];
	const char *sql;

	if (f->flags & KAM_CUSTOM)
		return row_column(q, f, "role", err);
	sql = kam_arena_printf(&q->arena, "t.\"%s%s\"", f->name,
			       kam_field_suffix(f));
	if (!sql)
		kam_fail_memory(err);
	return sql;
}

const char *kam_query_column(struct kam_query *q, int column,
			     struct kam_err *err)
{
	const char *sql;

	if (column >= 0 && q->kind->fields[column].flags & KAM_CUSTOM)
		return row_column(q, &q->kind->fields[column],
				  kam_custom_column(&q->kind->fields[column]),
				  err);
	if (column >= 0 && kam_field_is_list(&q->kind->fields[column])) {
		kam_fail(err, KAM_EUSAGE, _("'%s' holds several values"),
			 q->kind->fields[column].name);
		return NULL;
	}
	sql = column < 0 ? kam_arena_printf(&q->arena, "t.%s",
					    kam_column_name(q->kind, column))
			 : kam_arena_printf(&q->arena, "t.\"%s\"",
					    q->kind->fields[column].name);
	if (!sql)
		kam_fail_memory(err);
	return sql;
}

int kam_query_no_column(const struct kam_kind *kind, const char *name,
			struct kam_err *err)
{
	int columns[KAM_COLUMNS], n = kam_columns_all(columns, kind);
	const char *names[KAM_COLUMNS], *near;
	struct kam_str all = KAM_STR_INIT;

	for (int i = 0; i < n; i++) {
		names[i] = kam_column_name(kind, columns[i]);
		kam_str_printf(&all, "%s%s", i ? ", " : "", names[i]);
	}
	near = kam_suggest(name, names, (size_t)n);
	kam_fail(err, KAM_EFIELD, _("no %s has a field '%s'"),
		 kam_kind_called(kind), name);
	if (near)
		kam_hint(err, _("did you mean '%s'? All: %s"), near, all.data);
	else
		kam_hint(err, _("its fields: %s"), all.data);
	kam_str_release(&all);
	return err->code;
}

void kam_query_closed_too(struct kam_query *q)
{
	q->closed_too = 1;
}

void kam_query_keys_only(struct kam_query *q)
{
	q->labels = KAM_LABELS_KEYS;
}

void kam_query_limit(struct kam_query *q, int64_t limit)
{
	q->limit = limit;
}

/* A condition that a scope's column, or list, holds the id. */
static int add_scope(struct kam_query *q, int field, int64_t id,
		     struct kam_err *err)
{
	const struct kam_field *f = &q->kind->fields[field];
	int n = kam_query_bind_int(q, id, err);

	if (n < 0)
		return n;
	if (kam_field_is_list(f))
		kam_str_printf(&q->where,
			       " AND EXISTS (SELECT 1 FROM list_value v "
			       "WHERE v.kind = '%s' AND v.record = t.id "
			       "AND v.field = '%s' AND v.target = $%d)",
			       q->kind->name, f->name, n);
	else
		kam_str_printf(&q->where, " AND t.\"%s\" = $%d", f->name, n);
	return kam_str_check(&q->where, err);
}

int kam_query_account(struct kam_query *q, int64_t account, struct kam_err *err)
{
	int n;

	if (q->kind->account != KAM_NO_FIELD)
		return add_scope(q, q->kind->account, account, err);
	if (q->kind->role == KAM_ROLE_ACCOUNT) {
		n = kam_query_bind_int(q, account, err);
		kam_str_printf(&q->where, " AND t.id = $%d", n);
		return n < 0 ? n : kam_str_check(&q->where, err);
	}
	return 0;
}

int kam_query_project(struct kam_query *q, int64_t project, struct kam_err *err)
{
	if (q->kind->project == KAM_NO_FIELD)
		return 0;
	return add_scope(q, q->kind->project, project, err);
}

/* References sort by what they are known by. */
static int order_by_target(struct kam_query *q, const struct kam_field *f,
			   int column, const char *way, struct kam_err *err)
{
	const struct kam_kind *target =
	    kam_kind_find(q->k->catalogue, f->target);
	const char *name =
	    target
		->fields[target->key != KAM_NO_FIELD ? target->key
						     : target->title]
		.name;

	if (f->flags & KAM_CUSTOM)
		kam_str_printf(&q->order,
			       "(SELECT r.\"%s\" FROM list_value v JOIN \"%s\" "
			       "r ON r.id = v.target WHERE v.kind = '%s' AND "
			       "v.record = t.id AND v.field = '%s') %s NULLS "
			       "LAST, ",
			       name, target->name, q->kind->name, f->name, way);
	else
		kam_str_printf(&q->order, "r%d.\"%s\" %s NULLS LAST, ", column,
			       name, way);
	return kam_str_check(&q->order, err);
}

/* Words sort by rank, the rest by value; what is unset comes last. */
static int add_order(struct kam_query *q, int column, int descending,
		     struct kam_err *err)
{
	const char *sql = kam_query_column(q, column, err);
	const char *way = descending ? "DESC" : "ASC";
	int rc = 0;

	if (!sql)
		return err->code;
	if (column == KAM_COLUMN_STATUS) {
		kam_str_printf(&q->order, "CASE %s", sql);
		for (int i = 0; i < q->kind->n_states; i++)
			kam_str_printf(&q->order, " WHEN '%s' THEN %d",
				       q->kind->states[i].name, i);
		kam_str_printf(&q->order, " END %s, ", way);
	} else if (column >= 0 && q->kind->fields[column].type == KAM_WORD) {
		kam_str_printf(&q->order, "CASE %s", sql);
		for (int i = 0; q->kind->fields[column].words[i]; i++)
			kam_str_printf(&q->order, " WHEN '%s' THEN %d",
				       q->kind->fields[column].words[i], i);
		kam_str_printf(&q->order, " END %s NULLS LAST, ", way);
	} else if (column >= 0 && q->kind->fields[column].type == KAM_REF) {
		rc = order_by_target(q, &q->kind->fields[column], column, way,
				     err);
	} else {
		if (column >= 0 && q->kind->fields[column].type == KAM_MONEY) {
			const char *currency = kam_query_second(q, column, err);

			if (!currency)
				return err->code;
			kam_str_printf(&q->order, "%s NULLS LAST, ", currency);
		}
		kam_str_printf(&q->order, "%s %s NULLS LAST, ", sql, way);
	}
	return rc ? rc : kam_str_check(&q->order, err);
}

int kam_query_sort(struct kam_query *q, const char *columns,
		   struct kam_err *err)
{
	char *copy = kam_arena_strdup(&q->arena, columns);
	int rc = copy ? 0 : kam_fail_memory(err);

	while (!rc && copy) {
		char *next = strchr(copy, ',');
		int descending = *copy == '-', column;

		if (next)
			*next++ = '\0';
		column = kam_column_find(q->kind, copy + descending);
		rc = column == KAM_COLUMN_NONE
			 ? kam_query_no_column(q->kind, copy + descending, err)
			 : add_order(q, column, descending, err);
		copy = next;
	}
	return rc;
}
