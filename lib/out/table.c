/*
 * Tables for people: rows wait in the spool as cells, each with its style and
 * length in front, until all widths are known.
 */
#include "out/internal.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2, LEAST = 8 };

struct cell_head {
	unsigned style, length;
	unsigned mark_from, mark_to; /* bytes that stand out */
};

void kam_styled(struct kam_str *line, const struct kam_out *out,
		enum kam_style style, const char *text, size_t n)
{
	static const char *const codes[] = {
		[KAM_STYLE_STRONG] = "1", [KAM_STYLE_DIM] = "2",
		[KAM_STYLE_GOOD] = "32",  [KAM_STYLE_WARN] = "33",
		[KAM_STYLE_BAD] = "31",
	};
	int coloured = out->options.colour && style != KAM_STYLE_PLAIN && n;

	if (coloured)
		kam_str_printf(line, "\033[%sm", codes[style]);
	kam_str_add_bytes(line, text, n);
	if (coloured)
		kam_str_add(line, "\033[0m");
}

static void widen(struct kam_out *out, size_t i, const char *text)
{
	size_t width = kam_utf8_width(text, out->options.ambiguous);

	if (width > out->cells->widths[i])
		out->cells->widths[i] = width;
}

/* The head's widths are the first. */
static int start(struct kam_out *out)
{
	if (out->cells->widths)
		return 0;
	out->cells->widths = calloc(out->n_columns + 1, sizeof(size_t));
	out->cells->filled = calloc(out->n_columns + 1, 1);
	if (!out->cells->widths || !out->cells->filled)
		return kam_fail_memory(&out->err);
	for (size_t i = 0; i < out->n_columns; i++)
		widen(out, i, out->columns[i].label);
	return 0;
}

/* How many bytes are shown of a cell's first n. */
static unsigned shown_of(const struct kam_cell *cell, size_t n,
			 struct kam_str *scratch)
{
	struct kam_str shown = KAM_STR_INIT;
	unsigned length;

	kam_str_truncate(scratch, 0);
	kam_str_add_bytes(scratch, cell->text.data, n);
	kam_utf8_show(&shown, scratch->data, KAM_SHOW_LINE);
	length = (unsigned)shown.length;
	kam_str_release(&shown);
	return length;
}

void kam_table_row(struct kam_out *out)
{
	struct kam_str shown = KAM_STR_INIT;

	if (start(out))
		return;
	for (size_t i = 0; i < out->cells->n && !out->err.code; i++) {
		const struct kam_cell *cell = &out->cells->cells[i];
		struct cell_head head = { (unsigned)cell->style, 0, 0, 0 };

		if (cell->mark_to && out->options.colour) {
			head.mark_from =
			    shown_of(cell, cell->mark_from, &shown);
			head.mark_to = shown_of(cell, cell->mark_to, &shown);
		}
		kam_str_truncate(&shown, 0);
		kam_utf8_show(&shown, cell->text.data, KAM_SHOW_LINE);
		if (kam_str_check(&shown, &out->err))
			break;
		widen(out, i, shown.data);
		out->cells->filled[i] |= shown.length > 0;
		head.length = (unsigned)shown.length;
		kam_str_add_bytes(&out->spool.memory, (const char *)&head,
				  sizeof head);
		kam_str_add_bytes(&out->spool.memory, shown.data, shown.length);
	}
	kam_str_release(&shown);
}

enum { FAIR = 16, KEY = 12 };

/* To how little a column may be shortened, from what can be read well to what
   is hardly of use: an ID never is, a key after the texts. */
static size_t least_width(const struct kam_out *out, size_t i, int pass)
{
	size_t width = out->cells->widths[i], least = width;

	switch (out->columns[i].form) {
	case KAM_FORM_TEXT:
	case KAM_FORM_PROSE:
		least = pass < 2 ? FAIR : LEAST;
		break;
	case KAM_FORM_KEY:
		least = pass ? KEY : width;
		break;
	default:
		break;
	}
	return least < width ? least : width;
}

/* Takes a column from the widest that may be shortened; 0 where none may. */
static int shorten(struct kam_out *out, int pass)
{
	size_t *widths = out->cells->widths, widest = out->n_columns;

	for (size_t i = 0; i < out->n_columns; i++)
		if (widths[i] > least_width(out, i, pass) &&
		    (widest == out->n_columns || widths[i] > widths[widest]))
			widest = i;
	if (widest == out->n_columns)
		return 0;
	widths[widest]--;
	return 1;
}

static size_t all_widths(const struct kam_out *out, int shortened)
{
	size_t total = 0;

	for (size_t i = 0; i < out->n_columns; i++)
		if (out->cells->widths[i])
			total += (total ? GAP : 0) +
				 (shortened ? least_width(out, i, 1)
					    : out->cells->widths[i]);
	return total;
}

/* The column that can be spared most easily; n_columns where none can. */
static size_t find_spare(const struct kam_out *out)
{
	size_t found = out->n_columns;

	for (size_t i = 0; i < out->n_columns && !out->options.fields; i++)
		if (out->columns[i].spare && out->cells->widths[i] &&
		    (found == out->n_columns ||
		     out->columns[i].spare < out->columns[found].spare))
			found = i;
	return found;
}

