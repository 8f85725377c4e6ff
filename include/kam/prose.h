/*
 * Prose: the little of Markdown that plans, minutes and notes are written in.
 *
 * Known are paragraphs (parted by empty lines), lists ("- ", "* ", "1. ", two
 * blanks deeper for a list in a list), headings ("# "), **strong**, *emphasis*
 * and `code`; a backslash before one of these marks takes it as written.
 * Everything else is text, HTML and links too, so that no printer can be made to
 * do more than show it. Strong text ends at its asterisks whatever stands
 * beside them, as in **需求：**完成, which the Markdown of others leaves as it is.
 *
 *	while (kam_prose_next(&block, &at)) {
 *		span_at = block.text;
 *		while (kam_prose_span(&span, &span_at, block.text + block.n))
 *			…
 *	}
 */
#ifndef KAM_PROSE_H
#define KAM_PROSE_H

#include <stddef.h>

enum kam_prose_form {
	KAM_PROSE_PARAGRAPH,
	KAM_PROSE_HEADING,
	KAM_PROSE_BULLET,
	KAM_PROSE_NUMBER,
};

enum { KAM_PROSE_DEPTH = 3 };

struct kam_prose_block {
	enum kam_prose_form form;
	int depth;        /* of an item: 0 … KAM_PROSE_DEPTH */
	long number;      /* of a KAM_PROSE_NUMBER */
	const char *text; /* without the mark; line feeds within are blanks */
	size_t n;
	size_t lines; /* how many it takes */
};

enum kam_prose_style {
	KAM_PROSE_PLAIN,
	KAM_PROSE_STRONG,
	KAM_PROSE_EMPHASIS,
	KAM_PROSE_CODE,
};

struct kam_prose_span {
	enum kam_prose_style style;
	const char *text;
	size_t n;
};

/* 1 with the next block from *at, which is the text at first; 0 at its end */
int kam_prose_next(struct kam_prose_block *block, const char **at);
/* 1 with the next piece of a block, 0 at its end */
int kam_prose_span(struct kam_prose_span *span, const char **at,
		   const char *end);

#endif
