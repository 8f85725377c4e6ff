/*
 * Words looked for in text: folding, word ends, Chinese.
 */
#include <kam/needle.h>
#include <kam/utf8.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static size_t count(const char *word, int prefix, const char *text)
{
	struct kam_arena arena = { 0 };
	struct kam_str folded = KAM_STR_INIT;
	struct kam_needles needles;
	struct kam_err err = { 0 };
	size_t n;

	assert_int_equal(
	    kam_needles_parse(&needles, &arena, &word, 1, prefix, &err), 0);
	kam_needle_fold(&folded, text);
	n = kam_needle_count(&needles.items[0], folded.data, folded.length);
	kam_str_release(&folded);
	kam_arena_release(&arena);
	return n;
}

static void latin_words_are_whole(void **state)
{
	(void)state;
	assert_int_equal(count("portal", 0, "The Portal, the PORTAL."), 2);
	assert_int_equal(count("port", 0, "the portal"), 0);
	assert_int_equal(count("portal", 0, "portals portal_x 2portal"), 0);
	assert_int_equal(count("port", 1, "portals and ports, export"), 2);
	assert_int_equal(count("caf", 0, "a caf\xc3\xa9"), 0);
	assert_int_equal(count("CAF\xc3\x89", 0, "a caf\xc3\xa9"), 1);
	assert_int_equal(count("C++", 0, "in c++, or c++11"), 1);
	assert_int_equal(count("log out", 0, "Log\n  out, logout"), 1);
	assert_int_equal(count("a b", 0, "a b a b"), 2);
}

static void chinese_is_found_anywhere(void **state)
{
	(void)state;
	assert_int_equal(count("门", 0, "客户门户，门"), 2);
	assert_int_equal(count("门户", 0, "客户门户登录"), 1);
	assert_int_equal(count("portal", 0, "登录portal失败"), 1);
	assert_int_equal(count("portal登录", 0, "myportal登录 portal登录页"),
			 1);
	assert_int_equal(count("ｐｏｒｔａｌ", 0, "Portal"), 1);
	assert_int_equal(count("portal", 0, "ＰＯＲＴＡＬ"), 1);
}

/* What can be told without folding is what folding finds. */
static void no_text_is_missed(const char *text)
{
	static const char *const words[] = { "a", "s",  "z",  "1", "门",
					     "k", "ss", "fi", "i", "-" };
	struct kam_arena arena = { 0 };
	struct kam_needles needles;
	struct kam_err err = { 0 };
	struct kam_str folded = KAM_STR_INIT;
	const char *rest = strchr(text, '-');

	kam_needle_fold(&folded, rest);
	assert_int_equal(
	    kam_needles_parse(&needles, &arena, words, 10, 1, &err), 0);
	for (size_t i = 0; i < needles.n; i++) {
		size_t found =
		    kam_needle_try(&needles.items[i], rest, strlen(rest));

		if (!kam_needle_may(&needles.items[i], rest, strlen(rest)))
			assert_int_equal(found, 0);
		if (found != KAM_NEEDLE_FOLD)
			assert_int_equal(found,
					 kam_needle_count(&needles.items[i],
							  folded.data,
							  folded.length));
	}
	kam_str_release(&folded);
	kam_arena_release(&arena);
}

/* Folds what is simple by itself: for every character the same as the slow
   way, alone and between others. */
static void fold_is_the_library_s(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x20000; c++) {
		struct kam_str one = KAM_STR_INIT, ours = KAM_STR_INIT;
		struct kam_str theirs = KAM_STR_INIT;

		if ((c >= 0xd800 && c <= 0xdfff) || c == ' ' || c == 0xa0 ||
		    (c >= '\t' && c <= '\r'))
			continue;
		kam_str_add(&one, "Abcdefgh-");
		if (c < 0x80)
			kam_str_printf(&one, "%c", (int)c);
		else if (c < 0x800)
			kam_str_printf(&one, "%c%c", (int)(0xc0 | c >> 6),
				       (int)(0x80 | (c & 63)));
		else if (c < 0x10000)
			kam_str_printf(&one, "%c%c%c", (int)(0xe0 | c >> 12),
				       (int)(0x80 | (c >> 6 & 63)),
				       (int)(0x80 | (c & 63)));
		else
			kam_str_printf(&one, "%c%c%c%c", (int)(0xf0 | c >> 18),
				       (int)(0x80 | (c >> 12 & 63)),
				       (int)(0x80 | (c >> 6 & 63)),
				       (int)(0x80 | (c & 63)));
		kam_str_add(&one, "门Z");
		no_text_is_missed(one.data);
		kam_needle_fold(&ours, one.data);
		kam_utf8_fold(&theirs, one.data);
		/* blanks of other kinds fold to more than one */
		if (!strchr(theirs.data, ' '))
			assert_string_equal(ours.data, theirs.data);
		kam_str_release(&one);
		kam_str_release(&ours);
		kam_str_release(&theirs);
	}
}

