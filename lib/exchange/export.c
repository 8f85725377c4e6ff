/*
 * Exports: records as the rows of a layout.
 */
#include "exchange/export.h"

#include <kam/import.h>
#include <kam/link.h>
#include <kam/record_io.h>
#include <kam/zone.h>
#include <string.h>

/* Columns of one head: the last that says something counts. */
static int print_head(struct kam_exporting *x, const struct kam_record *r,
		      const char *head, struct kam_err *err)
{
	const struct kam_layout *layout = x->layout;
	int rc = 0;

	kam_str_truncate(&x->cell, 0);
	for (size_t i = 0; i < layout->n_columns && !rc; i++) {
		if (strcmp(layout->columns[i].names[0], head) != 0)
			continue;
		kam_str_truncate(&x->said, 0);
		rc = kam_export_cell(x, r, &layout->columns[i], err);
		if (!rc && x->said.length) {
			kam_str_truncate(&x->cell, 0);
			kam_str_add(&x->cell, x->said.data);
		}
	}
	if (!rc)
		rc = kam_str_check(&x->cell, err);
	if (rc)
		return rc;
	kam_out_key(x->out, head);
	kam_out_text(x->out, x->cell.data);
	return 0;
}

/* Numbers of kam's own are not guarded against formulas. */
static int is_number(const struct kam_record *r, int column)
{
	enum kam_type type = kam_column_type(r->kind, column);

	return type == KAM_INTEGER || type == KAM_DECIMAL || type == KAM_RATIO;
}

static int print_own(struct kam_exporting *x, const struct kam_record *r,
		     const struct kam_layout_column *c, struct kam_err *err)
{
	if (c->field >= 0 && is_number(r, c->field)) {
		kam_out_key(x->out, c->names[0]);
		kam_value_print(x->out, x->k, &r->kind->fields[c->field],
				&r->values[c->field]);
		return 0;
	}
	return print_head(x, r, c->names[0], err);
}

static int print_row(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_exporting *x = context;
	int rc = 0;

	kam_out_row(x->out);
	for (size_t i = 0; x->layout->heads[i] && !rc; i++)
		rc = x->own ? print_own(x, r, &x->layout->columns[i], err)
			    : print_head(x, r, x->layout->heads[i], err);
	kam_out_end(x->out);
	kam_arena_reset(&x->row);
	return rc;
}

static int print_list(struct kam_exporting *x, struct kam_query *q,
		      struct kam_err *err)
{
	struct kam_out_column *columns;
	size_t n = 0;
	int rc;

	while (x->layout->heads[n])
		n++;
	columns = kam_arena_array(x->arena, n, sizeof *columns);
	if (!columns)
		return kam_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		columns[i].key = columns[i].label = x->layout->heads[i];
	kam_out_list(x->out, columns, n);
	rc = kam_query_run(q, print_row, x, err);
	kam_out_end(x->out);
	return rc;
}

static int choose_layout(struct kam_exporting *x, const struct kam_kind *kind,
			 const char *name, struct kam_err *err)
{
	x->own = !strcmp(name, "csv");
	x->layout = x->own ? &x->own_layout : kam_layout_find(name);
	if (x->own)
		return kam_layout_own(&x->own_layout, x->arena, kind, err);
	if (!x->layout)
		return kam_fail(err, KAM_EUSAGE, _("no layout '%s'"), name);
	return 0;
}

int kam_export_csv(struct kam_export_result *result, struct kam_out *out,
		   struct kam *k, struct kam_query *q,
		   const struct kam_kind *kind, struct kam_arena *arena,
		   const struct kam_export_options *o, struct kam_err *err)
{
	struct kam_exporting x = {
		.k = k,
		.out = out,
		.arena = arena,
		.result = result,
		.cell = KAM_STR_INIT,
		.said = KAM_STR_INIT,
	};
	struct kam_zone *zone = NULL;
	int rc = choose_layout(&x, kind, o->layout, err);

	memset(result, 0, sizeof *result);
	x.zone = kam_zone_of(k);
	if (!rc && o->timezone) {
		rc = kam_zone_open(&zone, o->timezone, NULL, err);
		x.zone = zone;
	}
	if (!rc && x.layout->only)
		rc = kam_query_where(q, x.layout->only, err);
	if (!rc) {
		result->encoding = x.layout->encoding;
		rc = print_list(&x, q, err);
	}
	kam_links_close(x.links);
	kam_str_release(&x.cell);
	kam_str_release(&x.said);
	kam_zone_close(zone);
	kam_arena_release(&x.row);
	return rc;
}
