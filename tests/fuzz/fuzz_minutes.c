/*
 * Minutes of any text: they are read or refused with the number of a line; what
 * was read and written says the same when it is read again, and what a customer
 * gets of it has no line that is internal.
 */
#include "fuzz.h"

#include <kam/minutes.h>
#include <kam/dice.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

static void must(int holds)
{
	if (!holds)
		abort();
}

static int same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static void compare(const struct kam_minutes *a, const struct kam_minutes *b)
{
	must(a->n == b->n);
	for (size_t i = 0; i < a->n; i++) {
		const struct kam_minutes_line *x = &a->lines[i];
		const struct kam_minutes_line *y = &b->lines[i];

		must(x->form == y->form && x->internal == y->internal);
		must(same(x->text, y->text) && same(x->owner, y->owner));
		must(same(x->due, y->due) && same(x->mark, y->mark));
	}
}

static void look_alike(const struct kam_minutes *m)
{
	struct kam_err err = { 0 };
	int one, other;

	for (size_t i = 1; i < m->n; i++) {
		const char *a = m->lines[i - 1].line, *b = m->lines[i].line;

		must(!kam_dice(&one, a, b, &err));
		must(!kam_dice(&other, b, a, &err));
		must(one == other && one >= 0 && one <= 100);
	}
}

static void try(const char *text)
{
	struct kam_str written = KAM_STR_INIT, prose = KAM_STR_INIT;
	struct kam_arena arena = { 0 };
	struct kam_minutes m, again;
	struct kam_err err = { 0 };

	if (kam_minutes_read(&m, &arena, text, &err)) {
		must(err.code == KAM_EINVALID && strstr(err.message, "line "));
	} else {
		kam_minutes_write(&written, &m);
		must(kam_utf8_valid(written.data, written.length));
		must(!kam_minutes_read(&again, &arena, written.data, &err));
		if (m.n == again.n)
			compare(&m, &again);
		/* without the line feed that a text ends with */
		must(again.n == m.n || again.n + 1 == m.n);
		kam_minutes_prose(&prose, &m);
		/* an empty line may part a heading from what it follows */
		must(prose.length <= strlen(text) + m.n);
		look_alike(&m);
	}
	kam_str_release(&written);
	kam_str_release(&prose);
	kam_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *text = malloc(n + 1);

	if (!text)
		return 0;
	memcpy(text, bytes, n);
	text[n] = '\0';
	if (kam_utf8_valid(text, strlen(text)))
		try(text);
	free(text);
	return 0;
}
