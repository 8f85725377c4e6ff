#include <kam/xml.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const char *text, const char *wanted)
{
	struct kam_str out = KAM_STR_INIT;

	kam_xml_add(&out, text);
	assert_string_equal(out.data, wanted);
	kam_str_release(&out);
}

static void test_markup_is_text(void **state)
{
	(void)state;
	check("</text><script>\"&'", "&lt;/text&gt;&lt;script&gt;&quot;&amp;"
				     "&#39;");
	check("]]> 张三", "]]&gt; 张三");
}

static void test_what_xml_has_no_place_for(void **state)
{
	(void)state;
	check("a\x1b[31m", "a&lt;U+001B&gt;[31m");
	check("a\xe2\x80\xae", "a&lt;U+202E&gt;");
	check("a\xef\xbf\xbe\xef\xbf\xbfz", "a\xef\xbf\xbd\xef\xbf\xbdz");
	check("a\nb", "a b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markup_is_text),
		cmocka_unit_test(test_what_xml_has_no_place_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
