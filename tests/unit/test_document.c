#include <kam/document.h>
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
	{ "secret", "Secret", KAM_FORM_TEXT },
	{ "score", "Score", KAM_FORM_NUMBER },
};

static struct kam_document *make(struct kam_arena *arena)
{
	struct kam_document *doc = kam_document_new(arena, "Plan <b>计划</b>");

	kam_document_fact(doc, "owner", "Owner");
	kam_document_text(doc, "li", "Li & Lei");
	kam_document_fact(doc, "unset", "Unset");
	kam_document_null(doc);
	kam_document_section(doc, "context", NULL, "背景", 1);
	kam_document_prose(doc, "First <script>alert(1)</script>\n"
				"第一行\n第二行\n\n- **一：**二\n  - deeper\n");
	kam_document_remark(doc, "nothing yet");
	kam_document_section(doc, "risks", "Risks", "Risks", 0);
	kam_document_table(doc, "risks", "By score", columns, 3, 1 << 1);
	kam_document_row(doc);
	kam_document_text(doc, "RISK-1", NULL);
	kam_document_text(doc, "hush", NULL);
	kam_document_integer(doc, 16);
	kam_document_style(doc, KAM_STYLE_BAD);
	kam_document_row(doc);
	kam_document_text(doc, "RISK-2", NULL);
	kam_document_text(doc, "hush", NULL);
	kam_document_decimal(doc, 500000, "a half");
	kam_document_table(doc, "none", "Empty", columns, 3, 0);
	return doc;
}

static char *print(enum kam_format format, size_t width)
{
	struct kam_str text = KAM_STR_INIT;
	struct kam_out_options options = {
		.format = format,
		.fd = -1,
		.width = width,
		.temporary = "/tmp",
		.into = &text,
	};
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_out *out;

	assert_int_equal(kam_out_open(&out, &options, &err), 0);
	if (format == KAM_FORMAT_JSON) {
		kam_out_record(out, NULL, 0);
		kam_out_key(out, "sections");
		kam_out_sections(out, make(&arena));
		kam_out_end(out);
	} else {
		kam_out_document(out, make(&arena));
	}
	assert_int_equal(kam_out_finish(out, &err), 0);
	kam_out_release(out);
	kam_arena_release(&arena);
	return text.data;
}

static void as_text_it_is_lines_that_fit(void **state)
{
	char *text = print(KAM_FORMAT_TABLE, 40);

	(void)state;
	assert_string_equal(text, "Plan <b>计划</b>\n"
				  "================\n"
				  "\n"
				  "Owner  Li & Lei\n"
				  "\n"
				  "背景\n"
				  "----\n"
				  "\n"
				  "First "
				  "<script>alert(1)</script>\n"
				  "第一行第二行\n"
				  "\n"
				  "- 一：二\n"
				  "  - deeper\n"
				  "\n"
				  "nothing yet\n"
				  "\n"
				  "Risks\n"
				  "-----\n"
				  "\n"
				  "By score\n"
				  "ID       Score\n"
				  "RISK-1      16\n"
				  "RISK-2  a half\n");
	free(text);
}

static void as_markdown_nothing_but_its_own_marks_work(void **state)
{
	char *text = print(KAM_FORMAT_MD, 0);

	(void)state;
	assert_string_equal(
	    text, "# Plan &lt;b\\>计划&lt;/b\\>\n"
		  "\n"
		  "- Owner: Li &amp; Lei\n"
		  "\n"
		  "## 背景\n"
		  "\n"
		  "First &lt;script\\>alert(1)&lt;/script\\> 第一行第二行\n"
		  "\n"
		  "- **一：**二\n"
		  "  - deeper\n"
		  "\n"
		  "*nothing yet*\n"
		  "\n"
		  "## Risks\n"
		  "\n"
		  "### By score\n"
		  "\n"
		  "| ID | Score |\n"
		  "| --- | ---: |\n"
		  "| RISK-1 | 16 |\n"
		  "| RISK-2 | a half |\n");
	free(text);
}

