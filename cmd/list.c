/*
 * list and show.
 */
#include "crud.h"

#include <kam/areas.h>
#include <kam/record_io.h>
#include <kam/utf8.h>
#include <string.h>

struct listing {
	struct cmd *c;
	struct kam_out *out;
	int columns[KAM_COLUMNS], n;
};

static int print_row(void *context, struct kam_record *r, struct kam_err *err)
{
	struct listing *l = context;
	int rc;

	kam_out_row(l->out);
	rc = kam_record_print(l->out, l->c->k, r, l->columns, l->n, err);
	kam_out_end(l->out);
	return rc;
}

static int open_query(struct kam_query **out, struct cmd *c,
		      struct kam_err *err)
{
	struct kam_query *q;
	int rc = kam_query_open(&q, c->k, c->kind, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < c->n_filters && !rc; i++)
		rc = kam_query_where(q, c->filters[i], err);
	if (!rc && c->account)
		rc = kam_query_account(q, c->account, err);
	if (!rc && c->project)
		rc = kam_query_project(q, c->project, err);
	if (!rc && c->globals.sort)
		rc = kam_query_sort(q, c->globals.sort, err);
	if (c->globals.all)
		kam_query_closed_too(q);
	if (!c->globals.count_by)
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
		return cmd_usage(c, err, _("--count-by: no field '%.60s'"),
				 c->globals.count_by);
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
	kam_out_list(l.out, columns, (size_t)l.n);
	rc = kam_query_run(q, print_row, &l, err);
	kam_out_end(l.out);
	return rc;
}

int cmd_list(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_query *q;
	int rc = open_query(&q, c, err);

	(void)values;
	if (rc)
		return rc;
	rc = c->globals.count_by ? count_by(c, q, err) : print_list(c, q, err);
	kam_query_release(q);
	return rc;
}

/* Notes and links, for people, under the record that they belong to. */
struct about {
	struct kam_str text;
	int64_t id;
	const struct kam_kind *kind;
};

static int add_note(void *context, struct kam_record *r, struct kam_err *err)
{
	struct about *a = context;

	kam_str_printf(&a->text, "%s%.10s  %s", a->text.length ? "\n" : "",
		       r->created, r->values[KAM_NOTE_TEXT].text);
	return kam_str_check(&a->text, err);
}

static int add_link(void *context, struct kam_record *r, struct kam_err *err)
{
	struct about *a = context;
	const struct kam_value *from = &r->values[KAM_LINK_FROM_RECORD];
	const struct kam_value *to = &r->values[KAM_LINK_TO_RECORD];
	int out = from->kind == a->kind && from->integer == a->id;

	kam_str_add(&a->text, a->text.length ? "\n" : "");
	if (out)
		kam_str_printf(&a->text, "%s %s",
			       r->values[KAM_LINK_RELATION].text, to->text);
	else
		kam_str_printf(&a->text, "%s %s %s-%lld", from->text,
			       r->values[KAM_LINK_RELATION].text,
			       a->kind->prefix, (long long)a->id);
	return kam_str_check(&a->text, err);
}

static int find_about(struct about *a, struct cmd *c,
		      const struct kam_kind *kind, const char *field,
		      kam_each_record each, struct kam_err *err)
{
	struct kam_query *q;
	char filter[128];
	int rc = kam_query_open(&q, c->k, kind, err);

	if (rc)
		return rc;
	snprintf(filter, sizeof filter, "%s=%s-%lld", field, a->kind->prefix,
		 (long long)a->id);
	rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_run(q, each, a, err);
	kam_query_release(q);
	return rc;
}

static int print_about(struct cmd *c, struct kam_out *out,
		       const struct kam_record *r, struct kam_err *err)
{
	struct about a = { KAM_STR_INIT, r->id, r->kind };
	int rc = find_about(&a, c, &kam_note_kind, "about", add_note, err);

	kam_out_key(out, "notes");
	kam_out_text(out, a.text.length ? a.text.data : NULL);
	kam_str_truncate(&a.text, 0);
	if (!rc)
		rc = find_about(&a, c, &kam_link_kind, "from_record", add_link,
				err);
	if (!rc)
		rc = find_about(&a, c, &kam_link_kind, "to_record", add_link,
				err);
	kam_out_key(out, "links");
	kam_out_text(out, a.text.length ? a.text.data : NULL);
	kam_str_release(&a.text);
	return rc;
}

int cmd_show(struct cmd *c, void *values, struct kam_err *err)
{
	struct listing l = { .c = c };
	struct kam_out_column *columns;
	int listed = c->n_words > 1 && c->globals.format != KAM_FORMAT_TABLE;
	int about = c->globals.format == KAM_FORMAT_TABLE && !c->globals.fields;
	int rc = cmd_columns(c, c->kind, 1, l.columns, &l.n, err);

	(void)values;
	if (!rc)
		rc = kam_record_columns(&columns, &c->arena, c->kind, l.columns,
					l.n, err);
	if (!rc)
		rc = cmd_out(c, &l.out, err);
	if (rc)
		return rc;
	if (about) {
		struct kam_out_column *more =
		    kam_arena_array(&c->arena, (size_t)l.n + 2, sizeof *more);

		if (!more)
			return kam_fail_memory(err);
		memcpy(more, columns, (size_t)l.n * sizeof *more);
		more[l.n].key = "notes";
		more[l.n].label = _("Notes");
		more[l.n + 1].key = "links";
		more[l.n + 1].label = _("Links");
		columns = more;
	}
	if (listed)
		kam_out_list(l.out, columns, (size_t)l.n);
	for (size_t i = 0; i < c->n_words && !rc; i++) {
		struct kam_record *r;

		rc = cmd_load(&r, c, c->kind, c->words[i], err);
		if (rc)
			break;
		if (listed)
			kam_out_row(l.out);
		else
			kam_out_record(l.out, columns,
				       (size_t)(l.n + (about ? 2 : 0)));
		rc = kam_record_print(l.out, c->k, r, l.columns, l.n, err);
		if (!rc && about)
			rc = print_about(c, l.out, r, err);
		kam_out_end(l.out);
	}
	if (listed)
		kam_out_end(l.out);
	return rc;
}