/* Takes from the columns until the row fits: those in which nothing stands,
   those that can be spared, then what is longest. */
static void fit(struct kam_out *out)
{
	size_t *widths = out->cells->widths, room = out->options.width, spare;

	if (!room)
		return;
	for (size_t i = out->n_columns; i-- > 1 && all_widths(out, 0) > room;)
		if (!out->cells->filled[i])
			widths[i] = 0;
	while (all_widths(out, 1) > room &&
	       (spare = find_spare(out)) < out->n_columns)
		widths[spare] = 0;
	for (int pass = 0; pass < 3; pass++)
		while (all_widths(out, 0) > room && shorten(out, pass))
			;
}

static void add_blanks(struct kam_str *line, size_t n)
{
	char *to = kam_str_extend(line, n);

	if (to)
		memset(to, ' ', n);
}

/* A cell's text in its style, and what stands out in it, as far as it goes. */
static void add_text(struct kam_str *line, const struct kam_out *out,
		     const struct cell_head *head, const char *text)
{
	enum kam_style style = (enum kam_style)head->style;
	size_t n = strlen(text), to = head->mark_to < n ? head->mark_to : n;
	size_t from = head->mark_from < to ? head->mark_from : to;

	kam_styled(line, out, style, text, from);
	kam_styled(line, out, KAM_STYLE_STRONG, text + from, to - from);
	kam_styled(line, out, style, text + to, n - to);
}

/* One cell in its width: shortened with … where it must be. */
static void add_cell(struct kam_str *line, const struct kam_out *out, size_t i,
		     const struct cell_head *head, char *text)
{
	enum kam_ambiguous ambiguous = out->options.ambiguous;
	size_t room = out->cells->widths[i];
	size_t width = kam_utf8_width(text, ambiguous), pad;

	if (!room)
		return;
	if (width > room) {
		size_t keep = kam_utf8_fit(text, room - 1, ambiguous);

		snprintf(text + keep, 4, "…");
		width = kam_utf8_width(text, ambiguous);
	}
	pad = room > width ? room - width : 0;
	if (out->columns[i].form == KAM_FORM_NUMBER)
		add_blanks(line, pad);
	add_text(line, out, head, text);
	if (out->columns[i].form != KAM_FORM_NUMBER)
		add_blanks(line, pad);
	add_blanks(line, GAP);
}

static void end_line(struct kam_str *line)
{
	while (line->length && line->data[line->length - 1] == ' ')
		kam_str_truncate(line, line->length - 1);
	kam_str_add_char(line, '\n');
}

static int add_head(struct kam_str *line, const struct kam_out *out,
		    struct kam_err *err)
{
	const struct cell_head head = { KAM_STYLE_STRONG, 0, 0, 0 };

	for (size_t i = 0; i < out->n_columns; i++) {
		/* room for the ellipsis, should the head be shortened */
		size_t n = strlen(out->columns[i].label) + 4;
		char *label = malloc(n);

		if (!label)
			return kam_fail_memory(err);
		snprintf(label, n, "%s", out->columns[i].label);
		add_cell(line, out, i, &head, label);
		free(label);
	}
	end_line(line);
	return kam_str_check(line, err);
}

static int read_row(struct kam_str *line, struct kam_spool_reader *reader,
		    const struct kam_out *out, struct kam_err *err)
{
	for (size_t i = 0; i < out->n_columns; i++) {
		struct cell_head head;
		char *text;
		int rc = kam_spool_read(reader, &head, sizeof head, err);

		if (rc)
			return rc;
		text = malloc(head.length + 4);
		if (!text)
			return kam_fail_memory(err);
		rc = kam_spool_read(reader, text, head.length, err);
		text[head.length] = '\0';
		if (!rc)
			add_cell(line, out, i, &head, text);
		free(text);
		if (rc)
			return rc;
	}
	end_line(line);
	return kam_str_check(line, err);
}

/* Lays the rows out and writes them, some at a time. */
static int write_rows(struct kam_out *out, struct kam_spool_reader *reader,
		      struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int gone = 0, rc = add_head(&text, out, err);

	for (int64_t row = 0; row < out->rows && !rc && !gone; row++) {
		rc = read_row(&text, reader, out, err);
		if (!rc && text.length > 65536) {
			rc = kam_out_put(out, text.data, text.length, &gone,
					 err);
			kam_str_truncate(&text, 0);
		}
	}
	if (!rc)
		rc = kam_out_put(out, text.data, text.length, &gone, err);
	kam_str_release(&text);
	return rc;
}

int kam_table_finish(struct kam_out *out, struct kam_err *err)
{
	struct kam_spool_reader *reader;
	int rc = 0;

	if (out->options.format != KAM_FORMAT_TABLE || !out->is_list)
		return kam_out_write(out, err);
	if (!out->rows)
		return 0;
	reader = malloc(sizeof *reader);
	if (!reader)
		return kam_fail_memory(err);
	kam_spool_rewind(reader, &out->spool);
	fit(out);
	rc = write_rows(out, reader, err);
	free(reader);
	return rc;
}
