/*
 * What differs between two documents of a plan: lines of text, rows and cells
 * of tables.
 */
#include <kam/plan.h>
#include <stdlib.h>
#include <string.h>

/* Texts of more lines than these, squared, are compared as one piece. */
enum { MOST = 4 * 1024 * 1024 };

struct diff {
	int (*each)(void *context, const struct kam_plan_difference *d,
		    struct kam_err *err);
	void *context;
	struct kam_plan_difference now; /* section and part at hand */
	struct kam_arena arena;
	int failed; /* for want of memory: a cell would look empty */
};

/* A value, and what people read in its place. */
struct said {
	const char *text, *shown;
};
static const struct said nothing;

static int tell(struct diff *d, const char *change, struct said before,
		struct said after, struct kam_err *err)
{
	struct kam_plan_difference found = d->now;

	found.change = change;
	found.before = before.text;
	found.after = after.text;
	found.shown.before = before.shown;
	found.shown.after = after.shown;
	return d->each(d->context, &found, err);
}

static void enter_row(struct diff *d, struct said name)
{
	d->now.row = name.text;
	d->now.shown.row = name.shown;
}

static void enter_field(struct diff *d, const char *key, const char *label)
{
	d->now.field = key;
	d->now.shown.field = label && *label ? label : key;
}

static struct said as_it_is(const char *text)
{
	return (struct said){ text, text };
}

struct lines {
	const char **at;
	size_t n;
};

static int split(struct lines *out, struct diff *d, const char *text,
		 struct kam_err *err)
{
	char *copy = kam_arena_strdup(&d->arena, text ? text : ""), *line;
	size_t room = 2;

	if (!copy)
		return kam_fail_memory(err);
	for (line = copy; *line; line++)
		room += *line == '\n';
	out->at = kam_arena_array(&d->arena, room, sizeof *out->at);
	out->n = 0;
	if (!out->at)
		return kam_fail_memory(err);
	for (line = copy; line && *line;) {
		char *end = strchr(line, '\n');

		if (end)
			*end++ = '\0';
		out->at[out->n++] = line;
		line = end;
	}
	return 0;
}

/*
 * The longest common subsequence: length[i][j] is that of the lines from i of a
 * and from j of b (Wagner and Fischer, 1974).
 */
static int compare_lines(struct diff *d, const struct lines *a,
			 const struct lines *b, struct kam_err *err)
{
	const size_t width = b->n + 1;
	unsigned *length =
	    kam_arena_array(&d->arena, (a->n + 1) * width, sizeof *length);
	size_t i, j;
	int rc = 0;

	if (!length)
		return kam_fail_memory(err);
	for (i = a->n; i-- > 0;)
		for (j = b->n; j-- > 0;) {
			unsigned down = length[(i + 1) * width + j];
			unsigned right = length[i * width + j + 1];

			length[i * width + j] =
			    !strcmp(a->at[i], b->at[j])
				? length[(i + 1) * width + j + 1] + 1
			    : down > right ? down
					   : right;
		}
	for (i = j = 0; !rc && (i < a->n || j < b->n);) {
		if (i < a->n && j < b->n && !strcmp(a->at[i], b->at[j])) {
			i++;
			j++;
		} else if (i < a->n &&
			   (j == b->n || length[(i + 1) * width + j] >=
					     length[i * width + j + 1])) {
			rc = tell(d, "removed", as_it_is(a->at[i++]), nothing,
				  err);
		} else {
			rc = tell(d, "added", nothing, as_it_is(b->at[j++]),
				  err);
		}
	}
	return rc;
}

static int compare_text(struct diff *d, const char *a, const char *b,
			struct kam_err *err)
{
	struct lines x, y;
	int rc;

	d->now.part = "text";
	d->now.shown.part = _("text");
	enter_row(d, nothing);
	enter_field(d, NULL, NULL);
	if (!strcmp(a ? a : "", b ? b : ""))
		return 0;
	rc = split(&x, d, a, err);
	if (!rc)
		rc = split(&y, d, b, err);
	if (!rc && (x.n + 1) * (y.n + 1) > MOST)
		rc = tell(d, "changed", as_it_is(a), as_it_is(b), err);
	else if (!rc)
		rc = compare_lines(d, &x, &y, err);
	return rc;
}

static const char *cell_text(struct diff *d,
			     const struct kam_document_cell *cell)
{
	struct kam_str text = KAM_STR_INIT;
	const char *copy = NULL;

	if (cell && cell->form != KAM_CELL_NULL) {
		kam_document_cell_text(&text, cell);
		copy =
		    text.failed ? NULL : kam_arena_strdup(&d->arena, text.data);
		d->failed |= !copy;
	}
	kam_str_release(&text);
	return copy;
}

static struct said cell_said(struct diff *d,
			     const struct kam_document_cell *cell)
{
	const char *text = cell_text(d, cell);

	return (struct said){ text,
			      text && cell->people ? cell->people : text };
}

static const char *add_cell(struct diff *d, const char *text, const char *cell)
{
	if (!text || !cell)
		return text;
	return kam_arena_printf(&d->arena, "%s%s%s", text, *text ? " · " : "",
				cell);
}

/* "RISK-3  the provider is late": what a row is called and what it says */
static struct said row_said(struct diff *d, const struct kam_document_row *row)
{
	struct said all = as_it_is("");

