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

static int tell(struct diff *d, const char *change, const char *before,
		const char *after, struct kam_err *err)
{
	struct kam_plan_difference found = d->now;

	found.change = change;
	found.before = before;
	found.after = after;
	return d->each(d->context, &found, err);
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
			rc = tell(d, "removed", a->at[i++], NULL, err);
		} else {
			rc = tell(d, "added", NULL, b->at[j++], err);
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
	d->now.row = d->now.field = NULL;
	if (!strcmp(a ? a : "", b ? b : ""))
		return 0;
	rc = split(&x, d, a, err);
	if (!rc)
		rc = split(&y, d, b, err);
	if (!rc && (x.n + 1) * (y.n + 1) > MOST)
		rc = tell(d, "changed", a, b, err);
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

/* "RISK-3  the provider is late": what a row is called and what it says */
static const char *row_text(struct diff *d, const struct kam_document_row *row)
{
	const char *text = "";

	for (size_t i = 1; i < row->n && text; i++) {
		const char *cell = cell_text(d, &row->cells[i]);

		if (cell)
			text = kam_arena_printf(&d->arena, "%s%s%s", text,
						*text ? " · " : "", cell);
	}
	d->failed |= !text;
	return text;
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

static int compare_rows(struct diff *d, const struct kam_document_table *a,
			const struct kam_document_row *x,
			const struct kam_document_table *b,
			const struct kam_document_row *y, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < y->n && !rc; i++) {
		const char *key = b->columns[i].key;
		const char *before = cell_text(d, find_cell(a, x, key));
		const char *after = cell_text(d, &y->cells[i]);

		if (!strcmp(before ? before : "", after ? after : ""))
			continue;
		d->now.field = key;
		rc = tell(d, "changed", before, after, err);
	}
	d->now.field = NULL;
	return rc;
}

static int compare_tables(struct diff *d, const struct kam_document_table *a,
			  const struct kam_document_table *b,
			  struct kam_err *err)
{
	const struct kam_document_row *row = b ? b->rows : NULL, *other;
	int rc = 0;

	d->now.part = b ? b->name : a->name;
	d->now.field = NULL;
	for (; row && !rc; row = row->next) {
		d->now.row = row->n ? cell_text(d, row->cells) : NULL;
		other = find_row(d, a, d->now.row);
		rc = other ? compare_rows(d, a, other, b, row, err)
			   : tell(d, "added", NULL, row_text(d, row), err);
	}
	for (row = a ? a->rows : NULL; row && !rc; row = row->next) {
		d->now.row = row->n ? cell_text(d, row->cells) : NULL;
		if (!find_row(d, b, d->now.row))
			rc = tell(d, "removed", row_text(d, row), NULL, err);
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

	d->now.section = NULL;
	d->now.part = "facts";
	d->now.row = NULL;
	for (y = b->facts; y && !rc; y = y->next) {
		const char *before, *after = cell_text(d, &y->value);

		for (x = a->facts; x && strcmp(x->key, y->key) != 0;)
			x = x->next;
		before = x ? cell_text(d, &x->value) : NULL;
		d->now.field = y->key;
		if (strcmp(before ? before : "", after ? after : "") != 0)
			rc = tell(d, "changed", before, after, err);
	}
	d->now.field = NULL;
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
