#include <kam/weights.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void test_a_list_is_read(void **state)
{
	struct kam_err err = { 0 };
	struct kam_weights w;

	(void)state;
	assert_int_equal(
	    kam_weights_parse(&w, " fit=3, revenue=2.5\t风险=-1 ", &err), 0);
	assert_int_equal(w.n, 3);
	assert_string_equal(w.names[2], "风险");
	assert_int_equal(w.weights[0], 3000000);
	assert_int_equal(w.weights[1], 2500000);
	assert_int_equal(w.weights[2], -1000000);
	assert_int_equal(kam_weights_find(&w, "revenue"), 1);
	assert_int_equal(kam_weights_find(&w, "Revenue"), -1);
	assert_int_equal(kam_weights_parse(&w, "", &err), 0);
	assert_int_equal(w.n, 0);
}

static void test_what_is_no_list_is_refused(void **state)
{
	static const char *const texts[] = {
		"fit",
		"=3",
		"fit=",
		"fit=x",
		"fit=0",
		"a=1 a=2",
		"a = 1",
		"a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=9 j=1 k=2 l=3 m=4 n=5 o=6 "
		"p=7 q=8",
		"a-name-of-more-than-the-sixty-three-bytes-for-which-there-is-"
		"room=1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct kam_err err = { 0 };
		struct kam_weights w;

		if (!kam_weights_parse(&w, texts[i], &err))
			fail_msg("'%s' was read", texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_list_is_read),
		cmocka_unit_test(test_what_is_no_list_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
