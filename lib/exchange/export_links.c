/*
 * What a record links to, in one cell: the other system's ids.
 */
#include "exchange/export.h"

#include <kam/link.h>
#include <string.h>

struct adding {
	struct kam_exporting *x;
	const struct kam_layout_column *column;
};

static int add_link(void *context, const struct kam_link *link,
		    struct kam_err *err)
{
	const struct adding *a = context;
	struct kam_exporting *x = a->x;
	const char *source = NULL;
	const size_t n = strlen(x->layout->origin);
	char id[KAM_ID_TEXT];
	int rc;

	kam_id_format(id, link->to.kind, link->to.id);
	if (strcmp(a->column->relation, link->relation) != 0 ||
	    !kam_kind_is(link->to.kind, x->layout->kind))
		return 0;
	rc = kam_source_of(&source, x->k, &x->row, link->to.kind, link->to.id,
			   x->layout->origin, err);
	if (source &&
	    (strncmp(source, x->layout->origin, n) != 0 || source[n] != ':'))
		source = NULL;
	kam_str_printf(&x->said, "%s%s", x->said.length ? "\n" : "",
		       source ? source + n + 1 : id);
	return rc;
}

int kam_export_links(struct kam_exporting *x, const struct kam_record *r,
		     const struct kam_layout_column *c, struct kam_err *err)
{
	const struct kam_end from = { r->kind, r->id };
	struct adding a = { x, c };

	int rc = x->links ? 0 : kam_links_open(&x->links, x->k, err);

	return rc ? rc : kam_links_each(x->links, from, add_link, &a, err);
}
