/*
 * A record for people: a line per field that is set, its label in front,
 * longer text wrapped under itself.
 */
#include "out/internal.h"

#include <string.h>

enum { GAP = 2, LEAST = 20 };

static const char *label(const struct kam_out *out, size_t i)
{
	return out->columns ? out->columns[i].label : out->cells->cells[i].key;
}

static size_t label_width(const struct kam_out *out)
{
	size_t widest = 0;

	for (size_t i = 0; i < out->cells->n; i++) {
		size_t width =
		    kam_utf8_width(label(out, i), out->options.ambiguous);

		if (out->cells->cells[i].set && width > widest)
			widest = width;
	}
	return widest;
}

/* The bytes of text that go on one line of `room` columns: up to a line feed,
   else broken at the last blank, else wherever a cluster ends. */
static size_t take_line(const char *text, size_t room,
			enum kam_ambiguous ambiguous)
{
	size_t line = strcspn(text, "\n");
	size_t fits = room ? kam_utf8_fit(text, room, ambiguous) : line;
	size_t at;

	if (fits >= line)
		return line;
	for (at = fits; at > 0 && text[at] != ' '; at--)
		;
	/* a line of Chinese has no blanks, and a short rest is no loss */
	if (at > fits / 2)
		return at;
	return fits ? fits : kam_utf8_fit(text, 2, ambiguous);
}

static void add_blanks(struct kam_str *out, size_t n)
{
	while (n--)
		kam_str_add_char(out, ' ');
}

void kam_table_wrapped(struct kam_out *out, const char *text, size_t indent,
		       enum kam_style style)
{
	struct kam_str *page = &out->spool.memory;
	size_t room = 0, n, shown;

	if (out->options.width)
		room = out->options.width > indent + LEAST
			   ? out->options.width - indent
			   : LEAST;
	for (;;) {
		n = shown = take_line(text, room, out->options.ambiguous);
		/* two blanks part what stands in a line: neither ends one */
		while (text[n] && shown && text[shown - 1] == ' ')
			shown--;
		kam_styled(page, out, style, text, shown);
		kam_str_add_char(page, '\n');
		text += n;
		if (*text == '\n' || *text == ' ')
			text++;
		if (!*text)
			return;
		if (*text != '\n')
			add_blanks(page, indent);
	}
}

void kam_table_record(struct kam_out *out)
{
	struct kam_str shown = KAM_STR_INIT;
	size_t width = label_width(out);

	/* a line between two records */
	if (out->rows > 1)
		kam_str_add_char(&out->spool.memory, '\n');
	for (size_t i = 0; i < out->cells->n && !out->err.code; i++) {
		const struct kam_cell *cell = &out->cells->cells[i];
		const char *name = label(out, i);

		if (!cell->set)
			continue;
		kam_str_truncate(&shown, 0);
		kam_utf8_show(&shown, cell->text.data, KAM_SHOW_TEXT);
		if (kam_str_check(&shown, &out->err))
			break;
		kam_styled(&out->spool.memory, out, KAM_STYLE_DIM, name,
			   strlen(name));
		add_blanks(&out->spool.memory,
			   width + GAP -
			       kam_utf8_width(name, out->options.ambiguous));
		kam_table_wrapped(out, shown.data, width + GAP, cell->style);
	}
	kam_str_release(&shown);
}
