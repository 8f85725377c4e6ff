/*
 * What people write of plans: prose, templates, figures, and documents that are
 * read back. Pieces lie within the text and move on; a template that is read is
 * read again as it is printed; a document's JSON reads as itself.
 */
#include "fuzz.h"

#include <kam/areas.h>
#include <kam/document.h>
#include <kam/plan.h>
#include <kam/prose.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

static void read_prose(const char *text)
{
	const char *end = text + strlen(text), *at = text;
	struct kam_prose_block block;

	while (kam_prose_next(&block, &at)) {
		const char *in = block.text, *from;
		struct kam_prose_span span;

		if (block.text < text || block.text + block.n > at || at > end)
			abort();
		for (from = in;
		     kam_prose_span(&span, &in, block.text + block.n);
		     from = in)
			if (in <= from || span.text < from ||
			    span.text + span.n > in)
				abort();
		if (in != block.text + block.n)
			abort();
	}
}

static void read_template(struct kam_arena *arena, const char *text)
{
	const struct kam_plan_area *area =
	    kam_plan_area_find(kam_kinds(), "risk");
	struct kam_str first = KAM_STR_INIT, second = KAM_STR_INIT;
	struct kam_plan_template t;
	struct kam_err err = { 0 };

	if (!kam_plan_template_parse(&t, arena, kam_kinds(), area, text,
				     &err)) {
		kam_plan_template_print(&first, area, &t);
		if (kam_plan_template_parse(&t, arena, kam_kinds(), area,
					    first.data, &err))
			abort();
		kam_plan_template_print(&second, area, &t);
		if (strcmp(first.data, second.data) != 0)
			abort();
	}
	kam_str_release(&first);
	kam_str_release(&second);
}

static void read_document(struct kam_arena *arena, const char *text)
{
	struct kam_str first = KAM_STR_INIT, second = KAM_STR_INIT;
	struct kam_document *doc;
	struct kam_err err = { 0 };

	if (!kam_document_read(&doc, arena, text, &err)) {
		kam_document_json(&first, doc);
		if (kam_document_read(&doc, arena, first.data, &err))
			abort();
		kam_document_json(&second, doc);
		if (strcmp(first.data, second.data) != 0)
			abort();
	}
	kam_str_release(&first);
	kam_str_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct kam_str text = KAM_STR_INIT, pairs = KAM_STR_INIT;
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };

	kam_utf8_repair(&text, (const char *)bytes, n);
	read_prose(text.data);
	read_template(&arena, text.data);
	read_document(&arena, text.data);
	(void)!kam_plan_pairs(&pairs, kam_plan_area_find(kam_kinds(), "risk"),
			      text.data, &err);
	kam_str_release(&text);
	kam_str_release(&pairs);
	kam_arena_release(&arena);
	return 0;
}
