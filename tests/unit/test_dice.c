#include <kam/dice.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int alike(const char *a, const char *b)
{
	struct kam_err err = { 0 };
	int percent;

	assert_int_equal(kam_dice(&percent, a, b, &err), 0);
	return percent;
}

/* Wikipedia, "Dice-Sørensen coefficient": night and nacht have ni ig gh ht and
   na ac ch ht, so 2 · 1 / (4 + 4) */
static void test_night_and_nacht(void **state)
{
	(void)state;
	assert_int_equal(alike("night", "nacht"), 25);
}

static void test_case_and_width_do_not_count(void **state)
{
	(void)state;
	assert_int_equal(alike("Send the OFFER", "send the offer"), 100);
	assert_int_equal(alike("ＡＢＣ", "abc"), 100);
}

static void test_chinese_by_characters(void **state)
{
	(void)state;
	/* 发送 送报 报价 and 发送 送报 报告 */
	assert_int_equal(alike("发送报价", "发送报告"), 66);
	assert_int_equal(alike("发送报价", "准备演示"), 0);
}

static void test_short_texts(void **state)
{
	(void)state;
	assert_int_equal(alike("", ""), 100);
	assert_int_equal(alike("a", "a"), 100);
	assert_int_equal(alike("a", "b"), 0);
	assert_int_equal(alike("", "ab"), 0);
	assert_int_equal(alike("aaaa", "aa"), 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_night_and_nacht),
		cmocka_unit_test(test_case_and_width_do_not_count),
		cmocka_unit_test(test_chinese_by_characters),
		cmocka_unit_test(test_short_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
