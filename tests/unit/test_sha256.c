#include <kam/sha256.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void assert_digest(const char *text, size_t times, const char *wanted)
{
	struct kam_sha256 sha;
	char got[KAM_SHA256_TEXT];

	kam_sha256_begin(&sha);
	for (size_t i = 0; i < times; i++)
		kam_sha256_add(&sha, text, strlen(text));
	kam_sha256_text(got, &sha);
	assert_string_equal(got, wanted);
}

/* FIPS 180-2, appendix B.1 to B.3 */
static void test_the_published_examples(void **state)
{
	(void)state;
	assert_digest("abc", 1,
		      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff6"
		      "1f20015ad");
	assert_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnop"
		      "q",
		      1,
		      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd"
		      "419db06c1");
	assert_digest("a", 1000000,
		      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39c"
		      "cc7112cd0");
}

/* The journal keeps a state to come back to. */
static void test_a_copied_state_goes_on_by_itself(void **state)
{
	struct kam_sha256 first, second;
	char a[KAM_SHA256_TEXT], b[KAM_SHA256_TEXT];

	(void)state;
	kam_sha256_begin(&first);
	kam_sha256_add(&first, "ab", 2);
	second = first;
	kam_sha256_add(&first, "x", 1);
	kam_sha256_add(&second, "c", 1);
	kam_sha256_text(a, &first);
	kam_sha256_text(b, &second);
	assert_string_not_equal(a, b);
	assert_string_equal(b, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9"
			       "cb410ff61f20015ad");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_published_examples),
		cmocka_unit_test(test_a_copied_state_goes_on_by_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
