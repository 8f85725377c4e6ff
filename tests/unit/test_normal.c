#include <kam/normal.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct kam_normal n = KAM_NORMAL_INIT;

static void read(const char *text)
{
	struct kam_err err = { 0 };

	assert_int_equal(kam_normal_read(&n, text, &err), 0);
}

static void test_what_does_not_matter_is_left_out(void **state)
{
	(void)state;
	read("  The PORTAL -- must\nstore it! ");
	assert_string_equal(n.text.data, "the portal must store it");
	read("ＰＤＦ，导出");
	assert_string_equal(n.text.data, "pdf 导出");
	read("!?");
	assert_string_equal(n.text.data, "");
}

static void test_figures_and_labels(void **state)
{
	(void)state;
	read("log out after 60 minutes, 5 % of 1,000 users");
	assert_string_equal(n.text.data,
			    "log out after # minutes # of # users");
	assert_string_equal(n.numbers.data, "60 5 1000");
	assert_string_equal(n.amounts.data, "60 5 1000");
	assert_string_equal(n.figures.data, "60 minutes, 5 %, 1000 users");
	read("用户30分钟后，１.5秒");
	assert_string_equal(n.figures.data, "30分钟, 1.5秒");
	read("wish 12");
	assert_string_equal(n.text.data, "wish #");
	assert_string_equal(n.numbers.data, "12");
	assert_string_equal(n.amounts.data, "");
	read("within 2.");
	assert_string_equal(n.numbers.data, "2");
	assert_string_equal(n.figures.data, "");
	read("第3。");
	assert_string_equal(n.figures.data, "");
}

static void test_negations(void **state)
{
	(void)state;
	read("it must not store it");
	assert_string_equal(n.text.data, "it must store it");
	assert_int_equal(n.negations, 1);
	read("nothing is noted");
	assert_int_equal(n.negations, 0);
	read("it doesn't, and never without");
	assert_string_equal(n.text.data, "it does and");
	assert_int_equal(n.negations, 3);
	read("it won’t; he doesn't");
	assert_string_equal(n.text.data, "it wo he does");
	assert_int_equal(n.negations, 2);
	read("the firm's can't");
	assert_string_equal(n.text.data, "the firm's ca");
	read("禁止导出，不保存");
	assert_string_equal(n.text.data, "导出 保存");
	assert_int_equal(n.negations, 2);
}

/* What is cut off is cut between characters. */
static void test_long_texts(void **state)
{
	char *text = malloc(3 * 2000 + 2);
	size_t length = 1;

	(void)state;
	assert_non_null(text);
	text[0] = 'x';
	for (int i = 0; i < 2000; i++, length += 3)
		memcpy(text + length, "系", 3);
	text[length] = '\0';
	read(text);
	assert_int_equal(n.text.length, 1 + 1365 * 3);
	free(text);
}

static int end(void **state)
{
	(void)state;
	kam_normal_release(&n);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_does_not_matter_is_left_out),
		cmocka_unit_test(test_figures_and_labels),
		cmocka_unit_test(test_negations),
		cmocka_unit_test(test_long_texts),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