	for (size_t i = 1; i < row->n; i++) {
		const struct said cell = cell_said(d, &row->cells[i]);

		all.text = add_cell(d, all.text, cell.text);
		all.shown = add_cell(d, all.shown, cell.shown);
	}
	d->failed |= !all.text || !all.shown;
	return all;
}

static struct said row_name(struct diff *d, const struct kam_document_row *row)
{
	return row->n ? cell_said(d, row->cells) : nothing;
}

/* The first cell is what a row goes by: an ID, a name, a day. */
static const struct kam_document_row *
find_row(struct diff *d, const struct kam_document_table *table,
	 const char *name)
{
	const struct kam_document_row *row = table ? table->rows : NULL;

	for (; row; row = row->next) {
		const char *found = row->n ? cell_text(d, row->cells) : NULL;

		if (found && name && !strcmp(found, name))
			return row;
	}
	return NULL;
}

static const struct kam_document_cell *
find_cell(const struct kam_document_table *table,
	  const struct kam_document_row *row, const char *key)
{
	for (size_t i = 0; i < row->n; i++)
		if (!strcmp(table->columns[i].key, key))
			return &row->cells[i];
	return NULL;
}

static int is_same(struct said a, struct said b)
{
	return !strcmp(a.text ? a.text : "", b.text ? b.text : "");
}

static int compare_rows(struct diff *d, const struct kam_document_table *a,
			const struct kam_document_row *x,
			const struct kam_document_table *b,
			const struct kam_document_row *y, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < y->n && !rc; i++) {
		const char *key = b->columns[i].key;
		const struct said before = cell_said(d, find_cell(a, x, key));
		const struct said after = cell_said(d, &y->cells[i]);

		if (is_same(before, after))
			continue;
		enter_field(d, key, b->columns[i].label);
		rc = tell(d, "changed", before, after, err);
	}
	enter_field(d, NULL, NULL);
	return rc;
}

static int compare_tables(struct diff *d, const struct kam_document_table *a,
			  const struct kam_document_table *b,
			  struct kam_err *err)
{
	const struct kam_document_row *row = b ? b->rows : NULL, *other;
	const char *label = b ? b->label : a->label;
	int rc = 0;

	d->now.part = b ? b->name : a->name;
	d->now.shown.part = label && *label ? label : d->now.part;
	enter_field(d, NULL, NULL);
	for (; row && !rc; row = row->next) {
		enter_row(d, row_name(d, row));
		other = find_row(d, a, d->now.row);
		rc = other ? compare_rows(d, a, other, b, row, err)
			   : tell(d, "added", nothing, row_said(d, row), err);
	}
	for (row = a ? a->rows : NULL; row && !rc; row = row->next) {
		enter_row(d, row_name(d, row));
		if (!find_row(d, b, d->now.row))
			rc = tell(d, "removed", row_said(d, row), nothing, err);
	}
	return rc;
}

static const struct kam_document_table *
find_table(const struct kam_document_section *section, const char *name)
{
	const struct kam_document_table *t = section ? section->tables : NULL;

	while (t && strcmp(t->name, name) != 0)
		t = t->next;
	return t;
}

static int compare_sections(struct diff *d,
			    const struct kam_document_section *a,
			    const struct kam_document_section *b,
			    struct kam_err *err)
{
	const struct kam_document_table *t;
	int rc;

	d->now.section = b ? b->name : a->name;
	d->now.shown.section = b ? b->label : a->label;
	rc = compare_text(d, a ? a->text : NULL, b ? b->text : NULL, err);
	for (t = b ? b->tables : NULL; t && !rc; t = t->next)
		rc = compare_tables(d, find_table(a, t->name), t, err);
	for (t = a ? a->tables : NULL; t && !rc; t = t->next)
		if (!find_table(b, t->name))
			rc = compare_tables(d, t, NULL, err);
	return rc;
}

static const struct kam_document_section *
find_section(const struct kam_document *doc, const char *name)
{
	const struct kam_document_section *s = doc->sections;

	while (s && strcmp(s->name, name) != 0)
		s = s->next;
	return s;
}

static int compare_facts(struct diff *d, const struct kam_document *a,
			 const struct kam_document *b, struct kam_err *err)
{
	const struct kam_document_fact *x, *y;
	int rc = 0;

	d->now.part = "facts";
	d->now.shown.part = _("facts");
	for (y = b->facts; y && !rc; y = y->next) {
		struct said before, after = cell_said(d, &y->value);

		for (x = a->facts; x && strcmp(x->key, y->key) != 0;)
			x = x->next;
		before = x ? cell_said(d, &x->value) : nothing;
		enter_field(d, y->key, y->label);
		if (!is_same(before, after))
			rc = tell(d, "changed", before, after, err);
	}
	enter_field(d, NULL, NULL);
	return rc;
}

int kam_plan_diff(const struct kam_document *a, const struct kam_document *b,
		  int (*each)(void *context,
			      const struct kam_plan_difference *d,
			      struct kam_err *err),
		  void *context, struct kam_err *err)
{
	struct diff d = { .each = each, .context = context };
	const struct kam_document_section *s;
	int rc = compare_facts(&d, a, b, err);

	for (s = b->sections; s && !rc; s = s->next)
		rc = compare_sections(&d, find_section(a, s->name), s, err);
	for (s = a->sections; s && !rc; s = s->next)
		if (!find_section(b, s->name))
			rc = compare_sections(&d, s, NULL, err);
	kam_arena_release(&d.arena);
	return !rc && d.failed ? kam_fail_memory(err) : rc;
}
