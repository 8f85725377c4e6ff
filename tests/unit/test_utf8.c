#include <kam/utf8.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_malformed_bytes_are_not_text(void **state)
{
	static const char *const bad[] = {
		"\xff",
		"\xc0\xaf",
		"\xed\xa0\x80",
		"\xf4\x90\x80\x80",
		"\xe4\xb8",
		"a\x80",
		"\xf8\x88\x80\x80\x80",
	};

	(void)state;
	assert_true(kam_utf8_valid("a中😀é", strlen("a中😀é")));
	assert_false(kam_utf8_valid("a\0b", 3));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (kam_utf8_valid(bad[i], strlen(bad[i])))
			fail_msg("%zu passed", i);
}

static void test_widths_are_those_of_a_terminal(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} cases[] = {
		{ "", 0 },       { "abc", 3 },
		{ "中文", 4 },   { "e\xcc\x81", 1 },
		{ "😀", 2 },      { "👩‍👩‍👧‍👦", 2 },
		{ "🇨🇳", 2 },     { "👍🏽", 2 },
		{ "✈️", 2 }, { "1️⃣", 2 },
		{ "한글", 4 },   { "ｱ", 1 },
		{ "Ａ", 2 },     { "a中b", 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (kam_utf8_width(cases[i].text, KAM_AMBIGUOUS_NARROW) !=
		    cases[i].width)
			fail_msg(
			    "'%s': %zu, not %zu", cases[i].text,
			    kam_utf8_width(cases[i].text, KAM_AMBIGUOUS_NARROW),
			    cases[i].width);
	/* marks among Han are wide; what joins them is not a column more */
	assert_int_equal(kam_utf8_width("中，“〈、。！", KAM_AMBIGUOUS_NARROW),
			 13);
	assert_int_equal(kam_utf8_width("、\xe3\x82\x99，\xef\xb8\x8f中"
					"\xf3\xa0\x84\x80x",
					KAM_AMBIGUOUS_NARROW),
			 7);
	assert_int_equal(kam_utf8_width("“…”", KAM_AMBIGUOUS_WIDE), 6);
	assert_int_equal(kam_utf8_fit("a中文", 4, KAM_AMBIGUOUS_NARROW), 4);
	assert_int_equal(
	    kam_utf8_fit("👩‍👩‍👧‍👦x", 1, KAM_AMBIGUOUS_NARROW),
	    0);
}

static void test_what_has_no_room_is_cut_behind_a_character(void **state)
{
	char out[8];

	(void)state;
	kam_utf8_shorten(out, sizeof out, "x中文");
	assert_string_equal(out, "x中文");
	kam_utf8_shorten(out, sizeof out, "x中文y");
	assert_string_equal(out, "x中…");
	kam_utf8_shorten(out, sizeof out, "xyz中文");
	assert_string_equal(out, "xyz…");
	kam_utf8_shorten(out, sizeof out, "abcdefgh");
	assert_string_equal(out, "abcd…");
	kam_utf8_shorten(out, sizeof out, "");
	assert_string_equal(out, "");
	kam_utf8_shorten(out, 4, "中文");
	assert_string_equal(out, "…");
}

static void test_a_character_broken_off_becomes_dots(void **state)
{
	char text[16] = "'x\xe4\xb8' no", tight[5] = "abc\xe4",
	     full[5] = "a\xe4\xb8";

	(void)state;
	kam_utf8_mend(text, sizeof text);
	assert_string_equal(text, "'x…' no");
	kam_utf8_mend(tight, sizeof tight);
	assert_string_equal(tight, "abc");
	kam_utf8_mend(full, sizeof full);
	assert_string_equal(full, "a…");
	memcpy(text, "M\xfcll \xd6\xd0 中", 12);
	kam_utf8_mend(text, sizeof text);
	assert_memory_equal(text, "M\xfcll \xd6…", 9);
}

static void test_ten_thousand_marks_on_a_letter_are_one_column(void **state)
{
	char *bomb = malloc(20002);

	(void)state;
	assert_non_null(bomb);
	bomb[0] = 'e';
	for (size_t i = 1; i < 20001; i += 2)
		memcpy(bomb + i, "\xcc\x81", 2);
	bomb[20001] = '\0';
	assert_int_equal(kam_utf8_width(bomb, KAM_AMBIGUOUS_NARROW), 1);
	free(bomb);
}

static void assert_shown(const char *text, enum kam_show show,
			 const char *wanted)
{
	struct kam_str out = KAM_STR_INIT;

	kam_utf8_show(&out, text, show);
	assert_string_equal(out.data, wanted);
	kam_str_release(&out);
}

static void test_what_a_terminal_would_execute_is_shown(void **state)
{
	(void)state;
	assert_shown("\033]0;x\a", KAM_SHOW_LINE, "<U+001B>]0;x<U+0007>");
	assert_shown("\xc2\x9b"
		     "31m\x7f\b",
		     KAM_SHOW_LINE, "<U+009B>31m<U+007F><U+0008>");
	assert_shown("invoice \xe2\x80\xae"
		     "fdp.exe",
		     KAM_SHOW_LINE, "invoice <U+202E>fdp.exe");
	assert_shown("\xe2\x80\xa8", KAM_SHOW_TEXT, "<U+2028>");
	assert_shown("a\r\nb\tc", KAM_SHOW_LINE, "a b c");
	assert_shown("a\r\nb\rc\td", KAM_SHOW_TEXT, "a\nb<U+000D>c d");
	assert_shown("a\rb", KAM_SHOW_LINE, "a<U+000D>b");
	assert_shown("bad\xff", KAM_SHOW_LINE, "bad\xef\xbf\xbd");
}

static void test_folding_finds_what_people_mean(void **state)
{
	struct kam_str out = KAM_STR_INIT;

	(void)state;
	kam_utf8_fold(&out, "STRASSE");
	assert_string_equal(out.data, "strasse");
	kam_str_truncate(&out, 0);
	kam_utf8_fold(&out, "Straße ＡＢＣ");
	assert_string_equal(out.data, "strasse abc");
	kam_str_truncate(&out, 0);
	kam_utf8_fold(&out, "华夏 ACME 集团");
	assert_string_equal(out.data, "华夏 acme 集团");
	kam_str_truncate(&out, 0);
	/* one that is composed, one that has another form */
	kam_utf8_fold(&out, "华e\u0301（Ａ）");
	assert_string_equal(out.data, "华\u00e9(a)");
	kam_str_release(&out);
}

static void test_han_are_known_by_their_bytes(void **state)
{
	(void)state;
	assert_true(kam_utf8_is_han("\u4e00"));
	assert_true(kam_utf8_is_han("\u9fff"));
	assert_false(kam_utf8_is_han("\u4dff"));
	assert_false(kam_utf8_is_han("\ua000"));
	assert_false(kam_utf8_is_han("\u2028"));
	assert_false(kam_utf8_is_han("abc"));
	assert_false(kam_utf8_is_han(""));
	assert_false(kam_utf8_is_han("\xe4\xb8"));
	assert_false(kam_utf8_is_han("\xe4\xb8z"));
	assert_false(kam_utf8_valid("\xe4\xb8", 2));
	assert_false(kam_utf8_valid("\xe4\xb8\xadx\xe4\xb8", 6));
	assert_true(kam_utf8_valid("\u4e2dx\u4e2d", 7));
}

/* Bytes are looked at eight at a time where there are as many. */
static void test_a_bad_byte_is_found_wherever_it_stands(void **state)
{
	(void)state;
	for (int c = 0; c < 256; c++)
		for (size_t at = 0; at < 19; at++) {
			char bytes[20] = "abcdefghijklmnopqrs";

			bytes[at] = (char)c;
			assert_int_equal(kam_utf8_valid(bytes, 19),
					 c > 0 && c < 0x80);
		}
}

static void words_are_held_whatever_their_case(void **state)
{
	(void)state;
	assert_true(kam_utf8_holds("Make-up WorkDay", "workday"));
	assert_true(kam_utf8_holds("\u4e2d\u79cb\u8865\u73ed", "\u73ed"));
	assert_true(kam_utf8_holds("home", "home"));
	assert_false(kam_utf8_holds("hom", "home"));
	assert_false(kam_utf8_holds("", "home"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_held_whatever_their_case),
		cmocka_unit_test(test_malformed_bytes_are_not_text),
		cmocka_unit_test(test_a_bad_byte_is_found_wherever_it_stands),
		cmocka_unit_test(test_widths_are_those_of_a_terminal),
		cmocka_unit_test(test_a_character_broken_off_becomes_dots),
		cmocka_unit_test(
		    test_what_has_no_room_is_cut_behind_a_character),
		cmocka_unit_test(
		    test_ten_thousand_marks_on_a_letter_are_one_column),
		cmocka_unit_test(test_what_a_terminal_would_execute_is_shown),
		cmocka_unit_test(test_folding_finds_what_people_mean),
		cmocka_unit_test(test_han_are_known_by_their_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
