/*
 * What the parts of an export share.
 */
#ifndef KAM_EXCHANGE_EXPORT_H
#define KAM_EXCHANGE_EXPORT_H

#include "exchange/layout.h"

#include <kam/export.h>

struct kam_exporting {
	struct kam *k;
	struct kam_out *out;
	struct kam_arena *arena; /* lives as long as the output */
	struct kam_arena row;    /* reset per row */
	const struct kam_layout *layout;
	struct kam_layout own_layout;
	int own;
	const struct kam_zone *zone;
	struct kam_export_result *result;
	struct kam_str cell, said;
	struct kam_link_reader *links; /* once there was one */
};

/* export_cell.c: what a column says of the record, into x->said. */
int kam_export_cell(struct kam_exporting *x, const struct kam_record *r,
		    const struct kam_layout_column *c,
		    struct kam_err *err) KAM_MUST_USE;

/* export_links.c: what it links to. */
int kam_export_links(struct kam_exporting *x, const struct kam_record *r,
		     const struct kam_layout_column *c,
		     struct kam_err *err) KAM_MUST_USE;

#endif
