/* HTML as text: what is shown, what is hidden, what nobody wrote properly. */
#include <kam/html_text.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check(const char *html, const char *wanted)
{
	struct kam_str out = KAM_STR_INIT;

	kam_html_text(&out, html, strlen(html), 100000);
	assert_int_equal(out.failed, 0);
	assert_string_equal(out.data, wanted);
	kam_str_release(&out);
}

static void test_blocks_become_lines(void **state)
{
	(void)state;
	check("", "");
	check("plain", "plain");
	check("  a\n b\t c ", "a b c");
	check("<div>a</div><div>b</div>", "a\nb");
	check("<p>a</p><p>b</p>", "a\n\nb");
	check("a<br>b<br/>c", "a\nb\nc");
	check("a<br><br><br><br>b", "a\n\nb");
	check("<h1>a</h1>b", "a\n\nb");
	check("a<hr>b", "a\nb");
	check("<pre>a\n  b</pre>c", "a\nb\nc");
	check("<b>a</b> <i>b</i>c", "a bc");
}

static void test_lists_quotes_tables(void **state)
{
	(void)state;
	check("<ul><li>a<li>b</ul>c", "- a\n- b\nc");
	check("x<blockquote>a<blockquote>b</blockquote>c</blockquote>d",
	      "x\n> a\n>> b\n> c\nd");
	check("</blockquote>a", "a");
	check("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
	      "a | b\nc");
	/* tables that only lay out leave no bars behind */
	check("<table><tr><td></td><td>a</td><td> </td></tr></table>", "a");
}

static void test_links_and_images(void **state)
{
	(void)state;
	check("<a href=\"https://x.test/?a=1&amp;b\">here</a>.",
	      "here <https://x.test/?a=1&b>.");
	check("<a href='https://x.test'>https://x.test</a>", "https://x.test");
	check("<a href=mailto:a@x.test>a@x.test</a>", "a@x.test");
	check("<a href=mailto:a@x.test>Anna</a>", "Anna <a@x.test>");
	check("<a href=\"javascript:alert(1)\">click</a>", "click");
	check("<a href=\" data:text/html,x\">click</a>", "click");
	check("<a name=x>a</a>", "a");
	check("<a href=http://x.test></a>b", "b");
	check("<a href=http://x.test>a", "a <http://x.test>");
	check("<a href=\"http://x.test/>y\">a</a>", "a <http://x.test/y>");
	check("<img src=http://t/1.gif>a<img alt='logo'>", "a[logo]");
}

static void test_what_is_hidden_stays_hidden(void **state)
{
	(void)state;
	check("<style>p{}</style>a<SCRIPT>b()</script >c", "ac");
	check("a<!-- b > c -->d", "ad");
	check("a<!-- b", "a");
	check("<title>t</title><!DOCTYPE html><?xml x?>a", "a");
	check("a<script>b", "a");
	check("a<style>b</styl>c", "a");
}

static void test_entities(void **state)
{
	(void)state;
	check("&lt;b&gt; &amp;amp; &quot;&apos;", "<b> &amp; \"'");
	check("a&nbsp;&nbsp;b&shy;c", "a bc");
	check("&auml;&Eacute;&szlig;&yuml;&euro;&hellip;", "äÉßÿ€…");
	check("&#20013;&#x4e2d;&#X4E2D", "中中中");
	check("&#128;&#150;", "€–");
	check("&#0;&#xd800;&#x110000;&#99999999999;", "����");
	check("&#10;a&#27;[31m", "a [31m");
	check("a & b &copy=1 &; &nosuch; &#; &#x;",
	      "a & b &copy=1 &; &nosuch; &#; &#x;");
	check("&", "&");
}

static void test_what_nobody_wrote_properly(void **state)
{
	(void)state;
	check("a < b > c <3", "a < b > c <3");
	check("<", "<");
	check("a<", "a<");
	check("</", "</");
	check("a<b", "a");
	check("<a b=\"c>d", "d");
	check("<p class=\"a>b\">c", "c");
	check("<td>a</td", "a");
	check("\x01\x02<p>\x7f"
	      "a\x1b",
	      "a");
}

/* It stops, and takes time by length only. */
static void test_it_is_bounded(void **state)
{
	static const char part[] = "<blockquote><table><a href='x>&amp;";
	struct kam_str html = KAM_STR_INIT, out = KAM_STR_INIT;

	(void)state;
	for (int i = 0; i < 100000; i++)
		kam_str_add(&html, part);
	kam_html_text(&out, html.data, html.length, 1000);
	assert_true(out.length < 10000);
	kam_str_truncate(&html, 0);
	for (int i = 0; i < 100000; i++)
		kam_str_add(&html, "aaaaaaaaaaaaaaaa");
	kam_str_truncate(&out, 0);
	kam_html_text(&out, html.data, html.length, 1000);
	assert_true(out.length >= 1000 && out.length < 10000);
	kam_str_release(&html);
	kam_str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks_become_lines),
		cmocka_unit_test(test_lists_quotes_tables),
		cmocka_unit_test(test_links_and_images),
		cmocka_unit_test(test_what_is_hidden_stays_hidden),
		cmocka_unit_test(test_entities),
		cmocka_unit_test(test_what_nobody_wrote_properly),
		cmocka_unit_test(test_it_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
