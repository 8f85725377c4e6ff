/* Words of a command line, quoted and read back. */
#include <kam/shell.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_words_come_back(void **state)
{
	static const char *const words[] = { "kam",  "a b",  "it's", "",
					     "\\'x", "王伟", "--x=1" };
	struct kam_str line = KAM_STR_INIT, word = KAM_STR_INIT;
	const char *at;
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		kam_str_add(&line, i ? " " : "");
		kam_shell_add(&line, words[i], strlen(words[i]));
	}
	assert_string_equal(line.data, "kam 'a b' 'it'\\''s' '' "
				       "'\\'\\''x' '王伟' --x=1");
	for (at = line.data; kam_shell_word(&word, &at); n++)
		assert_string_equal(word.data, words[n]);
	assert_int_equal(n, sizeof words / sizeof *words);
	kam_str_release(&word);
	kam_str_release(&line);
}

static void test_a_word_that_was_cut_off_ends(void **state)
{
	struct kam_str word = KAM_STR_INIT;
	const char *at = "  'one two";

	(void)state;
	assert_true(kam_shell_word(&word, &at));
	assert_string_equal(word.data, "one two");
	assert_false(kam_shell_word(&word, &at));
	kam_str_release(&word);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_come_back),
		cmocka_unit_test(test_a_word_that_was_cut_off_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
