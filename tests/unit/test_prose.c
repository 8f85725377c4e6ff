#include <kam/prose.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* "B1[two]" for a bullet at depth 1, a letter for each form */
static void blocks(char *out, size_t room, const char *text)
{
	static const char forms[] = "PHBN";
	struct kam_prose_block b;
	size_t n = 0;

	out[0] = '\0';
	while (kam_prose_next(&b, &text))
		n += (size_t)snprintf(out + n, room - n, "%c%d[%.*s]",
				      forms[b.form], b.depth, (int)b.n, b.text);
}

/* "+" strong, "/" emphasis, "#" code, around the piece */
static void spans(char *out, size_t room, const char *text)
{
	static const char *const marks[] = { "", "+", "/", "#" };
	const char *end = text + strlen(text);
	struct kam_prose_span s;
	size_t n = 0;

	out[0] = '\0';
	while (kam_prose_span(&s, &text, end))
		n += (size_t)snprintf(out + n, room - n, "%s%.*s%s",
				      marks[s.style], (int)s.n, s.text,
				      marks[s.style]);
}

static void blocks_are_paragraphs_lists_and_headings(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "", "" },
		{ "\n \n\n", "" },
		{ "one\ntwo\n\nthree", "P0[one\ntwo]P0[three]" },
		{ "# head\ntext", "H0[head]P0[text]" },
		{ "- a\n- b\n  - c\n        - d", "B0[a]B0[b]B1[c]B3[d]" },
		{ "1. a\n2) b\n  goes on", "N0[a]N0[b\n  goes on]" },
		{ "2026. a year", "P0[2026. a year]" },
		{ "-no item", "P0[-no item]" },
		{ "text  \n- item", "P0[text]B0[item]" },
		{ "  indented", "P0[indented]" },
	};
	char found[256];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		blocks(found, sizeof found, cases[i].text);
		assert_string_equal(found, cases[i].wanted);
	}
}

static void strong_text_ends_beside_chinese_marks(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "**需求：**完成", "+需求：+完成" },
		{ "a **b c** d", "a +b c+ d" },
		{ "*a* `b *c*`", "/a/ #b *c*#" },
		{ "2 * 3 * 4", "2 * 3 * 4" },
		{ "**open", "**open" },
		{ "\\*a\\* \\b", "*a* \\b" },
		{ "a ***b*** c", "a ***b*** c" },
		{ "****", "****" },
		{ "`", "`" },
		{ "**a*b**", "+a*b+" },
		{ "<b>[x](y)", "<b>[x](y)" },
	};
	char found[256];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		spans(found, sizeof found, cases[i].text);
		assert_string_equal(found, cases[i].wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_are_paragraphs_lists_and_headings),
		cmocka_unit_test(strong_text_ends_beside_chinese_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
