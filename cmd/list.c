/*
 * list: rows, or how many of each value.
 */
#include "audience.h"
#include "crud.h"
#include "mailing.h"
#include "plan.h"

#include <kam/areas.h>
#include <kam/record_io.h>
#include <kam/recurrence.h>

struct listing {
	struct cmd *c;
	struct kam_out *out;
	int columns[KAM_COLUMNS], n;
};

/* 0 where nobody owns it */
static int64_t owner_of(const struct kam_record *r)
{
	int owner = kam_field_find(r->kind, "owner");

	return owner == KAM_NO_FIELD ? 0 : r->values[owner].integer;
}

static int print_values(struct listing *l, const struct kam_record *r,
			struct kam_err *err)
{
	struct kam *k = l->c->k;
	int at = 0, rc = 0;

	while (at < l->n && (l->columns[at] != KAM_PLAN_TITLE ||
			     !kam_kind_is(r->kind, &kam_plan_kind)))
		at++;
	if (at == l->n)
		return kam_record_print(l->out, k, r, l->columns, l->n, err);
	rc = kam_record_print(l->out, k, r, l->columns, at, err);
	kam_out_key(l->out, kam_column_name(r->kind, KAM_PLAN_TITLE));
	cmd_plan_title(l->out, r);
	return rc ? rc
		  : kam_record_print(l->out, k, r, l->columns + at + 1,
				     l->n - at - 1, err);
}

static int print_row(void *context, struct kam_record *r, struct kam_err *err)
{
	struct listing *l = context;
	int rc;

	if (!cmd_audience_sees(l->c, r) ||
	    (l->c->mailing && !cmd_mail_takes(l->c, owner_of(r))))
		return 0;
	kam_out_row(l->out);
	rc = print_values(l, r, err);
	kam_out_end(l->out);
	return rc;
}

static int of_owner(struct kam_query *q, int64_t member, struct kam_err *err)
{
	char filter[64];

	snprintf(filter, sizeof filter, "owner=MEM-%lld", (long long)member);
	return kam_query_where(q, filter, err);
}

int cmd_query(struct kam_query **out, struct cmd *c, struct kam_err *err)
{
	struct kam_query *q;
	int rc = kam_query_open(&q, c->k, c->kind, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < c->n_filters && !rc; i++)
		rc = cmd_where(q, c, c->kind, c->filters[i], err);
	if (!rc && c->account)
		rc = kam_query_account(q, c->account, err);
	if (!rc && c->project)
		rc = kam_query_project(q, c->project, err);
	if (!rc && (c->globals.sort || c->saved_sort))
		rc = kam_query_sort(
		    q, c->globals.sort ? c->globals.sort : c->saved_sort, err);
	if (c->globals.all)
		kam_query_closed_too(q);
	/* --limit is of what each owner gets */
	if (!rc && c->mailing && c->mailing->person)
		rc = of_owner(q, c->mailing->person, err);
	if (!c->globals.count_by && !(c->mailing && c->mailing->collecting))
		kam_query_limit(q, c->globals.limit);
	if (rc)
		kam_query_release(q);
	else
		*out = q;
	return rc;
}

struct counting {
	struct cmd *c;
	struct kam_out *out;
	const char *words; /* the field or kind whose words they are, or NULL */
	int recurs;        /* they are rules */
	int64_t given;
};

static int print_count(void *context, const char *label, int64_t count,
		       struct kam_err *err)
{
	struct counting *n = context;

	(void)err;
	if (n->c->globals.limit && n->given++ >= n->c->globals.limit)
		return 0;
	kam_out_row(n->out);
	kam_out_key(n->out, "value");
	if (n->words && *label)
		kam_out_people(n->out, kam_gettext_in(n->words, label));
	else if (n->recurs && *label)
		kam_out_people_by(n->out, kam_recurrence_describe, label);
	kam_out_text(n->out, *label ? label : NULL);
	kam_out_key(n->out, "count");
	kam_out_integer(n->out, count);
	kam_out_end(n->out);
	return 0;
}

static int count_by(struct cmd *c, struct kam_query *q, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "value", N_("Value"), KAM_FORM_TEXT },
		{ "count", N_("Count"), KAM_FORM_NUMBER },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 2);
	struct counting n = { .c = c };
	int column = kam_column_find(c->kind, c->globals.count_by), rc;

	if (!columns)
		return kam_fail_memory(err);
	if (column == KAM_COLUMN_NONE)
		return cmd_no_field(c->kind, c->globals.count_by, err);
	if (column == KAM_COLUMN_STATUS)
		n.words = c->kind->name;
	else if (kam_column_type(c->kind, column) == KAM_WORD)
		n.words = kam_column_name(c->kind, column);
	else if (column >= 0)
		n.recurs = c->kind->fields[column].flags & KAM_RECURS;
	rc = cmd_out(c, &n.out, err);
	if (rc)
		return rc;
	kam_out_list(n.out, columns, 2);
	rc = kam_query_count_by(q, column, print_count, &n, err);
	kam_out_end(n.out);
	return rc;
}

static int print_list(struct cmd *c, struct kam_query *q, struct kam_err *err)
{
	struct listing l = { .c = c };
	struct kam_out_column *columns;
	int rc = cmd_columns(c, c->kind, 0, l.columns, &l.n, err);

	if (!rc)
		rc = kam_record_columns(&columns, &c->arena, c->kind, l.columns,
					l.n, err);
	if (!rc)
		rc = cmd_out(c, &l.out, err);
	if (rc)
		return rc;
	if (!kam_out_for_people(l.out))
		kam_query_keys_only(q);
	kam_out_list(l.out, columns, (size_t)l.n);
	rc = kam_query_run(q, print_row, &l, err);
	kam_out_end(l.out);
	return rc;
}

int cmd_list(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_query *q;
	int rc = cmd_audience_scope(c, err);

	(void)values;
	if (!rc)
		rc = cmd_query(&q, c, err);
	if (rc)
		return rc;
	rc = c->globals.count_by ? count_by(c, q, err) : print_list(c, q, err);
	kam_query_release(q);
	return rc;
}
