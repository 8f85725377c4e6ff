/*
 * Prose in each of the forms that people read (prose.h says what it is).
 */
#include "out/internal.h"

#include <kam/markdown.h>
#include <kam/prose.h>
#include <string.h>

enum { INDENT = 2 };

/* Chinese and Japanese, their marks too, take two columns and no blanks. */
static int is_wide(const char *text, size_t n)
{
	char one[8] = "";
	size_t i = 1;

	while (i < n && i < sizeof one - 1 && (text[i] & 0xc0) == 0x80)
		i++;
	memcpy(one, text, i < n ? i : n);
	return kam_utf8_width(one, KAM_AMBIGUOUS_NARROW) == 2;
}

/* The piece as a text of its own, its line breaks blanks; none where wide
   characters stand on both sides. */
static void add_joined(struct kam_str *out, const char *text, size_t n)
{
	size_t last = 0; /* where the character before begins */

	for (size_t i = 0; i < n; i++) {
		if (text[i] != '\n') {
			if ((text[i] & 0xc0) != 0x80)
				last = i;
			kam_str_add_char(out, text[i]);
			continue;
		}
		while (i + 1 < n && (text[i + 1] == ' ' || text[i + 1] == '\t'))
			i++;
		if (!i || i + 1 >= n || !is_wide(text + last, n - last) ||
		    !is_wide(text + i + 1, n - i - 1))
			kam_str_add_char(out, ' ');
	}
}

/* Each piece of a block, between what opens and closes its style. */
static void add_spans(struct kam_out *out, const struct kam_prose_block *block,
		      const char *const marks[][2],
		      void (*add)(struct kam_str *page, const char *text))
{
	struct kam_str *page = &out->spool.memory, piece = KAM_STR_INIT;
	const char *at = block->text;
	struct kam_prose_span span;

	while (kam_prose_span(&span, &at, block->text + block->n)) {
		kam_str_truncate(&piece, 0);
		add_joined(&piece, span.text, span.n);
		kam_str_add(page, marks[span.style][0]);
		add(page, piece.data);
		kam_str_add(page, marks[span.style][1]);
		page->failed |= piece.failed;
	}
	kam_str_release(&piece);
}

static void add_html(struct kam_str *page, const char *text)
{
	kam_html_escape(page, text, KAM_SHOW_LINE);
}

static const char *const html_marks[][2] = {
	[KAM_PROSE_PLAIN] = { "", "" },
	[KAM_PROSE_STRONG] = { "<strong>", "</strong>" },
	[KAM_PROSE_EMPHASIS] = { "<em>", "</em>" },
	[KAM_PROSE_CODE] = { "<code>", "</code>" },
};

static int is_item(const struct kam_prose_block *block)
{
	return block->form == KAM_PROSE_BULLET ||
	       block->form == KAM_PROSE_NUMBER;
}

static void add_item(struct kam_out *out, const struct kam_prose_block *block)
{
	struct kam_str *page = &out->spool.memory;

	if (block->depth)
		kam_str_printf(page, "<li class=\"i%d\">", block->depth);
	else
		kam_str_add(page, "<li>");
	if (block->form == KAM_PROSE_NUMBER)
		kam_str_printf(page, "%ld. ", block->number);
	else
		kam_str_add(page, "• ");
	add_spans(out, block, html_marks, add_html);
	kam_str_add(page, "</li>\n");
}

void kam_prose_html(struct kam_out *out, const char *text)
{
	struct kam_str *page = &out->spool.memory;
	struct kam_prose_block block;
	int listed = 0;

	while (kam_prose_next(&block, &text)) {
		const char *tag = block.form == KAM_PROSE_HEADING ? "h3" : "p";

		if (listed != is_item(&block))
			kam_str_add(page, listed ? "</ul>\n" : "<ul>\n");
		listed = is_item(&block);
		if (listed) {
			add_item(out, &block);
			continue;
		}
		kam_str_printf(page, "<%s>", tag);
		add_spans(out, &block, html_marks, add_html);
		kam_str_printf(page, "</%s>\n", tag);
	}
	if (listed)
		kam_str_add(page, "</ul>\n");
}

static void add_blanks(struct kam_str *page, size_t n)
{
	while (n--)
		kam_str_add_char(page, ' ');
}

/* The mark in front of a block, as Markdown and plain text have it. */
static size_t add_mark(struct kam_str *page,
		       const struct kam_prose_block *block)
{
	size_t before = page->length;

	add_blanks(page, (size_t)block->depth * INDENT);
	if (block->form == KAM_PROSE_BULLET)
		kam_str_add(page, "- ");
	else if (block->form == KAM_PROSE_NUMBER)
		kam_str_printf(page, "%ld. ", block->number);
	return page->failed ? 0 : page->length - before;
}

/* Items follow each other, everything else stands apart. */
static void part(struct kam_str *page, int *first, int *listed, int item)
{
	if (!*first && !(*listed && item))
		kam_str_add_char(page, '\n');
	*first = 0;
	*listed = item;
}

void kam_prose_markdown(struct kam_out *out, const char *text)
{
	static const char *const marks[][2] = {
		[KAM_PROSE_PLAIN] = { "", "" },
		[KAM_PROSE_STRONG] = { "**", "**" },
		[KAM_PROSE_EMPHASIS] = { "*", "*" },
		[KAM_PROSE_CODE] = { "`", "`" },
	};
	struct kam_str *page = &out->spool.memory;
	struct kam_prose_block block;
	int first = 1, listed = 0;

	while (kam_prose_next(&block, &text)) {
		part(page, &first, &listed, is_item(&block));
		if (block.form == KAM_PROSE_HEADING)
			kam_str_add(page, "### ");
		(void)add_mark(page, &block);
		add_spans(out, &block, marks, kam_markdown_escape);
		kam_str_add_char(page, '\n');
	}
}

static void add_text(struct kam_str *page, const char *text)
{
	kam_str_add(page, text);
}

void kam_prose_plain(struct kam_out *out, const char *text)
{
	static const char *const marks[][2] = {
		[KAM_PROSE_PLAIN] = { "", "" },
		[KAM_PROSE_STRONG] = { "", "" },
		[KAM_PROSE_EMPHASIS] = { "", "" },
		[KAM_PROSE_CODE] = { "", "" },
	};
	struct kam_str *page = &out->spool.memory, shown = KAM_STR_INIT;
	struct kam_prose_block block;
	int first = 1, listed = 0;

	while (kam_prose_next(&block, &text)) {
		size_t from, indent;

		part(page, &first, &listed, is_item(&block));
		indent = add_mark(page, &block);
		/* what was added there is shown again, in lines that fit */
		from = page->length;
		add_spans(out, &block, marks, add_text);
		kam_str_truncate(&shown, 0);
		kam_utf8_show(&shown, page->data + from, KAM_SHOW_LINE);
		kam_str_truncate(page, from);
		page->failed |= shown.failed;
		kam_table_wrapped(out, shown.data, indent,
				  block.form == KAM_PROSE_HEADING
				      ? KAM_STYLE_STRONG
				      : KAM_STYLE_PLAIN);
	}
	kam_str_release(&shown);
}