/* Shifted by bytes, then by what fills; at the end and before more. */
static void try_place(const char *other, const char *filler, size_t before)
{
	struct kam_str text = KAM_STR_INIT;

	for (size_t i = 0; i <= before % 4; i++)
		kam_str_add_char(&text, '-');
	for (size_t i = 0; i < before / 4; i++)
		kam_str_add(&text, filler);
	kam_str_add(&text, other);
	no_text_is_missed(text.data);
	for (size_t i = 0; i < 30; i++)
		kam_str_add(&text, "中x，");
	no_text_is_missed(text.data);
	kam_str_release(&text);
}

/* Wherever it stands, since texts are looked at in pieces. */
static void no_place_is_missed(void **state)
{
	static const char *const others[] = {
		"Ｋ", "\xe2\x84\xaa", "\xef\xac\x81", "\xc3\x9f", "㎏",
		"〸", "㈠",           "k\xcc\x81",    "ſ",        "，",
	};
	static const char *const fillers[] = { "x", "中", "，", "“" };

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		for (size_t j = 0; j < sizeof fillers / sizeof *fillers; j++)
			for (size_t before = 0; before < 150; before++)
				try_place(others[i], fillers[j], before);
}

/* The same place as the slow way finds, which one wide letter enforces. */
static void locates_the_same_fast(void **state)
{
	const char *words[] = { "portal", "门" };
	struct kam_arena arena = { 0 };
	struct kam_needles needles;
	struct kam_err err = { 0 };
	size_t from, to, slow_from, slow_to;

	(void)state;
	assert_int_equal(kam_needles_parse(&needles, &arena, words, 2, 0, &err),
			 0);
	assert_int_equal(kam_needles_locate(&from, &to, &needles,
					    "a portals, a PORTAL 门", &err),
			 1);
	assert_int_equal(kam_needles_locate(&slow_from, &slow_to, &needles,
					    "a portals, a PORTAL 门 Ｘ", &err),
			 1);
	assert_int_equal(from, 13);
	assert_int_equal(to, 19);
	assert_int_equal(slow_from, from);
	assert_int_equal(slow_to, to);
	assert_int_equal(
	    kam_needles_locate(&from, &to, &needles, "portals", &err), 0);
	kam_arena_release(&arena);
}

static void locates_in_the_text_as_written(void **state)
{
	static const char text[] = "Ｔｈｅ  门户 Portal";
	const char *words[] = { "portal", "门户" };
	struct kam_arena arena = { 0 };
	struct kam_needles needles;
	struct kam_err err = { 0 };
	size_t from, to;

	(void)state;
	assert_int_equal(kam_needles_parse(&needles, &arena, words, 2, 0, &err),
			 0);
	assert_int_equal(kam_needles_locate(&from, &to, &needles, text, &err),
			 1);
	assert_int_equal(from, 11);
	assert_int_equal(to, 17);
	kam_arena_release(&arena);
}

static void words_for_an_index(void **state)
{
	struct kam_str out = KAM_STR_INIT;
	static const char text[] = "登录portal失 a.b caf\xc3\xa9";

	(void)state;
	kam_needle_words(&out, text, strlen(text));
	assert_string_equal(out.data, " 登  录  portal 失  a  b  caf\xc3\xa9 ");
	kam_str_release(&out);
}

static void refuses_nothing_and_too_much(void **state)
{
	const char *blank[] = { " \n" }, *many[KAM_NEEDLES + 1];
	struct kam_arena arena = { 0 };
	struct kam_needles needles;
	struct kam_err err = { 0 };
	char longest[KAM_NEEDLE_BYTES + 2];
	const char *too_long[] = { longest };

	(void)state;
	memset(longest, 'x', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	for (size_t i = 0; i <= KAM_NEEDLES; i++)
		many[i] = "x";
	assert_int_equal(kam_needles_parse(&needles, &arena, blank, 1, 0, &err),
			 KAM_EINVALID);
	kam_err_reset(&err);
	assert_int_equal(
	    kam_needles_parse(&needles, &arena, too_long, 1, 0, &err),
	    KAM_EINVALID);
	kam_err_reset(&err);
	assert_int_equal(
	    kam_needles_parse(&needles, &arena, many, KAM_NEEDLES + 1, 0, &err),
	    KAM_EINVALID);
	kam_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(latin_words_are_whole),
		cmocka_unit_test(chinese_is_found_anywhere),
		cmocka_unit_test(fold_is_the_library_s),
		cmocka_unit_test(no_place_is_missed),
		cmocka_unit_test(locates_the_same_fast),
		cmocka_unit_test(locates_in_the_text_as_written),
		cmocka_unit_test(words_for_an_index),
		cmocka_unit_test(refuses_nothing_and_too_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