static void as_html_it_is_one_page(void **state)
{
	static const char *const parts[] = {
		"<title>Plan &lt;b&gt;计划&lt;/b&gt;</title>",
		"<h1>Plan &lt;b&gt;计划&lt;/b&gt;</h1>\n",
		"<tr><th scope=\"row\">Owner</th><td>Li &amp; Lei</td></tr>",
		"<h2>背景</h2>\n<p>First &lt;script&gt;alert(1)&lt;/script&gt; "
		"第一行第二行</p>\n<ul>\n<li>• <strong>一：</strong>二</li>\n"
		"<li class=\"i1\">• deeper</li>\n</ul>\n"
		"<p class=\"d\">nothing yet</p>\n",
		"<td class=\"n b\" data-label=\"Score\">16</td></tr>\n",
	};
	char *text = print(KAM_FORMAT_HTML, 0);
	const char *at = text;

	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		at = strstr(at, parts[i]);
		if (!at)
			fail_msg("no '%s' in %s", parts[i], text);
	}
	assert_null(strstr(text, "hush"));
	at = strstr(text, "<!DOCTYPE");
	assert_ptr_equal(at, text);
	assert_null(strstr(at + 1, "<!DOCTYPE"));
	assert_string_equal(text + strlen(text) - 16, "</body>\n</html>\n");
	free(text);
}

static void its_json_reads_back(void **state)
{
	struct kam_str first = KAM_STR_INIT, second = KAM_STR_INIT;
	struct kam_arena arena = { 0 };
	struct kam_document *again;
	struct kam_err err = { 0 };
	char *printed = print(KAM_FORMAT_JSON, 0);

	(void)state;
	kam_document_json(&first, make(&arena));
	assert_string_equal(
	    first.data,
	    "{\"title\":\"Plan <b>计划</b>\",\"facts\":{\"owner\":\"li\","
	    "\"unset\":null},\"sections\":[{\"name\":\"context\",\"title\":"
	    "null,\"customer\":true,\"text\":\"First <script>alert(1)"
	    "</script>\\n第一行\\n第二行\\n\\n- **一：**二\\n  - deeper\\n\","
	    "\"tables\":[]},{\"name\":\"risks\",\"title\":\"Risks\","
	    "\"customer\":false,\"text\":null,\"tables\":[{\"name\":\"risks\","
	    "\"rows\":[{\"id\":\"RISK-1\",\"score\":16},{\"id\":\"RISK-2\","
	    "\"score\":0.5}]},{\"name\":\"none\",\"rows\":[]}]}]}");
	assert_non_null(strstr(first.data, "\"sections\":["));
	/* the printer's is the same */
	assert_int_equal(strncmp(strstr(first.data, "\"sections\":["),
				 strstr(printed, "\"sections\":["),
				 strlen(strstr(first.data, "\"sections\":["))),
			 0);
	assert_int_equal(kam_document_read(&again, &arena, first.data, &err),
			 0);
	kam_document_json(&second, again);
	assert_string_equal(second.data, first.data);
	assert_int_equal(kam_document_read(&again, &arena, "[]", &err),
			 KAM_ECORRUPT);
	kam_str_release(&first);
	kam_str_release(&second);
	kam_arena_release(&arena);
	free(printed);
}

static void what_has_rows_alone_is_no_document(void **state)
{
	struct kam_out_options options = { .format = KAM_FORMAT_CSV,
					   .fd = -1,
					   .temporary = "/tmp" };
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_out *out;

	(void)state;
	assert_int_equal(kam_out_open(&out, &options, &err), 0);
	kam_out_document(out, make(&arena));
	assert_int_equal(kam_out_finish(out, &err), KAM_EUSAGE);
	kam_out_release(out);
	kam_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_text_it_is_lines_that_fit),
		cmocka_unit_test(as_markdown_nothing_but_its_own_marks_work),
		cmocka_unit_test(as_html_it_is_one_page),
		cmocka_unit_test(its_json_reads_back),
		cmocka_unit_test(what_has_rows_alone_is_no_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
