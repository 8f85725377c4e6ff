/*
 * The layouts there are, and the one that is made from a kind.
 */
#include "exchange/layout.h"

#include <kam/areas.h>
#include <kam/import.h>
#include <kam/utf8.h>
#include <string.h>

const char *kam_import_layout(size_t at)
{
	if (at < kam_zoho_n_layouts)
		return kam_zoho_layouts[at].name;
	at -= kam_zoho_n_layouts;
	if (at < kam_fxiaoke_n_layouts)
		return kam_fxiaoke_layouts[at].name;
	return at == kam_fxiaoke_n_layouts ? kam_doorstop_layout.name : NULL;
}

static const struct kam_layout *find(const struct kam_layout *layouts, size_t n,
				     const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(layouts[i].name, name))
			return &layouts[i];
	return NULL;
}

const struct kam_layout *kam_layout_find(const char *name)
{
	const struct kam_layout *found =
	    find(kam_zoho_layouts, kam_zoho_n_layouts, name);

	if (!found)
		found = find(kam_fxiaoke_layouts, kam_fxiaoke_n_layouts, name);
	return found ? found : find(&kam_doorstop_layout, 1, name);
}

const struct kam_kind *kam_import_kind(const char *layout)
{
	const struct kam_layout *found = kam_layout_find(layout);

	return found ? found->kind : NULL;
}

int kam_layout_reads(const struct kam_layout_column *column, int own)
{
	return column->use < KAM_USE_TITLE &&
	       (own || column->use != KAM_USE_OWN);
}

static const char *filled_by(const struct kam_layout *layout,
			     const struct kam_layout_column *c)
{
	switch (c->use) {
	case KAM_USE_ID:
		return "id";
	case KAM_USE_STATUS:
		return "status";
	case KAM_USE_LINKS:
		return "links";
	case KAM_USE_OWN:
		return kam_column_name(layout->kind, c->field);
	default:
		return layout->kind->fields[c->field].name;
	}
}

int kam_import_reads(struct kam_import_reads *out, const char *name, size_t at)
{
	const struct kam_layout *layout = kam_layout_find(name);
	const struct kam_layout_column *c;
	size_t i = 0;

	for (; layout && i < layout->n_columns; i++)
		if (kam_layout_reads(&layout->columns[i], 0) && !at--)
			break;
	if (!layout || i == layout->n_columns)
		return 0;
	c = &layout->columns[i];
	*out = (struct kam_import_reads){ .fills = filled_by(layout, c),
					  .required = c->required,
					  .words = c->words };
	for (int a = 0; a < KAM_ALIASES; a++)
		out->names[a] = c->names[a];
	return 1;
}

/* What a column that refers to an account is called where people keep their
   tables: "Account name", 客户名称. NULL without memory. */
static const char *name_referred(struct kam_arena *arena, const char *what,
				 const struct kam_kind *kind)
{
	char label[KAM_LABEL_TEXT];
	const char *blank = kam_utf8_starts_cjk(what) ? "" : " ";

	return kam_arena_printf(arena, "%s%s%s", what, blank,
				kam_column_label(label, kind, kind->title));
}

/* The name a record goes by has its kind before it, too; a reference what it
   refers to. */
static int name_more(struct kam_layout_column *c, struct kam_arena *arena,
		     const struct kam_kind *kind, int column)
{
	const struct kam_field *f = &kind->fields[column];
	const struct kam_kind *target = kind;
	const char *what = _(kind->name);

	if (f->type == KAM_REF || f->type == KAM_REFS) {
		target = kam_kind_find(kam_kinds(), f->target);
		what = c->names[2];
	} else if (column != kind->title) {
		return 1;
	}
	if (target)
		c->names[3] = name_referred(arena, what, target);
	return !target || c->names[3];
}

/* "due_by" is also "due-by" and "Due by". */
static int name_column(struct kam_layout_column *c, struct kam_arena *arena,
		       const struct kam_kind *kind, int column)
{
	char label[KAM_LABEL_TEXT];
	const char *name = kam_column_name(kind, column);
	char *option = kam_arena_strdup(arena, name);

	for (char *at = option; at && *at; at++)
		if (*at == '_')
			*at = '-';
	c->names[0] = name;
	c->names[1] = option;
	c->names[2] =
	    kam_arena_strdup(arena, kam_column_label(label, kind, column));
	if (!c->names[1] || !c->names[2])
		return 0;
	return column < 0 || name_more(c, arena, kind, column);
}

int kam_layout_own(struct kam_layout *layout, struct kam_arena *arena,
		   const struct kam_kind *kind, struct kam_err *err)
{
	int columns[KAM_COLUMNS + 1], n = kam_columns_all(columns, kind);
	struct kam_layout_column *all =
	    kam_arena_array(arena, KAM_LAYOUT_COLUMNS, sizeof *all);
	const char **heads =
	    kam_arena_array(arena, KAM_LAYOUT_COLUMNS, sizeof *heads);
	int email = kam_field_find(kind, "email");

	if (!all || !heads)
		return kam_fail_memory(err);
	columns[n++] = KAM_COLUMN_SOURCE_DIGEST;
	for (int i = 0; i < n; i++) {
		all[i].use = columns[i] < 0 ? KAM_USE_OWN : KAM_USE_FIELD;
		all[i].field = columns[i];
		if (!name_column(&all[i], arena, kind, columns[i]))
			return kam_fail_memory(err);
		heads[i] = all[i].names[0];
	}
	/* read, not written: links are a noun of their own, with what they
	   remember */
	if (kind->group) {
		all[n].use = KAM_USE_LINKS;
		all[n++].names[0] = "links";
	}
	*layout = (struct kam_layout){
		.name = "csv",
		.origin = "csv",
		.kind = kind,
		.columns = all,
		.n_columns = (size_t)n,
		.duplicate = email >= 0 ? email : kam_field_find(kind, "name"),
		.heads = heads,
		.encoding = "UTF-8",
	};
	return 0;
}
