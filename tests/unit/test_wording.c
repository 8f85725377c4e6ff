#include <kam/wording.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct found {
	struct kam_str words;
	const char *text;
};

static int note(void *context, const struct kam_wording_hit *hit,
		struct kam_err *err)
{
	struct found *f = context;

	kam_str_add(&f->words, hit->what == KAM_WORDING_OPEN ? "!" : "");
	kam_str_add_bytes(&f->words, f->text + hit->at, hit->length);
	kam_str_add(&f->words, " ");
	return kam_str_check(&f->words, err);
}

static void expect_more(const char *text, const char *more, const char *wanted)
{
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct found f = { KAM_STR_INIT, text };
	struct kam_words *words;

	assert_int_equal(kam_words_open(&words, &arena, more, &err), 0);
	assert_int_equal(kam_words_each(words, text, note, &f, &err), 0);
	assert_string_equal(f.words.data, wanted);
	kam_str_release(&f.words);
	kam_arena_release(&arena);
}

static void expect(const char *text, const char *wanted)
{
	expect_more(text, "", wanted);
}

/* The examples of W. Wilson et al., 1997, and ISO/IEC/IEEE 29148, 5.2.7. */
static void test_english_words(void **state)
{
	(void)state;
	expect("It shall be user friendly, Easy to use and cost effective.",
	       "user friendly Easy to use cost effective ");
	expect("as appropriate, but not limited to these, if possible",
	       "as appropriate but not limited to if possible ");
	expect(
	    "adequate TIMELY normal effective as a minimum be able to tbd",
	    "adequate TIMELY normal effective as a minimum be able to !tbd ");
	expect("users should be able to print, etc.",
	       "should be able to etc. ");
}

static void test_whole_words_only(void **state)
{
	(void)state;
	expect("breakfast, fasten, steadfast, goods, anyone, bestow, etcetera",
	       "");
	expect("fast", "fast ");
	expect("(fast)", "fast ");
	expect("fast_path fast2", "");
	expect("respond within 2 s", "");
}

static void test_chinese_words(void **state)
{
	(void)state;
	expect("系统应尽快响应，界面友好，支持报表等功能。",
	       "尽快 界面友好 等 ");
	expect("大概可能尽量适当待定", "大概 可能 尽量 适当 !待定 ");
	expect("尽可能快", "尽可能 ");
	expect("用户等级、等待、等于、相等、不可能、中等、他们", "");
	expect("报表、发票等等", "等等 ");
}

static void test_a_firms_own_words(void **state)
{
	(void)state;
	expect_more("a World-class portal, 一流", "world-class， 一流 ,,x",
		    "World-class 一流 ");
	expect_more("fast", "", "fast ");
}

static int compound(const char *text)
{
	size_t at, length;

	return kam_wording_compound(&at, &length, text);
}

static void test_several_requirements_in_one(void **state)
{
	(void)state;
	assert_true(compound("It shall print and it shall mail."));
	assert_true(compound("It MUST print. It should mail."));
	assert_true(compound("print and/or mail"));
	assert_true(compound("系统应支持导出，并应记录日志。"));
	assert_true(compound("用户必须登录，且须改密码"));
	assert_true(compound("打印和/或邮寄"));
	assert_false(compound("It shall print invoices and reports."));
	assert_false(compound("mustard shoulder marshall"));
	assert_false(compound("系统应响应应用的请求。"));
	assert_false(compound(""));
}

static void test_length(void **state)
{
	(void)state;
	assert_int_equal(kam_wording_words(""), 0);
	assert_int_equal(kam_wording_words("one  two,\nthree - 4"), 4);
	assert_int_equal(kam_wording_words("系统应支持"), 3);
	assert_int_equal(kam_wording_words("支持 PDF 导出"), 3);
}

static void test_places(void **state)
{
	static const char text[] = "系统\nas 尽快 x";
	struct kam_str excerpt = KAM_STR_INIT;
	int line, column;
	size_t at = (size_t)(strstr(text, "尽快") - text);

	(void)state;
	kam_wording_place(&line, &column, text, at);
	assert_int_equal(line, 2);
	assert_int_equal(column, 4);
	kam_wording_place(&line, &column, text, 0);
	assert_int_equal(line, 1);
	assert_int_equal(column, 1);
	kam_wording_excerpt(&excerpt, text, at, 6);
	assert_string_equal(excerpt.data, "系统 as 尽快 x");
	kam_str_reset(&excerpt);
	kam_wording_excerpt(&excerpt,
			    "0123456789abcdefghij word "
			    "0123456789abcdefghij",
			    21, 4);
	assert_string_equal(excerpt.data,
			    "…56789abcdefghij word 0123456789abcde…");
	kam_str_release(&excerpt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_english_words),
		cmocka_unit_test(test_whole_words_only),
		cmocka_unit_test(test_chinese_words),
		cmocka_unit_test(test_a_firms_own_words),
		cmocka_unit_test(test_several_requirements_in_one),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
