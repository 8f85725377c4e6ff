#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kam/word_diff.h>

static size_t words_changed(const char *before, const char *after)
{
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_word_run *runs;
	size_t n, changed = 0;

	assert_int_equal(kam_word_diff(&runs, &n, &arena, before, after, &err),
			 0);
	/* without blanks every sign is a word of a byte */
	for (size_t i = 0; i < n; i++)
		if (runs[i].change != KAM_WORDS_SAME)
			changed += runs[i].length;
	kam_arena_release(&arena);
	return changed;
}

static void shows(const char *before, const char *after, const char *wanted)
{
	struct kam_arena arena = { 0 };
	struct kam_str text = KAM_STR_INIT;
	struct kam_err err = { 0 };
	struct kam_word_run *runs;
	size_t n;

	assert_int_equal(kam_word_diff(&runs, &n, &arena, before, after, &err),
			 0);
	kam_word_diff_show(&text, runs, n);
	assert_string_equal(text.data, wanted);
	kam_str_release(&text);
	kam_arena_release(&arena);
}

/* Myers 1986, figure 1: from ABCABBA to CBABAC takes five changes. */
static void the_way_is_as_short_as_in_myers_example(void **state)
{
	(void)state;
	/* letters stand as signs, which are a word each */
	assert_int_equal(words_changed("!#$!##!", "$#!#!$"), 5);
}

static void words_are_what_people_take_for_words(void **state)
{
	(void)state;
	shows("sign in once", "sign on once", "sign [-in-]{+on+} once");
	shows("", "new", "{+new+}");
	shows("old", "", "[-old-]");
	shows("", "", "");
	shows("the same", "the same", "the same");
	shows("支持单点登录", "支持多点登录", "支持[-单-]{+多+}点登录");
	shows("Müller größer", "Müller kleiner",
	      "Müller [-größer-]{+kleiner+}");
	shows("a b c", "a c", "a [-b -]c");
	shows("a c", "a b c", "a {+b +}c");
	shows("within 2 s.", "within 3 s!", "within [-2-]{+3+} s[-.-]{+!+}");
	shows("one\ntwo", "one\nthree", "one\n[-two-]{+three+}");
}

/* Both texts come back from the runs, whatever they are. */
static void both_texts_are_in_the_runs(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 2000; round++) {
		char texts[2][64], back[2][64] = { "", "" };
		struct kam_arena arena = { 0 };
		struct kam_err err = { 0 };
		struct kam_word_run *runs;
		size_t n;

		for (int i = 0; i < 2; i++) {
			int length = rand() % 20;

			for (int j = 0; j < length; j++)
				texts[i][j] = "ab .!"[rand() % 5];
			texts[i][length] = '\0';
		}
		assert_int_equal(
		    kam_word_diff(&runs, &n, &arena, texts[0], texts[1], &err),
		    0);
		for (size_t i = 0; i < n; i++) {
			assert_true(runs[i].length > 0);
			if (runs[i].change != KAM_WORDS_ADDED)
				strncat(back[0], runs[i].text, runs[i].length);
			if (runs[i].change != KAM_WORDS_REMOVED)
				strncat(back[1], runs[i].text, runs[i].length);
		}
		assert_string_equal(back[0], texts[0]);
		assert_string_equal(back[1], texts[1]);
		kam_arena_release(&arena);
	}
}

static void what_differs_throughout_is_one_change(void **state)
{
	enum { N = 5000 };
	char *a = malloc(2 * N + 3), *b = malloc(2 * N + 3);

	(void)state;
	assert_non_null(a);
	assert_non_null(b);
	for (size_t i = 0; i < 2 * N; i++) {
		a[i] = i % 2 ? '.' : 'a';
		b[i] = i % 2 ? '!' : 'b';
	}
	memcpy(a + 2 * N, "ab", 3);
	memcpy(b + 2 * N, "ab", 3);
	assert_int_equal(words_changed(a, b), 4 * N);
	free(a);
	free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_way_is_as_short_as_in_myers_example),
		cmocka_unit_test(words_are_what_people_take_for_words),
		cmocka_unit_test(both_texts_are_in_the_runs),
		cmocka_unit_test(what_differs_throughout_is_one_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
