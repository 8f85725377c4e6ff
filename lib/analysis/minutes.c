/*
 * Minutes line by line: minutes_line.c reads what one says.
 */
#include "analysis/minutes.h"

#include <string.h>

static size_t count_lines(const char *text)
{
	size_t n = 1;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* Which section a line is in, by the headings so far. */
struct section {
	enum kam_minutes_form form; /* of its items */
	int depth;                  /* of the heading, 0: none yet */
	int internal;               /* depth of the one that says so, or 0 */
};

static void enter(struct section *in, struct kam_minutes_line *l)
{
	int internal = 0;

	if (in->internal && l->depth <= in->internal)
		in->internal = 0;
	in->form = kam_minutes_heading(&internal, l->text);
	in->depth = l->depth;
	if (internal && !in->internal)
		in->internal = l->depth;
	l->internal = in->internal > 0;
}

int kam_minutes_read(struct kam_minutes *out, struct kam_arena *arena,
		     const char *text, struct kam_err *err)
{
	struct section in = { KAM_MINUTES_TEXT, 0, 0 };
	int rc = 0;

	out->n = 0;
	out->lines =
	    kam_arena_array(arena, count_lines(text), sizeof *out->lines);
	if (!out->lines)
		return kam_fail_memory(err);
	while (!rc && *text) {
		size_t n = strcspn(text, "\n");
		struct kam_minutes_line *l = &out->lines[out->n++];

		l->number = out->n;
		l->internal = in.internal > 0;
		rc = kam_minutes_line(l, arena, text, n, in.form, err);
		if (!rc && l->form == KAM_MINUTES_HEADING)
			enter(&in, l);
		text += n + (text[n] == '\n');
	}
	return rc;
}

void kam_minutes_write(struct kam_str *out, const struct kam_minutes *minutes)
{
	for (size_t i = 0; i < minutes->n; i++) {
		const struct kam_minutes_line *l = &minutes->lines[i];

		kam_str_printf(out, "%s%s", i ? "\n" : "", l->line);
		if (l->mark)
			kam_str_printf(out, " [%s]", l->mark);
	}
}

static int is_blank(const char *line)
{
	return !line[strspn(line, " \t-*+")];
}

/* A decision or action that became no record is not printed apart. */
static int is_prose(const struct kam_minutes_line *l)
{
	return !l->internal && l->form != KAM_MINUTES_HEADING &&
	       l->form != KAM_MINUTES_ATTENDEES && !l->mark;
}

/* Whether a heading has any prose before the next of its depth or less. */
static int has_prose(const struct kam_minutes *minutes, size_t heading)
{
	for (size_t i = heading + 1; i < minutes->n; i++) {
		const struct kam_minutes_line *l = &minutes->lines[i];

		if (l->form == KAM_MINUTES_HEADING &&
		    l->depth <= minutes->lines[heading].depth)
			return 0;
		if (is_prose(l) && !is_blank(l->line))
			return 1;
	}
	return 0;
}

void kam_minutes_prose(struct kam_str *out, const struct kam_minutes *minutes)
{
	int blank = 0;

	for (size_t i = 0; i < minutes->n; i++) {
		const struct kam_minutes_line *l = &minutes->lines[i];
		int heading = l->form == KAM_MINUTES_HEADING && !l->internal;

		if (is_prose(l) && is_blank(l->line)) {
			blank = out->length > 0;
			continue;
		}
		if (!is_prose(l) && !(heading && has_prose(minutes, i)))
			continue;
		if (blank || (heading && out->length))
			kam_str_add_char(out, '\n');
		kam_str_printf(out, "%s\n", l->line);
		blank = 0;
	}
	while (out->length && out->data[out->length - 1] == '\n')
		kam_str_truncate(out, out->length - 1);
}
