#include <kam/out.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct kam_out_column columns[] = {
	{ "id", "ID", KAM_FORM_FIXED },
	{ "title", "标题 \"<i>\"", KAM_FORM_TEXT },
	{ "late", "Days late", KAM_FORM_NUMBER },
};

/* A document with one row or record of a title, in memory. */
static char *print(const char *title, int listed)
{
	struct kam_str text = KAM_STR_INIT;
	struct kam_out_options options = {
		.format = KAM_FORMAT_HTML,
		.fd = -1,
		.temporary = "/tmp",
		.title = "<b>逾期",
		.foot = "head & foot",
		.language = "zh-CN",
		.into = &text,
	};
	struct kam_err err = { 0 };
	struct kam_out *out;

	assert_int_equal(kam_out_open(&out, &options, &err), 0);
	if (listed) {
		kam_out_list(out, columns, 3);
		kam_out_row(out);
	} else {
		kam_out_record(out, columns, 3);
	}
	kam_out_key(out, "id");
	kam_out_text(out, "FB-1");
	kam_out_key(out, "title");
	kam_out_text(out, title);
	kam_out_key(out, "late");
	kam_out_style(out, KAM_STYLE_BAD);
	kam_out_integer(out, 24);
	kam_out_end(out);
	if (listed)
		kam_out_end(out);
	assert_int_equal(kam_out_finish(out, &err), 0);
	kam_out_release(out);
	return text.data;
}

static void assert_part(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no '%s' in:\n%s", part, text);
}

static void a_list_is_a_document_of_its_own(void **state)
{
	char *text = print("two\nlines", 1);

	(void)state;
	assert_part(text, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n");
	/* numbers stand right in columns, and beside their label in a record */
	assert_part(text, "\n.l .n{text-align:right}");
	assert_part(text, "content=\"default-src 'none'; "
			  "style-src 'unsafe-inline'\"");
	assert_part(text, "<h1>&lt;b&gt;逾期</h1>");
	assert_part(text,
		    "<tr><td class=\"k\" data-label=\"ID\">FB-1</td>"
		    "<td data-label=\"标题 &quot;&lt;i&gt;&quot;\">two\n"
		    "lines</td><td class=\"n b\" data-label=\"Days late\">"
		    "24</td></tr>\n");
	assert_part(text, "<p class=\"f\">head &amp; foot</p>\n"
			  "</body>\n</html>\n");
	free(text);
}

static void a_record_is_labels_and_values(void **state)
{
	char *text = print(NULL, 0);

	(void)state;
	assert_part(text, "<tr><th scope=\"row\">ID</th><td>FB-1</td></tr>\n"
			  "<tr><th scope=\"row\">Days late</th>"
			  "<td class=\"n b\">24</td></tr>\n");
	free(text);
}

static void no_text_becomes_markup(void **state)
{
	static const char *const attacks[] = {
		"<script>alert(1)</script>",
		"\"><img src=x onerror=1>",
		"'><svg/onload=1>",
		"</style><script>",
		"<!--",
		"]]><b>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
		char *text = print(attacks[i], 1);
		const char *body = strstr(text, "<tbody>") + 7;
		const char *end = strstr(body, "</tbody>");

		/* nothing but the row's own tags */
		for (const char *at = body; at < end; at++)
			if (*at == '<')
				assert_true(!strncmp(at, "<tr>", 4) ||
					    !strncmp(at, "<td ", 4) ||
					    !strncmp(at, "</t", 3));
		assert_null(strstr(body, "onerror=1>"));
		assert_null(strstr(text, "href"));
		free(text);
	}
}

static void hostile_characters_are_shown(void **state)
{
	char *text = print("a\x1b[2J\xe2\x80\xae"
			   "b",
			   1);

	(void)state;
	assert_part(text, "a&lt;U+001B&gt;[2J&lt;U+202E&gt;b");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_a_document_of_its_own),
		cmocka_unit_test(a_record_is_labels_and_values),
		cmocka_unit_test(no_text_becomes_markup),
		cmocka_unit_test(hostile_characters_are_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
