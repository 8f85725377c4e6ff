/*
 * trace --matrix: records, and those of each kind that hang together with
 * them.
 */
#include "plan.h"
#include "trace.h"

#include <kam/record_io.h>
#include <string.h>

enum { FIRST = 3, KINDS = 64 }; /* id, title, status, then a kind each */

struct filling {
	struct cmd *c;
	struct kam_out *out;
	struct kam_str text;
	const struct kam_kind *kinds[KINDS];
	size_t n;
	int closed_too;
};

/* Kinds that occur, in the catalogue's order. */
static int see_row(void *context, const struct kam_matrix_row *row,
		   struct kam_err *err)
{
	struct filling *f = context;
	const struct kam_catalogue *all = f->c->catalogue;

	(void)err;
	for (size_t i = 0; i < row->n; i++)
		for (int k = 0; k < all->n_kinds && k < KINDS; k++)
			if (row->cells[i].record.end.kind == all->kinds[k])
				f->kinds[k] = all->kinds[k];
	return 0;
}

static void close_ranks(struct filling *f)
{
	for (size_t i = 0; i < KINDS; i++)
		if (f->kinds[i])
			f->kinds[f->n++] = f->kinds[i];
}

static int read_columns(struct filling *f, const char *columns,
			struct kam_err *err)
{
	for (const char *at = columns;; at++) {
		size_t n = strcspn(at, ",");
		char *name = kam_arena_strndup(&f->c->arena, at, n);
		const struct kam_kind *kind;

		if (!name)
			return kam_fail_memory(err);
		if (cmd_trace_noun(&kind, f->c, name, err))
			return err->code;
		for (size_t i = 0; i < f->n; i++)
			if (kam_kind_is(f->kinds[i], kind))
				return kam_fail(err, KAM_EUSAGE,
						_("'%s' is given twice"), name);
		if (f->n == KINDS)
			return kam_fail(err, KAM_EUSAGE, "%s",
					_("too many columns"));
		f->kinds[f->n++] = kind;
		at += n;
		if (!*at)
			return 0;
	}
}

/* What was given up is in no cell unless asked for. */
static int is_shown(const struct filling *f, const struct kam_matrix_cell *cell,
		    const struct kam_kind *kind)
{
	return kam_kind_is(cell->record.end.kind, kind) &&
	       (f->closed_too || cell->record.closed != KAM_GIVEN_UP);
}

/* "ACT-2, ACT-5!": the second by a suspect link */
static void print_text(struct filling *f, const struct kam_matrix_row *row,
		       const struct kam_kind *kind)
{
	char id[KAM_ID_TEXT];

	kam_str_truncate(&f->text, 0);
	for (size_t i = 0; i < row->n; i++) {
		const struct kam_matrix_cell *cell = &row->cells[i];

		if (!is_shown(f, cell, kind))
			continue;
		kam_id_format(id, kind, cell->record.end.id);
		kam_str_printf(&f->text, "%s%s%s", f->text.length ? ", " : "",
			       id, cell->suspect ? "!" : "");
	}
	kam_out_text(f->out, f->text.length ? f->text.data : NULL);
}

static void print_array(struct filling *f, const struct kam_matrix_row *row,
			const struct kam_kind *kind)
{
	static const char *const ways[] = {
		[KAM_TRACE_SELF] = "self",
		[KAM_TRACE_UP] = "up",
		[KAM_TRACE_DOWN] = "down",
		[KAM_TRACE_BESIDE] = "beside",
	};

	kam_out_array(f->out);
	for (size_t i = 0; i < row->n; i++) {
		const struct kam_matrix_cell *cell = &row->cells[i];

		if (!is_shown(f, cell, kind))
			continue;
		kam_out_map(f->out);
		kam_out_key(f->out, "id");
		cmd_trace_id(f->out, cell->record.end);
		cmd_print_text(f->out, "way", ways[cell->way]);
		cmd_print_text(f->out, "relation", cell->relation);
		cmd_print_integer(f->out, "depth", cell->depth);
		kam_out_key(f->out, "suspect");
		kam_out_flag(f->out, cell->suspect);
		kam_out_end(f->out);
	}
	kam_out_end(f->out);
}

static int print_row(void *context, const struct kam_matrix_row *row,
		     struct kam_err *err)
{
	struct filling *f = context;
	const struct kam_record *r = row->record;
	const struct kam_end end = { r->kind, r->id };
	int rc;

	kam_out_row(f->out);
	kam_out_key(f->out, "id");
	cmd_trace_id(f->out, end);
	kam_out_key(f->out, "title");
	kam_str_truncate(&f->text, 0);
	rc = kam_record_text(&f->text, r, r->kind->title, err);
	cmd_title(f->c, f->out, r->kind, r->id, f->text.data);
	kam_out_key(f->out, "status");
	cmd_trace_state(f->out, r->kind,
			r->kind->n_states ? r->kind->states[r->status].name
					  : NULL);
	for (size_t i = 0; i < f->n; i++) {
		kam_out_key(f->out, f->kinds[i]->name);
		if (cmd_nests(f->c))
			print_array(f, row, f->kinds[i]);
		else
			print_text(f, row, f->kinds[i]);
	}
	kam_out_end(f->out);
	return rc;
}

static int begin(struct filling *f, struct kam_err *err)
{
	struct kam_out_column *columns =
	    kam_arena_array(&f->c->arena, FIRST + f->n, sizeof *columns);
	int rc;

	if (!columns)
		return kam_fail_memory(err);
	columns[0] = (struct kam_out_column){ "id", _("ID"), KAM_FORM_FIXED };
	columns[1] =
	    (struct kam_out_column){ "title", _("Title"), KAM_FORM_TEXT };
	columns[2] =
	    (struct kam_out_column){ "status", _("Status"), KAM_FORM_FIXED };
	for (size_t i = 0; i < f->n; i++)
		columns[FIRST + i] = (struct kam_out_column){
			f->kinds[i]->name, _(f->kinds[i]->name), KAM_FORM_TEXT
		};
	rc = cmd_out(f->c, &f->out, err);
	if (!rc)
		kam_out_list(f->out, columns, FIRST + f->n);
	return rc;
}

int cmd_trace_matrix(struct cmd *c, const struct cmd_trace *v,
		     struct kam_err *err)
{
	const int depth = v->depth.set ? (int)v->depth.value : 1;
	struct filling f = { .c = c,
			     .text = KAM_STR_INIT,
			     .closed_too = c->globals.all };
	struct kam_query *q = NULL;
	int rc;

	if (c->globals.count_by)
		return cmd_usage(c, err, "%s",
				 _("'kam NOUN list --count-by' counts"));
	c->title = _("trace matrix");
	rc = cmd_query(&q, c, err);
	if (!rc && v->columns)
		rc = read_columns(&f, v->columns, err);
	else if (!rc)
		rc = kam_matrix_each(c->k, q, depth, see_row, &f, err);
	if (!rc && !v->columns)
		close_ranks(&f);
	if (!rc)
		rc = begin(&f, err);
	if (!rc)
		rc = kam_matrix_each(c->k, q, depth, print_row, &f, err);
	if (!rc)
		kam_out_end(f.out);
	kam_query_release(q);
	kam_str_release(&f.text);
	return rc;
}
